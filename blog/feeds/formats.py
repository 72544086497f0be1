"""A feed as RSS 2.0 and Atom, which Django's generators write, and as JSON Feed 1.1."""

import re
from datetime import UTC, datetime
from typing import Any

import orjson
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from .items import Feed, Item

# XML has no way to say these.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def clean(text: str) -> str:
    return CONTROL.sub("", text)


class Dated:
    """Without articles Django's feeds would say the present moment, each time another."""

    def latest_post_date(self) -> datetime:
        return self.feed["modified"]  # type: ignore[attr-defined]


class RSS(Dated, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: Any, item: dict) -> None:
        super().add_item_elements(handler, item)
        for name, _ in item["authors"]:
            handler.addQuickElement("dc:creator", clean(name))
        handler.addQuickElement("content:encoded", item["content"])


class Atom(Dated, Atom1Feed):
    def add_item_elements(self, handler: Any, item: dict) -> None:
        super().add_item_elements(handler, item)
        for name, url in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", clean(name))
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


def xml(writer: type[RSS | Atom], feed: Feed) -> bytes:
    made = writer(
        title=clean(feed.title),
        link=feed.home,
        description=clean(feed.description),
        subtitle=clean(feed.description) or None,
        language=feed.language,
        author_name=clean(feed.author),
        feed_url=feed.address,
        modified=feed.modified or LONG_AGO,
    )
    for item in feed.items:
        made.add_item(
            title=clean(item.title),
            link=item.url,
            description=clean(item.summary),
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published,
            updateddate=item.modified,
            categories=[clean(tag) for tag in item.tags],
            authors=item.authors,
            content=clean(item.content),
        )
    return made.writeString("utf-8").encode()


def rss(feed: Feed) -> bytes:
    return xml(RSS, feed)


def atom(feed: Feed) -> bytes:
    return xml(Atom, feed)


def json(feed: Feed) -> bytes:
    return orjson.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.address,
            "language": feed.language,
            **({"description": feed.description} if feed.description else {}),
            "authors": [{"name": feed.author}],
            "items": [json_item(item) for item in feed.items],
        }
    )


def json_item(item: Item) -> dict[str, Any]:
    made = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "image": item.image,
        "date_published": item.published.isoformat(),
        "date_modified": item.modified.isoformat(),
        "authors": [{"name": n, "url": u} if u else {"name": n} for n, u in item.authors],
        "tags": item.tags,
    }
    return {key: value for key, value in made.items() if value}
