"""What an editor does in Wagtail's forms comes through, however new or long a page is."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import ArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db


def form(editor, url: str) -> dict[str, str]:
    """The fields of a page's form that are there before any script runs."""
    soup = BeautifulSoup(editor.get(url).content, "html.parser")
    found = soup.find("form", id="page-edit-form").find_all(["input", "textarea", "select"])
    return {field["name"]: said(field) for field in found if field.get("name")}


def said(field) -> str:
    if field.name == "select":
        chosen = field.find("option", selected=True)
        return chosen["value"] if chosen else ""
    return field.text if field.name == "textarea" else field.get("value", "")


@pytest.mark.parametrize(
    "kind", ["blog/articlepage", "home/standardpage", "blog/categorypage", "blog/faqpage"]
)
def test_a_page_that_was_never_saved_has_a_preview(home, admin_client, kind):
    health = make.category(home, "Health")
    make.article(health, "Walking")
    parent = health if kind == "blog/articlepage" else home
    url = f"/admin/pages/add/{kind}/{parent.pk}/"
    related = {"heading": "Related", "source": "related", "count": 3, "articles-count": 0}
    body = streamfield([("article_stream", related)] if kind == "home/standardpage" else [])
    fields = nested_form_data({"title": "New", "slug": "new", "introduction": "So.", "body": body})
    preview = f"{url}preview/"
    answer = admin_client.post(preview, form(admin_client, url) | fields)
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = admin_client.get(preview)
    assert shown.status_code == 200
    assert b"<h1" in shown.content
    assert b"New" in shown.content


def test_an_article_of_a_hundred_sections_is_saved(home, admin_client):
    article = make.article(make.category(home, "Health"), "Walking")
    url = f"/admin/pages/{article.pk}/edit/"
    paragraphs = streamfield([("paragraph", rich_text("<p>On.</p>"))] * 4)
    section = {"heading": "Far", "numbered": "on", "anchor": "", "content": paragraphs}
    fields = nested_form_data({"body": streamfield([("section", section)] * 100)})
    assert len(fields) > 2_000
    given = form(admin_client, url) | fields | {"action-publish": "1"}
    assert admin_client.post(url, given).status_code == 302
    body = ArticlePage.objects.get(pk=article.pk).body
    assert len(body) == 100
    assert json.dumps(body.get_prep_value()).count("On.") == 400
