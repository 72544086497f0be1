"""The graph of schema.org that a page tells: linked, complete, and of what stands on the page."""

import datetime
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from blog.editions.keep import keep
from blog.models import ArticlePage
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

# What Google requires and recommends of a type, by its documentation of structured data.
WANTED = {
    "Article": {"author", "datePublished", "dateModified", "headline", "image"},
    "BreadcrumbList": {"itemListElement"},
    "FAQPage": {"mainEntity"},
    "Organization": {"name", "url", "logo", "sameAs"},
    "WebSite": {"name", "url", "potentialAction"},
    "ItemList": {"itemListElement"},
}
DATE = datetime.date(2026, 3, 1)


def graph(page: str) -> list[dict[str, Any]]:
    """The nodes that a page's HTML tells."""
    scripts = BeautifulSoup(page, "html.parser").find_all("script", type="application/ld+json")
    assert len(scripts) == 1
    found = json.loads(scripts[0].string)
    assert found["@context"] == "https://schema.org"
    return found["@graph"]


def types(found: list[dict]) -> list[str]:
    return [node["@type"] for node in found]


def node(found: list[dict], type_: str) -> dict:
    [one] = [node for node in found if node["@type"] == type_]
    return one


def references(value: Any) -> set[str]:
    """The ids of nodes that are only pointed at."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    return {value["@id"]} if value.keys() == {"@id"} else references(list(value.values()))


@pytest.fixture
def pages(home, visitor):
    site = showcase.build(home)
    paths = [p for p in [*site.paths, "/authors/ada/", "/tags/food/"] if p != "/nowhere/"]
    answers = {path: visitor.get(path) for path in paths}
    return {p: graph(a.content.decode()) for p, a in answers.items() if a.status_code == 200}


def test_the_graph_of_every_page_is_one_and_nothing_in_it_points_elsewhere(pages):
    assert len(pages) > 10
    for path, found in pages.items():
        ids = [each["@id"] for each in found]
        assert len(set(ids)) == len(ids), path
        assert references(found) <= set(ids), path
        assert types(found)[:2] == ["Organization", "WebSite"]


def test_nothing_is_missing_that_search_engines_ask_for(pages):
    found = pages["/health/article-about-5/"] + pages["/health/"]
    for each in found:
        assert WANTED.get(each["@type"], set()) <= each.keys(), each["@type"]
    article = node(found, "Article")
    for writer in article["author"]:
        assert {"@type", "name", "url"} <= writer.keys()
    for key in ("datePublished", "dateModified"):
        assert datetime.datetime.fromisoformat(article[key]).tzinfo
    for each in found:
        for item in each.get("itemListElement", ()):
            assert item["@type"] == "ListItem"
            assert {"position", "name"} < item.keys()
    for question in node(found, "FAQPage")["mainEntity"]:
        assert question["name"]
        assert question["acceptedAnswer"]["text"]
    search = node(pages["/"], "WebSite")["potentialAction"]
    assert search["target"]["urlTemplate"] == "http://testserver/search/?query={query}"
    assert search["query-input"] == "required name=query"


def test_an_article_is_of_the_type_that_its_editor_chose(home, visitor, ask):
    health = make.category(home, "Health")
    make.article(health, "Walking")
    make.article(health, "Fire", article_type="news_article")
    assert node(graph(visitor.get("/health/walking/").content.decode()), "Article")
    assert node(graph(visitor.get("/health/fire/").content.decode()), "NewsArticle")
    assert ask('{ article(slug: "fire") { articleType } }')["article"] == {
        "articleType": "NEWS_ARTICLE"
    }


def test_a_page_is_medical_only_with_a_medical_reviewer_and_a_date(home, visitor, ask):
    health, ada = make.category(home, "Health"), make.author("Ada", role="Physician")
    given = {
        "Nobody": {},
        "Facts": {"reviewer": ada, "review_date": DATE},
        "Undated": {"medical_reviewer": ada},
        "Hidden": {"medical_reviewer": make.author("Bob", live=False), "review_date": DATE},
        "Medical": {"medical_reviewer": ada, "review_date": DATE},
    }
    kinds = {}
    for title, fields in given.items():
        article = make.article(health, title)
        ArticlePage.objects.filter(pk=article.pk).update(**fields)
        keep(f"page:{article.pk}")
        page = visitor.get(f"/health/{title.lower()}/").content.decode()
        kinds[title] = graph(page)[2]["@type"]
    assert kinds == dict.fromkeys(given, "WebPage") | {"Medical": "MedicalWebPage"}
    medical = node(graph(page), "MedicalWebPage")
    assert medical["reviewedBy"]["name"] == "Ada"
    assert medical["lastReviewed"] == "2026-03-01"
    assert "Medically reviewed" in page
    assert "Medically reviewed by Ada." in visitor.get("/health/medical.md").content.decode()
    found = ask('{ article(slug: "medical") { medicalReviewer { name } reviewDate } }')
    assert found["article"] == {"medicalReviewer": {"name": "Ada"}, "reviewDate": "2026-03-01"}


def test_a_medical_reviewer_needs_the_date_of_the_review(home):
    article = make.article(make.category(home, "Health"), "Walking")
    article.medical_reviewer = make.author("Ada")
    with pytest.raises(ValidationError, match="medical reviewer"):
        article.full_clean()


def test_questions_are_told_once_and_only_if_they_are_published(home, visitor):
    health = make.category(home, "Health")
    shared, draft = make.question("Shared?"), make.question("Draft?", live=False)
    body = [make.faq(shared, draft, ("Mine?", "Yes.")), make.faq(shared)]
    make.article(health, "Walking", body=body)
    make.article(health, "Sleeping", body=[make.faq(draft)])
    found = graph(visitor.get("/health/walking/").content.decode())
    asked = [q["name"] for q in node(found, "FAQPage")["mainEntity"]]
    assert asked == ["Shared?", "Mine?"]
    assert "FAQPage" not in types(graph(visitor.get("/health/sleeping/").content.decode()))


def test_a_page_of_questions_is_itself_the_one_faqpage(pages):
    found = pages["/questions/"]
    assert types(found).count("FAQPage") == 1
    assert "WebPage" not in types(found)


def test_an_answer_is_told_in_the_html_that_search_engines_read(home, visitor):
    health, image = make.category(home, "Health"), showcase.picture("Sea")
    answer = (
        '<p>H<sub>2</sub>O is <b>wet</b>, see <a href="/health/">here</a>.</p><ul><li>One</li></ul>'
        f'<embed embedtype="image" id="{image.pk}" alt="Sea" format="left"/><hr/>'
        "<blockquote>Said.</blockquote>"
    )
    question = make.question("Wet?")
    question.answer = answer
    question.save_revision().publish()
    make.article(health, "Water", body=[make.faq(question)])
    found = node(graph(visitor.get("/health/water/").content.decode()), "FAQPage")
    assert found["mainEntity"][0]["acceptedAnswer"]["text"] == (
        '<p>H2O is <b>wet</b>, see <a href="http://testserver/health/">here</a>.</p>'
        "<ul><li>One</li></ul>Said."
    )


def test_a_list_tells_the_articles_of_the_page_that_is_shown(home, visitor, ask):
    health, ada = make.category(home, "Health"), make.author("Ada")
    for n in range(23):
        make.article(health, f"Number {n}", authors=[ada], tags=["Food"])
    for path in ("/health/", f"/authors/{ada.slug}/", "/tags/food/"):
        first = node(graph(visitor.get(path).content.decode()), "ItemList")["itemListElement"]
        assert [item["position"] for item in first] == list(range(1, 21))
        second = graph(visitor.get(f"{path}?page=2").content.decode())
        last = node(second, "ItemList")["itemListElement"][-1]
        assert (last["position"], last["name"]) == (23, "Number 0")
        assert last["url"] == "http://testserver/health/number-0/"
        assert node(second, "ItemList")["@id"] == f"http://testserver{path}?page=2#articles"


def test_both_faces_tell_the_same_of_lists_of_authors_and_tags(home, visitor, ask):
    showcase.build(home)
    for query, path in (
        ('author(slug: "ada")', "/authors/ada/"),
        ('tag(slug: "food")', "/tags/food/"),
        ('category(slug: "health")', "/health/"),
    ):
        found = ask(f"{{ thing: {query} {{ seo {{ jsonLd canonical }} }} }}")["thing"]["seo"]
        assert json.loads(found["jsonLd"])["@graph"] == graph(visitor.get(path).content.decode())
    idle = make.author("Idle")
    assert ask(f'{{ author(slug: "{idle.slug}") {{ seo {{ title }} }} }}') == {
        "author": {"seo": None}
    }


def test_an_author_is_the_main_thing_of_his_page(pages):
    found = node(pages["/authors/ada/"], "ProfilePage")
    person = found["mainEntity"]
    assert (person["name"], person["jobTitle"]) == ("Ada", "Editor")
    writer = node(pages["/health/article-about-5/"], "Article")["author"][0]
    assert writer["@id"] == person["@id"] == "http://testserver/authors/ada/#person"
