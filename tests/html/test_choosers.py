"""An editor is told which of the pages that were picked readers do not see."""

import json
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from blog.blocks import ArticleStreamBlock, ReadAlsoBlock
from home.models import Menu, MenuItem
from tests import factories as make
from tests.hidden import WAYS, of_another_site

pytestmark = pytest.mark.django_db

MARK = "Not public: readers do not see this article."


@pytest.fixture
def world(home):
    return SimpleNamespace(
        home=home, health=make.category(home, "Health"), word="hidden", author=make.author()
    )


def marks(page) -> dict[str, bool]:
    """Of each chosen page on a form by its title: whether it is marked, and so for who hears it."""
    soup = BeautifulSoup(page.content, "html.parser")
    found = {}
    for chooser in soup.select(".page-chooser:not(.blank)"):
        mark = chooser.select_one("[role=status] [data-public-page-target=mark]")
        if mark:
            found[chooser.select_one("[data-chooser-title]").text] = not mark.has_attr("hidden")
    return found


def edit(client, page) -> object:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@pytest.mark.parametrize(
    "way", [w for w in WAYS if w is not of_another_site], ids=lambda w: w.__name__
)
def test_an_article_that_is_not_public_is_marked_among_the_related_ones(world, admin_client, way):
    hidden, seen = way(world), make.article(world.health, "Swimming")
    page = edit(admin_client, make.article(world.health, "Walking", picks=[hidden, seen]))
    assert marks(page) == {hidden.title: True, "Swimming": False}
    assert MARK in page.content.decode()


def test_a_block_knows_which_of_its_articles_are_not_public(world):
    draft, seen = make.article(world.health, live=False), make.article(world.health)
    block = ReadAlsoBlock()
    for article, public in ((draft, False), (seen, True)):
        state = block.get_form_state(block.to_python({"article": article.pk, "title": ""}))
        assert state["article"]["public"] is public
        assert state["article"]["adminTitle"] == article.title
    block = ArticleStreamBlock()
    stream = block.get_form_state(block.to_python({"articles": [draft.pk, seen.pk]}))
    assert [item["value"]["public"] for item in stream["articles"]] == [False, True]
    assert block.get_form_state(block.to_python({}))["articles"] == []


def test_a_page_of_a_menu_that_is_not_public_is_marked(world, admin_client):
    menu = Menu(name="main")
    for page in (make.article(world.health, "Walking", live=False), world.health):
        menu.items.add(MenuItem(page=Page.objects.get(pk=page.pk)))
    menu.save()
    page = admin_client.get(reverse("wagtailsnippets_home_menu:edit", args=[menu.pk]))
    assert marks(page) == {"Walking": True, "Health": False}


def test_what_is_never_shown_need_not_be_public(world, admin_client):
    article = make.article(world.health, "Walking")
    article.related_exclusions.create(article=make.article(world.health, "Draft", live=False))
    assert marks(edit(admin_client, article)) == {}


def test_an_editor_may_ask_whether_a_page_is_public_and_nobody_else(world, admin_client, visitor):
    seen, draft = make.article(world.health), make.article(world.health, live=False)
    for key, public in ((seen.pk, True), (draft.pk, False), (10**9, False)):
        answer = admin_client.get(reverse("public_page", args=[key]))
        assert json.loads(answer.content) == {"public": public}
        assert visitor.get(reverse("public_page", args=[key])).status_code == 302
