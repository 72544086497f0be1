"""How a stream of articles fills: by hand first, then from its source, never the same twice.

`fill` takes whole editions and writes into each, as plain data, what its streams, read-alsos and
FAQ topics show and what stands beside it, with one statement for all of them, and another one where a
stream could have been filled by hand but for what is not public. Body streams, read-alsos and the
closing stream of a page share one view of what is already shown; what was chosen by hand anywhere on
the page is never taken by an automatic stream.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.text import slugify

from blog import adjacent
from blog.editions.blocks import library_anchor, ref
from blog.editions.terms import ARTICLES
from blog.sections import flat
from blog.stream_ranges import Ranges

CLOSING = 12  # how many related articles a page has at most
REASONS = {
    "latest": "LATEST", "category": "CATEGORY", "tag": "TAG", "author": "AUTHOR",
}  # fmt: skip


def fill(reader: Any, pages: Iterable[dict], closing: int = CLOSING, beside: bool = False) -> None:
    """Writes `items` into article streams, `article` into read-alsos, up to `closing`
    `related_articles` into articles and `groups` into FAQ pages.

    beside: writes `previous` and `next` into articles too.
    """
    pages = [page for page in pages if page["__typename"] in FILLED or "body" in page]
    if not pages:
        return
    ranges = Ranges(reader)
    wanted = [wants(page, closing, beside) for page in pages]
    for page, wishes in zip(pages, wanted, strict=True):
        ranges.depth = max(ranges.depth, sum(w.most for w in wishes) + barred(page))
        for w in wishes:
            w.ask(ranges)
    ranges.load()
    streams = [w for wishes in wanted for w in wishes if isinstance(w, Stream)]
    if late := [stream for stream in streams if stream.short(ranges)]:
        ranges.load_more(late)
    for page, wishes in zip(pages, wanted, strict=True):
        fill_one(page, wishes, ranges)


def barred(page: dict) -> int:
    """How many articles no stream of a page shows, whatever its streams show: itself, and those
    that are excluded."""
    return 1 + len(page.get("related_exclusions") or ())


FILLED = {"FAQPage"}


@dataclass
class Stream:
    """One stream of a page: what was chosen by hand, then the ranges that fill it, in order."""

    target: dict
    key: str
    count: int
    picks: list[str]
    sources: list[tuple[str, str, str]]  # (kind of range, its key, reason)
    # What was chosen by hand is enough, if all of it is public: nothing else on the page takes any.
    waits: bool = False

    @property
    def most(self) -> int:
        """How many articles it keeps from the others at most."""
        return (self.count or 0) + len(self.picks)

    def ask(self, ranges: Ranges) -> None:
        ranges.names.update(dict.fromkeys(self.picks, False))
        if not self.waits:
            self.ask_sources(ranges)

    def ask_sources(self, ranges: Ranges) -> None:
        for kind, key, _ in self.sources:
            getattr(ranges, kind)[key] = []

    def short(self, ranges: Ranges) -> bool:
        """Whether it waited in vain."""
        return self.waits and not all(map(ranges.names.get, self.picks))


@dataclass
class ReadAlso:
    block: dict
    most = 1

    def ask(self, ranges: Ranges) -> None:
        name = (self.block["article"] or {}).get("__ref", "")
        if name.startswith("title:"):
            ranges.terms[name] = []
        elif name:
            ranges.names[name] = False

    def target(self, ranges: Ranges) -> str | None:
        name = (self.block["article"] or {}).get("__ref", "")
        if name.startswith("title:"):
            return next(iter(ranges.terms[name]), None)
        return name if ranges.names.get(name) else None


@dataclass
class Topics:
    page: dict
    most = 0

    def ask(self, ranges: Ranges) -> None:
        ranges.topics.update({r["__ref"]: [] for r in self.page["topics"]})


def names_of(refs: Iterable[dict] | None) -> list[str]:
    return [r["__ref"] for r in refs or ()]


def wants(page: dict, closing: int, beside: bool) -> list[Any]:
    """Everything on a page that is filled, in reading order."""
    found: list[Any] = []
    for block in flat(page.get("body") or ()):
        if block["__typename"] == "ReadAlsoBlock":
            found.append(ReadAlso(block))
        elif block["__typename"] == "ArticleStreamBlock":
            found.append(body_stream(page, block))
    if "related_picks" in page:
        picks = names_of(page["related_picks"])
        found.append(related(page, page, "related_articles", closing, picks, newest=True))
        if beside:
            found.append(adjacent.Beside(page))
    if page["__typename"] == "FAQPage":
        found.append(Topics(page))
    taking = [w for w in found if isinstance(w, Stream | ReadAlso)]
    if len(taking) == 1 and isinstance(taking[0], Stream):
        taking[0].waits = len({*taking[0].picks} - {page["__name"]}) >= (taking[0].count or 0)
    return found


def body_stream(page: dict, block: dict) -> Stream:
    picks, source = names_of(block["articles"]), (block["source"] or "").lower()
    if source == "related":
        return related(page, block, "items", block["count"], picks, newest=False)
    sources = []
    if source == "latest":
        sources = [("terms", ARTICLES, "LATEST")]
    elif source == "tag" and block["tag"]:
        sources = [("slugs", slugify(block["tag"], allow_unicode=True), "TAG")]
    elif source in ("category", "author") and block[source]:
        sources = [("terms", block[source]["__ref"], REASONS[source])]
    return Stream(block, "items", block["count"], picks, sources)


def related(page: dict, target: dict, key: str, count: int, picks: list[str], newest: bool):
    """Articles that are alike; the closing stream then takes its category's newest."""
    sources = [("related", page["__name"], "CONTENT")] if page["__name"] else []
    if newest and page.get("parent"):
        sources.append(("terms", page["parent"]["__ref"], "LATEST"))
    return Stream(target, key, count, picks, sources if count else [])


def fill_one(page: dict, wanted: list[Any], ranges: Ranges) -> None:
    by_hand = {n for w in wanted if isinstance(w, Stream) for n in w.picks if ranges.names.get(n)}
    by_hand |= {n for w in wanted if isinstance(w, ReadAlso) if (n := w.target(ranges))}
    excluded = set(names_of(page.get("related_exclusions")))
    seen = {page["__name"]}
    for w in wanted:
        if isinstance(w, ReadAlso):
            target = w.target(ranges)
            w.block["article"] = ref(target) if target and target not in seen else None
            seen.add(target or "")
        elif isinstance(w, adjacent.Beside):
            w.fill()
        elif isinstance(w, Topics):
            page["groups"] = [
                {"__typename": "FAQGroup", "topic": r, "faqs": [anchored(n) for n in faqs]}
                for r in page["topics"]
                if (faqs := ranges.topics[r["__ref"]])
            ]
        else:
            w.target[w.key] = taken(w, ranges, seen, by_hand, excluded)


def anchored(name: str) -> dict:
    return ref(name, anchor=library_anchor(name))


def taken(w: Stream, ranges: Ranges, seen: set, by_hand: set, excluded: set) -> list[dict]:
    """The items of one stream; what it shows is added to `seen`."""
    items: list[dict] = []
    found = candidates(w, ranges, by_hand | excluded)
    # No more is asked of it than is wanted: of a stream that waited only the picks are known.
    for name, reason, score in islice((c for c in found if c[0] not in seen), w.count or 0):
        seen.add(name)
        items.append(
            {"__typename": "StreamItem", "article": ref(name), "reason": reason, "score": score}
        )
    return items


def candidates(w: Stream, ranges: Ranges, barred: set) -> Iterator[tuple[str, str, float | None]]:
    """(name, reason, score) of what a stream may show, the best first: what was chosen by hand,
    then what its sources give."""
    yield from ((name, "MANUAL", None) for name in w.picks if ranges.names.get(name))
    for kind, key, reason in w.sources:
        if kind == "related":
            given = ((name, reason, score) for name, score in ranges.related[key])
        else:
            given = ((name, reason, None) for name in getattr(ranges, kind)[key])
        yield from (found for found in given if found[0] not in barred)
