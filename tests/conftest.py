"""A site to test on, and clients for its two faces."""

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from blog import visibility
from blog.editions.read import Reader
from home.models import HomePage
from tests import factories as make
from tests import migrated

HOST = "testserver"


def pytest_collection_finish() -> None:
    """As in a server's worker: garbage is not looked for among what stays, nor very often."""
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def migrated_databases(
    pytestconfig: pytest.Config, django_db_use_migrations: bool, django_db_createdb: bool
) -> Path | None:
    """The folder of migrated databases; none where pytest keeps nothing, or is told to make its
    database anew or without migrations. PostgreSQL has its own."""
    cache = getattr(pytestconfig, "cache", None)
    if not cache or connection.vendor != "sqlite":
        return None
    return cache.mkdir("migrated") if django_db_use_migrations and not django_db_createdb else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated_databases: Path | None
) -> None:
    if migrated_databases:
        migrated.fetch(migrated_databases)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, migrated_databases: Path | None
) -> None:
    """An empty site. On SQLite it is kept: a run of one test takes two seconds instead of ten."""
    with django_db_blocker.unblock():
        clear()
        if migrated_databases:
            migrated.keep(migrated_databases)


def clear() -> None:
    """Takes out the site and the page that Wagtail welcomes with."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page of the default site."""
    make.foundations()
    clear()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="The Review", slug="home"))
    Site.objects.create(
        hostname=HOST, port=80, root_page=home, is_default_site=True, site_name="The Review"
    )
    return HomePage.objects.get(pk=home.pk)


@pytest.fixture
def visitor() -> Client:
    """Somebody without a login."""
    return Client(HTTP_HOST=HOST)


@pytest.fixture
def door(home: HomePage) -> Reader:
    """The door as an anonymous visitor of the default site has it."""
    scope = visibility.scope(HOST, 80)
    assert scope is not None
    return Reader(scope)


@pytest.fixture
def ask(visitor: Client) -> Callable[..., Any]:
    """Asks GraphQL and returns its data; fails on errors."""

    def ask(query: str, **variables: Any) -> Any:
        response = visitor.post(
            "/graphql/",
            data=json.dumps({"query": query, "variables": variables}),
            content_type="application/json",
        )
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return ask


@pytest.fixture
def statements() -> Callable[[], CaptureQueriesContext]:
    """Counts the SQL statements of a block: `with statements() as sql: …; len(sql)`."""
    return lambda: CaptureQueriesContext(connection)
