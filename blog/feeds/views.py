"""The addresses of feeds: that of a list, and `rss.xml`, `atom.xml` or `feed.json` behind it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from blog.routes import listed_at
from blog.seo import FEEDS
from blog.views import reader_of
from blog.visibility import Scope

from . import formats
from .items import Feed, newest

WRITERS = {"rss.xml": formats.rss, "atom.xml": formats.atom, "feed.json": formats.json}
TYPES = {file: type_ for file, type_, _ in FEEDS}


class List(NamedTuple):
    """What has a feed: its term, title, a sentence or two about it, its address."""

    term: str
    title: str
    description: str
    url: str


@require_safe
def articles(
    request: HttpRequest, path: str, file: str, publication: Callable[[Scope], dict[str, Any]]
) -> HttpResponse:
    """The newest articles of the list at an address, in full. Raises Http404 for no list.

    publication: scope → the publication's settings.

    `Last-Modified` is when one of them was last published; whatever else changes in the feed (a
    name, an answer from the library) changes its ETag alone.
    """
    reader = reader_of(request)
    site = publication(reader.scope)
    found, root = list_at(reader, site, path), reader.scope.root_url
    feed = Feed(
        title=found.title,
        description=found.description,
        language=site["language"],
        author=site["publisher"] or site["name"] or root,
        home=root + found.url,
        address=f"{root}{found.url}{file}",
        items=newest(reader, found.term),
    )
    response = HttpResponse(WRITERS[file](feed), content_type=f"{TYPES[file]}; charset=utf-8")
    if feed.modified:
        response["Last-Modified"] = http_date(feed.modified.timestamp())
    return response


def list_at(reader: Reader, site: dict, path: str) -> List:
    """The list at an address like `health/sleep/`; `` is that of all articles. Raises Http404."""
    name = site["name"] or "Articles"
    if not path:
        return List(ARTICLES, name, site["description"], "/")
    card = listed_at(reader, f"/{path}") or reader.page_at(path)
    if card is None or card["__typename"] not in ("CategoryPage", "Author", "Tag"):
        raise Http404
    title, about = card.get("title") or card["name"], card.get("introduction") or ""
    return List(
        card["__name"], f"{title} – {name}", about or card.get("biography") or "", card["url"]
    )
