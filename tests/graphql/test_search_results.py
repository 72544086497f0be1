"""What a search tells of its results: where the words stand, how they are spread; what is typed."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticlePage
from blog.visibility import on_sqlite
from tests import factories as make

pytestmark = pytest.mark.django_db

HIGHLIGHTS = """query ($q: String!) { search(query: $q) { edges { node { title }
  highlights { part html fragments { text isMatch } } } } }"""
FACETS = """query ($q: String!, $category: String, $tag: String, $author: String) {
  search(query: $q, category: $category, tag: $tag, author: $author) { totalCount
    nodes { title }
    facets { categories { count category { title } } tags { count tag { name } } } } }"""
SUGGESTIONS = "query ($q: String!) { suggestions(query: $q) { title url } }"


@pytest.fixture
def filled(home):
    """Articles that hold the word about, public and not, in categories, with tags."""
    health, money = make.category(home, "Health"), make.category(home, "Money")
    sleep, ada = make.category(health, "Sleep"), make.author("Ada")
    make.article(health, "Walking uphill", tags=["Sea", "Sun"], authors=[ada])
    make.article(sleep, "Walking asleep", tags=["Sea"])
    make.article(money, "Café walks", tags=["Sun"])
    hidden = {"tags": ["Sea", "Secret"], "authors": [ada]}
    make.article(health, "Walking in secret", live=False, **hidden)
    private = make.article(health, "Walking in private", **hidden)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = make.article(sleep, "Walking away", **hidden)
    gone.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    gone.save()
    abroad = make.category(make.site().root_page, "Abroad")
    make.article(abroad, "Walking abroad", **hidden)
    return ada


def highlights(ask, words: str) -> dict[str, list[tuple[str, str]]]:
    """Title → (part, HTML) of the highlights; the fragments say the same."""
    found = {}
    for edge in ask(HIGHLIGHTS, q=words)["search"]["edges"]:
        for one in edge["highlights"]:
            marked = [f["text"] for f in one["fragments"] if f["isMatch"]]
            assert one["html"].count("<mark>") == len(marked) > 0
        found[edge["node"]["title"]] = [(h["part"], h["html"]) for h in edge["highlights"]]
    return found


def test_a_result_shows_where_the_words_stand(home, ask):
    health = make.category(home, "Health")
    ada, asked = (
        make.author("Ada Smith"),
        make.question("Who yawns?", answer="All <b>who</b> yawn."),
    )
    body = [make.paragraph("<p>One. Two &lt;b&gt; naps a day.</p>"), make.faq(asked)]
    make.article(health, "Naps", introduction="It helps.", body=body, authors=[ada])
    assert highlights(ask, "nap day") == {
        "Naps": [
            ("TITLE", "<mark>Naps</mark>"),
            ("TEXT", "… Two &lt;b&gt; <mark>naps</mark> a <mark>day</mark>. Questions"),
        ]
    }
    assert highlights(ask, "smith") == {"Naps": [("AUTHOR", "Ada <mark>Smith</mark>")]}
    assert highlights(ask, "yawn") == {
        "Naps": [("QUESTION", "Who <mark>yawns</mark>? All who <mark>yawn</mark>.")]
    }


def test_highlights_are_read_only_for_who_asks_and_once(filled, ask, statements):
    counts = []
    for n in (0, 20):
        for _ in range(n):
            make.article(Page.objects.get(slug="health").specific, authors=[filled])
        for query in ("search(query: $q) { nodes { title } }", HIGHLIGHTS.partition("{ ")[2][:-2]):
            with statements() as sql:
                assert ask(f"query ($q: String!) {{ {query} }}", q="about ada")["search"]
            counts.append(len(sql))
    # What holds the words SQLite has looked up with what is found.
    more = 3 if on_sqlite() else 2
    assert counts[0] == counts[2] == counts[1] - more == counts[3] - more


def facets(ask, words: str, **given) -> tuple[dict, dict]:
    """Counts by category and by tag; all that is found is counted in each of its own."""
    found = ask(FACETS, q=words, **given)["search"]
    assert found["totalCount"] == len(found["nodes"])
    by_category = {f["category"]["title"]: f["count"] for f in found["facets"]["categories"]}
    return by_category, {f["tag"]["name"]: f["count"] for f in found["facets"]["tags"]}


def test_facets_count_what_is_public_and_found(filled, ask):
    assert facets(ask, "walking") == ({"Health": 2, "Sleep": 1}, {"Sea": 2, "Sun": 1})
    assert facets(ask, "about") == ({"Health": 2, "Sleep": 1, "Money": 1}, {"Sea": 2, "Sun": 2})
    assert facets(ask, "about", category="sleep") == ({"Health": 1, "Sleep": 1}, {"Sea": 1})
    assert facets(ask, "about", tag="sun", category="health") == (
        {"Health": 1},
        {"Sea": 1, "Sun": 1},
    )
    assert facets(ask, "about", author=filled.slug) == ({"Health": 1}, {"Sea": 1, "Sun": 1})
    for nothing in ({"tag": "secret"}, {"category": "abroad"}, {"author": "none"}, {"tag": "\0"}):
        assert facets(ask, "about", **nothing) == ({}, {})
    assert facets(ask, "nowhere") == facets(ask, "?!") == ({}, {})


def test_facets_take_one_statement_however_much_is_found(filled, ask, statements):
    query = "query ($q: String!) { search(query: $q) { nodes { title } %s } }"
    counts = []
    for n in (1, 12):
        for _ in range(n):
            made = make.category(Page.objects.get(slug="health").specific)
            make.article(made, tags=[f"Tag {made.pk}"])
        for more in ("", "facets { categories { count } tags { count tag { name } } }"):
            with statements() as sql:
                assert ask(query % more, q="about")["search"]["nodes"]
            counts.append(len(sql))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3] <= counts[0] + 2


def test_the_largest_facets_come_first_and_no_more_than_asked_for(filled, ask, visitor):
    query = """{ search(query: "about") { facets { categories(first: 1) { category { title } }
      tags(first: 3) { tag { name } } } } }"""
    found = ask(query)["search"]["facets"]
    assert found["categories"] == [{"category": {"title": "Health"}}]
    assert len(found["tags"]) == 2
    wrong = visitor.get("/graphql/", {"query": query.replace("first: 3", "first: 0")}).json()
    assert wrong["errors"][0]["extensions"] == {
        "code": "BAD_ARGUMENT",
        "argument": "first",
    } | {"requestId": wrong["errors"][0]["extensions"]["requestId"]}


def test_cursors_go_on_within_a_filter(filled, ask):
    query = """query ($after: String) { search(query: "about", tag: "sea", first: 1, after: $after)
      { nodes { title } pageInfo { hasNextPage endCursor } } }"""
    first = ask(query)["search"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["search"]
    titles = {first["nodes"][0]["title"], second["nodes"][0]["title"]}
    assert titles == {"Walking uphill", "Walking asleep"}
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


def suggested(ask, typed: str) -> list[str]:
    return [page["title"] for page in ask(SUGGESTIONS, q=typed)["suggestions"]]


def test_public_titles_are_suggested_by_what_is_typed(filled, ask):
    assert suggested(ask, "wal") == ["Walking asleep", "Walking uphill", "Café walks"]
    assert suggested(ask, "CAFE W") == ["Café walks"]
    assert suggested(ask, "walking up") == suggested(ask, "uph") == ["Walking uphill"]
    assert suggested(ask, "walking a") == ["Walking asleep"]
    for nothing in ("", " ", "?", "%", "_", "secret", "private", "away", "abroad", "alking"):
        assert suggested(ask, nothing) == []


def test_suggestions_follow_a_title_and_its_publication(filled, ask):
    article = ArticlePage.objects.get(title="Walking uphill")
    article.title = "Climbing down"
    article.save_revision().publish()
    assert suggested(ask, "clim") == suggested(ask, "down") == ["Climbing down"]
    assert suggested(ask, "uph") == []
    article.unpublish()
    assert suggested(ask, "clim") == []


def test_suggestions_are_few_and_say_what_is_wrong(filled, ask, visitor, statements):
    for n in range(12):
        make.article(Page.objects.get(slug="health").specific, f"Zebra {n}")
    with statements() as sql:
        assert len(suggested(ask, "zebra")) == 8
    assert len(sql) <= 3
    for title in ("See okapi, okapi, okapi", "The okapi zoo"):
        make.article(Page.objects.get(slug="health").specific, title)
    assert len(ask('{ suggestions(query: "okapi", first: 2) { url } }')["suggestions"]) == 2
    assert len(ask('{ suggestions(query: "z", first: 3) { url } }')["suggestions"]) == 3
    query = '{ suggestions(query: "z", first: 21) { url } }'
    error = visitor.get("/graphql/", {"query": query}).json()["errors"][0]
    assert error["extensions"]["argument"] == "first"
    assert "from 1 to 20" in error["message"]


def test_the_page_suggests_the_same(filled, ask, visitor):
    response = visitor.get("/search/suggestions/", {"query": "wal"})
    assert response.headers["Content-Type"] == "application/json"
    assert json.loads(response.content) == ask(SUGGESTIONS, q="wal")["suggestions"]
    assert json.loads(visitor.get("/search/suggestions/").content) == []
    assert not response.cookies
