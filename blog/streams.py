"""How a stream of articles fills: by hand first, then from its source, never the same twice.

`fill` takes whole editions and writes into each, as plain data, what its streams, read-alsos and
FAQ topics show and what stands beside it, with one statement for all of them. Body streams,
read-alsos and the closing stream of a page share one view of what is already shown; what was chosen
by hand anywhere on the page is never taken by an automatic stream.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from blog import adjacent
from blog.editions.blocks import library_anchor, ref
from blog.editions.lists import Slice, slice_of
from blog.editions.terms import ARTICLES, EVERYWHERE
from blog.sections import flat
from blog.visibility import among, rows

CLOSING = 12  # how many related articles a page has at most
FAQS_OF_A_TOPIC = 100
ARMS = 400  # SQLite joins at most 500 SELECTs
# PostgreSQL wants to know of what type.
NOTHING, NO_SCORE = "CAST(NULL AS text) AS source", "CAST(NULL AS double precision) AS score"

REASONS = {
    "latest": "LATEST", "category": "CATEGORY", "tag": "TAG", "author": "AUTHOR",
}  # fmt: skip


@dataclass
class Ranges:
    """What the streams of a wave want to know, asked in one statement: names of each."""

    reader: Any
    terms: dict[str, list[str]] = field(default_factory=dict)
    slugs: dict[str, list[str]] = field(default_factory=dict)
    topics: dict[str, list[str]] = field(default_factory=dict)
    parts: list[tuple[Slice, list[str]]] = field(default_factory=list)
    # Whether what was chosen by hand is public.
    names: dict[str, bool] = field(default_factory=dict)
    # Of pages by name: what is alike, the most alike first, with its score.
    related: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    # How far the ranges of terms and slugs are read: what is shown elsewhere is skipped.
    depth: int = 0

    def load(self) -> None:
        scope = self.reader.scope
        site = [scope.site_id, scope.locale_id]
        # (what its rows are added to, the SELECT, its arguments)
        arms: list[tuple[list[str] | None, str, list]] = []
        for term, found in self.terms.items():
            arms.append((found, *self.range("%s", term, site, self.depth)))
        for slug, found in self.slugs.items():
            tag = "(SELECT 'taggit.tag:' || id FROM taggit_tag WHERE slug = %s)"
            arms.append((found, *self.range(tag, slug, site, self.depth)))
        for topic, found in self.topics.items():
            place = [EVERYWHERE, EVERYWHERE]
            arms.append((found, *self.range("%s", topic, place, FAQS_OF_A_TOPIC)))
        if self.names:
            arms.append((None, *self.chosen(site)))
        if self.related:
            arms.append((None, *self.alike(site)))
        for asked, found in self.parts:
            source, args = slice_of(scope, asked)
            arms.append((found, f"SELECT {NOTHING}, name, {NO_SCORE} FROM {source}", args))
        # Nothing is asked where there is nothing to know.
        for start in range(0, len(arms), ARMS):
            self.take(arms[start : start + ARMS])

    def range(self, term: str, value: str, site: list, depth: int) -> tuple[str, list]:
        sql = f"""SELECT {NOTHING}, name, {NO_SCORE} FROM blog_term
            WHERE site_id = %s AND locale_id = %s AND term = {term}
            AND (expire_at IS NULL OR expire_at > %s)
            ORDER BY date DESC, name DESC LIMIT %s"""
        return sql, [*site, value, self.reader.scope.moment, depth]

    def chosen(self, site: list) -> tuple[str, list]:
        """Which of the articles that were chosen by hand are public here."""
        condition, arg = among("name", self.names)
        listed, args = self.listed(site)
        sql = f"SELECT {NOTHING}, name, {NO_SCORE} FROM blog_term WHERE {condition} AND {listed}"
        return sql, [arg, *args]

    def alike(self, site: list) -> tuple[str, list]:
        """The lists of all pages that want theirs. Which of it is public is decided now."""
        pages = [name.partition(":")[2] for name in self.related]
        condition, arg = among("source", [int(page) for page in pages])
        listed, args = self.listed(site)
        # A SELECT for each row, since PostgreSQL would rather join the whole listing.
        name = f"""(SELECT name FROM blog_term
            WHERE name = 'page:' || target AND {listed} LIMIT 1)"""
        sql = f"""SELECT 'page:' || source AS source, {name} AS name, score
            FROM blog_related WHERE {condition} ORDER BY blog_related.source, rank"""
        return sql, [*args, arg]

    def listed(self, site: list) -> tuple[str, list]:
        """The condition that a row of terms says of an article that it is public here."""
        condition = """site_id = %s AND locale_id = %s AND term = %s
            AND (expire_at IS NULL OR expire_at > %s)"""
        return condition, [*site, ARTICLES, self.reader.scope.moment]

    def take(self, arms: list[tuple[list[str] | None, str, list]]) -> None:
        labelled = (
            f"SELECT {n} AS label, x.* FROM ({sql}) x" for n, (_, sql, _) in enumerate(arms)
        )
        args = [arg for *_, given in arms for arg in given]
        for label, source, name, score in rows(" UNION ALL ".join(labelled), args):
            added_to = arms[label][0]
            if added_to is not None:
                added_to.append(name)
            elif source is None:
                self.names[name] = True
            elif name:
                self.related[source].append((name, score))


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

    @property
    def most(self) -> int:
        """How many articles it keeps from the others at most."""
        return (self.count or 0) + len(self.picks)

    def ask(self, ranges: Ranges) -> None:
        ranges.names.update(dict.fromkeys(self.picks, False))
        for kind, key, _ in self.sources:
            getattr(ranges, kind)[key] = []


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
    return Stream(target, key, count, picks, sources)


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
