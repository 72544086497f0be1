"""A token of an editor shows the draft of a page, for an hour, to nobody else."""

import json
import re
import time
from typing import Any
from unittest import mock

import orjson
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import signing
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site

from blog.models import ArticlePage
from cms.graphql import execute
from cms.graphql.previews import LASTS, SALT, token_for
from home.models import HomePage
from tests import factories as make
from tests.conftest import HOST
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

QUERY = """query ($token: String!) {
  preview(token: $token) { id title url ... on ArticlePage {
    introduction authors { name } category { title } body { __typename id
      ... on ParagraphBlock { text { html } } } } }
  article(slug: "walking") { title } }"""


@pytest.fixture
def drafted(home: Any) -> Any:
    """A public article with a newer draft, whose author has a newer draft too."""
    writer = make.author("Ada")
    article = make.article(make.category(home, "Health"), "Walking", authors=[writer])
    article.title, article.introduction = "Walking, reworded", "A new introduction."
    article.save_revision()
    writer.name = "Ada, reworded"
    writer.save_revision()
    return article


def asked(visitor: Client, token: str, query: str = QUERY) -> Any:
    body = json.dumps({"query": query, "variables": {"token": token}})
    return visitor.post("/graphql/", data=body, content_type="application/json")


def test_a_token_shows_the_draft_and_what_it_names_in_draft_and_all_else_as_public(
    drafted, visitor
):
    data = asked(visitor, token_for(drafted)).json()["data"]
    assert data["preview"]["title"] == "Walking, reworded"
    assert data["preview"]["introduction"] == "A new introduction."
    assert data["preview"]["authors"] == [{"name": "Ada, reworded"}]
    assert data["preview"]["category"] == {"title": "Health"}
    assert data["preview"]["url"] == "/health/walking/"
    assert data["article"] == {"title": "Walking"}


def test_what_is_told_of_a_draft_is_the_same_whatever_is_asked_beside_it(drafted, home, visitor):
    parent = drafted.get_parent().specific
    parent.unpublish()
    parent.title = "Health, reworded"
    parent.save_revision()
    told = []
    for beside in ("", "category { title }"):
        query = f"""query ($token: String!) {{ preview(token: $token) {{ ... on ArticlePage {{
            {beside} seo {{ jsonLd }} }} }} }}"""
        told.append(asked(visitor, token_for(drafted), query).json()["data"]["preview"]["seo"])
    assert told[0] == told[1]
    assert "Health, reworded" in json.dumps(told[0])


def test_a_page_that_was_never_published_has_a_preview_and_nothing_else(home, visitor):
    draft = make.article(make.category(home, "Health"), "Secret", live=False)
    data = asked(visitor, token_for(draft)).json()["data"]
    assert data["preview"]["title"] == "Secret"
    assert asked(visitor, token_for(draft), '{ article(slug: "secret") { id } }').json() == {
        "data": {"article": None}
    }


def test_unknown_forged_expired_and_foreign_tokens_are_all_null(drafted, home, visitor):
    with mock.patch.object(signing.time, "time", return_value=time.time() - LASTS - 5):
        expired = token_for(drafted)
    good = token_for(drafted)
    root = Page.objects.get(depth=1)
    elsewhere = root.add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
    gone = make.article(make.category(home, "Sleep"), "Gone")
    of_gone = token_for(gone)
    gone.delete()
    tokens = {
        "unknown": "nonsense",
        "empty": "",
        "NUL": "\0",
        "not ASCII": "é:é:é",
        "forged": good[:-2] + ("AA" if good[-2:] != "AA" else "BB"),
        "other salt": signing.dumps(drafted.pk, salt="other"),
        "expired": expired,
        "of a site of others": token_for(elsewhere),
        "of the tree's root": token_for(root),
        "deleted": of_gone,
        "no key": signing.dumps("x", salt=SALT),
    }
    answers = {name: asked(visitor, token) for name, token in tokens.items()}
    assert {name: answer.json()["data"]["preview"] for name, answer in answers.items()} == (
        dict.fromkeys(tokens)
    )
    assert not [name for name, answer in answers.items() if "errors" in answer.json()]
    assert {answer["Cache-Control"] for answer in answers.values()} == {"no-store"}
    assert asked(visitor, good).json()["data"]["preview"]


def test_an_answer_with_a_preview_is_kept_nowhere(drafted, visitor):
    for token in (token_for(drafted), "nonsense"):
        given = {"query": QUERY, "variables": json.dumps({"token": token})}
        answer = visitor.get("/graphql/", given)
        assert answer["Cache-Control"] == "no-store"
        assert not answer.has_header("ETag")
    public = visitor.get("/graphql/", {"query": "{ site { name } }"})
    assert not public.has_header("Cache-Control")


def test_plan_and_graphql_core_preview_alike(home, door):
    site = showcase.build(home)
    for article in site.articles[-3:]:
        article.title += ", reworded"
        article.save_revision()
    query = """query ($token: String!) { preview(token: $token) { title parent { title }
      ... on ArticlePage { authors { name url } tags { name } hero { alt rendition(preset: CARD) { url } }
        seo { title jsonLd } markdown relatedArticles { reason article { title } }
        body { __typename id ... on ReadAlsoBlock { article { title url } }
          ... on SectionBlock { heading content { id ... on ParagraphBlock { text { html } } } } } } }
      articles(first: 3) { nodes { title authors { name } } } }"""
    for article in site.articles:
        given = {"token": token_for(article)}
        before = execute.fallbacks
        answer = execute.answer(door, query, given)
        assert execute.fallbacks == before
        core = execute.reference(door, execute.documents.get(query), given, None)
        assert orjson.dumps(answer) == orjson.dumps(core)


def test_a_preview_stores_nothing(drafted, visitor, statements):
    token = token_for(drafted)
    with statements() as sql:
        asked(visitor, token)
    written = [
        q["sql"] for q in sql.captured_queries if not q["sql"].startswith(("SELECT", "WITH"))
    ]
    assert not written


# ---- who gets a token ----


@pytest.fixture
def editor(home: Any) -> Any:
    """Makes a login that may edit below a page alone."""

    def editor(below: Page | None) -> Client:
        user = get_user_model().objects.create_user(f"editor{below and below.pk}", password="x")
        group = Group.objects.create(name=user.username)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        if below is not None:
            change = Permission.objects.get(codename="change_page")
            GroupPagePermission.objects.create(group=group, page=below, permission=change)
        user.groups.add(group)
        client = Client(HTTP_HOST=HOST)
        client.force_login(user)
        return client

    return editor


def test_who_may_edit_a_page_gets_a_token_of_it_from_its_menus(drafted, editor, visitor):
    client = editor(drafted.get_parent())
    link = reverse("preview_link", args=[drafted.pk])
    for view, key in (
        ("wagtailadmin_pages:edit", drafted),
        ("wagtailadmin_explore", drafted.get_parent()),
    ):
        page = client.get(reverse(view, args=[key.pk])).content.decode()
        assert link in page
    shown = client.get(link)
    assert shown.status_code == 200
    token = re.search(r'value="([^"]+)"', shown.content.decode().split("preview-token")[-1])
    assert token
    assert asked(visitor, token[1]).json()["data"]["preview"]["title"] == "Walking, reworded"


def test_a_frontend_that_is_set_gets_a_link(drafted, editor, settings):
    settings.GRAPHQL_PREVIEW_URL = "https://front.example/preview?token={token}"
    page = editor(drafted.get_parent()).get(reverse("preview_link", args=[drafted.pk]))
    assert 'href="https://front.example/preview?token=' in page.content.decode()


def test_who_may_not_edit_a_page_gets_no_token_of_it(drafted, home, editor, visitor):
    link = reverse("preview_link", args=[drafted.pk])
    other = editor(make.category(home, "Science"))
    assert token_page_is_refused(other, link)
    assert (
        link
        not in other.get(
            reverse("wagtailadmin_explore", args=[drafted.get_parent().pk])
        ).content.decode()
    )
    assert token_page_is_refused(editor(None), link)
    assert visitor.get(link)["Location"].startswith("/admin/login/")
    admin = get_user_model().objects.create_superuser("root", password="x")
    client = Client(HTTP_HOST=HOST)
    client.force_login(admin)
    assert client.get(link).status_code == 200
    for missing in (Page.objects.get(depth=1).pk, 10**9):
        assert client.get(reverse("preview_link", args=[missing])).status_code == 404


def token_page_is_refused(client: Client, link: str) -> bool:
    """Wagtail sends who lacks a permission to the start of the editor."""
    answer = client.get(link)
    return answer.status_code == 302 and b"preview-token" not in answer.content


def test_a_draft_of_any_state_is_answered_without_a_fault(home, visitor):
    article = make.article(make.category(home, "Health"), "Walking")
    article.introduction, article.body = "", json.dumps([make.read_also(None)])
    article.save_revision(clean=False)
    answer = asked(visitor, token_for(ArticlePage.objects.get(pk=article.pk)))
    assert answer.status_code == 200
    assert "errors" not in answer.json()
