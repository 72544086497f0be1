"""Where a page is in other forms: as Markdown, and as the feeds of its list."""

from functools import lru_cache
from typing import Any

# (what stands behind a list's address, media type, what it is called)
FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)
# What lists articles and has feeds of its own; the front page has the publication's.
LISTS = {"CategoryPage", "Author", "Tag"}


def markdown_url(url: str) -> str:
    """Where the page of an address is as Markdown: `/health/sleep.md` for `/health/sleep/`."""
    return f"{url.rstrip('/') or '/index'}.md"


def feeds(page: dict, site: dict) -> list[dict[str, Any]]:
    """The feeds of the list that a page is, then those of the publication."""
    # A list may be a site's front page.
    own = page["url"] if page["__typename"] in LISTS and page["url"] != "/" else None
    return feeds_at(site["name"], own, own and (page.get("title") or page["name"]))


@lru_cache(maxsize=512)
def feeds_at(name: str, url: str | None, title: str | None) -> list[dict[str, Any]]:
    lists = [(url, f"{title} – {name}" if name else title)] if url else []
    return [
        {
            "__typename": "Feed",
            "url": f"{address}{file}",
            "type": type_,
            "title": f"{called} ({kind})" if called else kind,
        }
        for address, called in [*lists, ("/", name)]
        for file, type_, kind in FEEDS
    ]
