"""Which articles a list holds."""

import datetime
import json
import random

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.editions.compose import node_id
from blog.models import ArticlePage
from tests import factories as make

pytestmark = pytest.mark.django_db

QUERY = """query ($f: ArticleFilter, $order: OrderBy) { articles(
  filter: $f, orderBy: $order, first: 100) { totalCount nodes { title } } }"""


def moment(text: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(text), datetime.UTC)


def titles(ask, **given) -> set[str]:
    """The titles that a filter finds; all of them are counted."""
    found = ask(QUERY, f=given)["articles"]
    assert found["totalCount"] == len(found["nodes"])
    return {node["title"] for node in found["nodes"]}


def id_of(article: ArticlePage) -> str:
    return node_id(f"page:{article.pk}")


@pytest.fixture
def filled(home) -> dict[str, ArticlePage]:
    """Four articles by title; beside them what is not public and has everything."""
    health = make.category(home, "Health")
    sleep, money = make.category(health, "Sleep"), make.category(home, "Money")
    ada = make.author("Ada")
    ada.slug = "ada"
    ada.save()
    questions = [make.section("One", make.faq(("Why?", "Because.")))]
    everything = {"authors": [ada], "tags": ["Sea", "Sun", "Ice"], "body": questions}
    made = [
        make.article(health, "One", tags=["Sea"], date=moment("2026-01-01"), body=questions),
        make.article(sleep, "Two", tags=["Sea", "Sun"], authors=[ada], date=moment("2026-02-01")),
        make.article(money, "Three", authors=[ada], date=moment("2026-03-01 09:00")),
        make.article(
            money, "Four", tags=["Ice"], date=moment("2026-03-02"), body=[make.faq(make.question())]
        ),
    ]
    make.article(sleep, "Draft", live=False, **everything)
    hidden = make.article(sleep, "Hidden", **everything)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    return {article.title: article for article in made}


def test_tags_are_asked_for_by_any_and_by_all(filled, ask):
    assert titles(ask, tag="sea") == {"One", "Two"}
    assert titles(ask, tags={"any": ["sun", "ice", "none"]}) == {"Two", "Four"}
    assert titles(ask, tags={"all": ["sea", "sun"]}) == {"Two"}
    assert titles(ask, tags={"any": ["sea", "ice"], "all": ["sea"]}, category="sleep") == {"Two"}
    assert titles(ask, tags={"all": ["sea", "none"]}) == set()
    assert titles(ask, tags={"any": []}) == titles(ask, tags={"any": ["none"]}) == set()
    assert titles(ask, tags={"all": []}) == set(filled)


def test_a_range_of_dates_holds_its_first_and_its_last_day(filled, ask):
    assert titles(ask, date={"from": "2026-02-01"}) == {"Two", "Three", "Four"}
    assert titles(ask, date={"to": "2026-03-01"}) == {"One", "Two", "Three"}
    assert titles(ask, date={"from": "2026-02-02", "to": "2026-03-01"}) == {"Three"}
    assert titles(ask, date={"from": "2026-03-01T09:00:00Z"}) == {"Three", "Four"}
    assert titles(ask, date={"from": "2026-03-01T09:00:01Z"}) == {"Four"}
    assert titles(ask, date={"to": "2026-03-01T10:00:00+01:00"}) == {"One", "Two", "Three"}
    assert titles(ask, date={"from": "2026-03-01", "to": "2026-02-01"}) == set()
    assert titles(ask, date={}, author="ada") == {"Two", "Three"}


def test_ids_are_taken_in_and_left_out(filled, ask):
    one, two, three = (id_of(filled[title]) for title in ("One", "Two", "Three"))
    assert titles(ask, ids={"in": [one, three]}) == {"One", "Three"}
    assert titles(ask, ids={"notIn": [one, three]}) == {"Two", "Four"}
    assert titles(ask, ids={"in": [one, two], "notIn": [two]}, category="health") == {"One"}
    assert titles(ask, ids={"in": []}) == titles(ask, ids={"in": ["nonsense"]}) == set()
    hidden = ArticlePage.objects.get(title="Hidden")
    assert titles(ask, ids={"in": [id_of(hidden)]}) == set()


def test_articles_with_questions_are_told_from_those_without(filled, ask):
    assert titles(ask, hasFaq=True) == {"One", "Four"}
    assert titles(ask, hasFaq=False) == {"Two", "Three"}
    assert titles(ask, hasFaq=True, category="money") == {"Four"}
    three = filled["Three"]
    three.body = json.dumps([make.faq(("Who?", "He."))])
    three.save_revision().publish()
    assert titles(ask, hasFaq=False) == {"Two"}


def test_words_are_a_condition_like_others(filled, ask):
    assert titles(ask, search="about") == set(filled)
    assert titles(ask, search="three abou") == {"Three"}
    assert titles(ask, search="about", tag="sea", author="ada") == {"Two"}
    assert titles(ask, search=" ") == set(filled)
    assert titles(ask, search="?!") == titles(ask, search="nowhere") == set()


def test_what_is_filtered_keeps_its_order(filled, ask):
    def found(order: str) -> list[str]:
        given = {"tags": {"any": ["sea", "ice"]}, "date": {"from": "2025-01-01"}}
        nodes = ask(QUERY, f=given, order=order)["articles"]["nodes"]
        return [node["title"] for node in nodes]

    assert found("DATE_DESC") == ["Four", "Two", "One"]
    assert found("DATE_ASC") == ["One", "Two", "Four"]
    assert found("TITLE") == ["Four", "One", "Two"]


WRONG = {
    "filter.date.from": {"date": {"from": "yesterday"}},
    "filter.date.to": {"date": {"to": "10000-01-01"}},
    "filter.ids.in": {"ids": {"in": ["x"] * 101}},
    "filter.ids.notIn": {"ids": {"notIn": ["x"] * 101}},
    "filter.tags.any": {"tags": {"any": ["x"] * 21}},
    "filter.tags.all": {"tags": {"all": ["x"] * 21}},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_condition_is_named_with_what_it_takes(home, visitor, name):
    body = {"query": QUERY, "variables": {"f": WRONG[name]}}
    answer = visitor.post("/graphql/", json.dumps(body), content_type="application/json").json()
    error = answer["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_ARGUMENT", name)
    assert f"“{name}”" in error["message"]
    assert "it takes" in error["message"]


@pytest.mark.parametrize(
    "value",
    ["", "2026", "2026-13-01", "2026-02-30", "0000-01-01", "٢٠٢٦-٠١-٠١", "\\u0000"],
)
def test_what_is_no_date_is_refused(home, visitor, value):
    query = f'{{ articles(filter: {{date: {{from: "{value}"}}}}) {{ totalCount }} }}'
    answer = visitor.get("/graphql/", {"query": query}).json()
    assert answer["errors"][0]["extensions"]["argument"] == "filter.date.from"


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Lima"])
def test_the_ends_of_the_calendar_leave_nothing_out(filled, ask, settings, zone):
    settings.TIME_ZONE = zone
    assert titles(ask, date={"from": "0001-01-01", "to": "9999-12-31"}) == set(filled)
    moments = {"from": "0001-01-01T00:00:00+23:00", "to": "9999-12-31T23:59:59-23:00"}
    assert titles(ask, date=moments) == set(filled)


def test_a_filter_takes_as_many_statements_however_much_it_names(filled, ask, statements):
    few = {"tags": {"any": ["sea"], "all": ["sun"]}, "ids": {"notIn": [id_of(filled["One"])]}}
    many = {
        "tags": {"any": ["sea", "sun", "ice"], "all": ["sun", "sea"]},
        "ids": {"notIn": [id_of(a) for a in filled.values() if a.title != "Two"]},
    }
    counts = []
    for given in (few, many):
        with statements() as sql:
            assert titles(ask, **given) == {"Two"}
        counts.append(len(sql))
    assert counts[0] == counts[1] <= 5


def test_filters_find_what_going_through_all_articles_finds(home, ask):
    chance = random.Random(7)
    health, ada = make.category(home, "Health"), make.author("Ada")
    parts = [health, make.category(health, "Sleep"), make.category(home, "Money")]
    words, made = ["sea", "sun", "ice"], []
    for n in range(24):
        facts = {
            "category": chance.choice(parts),
            "tags": chance.sample(words, chance.randint(0, 3)),
            "author": chance.random() < 0.5,
            "date": moment("2026-01-01") + datetime.timedelta(days=chance.randrange(9)),
            "faq": chance.random() < 0.5,
        }
        article = make.article(
            facts["category"], f"Number {n}", tags=facts["tags"], date=facts["date"],
            authors=[ada] if facts["author"] else [],
            body=[make.faq(("Why?", "So."))] if facts["faq"] else [],
        )  # fmt: skip
        made.append(facts | {"title": article.title, "id": id_of(article)})
    for _ in range(60):
        given, expected = chosen(chance, made, parts, ada.slug)
        assert titles(ask, **given) == expected, given


def chosen(chance: random.Random, made: list[dict], parts: list, author: str):
    """(a filter of some conditions, the titles that it should find)."""
    day = moment("2026-01-01") + datetime.timedelta(days=chance.randrange(9))
    slugs = chance.sample(["sea", "sun", "ice"], 2)
    part, ids = chance.choice(parts), {a["id"] for a in chance.sample(made, 9)}
    inside = {p.pk for p in parts if p.pk == part.pk or p.path.startswith(part.path)}
    conditions = [
        ({"category": part.slug}, lambda a: a["category"].pk in inside),
        ({"author": author}, lambda a: a["author"]),
        ({"tag": slugs[0]}, lambda a: slugs[0] in a["tags"]),
        ({"tags": {"any": slugs}}, lambda a: set(slugs) & set(a["tags"])),
        ({"tags": {"all": slugs}}, lambda a: set(slugs) <= set(a["tags"])),
        ({"date": {"from": day.isoformat()}}, lambda a: a["date"] >= day),
        ({"date": {"to": day.date().isoformat()}}, lambda a: a["date"].date() <= day.date()),
        ({"ids": {"in": sorted(ids)}}, lambda a: a["id"] in ids),
        ({"ids": {"notIn": sorted(ids)}}, lambda a: a["id"] not in ids),
        ({"hasFaq": True}, lambda a: a["faq"]),
        ({"hasFaq": False}, lambda a: not a["faq"]),
    ]
    picked, given = chance.sample(conditions, chance.randint(1, 3)), {}
    tests = []
    for said, test in picked:
        if not given.keys() & said.keys():
            given |= said
            tests.append(test)
    return given, {a["title"] for a in made if all(test(a) for test in tests)}
