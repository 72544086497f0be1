"""Many vectors with many: by who has each feature, and for the most frequent ones as a matrix."""

import numpy as np

from blog.related import DIMENSIONS, Group, Weighed

DENSE = 1024  # the most frequent features; a matrix multiplies them faster than lists do


class Postings:
    """For each feature the rows that have it, with their weights."""

    def __init__(self, starts: np.ndarray, rows: np.ndarray, weights: np.ndarray, size: int):
        self.starts, self.rows, self.weights, self.size = starts, rows, weights, size

    @classmethod
    def of(cls, group: Group) -> "Postings":
        size = len(group.starts) - 1
        order = np.argsort(group.keys, kind="stable")
        rows = np.repeat(np.arange(size, dtype=np.uint32), np.diff(group.starts))
        counts = np.bincount(group.keys, minlength=DIMENSIONS)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return cls(starts, rows[order], group.weights[order], size)

    def cosines(self, one: Weighed) -> np.ndarray:
        """Of each row with one vector."""
        keys, weights = one
        begin, end = self.starts[keys], self.starts[keys.astype(np.int64) + 1]
        lengths = end - begin
        # The places of all these features' postings, one after the other.
        places = np.repeat(begin - np.concatenate([[0], np.cumsum(lengths)])[:-1], lengths)
        places += np.arange(len(places))
        products = self.weights[places] * np.repeat(weights, lengths)
        return np.bincount(self.rows[places], products, minlength=self.size)


class Matrix:
    """The same for blocks of vectors."""

    def __init__(self, postings: Postings):
        self.postings = postings
        frequent = np.argsort(-np.diff(postings.starts), kind="stable")[:DENSE]
        self.column = np.full(DIMENSIONS, -1)
        self.column[frequent] = np.arange(len(frequent))
        self.dense = np.zeros((postings.size, len(frequent)), np.float32)
        for n, feature in enumerate(frequent):
            of = slice(postings.starts[feature], postings.starts[feature + 1])
            self.dense[postings.rows[of], n] = postings.weights[of]

    def cosines(self, block: Group) -> np.ndarray:
        """Of each vector of a block with each row."""
        size = len(block.starts) - 1
        mine = np.zeros((size, self.dense.shape[1]), np.float32)
        rare = np.zeros((size, self.postings.size), np.float32)
        for n in range(size):
            keys, weights = block[n]
            columns = self.column[keys]
            frequent = columns >= 0
            mine[n, columns[frequent]] = weights[frequent]
            rare[n] = self.postings.cosines((keys[~frequent], weights[~frequent]))
        rare += mine @ self.dense.T
        return rare
