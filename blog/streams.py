"""How a stream of articles fills: by hand first, then from its source, never the same twice.

`fill` takes whole editions and writes into each, as plain data, what its streams, read-alsos and
FAQ topics show and what stands beside it, with one statement for all of them. Body streams,
read-alsos and the closing stream of a page share one view of what is already shown; what was chosen
by hand anywhere on the page is never taken by an automatic stream.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.text import slugify

from blog import adjacent
from blog.editions.blocks import library_anchor, ref
from blog.editions.lists import Slice, slice_of
from blog.editions.terms import ARTICLES, EVERYWHERE
from blog.sections import flat
from blog.visibility import among, rows

CLOSING = 12  # how many related articles a page has at most
DEEP = 30  # how far a range is read, so that what is already shown can be skipped
FAQS_OF_A_TOPIC = 100
ARMS = 400  # SQLite joins at most 500 SELECTs
NO_SCORE = "CAST(NULL AS double precision) AS score"  # PostgreSQL wants to know of what type

REASONS = {
    "latest": "LATEST", "category": "CATEGORY", "tag": "TAG", "author": "AUTHOR",
}  # fmt: skip


@dataclass
class Ranges:
    """What the streams of a wave want to know, asked in one statement."""

    reader: Any
    terms: dict[str, list[str]] = field(default_factory=dict)
    slugs: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, bool] = field(default_factory=dict)
    topics: dict[str, list[str]] = field(default_factory=dict)
    # Of pages by name: what is alike, the most alike first, with its score.
    related: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    parts: dict[Slice, list[tuple]] = field(default_factory=dict)

    def load(self) -> None:
        scope = self.reader.scope
        site = [scope.site_id, scope.locale_id]
        arms: list[tuple[str, list]] = []
        for term in self.terms:
            arms.append(self.arm("%s", term, site, term, DEEP))
        for slug in self.slugs:
            tag = "(SELECT 'taggit.tag:' || id FROM taggit_tag WHERE slug = %s)"
            arms.append(self.arm(tag, slug, site, f"slug:{slug}", DEEP))
        for topic in self.topics:
            arms.append(self.arm("%s", topic, [EVERYWHERE, EVERYWHERE], topic, FAQS_OF_A_TOPIC))
        if self.names:
            arms.append(self.chosen(site))
        if self.related:
            arms.append(self.alike(site))
        arms += [self.part(f"part:{n}", asked) for n, asked in enumerate(self.parts)]
        # Nothing is asked where there is nothing to know.
        for start in range(0, len(arms), ARMS):
            self.take(arms[start : start + ARMS])

    def arm(self, term: str, value: str, site: list, label: str, limit: int) -> tuple[str, list]:
        sql = f"""SELECT * FROM (SELECT %s AS label, name, {NO_SCORE} FROM blog_term
            WHERE site_id = %s AND locale_id = %s AND term = {term}
            AND (expire_at IS NULL OR expire_at > %s)
            ORDER BY date DESC, name DESC LIMIT {limit}) AS x"""
        return sql, [label, *site, value, self.reader.scope.moment]

    def part(self, label: str, asked: Slice) -> tuple[str, list]:
        source, args = slice_of(self.reader.scope, asked)
        sql = f"SELECT * FROM (SELECT %s AS label, name, {NO_SCORE} FROM {source}) AS x"
        return sql, [label, *args]

    def chosen(self, site: list) -> tuple[str, list]:
        """Which of the articles that were chosen by hand are public here."""
        condition, arg = among("name", self.names)
        listed, args = self.listed(site)
        sql = f"""SELECT 'chosen' AS label, name, {NO_SCORE} FROM blog_term
            WHERE {condition} AND {listed}"""
        return sql, [arg, *args]

    def alike(self, site: list) -> tuple[str, list]:
        """The lists of all pages that want theirs. Which of it is public is decided now."""
        pages = [name.partition(":")[2] for name in self.related]
        condition, arg = among("source", [int(page) for page in pages])
        listed, args = self.listed(site)
        # A SELECT for each row, since PostgreSQL would rather join the whole listing.
        name = f"""(SELECT name FROM blog_term
            WHERE name = 'page:' || target AND {listed} LIMIT 1)"""
        sql = f"""SELECT * FROM (SELECT 'related:page:' || source AS label, {name} AS name, score
            FROM blog_related WHERE {condition} ORDER BY source, rank) AS x"""
        return sql, [*args, arg]

    def listed(self, site: list) -> tuple[str, list]:
        """The condition that a row of terms says of an article that it is public here."""
        # The plus keeps SQLite from going through the whole listing instead of a few names.
        plus = "+" if connection.vendor == "sqlite" else ""
        condition = f"""{plus}site_id = %s AND {plus}locale_id = %s AND {plus}term = %s
            AND (expire_at IS NULL OR expire_at > %s)"""
        return condition, [*site, ARTICLES, self.reader.scope.moment]

    def take(self, arms: list[tuple[str, list]]) -> None:
        sql = " UNION ALL ".join(arm for arm, _ in arms)
        by_label = {f"part:{n}": found for n, found in enumerate(self.parts.values())}
        for label, name, score in rows(sql, [arg for _, args in arms for arg in args]):
            if label == "chosen":
                self.names[name] = True
            elif label.startswith("related:"):
                if name:
                    self.related[label[8:]].append((name, score))
            elif label.startswith("slug:"):
                self.slugs[label[5:]].append(name)
            elif label.startswith("part:"):
                by_label[label].append((name, "", ""))
            else:
                (self.topics if label in self.topics else self.terms)[label].append(name)


def fill(reader: Any, pages: Iterable[dict], closing: int = CLOSING, beside: bool = False) -> None:
    """Writes `items` into article streams, `article` into read-alsos, up to `closing`
    `related_articles` into articles and `groups` into FAQ pages.

    beside: writes `previous` and `next` into articles too.
    """
    pages = [page for page in pages if page["__typename"] in FILLED or "body" in page]
    if not pages:
        return
    ranges = Ranges(reader)
    for page in pages:
        if beside and "related_picks" in page:
            wants(page).append(adjacent.Beside(page))
        for wanted in wants(page):
            wanted.ask(ranges)
    ranges.load()
    for page in pages:
        fill_one(page, ranges)
        if "related_articles" in page:
            del page["related_articles"][closing:]


FILLED = {"FAQPage"}


@dataclass
class Stream:
    """One stream of a page: what was chosen by hand, then the ranges that fill it, in order."""

    target: dict
    key: str
    count: int
    picks: list[str]
    sources: list[tuple[str, str, str]]  # (kind of range, its key, reason)

    def ask(self, ranges: Ranges) -> None:
        ranges.names.update(dict.fromkeys(self.picks, False))
        for kind, key, _ in self.sources:
            getattr(ranges, kind)[key] = []


@dataclass
class ReadAlso:
    block: dict

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

    def ask(self, ranges: Ranges) -> None:
        ranges.topics.update({r["__ref"]: [] for r in self.page["topics"]})


def names_of(refs: Iterable[dict] | None) -> list[str]:
    return [r["__ref"] for r in refs or ()]


def wants(page: dict) -> list[Any]:
    """Everything on a page that is filled, in reading order; kept on the page till it is."""
    if "__wants" not in page:
        found: list[Any] = []
        for block in flat(page.get("body") or ()):
            if block["__typename"] == "ReadAlsoBlock":
                found.append(ReadAlso(block))
            elif block["__typename"] == "ArticleStreamBlock":
                found.append(body_stream(page, block))
        if "related_picks" in page:
            picks = names_of(page["related_picks"])
            found.append(related(page, page, "related_articles", CLOSING, picks, newest=True))
        if page["__typename"] == "FAQPage":
            found.append(Topics(page))
        page["__wants"] = found
    return page["__wants"]


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
    return Stream(target, key, count, picks, sources)


def fill_one(page: dict, ranges: Ranges) -> None:
    wanted = wants(page)
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
            w.fill(ranges)
        elif isinstance(w, Topics):
            page["groups"] = [
                {"__typename": "FAQGroup", "topic": r, "faqs": [anchored(n) for n in faqs]}
                for r in page["topics"]
                if (faqs := ranges.topics[r["__ref"]])
            ]
        else:
            w.target[w.key] = taken(w, ranges, seen, by_hand, excluded)
    del page["__wants"]


def anchored(name: str) -> dict:
    return ref(name, anchor=library_anchor(name))


def taken(w: Stream, ranges: Ranges, seen: set, by_hand: set, excluded: set) -> list[dict]:
    """The items of one stream; what it shows is added to `seen`."""
    items: list[dict] = []
    for name, reason, score in candidates(w, ranges, by_hand | excluded):
        if len(items) >= (w.count or 0):
            break
        if name not in seen:
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
