"""How many of the articles that are found stand in each category and have each tag."""

from collections.abc import Iterable
from typing import NamedTuple

from blog.editions.read import Reader, nameable
from blog.editions.selection import naming
from blog.visibility import on_sqlite, rows

from .query import by_words, matching, sought_beside, words_of

# Kinds of names that are counted: where an article stands (itself or below), what it is about.
CATEGORIES, TAGS = "page", "taggit.tag"


class Facet(NamedTuple):
    """A name, and how many of the articles that are found have it."""

    name: str
    count: int


def facets(reader: Reader, query: str, within: tuple[str, ...] = ()) -> dict[str, list[Facet]]:
    """Kind → its facets among all articles that are found, the largest first; in one statement."""
    by = by_words(reader, query)
    if not by:
        return by_kind([])
    ids, args = matching(reader, by, within)
    sql, given = counting(reader, f"({ids})")
    return by_kind(rows(sql, [*args, *given]))


def counting(reader: Reader, source: str) -> tuple[str, list]:
    """SELECT of each term of the articles that `matching` gives, with how many have it; its
    arguments behind those of that."""
    # In the words of the index `term_counted`; a cross join is made in its order.
    escape = " ESCAPE '\\'" if on_sqlite() else ""
    kinds = " OR ".join(f"t.term LIKE '{kind}:%%'{escape}" for kind in (CATEGORIES, TAGS))
    sql = f"""SELECT t.term, count(*) AS of_term FROM {source} x
        CROSS JOIN blog_term t WHERE t.page_id = x.id
        AND t.site_id = %s AND t.locale_id = %s AND ({kinds}) GROUP BY t.term"""
    return sql, [reader.scope.site_id, reader.scope.locale_id]


def by_kind(counted: list[tuple]) -> dict[str, list[Facet]]:
    """Kind → its facets, the largest first."""
    found: dict[str, list[Facet]] = {CATEGORIES: [], TAGS: []}
    for name, count in sorted(counted, key=lambda row: (-row[1], row[0])):
        found[name.partition(":")[0]].append(Facet(name, count))
    return found


def chosen(
    reader: Reader, query: str, slugs: Iterable[tuple[str, str | None]]
) -> tuple[str, ...] | None:
    """The terms of what (type, slug) pairs choose, those without a slug left out: what `within`
    takes. None where one is of nothing public. What the query looks for is read with them."""
    asked = [(type_, slug) for type_, slug in slugs if slug is not None]
    if not asked:
        return ()
    if not all(nameable(slug) for _, slug in asked):
        return None
    selects = [naming(reader.scope, type_, slug) for type_, slug in asked]
    names = sought_beside(reader, tuple(words_of(query)), selects)
    return None if None in names else tuple(name for name in names if name)
