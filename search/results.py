"""What the search page shows: articles with their highlights, questions, facets, and, where nothing
is found, what to look at instead."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from blog.editions.filled import Filled, names_in
from blog.editions.lists import Part
from blog.editions.read import Reader
from blog.editions.show import Shown, cards
from blog.views import number_of, page_of

from . import facets as spread
from . import hits
from .highlights import BY, QUESTION, TEXT, TITLE, Highlight, held_by, highlighted, html
from .hits import Hits
from .questions import Answers, Asked, answers, asked, best
from .spelling import nearest

PER_PAGE, QUESTIONS, FACETS = 20, 5, 12
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


def results(
    reader: Reader, given: Mapping[str, str], around: Iterable[dict] = ()
) -> dict[str, Any]:
    """What the page shows for the parameters of its address. around: of what else names are read
    with its own. Raises Http404 past the last page."""
    query, filled = given.get(QUERY, "").strip(), Filled(reader)
    told = {"query": query, "filled": filled, "filters": filters(given), "given": given}
    if not query:
        return told | {"total": 0, "answers": Answers([], 0), "results": [], "facets": []}
    part = Part(PER_PAGE, offset=(number_of(given.get(PAGE)) - 1) * PER_PAGE)
    found = look(reader, given, query, part)
    number, pages = page_of(given.get(PAGE), found.total, PER_PAGE)
    best_asked = best(found.questions, query, QUESTIONS)
    texts = reader.texts(found.articles) if found.articles else {}
    held = held_by(texts, found.sought)
    filled.cards([*named(found, best_asked), *chain(*held.values()), *names_in(list(around))])
    marked = highlighted(texts, held, filled.editions, found.sought)
    told |= {
        "total": found.total,
        "number": number,
        "first": part.offset + 1,
        "pages": pages,
        "results": shown(found.articles, marked, filled),
        "facets": facets(given, found.facets, filled),
        "answers": Answers(answers(best_asked, query, filled.editions), found.asked),
        "previous": address(given, page=number - 1) if number > 1 else None,
        "next": address(given, page=number + 1) if number < pages else None,
    }
    return told | instead(reader, given, query, found, filled) if found.nothing else told


def look(reader: Reader, given: Mapping[str, str], query: str, part: Part) -> Hits:
    """What is found with the filters of the address; questions have no tags."""
    slugs = (("CategoryPage", given.get(CATEGORY) or None), ("Tag", given.get(TAG) or None))
    within = spread.chosen(reader, query, slugs)
    questions = None
    if within is not None and not given.get(TAG):
        questions = asked(reader, query, category=next(iter(within), None))
    return hits.read(reader, query, part, within, questions)


def filters(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """The filters of the address, for who changes the words."""
    return [(key, given[key]) for key in (CATEGORY, TAG) if given.get(key)]


def named(found: Hits, best: list[Asked]) -> list[str]:
    """Names of all that the page shows."""
    if found.nothing:
        return [*found.newest, *found.categories]
    spread_ = [facet.name for counted in found.facets.values() for facet in counted[:FACETS]]
    pages = [one.page for one in best if one.page]
    return [*found.articles, *spread_, *(one.name for one in best), *pages]


# ---- articles ----


def shown(
    names: list[str], marked: dict[str, list[Highlight]], filled: Filled
) -> list[dict[str, Any]]:
    """The articles of a page of results, each with its highlights as HTML."""
    return [
        {"page": Shown(card, filled)} | parts(marked.get(name, []))
        for name in names
        if (card := filled.editions[name])
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


def instead(
    reader: Reader, given: Mapping[str, str], query: str, found: Hits, filled: Filled
) -> dict[str, Any]:
    """What there is to look at where nothing is found."""
    meant = nearest(reader, query, found.titles)
    return {
        "meant": meant,
        "meant_url": address(given, query=meant) if meant else None,
        "without_filters": address({QUERY: query}) if filters(given) else None,
        "newest": cards(found.newest, filled),
        "categories": cards(found.categories, filled),
    }
