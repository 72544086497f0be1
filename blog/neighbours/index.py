"""Finds candidates among many vectors: a file that holds, for each feature, who has it.

It is a cache beside the database, made by `build`, mapped into memory by whoever asks and shared
by all processes of a machine. What was written since it was built is newer than its clock, and is
read from the database; without a file everything is. A file can be deleted at any time.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from blog.related import DIMENSIONS, Frequencies, Group, Weighed, divided, nearness

from . import store
from .matrix import Postings

FEW = 500  # vectors that are read from the database at each publish at most
PARTS = ("pages", "days", "hubs", "starts", "rows", "weights")


class Index:
    """The vectors of one locale as they were at a tick of its clock."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.clock = int(folder.name.rpartition("-")[2])
        self.pages, self.days, self.hubs, starts, rows, weights = (
            loaded(folder / f"{part}.npy") for part in PARTS
        )
        self.texts = Postings(starts, rows, weights, len(self.pages))

    def near(self, one: Weighed, day: int, most: int) -> list[int]:
        """Keys of the `most` articles whose texts are nearest, the date and hubs considered."""
        if not len(self.pages) or not len(one[0]):
            return []
        found = divided(self.texts.cosines(one) * nearness(day, self.days), self.hubs)
        most = min(most, len(found))
        best = np.argpartition(found, -most)[-most:]
        return self.pages[best[found[best] > 0]].tolist()


def loaded(path: Path, mode: str = "r") -> np.ndarray:
    try:
        return np.load(path, mmap_mode=mode).view(np.ndarray)
    except ValueError:  # of nothing
        return np.load(path)


def folder_of(locale: int, token: int, clock: int) -> Path:
    return Path(settings.RELATED_FOLDER) / f"{locale}-{token}-{clock}"


def current(locale: int, token: int) -> Index | None:
    """The newest index of a locale that was made with these counts of features. One that is newer
    than the database's clock is of a database that was set back."""
    folders = Path(settings.RELATED_FOLDER).glob(f"{locale}-{token}-*")
    found = {int(folder.name.rpartition("-")[2]): folder for folder in folders}
    now = store.clock(locale) if found else 0
    newest = max((clock for clock in found if clock <= now), default=None)
    try:
        return mapped(str(found[newest])) if newest is not None else None
    except FileNotFoundError:  # somebody has just put a newer one in its place
        return None


@lru_cache(maxsize=2)
def mapped(folder: str) -> Index:
    return Index(Path(folder))


def build(locale: int, token: int, clock: int, counted: Frequencies) -> Index:
    """Writes the index of all vectors of a locale, in memory that does not grow with them."""
    root = Path(settings.RELATED_FOLDER)
    root.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=root, prefix=f"making-{locale}-"))
    try:
        write(made, counted, lambda: store.everything(locale))
        final = folder_of(locale, token, clock)
        shutil.rmtree(final, ignore_errors=True)
        os.replace(made, final)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    for other in root.glob(f"{locale}-*"):
        if other != final:
            shutil.rmtree(other, ignore_errors=True)
    mapped.cache_clear()
    return Index(final)


def busy(locale: int) -> bool:
    """Whether an index of a locale is being built or a rebuild works with one, as of an hour ago."""
    root, since = Path(settings.RELATED_FOLDER), time.time() - 3600
    signs = (*root.glob(f"making-{locale}-*"), *root.glob(f"{locale}-*/progress.json"))
    return any(path.stat().st_mtime > since for path in signs)


def renew(locale: int) -> None:
    """Builds the index of a locale where more than a few vectors are missing from it."""
    if busy(locale):
        return
    token, counted = store.frequencies(locale)
    found = current(locale, token)
    since = found.clock if found else 0
    newer = "SELECT count(*) FROM blog_vector WHERE locale_id = %s AND stamp > %s"
    missing = store.rows(newer, [locale, since])[0][0]
    if token and missing > max(FEW, len(found.pages) // 20 if found else 0):
        with store.locked(locale) as clock:
            pass
        build(locale, token, clock, counted)


def write(folder: Path, counted: Frequencies, chunks: Callable[[], Iterator]) -> None:
    """Goes through the vectors twice: how many have each feature, then who."""
    lengths, pages, days, hubs = np.zeros(DIMENSIONS + 1, np.int64), [], [], []
    for chunk in chunks():
        texts = Group.of(counted, [s.vector.text for s in chunk])
        lengths[1:] += np.bincount(texts.keys, minlength=DIMENSIONS)
        pages += [s.page for s in chunk]
        days += [s.vector.day for s in chunk]
        hubs += [s.hub for s in chunk]
    starts = np.cumsum(lengths)
    save = {"pages": np.array(pages, np.int64), "starts": starts}
    save |= {"days": np.array(days, np.int32), "hubs": np.array(hubs, np.float32)}
    for part, array in save.items():
        np.save(folder / f"{part}.npy", array)
    known = {page: n for n, page in enumerate(pages)}
    rows = new(folder / "rows.npy", np.uint32, starts[-1])
    weights = new(folder / "weights.npy", np.float32, starts[-1])
    free = starts.copy()
    for chunk in chunks():
        # What has come or changed since the first time is newer than this index anyhow.
        texts = Group.of(counted, [s.vector.text for s in chunk if s.page in known])
        who = [known[s.page] for s in chunk if s.page in known]
        at, found = places(texts, free, starts)
        rows[at] = np.repeat(np.array(who, np.uint32), np.diff(texts.starts))[found]
        weights[at] = texts.weights[found]


def places(texts: Group, free: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(the next free place of each feature of some texts, which of their features these are);
    `free` goes on. A feature without a place left is left out."""
    order = np.argsort(texts.keys, kind="stable")
    keys = texts.keys[order].astype(np.int64)
    first = np.searchsorted(keys, keys)
    at = free[keys] + np.arange(len(keys)) - first
    free += np.bincount(keys, minlength=len(free))
    room = at < starts[keys + 1]
    return at[room], order[room]


def new(path: Path, kind: type, *shape: int) -> np.ndarray:
    """An array of zeros in a file, mapped to be written; no file can be mapped that is empty."""
    if not shape[0]:
        np.save(path, np.zeros(shape, kind))
        return np.zeros(shape, kind)
    return np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=tuple(map(int, shape)))
