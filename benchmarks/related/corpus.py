"""Corpora: files with links between their articles, and made ones of any size."""

import datetime
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

VOCABULARY, TOPICS, TOPICAL = 40_000, 400, 120
WORDS, TITLE = 470, 7


@dataclass(frozen=True)
class Article:
    title: str
    text: str
    tags: list[str]
    date: datetime.date


def read(path: Path) -> tuple[list[Article], dict[int, set[int]]]:
    """(articles, for each that is linked with others their places), of a JSON file, gzipped or
    not: `docs` of id, title, date, tags, text; `truth`: id → ids."""
    data = path.read_bytes()
    given = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    place = {doc["id"]: n for n, doc in enumerate(given["docs"])}
    truth = {
        place[key]: {place[other] for other in others if other in place}
        for key, others in given["truth"].items()
        if key in place
    }
    found = [
        Article(d["title"], d["text"], d["tags"], datetime.date.fromisoformat(d["date"][:10]))
        for d in given["docs"]
    ]
    return found, {key: others for key, others in truth.items() if others}


def made(size: int, topics: int = TOPICS) -> Iterator[Article]:
    """Articles of 470 words, a third of them of a topic's own, the rest as frequent as in a
    language; always the same ones."""
    chance = np.random.default_rng(7)
    share = 1 / np.arange(3, VOCABULARY + 3)
    steps = np.cumsum(share / share.sum())
    own_words = chance.integers(300, VOCABULARY, (topics, TOPICAL))
    start = datetime.date(2010, 1, 1)
    for _ in range(size):
        topic = int(chance.integers(topics))
        words = np.searchsorted(steps, chance.random(WORDS + TITLE))
        own = chance.random(WORDS + TITLE) < 0.3
        words[own] = own_words[topic][chance.integers(0, TOPICAL, own.sum())]
        found = [f"w{word}" for word in words]
        tags = [f"t{topic}", f"t{chance.integers(topics)}"]
        day = start + datetime.timedelta(days=int(chance.integers(5000)))
        yield Article(" ".join(found[:TITLE]), " ".join(found[TITLE:]), tags, day)
