"""What was meant by words that find nothing: the nearest words of titles."""

from difflib import get_close_matches

from blog.editions.lists import Condition
from blog.editions.read import Reader
from blog.visibility import on_sqlite, singly

from .query import ARTICLES, finds, words_of

# Letters that a word and its like have in common at the begin; titles that are looked at; likeness.
BEGIN, DEEP, LIKE = 1, 400, 0.75


def nearest(reader: Reader, query: str, titles: list[list[str]]) -> str | None:
    """The words of a query, those that no title has replaced by the nearest that one has; None
    where that finds nothing either. titles: of each word what `titled` reads."""
    words = words_of(query)
    known = [sorted({text.partition(" ")[0] for text in texts}) for texts in titles]
    meant = [
        word
        if any(other.startswith(word) for other in others)
        else next(iter(get_close_matches(word, others, 1, LIKE)), word)
        for word, others in zip(words, known, strict=True)
    ]
    said = " ".join(meant)
    return said if meant != words and finds(reader, said) else None


def titled(reader: Reader, words: list[str], once: str) -> list[Condition]:
    """For each word a SELECT of the `text` of public titles, from a word on that begins as it does;
    of nothing where the table `once` is empty."""
    sqlite = on_sqlite()
    at_least, below, plus = (">=", "<", "+") if sqlite else ("~>=~", "~<~", "")
    arm = f"""SELECT text FROM (SELECT text, name FROM {once} CROSS JOIN blog_opening
            WHERE place IN (0, 1) AND text {at_least} %s AND text {below} %s LIMIT {DEEP}) o
        WHERE EXISTS (SELECT 1 FROM blog_term t WHERE t.name = o.name
            AND {plus}t.site_id = %s AND {plus}t.locale_id = %s AND {plus}t.term = %s
            AND (t.expire_at IS NULL OR t.expire_at > %s){singly()})"""
    scope = reader.scope
    place = (scope.site_id, scope.locale_id, ARTICLES, scope.moment)
    return [(arm, (word[:BEGIN], f"{word[:BEGIN]}\U0010ffff", *place)) for word in words]
