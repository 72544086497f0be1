"""The tables of neighbours, read and written. Whoever writes holds `locked` of the locale."""

import datetime
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import orjson
from django.db import connection, transaction

from blog.editions.terms import ARTICLES
from blog.related import Frequencies, Vector, hub
from blog.visibility import among, rows

from . import models
from .choice import DIGITS, KEPT

CHUNK = 500
NEAREST = 30  # kept of each article; more than make its hub, since some change or go
PAIR = np.dtype([("page", "<i8"), ("score", "<f4")])
LAST = struct.Struct("<f")
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
    """A vector as it is kept. nearest: keys and scores of the articles that it is nearest to."""

    page: int
    stamp: int
    vector: Vector
    hub: float = 0.0
    nearest: bytes = b""

    def near(self, pages: np.ndarray, scores: np.ndarray) -> "Stored":
        """With the best of these for those that it is nearest to."""
        best = np.argsort(-scores, kind="stable")[:NEAREST]
        kept = np.empty(len(best), PAIR)
        kept["page"], kept["score"] = pages[best], scores[best]
        return replace(self, hub=hub(kept["score"]), nearest=kept.tobytes())

    def known(self) -> set[int]:
        """Those that it was nearest to."""
        return set(np.frombuffer(self.nearest, PAIR)["page"].tolist())

    def again(self, pages: np.ndarray, scores: np.ndarray) -> "Stored":
        """With what these score now, all that there are of those that it knows among them. Those
        that are gone are remembered until a rebuild, so that an article which is away for a while
        is no reason to choose again."""
        had = np.frombuffer(self.nearest, PAIR)
        gone = had[~np.isin(had["page"], pages)]
        return self.near(np.append(gone["page"], pages), np.append(gone["score"], scores))

    def met(self, page: int, score: float) -> "Stored":
        """With what an article scores now, that is new or another; itself where that is too far
        to be kept."""
        # Most are met by what is further away; that much is seen in the bytes.
        full = len(self.nearest) == NEAREST * PAIR.itemsize
        far = full and score <= LAST.unpack(self.nearest[-LAST.size :])[0]
        if far and page.to_bytes(8, "little") not in self.nearest:
            return self
        had = np.frombuffer(self.nearest, PAIR)
        kept = had[had["page"] != page]
        return self.near(np.append(kept["page"], page), np.append(kept["score"], score))


COLUMNS = "page_id, stamp, day, data, hub, nearest"


def stored(row: tuple) -> Stored:
    page, stamp, day, data, hub_, nearest = row
    return Stored(page, stamp, Vector.unpack(bytes(data), day), hub_, bytes(nearest))


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
                data=s.vector.pack(), hub=s.hub, nearest=s.nearest,
            )
            for s in made
        ],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["locale_id", "stamp", "day", "data", "hub", "nearest"],
    )  # fmt: skip


def put_hubs(made: Iterable[Stored]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE blog_vector SET hub = %s, nearest = %s WHERE page_id = %s",
            [(s.hub, s.nearest, s.page) for s in made],
        )


# ---- lists ----


class Item(NamedTuple):
    target: int
    score: float
    worth: float


List = list[Item]  # the best first


def lists(sources: Iterable[int]) -> dict[int, List]:
    """The lists of these articles; of one that has none, an empty one."""
    found: dict[int, List] = {source: [] for source in sources}
    condition, arg = among("source", list(found))
    columns = "source, target, score, worth"
    sql = f"SELECT {columns} FROM blog_related WHERE {condition} ORDER BY source, rank"
    for source, *item in rows(sql, [arg]):
        found[source].append(Item(*item))
    return found


def ends(sources: Iterable[int]) -> dict[int, float]:
    """What is worth least in the list of each of these articles; of a short one nothing."""
    condition, arg = among("source", list(sources))
    sql = f"SELECT source, worth FROM blog_related WHERE rank = {KEPT} AND {condition}"
    return dict(rows(sql, [arg]))


def naming(targets: Iterable[int]) -> set[int]:
    """The articles in whose lists these stand."""
    condition, arg = among("target", list(targets))
    return {row[0] for row in rows(f"SELECT source FROM blog_related WHERE {condition}", [arg])}


def put_lists(made: dict[int, List]) -> None:
    """Replaces the lists of these articles."""
    erase("blog_related", "source", made)
    values = [
        (source, item.target, rank, round(item.score, DIGITS), item.worth, CONTENT)
        for source, found in made.items()
        for rank, item in enumerate(found, 1)
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO blog_related (source, target, rank, score, worth, reason)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
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
