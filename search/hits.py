"""All that the search page learns by words, read in one statement: a part of the articles, how many
there are and how they are spread, the questions, and what to look at where nothing is found."""

from typing import NamedTuple

from blog import faqs
from blog.categories import CATEGORY_PAGES
from blog.editions.lists import (
    BY_TITLE,
    Condition,
    Part,
    Range,
    Slice,
    Union,
    cut,
    newest_of,
    rows_of,
    slice_of,
)
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from blog.visibility import rows

from .facets import Facet, by_kind, counting
from .query import Sought, matching, ranked_of, said, sought, words_of
from .questions import LOOKED_AT, Asked
from .spelling import titled

NEWEST, CATEGORIES = 3, 12

# A SELECT of three columns, its arguments.
Arm = tuple[str, list]


class Hits(NamedTuple):
    """What is found, by name. newest, categories: as if nothing were; titles: of each word what
    `nearest` chooses from, once nothing is found."""

    sought: Sought
    articles: list[str]
    total: int
    facets: dict[str, list[Facet]]
    questions: list[Asked]
    asked: int
    newest: list[str]
    categories: list[str]
    titles: list[list[str]]

    @property
    def nothing(self) -> bool:
        return not self.total and not self.asked


def read(
    reader: Reader,
    query: str,
    part: Part,
    within: tuple[str, ...] | None,
    questions: Range | Union | None,
) -> Hits:
    """What the words of a query find. within: terms that an article has all of; None finds none.
    questions: where these are found."""
    wanted = sought(reader, query) if within is not None else None
    sources: dict[str, Arm] = {}
    arms = instead(reader)
    if wanted:
        by = said(wanted)
        sources["hits"] = matching(reader, by, within or (), scored=True)
        arms |= of_articles(reader, by, part)
    if questions is not None:
        place, given = rows_of(reader.scope, questions, "title")
        sources["asked"] = f"SELECT name, title FROM {place}", given
        arms["questions"] = of_questions(reader)
    for source in sources:
        arms[source] = f"SELECT CAST(count(*) AS text), '', '' FROM {source}", []
    nothing = "".join(f" AND NOT EXISTS (SELECT 1 FROM {source})" for source in sources)
    sources["missed"] = f"SELECT 1 AS n WHERE 1 = 1{nothing}", []
    words = words_of(query)
    for n, (sql, args) in enumerate(titled(reader, words, "missed")):
        arms[f"title {n}"] = f"SELECT text, '', '' FROM ({sql}) t", [*args]
    return made(together(sources, arms), wanted or Sought((), ()), len(words))


def made(found: dict[str, list[tuple]], wanted: Sought, words: int) -> Hits:
    articles, newest, categories = (
        [row[0] for row in found.get(key, ())] for key in ("articles", "newest", "categories")
    )
    total, asked = (int(found[key][0][0]) if key in found else 0 for key in ("hits", "asked"))
    return Hits(
        wanted,
        articles,
        total,
        by_kind([(term, int(count)) for term, count, _ in found.get("facets", ())]),
        [Asked(*row) for row in found.get("questions", ())],
        asked,
        newest,
        categories,
        [[row[0] for row in found[f"title {n}"]] for n in range(words)],
    )


def instead(reader: Reader) -> dict[str, Arm]:
    """What to look at where nothing is found: so few rows that they are read wherever."""
    found = {
        "newest": newest_of(ARTICLES, NEWEST),
        "categories": Slice(Range(CATEGORY_PAGES, BY_TITLE), Part(CATEGORIES)),
    }
    made = {key: slice_of(reader.scope, slice_) for key, slice_ in found.items()}
    return {key: (f"SELECT name, '', '' FROM {place}", args) for key, (place, args) in made.items()}


def of_articles(reader: Reader, by: Condition, part: Part) -> dict[str, Arm]:
    """A part of the articles, and how all are spread."""
    ranked, given = ranked_of("hits", by)
    tail, tail_args = cut(part, "score", "name")
    counted, args = counting(reader, "hits")
    return {
        "articles": (
            f"SELECT name, '', '' FROM ({ranked}) r WHERE 1 = 1{tail}",
            [*given, *tail_args],
        ),
        "facets": (f"SELECT term, CAST(of_term AS text), '' FROM ({counted}) c", args),
    }


def of_questions(reader: Reader) -> Arm:
    """The questions from which the best are chosen, each with a page that shows it."""
    first, args = cut(Part(LOOKED_AT), "title", "name")
    page, page_args = faqs.first_page(reader.scope, "q.name")
    sql = f"SELECT name, title, {page} FROM (SELECT * FROM asked WHERE 1 = 1{first}) q"
    return sql, [*page_args, *args]


def together(sources: dict[str, Arm], arms: dict[str, Arm]) -> dict[str, list[tuple]]:
    """The rows of each arm; sources: tables that arms read from, each made once."""
    tables = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, (sql, _) in sources.items())
    united = " UNION ALL ".join(
        f"SELECT {n} AS label, x.* FROM ({sql}) x" for n, (sql, _) in enumerate(arms.values())
    )
    args = [arg for _, given in (*sources.values(), *arms.values()) for arg in given]
    found: dict[str, list[tuple]] = {key: [] for key in arms}
    labels = list(arms)
    for label, *row in rows(f"SELECT * FROM (WITH {tables} {united}) y", args):
        found[labels[label]].append(tuple(row))
    return found
