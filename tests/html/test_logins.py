"""The demo's logins: who may do what, and an article's way to print."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState

from blog.models import ArticlePage
from home.demo.logins import LOGINS, make_logins
from tests import factories as make
from tests.conftest import HOST

pytestmark = pytest.mark.django_db

PASSWORD = "a password for tests"


@pytest.fixture
def press(home):
    """The tree of a small publication, with its logins."""
    press = type("Press", (), {})()
    press.home = home
    press.health = make.category(home, "Health")
    press.science = make.category(home, "Science")
    press.quarks = make.article(press.science, "Quarks")
    press.walking = make.article(press.health, "Walking")
    make_logins(PASSWORD)
    return press


def client(name: str) -> Client:
    made = Client(HTTP_HOST=HOST)
    assert made.login(username=name, password=PASSWORD), name
    return made


def user(name: str):
    return get_user_model().objects.get(username=name)


def may(name: str, page: Page):
    return Page.objects.get(pk=page.pk).specific.permissions_for_user(user(name))


def fields(**changed) -> dict:
    """The page editor's form of an article without blocks or relations."""
    form = {
        "title": "Sleeping",
        "slug": "sleeping",
        "introduction": "How to sleep.",
        "date": "2026-05-01 08:00",
        "tags": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for name in ("article_authors", "related_picks", "related_exclusions"):
        form |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    return form | changed


def written_by_the_author(press, **action) -> ArticlePage:
    """An article that the author made in the editor, with the button that he pressed."""
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", press.health.pk])
    response = client("author").post(address, fields(**action))
    assert response.status_code == 302, response.content.decode()
    return ArticlePage.objects.get(slug="sleeping")


def approve(name: str, article: ArticlePage) -> int:
    """Approves the step at which an article stands; returns the answer's status."""
    state = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client(name).post(address, {"comment": ""}).status_code


def test_there_are_four_logins_and_they_can_enter_the_editor(press):
    assert sorted(LOGINS) == sorted(get_user_model().objects.values_list("username", flat=True))
    for name in LOGINS:
        assert client(name).get("/admin/").status_code == 200


def test_nobody_gets_a_login_where_somebody_has_one(home):
    make.editor("owner")
    make_logins(PASSWORD)
    assert get_user_model().objects.count() == 1


def test_nobody_gets_a_login_without_a_password(home):
    make_logins("")
    assert not get_user_model().objects.exists()


def test_an_author_may_write_in_his_category_and_nowhere_else(press):
    assert may("author", press.health).can_add_subpage()
    assert may("author", press.walking).can_edit()
    assert not may("author", press.science).can_add_subpage()
    assert not may("author", press.quarks).can_edit()
    assert not may("author", press.home).can_edit()


def test_an_author_sees_only_his_category_in_the_editor(press):
    author = client("author")
    tree = author.get(reverse("wagtailadmin_explore_root"), follow=True).content.decode()
    assert "Health" in tree
    assert "Science" not in tree
    found = author.get(reverse("wagtailadmin_pages:search"), {"q": "Quarks"}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[press.quarks.pk]) not in found


def test_an_author_cannot_open_the_editor_of_another_categorys_page(press):
    answer = client("author").get(reverse("wagtailadmin_pages:edit", args=[press.quarks.pk]))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_home")


def test_an_author_cannot_write_into_another_category(press):
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", press.science.pk])
    answer = client("author").post(address, fields())
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert not ArticlePage.objects.filter(slug="sleeping").exists()


def test_an_author_who_presses_publish_has_only_saved_a_draft(press, visitor):
    article = written_by_the_author(press, **{"action-publish": "1"})
    assert not article.live
    assert visitor.get("/health/sleeping/").status_code == 404
    assert not may("author", article).can_publish()


@pytest.mark.parametrize("step", ["publisher first", "editor twice"])
def test_nobody_takes_a_step_that_is_not_his(press, step):
    article = written_by_the_author(press, **{"action-submit": "1"})
    if step == "editor twice":
        approve("editor", article)
    approve("publisher" if step == "publisher first" else "editor", article)
    article = ArticlePage.objects.get(pk=article.pk)
    waiting = "Editing" if step == "publisher first" else "Publishing"
    assert article.current_workflow_task.name == waiting
    assert not article.live


def test_an_authors_article_is_public_after_both_steps(press, visitor, ask):
    article = written_by_the_author(press, **{"action-submit": "1"})
    assert article.current_workflow_task.name == "Editing"
    assert visitor.get("/health/sleeping/").status_code == 404

    approve("editor", article)
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.current_workflow_task.name == "Publishing"
    assert visitor.get("/health/sleeping/").status_code == 404

    approve("publisher", article)
    assert "How to sleep." in visitor.get("/health/sleeping/").content.decode()
    assert ask('{ article(slug: "sleeping") { title } }') == {"article": {"title": "Sleeping"}}
    done = TaskState.objects.filter(workflow_state__object_id=str(article.pk))
    assert list(done.values_list("status", flat=True)) == ["approved", "approved"]


def test_an_editor_edits_everything_and_publishes_nothing(press):
    for page in (press.home, press.health, press.quarks):
        assert may("editor", page).can_edit()
        assert not may("editor", page).can_publish()
        assert may("editor", page).can_submit_for_moderation()


def test_a_publisher_publishes_everywhere(press):
    for page in (press.home, press.health, press.quarks):
        assert may("publisher", page).can_publish()
    address = reverse("wagtailadmin_pages:unpublish", args=[press.quarks.pk])
    client("publisher").post(address)
    assert not ArticlePage.objects.get(pk=press.quarks.pk).live


@pytest.mark.parametrize(
    ("name", "listed", "edited", "published"),
    [
        ("author", True, False, False),
        ("editor", True, True, False),
        ("publisher", True, True, True),
    ],
)
def test_library_questions_and_authors_belong_to_editors(press, name, listed, edited, published):
    person = user(name)
    for model in ("author", "faq"):
        assert person.has_perm(f"blog.view_{model}") is listed
        assert person.has_perm(f"blog.change_{model}") is edited
        assert person.has_perm(f"blog.publish_{model}") is published
        assert client(name).get(f"/admin/snippets/blog/{model}/").status_code == 200


def test_an_author_may_choose_pictures_authors_and_library_questions(press):
    make.image("Harbour")
    make.author("Ada Lovelace")
    make.question("Does walking count?")
    author = client("author")
    assert "Harbour" in author.get(reverse("wagtailimages_chooser:choose")).content.decode()
    for chooser, name in (("author", "Ada Lovelace"), ("faq", "Does walking count?")):
        address = reverse(f"wagtailsnippetchoosers_blog_{chooser}:choose")
        assert name in author.get(address).content.decode()


def test_prepare_makes_the_logins_and_names_them(home, capsys, settings):
    make.category(home, "Health")
    settings.DEMO_PASSWORD = PASSWORD
    call_command("prepare", demo=True, port=0)
    said = capsys.readouterr().out
    assert PASSWORD in said
    for name in LOGINS:
        assert name in said
        assert user(name).check_password(PASSWORD)
