"""What is taken down while an answer is being read, between any two of its statements, breaks no
answer: a database that is read in several statements is another at each."""

import json
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from blog.models import Author, CustomImage
from tests import factories as make

pytestmark = pytest.mark.django_db

PATHS = ["/", "/health/", "/health/walking/", "/authors/ada/", "/search/?query=walking"]
QUERY = """{ article(slug: "walking") { title parent { title url } category { title }
  previous { title category { title } } next { title parent { url } }
  authors { name portrait { alt } } hero { alt }
  relatedArticles { article { title parent { title } hero { alt } } } } }"""


@pytest.fixture
def taken_down(home) -> dict[str, Callable[[], Any]]:
    """What may be taken down, by what it is; of a publication in which articles stand beside one
    another and show an author and pictures."""
    health = make.category(home, "Health")
    hero = make.image()
    ada = make.author("Ada", portrait=make.image())
    ada.slug = "ada"
    ada.save()
    for title in ("Running", "Walking", "Swimming"):
        make.article(health, title, authors=[ada], tags=["feet"], hero=hero)
    home.body = [("article_stream", {"heading": "Latest", "source": "latest", "count": 6})]
    home.save_revision().publish()

    def page(title: str) -> Callable[[], None]:
        return lambda: Page.objects.get(title=title).specific.unpublish()

    return {
        "its category": page("Health"),
        "the article": page("Walking"),
        "the one before": page("Running"),
        "the one after": page("Swimming"),
        "its author": lambda: Author.objects.get(name="Ada").unpublish(),
        "its picture": lambda: CustomImage.objects.get(pk=hero.pk).delete(),
        "the home page": page("The Review"),
    }


def interrupted(answer: Callable[[], Any], at: int, by: Callable[[], Any]) -> tuple[Any, bool]:
    """An answer right before whose statement of a number something happens; whether it did."""
    seen, busy = 0, False

    def listen(execute: Any, sql: str, params: Any, many: bool, context: dict) -> Any:
        nonlocal seen, busy
        seen += not busy
        if seen == at and not busy:
            busy = True
            by()
            busy = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        return answer(), seen >= at


def test_no_page_and_no_answer_breaks_over_what_is_taken_down_meanwhile(
    taken_down, visitor, subtests
):
    def asked() -> Any:
        return visitor.post("/graphql/", json.dumps({"query": QUERY}), "application/json")

    answers = [*((path, partial(visitor.get, path)) for path in PATHS), (QUERY, asked)]
    for (what, take_down), (path, answer) in product(taken_down.items(), answers):
        happened, at = True, 1
        while happened:
            # An answer that fails ends it.
            happened = False
            with subtests.test(what, path=path, at=at), transaction.atomic():
                response, happened = interrupted(answer, at, take_down)
                assert response.status_code in (200, 404, 410)
                if path == QUERY:
                    assert "errors" not in response.json()
                transaction.set_rollback(True)
            at += 1
        assert at > 2
