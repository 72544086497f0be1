"""Statements that PostgreSQL keeps planned, and what its protocol takes at once."""

import pytest
from django.db import connection
from taggit.models import Tag

from cms.settings.base import database

pytestmark = pytest.mark.django_db

MANY = 2**16 + 10

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite keeps no statement on a server"
)


@on_postgresql
def test_a_statement_that_is_asked_often_stays_prepared() -> None:
    for slug in "abcdefg":
        Tag.objects.filter(slug=slug).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
                       ["%taggit_tag%slug%"])  # fmt: skip
        assert cursor.fetchone() == (1,)


@on_postgresql
def test_a_statement_has_as_many_parameters_as_it_needs() -> None:
    Tag.objects.create(name="A 100% tag", slug="percent")
    names = ["A 100% tag", *(f"It's {n}" for n in range(MANY))]
    found = Tag.objects.filter(name__in=names)
    assert found.count() == len(list(found.iterator())) == 1


@pytest.mark.parametrize("no", ["false", "False"])
def test_the_address_of_a_database_turns_planning_off(no) -> None:
    assert database("postgres://u@h/n")["OPTIONS"]["server_side_binding"] is True
    off = database(f"postgres://u@h/n?server_side_binding={no}&sslmode=require")["OPTIONS"]
    assert off == {"server_side_binding": False, "prepare_threshold": 5, "sslmode": "require"}


def test_the_address_of_a_database_says_when_a_statement_is_prepared() -> None:
    said = database("postgres://u@h/n?server_side_binding=true&prepare_threshold=None")["OPTIONS"]
    assert said == {"server_side_binding": True, "prepare_threshold": None}
    assert database("postgres://u@h/n?prepare_threshold=9")["OPTIONS"]["prepare_threshold"] == 9
