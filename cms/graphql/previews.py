"""Drafts for a frontend's preview: who holds a token of a page reads its draft for an hour.

What the page names is read as drafts too. A token that is unknown, forged or expired, and one of a
page that is gone or of another site, all find nothing.
"""

from typing import NamedTuple

import graphene
from django.core import signing
from wagtail.models import Page

from blog.editions.read import Reader

from .types import PageInterface

SALT = "colophon.preview"
LASTS = 3_600  # seconds

# Under this name a request's door knows that its answer is for one reader only.
PRIVATE = "private"


class Previews(graphene.ObjectType):
    preview = graphene.Field(
        PageInterface,
        token=graphene.String(
            required=True, description="What the editor's “Preview link for frontends” gives."
        ),
        description=(
            "A page as it was saved last, published or not, and all that it names so too; null for a"
            " token that is not good, or no longer."
        ),
    )


class Drafted(NamedTuple):
    """A draft, whole and filled, and the door that all below it is read through."""

    page: dict
    door: Reader


def token_for(page: Page) -> str:
    """A token of a page; whoever calls this has looked whether its user may edit the page."""
    return signing.dumps(page.pk, salt=SALT)


def page_of(token: str) -> int | None:
    """The key of the page that a token is of, None if it is not good."""
    try:
        found = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def preview(door: Reader, token: str) -> Drafted | None:
    door.known[PRIVATE] = True
    key = page_of(token)
    page = key and Page.objects.filter(pk=key).only("path").first()
    if not page or not page.path.startswith(tuple(path for path, _ in door.scope.roots)):
        return None
    name, drafts = f"page:{key}", Reader(door.scope, draft=True)
    found = drafts.editions([name]).get(name)
    if found is None:
        return None
    drafts.fill([found])
    return Drafted(found, drafts)


ROOTS = {"preview": preview}
