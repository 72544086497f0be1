"""The words of public pages and of the library's questions, in the database's own full-text index,
written with the edition.

What a word is, is said here and not left to a database's parser, so that the same words find the
same pages on both: a run of letters and digits, without its accents, in no case.
"""

import re
import unicodedata
from collections import defaultdict

from django.db import connection

WORD = re.compile(r"[^\W_]+")
PAGE, FAQ = "page", "blog.faq"
# Of a page, so that its words fit into a row of PostgreSQL's; of a word, in characters.
MOST, LONGEST = 50_000, 200

SQLITE = (
    "CREATE VIRTUAL TABLE blog_fulltext USING fts5("
    "title, introduction, body, tokenize='unicode61 remove_diacritics 2')"
)
POSTGRESQL = (
    "CREATE TABLE blog_fulltext (page_id bigint PRIMARY KEY, document tsvector NOT NULL)",
    "CREATE INDEX blog_fulltext_document ON blog_fulltext USING gin (document)",
)


def create(apps, schema_editor) -> None:
    """For a migration: makes the table in the form of the database at hand."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in (SQLITE,) if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps, schema_editor) -> None:
    schema_editor.execute("DROP TABLE blog_fulltext")


def words(text: str) -> list[str]:
    """The words of a text as they are kept and looked for, in their order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [word[:LONGEST] for word in WORD.findall(bare)[:MOST]]


def key_of(name: str) -> int | None:
    """Under which key the words of a thing are kept: a page's own, a question's below zero; None
    for what has none."""
    kind, _, key = name.partition(":")
    return int(key) if kind == PAGE else -int(key) if kind == FAQ else None


def put(key: int, title: str, introduction: str, body: str) -> None:
    """Replaces what is known of a thing's words."""
    drop(key)
    statement, args = insert(key, title, introduction, body)
    with connection.cursor() as cursor:
        cursor.execute(statement, args)


def insert(key: int, title: str, introduction: str, body: str) -> tuple[str, list]:
    """(the statement that keeps a thing's words, its arguments)."""
    parts = [words(part) for part in (title, introduction, body)]
    if connection.vendor == "sqlite":
        columns = "(rowid, title, introduction, body) VALUES (%s, %s, %s, %s)"
        return f"INSERT INTO blog_fulltext {columns}", [key, *map(" ".join, parts)]
    return "INSERT INTO blog_fulltext VALUES (%s, %s::tsvector)", [key, vector(parts)]


def vector(parts: list[list[str]]) -> str:
    """PostgreSQL's form of words of falling weight: `'word':1A,7D 'other':2A`."""
    places: dict[str, list[str]] = defaultdict(list)
    weighed = ((word, w) for w, part in zip("ABD", parts, strict=True) for word in part)
    for at, (word, weight) in enumerate(weighed, 1):
        places[word].append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())


def drop(key: int) -> None:
    column = "rowid" if connection.vendor == "sqlite" else "page_id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM blog_fulltext WHERE {column} = %s", [key])
