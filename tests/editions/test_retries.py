"""What an editor sends is not lost because another was there at the same moment."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from taggit.models import Tag
from wagtail.models import Page

from blog.editions.keep import lock_tree
from blog.visibility import rows
from cms.retries import TRIES, Retries
from tests import factories as make
from tests.conftest import HOST

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time"
)


@pytest.fixture
def tried():
    """Runs a view as the middleware does; it is told how often it was run before."""

    def run(view, **sent):
        seen = []

        def counted(request):
            seen.append(request)
            return view(len(seen) - 1)

        answer = Retries(lambda request: None).process_view
        return answer(RequestFactory().post("/", sent), counted, (), {}), len(seen)

    return run


def fails(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["40P01", "40001"])
def test_what_was_ended_for_another_is_done_again_and_once(tried, code):
    def view(before):
        Tag.objects.create(name=f"Try {before}")
        if before < 2:
            fails(code)
        return "saved"

    assert tried(view) == ("saved", 3)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Try 2"]


@pytest.mark.django_db
def test_it_is_given_up_at_last_and_at_once_where_it_cannot_succeed(tried):
    runs = []

    def view(code):
        def run(before):
            runs.append(code)
            fails(code)

        return run

    for code in ("40P01", "22012"):
        with pytest.raises(DatabaseError):
            tried(view(code))
    assert runs == ["40P01"] * TRIES + ["22012"]


@pytest.mark.django_db
def test_what_has_files_is_not_tried_again_since_the_first_time_moved_them(tried):
    runs = []

    def view(before):
        runs.append(before)
        fails("40P01")

    with pytest.raises(DatabaseError):
        tried(view, picture=ContentFile(b"words", name="words.txt"))
    assert runs == [0]


@pytest.mark.django_db(transaction=True)
def test_what_is_saved_is_not_saved_again_for_what_fails_after_it(home, tried):
    def view(before):
        Tag.objects.create(name=f"Try {before}")
        transaction.on_commit(lambda: fails("40P01"))

    with pytest.raises(DatabaseError):
        tried(view)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Try 0"]


@pytest.mark.django_db
def test_a_page_that_is_refused_spoils_nothing_else(home, tried):
    health = make.category(home, "Health")
    article = make.article(health, "Sleep")
    make.article(health, "Dreams")

    def view(before):
        article.slug = "dreams"
        with pytest.raises(ValidationError):
            article.save()
        Tag.objects.create(name="Kept")
        return "saved"

    assert tried(view) == ("saved", 1)
    assert Tag.objects.filter(name="Kept").exists()


@pytest.mark.django_db(transaction=True)
def test_an_editor_who_comes_to_a_place_in_the_tree_that_another_takes_gets_the_next(home, editor):
    health, money = make.category(home, "Health"), make.category(home, "Money")
    theirs, his = (make.article(money, title) for title in ("Theirs", "His"))
    make.article(health)
    with transaction.atomic():
        theirs.move(health, "last-child")
        other, answers = moving(editor, his, health)
    other.join()
    assert answers[0].status_code == 302
    assert {page.title for page in health.get_children()} >= {"Theirs", "His"}
    assert not any(Page.find_problems())


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_moved_into_one_which_is_moved_itself_goes_along(home, editor):
    health, money = make.category(home, "Health"), make.category(home, "Money")
    article = make.article(money)
    with transaction.atomic():
        lock_tree()  # as the view of the other editor does
        health.move(money, "first-child")
        other, answers = moving(editor, article, health)
    other.join()
    assert answers[0].status_code == 302
    article.refresh_from_db()
    assert [page.title for page in article.get_ancestors()][-2:] == ["Money", "Health"]
    assert not any(Page.find_problems())


@pytest.mark.django_db(transaction=True)
def test_who_moves_pages_by_the_editor_s_api_waits_his_turn_too(home, editor):
    health, money = make.category(home, "Health"), make.category(home, "Money")
    article = make.article(money)
    address = reverse("wagtailadmin_api:pages:action", args=[article.pk, "move"])
    with transaction.atomic():
        lock_tree()
        health.move(money, "first-child")
        sent = {"destination_page_id": health.pk, "position": "last-child"}
        other, answers = posting(editor, address, **sent)
    other.join()
    assert answers[0].status_code == 200
    article.refresh_from_db()
    assert [page.title for page in article.get_ancestors()][-2:] == ["Money", "Health"]
    assert not any(Page.find_problems())


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("ed", password="secret")


def moving(editor, page: Page, parent: Page) -> tuple[threading.Thread, list]:
    """Another editor who moves a page, once he waits for us, and where his answer will be."""
    return posting(editor, reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]))


def posting(editor, address: str, **sent: object) -> tuple[threading.Thread, list]:
    """The same of another editor who posts something."""
    answers: list = []

    def post() -> None:
        client = Client(HTTP_HOST=HOST)
        client.force_login(editor)
        answers.append(client.post(address, sent))
        connection.close()

    other = threading.Thread(target=post)
    other.start()
    until_it_waits(other)
    return other, answers


def until_it_waits(other: threading.Thread) -> None:
    """Returns when a thread waits for us in the database; it must not end before."""
    while not waiting():
        assert other.is_alive(), "it did not wait"


def waiting() -> bool:
    """Whether a transaction of this database waits for another."""
    rows("SELECT pg_stat_clear_snapshot()")
    return bool(
        rows(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
    )
