"""The demo, page by page: both faces show the same streams, and headings make an outline."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from wagtail.models import Site

from blog.neighbours import stale
from blog.neighbours.rebuild import rebuild
from home.demo.load import load
from tests import factories as make
from tests.conftest import HOST

pytestmark = pytest.mark.django_db

STREAM = "... on ArticleStreamBlock { heading items { article { url } } }"
BODY = f"body {{ {STREAM} ... on SectionBlock {{ content {{ {STREAM} }} }} }}"
PAGES = f"""{{ pages(first: 100) {{ pageInfo {{ hasNextPage }} nodes {{ url
  ... on HomePage {{ {BODY} }} ... on StandardPage {{ {BODY} }}
  ... on ArticlePage {{ {BODY} relatedArticles(first: 6) {{ article {{ url }} }} }} }} }} }}"""

Stream = tuple[str, list[str]]  # its heading, the addresses in it


class Outline(HTMLParser):
    """The levels of a page's headings, and its streams."""

    def __init__(self, html: str):
        super().__init__()
        self.levels: list[int] = []
        self.streams: list[Stream] = []
        self.sections: list[bool] = []
        self.heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "section":
            self.sections.append("stream" in (given.get("class") or "").split())
            if self.sections[-1]:
                self.streams.append(("", []))
        if level_of(tag):
            self.heading = True
            self.levels.append(level_of(tag))
        # The stream's own heading may lead somewhere, too.
        of_stream = self.heading and self.sections and self.sections[-1]
        if tag == "a" and of_stream and self.streams[-1][0]:
            self.streams[-1][1].append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.sections.pop()
        if level_of(tag):
            self.heading = False

    def handle_data(self, data: str) -> None:
        if self.heading and self.sections and self.sections[-1] and not self.streams[-1][0]:
            self.streams[-1] = (data.strip(), self.streams[-1][1])


def level_of(tag: str) -> int:
    """Of a heading; of any other tag none."""
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0


@pytest.fixture
def pages(db: None, ask: Callable) -> list[dict]:
    """All pages of the demo, as GraphQL gives them."""
    make.foundations()
    load(80)
    Site.objects.update(hostname=HOST)
    for locale in stale.locales():
        rebuild(locale, lambda *_: None)
    found = ask(PAGES)["pages"]
    assert not found["pageInfo"]["hasNextPage"]
    return found["nodes"]


def streams(page: dict) -> Iterator[Stream]:
    """The streams of a page as GraphQL gives them, the closing one last; no empty ones."""
    for block in page.get("body", []):
        for each in (block, *block.get("content", [])):
            if each.get("items"):
                yield each["heading"], [item["article"]["url"] for item in each["items"]]
    if page.get("relatedArticles"):
        yield "Related articles", [item["article"]["url"] for item in page["relatedArticles"]]


def test_every_stream_is_the_same_on_both_faces(pages: list[dict], visitor: Client):
    seen = 0
    for page in pages:
        expected = list(streams(page))
        assert Outline(visitor.get(page["url"]).content.decode()).streams == expected, page["url"]
        seen += len(expected)
    assert seen > len(pages) / 2


def test_a_page_has_one_title_and_its_headings_skip_no_level(pages: list[dict], visitor: Client):
    for page in pages:
        levels = Outline(visitor.get(page["url"]).content.decode()).levels
        assert levels.count(1) == 1, page["url"]
        before = [0, *levels]
        assert all(b <= a + 1 for a, b in zip(before, levels, strict=False)), (page["url"], levels)
