"""/llms.txt: the publication for language models, as https://llmstxt.org has it, made from the tree.

Each category has the newest of its articles, those of the categories in it aside; what is older is
found through its feeds and the sitemap.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from grapple.registry import registry

from blog.editions.compose import body_keys
from blog.editions.declarations import typename
from blog.editions.lists import newest_indexed
from blog.editions.read import Reader
from blog.markdown import markdown
from blog.markdown.pages import heading, lines, text
from blog.richtext_tree import Node
from blog.seo import markdown_url
from blog.views import reader_of
from blog.visibility import STEP, Scope

CATEGORIES, ARTICLES = 400, 2_000  # at most
EACH = 50  # of a category, at most
CATEGORY, ARTICLE = "CategoryPage", "ArticlePage"


@require_safe
def index(request: HttpRequest, publication: Callable[[Scope], dict[str, Any]]) -> HttpResponse:
    """What there is to read, with links to its Markdown. publication: scope → its settings."""
    reader = reader_of(request)
    tree = Tree(reader, publication(reader.scope))
    body = markdown(tree.nodes()) + "\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


class Tree:
    """Makes the nodes of one site."""

    def __init__(self, reader: Reader, site: dict):
        self.reader, self.site, self.root = reader, site, reader.scope.root_url

    def nodes(self) -> list[Node]:
        found = [heading(1, self.site["name"] or self.root)]
        if self.site["description"]:
            found.append({"type": "blockquote", "children": lines(self.site["description"])})
        for title, pages in self.sections():
            found += self.section(title, pages)
        return found + self.more()

    def sections(self) -> Iterator[tuple[str, list[dict]]]:
        """(heading, pages): those of a category each, in the order of the tree."""
        pages, categories, articles = self.read()
        yield "Pages", pages
        by_path = {card["__path"]: card for card in categories}
        own: dict[str, list[dict]] = {path: [] for path in by_path}
        others = []
        for card in articles:
            above = [path for path in ancestors(card["__path"]) if path in by_path]
            (own[above[-1]] if above else others).append(card)
        for path, listed in own.items():
            trail = [*(by_path[p]["title"] for p in ancestors(path) if p in by_path)]
            yield ": ".join([*trail, by_path[path]["title"]]), listed
        yield "Articles", others

    def read(self) -> tuple[list[dict], list[dict], list[dict]]:
        """Cards of the pages that are no articles, of the categories, both in the order of the
        tree, and of articles, the newest first."""
        scope = self.reader.scope
        kinds = [typename(model) for model in registry.pages if typename(model) != ARTICLE]
        asked = {k: newest_indexed(scope, f"type:{k}", CATEGORIES) for k in kinds}
        found = self.reader.lists(asked.values())
        rows = {kind: [row[0] for row in found[question]] for kind, question in asked.items()}
        each = min(EACH, ARTICLES // (len(rows[CATEGORY]) + 1))
        newest = [newest_indexed(scope, t, each) for t in [*rows[CATEGORY], f"type:{ARTICLE}"]]
        found = self.reader.lists(newest)
        listed = {row[0]: row[1] for question in newest for row in found[question]}
        cards = self.reader.editions([*chain.from_iterable(rows.values()), *listed])
        cards = {name: card for name, card in cards.items() if not card["noindex"]}
        articles = sorted((n for n in listed if n in cards), key=lambda n: listed[n], reverse=True)
        others = sorted((n for n in cards if n not in listed), key=lambda n: cards[n]["__path"])
        categories = set(rows[CATEGORY])
        return (
            [cards[name] for name in others if name not in categories],
            [cards[name] for name in others if name in categories],
            [cards[name] for name in articles],
        )

    def section(self, title: str, pages: list[dict]) -> list[Node]:
        if not pages:
            return []
        items = [self.item(page["title"], address(page), page["excerpt"]) for page in pages]
        return [heading(2, title), {"type": "list", "ordered": False, "children": items}]

    def item(self, title: str, url: str, about: str) -> Node:
        link = {"type": "link", "url": self.root + url, "children": [text(title)]}
        rest = [text(f": {' '.join(about.split())}")] if about else []
        paragraph = {"type": "paragraph", "children": [link, *rest]}
        return {"type": "listItem", "children": [paragraph]}

    def more(self) -> list[Node]:
        items = [
            self.item("The newest articles in full", "/feed.json", "JSON Feed"),
            self.item("All pages", "/sitemap.xml", "sitemap"),
        ]
        return [heading(2, "Optional"), {"type": "list", "ordered": False, "children": items}]


def ancestors(path: str) -> list[str]:
    """The places above one in the tree, from the root down."""
    return [path[:end] for end in range(STEP, len(path), STEP)]


def address(page: dict) -> str:
    """Where a page is in Markdown; without a body, the page itself."""
    return markdown_url(page["url"]) if page["__typename"] in with_body() else page["url"]


@cache
def with_body() -> set[str]:
    """The types of pages that have a body."""
    return {typename(model) for model in registry.pages if "body" in body_keys(model)}
