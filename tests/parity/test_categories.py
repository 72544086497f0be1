"""A category's page and GraphQL list the same categories in it."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from tests import factories as make

pytestmark = pytest.mark.django_db

QUERY = """query ($path: String!, $first: Int, $after: String) { category(urlPath: $path) {
  categories(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { title url articles { totalCount } } } } }"""


@pytest.fixture
def health(home):
    return make.category(home, "Health")


@pytest.fixture
def told(visitor, ask):
    """(title, address) of the categories in one, the same on both faces."""

    def told(path: str) -> list[tuple[str, str]]:
        soup = BeautifulSoup(visitor.get(path).content, "html.parser")
        links = soup.select("nav[aria-label^='Categories in'] a")
        nodes = ask(QUERY, path=path)["category"]["categories"]["nodes"]
        shown = [(link.text, link["href"]) for link in links]
        assert shown == [(node["title"], node["url"]) for node in nodes]
        return shown

    return told


def test_a_category_lists_those_directly_in_it_by_title(home, health, told):
    sleep, food = make.category(health, "Sleep"), make.category(health, "Food")
    make.category(sleep, "Naps")
    make.article(food, "Fibre")
    make.category(home, "Science")
    assert told("/health/") == [("Food", "/health/food/"), ("Sleep", "/health/sleep/")]
    assert told("/health/sleep/") == [("Naps", "/health/sleep/naps/")]
    assert told("/health/food/") == []
    Page.objects.get(pk=food.pk).move(Page.objects.get(pk=sleep.pk), pos="last-child")
    assert told("/health/") == [("Sleep", "/health/sleep/")]
    assert [title for title, _ in told("/health/sleep/")] == ["Food", "Naps"]


def test_a_category_that_is_not_public_is_listed_nowhere(health, told):
    make.category(health, "Draft", live=False)
    PageViewRestriction.objects.create(
        page=make.category(health, "Private"), restriction_type="login"
    )
    make.category(health, "Sleep")
    assert [title for title, _ in told("/health/")] == ["Sleep"]


def test_categories_in_a_category_are_read_a_part_at_a_time(health, ask):
    for n in range(5):
        make.article(make.category(health, f"Part {n}"), f"Article {n}")
    first = ask(QUERY, path="/health/", first=3)["category"]["categories"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (5, True)
    after = first["pageInfo"]["endCursor"]
    second = ask(QUERY, path="/health/", first=3, after=after)["category"]["categories"]
    nodes = first["nodes"] + second["nodes"]
    assert [node["title"] for node in nodes] == [f"Part {n}" for n in range(5)]
    assert [node["articles"]["totalCount"] for node in nodes] == [1] * 5


def test_both_take_as_many_statements_however_many_there_are(health, ask, visitor, statements):
    def counted() -> tuple[int, int]:
        with statements() as page:
            visitor.get("/health/")
        with statements() as answer:
            ask(QUERY, path="/health/")
        return len(page), len(answer)

    make.article(make.category(health, "Part 0"), "Article")
    visitor.get("/health/")
    few = counted()
    for n in range(1, 12):
        make.article(make.category(health, f"Part {n}"), f"Article {n}")
    assert counted() == few
    assert few[0] <= 6
