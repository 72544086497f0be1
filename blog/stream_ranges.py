"""What the streams of pages may show, read in one statement: the newest of terms, what is alike,
which of the articles that were chosen by hand are public.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from blog.editions.lists import Slice, slice_of
from blog.editions.terms import ARTICLES, EVERYWHERE
from blog.visibility import among, rows

FAQS_OF_A_TOPIC = 100
ARMS = 400  # SQLite joins at most 500 SELECTs
# PostgreSQL wants to know of what type.
NOTHING, NO_SCORE = "CAST(NULL AS text) AS source", "CAST(NULL AS double precision) AS score"


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

    def load_more(self, streams: Iterable[Any]) -> None:
        """Asks for the sources of streams that waited for what was chosen by hand."""
        more = Ranges(self.reader, depth=self.depth)
        for stream in streams:
            stream.ask_sources(more)
        more.load()
        self.terms |= more.terms
        self.slugs |= more.slugs
        self.related |= more.related

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
        keys = [name.partition(":")[2] for name in self.related]
        # A page that is not saved yet has no key, and nothing is like it.
        condition, arg = among("source", [int(key) for key in keys if key.isdigit()])
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
