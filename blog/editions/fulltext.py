"""The words of public pages, in the database's own full-text index, written with the edition."""

from django.db import connection

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


def put(page_id: int, title: str, introduction: str, body: str) -> None:
    """Replaces what is known of a page's words."""
    drop(page_id)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO blog_fulltext (rowid, title, introduction, body)"
                " VALUES (%s, %s, %s, %s)",
                [page_id, title, introduction, body],
            )
        else:
            cursor.execute(
                "INSERT INTO blog_fulltext VALUES (%s, setweight(to_tsvector('simple', %s), 'A')"
                " || setweight(to_tsvector('simple', %s), 'B')"
                " || setweight(to_tsvector('simple', %s), 'D'))",
                [page_id, title, introduction, body],
            )


def drop(page_id: int) -> None:
    key = "rowid" if connection.vendor == "sqlite" else "page_id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM blog_fulltext WHERE {key} = %s", [page_id])
