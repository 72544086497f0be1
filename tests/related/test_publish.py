"""Who is near whom follows what is public: at each publish, and at nothing else."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django_tasks.base import TaskResult
from django_tasks.signals import task_started
from wagtail.models import Locale, Page, PageViewRestriction

from blog.models import ArticlePage, Related, Vector
from blog.neighbours import stale, tasks
from tests import factories as make

from .conftest import article, listed, text

pytestmark = pytest.mark.django_db


def everywhere(page: ArticlePage) -> int:
    """How many rows and vectors name a page."""
    return (
        Related.objects.filter(source=page.pk).count()
        + Related.objects.filter(target=page.pk).count()
        + Vector.objects.filter(page_id=page.pk).count()
    )


def again(page: Page) -> Page:
    return type(page).objects.get(pk=page.pk)


def test_what_is_alike_comes_first_and_both_ways(magazine):
    for (topic, n), page in magazine.articles.items():
        near = {magazine.articles[topic, m].pk for m in range(5) if m != n}
        assert set(listed(page)[:4]) == near, page
    assert list(stale.faults()) == []


def test_a_list_is_ranked_from_one_and_never_names_its_own_article(magazine):
    for page in magazine.articles.values():
        rows = Related.objects.filter(source=page.pk).order_by("rank")
        assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
        assert page.pk not in [row.target for row in rows]
        assert {row.reason for row in rows} == {"CONTENT"}
        assert min(row.score for row in rows) >= 0.05


def test_a_new_article_enters_the_lists_of_those_that_it_is_like(magazine, committed):
    with committed():
        new = article(magazine.category, "Bread", 7)
    for n in range(5):
        assert new.pk in listed(magazine.articles["Bread", n])


@contextmanager
def placing() -> Iterator[list]:
    """The tasks of neighbours that are done."""
    done: list = []

    def started(sender: object, task_result: TaskResult, **kwargs: object) -> None:
        if task_result.task in (tasks.settle, tasks.catch_up):
            done.append(task_result.task)

    task_started.connect(started)
    try:
        yield done
    finally:
        task_started.disconnect(started)


def test_drafts_and_autosaves_ask_for_nothing(magazine, committed):
    with placing() as done, committed():
        make.article(magazine.category, "Draft", live=False)
        page = again(magazine.articles["Bread", 0])
        page.title = "Stars"
        page.save_revision()
    assert done == []


def test_publishing_asks_for_one_task(magazine, committed):
    page = again(magazine.articles["Bread", 0])
    page.title = "Other"
    with placing() as done, committed():
        page.save_revision().publish()
    assert done == [tasks.settle]


def test_a_changed_article_is_compared_by_its_new_text(magazine, committed):
    page = again(magazine.articles["Bread", 0])
    page.title, page.body = "Stars Stars9", json.dumps([make.paragraph(text("Stars", 9))])
    with committed():
        page.save_revision().publish()
    stars = {magazine.articles["Stars", n].pk for n in range(5)}
    assert set(listed(page)[:5]) == stars
    for n in range(5):
        assert page.pk in listed(magazine.articles["Stars", n])
    for n in range(1, 5):
        assert page.pk not in listed(magazine.articles["Bread", n])[:3]


def unpublish(magazine, page):
    again(page).unpublish()


def delete(magazine, page):
    again(page).delete()


def delete_the_category(magazine, page):
    again(magazine.category).delete()


def restrict(magazine, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_the_category(magazine, page):
    PageViewRestriction.objects.create(page=magazine.category, restriction_type="login")


def move_below_something_private(magazine, page):
    private = make.category(magazine.home, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    again(page).move(private, pos="last-child")


def move_out_of_every_site(magazine, page):
    again(magazine.category).move(Page.objects.get(depth=1), pos="last-child")


WAYS_OUT = [
    unpublish, delete, delete_the_category, restrict, restrict_the_category,
    move_below_something_private, move_out_of_every_site,
]  # fmt: skip


@pytest.mark.parametrize("leave", WAYS_OUT)
def test_what_is_public_no_more_is_in_no_row(magazine, committed, leave):
    page = magazine.articles["Bread", 0]
    with committed():
        leave(magazine, page)
    assert everywhere(page) == 0
    assert list(stale.faults()) == []


def test_lists_that_lost_one_are_filled_again(magazine, committed):
    before = {n: len(listed(magazine.articles["Bread", n])) for n in range(1, 5)}
    with committed():
        magazine.articles["Bread", 0].unpublish()
    for n, length in before.items():
        assert len(listed(magazine.articles["Bread", n])) >= length - 1


def test_what_is_public_again_is_listed_again(magazine, committed):
    page = magazine.articles["Bread", 0]
    with committed():
        restrict_the_category(magazine, page)
    assert Related.objects.count() == Vector.objects.count() == 0
    with committed():
        PageViewRestriction.objects.all().delete()
    assert set(listed(page)[:4]) == {magazine.articles["Bread", n].pk for n in range(1, 5)}
    assert list(stale.faults()) == []


def test_articles_of_two_languages_are_never_related(magazine, committed):
    german = Locale.objects.create(language_code="de")
    with committed():
        page = article(magazine.category, "Bread", 8, locale=german)
    assert listed(page) == []
    assert not Related.objects.filter(target=page.pk).exists()
    assert list(stale.faults()) == []


def test_what_nearly_repeats_an_article_does_not_stand_beside_it(magazine, committed, settings):
    page = magazine.articles["Bread", 0]
    with committed():
        alias = page.create_alias(parent=magazine.category, update_slug="alias")
    assert alias.pk not in listed(page)
    settings.RELATED_DUPLICATE = 1.1
    with committed():
        other = page.copy(to=magazine.category, update_attrs={"slug": "copy"}, keep_live=True)
    assert {page.pk, alias.pk} <= set(listed(other))
