"""What somebody may mean who has begun to type: public articles by their titles, from one of their
words on."""

from blog.editions.fulltext import words
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from blog.visibility import on_sqlite, rows, singly

from .query import LONGEST

SUGGESTED = 8  # where nobody says how many
# Of what begins as typed, so many are looked at.
DEEP = 100


def suggestions(reader: Reader, typed: str, first: int) -> list[str]:
    """Names of up to `first` articles whose titles begin with what is typed, then of those in which
    it begins at another word; by their titles, in one statement."""
    begin = " ".join(words(typed[:LONGEST]))[:80]
    if not begin:
        return []
    sqlite = on_sqlite()
    # In the order of bytes, whatever the database's language.
    at_least, below, order = (">=", "<", "") if sqlite else ("~>=~", "~<~", " USING ~<~")
    bytes_ = "" if sqlite else ' COLLATE "C"'
    plus = "+" if sqlite else ""
    # A title may begin so at several of its words.
    arm = f"""SELECT * FROM (SELECT place, min(text{bytes_}) AS text, name FROM (
            SELECT place, text, name FROM blog_opening
            WHERE place = {{}} AND text {at_least} %s AND text {below} %s
            ORDER BY text{order}, name{order} LIMIT {DEEP}) o
        WHERE EXISTS (SELECT 1 FROM blog_term t WHERE t.name = o.name
            AND {plus}t.site_id = %s AND {plus}t.locale_id = %s AND {plus}t.term = %s
            AND (t.expire_at IS NULL OR t.expire_at > %s){singly()})
        GROUP BY place, name ORDER BY 2{order}, name{order} LIMIT %s) x"""
    scope = reader.scope
    args = [begin, f"{begin}\U0010ffff", scope.site_id, scope.locale_id, ARTICLES, scope.moment]
    found = rows(" UNION ALL ".join(map(arm.format, (0, 1))), [*args, first] * 2)
    return list(dict.fromkeys(name for _, _, name in sorted(found)))[:first]
