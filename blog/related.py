"""How two articles are alike: plain arithmetic on their words, titles, dates and tags.

    score(a, b) = [cos(V_a, V_b) + 0.1 · cos(T_a, T_b)] · (1 + 0.6 · e^(−|days apart| / 365))
                  / hub_b^0.25 + 0.03 · cos(tags_a, tags_b)

V: words and pairs of words of the whole text, hashed, the title counted three times, as
(1 + ln tf) · IDF; T: the same of the title alone; hub_b: the mean of b's ten best scores before
this division, so that an article which is a little like everything does not stand everywhere.
No language is known here: no stems, no list of words to leave out; what stands in more than
30 % of all articles says nothing and is dropped. Nothing here reads a database.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

DIMENSIONS = 1 << 20
TITLE_COUNTS = 3
TITLE_SHARE, TAG_SHARE = 0.1, 0.03
DATE_SHARE, DATE_DAYS = 0.6, 365
HUB_POWER, HUB_OF, HUB_LEAST = 0.25, 10, 0.01
COMMON, COMMON_LEAST = 0.3, 3  # the share of articles, and how many at least
MOST_WORDS = 50_000

WORD = re.compile(r"[^\W_]+")
# Scripts that set no spaces: each character is a word, and pairs of them are pairs of words.
UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)

LENGTHS = struct.Struct("<III")

Floats = np.ndarray
Weighed = tuple[np.ndarray, np.ndarray]  # features, ascending, and their weights


def words(text: str) -> list[str]:
    """The words of a text in their order, without case and accents."""
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = UNSPACED.sub(
            r" \1 ", "".join(c for c in decomposed if not unicodedata.combining(c))
        )
    return WORD.findall(plain)[:MOST_WORDS]


def features(text: str) -> list[int]:
    """Its words and pairs of words as numbers, the same on every machine."""
    found = [word.encode() for word in words(text)]
    pairs = [first + b" " + second for first, second in pairwise(found)]
    return [zlib.crc32(feature) % DIMENSIONS for feature in found + pairs]


@dataclass(frozen=True)
class Vector:
    """What of an article is compared, before any weighing: features with how often they occur."""

    text: Weighed
    title: Weighed
    tags: Weighed
    day: int

    @classmethod
    def of(cls, title: str, text: str, tags: Iterable[str], day: int) -> "Vector":
        """day: of its date, counted as `date.toordinal` does."""
        head = features(title)
        whole = features(text) + TITLE_COUNTS * head
        # A tag begins with what no word has, so that it is a feature of its own.
        labels = [zlib.crc32(b"#" + tag.encode()) % DIMENSIONS for tag in set(tags)]
        return cls(counted(whole), counted(head), counted(labels), day)

    def pack(self) -> bytes:
        """As bytes: three lengths, all features, all counts."""
        parts = (self.text, self.title, self.tags)
        arrays = [part[0] for part in parts] + [part[1] for part in parts]
        lengths = LENGTHS.pack(*(len(part[0]) for part in parts))
        return lengths + b"".join(array.tobytes() for array in arrays)

    @classmethod
    def unpack(cls, data: bytes, day: int) -> "Vector":
        text, title, tags = LENGTHS.unpack_from(data)
        head, total = text + title, text + title + tags
        keys = np.frombuffer(data, "<u4", total, LENGTHS.size)
        counts = np.frombuffer(data, "<u2", total, LENGTHS.size + 4 * total)
        return cls(
            (keys[:text], counts[:text]),
            (keys[text:head], counts[text:head]),
            (keys[head:], counts[head:]),
            day,
        )


def counted(found: list[int]) -> Weighed:
    keys, counts = np.unique(np.array(found, "<u4"), return_counts=True)
    return keys, np.minimum(counts, 65535).astype("<u2")


class Frequencies:
    """In how many of a corpus's articles each feature stands."""

    def __init__(self, documents: int = 0, counts: np.ndarray | None = None):
        self.documents = documents
        self.counts = np.zeros(DIMENSIONS, np.uint32) if counts is None else counts

    def add(self, vector: Vector) -> None:
        self.documents += 1
        self.counts[vector.text[0]] += 1
        self.counts[vector.tags[0]] += 1

    @cached_property
    def idf(self) -> Floats:
        """What each feature weighs; nothing where it is common."""
        found = np.log((1 + self.documents) / np.maximum(self.counts, 1)).astype(np.float32)
        found[self.counts > max(COMMON * self.documents, COMMON_LEAST)] = 0
        return found

    def weigh(self, part: Weighed) -> Weighed:
        """One part of a vector weighed, of length one; what weighs nothing is left out."""
        return Group.of(self, [part])[0]


class Group:
    """Weighed vectors side by side, to compare one with all of them."""

    def __init__(self, keys: np.ndarray, weights: Floats, starts: np.ndarray):
        self.keys, self.weights, self.starts = keys, weights, starts

    @classmethod
    def of(
        cls, frequencies: Frequencies, parts: Sequence[Weighed], shared: bool = False
    ) -> "Group":
        """One part of each of some vectors, weighed. shared: without what only one article had
        when features were counted; the lengths stay."""
        keys = joined([keys for keys, _ in parts], np.uint32)
        weights = tf()[joined([counts for _, counts in parts], np.uint16)]
        weights *= frequencies.idf[keys]
        starts = np.cumsum([0, *(len(keys) for keys, _ in parts)], dtype=np.int64)
        lengths = np.sqrt(summed(weights**2, starts))
        lengths[lengths == 0] = 1
        weights /= np.repeat(lengths, np.diff(starts))
        heavy = weights > 0
        if shared:
            heavy &= frequencies.counts[keys] > 1
        return cls(keys[heavy], weights[heavy], np.concatenate([[0], np.cumsum(heavy)])[starts])

    def some(self, places: Sequence[int]) -> "Group":
        """Those at some places."""
        parts = [self[n] for n in places]
        return Group(
            joined([keys for keys, _ in parts], np.uint32),
            joined([weights for _, weights in parts], np.float32),
            np.cumsum([0, *(len(keys) for keys, _ in parts)], dtype=np.int64),
        )

    def cosines(self, one: Weighed, scratch: Floats) -> Floats:
        """Of each with one; scratch: zeros for all dimensions, and left so."""
        scratch[one[0]] = one[1]
        products = self.weights * scratch[self.keys]
        scratch[one[0]] = 0
        return summed(products, self.starts)

    def pairs(self, scratch: Floats) -> Floats:
        """The cosines of all with each other, as a matrix; those with itself say nothing."""
        scratch[self.keys] = np.arange(len(self.keys))
        columns = scratch[self.keys].astype(np.int64)
        scratch[self.keys] = 0
        size = len(self.starts) - 1
        rows = np.repeat(np.arange(size), np.diff(self.starts))
        # What only one of them has adds nothing but to its likeness to itself.
        shared = np.bincount(columns, minlength=1) > 1
        narrow, both = np.cumsum(shared) - 1, shared[columns]
        dense = np.zeros((size, int(narrow[-1]) + 1), np.float32)
        dense[rows[both], narrow[columns[both]]] = self.weights[both]
        return dense @ dense.T

    def __getitem__(self, n: int) -> Weighed:
        of = slice(self.starts[n], self.starts[n + 1])
        return self.keys[of], self.weights[of]


@cache
def tf() -> Floats:
    """1 + ln of every count that there can be."""
    return (1 + np.log(np.maximum(np.arange(1 << 16), 1))).astype(np.float32)


def joined(arrays: Sequence[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate([np.zeros(0, kind), *arrays]).astype(kind, copy=False)


def summed(values: Floats, starts: np.ndarray) -> Floats:
    """The sums of runs of values, which may be empty."""
    if len(starts) < 2:
        return np.zeros(0, np.float32)
    # `reduceat` takes no place behind the end, and gives of an empty run what stands there.
    totals = np.add.reduceat(np.append(values, np.float32(0)), starts[:-1])
    totals[starts[1:] == starts[:-1]] = 0
    return totals


def scratch() -> Floats:
    return np.zeros(DIMENSIONS, np.float32)


def nearness(day: int | Floats, days: Floats) -> Floats:
    """The factor of the dates: 1.6 on one day, 1 for ever after."""
    return 1 + DATE_SHARE * np.exp(-np.abs(days - day) / DATE_DAYS)


def hub(raw: Floats) -> float:
    """The mean of the ten best of an article's scores before the division."""
    return float(np.sort(raw)[::-1][:HUB_OF].mean()) if len(raw) else 0.0


def divided(raw: Floats, hubs: Floats) -> Floats:
    return raw / np.maximum(hubs, HUB_LEAST) ** HUB_POWER


class Neighbours:
    """Articles that one is compared with: their keys, hubs and weighed vectors."""

    def __init__(
        self,
        frequencies: Frequencies,
        keys: Sequence[int],
        vectors: Sequence[Vector],
        hubs: Sequence[float],
    ):
        self.frequencies, self.keys = frequencies, np.array(keys, np.int64)
        self.hubs = np.array(hubs, float)
        self.days = np.array([v.day for v in vectors], float)
        self.text = Group.of(frequencies, [v.text for v in vectors])
        self.title = Group.of(frequencies, [v.title for v in vectors])
        self.tags = Group.of(frequencies, [v.tags for v in vectors])

    def compare(self, one: Vector, blank: Floats) -> "Compared":
        """One article with all of these."""
        weigh = self.frequencies.weigh
        parts = weigh(one.text), weigh(one.title), weigh(one.tags)
        return self.compare_parts(*parts, one.day, blank)

    def compare_own(self, place: int, blank: Floats) -> "Compared":
        """One of these with all of them, itself among them."""
        parts = self.text[place], self.title[place], self.tags[place]
        return self.compare_parts(*parts, self.days[place], blank)

    def compare_parts(
        self, text: Weighed, title: Weighed, tags: Weighed, day: float, blank: Floats
    ) -> "Compared":
        texts = self.text.cosines(text, blank)
        raw = texts + TITLE_SHARE * self.title.cosines(title, blank)
        raw *= nearness(day, self.days)
        return Compared(texts, raw, TAG_SHARE * self.tags.cosines(tags, blank))


@dataclass(frozen=True)
class Compared:
    """text: the cosines of the texts; raw: before the division by hubs; tags: their term."""

    text: Floats
    raw: Floats
    tags: Floats

    def scores(self, hubs: Floats | float) -> Floats:
        """Each as a neighbour of the one, by the neighbours' hubs; or, by the one's own hub, the
        one as a neighbour of each."""
        return divided(self.raw, np.asarray(hubs)) + self.tags
