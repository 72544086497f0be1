"""Other ways to find related articles, for comparison: by tags, BM25, SQLite's own search.

Each gives a matrix: how much each article (column) is like each (row).
"""

import sqlite3
from collections import Counter

import numpy as np

from blog.related import words

from .corpus import Article

K, B, K3 = 1.2, 0.75, 8
TERMS = 25


def by_tags(articles: list[Article]) -> np.ndarray:
    """By the number of tags that both have, the newest first."""
    sets = [set(a.tags) for a in articles]
    days = np.array([a.date.toordinal() for a in articles])
    shared = np.array([[len(mine & other) for other in sets] for mine in sets], float)
    return shared + (days - days.min()) / (np.ptp(days) + 1) * (shared > 0)


def by_bm25(articles: list[Article]) -> np.ndarray:
    """The whole text of one as the question to the others; what it says often counts more."""
    counts = [Counter(words(f"{a.title} {a.text}")) for a in articles]
    frequency = Counter(word for count in counts for word in count)
    number = {word: n for n, word in enumerate(frequency)}
    size = len(articles)
    tf = np.zeros((size, len(number)), np.float32)
    for n, count in enumerate(counts):
        tf[n, [number[word] for word in count]] = list(count.values())
    df = np.array(list(frequency.values()), np.float32)
    idf = np.log(1 + (size - df + 0.5) / (df + 0.5))
    lengths = tf.sum(1, keepdims=True)
    weights = tf * (K + 1) / (tf + K * (1 - B + B * lengths / lengths.mean())) * idf
    return (tf * (K3 + 1) / (tf + K3)) @ weights.T


def by_fts5(articles: list[Article]) -> np.ndarray:
    """The 25 words of one that weigh most, as a question to SQLite's full text."""
    found = np.zeros((len(articles), len(articles)))
    texts = [" ".join(words(f"{a.title} {a.text}")) for a in articles]
    counts = [Counter(text.split()) for text in texts]
    frequency = Counter(word for count in counts for word in count)
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
    base.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", enumerate(texts))
    sql = "SELECT rowid, rank FROM found WHERE found MATCH ? ORDER BY rank LIMIT 50"
    for n, count in enumerate(counts):
        weight = {w: (1 + np.log(c)) * np.log(len(texts) / frequency[w]) for w, c in count.items()}
        best = sorted(weight, key=weight.get, reverse=True)[:TERMS]
        for row, rank in base.execute(sql, [" OR ".join(f'"{word}"' for word in best)]):
            found[n, row] = -rank
    base.close()
    return found


RIVALS = {"tag overlap": by_tags, "BM25": by_bm25, "FTS5, 25 words": by_fts5}
