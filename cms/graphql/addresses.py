"""What stands at an address: `route`, the one look-up of a frontend's catch-all page."""

import graphene

from blog import routes
from blog.editions.read import Reader

from .types import PageInterface, lazy, list_of, sure


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


class Addresses:
    """The root fields that go by address."""

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


ROOTS = {"route": route}
