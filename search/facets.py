"""How many of the articles that are found stand in each category and have each tag."""

from collections.abc import Iterable
from typing import NamedTuple

from blog.editions.read import Reader
from blog.visibility import on_sqlite, rows

from .query import matching, sought

# Kinds of names that are counted: where an article stands (itself or below), what it is about.
CATEGORIES, TAGS = "page", "taggit.tag"


class Facet(NamedTuple):
    """A name, and how many of the articles that are found have it."""

    name: str
    count: int


def facets(reader: Reader, query: str, within: tuple[str, ...] = ()) -> dict[str, list[Facet]]:
    """Kind → its facets among all articles that are found, the largest first; in one statement."""
    found: dict[str, list[Facet]] = {CATEGORIES: [], TAGS: []}
    wanted = sought(reader, query)
    if not wanted:
        return found
    ids, args = matching(reader, wanted, within)
    # In the words of the index `term_counted`; a cross join is made in its order.
    escape = " ESCAPE '\\'" if on_sqlite() else ""
    kinds = " OR ".join(f"t.term LIKE '{kind}:%%'{escape}" for kind in found)
    scope = reader.scope
    counted = rows(
        f"""SELECT t.term, count(*) FROM ({ids}) x
            CROSS JOIN blog_term t WHERE t.page_id = x.id
            AND t.site_id = %s AND t.locale_id = %s AND ({kinds}) GROUP BY t.term""",
        [*args, scope.site_id, scope.locale_id],
    )
    for name, count in sorted(counted, key=lambda row: (-row[1], row[0])):
        found[name.partition(":")[0]].append(Facet(name, count))
    return found


def chosen(reader: Reader, slugs: Iterable[tuple[str, str | None]]) -> tuple[str, ...] | None:
    """The terms of what (type, slug) pairs choose, those without a slug left out: what `within`
    takes. None where one is of nothing public."""
    asked = [(type_, slug) for type_, slug in slugs if slug is not None]
    names = [reader.one(type_, slug) for type_, slug in asked]
    return None if None in names else tuple(name for name in names if name)
