"""How many of the articles that an article is linked with are found, by us and by others."""

import math
from functools import partial
from pathlib import Path

import numpy as np

from blog.neighbours.choice import choose
from blog.related import Frequencies, Neighbours, Vector, hub, scratch

from . import corpus
from .corpus import Article
from .rivals import RIVALS

Lists = list[list[int]]


def ours(articles: list[Article]) -> Lists:
    """The formula, and the choice of twelve."""
    vectors = [Vector.of(a.title, a.text, a.tags, a.date.toordinal()) for a in articles]
    frequencies = Frequencies()
    for vector in vectors:
        frequencies.add(vector)
    near, blank = (
        Neighbours(frequencies, range(len(vectors)), vectors, [0] * len(vectors)),
        scratch(),
    )
    found = [near.compare(vector, blank) for vector in vectors]
    for n, compared in enumerate(found):
        compared.raw[n] = -1
    hubs = np.array([hub(compared.raw) for compared in found])
    lists = []
    for n, compared in enumerate(found):
        scores = compared.scores(hubs)
        scores[n] = -1
        pairs = partial(pairs_of, near, blank)
        lists.append([place for place, _ in choose(scores, compared.text, near.keys, pairs)])
    return lists


def pairs_of(near: Neighbours, blank: np.ndarray, places: np.ndarray) -> np.ndarray:
    return near.text.some(places).pairs(blank)


def best(scores: np.ndarray) -> Lists:
    np.fill_diagonal(scores, 0)
    order = np.argsort(-scores, axis=1, kind="stable")[:, :12]
    return [[int(m) for m in row if scores[n, m] > 0] for n, row in enumerate(order)]


def measure(lists: Lists, truth: dict[int, set[int]]) -> tuple[float, float]:
    """(precision at 5, nDCG at 10), means over all articles that are linked with some."""
    precision, gain = [], []
    for n, linked in truth.items():
        precision.append(len(linked & set(lists[n][:5])) / 5)
        got = sum(discount(rank) for rank, m in enumerate(lists[n][:10]) if m in linked)
        gain.append(got / sum(discount(rank) for rank in range(min(10, len(linked)))))
    return float(np.mean(precision)), float(np.mean(gain))


def discount(rank: int) -> float:
    return 1 / math.log2(rank + 2)


def report(path: Path) -> str:
    """A table of one corpus."""
    articles, truth = corpus.read(path)
    found = {name: best(rival(articles)) for name, rival in RIVALS.items()}
    found["Colophon"] = ours(articles)
    lines = [
        f"| {path.name}, {len(articles)} articles | P@5 | nDCG@10 | most lists of one | in none |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, lists in found.items():
        precision, gain = measure(lists, truth)
        counts = np.bincount([m for row in lists for m in row], minlength=len(articles))
        unseen = float(np.mean(counts == 0))
        lines.append(f"| {name} | {precision:.3f} | {gain:.3f} | {counts.max()} | {unseen:.1%} |")
    return "\n".join(lines)
