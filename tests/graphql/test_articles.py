"""Articles through GraphQL."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_article_is_found_by_slug_address_and_id(home, ask):
    make.article(make.category(home, "Health"), "Walking")
    found = ask('{ article(slug: "walking") { id title url } }')["article"]
    assert found == {"id": found["id"], "title": "Walking", "url": "/health/walking/"}
    by_path = ask('{ article(urlPath: "/health/walking/") { id } }')["article"]
    by_id = ask("query ($id: ID) { article(id: $id) { id } }", id=found["id"])["article"]
    assert by_path == by_id == {"id": found["id"]}


@pytest.mark.parametrize("n", [10, 20, 50])
def test_cards_take_four_statements_however_many(home, ask, statements, n):
    health = make.category(home, "Health")
    writers = [make.author() for _ in range(3)]
    for i in range(n):
        make.article(health, authors=[writers[i % 3]], tags=[f"tag-{i % 7}"])
    query = (
        "{ articles(first: %d) { nodes { title url category { title } authors { name }"
        " tags { name } hero { rendition(preset: CARD) { url } } } } }" % n
    )
    with statements() as sql:
        found = ask(query)["articles"]["nodes"]
    assert len(found) == n
    assert len(sql) <= 4
