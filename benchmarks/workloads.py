"""What is measured. Each workload answers once and says whether the answer is what it should be."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any
from unittest import mock

import orjson
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from benchmarks.corpus import HOST, PORT
from benchmarks.text import COMMON, RARE, RARITY, WORDS
from blog import visibility
from blog.editions.lists import Part
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from blog.models import ArticlePage
from cms.graphql.cursors import cursor
from cms.graphql.views import answer
from search import query as search
from search.facets import chosen, facets

CARD = """id title url introduction date readingTime
  category { title url } authors { name url } tags { name url }
  hero { alt rendition(preset: CARD) { url width height } }"""
CARDS = f"""query($page: Int, $after: String, $filter: ArticleFilter) {{
  articles(first: 20, page: $page, after: $after, filter: $filter) {{
    nodes {{ {CARD} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
OF = "query($filter: ArticleFilter) { articles(filter: $filter) { totalCount } }"
WITHIN = f"""{{ articles(first: 20) {{ nodes {{ {CARD}
  more: category {{ articles(first: 3) {{ nodes {{ title url }} }} }} }} }} }}"""
TOTAL = "{ articles { totalCount } }"
BY_ADDRESS = f"""query($at: String!) {{ article(urlPath: $at) {{ {CARD}
  tableOfContents {{ heading anchor }}
  body {{ __typename ... on SectionBlock {{ heading content {{ __typename
    ... on ParagraphBlock {{ text {{ html }} }} ... on CalloutBlock {{ text {{ html }} }} }} }} }}
  relatedArticles {{ article {{ title url }} reason }} }} }}"""
BY_SLUG = "query($slug: String!) { article(slug: $slug) { title url } }"


@dataclass
class Workload:
    """name: its row in the table; run: answers once; check: raises where the answer is wrong;
    flat: it should take as long whatever the corpus; most: milliseconds it may take at most."""

    name: str
    run: Callable[[], Any]
    check: Callable[[Any], None]
    flat: bool = True
    most: float | None = None
    rounds: int = 200


def door() -> Reader:
    """As a request gets it, the site looked up each time."""
    scope = visibility.scope(HOST, PORT)
    if scope is None:
        raise AssertionError("the corpus has no site")
    return Reader(scope)


def ask(query: str, **variables: Any) -> bytes:
    return orjson.dumps(answer(door(), query, variables, None))


def data_of(reply: bytes) -> dict:
    found = orjson.loads(reply)
    if "errors" in found:
        raise AssertionError(found["errors"])
    return found["data"]


def has(wanted: int) -> Callable[[bytes], None]:
    """The answer is a list of so many whole cards."""

    def check(reply: bytes) -> None:
        nodes = data_of(reply)["articles"]["nodes"]
        whole = [n for n in nodes if n["authors"] and n["tags"] and n["hero"] and n["category"]]
        equal(len(whole), wanted)

    return check


def equal(found: Any, expected: Any) -> None:
    if found != expected:
        raise AssertionError(f"found {found}, expected {expected}")


def replay(run: Callable[[], Any]) -> Callable[[], int]:
    """The statements that a workload sends, by themselves; gives how many rows they found."""
    seen: list[tuple] = []

    def note(execute: Callable, sql: str, args: Any, many: bool, context: dict) -> Any:
        seen.append((sql, args))
        return execute(sql, args, many, context)

    with connection.execute_wrapper(note):
        run()

    def again() -> int:
        return sum(len(visibility.rows(sql, args)) for sql, args in seen)

    return again


def deep_cursor(size: int) -> str:
    """Behind nine tenths of the list."""
    row = door().listing(ARTICLES, 1, offset=size * 9 // 10)[0]
    return cursor(row, "DATE_DESC")


def lists(size: int) -> list[Workload]:
    public = size - PageViewRestriction.objects.count()
    deep, category = deep_cursor(size), {"category": "part-3"}
    both = category | {"tag": "tag-3"}
    return [
        Workload("twenty cards", lambda: ask(CARDS), has(20)),
        Workload("twenty cards, SQL alone", replay(lambda: ask(CARDS)), at_least(60)),
        Workload("page 40", lambda: ask(CARDS, page=40), has(20)),
        Workload("keyset, nine tenths deep", lambda: ask(CARDS, after=deep), has(20)),
        Workload("a category", lambda: ask(CARDS, filter=category), has(20)),
        Workload("a category and a tag", lambda: ask(CARDS, filter=both), some, flat=False),
        *filters(category),
        Workload("totalCount", lambda: ask(TOTAL), counts(public), flat=False, most=10),
    ]


def filters(category: dict) -> list[Workload]:
    """Lists of which more than one thing is asked: one listing is gone through, the others are
    looked up in it."""
    chosen: dict[str, dict] = {
        "both of two tags": {"tags": {"all": ["tag-3", "tag-21"]}},
        "any of three tags": {"tags": {"any": ["tag-3", "tag-4", "tag-5"]}},
        "a category, an author, with questions": category | {"author": "author-3", "hasFaq": True},
        "of two years, not those": {
            "date": {"from": "2020-01-01", "to": "2021-12-31"},
            "tags": {"any": ["tag-3", "tag-4"]},
        },
        "a category that holds a rare word": category | {"search": RARE},
        "a category that holds a common word": category | {"search": COMMON},
    }
    found = [
        Workload(name, partial(ask, CARDS, filter=given), some, flat=False, rounds=40)
        for name, given in chosen.items()
    ]
    both = category | {"tag": "tag-3"}
    return [
        *found,
        Workload("how many of a category and a tag", lambda: ask(OF, filter=both), more,
                 flat=False, rounds=40),
        Workload("twenty cards, three of each category", lambda: ask(WITHIN), has(20), rounds=40),
    ]  # fmt: skip


def more(reply: bytes) -> None:
    at_least(1)(data_of(reply)["articles"]["totalCount"])


def some(reply: bytes) -> None:
    at_least(1)(len(data_of(reply)["articles"]["nodes"]))


def counts(expected: int) -> Callable[[bytes], None]:
    return lambda reply: equal(data_of(reply)["articles"]["totalCount"], expected)


def at_least(least: int) -> Callable[[int], None]:
    def check(found: int) -> None:
        if found < least:
            raise AssertionError(f"found {found}, expected at least {least}")

    return check


def articles(size: int) -> list[Workload]:
    page = ArticlePage.objects.get(slug=f"article-{size - 1}")
    at = "/" + page.url_path.split("/", 2)[2]
    client = Client(HTTP_HOST=HOST)

    def whole(reply: bytes) -> None:
        found = data_of(reply)["article"]
        equal(
            (found["title"], len(found["relatedArticles"]), len(found["body"])),
            (page.title, 6, 5),
        )

    def titled(reply: bytes) -> None:
        equal(data_of(reply)["article"], {"title": page.title, "url": at})

    def html(response: Any) -> None:
        equal((response.status_code, page.title in response.content.decode()), (200, True))

    return [
        Workload("article by address", lambda: ask(BY_ADDRESS, at=at), whole),
        Workload("article by slug", lambda: ask(BY_SLUG, slug=page.slug), titled),
        Workload("HTML article", lambda: client.get(at), html, rounds=60),
    ]


def searches(size: int) -> list[Workload]:
    def find(words: str) -> Callable[[], int]:
        def run() -> int:
            reader = door()
            return len(reader.editions(search.search(reader, words, 20)))

        return run

    rare = min(RARITY, -(-size // 50))
    counted = min(size - PageViewRestriction.objects.count(), search.MOST)
    return [
        Workload("search, a rare word", find(RARE), at_least(rare - 1)),
        Workload("search, a common word", find(COMMON), at_least(20), flat=False, rounds=20),
        Workload(
            "search, how many",
            lambda: search.total(door(), COMMON),
            lambda found: equal(found, counted),
            flat=False,
            rounds=20,
        ),
        *words(),
    ]


def words() -> list[Workload]:
    """The statements of a search by themselves, at 10,000 articles meant to take 5 ms at most."""
    within = chosen(door(), "", (("CategoryPage", "part-3"),)) or ()
    said = {
        "a rare word": RARE,
        "a common word": COMMON,
        "two common words": f"{COMMON} {WORDS[0]}",
    }
    parts: dict[str, Callable[[str], Any]] = {
        "the first page": lambda q: search.found(door(), q, Part(20)),
        "how many": lambda q: search.total(door(), q),
        "facets": lambda q: facets(door(), q),
        "within a category": lambda q: search.found(door(), q, Part(20), within),
    }
    return [
        Workload(f"{name}, {part}, SQL alone", replay(partial(run, q)), at_least(1), flat=False,
                 rounds=40)
        for name, q in said.items() for part, run in parts.items()
    ]  # fmt: skip


def publishing(size: int) -> list[Workload]:
    key, said = ArticlePage.objects.get(slug=f"article-{size - 2}").pk, count(1)

    def publish() -> str:
        """Its time is until the commit; what runs after that is thrown away."""
        page = ArticlePage.objects.get(pk=key)
        page.introduction = f"Version {next(said)}."
        forget = mock.Mock(side_effect=lambda: connection.run_on_commit.clear())
        with mock.patch.object(connection, "run_and_clear_commit_hooks", forget):
            page.save_revision().publish()
        return page.introduction

    def check(introduction: str) -> None:
        name = f"page:{key}"
        equal(door().editions([name])[name]["introduction"], introduction)

    return [Workload("publish", publish, check, most=40, rounds=40)]


def workloads(size: int) -> list[Workload]:
    return [*lists(size), *articles(size), *searches(size), *publishing(size)]
