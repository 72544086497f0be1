"""The search page and the search of a page of questions, as a visitor without scripts has them."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(visitor):
    """The search page for some parameters."""

    def page(status: int = 200, path: str = "/search/", **given: str) -> BeautifulSoup:
        response = visitor.get(path, given)
        assert response.status_code == status
        assert not response.cookies
        return BeautifulSoup(response.content.decode(), "html.parser").find("main")

    return page


def words(thing: object) -> str:
    return " ".join(thing.get_text().split())


def said(page: BeautifulSoup) -> str:
    return words(page.select_one("[role=status]"))


@pytest.fixture
def health(home):
    return make.category(home, "Health")


def test_results_have_their_words_marked_and_are_left_out_of_search_engines(health, page, visitor):
    ada = make.author("Ada Smith")
    body = [make.paragraph("<p>Nobody <b>walks</b> &amp; talks.</p>")]
    make.article(health, "Walking", body=body, authors=[ada])
    found = page(query="walk smith")
    assert said(found) == "1 article for “walk smith”"
    result = found.select_one(".results ol li")
    assert [words(mark) for mark in result.select("mark")] == [
        "Walking",
        "Walking",
        "walks",
        "Smith",
    ]
    assert result.select_one("h3 a")["href"] == "/health/walking/"
    whole = visitor.get("/search/", {"query": "walk"}).content.decode()
    assert '<meta name="robots" content="noindex">' in whole


def test_what_is_typed_is_only_text(health, page):
    make.article(health, "Bold & <b>brave</b>")
    found = page(query='<b>"bold"')
    assert found.select("b") == []
    assert found.select_one("input")["value"] == '<b>"bold"'
    assert words(found.select_one("h3")) == "Bold & <b>brave</b>"


def test_pages_of_results_have_stable_addresses(health, page):
    for n in range(21):
        make.article(health, f"Number {n}", tags=["Sea"])
    first = page(query="number", tag="sea")
    onward = first.select_one("[rel=next]")["href"]
    assert onward == "/search/?query=number&tag=sea&page=2"
    assert first.select_one("[rel=prev]") is None
    assert len(first.select(".results ol li")) == 20
    second = page(path=onward)
    assert second.select_one("[rel=prev]")["href"] == "/search/?query=number&tag=sea"
    assert second.select_one("[rel=next]") is None
    assert second.select_one(".results ol")["start"] == "21"
    assert len(second.select(".results ol li")) == 1
    for wrong in ("3", "0", "-1", "x", "99999999999"):
        page(404, query="number", page=wrong)


def test_filters_are_chosen_and_lifted_by_links(health, page):
    make.article(health, "Walking", tags=["Sea"])
    make.article(make.category(health, "Sleep"), "Sleepwalking about", tags=["Sun"])
    found = page(query="about")
    links = {words(a): a["href"] for a in found.select(".facets a")}
    assert links["Sleep 1"] == "/search/?query=about&category=sleep"
    assert set(links) == {"Health 2", "Sleep 1", "Sea 1", "Sun 1"}
    narrow = page(path=links["Sleep 1"])
    assert said(narrow) == "1 article for “about”"
    chosen = narrow.select_one(".facets [aria-current]")
    assert (words(chosen), chosen["href"]) == ("Sleep 1", "/search/?query=about")
    hidden = narrow.select_one("form input[type=hidden]")
    assert (hidden["name"], hidden["value"]) == ("category", "sleep")
    nothing = page(query="about", category="none")
    assert "Search everywhere" in words(nothing)


def test_questions_are_found_and_lead_to_their_answers(health, page, visitor):
    asked = make.question("Who naps?", answer="Anybody tired.")
    make.article(health, "Beds", body=[make.faq(("Why nap?", "When tired."), asked)])
    make.article(health, "Secret", body=[make.faq(("Draft nap?", "Tired."))], live=False)
    private = make.article(health, "Private", body=[make.faq(("Private nap?", "Tired."))])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = page(query="tired nap")
    assert said(found) == "1 article and 2 questions for “tired nap”"
    links = {words(a): a["href"] for a in found.select("#_questions ~ ul a")}
    assert set(links) == {"Who naps?", "Why nap?"}
    for link in links.values():
        path, _, anchor = link.partition("#")
        assert f'class="answer" id="{anchor}"' in visitor.get(path).content.decode()
    assert page(query="tired", tag="none").select("#_questions") == []


def test_where_nothing_is_found_there_is_something_to_look_at(health, page):
    make.article(health, "Walking")
    found = page(query="wlaking")
    assert said(found) == "Nothing found for “wlaking”"
    assert found.select_one("header a[href='/search/?query=walking']") is not None
    assert "Newest articles" in words(found)
    assert found.select_one(".nothing .tags a")["href"] == "/health/"
    assert "Did you mean" not in words(page(query="zzzz"))


def test_a_word_of_what_is_not_public_is_never_meant(health, page):
    make.article(health, "Walking", live=False)
    private = make.article(health, "Wandering")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    abroad = make.category(make.site().root_page, "Abroad")
    make.article(abroad, "Wanting")
    for typed in ("wlaking", "wandring", "wanthing"):
        assert "Did you mean" not in words(page(query=typed))


def test_the_search_page_takes_as_many_statements_however_much_it_shows(health, page, statements):
    counts = []
    for n in (2, 8):
        for k in range(n):
            asked = make.question(f"About question {n} {k}?")
            below = make.category(health)
            body = [make.faq(asked, ("About it?", "Yes."))]
            make.article(below, authors=[make.author("About")], tags=[f"T {n} {k}"], body=body)
        page(query="about")
        with statements() as sql:
            found = page(query="about")
        assert len(found.select(".results ol li")) >= n
        counts.append(len(sql))
    assert max(counts) == min(counts) <= 6


def test_without_words_there_is_only_the_form(health, page):
    make.article(health)
    for nothing in ({}, {"query": ""}, {"query": "  "}):
        found = page(**nothing)
        assert found.select_one("form[role=search]")
        assert found.select("[role=status], .results, .facets") == []


def test_questions_of_a_page_are_searched_in_it(home, page):
    night, day = make.topic("Night"), make.topic("Day")
    make.question("Why dream?", answer="Nobody knows.", topic=night)
    make.question("Why nap?", answer="To dream by day.", topic=day)
    make.question("Why dream elsewhere?", topic=make.topic("Elsewhere"))
    make.faq_page(home, night, day)
    everything = page(path="/questions/")
    assert [words(h) for h in everything.select("h2")] == ["Night", "Day"]
    assert [a["href"] for a in everything.select("nav[aria-label=Topics] a")] == [
        f"#{topic.slug}" for topic in (night, day)
    ]
    found = page(path="/questions/", query="dream")
    assert said(found).startswith("2 questions for “dream”")
    assert words(found.select_one("summary mark")) == "dream"
    assert all(item.has_attr("open") for item in found.select("details"))
    one = page(path="/questions/", query="dream day")
    assert [words(h) for h in one.select("h2")] == ["Day"]
    assert said(page(path="/questions/", query="elsewhere")).startswith("No question for")
    assert page(path="/questions/", query="?!").select("details") == []


def test_a_form_without_scripts_asks_the_search_page(home, visitor):
    whole = visitor.get("/").content.decode()
    assert re.search(r'<form class="search"[^>]*action="/search/"', whole, re.DOTALL)
    assert whole.count("js/suggest.js") == 1
