"""The words of what can be found, in the database's own full-text index, written with the edition:
of pages, of what pages name (authors, the library's questions), of questions written on pages.

What a word is, is said here and not left to a database's parser, so that the same words find the
same things on both: a run of letters and digits, without its accents, in no case. A page's row
holds its own words and, as one word each, the names of what it names: whose words those are is
looked up when somebody searches, so that an author renamed is one row written.

SQLite ranks by its index. PostgreSQL's tells what is found and no more, so there the words that say
how relevant a page is stand by themselves, in rows that are read as they lie.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, filterfalse
from typing import NamedTuple

from django.db import connection

from blog.visibility import on_sqlite, rows

WORD = re.compile(r"[^\W_]+")
# Of a page, so that its words fit into a row of PostgreSQL's; of a word, in characters.
MOST, LONGEST = 50_000, 200

# The indexes: of pages by their keys; of authors by theirs and of the library's questions by
# theirs below zero; of a page's questions from its key times EACH on.
PAGES, NAMED, QUESTIONS = "blog_fulltext", "blog_fulltext_named", "blog_fulltext_questions"
INDEXES = (PAGES, NAMED, QUESTIONS)
PAGE, AUTHOR, FAQ = "page", "blog.author", "blog.faq"
EACH = 1 << 20

# So many pieces of an index are as good as one; about so many of its pages are written at once when
# they become one.
PIECES, MERGED = 6, 500

# What PostgreSQL ranks pages by: of a page's text so many words, which fit into half a block.
RANKED, WEIGHED = "blog_fulltext_ranked", 800

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
# Not moved out of the row, nor compressed, unless it is longer than a block takes.
RANKS = (
    f"CREATE TABLE IF NOT EXISTS {RANKED} (rowid bigint PRIMARY KEY, document tsvector NOT NULL)"
    " WITH (toast_tuple_target = 8160)"
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
    if not sqlite:
        schema_editor.execute(RANKS)


def create_ranks(apps, schema_editor) -> None:
    """For a migration: makes what PostgreSQL ranks by where there is none, of what it has."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(RANKS)
        schema_editor.execute(
            f"INSERT INTO {RANKED} SELECT rowid, document FROM {PAGES} ON CONFLICT DO NOTHING"
        )


def remove(apps, schema_editor) -> None:
    for index in (*INDEXES, RANKED):
        schema_editor.execute(f"DROP TABLE IF EXISTS {index}")


def folded(text: str) -> str:
    """A text without its accents and in no case."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filterfalse(unicodedata.combining, plain))


def words(text: str) -> list[str]:
    """The words of a text as they are kept and looked for, in their order."""
    return [word[:LONGEST] for word in WORD.findall(folded(text))[:MOST]]


# Letters that are no other letter with an accent, and where a reader looks for them.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def sorted_as(title: str) -> str:
    """What a title is sorted as, from A to Z: its words, so that neither accents nor capitals nor
    quotation marks come before or after all letters."""
    return " ".join(words(title)).translate(LETTERS)[:255]


def word_of(name: str) -> str:
    """The word that stands for a name where it is named: `_blogauthor3`."""
    return f"_{''.join(WORD.findall(name))}"


# The same in SQL, of a column `name`.
WORD_OF = "'_' || replace(replace(name, '.', ''), ':', '')"


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
    ranked = index == PAGES and not on_sqlite()
    with connection.cursor() as cursor:
        for table in (index, RANKED) if ranked else (index,):
            cursor.execute(f"DELETE FROM {table} WHERE rowid BETWEEN %s AND %s", [first, last])
    if documents:
        add(index, documents)


def add(index: str, documents: Iterable[Document]) -> None:
    """Writes the words of things of which none are written."""
    parts = [(d.key, d.name, parts_of(d)) for d in documents]
    sqlite = on_sqlite()
    with connection.cursor() as cursor:
        if sqlite:
            cursor.executemany(
                f"INSERT INTO {index} (rowid, name, title, introduction, body, names)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [[key, name, *map(" ".join, texts)] for key, name, texts in parts],
            )
            return
        cursor.executemany(
            f"INSERT INTO {index} VALUES (%s, %s, %s::tsvector)",
            [[key, name, lexemes(texts)] for key, name, texts in parts],
        )
        if index == PAGES:
            cursor.executemany(
                f"INSERT INTO {RANKED} VALUES (%s, %s::tsvector)",
                [[key, weighed(texts)] for key, _, texts in parts],
            )


def merge() -> None:
    """After many things were written: makes one piece of the many in which SQLite has their words,
    each of which is looked through for a word. In steps, so that others can write between them
    (https://sqlite.org/fts5.html#the_merge_command)."""
    for index in INDEXES if on_sqlite() else ():
        # A number below zero begins, the same one above goes on, until nothing is written.
        if pieces(index) > PIECES and merged(index, -MERGED):
            while merged(index, MERGED):
                pass


def pieces(index: str) -> int:
    return rows(f"SELECT count(DISTINCT segid) FROM {index}_idx")[0][0]


def merged(index: str, pages: int) -> bool:
    """Merges some pages of an index; whether there were any."""
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', %s)", [pages])
        return connection.connection.total_changes - before > 1


def parts_of(document: Document) -> list[list[str]]:
    """The words of title, introduction, body and names."""
    texts = (document.title, document.introduction, document.body)
    return [*map(words, texts), [word_of(name) for name in document.names]]


def lexemes(parts: list[list[str]]) -> str:
    """PostgreSQL's form of words that are found, wherever they stand: `'word' 'other'`."""
    return " ".join(f"'{word}'" for word in dict.fromkeys(chain.from_iterable(parts)))


def weighed(parts: list[list[str]]) -> str:
    """PostgreSQL's form of words of different weight: `'word':1A,7D 'other':2A`."""
    title, introduction, body, names = parts
    parts = [title, introduction, body[:WEIGHED], names]
    places: dict[str, list[str]] = defaultdict(list)
    marked = ((word, w) for w, part in zip("ABDC", parts, strict=True) for word in part)
    for at, (word, weight) in enumerate(marked, 1):
        places[word].append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
