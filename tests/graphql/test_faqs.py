"""The library's questions as a list, and the pages that show one."""

import pytest
from wagtail.models import Page, PageViewRestriction

from blog.models import FAQ
from tests import factories as make

pytestmark = pytest.mark.django_db

FAQS = """query ($search: String, $topic: String, $category: String) { faqs(
  search: $search, topic: $topic, category: $category, first: 100) { totalCount
  nodes { question answer { text } topic { name } pages { __typename title } } } }"""


def questions(ask, **given) -> list[str]:
    """The questions that are listed; all of them are counted."""
    found = ask(FAQS, **given)["faqs"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["question"] for node in found["nodes"]]


@pytest.fixture
def library(home) -> dict[str, FAQ]:
    """Questions that are shown, listed by topic, or met by nobody."""
    health, money = make.category(home, "Health"), make.category(home, "Money")
    sleep = make.category(health, "Sleep")
    night, cash, nothing = make.topic("Night"), make.topic("Cash"), make.topic("Nothing")
    made = {
        name: make.question(f"{name}?", answer=f"About {name.lower()}.", topic=topic)
        for name, topic in (
            ("Dreams", night), ("Coins", cash), ("Naps", night), ("Unused", nothing),
            ("Drafted", nothing), ("Secret", nothing), ("Abroad", nothing),
        )
    }  # fmt: skip
    make.question("Not live?", topic=night, live=False)
    make.article(sleep, "Sleeping", body=[make.section("One", make.faq(made["Dreams"]))])
    make.article(money, "Saving", body=[make.faq(made["Coins"], made["Dreams"])])
    make.faq_page(home, night, title="Questions")
    make.article(money, "Draft", body=[make.faq(made["Drafted"])], live=False)
    hidden = make.article(money, "Hidden", body=[make.faq(made["Secret"])])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    abroad = make.category(make.site().root_page, "Abroad")
    make.article(abroad, "Far", body=[make.faq(made["Abroad"])])
    return made


def test_questions_are_listed_that_a_page_shows_or_a_faq_page_lists(library, ask):
    assert questions(ask) == ["Coins?", "Dreams?", "Naps?"]


def test_questions_come_and_go_with_the_pages_that_show_them(library, ask):
    Page.objects.get(title="Draft").specific.save_revision().publish()
    assert "Drafted?" in questions(ask)
    Page.objects.get(title="Saving").specific.unpublish()
    assert questions(ask) == ["Drafted?", "Dreams?", "Naps?"]
    page = Page.objects.get(title="Questions")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert questions(ask) == ["Drafted?", "Dreams?"]
    library["Dreams"].unpublish()
    assert questions(ask) == ["Drafted?"]


def test_questions_are_found_by_topic_category_and_words(library, ask):
    night = library["Dreams"].topic.slug
    assert questions(ask, topic=night) == ["Dreams?", "Naps?"]
    assert questions(ask, category="money") == ["Coins?", "Dreams?"]
    assert questions(ask, category="health") == ["Dreams?"]
    assert questions(ask, search="abo nap") == ["Naps?"]
    assert questions(ask, search="about", topic=night, category="sleep") == ["Dreams?"]
    assert questions(ask, search=" ") == questions(ask)
    assert questions(ask, search="unused") == questions(ask, search="?!") == []
    assert questions(ask, topic="none") == questions(ask, category="none") == []


def test_words_of_a_question_are_those_that_it_has_now(library, ask):
    question = library["Naps"]
    question.answer = "<p>Forty winks.</p>"
    question.save()
    assert questions(ask, search="winks") == ["Naps?"]
    assert questions(ask, search="about naps") == []
    question.delete()
    assert questions(ask, search="winks") == []


def test_an_article_is_not_found_by_the_key_of_a_question(library, ask):
    found = ask('{ search(query: "about") { totalCount nodes { title } } }')["search"]
    assert {node["title"] for node in found["nodes"]} == {"Sleeping", "Saving"}
    query = '{ articles(filter: {search: "naps"}) { totalCount } }'
    assert ask(query)["articles"]["totalCount"] == 0


def test_a_question_tells_the_public_pages_that_show_it(library, ask):
    found = {node["question"]: node["pages"] for node in ask(FAQS)["faqs"]["nodes"]}
    assert [page["title"] for page in found["Dreams?"]] == ["Saving", "Sleeping", "Questions"]
    assert found["Naps?"] == [{"__typename": "FAQPage", "title": "Questions"}]
    assert found["Coins?"] == [{"__typename": "ArticlePage", "title": "Saving"}]
    few = ask("{ faqs { nodes { question pages(first: 1) { title } } } }")["faqs"]["nodes"]
    assert few[1] == {"question": "Dreams?", "pages": [{"title": "Saving"}]}


def test_a_question_that_is_written_on_a_page_tells_that_page(home, ask):
    make.article(make.category(home), "Walking", body=[make.faq(("Why?", "So."))])
    query = '{ article(slug: "walking") { faq { question pages { title } } } }'
    assert ask(query)["article"]["faq"] == [{"question": "Why?", "pages": [{"title": "Walking"}]}]


def test_a_faq_page_has_its_questions_like_any_page(library, ask):
    query = """{ page(urlPath: "/questions/") { ... on HasFAQ { faq { question anchor } }
      ... on FAQPage { groups { faqs { question anchor } } } } }"""
    found = ask(query)["page"]
    assert {item["question"] for item in found["faq"]} == {"Dreams?", "Naps?"}
    assert all(item["anchor"] for item in found["faq"])
    assert found["faq"] == [item for group in found["groups"] for item in group["faqs"]]


def test_a_list_of_questions_takes_as_many_statements_however_many_there_are(home, ask, statements):
    counts, health = [], make.category(home, "Health")
    for n in (10, 40):
        for _ in range(n):
            make.article(health, body=[make.faq(make.question())])
        with statements() as sql:
            found = ask(FAQS, category="health")["faqs"]["nodes"]
        assert len(found) >= n
        assert all(node["pages"] for node in found)
        counts.append(len(sql))
    assert counts[0] == counts[1] <= 8
