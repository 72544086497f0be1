"""Tasks are done once, and only after what asked for them is committed."""

import json
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks import task
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from blog.models import ArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

done: list[str] = []


@task()
def note(what: str) -> None:
    done.append(what)


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def test_a_task_waits_for_the_commit():
    with transaction.atomic():
        note.enqueue("a")
        assert done == []
    assert done == ["a"]


def test_what_is_asked_for_twice_in_a_transaction_is_done_once():
    with transaction.atomic():
        note.enqueue("a")
        with transaction.atomic():
            note.enqueue("b")
            note.enqueue("a")
    assert done == ["a", "b"]
    note.enqueue("a")
    with transaction.atomic():
        note.enqueue("b")
    assert done == ["a", "b", "a", "b"]


def ask_and_fail() -> None:
    with transaction.atomic():
        note.enqueue("a")
        raise ZeroDivisionError


def test_what_was_rolled_back_asks_for_nothing():
    with suppress(ZeroDivisionError):
        ask_and_fail()
    with transaction.atomic():
        with suppress(ZeroDivisionError):
            ask_and_fail()
        note.enqueue("b")
    assert done == ["b"]
    with transaction.atomic():
        note.enqueue("a")
    assert done == ["b", "a"]


@task()
def look_for(key: int) -> None:
    if key > 0:
        raise ZeroDivisionError
    ArticlePage.objects.get(pk=key)


def test_a_task_whose_object_is_gone_makes_no_noise_and_another_fault_does(caplog):
    with caplog.at_level("ERROR"):
        look_for.enqueue(-1)
        assert caplog.records == []
        look_for.enqueue(1)
    assert "ZeroDivisionError" in caplog.text


def test_the_editors_search_and_the_usage_of_a_picture_follow_a_publish(home):
    image = make.image("Harbour")
    body = [make.paragraph("<p>Strolling.</p>")]
    article = make.article(make.category(home, "Health"), "Walking", body=body, hero=image)
    assert ReferenceIndex.get_grouped_references_to(image).count() == 1
    for words in ("walking", "strolling"):
        assert [page.pk for page in get_search_backend().search(words, ArticlePage)] == [article.pk]
    article.body = json.dumps([make.paragraph("<p>Running about.</p>")])
    article.save_revision().publish()
    assert [page.pk for page in get_search_backend().search("running", ArticlePage)] == [article.pk]
    assert not get_search_backend().search("strolling", ArticlePage)


def test_the_references_of_a_page_are_looked_through_once_however_many_rows_it_has(home):
    health = make.category(home, "Health")
    alone = make.article(health, "Alone")
    authors = [make.author() for _ in range(3)]
    crowd = make.article(health, "Crowd", authors=authors, tags=["sea", "sun"], picks=[alone])
    alone, crowd = (looked_through(article) for article in (alone, crowd))
    assert alone == crowd > 0
    assert ReferenceIndex.get_references_to(authors[2]).exists()


def looked_through(article: ArticlePage) -> int:
    """How often a publish reads what a page refers to."""
    revision = article.save_revision()
    with CaptureQueriesContext(connection) as sql:
        revision.publish()
    table = f'FROM "{ReferenceIndex._meta.db_table}"'
    return sum(table in query["sql"] for query in sql.captured_queries)
