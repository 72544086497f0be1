"""What a feed says, whatever its format: the list, and its articles in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from blog import richtext
from blog.editions.filled import Filled
from blog.editions.lists import newest_indexed
from blog.editions.read import Reader
from blog.markdown.pages import Page

from .html import html

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One article. id: the same wherever the article moves."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    image: str | None
    published: datetime
    modified: datetime
    authors: list[tuple[str, str | None]]
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Feed:
    """home: the address of the list; address: the feed's own; author: who publishes."""

    title: str
    description: str
    language: str
    author: str
    home: str
    address: str
    items: list[Item]

    @property
    def modified(self) -> datetime | None:
        """When one of its articles was last published; None without any."""
        return max((item.modified for item in self.items), default=None)


def newest(reader: Reader, term: str) -> list[Item]:
    """The newest articles of a term, those aside that search engines should leave out."""
    question = newest_indexed(reader.scope, term, NEWEST)
    names = [row[0] for row in reader.lists([question])[question]]
    found = reader.editions(names, whole=True)
    pages = [page for name in names if (page := found.get(name)) and not page["noindex"]]
    reader.fill(pages)
    filled = Filled(reader)
    filled.fill(pages, waves=1)
    return [item(page, filled) for page in pages]


def item(page: dict, filled: Filled) -> Item:
    root = filled.reader.scope.root_url
    url = iri_to_uri(root + page["url"])

    def resolve(name: str) -> dict | None:
        return filled.get({"__ref": name})

    written = Page(page, resolve, root)
    published = datetime.fromisoformat(page["date"])
    changed = page["last_published_at"]
    return Item(
        id=identity(root, page),
        url=url,
        title=page["title"],
        summary=page["excerpt"],
        content=html([*written.introduction(), *written.story()], url),
        image=picture(resolve, page, root),
        published=published,
        modified=max(published, datetime.fromisoformat(changed)) if changed else published,
        authors=[
            (author["name"], author["url"] and iri_to_uri(root + author["url"]))
            for author in those(resolve, page["authors"])
        ],
        tags=[tag["name"] for tag in those(resolve, page["tags"])],
    )


def identity(root: str, page: dict) -> str:
    """A tag URI (RFC 4151): the publication's host, the day it was first public, its own key."""
    day = (page["first_published_at"] or page["date"])[:10]
    return f"tag:{urlsplit(root).hostname},{day}:{page['id']}"


def those(resolve: Any, references: Iterable[dict]) -> list[dict]:
    return [found for each in references if (found := resolve(each["__ref"]))]


def picture(resolve: Any, page: dict, root: str) -> str | None:
    """The address of the hero, or of what is shown where the page is shared."""
    for reference in filter(None, (page["hero"], page["social_image"])):
        made = (resolve(reference["__ref"]) or {}).get("renditions", {}).get("SOCIAL")
        if made:
            return richtext.at(root, made["url"])
    return None
