"""All neighbours of a locale at once, in blocks, in memory that hardly grows with them.

Counts the features afresh, writes the index, compares all with all (which gives the hubs), then
makes the lists. What has been compared is kept beside the index, so that a run that was stopped
goes on where it was; publishing goes on meanwhile, and what was published is placed at the end.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from django.conf import settings

from blog.related import TAG_SHARE, TITLE_SHARE, Group, divided, nearness, scratch

from . import index, stale, store
from .choice import CANDIDATES, choose
from .matrix import Matrix, Postings
from .place import Place, refill, settle, sweep
from .store import Stored

BLOCK, LISTED = 128, 512  # articles that are compared, and listed, at a time
PAIRS = 4_000_000  # or as many as make so many pairs with all others
COMPARED = 100  # kept of each article's comparison with all others
# What is kept of them: their places, the texts' cosines, the scores before the division by hubs.
FILES = {"near": np.uint32, "text": np.float32, "raw": np.float32}
MANY = 10  # the share of all articles, one in so many, that is placed by a rebuild
NOTHING = (np.zeros(0, np.uint32), np.zeros(0, np.uint16))

Progress = Callable[[str, int, int], None]  # what is done, how many of how many


def rebuild(locale: int, say: Progress, restart: bool = False) -> int:
    """Makes all lists of a locale; returns how many of them are others than before."""
    run = None if restart else Run.unfinished(locale)
    run = run or Run.begin(locale, say)
    run.compare(say)
    changed = run.fill(say)
    run.finish(say)
    return changed


def place_all(say: Progress) -> None:
    """Places all that is not yet: one by one, or, where that is many, by a rebuild."""
    sweep()
    for locale in stale.locales():
        many = len(stale.missing(locale)) * MANY > len(stale.articles(locale))
        if many and not index.busy(locale):
            rebuild(locale, say, restart=True)
    left = stale.missing()
    for n, page in enumerate(left, 1):
        settle(page)
        say("placed", n, len(left))


def refresh(locale: int, say: Progress) -> None:
    """Removes what is not public any more, and puts vectors of what is new or another."""
    if gone := stale.surplus():
        with store.locked(locale):
            store.remove(gone)
    found: list[Stored] = []
    for n, each in enumerate(stale.changed(locale), 1):
        found.append(each)
        if len(found) == stale.CHUNK:
            put(locale, found)
            found = []
            say("read", n, n)
    put(locale, found)


def put(locale: int, found: list[Stored]) -> None:
    if found:
        with store.locked(locale) as clock:
            still = store.public_among(locale, [s.page for s in found])
            store.put(locale, [replace(s, stamp=clock) for s in found if s.page in still])


class Run:
    """One rebuild: an index, and beside it what was compared so far."""

    def __init__(self, locale: int, folder: Path):
        self.locale, self.folder = locale, folder
        self.index = index.Index(folder)
        self.size = len(self.index.pages)
        self.token, self.counted = store.frequencies(locale)
        self.state = folder / "progress.json"
        done = json.loads(self.state.read_text()) if self.state.exists() else {}
        self.compared, self.listed = done.get("compared", 0), done.get("listed", 0)

    @classmethod
    def begin(cls, locale: int, say: Progress) -> "Run":
        refresh(locale, say)
        token, counted = store.count(locale)
        with store.locked(locale) as clock:
            pass
        index.build(locale, token, clock, counted)
        run = cls(locale, index.folder_of(locale, token, clock))
        for name, kind in FILES.items():
            index.new(folder_file(run.folder, name), kind, run.size, COMPARED)
        run.save()
        return run

    @classmethod
    def unfinished(cls, locale: int) -> "Run | None":
        token, _ = store.frequencies(locale)
        found = list(Path(settings.RELATED_FOLDER).glob(f"{locale}-{token}-*/progress.json"))
        return cls(locale, found[0].parent) if found else None

    def save(self) -> None:
        self.state.write_text(json.dumps({"compared": self.compared, "listed": self.listed}))

    def kept(self, name: str) -> np.ndarray:
        return index.loaded(folder_file(self.folder, name), "r+")

    def blocks(self, start: int, length: int) -> Iterator[tuple[slice, list[Stored | None]]]:
        """Places in the index and their vectors; none for what is gone or another meanwhile."""
        for begin in range(start, self.size, length):
            of = slice(begin, min(begin + length, self.size))
            yield of, self.vectors(self.index.pages[of].tolist())

    def vectors(self, pages: list[int]) -> list[Stored | None]:
        clock = self.index.clock
        known = {s.page: s for s in store.some(pages) if s.stamp <= clock}
        return [known.get(page) for page in pages]

    def part(self, name: str) -> Group:
        """One part of all vectors, weighed."""
        parts = (part for _, block in self.blocks(0, LISTED) for part in part_of(name, block))
        return Group.of(self.counted, list(parts))

    def weighed(self, name: str, block: list[Stored | None]) -> Group:
        """One part of the vectors of a block, weighed."""
        return Group.of(self.counted, part_of(name, block), shared=True)

    # ---- all with all ----

    def compare(self, say: Progress) -> None:
        """Keeps of each article those nearest to it, before the division by hubs, and its hub."""
        if self.compared >= self.size:
            return
        near, text, raw = map(self.kept, FILES)
        matrix = Matrix(self.index.texts)
        titles, tags = (Postings.of(self.part(name)) for name in ("title", "tags"))
        for of, block in self.blocks(self.compared, min(BLOCK, PAIRS // self.size + 1)):
            texts = matrix.cosines(self.weighed("text", block))
            scores = texts.copy()
            heads = self.weighed("title", block)
            for n in range(len(block)):
                scores[n] += TITLE_SHARE * titles.cosines(heads[n])
            days = self.index.days
            scores *= nearness(days[of][:, None].astype(np.float32), days[None].astype(np.float32))
            scores[np.arange(len(block)), np.arange(of.start, of.stop)] = -1
            most = min(COMPARED, self.size)
            likely = scores.copy()
            labels = self.weighed("tags", block)
            for n in range(len(block)):
                likely[n] += TAG_SHARE * tags.cosines(labels[n])
            best = np.argpartition(likely, -most, axis=1)[:, -most:]
            near[of, :most] = best
            text[of, :most] = np.take_along_axis(texts, best, axis=1)
            raw[of, :most] = np.take_along_axis(scores, best, axis=1)
            self.keep_hubs(block, self.index.pages[best], raw[of, :most])
            self.compared = of.stop
            self.save()
            say("compared", self.compared, self.size)

    def keep_hubs(self, block: list[Stored | None], near: np.ndarray, raw: np.ndarray) -> None:
        with store.locked(self.locale):
            store.put_hubs(
                s.near(pages[found >= 0], found[found >= 0])
                for s, pages, found in zip(block, near, raw, strict=True)
                if s is not None
            )

    # ---- lists ----

    def fill(self, say: Progress) -> int:
        """Makes the lists of all, by their hubs; how many are others than before."""
        near, text, raw = map(self.kept, FILES)
        hubs = self.hubs()
        tags = self.part("tags")
        blank, changed = scratch(), 0
        most = min(COMPARED, self.size)
        for of, block in self.blocks(self.listed, LISTED):
            best, scores = near[of, :most].astype(np.int64), raw[of, :most].astype(float)
            scores = np.where(scores >= 0, divided(scores, hubs[best]), -1)
            for n in range(len(block)):
                shared = tags.some(best[n]).cosines(tags[of.start + n], blank)
                scores[n] += np.where(scores[n] >= 0, TAG_SHARE * shared, 0)
            changed += self.write(self.lists(block, best, text[of, :most], scores, blank))
            self.listed = of.stop
            self.save()
            say("listed", self.listed, self.size)
        return changed

    def hubs(self) -> np.ndarray:
        """The hubs as they are now; kept with the index, for whoever looks for candidates."""
        known = dict(
            store.rows("SELECT page_id, hub FROM blog_vector WHERE locale_id = %s", [self.locale])
        )
        found = np.array([known.get(page, 0) for page in self.index.pages.tolist()], np.float32)
        np.save(self.folder / "hubs.npy", found)
        index.mapped.cache_clear()
        return found.astype(float)

    def lists(
        self,
        block: list[Stored | None],
        best: np.ndarray,
        alike: np.ndarray,
        scores: np.ndarray,
        blank: np.ndarray,
    ) -> dict[int, store.List]:
        """The lists of one block, from the places of those nearest to each and their scores."""
        scores = np.where(alike <= settings.RELATED_DUPLICATE, scores, -1)
        top = np.argsort(-scores, axis=1, kind="stable")[:, :CANDIDATES]
        best, scores, alike = (np.take_along_axis(a, top, axis=1) for a in (best, scores, alike))
        places = np.unique(best)
        vectors = self.vectors(self.index.pages[places].tolist())
        scores[np.isin(best, [p for p, s in zip(places, vectors, strict=True) if s is None])] = -1
        texts, at = self.weighed("text", vectors), np.searchsorted(places, best)
        made = {}
        for n, one in enumerate(block):
            if one is not None:
                keys, mine = self.index.pages[best[n]], at[n]
                pairs = partial(pairs_of, texts, mine, blank)
                order = choose(scores[n], alike[n], keys, pairs, settings.RELATED_DUPLICATE)
                made[one.page] = [
                    store.Item(int(keys[m]), float(scores[n, m]), worth) for m, worth in order
                ]
        return made

    def write(self, lists: dict[int, store.List]) -> int:
        """Writes lists, without what was removed or has changed meanwhile."""
        with store.locked(self.locale):
            before = store.lists(lists)
            pages = set(lists) | {page for found in lists.values() for page, *_ in found}
            there = {s.page for s in self.vectors(list(pages)) if s is not None}
            kept = {
                page: [item for item in found if item.target in there]
                for page, found in lists.items()
                if page in there
            }
            store.put_lists(kept)
        return sum(targets(before[p]) != targets(kept[p]) for p in kept)

    def finish(self, say: Progress) -> None:
        """Places what was published meanwhile; the index stays, what was compared does not."""
        late = [s.page for chunk in store.everything(self.locale, self.index.clock) for s in chunk]
        for n, page in enumerate(late, 1):
            with store.locked(self.locale):
                found = store.some([page])
                anew = Place(self.locale).insert(found[0], known=True) if found else []
            refill(self.locale, anew)
            say("placed", n, len(late))
        for name in (*(f"{name}.npy" for name in FILES), "progress.json"):
            (self.folder / name).unlink(missing_ok=True)


def pairs_of(texts: Group, at: np.ndarray, blank: np.ndarray, places: np.ndarray) -> np.ndarray:
    return texts.some(at[places]).pairs(blank)


def targets(found: store.List) -> list[int]:
    return [item.target for item in found]


def part_of(name: str, block: list[Stored | None]) -> list:
    """One part of each vector; nothing for what is gone or another meanwhile."""
    return [getattr(s.vector, name) if s else NOTHING for s in block]


def folder_file(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"
