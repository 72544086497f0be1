"""The words of what can be found, in the database's own full-text index, written with the edition:
of pages, of what pages name (authors, the library's questions), of questions written on pages.

What a word is, is said here and not left to a database's parser, so that the same words find the
same things on both: a run of letters and digits, without its accents, in no case. A page's row
holds its own words and, as one word each, the names of what it names: whose words those are is
looked up when somebody searches, so that an author renamed is one row written.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

WORD = re.compile(r"[^\W_]+")
# Of a page, so that its words fit into a row of PostgreSQL's; of a word, in characters.
MOST, LONGEST = 50_000, 200

# The indexes: of pages by their keys; of authors by theirs and of the library's questions by
# theirs below zero; of a page's questions from its key times EACH on.
PAGES, NAMED, QUESTIONS = "blog_fulltext", "blog_fulltext_named", "blog_fulltext_questions"
INDEXES = (PAGES, NAMED, QUESTIONS)
PAGE, AUTHOR, FAQ = "page", "blog.author", "blog.faq"
EACH = 1 << 20

# An underscore is part of no word, so nobody can type the word of a name.
SQLITE = (
    "CREATE VIRTUAL TABLE {} USING fts5(name UNINDEXED, title, introduction, body, names,"
    " tokenize=\"unicode61 remove_diacritics 2 tokenchars '_'\")",
)
POSTGRESQL = (
    "CREATE TABLE {} (rowid bigint PRIMARY KEY, name varchar(100) NOT NULL,"
    " document tsvector NOT NULL)",
    "CREATE INDEX {0}_document ON {0} USING gin (document)",
)


class Document(NamedTuple):
    """The words of one thing. names: what it names."""

    key: int
    name: str
    title: str
    introduction: str = ""
    body: str = ""
    names: Iterable[str] = ()


def create(apps, schema_editor) -> None:
    """For a migration: makes the indexes in the form of the database at hand, empty."""
    remove(apps, schema_editor)
    sqlite = schema_editor.connection.vendor == "sqlite"
    for index in INDEXES:
        for statement in SQLITE if sqlite else POSTGRESQL:
            schema_editor.execute(statement.format(index))


def remove(apps, schema_editor) -> None:
    for index in INDEXES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {index}")


def folded(text: str) -> str:
    """A text without its accents and in no case."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text as they are kept and looked for, in their order."""
    return [word[:LONGEST] for word in WORD.findall(folded(text))[:MOST]]


def word_of(name: str) -> str:
    """The word that stands for a name where it is named: `_blogauthor3`."""
    return f"_{''.join(WORD.findall(name))}"


def named(terms: Iterable[str]) -> list[str]:
    """Those of a page's terms that are names with words of their own."""
    return [term for term in terms if term.partition(":")[0] in (AUTHOR, FAQ)]


def place_of(name: str) -> tuple[str, int] | None:
    """(the index, the key) of a thing's words; None for what has none."""
    kind, _, key = name.partition(":")
    if kind == PAGE:
        return PAGES, int(key)
    if kind in (AUTHOR, FAQ):
        return NAMED, int(key) if kind == AUTHOR else -int(key)
    return None


def put(name: str, title: str, introduction: str, body: str, names: Iterable[str]) -> None:
    """Replaces what is known of a thing's words; of one that has none nothing is kept."""
    if place := place_of(name):
        index, key = place
        replace(index, key, key, [Document(key, name, title, introduction, body, names)])


def put_questions(page: int, questions: Iterable[tuple[str, str, str]]) -> None:
    """Replaces the words of the questions that are written on a page: (name, question, answer)."""
    first = page * EACH
    found = [Document(first + n, name, q, body=a) for n, (name, q, a) in enumerate(questions)]
    replace(QUESTIONS, first, first + EACH - 1, found)


def drop(name: str) -> None:
    """Forgets a thing's words, of a page with those of its questions."""
    if place := place_of(name):
        index, key = place
        replace(index, key, key, [])
        if index == PAGES:
            put_questions(key, [])


def replace(index: str, first: int, last: int, documents: list[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {index} WHERE rowid BETWEEN %s AND %s", [first, last])
        if documents:
            statement, args = insert(index, documents)
            cursor.executemany(statement, args)


def insert(index: str, documents: Iterable[Document]) -> tuple[str, list[list]]:
    """(the statement that keeps the words of one thing, its arguments for each of these)."""
    sqlite = connection.vendor == "sqlite"
    rows = []
    for key, name, *texts, names in documents:
        parts = [words(text) for text in texts] + [[word_of(name) for name in names]]
        rows.append([key, name, *(map(" ".join, parts) if sqlite else [vector(parts)])])
    if sqlite:
        columns = "(rowid, name, title, introduction, body, names)"
        return f"INSERT INTO {index} {columns} VALUES (%s, %s, %s, %s, %s, %s)", rows
    return f"INSERT INTO {index} VALUES (%s, %s, %s::tsvector)", rows


def vector(parts: list[list[str]]) -> str:
    """PostgreSQL's form of words of different weight: `'word':1A,7D 'other':2A`."""
    places: dict[str, list[str]] = defaultdict(list)
    weighed = ((word, w) for w, part in zip("ABDC", parts, strict=True) for word in part)
    for at, (word, weight) in enumerate(weighed, 1):
        places[word].append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
