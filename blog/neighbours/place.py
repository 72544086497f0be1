"""What one publish, or one removal, changes: the article's own list and those that it enters.

It is written in a transaction that alone writes the neighbours of a locale, so that of two articles
published at once the second one finds the first. Lists that are to be made anew are, each in a
transaction of its own, since SQLite's other writers wait for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.conf import settings

from blog.related import Compared, Neighbours, Vector, scratch

from . import index, stale, store
from .choice import FLOOR, KEPT, choose, worth
from .store import Item, List, Stored

NEAR = 300  # candidates that are compared exactly
REFILLED = 100  # lists that one removal fills again; more wait for `rebuild_related`
CLOSE = 0.001  # below what is worth least in a list: hubs have changed since it was chosen
YOUNG = 128  # up to so many articles, all is made anew whenever there are twice as many


def settle(page: int) -> None:
    """Makes the neighbours of a page what its article is at this moment: new, changed or gone."""
    locale = store.public(page)
    for other in stored_locales(page) - {locale}:
        short: Iterable[int] = ()
        with store.locked(other):
            if store.public(page) != other:
                short = take_out([page])
        refill(other, short)
    if locale is None:
        return
    with store.locked(locale) as clock:
        # Read under the lock: the last one to settle a page sees all that was committed.
        anew = put_in(locale, clock, page) if store.public(page) == locale else []
    refill(locale, anew)


def sweep() -> int:
    """Takes out everything that is not public any more; returns how much that was."""
    found = stale.surplus()
    for locale in set(stored_locales(*found)):
        with store.locked(locale):
            short = take_out(stale.surplus(locale))
        refill(locale, short)
    return len(found)


def stored_locales(*pages: int) -> set[int]:
    condition, arg = store.among("page_id", list(pages))
    found = store.rows(f"SELECT DISTINCT locale_id FROM blog_vector WHERE {condition}", [arg])
    return {row[0] for row in found}


def put_in(locale: int, clock: int, page: int, again: bool = False) -> list[int]:
    """Places an article whose vector is new or another; again: even if it is the same. Returns
    what is to be made anew."""
    vector = store.vectors_of([page]).get(page)
    had = next(iter(store.some([page])), None)
    if vector is None or (had and not again and same(had.vector, vector)):
        return []
    made = Stored(page, clock, vector, nearest=had.nearest if had else b"")
    store.put(locale, [made])
    return Place(locale).insert(made, known=had is not None)


def same(one: Vector, other: Vector) -> bool:
    return one.day == other.day and one.pack() == other.pack()


def take_out(pages: Iterable[int]) -> list[int]:
    """Removes articles; returns those in whose lists they stood and that are to be made anew. The
    others, of which there may be many, are shorter until a rebuild or until something enters."""
    pages = list(pages)
    short = sorted(store.naming(pages) - set(pages))
    store.remove(pages)
    store.put_lists(store.lists(short[REFILLED:]))  # its ranks have no gaps again
    return short[:REFILLED]


def refill(locale: int, pages: Iterable[int]) -> None:
    """Makes the lists of these articles anew."""
    for page in pages:
        with store.locked(locale):
            Place(locale).refill([page])


@dataclass(frozen=True)
class Found:
    """An article compared with its candidates: it with its hub, its list, the others, and they
    with it as the last of them."""

    one: Stored
    made: List
    others: list[Stored]
    near: Neighbours
    compared: Compared

    def back(self) -> dict[int, float]:
        """The one's scores as a neighbour of each of the others."""
        scores = self.compared.scores(self.one.hub)
        return {s.page: float(score) for s, score in zip(self.others, scores, strict=False)}

    def alike(self) -> dict[int, float]:
        """The cosines of the others' texts with the one's."""
        return {s.page: float(c) for s, c in zip(self.others, self.compared.text, strict=False)}

    def met(self) -> list[Stored]:
        """Those of the others that the one is among the nearest of."""
        pairs = zip(self.others, self.compared.raw, strict=False)
        found = [(s, s.met(self.one.page, raw)) for s, raw in pairs]
        return [after for before, after in found if after is not before]


class Place:
    """A locale's articles, as candidates for one another."""

    def __init__(self, locale: int):
        self.locale, self.blank = locale, scratch()
        self.token, self.frequencies = store.frequencies(locale)
        self.index = index.current(locale, self.token) if self.token else None

    def grown(self) -> list[int]:
        """Where a young site has twice the articles that were counted: counts, and gives all to be
        made anew, since its words have come to weigh something else; twice, the first time for
        the hubs. An older site is left to `rebuild_related`."""
        documents = self.frequencies.documents
        if documents * 2 > YOUNG:
            return []
        pages = [s.page for chunk in store.everything(self.locale) for s in chunk]
        if len(pages) < 2 * documents:
            return []
        store.count(self.locale)
        return pages * 2

    # ---- candidates ----

    def candidates(self, one: Stored) -> list[Stored]:
        """The articles nearest to one: of the index, all that are newer than it, and those that it
        was nearest to before."""
        found: dict[int, Stored] = {}
        if self.index:
            text = self.frequencies.weigh(one.vector.text)
            near = self.index.near(text, one.vector.day, NEAR)
            found = {s.page: s for s in store.some(near)}
        for chunk in store.everything(self.locale, self.index.clock if self.index else 0):
            found |= {s.page: s for s in chunk}
            found.pop(one.page, None)
            if len(found) > 2 * NEAR:
                found = self.nearest(one, list(found.values()))
        found |= {s.page: s for s in store.some(one.known() - found.keys())}
        found.pop(one.page, None)
        return sorted(found.values(), key=lambda s: s.page)

    def nearest(self, one: Stored, others: list[Stored]) -> dict[int, Stored]:
        near = self.group(others)
        scores = near.compare(one.vector, self.blank).scores(near.hubs)
        return {others[n].page: others[n] for n in np.argsort(-scores)[:NEAR]}

    def group(self, others: list[Stored]) -> Neighbours:
        return Neighbours(
            self.frequencies,
            [s.page for s in others],
            [s.vector for s in others],
            [s.hub for s in others],
        )

    def choose(self, near: Neighbours, found: Compared, scores: np.ndarray) -> List:
        """The list of the one that was compared, by scores that may be others than found."""
        duplicate = settings.RELATED_DUPLICATE

        def pairs(places: np.ndarray) -> np.ndarray:
            return near.text.some(places).pairs(self.blank)

        order = choose(scores, found.text, near.keys, pairs, duplicate)
        return [Item(int(near.keys[n]), float(scores[n]), value) for n, value in order]

    # ---- changes ----

    def compare(self, one: Stored) -> Found:
        """An article with its candidates; its list, and it with its hub."""
        others = self.candidates(one)
        near = self.group([*others, one])
        compared = near.compare(one.vector, self.blank)
        made = self.choose(near, compared, without(compared.scores(near.hubs), -1))
        one = one.again(near.keys[:-1], compared.raw[:-1])
        return Found(one, made, others, near, compared)

    def refill(self, pages: Iterable[int]) -> None:
        """Makes lists anew, and the hubs of their articles."""
        found = [self.compare(stored) for stored in store.some(pages)]
        store.put_hubs(each.one for each in found)
        store.put_lists({each.one.page: each.made for each in found})

    def insert(self, new: Stored, known: bool) -> list[int]:
        """Makes the list of an article whose vector was put, and sees to the lists that it
        enters; returns those to be made anew. known: it had another vector before."""
        if grown := self.grown():
            return grown
        found = self.compare(new)
        met = found.met()
        store.put_hubs([found.one, *met])
        store.put_lists({new.page: found.made})
        hubs = {s.page: s.hub for s in (*met, found.one)}
        found.near.hubs[:] = [hubs.get(s.page, s.hub) for s in (*found.others, found.one)]
        return self.enter(found, store.naming([new.page]) if known else set())

    def enter(self, found: Found, had: set[int]) -> list[int]:
        """Brings an article into the lists that would choose it; those that had it and would not
        choose it now are to be made anew."""
        new, scores, alike = found.one.page, found.back(), found.alike()
        ends = store.ends(scores)
        alone = zip(scores, worth(np.array(list(scores.values())), 0).tolist(), strict=True)
        near = (page for page, value in alone if value > ends.get(page, 0) - CLOSE)
        anew, open_ = set(), {}
        for page, old in store.lists(had.union(near)).items():
            score = scores.get(page, 0.0)
            rest = [item for item in old if item.target != new]
            if page in had and score <= min((item.score for item in rest), default=0.0):
                anew.add(page)
            elif page in had or (score >= FLOOR and enters(score, rest, alike)):
                open_[page] = old
        made = self.renewed(found, open_)
        others = {p: made[p] for p in open_ if p in had or of(made[p]) != of(open_[p])}
        store.put_lists(others)
        return sorted(anew)

    def renewed(self, found: Found, lists: dict[int, List]) -> dict[int, List]:
        """These lists chosen afresh, from what they hold and an article with its candidates: what
        is near to them is near to it."""
        near, place = found.near, {page: n for n, page in enumerate(found.near.keys.tolist())}
        far = {page for old in lists.values() for page in of(old)} - place.keys()
        if far:
            near = self.group([*found.others, found.one, *store.some(far)])
            near.hubs[: len(place)] = found.near.hubs
        made = {}
        for page in lists:
            compared = near.compare_own(place[page], self.blank)
            scores = without(compared.scores(near.hubs), place[page])
            made[page] = self.choose(near, compared, scores)
        return made


def without(scores: np.ndarray, place: int) -> np.ndarray:
    """Scores of which one, an article's own, is none."""
    scores[place] = -1
    return scores


def enters(score: float, found: List, alike: dict[int, float]) -> bool:
    """Whether an article would be chosen before some one of a list, or after all of a short one;
    alike: the cosines of its text with theirs."""
    nearest = 0.0
    for item in found:
        if worth(score, nearest) > item.worth - CLOSE:
            return True
        nearest = max(nearest, alike.get(item.target, 0.0))
    return len(found) < KEPT


def of(found: List) -> set[int]:
    return {item.target for item in found}
