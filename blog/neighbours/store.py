"""The tables of neighbours, read and written. Whoever writes holds `locked` of the locale."""

import datetime
import secrets
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import orjson
from django.db import connection, transaction

from blog.editions.terms import ARTICLES
from blog.related import DIGITS, HUB_OF, Frequencies, Vector, hub
from blog.visibility import among, rows

from . import models

CHUNK = 500
TAG = "taggit.tag:"
CONTENT = "CONTENT"

# The public articles: of which locale each is. One may stand in several sites.
PUBLIC = f"SELECT DISTINCT name, locale_id FROM blog_term WHERE term = '{ARTICLES}'"


@contextmanager
def locked(locale: int) -> Iterator[int]:
    """A transaction that alone writes the neighbours of a locale; gives the clock's next tick.
    Takes no other lock, so that it waits for no editor."""
    models.Neighbourhood.objects.get_or_create(locale_id=locale)
    with transaction.atomic():
        with connection.cursor() as cursor:
            sql = "UPDATE blog_neighbourhood SET clock = clock + 1 WHERE locale_id = %s"
            cursor.execute(sql, [locale])
        yield clock(locale)


def clock(locale: int) -> int:
    found = rows("SELECT clock FROM blog_neighbourhood WHERE locale_id = %s", [locale])
    return found[0][0] if found else 0


# ---- articles ----


def public_among(locale: int, pages: Iterable[int]) -> set[int]:
    """Those of these pages that are public articles of a locale."""
    condition, arg = among("name", [f"page:{page}" for page in pages])
    found = rows(f"{PUBLIC} AND locale_id = %s AND {condition}", [locale, arg])
    return {int(row[0].partition(":")[2]) for row in found}


def public(page_id: int) -> int | None:
    """The locale of an article that is public, at this moment and in some site."""
    found = rows(f"{PUBLIC} AND name = %s", [f"page:{page_id}"])
    return found[0][1] if found else None


def vectors_of(pages: Iterable[int]) -> dict[int, Vector]:
    """The vectors of articles as their editions are."""
    condition, arg = among("e.name", [f"page:{page}" for page in pages])
    found = rows(
        f"""SELECT e.object_id, e.title, e.date, e.terms, e.card, b.text
            FROM blog_edition e JOIN blog_body b ON b.name = e.name WHERE {condition}""",
        [arg],
    )
    return {page: vector(*given) for page, *given in found}


def vector(title: str, date: object, terms: str, card: str, text: str) -> Vector:
    introduction = orjson.loads(card).get("introduction") or ""
    tags = [term for term in orjson.loads(terms) if term.startswith(TAG)]
    return Vector.of(title, f"{introduction}\n{text}", tags, ordinal(date))


def ordinal(date: object) -> int:
    """A day as a number; SQLite gives dates as text."""
    if isinstance(date, str):
        date = datetime.datetime.fromisoformat(date)
    return date.toordinal() if isinstance(date, datetime.date) else 0


# ---- frequencies ----


def frequencies(locale: int) -> tuple[int, Frequencies]:
    """(token, what was counted last); of a locale in which nothing was, token 0."""
    found = rows("SELECT token FROM blog_fit WHERE locale_id = %s", [locale])
    return (found[0][0], counted(locale, found[0][0])) if found else (0, Frequencies())


@lru_cache(maxsize=2)
def counted(locale: int, token: int) -> Frequencies:
    found = models.Fit.objects.get(locale_id=locale, token=token)
    return Frequencies(found.documents, np.frombuffer(zlib.decompress(found.counts), "<u4"))


def count(locale: int) -> tuple[int, Frequencies]:
    """Counts all vectors of a locale afresh and keeps that in the place of what there was."""
    made, token = Frequencies(), secrets.randbits(62) + 1
    for chunk in everything(locale):
        for stored_ in chunk:
            made.add(stored_.vector)
    data = zlib.compress(made.counts.astype("<u4").tobytes(), 1)
    models.Fit.objects.update_or_create(
        locale_id=locale, defaults={"token": token, "documents": made.documents, "counts": data}
    )
    return token, made


# ---- vectors ----


@dataclass(frozen=True)
class Stored:
    """A vector as it is kept. best: its ten best scores before the division by hubs."""

    page: int
    stamp: int
    vector: Vector
    hub: float = 0.0
    best: bytes = b""

    def with_best(self, scores: np.ndarray) -> "Stored":
        best = np.sort(scores)[::-1][:HUB_OF].astype("<f4")
        return replace(self, hub=hub(best), best=best.tobytes())

    def met(self, score: float) -> "Stored":
        """With one score more, of an article that is new; or that was away, and of which the
        score is still there."""
        best = np.frombuffer(self.best, "<f4")
        if (len(best) == HUB_OF and score <= best[-1]) or np.isclose(best, score, 1e-4, 0).any():
            return self
        return self.with_best(np.append(best, score))


COLUMNS = "page_id, stamp, day, data, hub, best"


def stored(row: tuple) -> Stored:
    page, stamp, day, data, hub_, best = row
    return Stored(page, stamp, Vector.unpack(bytes(data), day), hub_, bytes(best))


def some(pages: Iterable[int]) -> list[Stored]:
    """Those of these pages that have a vector, by key."""
    condition, arg = among("page_id", list(pages))
    sql = f"SELECT {COLUMNS} FROM blog_vector WHERE {condition} ORDER BY page_id"
    return [stored(row) for row in rows(sql, [arg])]


def everything(locale: int, since: int = 0) -> Iterator[list[Stored]]:
    """All vectors of a locale that were stamped later, by key, a bounded number at a time."""
    last = 0
    while found := rows(
        f"SELECT {COLUMNS} FROM blog_vector WHERE locale_id = %s AND stamp > %s AND page_id > %s"
        " ORDER BY page_id LIMIT %s",
        [locale, since, last, CHUNK],
    ):
        yield [stored(row) for row in found]
        last = found[-1][0]


def put(locale: int, made: Iterable[Stored]) -> None:
    """Keeps vectors, in the place of those that there were."""
    models.Vector.objects.bulk_create(
        [
            models.Vector(
                page_id=s.page, locale_id=locale, stamp=s.stamp, day=s.vector.day,
                data=s.vector.pack(), hub=s.hub, best=s.best,
            )
            for s in made
        ],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["locale_id", "stamp", "day", "data", "hub", "best"],
    )  # fmt: skip


def put_hubs(made: Iterable[Stored]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE blog_vector SET hub = %s, best = %s WHERE page_id = %s",
            [(s.hub, s.best, s.page) for s in made],
        )


# ---- lists ----

List = list[tuple[int, float]]  # targets and scores, the best first


def lists(sources: Iterable[int]) -> dict[int, List]:
    """The lists of these articles; of one that has none, an empty one."""
    found: dict[int, List] = {source: [] for source in sources}
    condition, arg = among("source", list(found))
    sql = f"SELECT source, target, score FROM blog_related WHERE {condition} ORDER BY source, rank"
    for source, target, score in rows(sql, [arg]):
        found[source].append((target, score))
    return found


def naming(targets: Iterable[int]) -> set[int]:
    """The articles in whose lists these stand."""
    condition, arg = among("target", list(targets))
    return {row[0] for row in rows(f"SELECT source FROM blog_related WHERE {condition}", [arg])}


def put_lists(made: dict[int, List]) -> None:
    """Replaces the lists of these articles."""
    erase("blog_related", "source", made)
    values = [
        (source, target, rank, round(score, DIGITS), CONTENT)
        for source, found in made.items()
        for rank, (target, score) in enumerate(found, 1)
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO blog_related (source, target, rank, score, reason)"
                " VALUES (%s, %s, %s, %s, %s)",
                values,
            )


def remove(pages: Iterable[int]) -> None:
    """Removes articles: their vectors, their lists, and they from all lists."""
    pages = list(pages)
    erase("blog_related", "source", pages)
    erase("blog_related", "target", pages)
    erase("blog_vector", "page_id", pages)


def erase(table: str, column: str, values: Iterable[int]) -> None:
    condition, arg = among(column, list(values))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {condition}", [arg])
