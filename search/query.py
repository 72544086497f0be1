"""The one search: words → names of public pages by relevance, from the database's own index."""

import re

from django.db import connection

from blog import visibility
from blog.editions.read import Reader
from blog.visibility import rows

WORD = re.compile(r"\w+", re.UNICODE)
LONGEST = 200


def words_of(query: str) -> list[str]:
    """The words that are looked for; at most sixteen."""
    return WORD.findall(query[:LONGEST])[:16]


def search(reader: Reader, query: str, first: int = 20, offset: int = 0) -> list[str]:
    """Names of the articles that hold all words of a query, the most relevant first.

    A word matches whole words that begin with it. Only articles with a term in the site are
    found, so what is not public is not counted either.
    """
    words = words_of(query)
    if not words:
        return []
    source, match, ranked = matching(reader, words)
    found = rows(
        f"SELECT t.name {source} ORDER BY {ranked}, t.name LIMIT %s OFFSET %s",
        [*match, first, offset],
    )
    return [row[0] for row in found]


def matching(reader: Reader, words: list[str]) -> tuple[str, list, str]:
    """(FROM … WHERE of the articles that hold all words, its arguments, the order)."""
    public = (
        "JOIN blog_term t ON t.name = 'page:' || {key} AND t.site_id = %s AND t.locale_id = %s"
        " AND t.term = 'type:ArticlePage' AND (t.expire_at IS NULL OR t.expire_at > %s)"
    )
    args = [reader.scope.site_id, reader.scope.locale_id, visibility.now()]
    if connection.vendor == "sqlite":
        source = f"FROM blog_fulltext f {public.format(key='f.rowid')} WHERE blog_fulltext MATCH %s"
        query = " ".join(f'"{word}"*' for word in words)
        return source, [*args, query], "bm25(blog_fulltext, 8, 4, 1)"
    source = (
        "FROM to_tsquery('simple', %s) q JOIN blog_fulltext f ON f.document @@ q"
        f" {public.format(key='f.page_id')}"
    )
    query = " & ".join(f"{word.lower()}:*" for word in words)
    return source, [query, *args], "ts_rank(f.document, q) DESC"


def total(reader: Reader, query: str) -> int:
    """How many articles hold all words of a query."""
    words = words_of(query)
    if not words:
        return 0
    source, args, _ = matching(reader, words)
    return rows(f"SELECT count(*) {source}", args)[0][0]
