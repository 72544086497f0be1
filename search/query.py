"""The one search: words → names of public pages by relevance, from the database's own index."""

from django.db import connection

from blog.editions import fulltext
from blog.editions.lists import Condition, Part, cut, in_order, one_of
from blog.editions.read import Reader
from blog.visibility import rows

LONGEST = 200
# No more articles than that are found, ranked and counted: the newest ones, where words are so
# common that more hold them and relevance says nothing.
MOST = 1000

# What is published changes every score. So a place is where its article stands now; where it stood,
# once it is found no more.
STANDS = "(COALESCE((SELECT score FROM ranked WHERE name = %s), %s), %s)"


def words_of(query: str) -> list[str]:
    """The words that are looked for; at most sixteen."""
    return fulltext.words(query[:LONGEST])[:16]


def search(reader: Reader, query: str, first: int = 20) -> list[str]:
    """Names of the articles that hold all words of a query, the most relevant first."""
    return [name for name, _ in found(reader, query, Part(first))]


def found(reader: Reader, query: str, part: Part) -> list[tuple[str, float]]:
    """A part of the articles that hold all words of a query, (name, score) by relevance: the
    smaller a score, the more relevant. A place is a score and a name.

    A word matches whole words that begin with it. Only articles with a term in the site are
    found, so what is not public is not counted either; the newest MOST of them.
    """
    words = words_of(query)
    if not words:
        return []
    source, args = matching(reader, words)
    if connection.vendor == "sqlite":
        ranked = f"SELECT rowid AS id, bm25(blog_fulltext, 8, 4, 1) AS score {source}"
        ranked += " ORDER BY rowid DESC LIMIT %s"
    else:
        hits = f"SELECT f.page_id, f.document, q {source} ORDER BY f.page_id DESC LIMIT %s"
        ranked = f"SELECT page_id AS id, -ts_rank(document, q) AS score FROM ({hits}) x"
    named = f"SELECT 'page:' || id AS name, score FROM ({ranked}) y"
    tail, tail_args = cut(placed(part), "score", "name", place=STANDS)
    if part.after is None and part.before is None:
        sql = f"SELECT name, score FROM ({named}) ranked WHERE 1 = 1{tail}"
    else:
        said = f"WITH ranked AS MATERIALIZED ({named})"
        sql = f"{said} SELECT name, score FROM ranked WHERE 1 = 1{tail}"
    return in_order(part, rows(sql, [*args, MOST, *tail_args]))


def placed(part: Part) -> Part:
    """A part with its places as STANDS reads them."""
    after, before = ((p[1], *p) if p is not None else None for p in (part.after, part.before))
    return part._replace(after=after, before=before)


def matching(reader: Reader, words: list[str]) -> tuple[str, list]:
    """(FROM … WHERE of the articles that hold all words, its arguments).

    The plus signs keep SQLite from looking through a whole listing for each article.
    """
    sqlite = connection.vendor == "sqlite"
    key, plus = ("blog_fulltext.rowid", "+") if sqlite else ("f.page_id", "")
    public = (
        f"EXISTS (SELECT 1 FROM blog_term t WHERE t.name = 'page:' || {key}"
        f" AND {plus}t.site_id = %s AND {plus}t.locale_id = %s"
        f" AND {plus}t.term = 'type:ArticlePage' AND (t.expire_at IS NULL OR t.expire_at > %s))"
    )
    args = [reader.scope.site_id, reader.scope.locale_id, reader.scope.moment]
    if sqlite:
        source = "FROM blog_fulltext WHERE blog_fulltext MATCH %s AND"
    else:
        source = "FROM CAST(%s AS tsquery) q JOIN blog_fulltext f ON f.document @@ q WHERE"
    return f"{source} {public}", [matched(words), *args]


def holding(query: str, kind: str = fulltext.PAGE) -> Condition | None:
    """The condition that a name is of a page, or a question of the library, that holds all words
    of a query; None where it has no words."""
    words = words_of(query)
    if not words:
        return None
    sqlite = connection.vendor == "sqlite"
    key = "rowid" if sqlite else "page_id"
    match = "blog_fulltext MATCH %s" if sqlite else "document @@ CAST(%s AS tsquery)"
    key = key if kind == fulltext.PAGE else f"(-{key})"
    found = f"SELECT '{kind}:' || {key} FROM blog_fulltext WHERE {match} AND {key} > 0"
    return one_of(found), (matched(words),)


def matched(words: list[str]) -> str:
    """What this database matches words by."""
    if connection.vendor == "sqlite":
        return " ".join(f'"{word}"*' for word in words)
    return " & ".join(f"'{word}':*" for word in words)


def total(reader: Reader, query: str) -> int:
    """How many articles are found: those that hold all words of a query, MOST at most."""
    words = words_of(query)
    if not words:
        return 0
    source, args = matching(reader, words)
    return rows(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT %s) x", [*args, MOST])[0][0]
