"""Where things stand: `route` for a frontend's catch-all page, `pages` and `redirects` for one
that is built, `node` for what is known by its id."""

import re
from typing import Any
from urllib.parse import unquote

import graphene

from blog import nodes, routes
from blog import redirects as stored
from blog.editions.lists import BY_TITLE, Range
from blog.editions.read import Reader

from .asking import answered
from .connections import (
    connected,
    connection,
    connection_type,
    one_more,
    part_of,
    ranged,
    trimmed,
)
from .cursors import BY_PATH, name_of, sealed
from .types import Node, PageInterface, lazy, list_of, sure

# Encoded, without which an address would be another: `%`, `#` and `?`.
LASTING = re.compile(r"%(25|23|3F)", re.IGNORECASE)


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


PageConnection = connection_type("Page", PageInterface, "page", "pages")


class Redirect(graphene.ObjectType):
    """An address that leads elsewhere."""

    source = sure(
        graphene.String,
        "The address within the site, without a slash at its end; percent-decoded, but for `%`, `#`"
        " and `?`.",
        name="from",
    )
    to = sure(graphene.String, "Where it leads: an address within the site, or one elsewhere.")
    status = sure(graphene.Int, "301 for good, 302 for now.")


RedirectConnection = connection_type(
    "Redirect",
    Redirect,
    "redirect",
    "redirects",
    "How many there are at most: those from addresses where a page stands are counted, and left"
    " out of the list.",
)


class Addresses:
    """The root fields that go by address or id."""

    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description="An id that anything here has."),
        description="One thing of any type; null for what is not public.",
    )
    pages = connected(
        PageConnection, "Every public page, by title; for building a site from all of them."
    )
    redirects = connected(
        RedirectConnection, "Every redirect that leads to something public, by address."
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


def pages(door: Reader, **window: Any) -> dict:
    return answered(ranged("Page", Range("all", BY_TITLE), part_of(BY_TITLE, **window)), door)


def redirects(door: Reader, **window: Any) -> dict:
    part = part_of(BY_PATH, **window)
    shown, more = trimmed(part, stored.listing(door, one_more(part)))
    found = list(routes.redirected(door, shown))
    ends = (by_path(shown[0]), by_path(shown[-1])) if shown else None
    return connection(
        "Redirect",
        part,
        [redirect(row, to) for row, to in found],
        lambda n: by_path(found[n][0]),
        more,
        stored.total,
        ends,
    )


def by_path(row: stored.Row) -> str:
    """The cursor of a redirect."""
    return sealed(BY_PATH, row.id, row.old_path)


def redirect(row: stored.Row, to: str) -> dict:
    path, mark, query = row.old_path.partition("?")
    source = unquote(LASTING.sub(r"%25\1", path)) + mark + query
    return {"__typename": "Redirect", "source": source, "to": to, "status": row.status}


ROOTS = {"route": route, "node": node, "pages": pages, "redirects": redirects}
