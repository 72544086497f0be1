"""The feed of the newest articles and the sitemap, from editions."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from blog.editions.read import Reader
from blog.editions.show import Filled, Shown, cards
from blog.views import reader_of

NEWEST, SITEMAP_LIMIT, CHUNK = 20, 50_000, 500
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Articles(Feed):
    """RSS of the newest articles of a site."""

    feed_type = Rss201rev2Feed
    link = "/"

    def get_object(self, request: HttpRequest) -> Reader:
        return reader_of(request)

    def title(self, reader: Reader) -> str:
        return reader.scope.name or "Articles"

    def description(self, reader: Reader) -> str:
        return f"The newest articles of {self.title(reader)}."

    def items(self, reader: Reader) -> list[Shown]:
        names = [row[0] for row in reader.listing("type:ArticlePage", NEWEST)]
        self.root_url = reader.scope.root_url
        return cards(names, Filled(reader))

    def item_title(self, item: Shown) -> str:
        return item.title

    def item_description(self, item: Shown) -> str:
        return item.introduction

    def item_link(self, item: Shown) -> str:
        return self.root_url + item.url

    def item_guid(self, item: Shown) -> str:
        return self.item_link(item)

    def item_pubdate(self, item: Shown) -> Any:
        return item.date

    def item_author_name(self, item: Shown) -> str | None:
        return ", ".join(author.name for author in item.authors) or None

    def item_categories(self, item: Shown) -> list[str]:
        return [tag.name for tag in item.tags]


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that search engines may list, with when it was last published."""
    reader = reader_of(request)
    response = HttpResponse(content_type="application/xml")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", {"xmlns": SITEMAP})
    for page in pages(reader):
        xml.startElement("url", {})
        xml.addQuickElement("loc", reader.scope.root_url + page["url"])
        if page["last_published_at"]:
            xml.addQuickElement("lastmod", page["last_published_at"])
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return response


def pages(reader: Reader) -> Any:
    """The public pages of a site that are not marked noindex, a chunk of the index at a time."""
    for offset in range(0, SITEMAP_LIMIT, CHUNK):
        names = [row[0] for row in reader.listing("all", CHUNK, offset=offset)]
        found = reader.editions(names)
        yield from (found[n] for n in names if n in found and not found[n]["noindex"])
        if len(names) < CHUNK:
            return


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the editor, and where the sitemap is."""
    reader = reader_of(request)
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /django-admin/", ""]
    lines.append(f"Sitemap: {reader.scope.root_url}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
