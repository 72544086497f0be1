"""Questions as a list, of the library and written on pages, and the pages that show one."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog import faqs
from blog.editions.compose import node_id
from blog.editions.declarations import name
from blog.editions.models import Edition, Term
from blog.models import FAQ
from blog.visibility import rows
from home.models import HomePage
from search import query as search_query
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


def test_the_page_that_a_question_is_found_on_is_the_first_of_those_that_show_it(library, door):
    names = [name(faq) for faq in library.values()]
    for card in door.editions(names).values():
        asked = faqs.shown_by(card, 1)
        listed = faqs.pages_of(card, door.lists(asked), 1)
        column, args = faqs.first_page(door.scope, "q.name")
        sql = f"SELECT {column} FROM (SELECT name FROM blog_edition WHERE name = %s) q"
        assert rows(sql, [*args, card["__name"]]) == [(listed[0] if listed else None,)]


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


@pytest.fixture
def written(home) -> dict[str, object]:
    """Questions that are written on pages of each kind, public and not."""
    health = make.category(home, "Health")
    sleep = make.category(health, "Sleep")
    make.question("Library?", topic=make.topic("Night"))
    make.article(sleep, "Sleeping", body=[make.section("One", make.faq(("Naps?", "In beds.")))])
    make.article(health, "Both", body=[make.faq(("Apples?", "Eat."), FAQ.objects.get())])
    make.standard(home, "About", body=[make.faq(("Who?", "We."))])
    make.article(health, "Draft", body=[make.faq(("Drafted?", "In beds."))], live=False)
    hidden = make.article(health, "Hidden", body=[make.faq(("Secret?", "In beds."))])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    abroad = make.category(make.site().root_page, "Abroad")
    make.article(abroad, "Far", body=[make.faq(("Abroad?", "In beds."))])
    gone = make.article(health, "Expired", body=[make.faq(("Expired?", "In beds."))])
    gone.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    gone.save()
    return {page.title: page.specific for page in Page.objects.filter(depth__gt=2)}


def test_questions_that_are_written_on_public_pages_are_listed_with_the_library(written, ask):
    assert questions(ask) == ["Apples?", "Library?", "Naps?", "Who?"]
    assert questions(ask, category="health") == ["Apples?", "Library?", "Naps?"]
    assert questions(ask, category="sleep") == ["Naps?"]
    assert questions(ask, topic=FAQ.objects.get().topic.slug) == ["Library?"]
    assert questions(ask, search="beds") == ["Naps?"]
    assert questions(ask, search="eat", category="health") == ["Apples?"]
    assert questions(ask, search="secret") == questions(ask, search="drafted") == []


def test_of_too_many_questions_the_newest_are_found_whatever_is_hidden(written, ask, monkeypatch):
    monkeypatch.setattr(search_query, "MOST", 1)
    assert questions(ask, search="beds") == ["Naps?"]
    assert questions(ask, search="beds", category="health") == ["Naps?"]
    written["Draft"].save_revision().publish()
    assert questions(ask, search="beds") == ["Drafted?"]
    assert questions(ask, search="beds", category="sleep") == ["Naps?"]


def test_questions_come_and_go_with_the_page_that_they_are_written_on(written, ask):
    written["Draft"].save_revision().publish()
    assert "Drafted?" in questions(ask, search="beds")
    written["Sleeping"].body = json.dumps([make.faq(("Dreams?", "At night."))])
    written["Sleeping"].save_revision().publish()
    assert questions(ask, category="sleep") == ["Dreams?"]
    assert questions(ask, search="naps") == []
    PageViewRestriction.objects.create(page=written["Health"], restriction_type="login")
    assert questions(ask) == ["Who?"]
    PageViewRestriction.objects.filter(page=written["Health"]).delete()
    written["Sleep"].move(make.category(HomePage.objects.first(), "Money"), pos="last-child")
    assert questions(ask, category="health") == ["Apples?", "Drafted?", "Library?"]
    assert questions(ask, category="money") == ["Dreams?"]
    written["Sleeping"].unpublish()
    Page.objects.get(title="About").delete()
    assert questions(ask) == ["Apples?", "Drafted?", "Library?"]


def test_a_question_is_the_same_thing_in_every_list_and_by_its_id(written, ask):
    listed = ask("{ faqs { nodes { id question url pages { url } } } }")["faqs"]["nodes"]
    apples, library, naps, _ = listed
    assert naps["pages"] == [{"url": "/health/sleep/sleeping/"}]
    assert library["pages"] == [{"url": "/health/both/"}]
    on_page = ask("""{ article(slug: "both") { faq { id question url pages { url } } } }""")
    assert on_page["article"]["faq"] == [apples, library]
    for question in listed:
        found = ask("query ($id: ID!) { node(id: $id) { id ... on FAQ { question } } }", **question)
        assert found["node"] == {"id": question["id"], "question": question["question"]}


def test_a_question_tells_where_it_is_answered(written, ask, visitor):
    for question in ask("{ faqs { nodes { question url } } }")["faqs"]["nodes"]:
        path, _, anchor = question["url"].partition("#")
        page = visitor.get(path).content.decode()
        assert f'<div class="answer" id="{anchor}">' in page
        assert question["question"] in page


def test_what_is_no_more_public_has_no_node(written, ask):
    naps = ask(FAQS, search="naps")["faqs"]["nodes"][0]["question"]
    id_ = ask('{ faqs(search: "naps") { nodes { id } } }')["faqs"]["nodes"][0]["id"]
    assert naps == "Naps?"
    written["Sleeping"].unpublish()
    query = "query ($id: ID!) { node(id: $id) { id } }"
    assert ask(query, id=id_)["node"] is None
    secret = json.loads(json.dumps(written["Hidden"].body.raw_data[0]["value"]))["items"][0]["id"]
    name = f"question:{written['Hidden'].pk}:{secret}"
    assert ask(query, id=node_id(name))["node"] is None


def test_a_question_that_its_page_has_no_more_is_in_no_answer_until_editions_are_mended(home, ask):
    health = make.category(home, "Health")
    make.article(health, "Walking", body=[make.faq(("How far?", "A mile."))])
    [stored] = Edition.objects.filter(kind="question")
    listed = Term.objects.get(name=stored.name, term="asked")
    gone, stored.name = f"{stored.name}-gone", f"{stored.name}-gone"
    stored.fingerprint = "other"
    stored.save(force_insert=True)
    listed.pk, listed.name = None, gone
    listed.save(force_insert=True)
    query = "query ($id: ID!) { node(id: $id) { id } faqs { nodes { question } } }"
    assert ask(query, id=node_id(gone)) == {
        "node": None,
        "faqs": {"nodes": [{"question": "How far?"}]},
    }


def test_a_list_of_questions_is_read_in_parts_of_which_none_is_missing(written, ask):
    everything = questions(ask)
    query = """query ($first: Int, $after: String, $last: Int, $before: String, $page: Int,
      $per: Int) { faqs(first: $first, after: $after, last: $last, before: $before, page: $page,
      perPage: $per) { nodes { question } pageInfo { hasNextPage endCursor hasPreviousPage
      startCursor } pageCount } }"""
    found, part = [], {"first": 1}
    while True:
        read = ask(query, **part)["faqs"]
        found += [node["question"] for node in read["nodes"]]
        if not read["pageInfo"]["hasNextPage"]:
            break
        part = {"first": 1, "after": read["pageInfo"]["endCursor"]}
    assert found == everything
    pages = [ask(query, page=n, per=3)["faqs"] for n in (1, 2)]
    assert [n["question"] for page in pages for n in page["nodes"]] == everything
    assert pages[0]["pageCount"] == 2
    last = ask(query, last=2)["faqs"]
    assert [node["question"] for node in last["nodes"]] == everything[-2:]
    before = ask(query, last=2, before=last["pageInfo"]["startCursor"])["faqs"]
    assert [node["question"] for node in before["nodes"]] == everything[:2]


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
            make.article(health, body=[make.faq(make.question(), (f"Is it {n}?", "Yes."))])
        with statements() as sql:
            found = ask(FAQS, category="health")["faqs"]["nodes"]
        assert len(found) >= n * 2
        assert all(node["pages"] for node in found)
        counts.append(len(sql))
    assert counts[0] == counts[1] <= 8
