"""What of the neighbours is not what the public articles say, and putting the vectors right."""

from collections.abc import Iterator

from blog.visibility import rows

from . import store
from .store import ARTICLES, Stored

CHUNK = 200


def locales() -> list[int]:
    """All locales that have public articles, or neighbours."""
    found = rows(
        f"SELECT locale_id FROM blog_term WHERE term = '{ARTICLES}'"
        " UNION SELECT locale_id FROM blog_vector ORDER BY 1"
    )
    return [row[0] for row in found]


def articles(locale: int) -> list[int]:
    """The public articles of a locale, by key."""
    found = rows(f"SELECT name FROM ({store.PUBLIC}) p WHERE locale_id = %s", [locale])
    return sorted(int(row[0].partition(":")[2]) for row in found)


def missing(locale: int | None = None) -> list[int]:
    """Public articles, of a locale or of any, that have no vector."""
    where, args = ("p.locale_id = %s", [locale]) if locale else ("1 = 1", [])
    found = rows(
        f"SELECT name FROM ({store.PUBLIC}) p WHERE {where}"
        " AND NOT EXISTS (SELECT 1 FROM blog_vector v"
        " WHERE 'page:' || v.page_id = p.name AND v.locale_id = p.locale_id)",
        args,
    )
    return sorted(int(row[0].partition(":")[2]) for row in found)


def surplus(locale: int | None = None) -> list[int]:
    """Articles that have a vector, in a locale or in any, and are public no more in it."""
    where, args = ("v.locale_id = %s", [locale]) if locale else ("1 = 1", [])
    found = rows(
        f"SELECT v.page_id FROM blog_vector v WHERE {where}"
        " AND NOT EXISTS (SELECT 1 FROM blog_term t"
        f" WHERE t.name = 'page:' || v.page_id AND t.term = '{ARTICLES}'"
        " AND t.locale_id = v.locale_id) ORDER BY 1",
        args,
    )
    return [row[0] for row in found]


def dangling() -> list[int]:
    """Articles whose list is not one: a row of or to something that has no vector, a rank or an
    article twice, a rank that is missing, or itself."""
    found = rows(
        """SELECT source FROM blog_related r
            WHERE source = target
            OR NOT EXISTS (SELECT 1 FROM blog_vector v WHERE v.page_id = r.source)
            OR NOT EXISTS (SELECT 1 FROM blog_vector v WHERE v.page_id = r.target)
        UNION SELECT source FROM blog_related GROUP BY source, target HAVING count(*) > 1
        UNION SELECT source FROM blog_related GROUP BY source, rank HAVING count(*) > 1
        UNION SELECT source FROM blog_related GROUP BY source HAVING max(rank) <> count(*)
        ORDER BY 1"""
    )
    return [row[0] for row in found]


def changed(locale: int) -> Iterator[Stored]:
    """Vectors as they should be, of articles whose vector is missing or another."""
    every = articles(locale)
    for start in range(0, len(every), CHUNK):
        pages = every[start : start + CHUNK]
        had = {s.page: s for s in store.some(pages)}
        for page, vector in store.vectors_of(pages).items():
            old = had.get(page)
            if old is None or old.vector.day != vector.day or old.vector.pack() != vector.pack():
                yield Stored(page, 0, vector, *((old.hub, old.nearest) if old else ()))


def faults() -> Iterator[tuple[int, str]]:
    """(page, what is wrong): rows that should not be, and articles that are not placed by the text
    that they have. Whether each list is the best that there can be only a rebuild says."""
    gone, new = surplus(), set(missing())
    yield from ((page, "is not public and has neighbours") for page in gone)
    yield from ((page, "has a list that is wrong") for page in dangling())
    for locale in locales():
        for each in changed(locale):
            said = "has no neighbours yet" if each.page in new else "was compared by another text"
            yield each.page, said
