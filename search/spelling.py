"""What was meant by words that find nothing: the nearest words of titles."""

from difflib import get_close_matches

from blog.editions.read import Reader
from blog.visibility import on_sqlite, rows

from .query import ARTICLES, total, words_of

# Letters that a word and its like have in common at the begin; titles that are looked at; likeness.
BEGIN, DEEP, LIKE = 1, 400, 0.75


def nearest(reader: Reader, query: str) -> str | None:
    """The words of a query, those that no title has replaced by the nearest that one has; None
    where that finds nothing either."""
    words = words_of(query)
    known = titled(reader, words)
    meant = [
        word
        if any(other.startswith(word) for other in others)
        else next(iter(get_close_matches(word, others, 1, LIKE)), word)
        for word, others in zip(words, known, strict=True)
    ]
    said = " ".join(meant)
    return said if meant != words and total(reader, said) else None


def titled(reader: Reader, words: list[str]) -> list[list[str]]:
    """For each word, words of public titles that begin as it does."""
    if not words:
        return []
    sqlite = on_sqlite()
    at_least, below, plus = (">=", "<", "+") if sqlite else ("~>=~", "~<~", "")
    number = "%s" if sqlite else "%s::int"
    arm = f"""SELECT * FROM (SELECT {number} AS word, text FROM (SELECT text, name FROM blog_opening
            WHERE place IN (0, 1) AND text {at_least} %s AND text {below} %s LIMIT {DEEP}) o
        WHERE EXISTS (SELECT 1 FROM blog_term t WHERE t.name = o.name
            AND {plus}t.site_id = %s AND {plus}t.locale_id = %s AND {plus}t.term = %s
            AND (t.expire_at IS NULL OR t.expire_at > %s))) x"""
    scope = reader.scope
    place = [scope.site_id, scope.locale_id, ARTICLES, scope.moment]
    args = [
        arg
        for n, word in enumerate(words)
        for arg in (n, word[:BEGIN], f"{word[:BEGIN]}\U0010ffff", *place)
    ]
    found: list[dict[str, None]] = [{} for _ in words]
    for n, text in rows(" UNION ALL ".join([arm] * len(words)), args):
        found[n][text.partition(" ")[0]] = None
    return [sorted(others) for others in found]
