"""Statements that PostgreSQL keeps planned, and what its protocol takes at once."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from taggit.models import Tag

from cms.settings.base import database

pytestmark = pytest.mark.django_db

MANY = 2**16 + 10

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite keeps no statement on a server"
)


@on_postgresql
def test_a_statement_that_is_asked_often_stays_planned() -> None:
    for slug in "abcdefg":
        Tag.objects.filter(slug=slug).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
                       ["%taggit_tag%slug%"])  # fmt: skip
        assert cursor.fetchone() == (1,)


@on_postgresql
def test_more_rows_are_deleted_than_a_statement_has_parameters() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO auth_group (name) SELECT 'n' || i FROM generate_series(1, %s) i", [MANY]
        )
    assert Group.objects.filter(name__startswith="n").delete()[0] == MANY


def test_the_address_of_a_database_turns_planning_off() -> None:
    assert database("postgres://u@h/n")["OPTIONS"]["server_side_binding"] is True
    off = database("postgres://u@h/n?server_side_binding=false&sslmode=require")["OPTIONS"]
    # Django takes True alone for yes.
    assert off["server_side_binding"] is not True
    assert off["sslmode"] == "require"
