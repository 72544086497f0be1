"""Where things stand: `route` for a frontend's catch-all page, `pages` and `redirects` for one
that is built, `node` for what is known by its id."""

import graphene

from blog import nodes, routes
from blog import redirects as stored
from blog.editions.compose import ref
from blog.editions.read import BY_TITLE, Reader

from .connections import BY_PATH, connection, cursor, name_of, opened, sealed
from .readers import first_of
from .types import Node, PageInfo, PageInterface, lazy, list_of, sure


class Breadcrumb(graphene.ObjectType):
    """A page above another."""

    title = sure(graphene.String, "The page's title.")
    url = sure(graphene.String, "Its address within the site.")


class PageRoute(graphene.ObjectType):
    """A page stands at the address."""

    page = sure(PageInterface, "The page.")
    breadcrumbs = list_of(Breadcrumb, "The public pages above it, from the home page down.")


class RedirectRoute(graphene.ObjectType):
    """The address leads elsewhere."""

    to = sure(graphene.String, "Where it leads: an address within the site, or one elsewhere.")
    status = sure(graphene.Int, "301 for good, 302 for now.")


class GoneRoute(graphene.ObjectType):
    """A public page stood at the address, and was deleted, unpublished or moved."""

    url = sure(graphene.String, "The address within the site, as it was.")


class AuthorRoute(graphene.ObjectType):
    """The page of an author stands at the address."""

    author = sure(lazy("Author"), "The author.")


class TagRoute(graphene.ObjectType):
    """The page of a tag stands at the address."""

    tag = sure(lazy("Tag"), "The tag.")


class Route(graphene.Union):
    """What stands at an address."""

    class Meta:
        types = (PageRoute, RedirectRoute, GoneRoute, AuthorRoute, TagRoute)


class PageEdge(graphene.ObjectType):
    """A page in a list, with its place."""

    cursor = sure(graphene.String, "Its place in the list.")
    node = sure(PageInterface, "The page.")


class PageConnection(graphene.ObjectType):
    """A part of the list of all pages."""

    nodes = list_of(PageInterface, "The pages.")
    edges = list_of(PageEdge, "The pages with their cursors.")
    page_info = sure(PageInfo, "Where this part begins and ends.")
    total_count = sure(graphene.Int, "How many pages there are.")


class Redirect(graphene.ObjectType):
    """An address that leads elsewhere."""

    source = sure(
        graphene.String,
        "The address within the site, percent-decoded and without a slash at its end.",
        name="from",
    )
    to = sure(graphene.String, "Where it leads: an address within the site, or one elsewhere.")
    status = sure(graphene.Int, "301 for good, 302 for now.")


class RedirectEdge(graphene.ObjectType):
    """A redirect in a list, with its place."""

    cursor = sure(graphene.String, "Its place in the list.")
    node = sure(Redirect, "The redirect.")


class RedirectConnection(graphene.ObjectType):
    """A part of the list of all redirects."""

    nodes = list_of(Redirect, "The redirects.")
    edges = list_of(RedirectEdge, "The redirects with their cursors.")
    page_info = sure(PageInfo, "Where this part begins and ends.")
    total_count = sure(
        graphene.Int,
        "How many there are at most: those from addresses where a page stands are counted, and"
        " left out of the list.",
    )


FIRST = graphene.Int(default_value=20, description="How many, from 1 to 100.")
AFTER = graphene.String(description="The cursor to continue behind.")


class Addresses:
    """The root fields that go by address or id."""

    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description="An id that anything here has."),
        description="One thing of any type; null for what is not public.",
    )
    pages = graphene.Field(
        PageConnection,
        required=True,
        first=FIRST,
        after=AFTER,
        description="Every public page, by title; for building a site from all of them.",
    )
    redirects = graphene.Field(
        RedirectConnection,
        required=True,
        first=FIRST,
        after=AFTER,
        description="Every redirect that leads to something public, by address.",
    )

    route = graphene.Field(
        Route,
        path=graphene.String(
            required=True,
            description="The address as a browser has it, from the slash behind the host on.",
        ),
        description=(
            "What stands at an address; null for nothing. Percent-encoding and a slash at its end"
            " make no difference, case does."
        ),
    )


def route(door: Reader, path: str) -> dict | None:
    found = routes.route(door, path)
    if found and "page" in found:
        door.fill([found["page"]])
    return found


def node(door: Reader, id: str) -> dict | None:
    found = nodes.named(door, name_of(id) or "")
    if found:
        door.fill([found])
    return found


def pages(door: Reader, first: int | None = 20, after: str | None = None) -> dict:
    count, place = first_of(first), opened(after, BY_TITLE)
    rows = door.listing("all", count + 1, order=BY_TITLE, after=place)
    return connection(
        "Page",
        [(cursor(row, BY_TITLE), ref(row[0])) for row in rows[:count]],
        more=len(rows) > count,
        before=bool(after),
        total=lambda door: door.total("all"),
    )


def redirects(door: Reader, first: int | None = 20, after: str | None = None) -> dict:
    count, place = first_of(first), opened(after, BY_PATH)
    found = stored.listing(door, count + 1, place and (place[0], int(place[1])))
    shown = found[:count]
    items = [
        (sealed(BY_PATH, row.id, row.old_path), redirect(row, to))
        for row, to in routes.redirected(door, shown)
    ]
    end = sealed(BY_PATH, shown[-1].id, shown[-1].old_path) if shown else None
    more = len(found) > count
    return connection("Redirect", items, more=more, before=bool(after), total=stored.total, end=end)


def redirect(row: stored.Row, to: str) -> dict:
    return {"__typename": "Redirect", "source": row.old_path, "to": to, "status": row.status}


ROOTS = {"route": route, "node": node, "pages": pages, "redirects": redirects}
