"""Articles and their lists through GraphQL."""

import datetime
import re

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = """query ($after: String, $order: OrderBy) {
  articles(first: 2, after: $after, orderBy: $order) {
    nodes { title } edges { cursor node { title } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }"""


def day(n: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(2026, 1, n))


def test_an_article_is_found_by_slug_address_and_id(home, ask):
    make.article(make.category(home, "Health"), "Walking")
    found = ask('{ article(slug: "walking") { id title url } }')["article"]
    assert found == {"id": found["id"], "title": "Walking", "url": "/health/walking/"}
    by_path = ask('{ article(urlPath: "/health/walking/") { id } }')["article"]
    by_id = ask("query ($id: ID) { article(id: $id) { id } }", id=found["id"])["article"]
    assert by_path == by_id == {"id": found["id"]}


def test_a_page_of_another_type_is_no_article(home, ask):
    make.category(home, "Health")
    found = ask('{ page(urlPath: "/health/") { id __typename } }')["page"]
    assert found["__typename"] == "CategoryPage"
    assert ask('{ article(urlPath: "/health/") { id } }')["article"] is None
    by_id = ask("query ($id: ID) { article(id: $id) { id } }", id=found["id"])
    assert by_id["article"] is None


def test_a_list_is_read_to_its_end_by_cursor(home, ask):
    health = make.category(home, "Health")
    for n in range(1, 6):
        make.article(health, f"Number {n}", date=day(n))
    for order, expected in (("DATE_DESC", "54321"), ("DATE_ASC", "12345"), ("TITLE", "12345")):
        titles, after, pages = [], None, 0
        while pages < 9:
            found = ask(PAGES, after=after, order=order)["articles"]
            assert found["totalCount"] == 5
            assert found["pageInfo"]["hasPreviousPage"] is (pages > 0)
            titles += [node["title"] for node in found["nodes"]]
            after, pages = found["pageInfo"]["endCursor"], pages + 1
            if not found["pageInfo"]["hasNextPage"]:
                break
        assert titles == [f"Number {n}" for n in expected]
        assert pages == 3


def test_articles_published_meanwhile_neither_repeat_nor_hide_others(home, ask):
    health = make.category(home, "Health")
    for n in range(1, 6):
        make.article(health, f"Number {n}", date=day(n * 2))
    first = ask(PAGES)["articles"]
    make.article(health, "Newest", date=day(30))
    make.article(health, "As new as the last", date=day(8))
    second = ask(PAGES, after=first["pageInfo"]["endCursor"])["articles"]
    third = ask(PAGES, after=second["pageInfo"]["endCursor"])["articles"]
    titles = [e["node"]["title"] for part in (first, second, third) for e in part["edges"]]
    old = [title for title in titles if title.startswith("Number")]
    assert old == [f"Number {n}" for n in (5, 4, 3, 2, 1)]
    assert len(set(titles)) == len(titles)


def test_a_cursor_holds_where_its_article_is_gone(home, ask):
    health = make.category(home, "Health")
    articles = [make.article(health, f"Number {n}", date=day(n)) for n in range(1, 5)]
    first = ask(PAGES)["articles"]
    articles[2].unpublish()
    rest = ask(PAGES, after=first["pageInfo"]["endCursor"])["articles"]
    assert [node["title"] for node in rest["nodes"]] == ["Number 2", "Number 1"]


def test_a_list_is_read_by_page_number_too(home, ask):
    health = make.category(home, "Health")
    for n in range(1, 6):
        make.article(health, f"Number {n}", date=day(n))
    query = "{ articles(page: 2, perPage: 2) { nodes { title } pageInfo { hasNextPage } } }"
    found = ask(query)["articles"]
    assert [node["title"] for node in found["nodes"]] == ["Number 3", "Number 2"]
    assert found["pageInfo"]["hasNextPage"]


def test_filters_are_met_together_and_a_category_holds_what_stands_under_it(home, ask):
    health = make.category(home, "Health")
    sleep = make.category(health, "Sleep")
    ada = make.author("Ada")
    make.article(health, "One", tags=["Food"])
    make.article(sleep, "Two", tags=["Food"], authors=[ada])
    make.article(make.category(home, "Money"), "Three", authors=[ada])
    query = "query ($f: ArticleFilter) { articles(filter: $f, orderBy: TITLE) { nodes { title } } }"

    def titles(**given: str) -> set[str]:
        return {node["title"] for node in ask(query, f=given)["articles"]["nodes"]}

    assert titles(category="health") == {"One", "Two"}
    assert titles(author=ada.slug) == {"Two", "Three"}
    assert titles(author=ada.slug, tag="food", category="health") == {"Two"}
    assert titles(tag="no-such-tag") == set()


BESIDE = "{ articles(first: 9) { nodes { title previous { title } next { title url } } } }"


def test_an_article_names_the_older_and_the_newer_one_of_its_category(home, ask, statements):
    health, money = make.category(home, "Health"), make.category(home, "Money")
    sleep = make.category(health, "Sleep")
    for n, (category, live) in enumerate(
        [(health, True), (money, True), (health, False), (sleep, True), (health, True)], 1
    ):
        make.article(category, f"Number {n}", date=day(n), live=live)
    make.article(health, "Twin", date=day(5))
    with statements() as sql:
        nodes = ask(BESIDE)["articles"]["nodes"]
    assert len(sql) <= 5
    titles = {
        node["title"]: tuple((node[key] or {}).get("title") for key in ("previous", "next"))
        for node in nodes
    }
    assert titles == {
        "Number 1": (None, "Number 4"),
        "Number 2": (None, None),
        # Of its own category alone, which stands below another.
        "Number 4": (None, None),
        "Number 5": ("Number 4", "Twin"),
        "Twin": ("Number 5", None),
    }


def test_what_stands_beside_an_article_is_the_same_on_its_page(home, ask, visitor):
    health = make.category(home, "Health")
    for n in range(1, 4):
        make.article(health, f"Number {n}", date=day(n))
    for node in ask(BESIDE)["articles"]["nodes"]:
        page = visitor.get(f"/health/{node['title'].lower().replace(' ', '-')}/").content.decode()
        for key, rel in (("previous", "prev"), ("next", "next")):
            shown = re.search(rf'<a rel="{rel}"[^>]*><span>[^<]*</span> ([^<]*)</a>', page)
            assert (shown and shown[1]) == (node[key] and node[key]["title"])
