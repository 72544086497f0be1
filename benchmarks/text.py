"""Words for a corpus: always the same for the same number, spread as words of a language are."""

import random
from itertools import accumulate

SYLLABLES = ("ba", "den", "fo", "gar", "hil", "jun", "ka", "lor", "mi", "nes", "o", "pri", "qua",
             "ren", "sol", "ta", "ul", "ver", "wen", "yar")  # fmt: skip
VOCABULARY = 4000

COMMON = "everywhere"  # in every article
RARE = "quokka"  # in RARITY articles, however many there are
RARITY = 12


def vocabulary() -> list[str]:
    chance = random.Random(7)  # noqa: S311
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


WORDS = vocabulary()
# The n-th word is as frequent as 1/n, after Zipf.
WEIGHTS = list(accumulate(1 / n for n in range(1, VOCABULARY + 1)))


class Writer:
    """Writes what the article of a number says."""

    def __init__(self, number: int):
        self.chance = random.Random(number)  # noqa: S311

    def words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, cum_weights=WEIGHTS, k=count))

    def sentence(self, count: int = 12) -> str:
        return self.words(count).capitalize() + "."

    def paragraph(self, sentences: int = 3) -> str:
        return " ".join(self.sentence() for _ in range(sentences))
