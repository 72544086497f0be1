"""/llms.txt: the publication for language models, as https://llmstxt.org has it, made from the tree.

Each category has the newest of its articles, those of the categories in it aside; what is older is
found through its feeds and the sitemap.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog.editions.lists import BY_TITLE, Part, Range, Slice, newest_indexed, unmarked
from blog.editions.read import Reader
from blog.markdown import markdown
from blog.markdown.pages import heading, lines, text
from blog.richtext_tree import Node
from blog.seo import markdown_url
from blog.views import reader_of
from blog.visibility import Scope

CATEGORIES, EACH = 300, 50  # at most
ARTICLES, CATEGORY = "type:ArticlePage", "type:CategoryPage"


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
        pages, categories = self.read()
        found += self.section("Pages", pages)
        for trail, articles in categories:
            found += self.section(trail, articles)
        return found + self.more()

    def read(self) -> tuple[list[dict], list[tuple[str, list[dict]]]]:
        """(the pages that are no articles, each category with its own articles), by the tree."""
        scope = self.reader.scope
        by_title = Range(CATEGORY, BY_TITLE, (unmarked(scope),))
        others = Range("all", BY_TITLE, (unmarked(scope), (NO_LIST, ())))
        wanted = [Slice(by_title, Part(CATEGORIES)), Slice(others, Part(CATEGORIES))]
        found = self.reader.lists(wanted)
        categories, pages = ([row[0] for row in found[question]] for question in wanted)
        newest = {name: newest_indexed(scope, name, EACH) for name in categories}
        rows = self.reader.lists(newest.values())
        articles = {name: [row[0] for row in rows[newest[name]]] for name in categories}
        names = {name for listed in articles.values() for name in listed}
        cards = self.reader.editions([*categories, *pages, *names])
        cards = {name: card for name, card in cards.items() if not card["noindex"]}
        own = defaultdict(list)
        for card in sorted(cards.values(), key=lambda c: c.get("date") or "", reverse=True):
            if card["__typename"] == "ArticlePage":
                own[(card["parent"] or {}).get("__ref")].append(card)
        return (
            in_tree(cards[name] for name in pages if name in cards and "body" not in cards[name]),
            [
                (self.trail(cards, card), own[card["__name"]])
                for card in in_tree(cards[name] for name in categories if name in cards)
            ],
        )

    def trail(self, cards: dict[str, dict], card: dict) -> str:
        """A category's title behind those of the categories above it."""
        titles = [card["title"]]
        while card := cards.get((card["parent"] or {}).get("__ref", ""), {}):
            titles.insert(0, card["title"])
        return ": ".join(titles)

    def section(self, title: str, pages: list[dict]) -> list[Node]:
        if not pages:
            return []
        items = [self.item(p["title"], markdown_url(p["url"]), p["excerpt"]) for p in pages]
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
