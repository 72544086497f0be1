"""The one search: words → names of public articles by relevance, from the database's own index.

An article is found by its own words, by those of the library's questions that it shows and by its
authors' names; each word of a query may stand in another of these.
"""

from typing import NamedTuple

from blog.editions import fulltext
from blog.editions.fulltext import NAMED, PAGES, QUESTIONS, RANKED
from blog.editions.lists import Condition, Part, cut, in_order, newest_of, one_of, slice_of
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from blog.visibility import on_sqlite, rows, selected, singly

LONGEST, WORDS = 200, 16
# No more articles than that are found, ranked and counted: the newest ones, where words are so
# common that more hold them and relevance says nothing.
MOST = 1000
# Of the authors and questions of the library that hold a word, so many count: the oldest.
NAMES = 50

# What is published changes every score. So a place is where its article stands now; where it stood,
# once it is found no more.
STANDS = "(COALESCE((SELECT score FROM ranked WHERE name = %s), %s), %s)"


LIVE = "(t.expire_at IS NULL OR t.expire_at > %s)"
# The keys of the pages with a term.
LISTED = f"""SELECT t.page_id FROM blog_term t
    WHERE t.term = %s AND t.site_id = %s AND t.locale_id = %s AND {LIVE}"""


class Sought(NamedTuple):
    """The words that are looked for, and for each the names of what holds it and may be named."""

    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]


def words_of(query: str) -> list[str]:
    """The words that are looked for; at most sixteen."""
    return fulltext.words(query[:LONGEST])[:WORDS]


def sought(reader: Reader, query: str) -> Sought | None:
    """What a query looks for, asked once of a reader; None where it has no words."""
    words = tuple(words_of(query))
    return looked_up(reader, words) if words else None


def looked_up(reader: Reader, words: tuple[str, ...]) -> Sought:
    """The same of words."""
    known = reader.known.setdefault("sought", {})
    if not known.get(words):
        sought_beside(reader, words, [])
    return known[words]


def sought_beside(
    reader: Reader, words: tuple[str, ...], selects: list[Condition]
) -> list[str | None]:
    """Reads what a query's words look for, which `sought` then knows, and in the same statement the
    name that each SELECT gives; None where one gives none."""
    holders = [holding_word(reader, word) for word in words]
    found: list[list[str]] = [[] for _ in (*holders, *selects)]
    arms = [
        f"SELECT * FROM (SELECT {n} AS label, name FROM ({sql}) x) y"
        for n, (sql, _) in enumerate([*holders, *selects])
    ]
    args = [arg for _, given in (*holders, *selects) for arg in given]
    for n, name in rows(" UNION ALL ".join(arms), args):
        found[n].append(name)
    names = tuple(map(tuple, found[: len(words)]))
    reader.known.setdefault("sought", {})[words] = Sought(words, names)
    return [next(iter(given), None) for given in found[len(words) :]]


def holding_word(reader: Reader, word: str) -> Condition:
    """SELECT of the names of live authors and questions of the library that hold a word."""
    sql = f"""SELECT e.name FROM {NAMED} JOIN blog_edition e ON e.name = {NAMED}.name
        WHERE {match(NAMED)} AND (e.expire_at IS NULL OR e.expire_at > %s)
        ORDER BY {NAMED}.rowid LIMIT {NAMES}"""
    return sql, (matched([word]), reader.scope.moment)


def match(index: str, by: str = "%s") -> str:
    """The condition that a row of an index is matched by what SQL says."""
    if on_sqlite():
        return f"{index} MATCH {by}"
    # By a SELECT, so that PostgreSQL takes the index however many rows it thinks are matched: what
    # it does not count is that each row's words would have to be fetched from where they lie.
    return f"{index}.document @@ (SELECT CAST({by} AS tsquery))"


def matched(words: list[str] | tuple[str, ...], names: tuple[tuple[str, ...], ...] = ()) -> str:
    """What this database matches by: each word, or one of the names that stand in its place."""
    quote, begin, either, both = signs()
    found = []
    for word, others in zip(words, names or [()] * len(words), strict=True):
        exact = [f"{quote}{fulltext.word_of(name)}{quote}" for name in others]
        found.append(f"({either.join([f'{quote}{word}{quote}{begin}', *exact])})")
    return both.join(found)


def said(wanted: Sought) -> Condition:
    """The same as SQL with its argument."""
    return "%s", (matched(*wanted),)


def by_words(reader: Reader, query: str) -> Condition | None:
    """SQL of what this database matches a query by; None where it has no words. For who asks first,
    what holds these is looked up meanwhile, where that is cheaper than to ask before: on SQLite."""
    words, known = tuple(words_of(query)), reader.known.setdefault("sought", {})
    if not words:
        return None
    if on_sqlite() and words not in known:
        known[words] = None
        return matched_now(reader, words)
    return said(looked_up(reader, words))


def signs() -> tuple[str, str, str, str]:
    """How this database writes what it matches by: a quotation mark, the begin of a word, or, and."""
    return ('"', "*", " OR ", " AND ") if on_sqlite() else ("'", ":*", " | ", " & ")


def matched_now(reader: Reader, words: list[str] | tuple[str, ...]) -> Condition:
    """SQL that makes what `matched` does, and looks up meanwhile the names that hold the words."""
    quote, begin, either, both = signs()
    joined = "group_concat" if on_sqlite() else "string_agg"
    parts, args = [], []
    for word in words:
        held, given = holding_word(reader, word)
        others = f"SELECT {joined}(%s || {fulltext.WORD_OF} || %s, '') FROM ({held}) held"
        parts.append(f"%s || coalesce(({others}), '') || ')'")
        args += [f"({quote}{word}{quote}{begin}", f"{either}{quote}", quote, *given]
    every = f" || '{both}' || ".join(parts)
    return f"({every})", tuple(args)


# ---- articles ----


def search(reader: Reader, query: str, first: int = 20) -> list[str]:
    """Names of the articles that are found by all words of a query, the most relevant first."""
    return [name for name, _ in found(reader, query, Part(first))]


def found(
    reader: Reader, query: str, part: Part, within: tuple[str, ...] = ()
) -> list[tuple[str, float]]:
    """A part of the articles that are found by all words of a query, (name, score) by relevance:
    the smaller a score, the more relevant. A place is a score and a name.

    A word matches whole words that begin with it. within: terms that an article has all of. Only
    articles with a term in the site are found, so what is not public is not counted either; the
    newest MOST of them.
    """
    by = by_words(reader, query)
    if not by:
        return []
    named_, args = ranking(reader, by, within)
    tail, tail_args = cut(placed(part), "score", "name", place=STANDS)
    if part.after is None and part.before is None:
        sql = f"SELECT name, score FROM ({named_}) ranked WHERE 1 = 1{tail}"
    else:
        table = f"WITH ranked AS MATERIALIZED ({named_})"
        sql = f"{table} SELECT name, score FROM ranked WHERE 1 = 1{tail}"
    return in_order(part, rows(sql, [*args, *tail_args]))


def ranking(reader: Reader, by: Condition, within: tuple[str, ...] = ()) -> tuple[str, list]:
    """SELECT of the name and score of all that is found, its arguments."""
    ids, args = matching(reader, by, within, scored=True)
    sql, given = ranked_of(f"({ids})", by)
    return sql, [*given, *args]


def ranked_of(source: str, by: Condition) -> tuple[str, list]:
    """SELECT of the name and score of what `matching` gives, its arguments before those of that."""
    if on_sqlite():
        return f"SELECT 'page:' || id AS name, score FROM {source} x", []
    score = f"-ts_rank(document, CAST({by[0]} AS tsquery)) AS score"
    sql = f"SELECT 'page:' || id AS name, {score} FROM {source} x JOIN {RANKED} ON rowid = id"
    return sql, [*by[1]]


def found_or_newest(reader: Reader, query: str, count: int) -> list[str]:
    """Names of so many articles: those whose own words are all words of a query, the most relevant
    first, then the newest; in one statement."""
    newest, args = slice_of(reader.scope, newest_of(ARTICLES, count))
    sql = f"SELECT * FROM (SELECT name FROM {newest}) newest"
    if words := tuple(words_of(query)):
        ranked, given = ranking(reader, said(Sought(words, ())))
        best = f"SELECT name FROM ({ranked}) r ORDER BY score, name LIMIT %s"
        sql, args = f"SELECT * FROM ({best}) best UNION ALL {sql}", [*given, count, *args]
    return list(dict.fromkeys(name for (name,) in rows(sql, args)))[:count]


def placed(part: Part) -> Part:
    """A part with its places as STANDS reads them."""
    after, before = ((p[1], *p) if p is not None else None for p in (part.after, part.before))
    return part._replace(after=after, before=before)


def matching(
    reader: Reader, by: Condition, within: tuple[str, ...] = (), scored: bool = False
) -> tuple[str, list]:
    """(SELECT of the keys, as `id`, of the articles that are found; its arguments).

    Whether an article stands in the site's listing is looked up for one after the other, the newest
    first, until there are enough; whether it has terms, in all that have them. by: SQL of what
    is matched by; scored: with a `score`, on SQLite.
    """
    sqlite = on_sqlite()
    key = f"{PAGES}.rowid"
    # The plus keeps SQLite from looking for the words in each of these pages.
    has = f" AND {one_of(LISTED, f'+{key}' if sqlite else key)}" * len(within)
    scope = reader.scope
    place = [scope.site_id, scope.locale_id, scope.moment]
    text, given = by
    args = [*given, *(arg for term in within for arg in (term, *place))]
    if not within:
        args += [ARTICLES, *place]
    order = f"ORDER BY {key} DESC"
    if sqlite:
        has = has or f" AND {listed(key)}"
        score = f", bm25({PAGES}, 0, 8, 4, 1, 4) AS score" if scored else ""
        where = f"{match(PAGES, text)}{has}"
        return f"SELECT {key} AS id{score} FROM {PAGES} WHERE {where} {order} LIMIT %s", [
            *args,
            MOST,
        ]
    # The OFFSET keeps PostgreSQL from looking up all that match before it takes the newest.
    source = f"(SELECT rowid AS id FROM {PAGES} WHERE {match(PAGES, text)}{has} {order} OFFSET 0) f"
    where = "" if within else f"WHERE {listed('f.id')}"
    return f"SELECT id FROM {source} {where} ORDER BY id DESC LIMIT %s", [*args, MOST]


def listed(key: str) -> str:
    """The condition that the page of a key has a term; by keys, for which SQLite needs a plus."""
    plus = "+" if on_sqlite() else ""
    return f"""EXISTS (SELECT 1 FROM blog_term t WHERE t.page_id = {key} AND t.term = %s
        AND {plus}t.site_id = %s AND {plus}t.locale_id = %s AND {LIVE}{singly()})"""


def total(reader: Reader, query: str, within: tuple[str, ...] = ()) -> int:
    """How many articles are found, MOST at most."""
    by = by_words(reader, query)
    if not by:
        return 0
    ids, args = matching(reader, by, within)
    return rows(f"SELECT count(*) FROM ({ids}) x", args)[0][0]


def finds(reader: Reader, query: str) -> bool:
    """Whether anything is found; in one statement, whatever its words look for."""
    ids, args = matching(reader, matched_now(reader, words_of(query)))
    return bool(rows(f"SELECT 1 FROM ({ids}) x LIMIT 1", args))


def holding(reader: Reader, query: str) -> Condition | None:
    """The condition that a name is of a page that all words of a query find; None where it has no
    words."""
    wanted = sought(reader, query)
    if not wanted:
        return None
    names = f"SELECT 'page:' || rowid FROM {PAGES} WHERE {match(PAGES)}"
    return one_of(names), (matched(*wanted),)


# ---- questions ----


def asking(words: list[str]) -> Condition:
    """The condition that a name is of a question of the library that holds all these words."""
    return one_of(f"SELECT name FROM {NAMED} WHERE {match(NAMED)}"), (matched(words),)


def asking_on_pages(reader: Reader, words: list[str], term: str) -> Condition:
    """The condition that a name is of a question written on a page that holds all these words: one
    of the newest MOST with a term in the site."""
    order = "ORDER BY rowid DESC"
    found = f"SELECT rowid, name FROM {QUESTIONS} WHERE {match(QUESTIONS)}"
    if not on_sqlite():
        # The OFFSET keeps PostgreSQL from looking up all that match before it takes the newest.
        found = f"{found} {order} OFFSET 0"
    with_term = f"""SELECT 1 FROM blog_term t WHERE t.name = q.name AND t.term = %s
        AND t.site_id = %s AND t.locale_id = %s AND {LIVE}{singly()}"""
    sql = f"SELECT name FROM ({found}) q WHERE EXISTS ({with_term}) {order} LIMIT {MOST}"
    scope = reader.scope
    return selected("name", sql), (
        matched(words),
        term,
        scope.site_id,
        scope.locale_id,
        scope.moment,
    )
