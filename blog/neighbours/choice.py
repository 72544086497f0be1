"""Which of the articles that are alike stand in a list: plain arithmetic on their scores and texts.

Maximal marginal relevance (Carbonell and Goldstein, 1998): the best first, what says nearly the
same as those before it later or never.
"""

from collections.abc import Callable

import numpy as np

from blog.related import Floats

FLOOR, DUPLICATE = 0.05, 0.6
CANDIDATES, DIVERSITY = 30, 0.1
KEPT, DIGITS = 12, 5


def worth(score: Floats | float, nearest: Floats | float) -> Floats:
    """What an article is worth beside others that are chosen; nearest: the cosine of its text
    with the one of theirs that is most like it."""
    return np.round((1 - DIVERSITY) * score - DIVERSITY * nearest, DIGITS)


def choose(
    scores: Floats,
    alike: Floats,
    keys: np.ndarray,
    pairs_of: Callable[[np.ndarray], Floats],
    duplicate: float = DUPLICATE,
) -> list[tuple[int, float]]:
    """(place, worth) of up to 12 to be shown, the best first: by maximal marginal relevance from
    the 30 best, without what scores too little and what says nearly the same as the article or as
    one that is chosen already.

    alike: the texts' cosines with the article's; keys: decide between equals; pairs_of: the texts'
    cosines with each other, of those at some places.
    """
    # As they are kept: what was kept and what is new are weighed against each other.
    scores = np.round(scores, DIGITS)
    order = np.lexsort((keys, -scores))
    left = order[(scores[order] >= FLOOR) & (alike[order] <= duplicate)][:CANDIDATES]
    pairs = pairs_of(left)
    nearest, open_ = np.zeros(len(left)), np.ones(len(left), bool)
    chosen: list[tuple[int, float]] = []
    while open_.any() and len(chosen) < KEPT:
        value = worth(scores[left], nearest)
        best = int(np.argmax(np.where(open_, value, -np.inf)))
        open_[best] = False
        chosen.append((int(left[best]), float(value[best])))
        nearest = np.maximum(nearest, pairs[best])
        open_ &= nearest <= duplicate
    return chosen
