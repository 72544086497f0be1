"""What the search page shows: articles with their highlights, questions, facets, and, where nothing
is found, what to look at instead."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from blog.categories import CATEGORY_PAGES
from blog.editions.lists import BY_TITLE, Part, Range, Slice
from blog.editions.read import Reader
from blog.editions.show import Filled, Shown, cards
from blog.editions.terms import ARTICLES
from blog.views import page_of

from . import facets as spread
from .highlights import BY, QUESTION, TEXT, TITLE, Highlight, highlights, html
from .query import found, sought, total
from .questions import Answers, answers
from .spelling import nearest

PER_PAGE, QUESTIONS, FACETS = 20, 5, 12
NEWEST, CATEGORIES = 3, 12
# Parameters of the page's address, in their order.
QUERY, CATEGORY, TAG, PAGE = "query", "category", "tag", "page"


def address(given: Mapping[str, str], **changes: str | int | None) -> str:
    """The page's address with what is given, and changed; a first page has no number."""
    kept = {key: value for key in (QUERY, CATEGORY, TAG) if (value := given.get(key))}
    wanted = {key: value for key, value in (kept | changes).items() if value not in (None, "")}
    if wanted.get(PAGE) == 1:
        del wanted[PAGE]
    ordered = [(key, wanted[key]) for key in (QUERY, CATEGORY, TAG, PAGE) if key in wanted]
    return f"/search/?{urlencode(ordered)}"


def results(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows for the parameters of its address. Raises Http404 past the last page."""
    query, filled = given.get(QUERY, "").strip(), Filled(reader)
    told = {"query": query, "filled": filled, "filters": filters(given), "given": given}
    if not query:
        return told | {"total": 0, "answers": Answers([], 0), "results": [], "facets": []}
    slugs = (("CategoryPage", given.get(CATEGORY) or None), ("Tag", given.get(TAG) or None))
    within = spread.chosen(reader, slugs)
    count = 0 if within is None else total(reader, query, within)
    number, pages = page_of(given.get(PAGE), count, PER_PAGE)
    part = Part(PER_PAGE, offset=(number - 1) * PER_PAGE)
    names = [name for name, _ in found(reader, query, part, within or ())] if count else []
    counted = spread.facets(reader, query, within or ()) if count else {}
    read_names(filled, names, counted)
    in_category = next((name for name in within or () if name.startswith(spread.CATEGORIES)), None)
    told |= {
        "total": count,
        "number": number,
        "first": part.offset + 1,
        "pages": pages,
        "results": shown(reader, query, names, filled),
        "facets": facets(given, counted, filled),
        "answers": Answers([], 0)
        if within is None or given.get(TAG)
        else answers(reader, query, in_category, QUESTIONS),
        "previous": address(given, page=number - 1) if number > 1 else None,
        "next": address(given, page=number + 1) if number < pages else None,
    }
    if not count and not told["answers"].total:
        told |= instead(reader, given, query, filled)
    return told


def filters(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """The filters of the address, for who changes the words."""
    return [(key, given[key]) for key in (CATEGORY, TAG) if given.get(key)]


def read_names(filled: Filled, names: list[str], counted: dict[str, list[spread.Facet]]) -> None:
    """Reads all that the page shows of these, at once."""
    listed = [facet.name for found in counted.values() for facet in found[:FACETS]]
    filled.cards([*names, *listed])


# ---- articles ----


def shown(reader: Reader, query: str, names: list[str], filled: Filled) -> list[dict[str, Any]]:
    """The articles of a page of results, each with its highlights as HTML."""
    wanted = sought(reader, query)
    found = highlights(reader, wanted, names) if wanted and names else {}
    return [
        {"page": Shown(card, filled)} | parts(found.get(name, []))
        for name in names
        if (card := filled.editions.get(name))
    ]


def parts(found: list[Highlight]) -> dict[str, SafeString | None]:
    """The first highlight of each part, as HTML."""
    first: dict[str, SafeString] = {}
    for part, fragments in found:
        first.setdefault(part, SafeString(html(fragments)))
    return {
        "title": first.get(TITLE),
        "passage": first.get(TEXT) or first.get(QUESTION),
        "author": first.get(BY),
    }


# ---- facets ----


def facets(
    given: Mapping[str, str], counted: dict[str, list[spread.Facet]], filled: Filled
) -> list[dict[str, Any]]:
    """The categories and tags of what is found, each with its count and the address that chooses
    it, or chooses it no more."""
    made = []
    for label, key, kind, word in (
        ("Category", CATEGORY, spread.CATEGORIES, "title"),
        ("Tag", TAG, spread.TAGS, "name"),
    ):
        links = [
            link(given, key, card, card[word], count)
            for name, count in counted.get(kind, ())[:FACETS]
            if (card := filled.editions.get(name))
        ]
        if links:
            made.append({"label": label, "links": links})
    return made


def link(given: Mapping[str, str], key: str, card: dict, word: str, count: int) -> dict[str, Any]:
    chosen = given.get(key) == card["slug"]
    url = address(given, **{key: None if chosen else card["slug"]})
    return {"title": word, "count": count, "url": url, "chosen": chosen}


# ---- nothing ----


def instead(reader: Reader, given: Mapping[str, str], query: str, filled: Filled) -> dict[str, Any]:
    """What there is to look at where nothing is found."""
    newest, categories = (
        Slice(Range(ARTICLES), Part(NEWEST)),
        Slice(Range(CATEGORY_PAGES, BY_TITLE), Part(CATEGORIES)),
    )
    rows = reader.lists([newest, categories])
    meant = nearest(reader, query)
    return {
        "meant": meant,
        "meant_url": address(given, query=meant) if meant else None,
        "without_filters": address({QUERY: query}) if filters(given) else None,
        "newest": cards([row[0] for row in rows[newest]], filled),
        "categories": cards([row[0] for row in rows[categories]], filled),
    }
