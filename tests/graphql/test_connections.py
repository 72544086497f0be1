"""Lists that grow, from either end and by number, while they grow."""

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from blog.models import ArticlePage
from blog.visibility import on_sqlite
from tests import factories as make

pytestmark = pytest.mark.django_db

# Root field → its own arguments.
ROOTS = {"articles": "", "pages": "", "redirects": "", "search": 'query: "number"'}


def day(n: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime(2026, 1, n))


def part(ask, root: str, fields: str = "", own: str = "", **window) -> dict:
    """A part of a list, with its cursors and ends."""
    said = ", ".join(filter(None, [own, *(f"{k}: {json.dumps(v)}" for k, v in window.items())]))
    query = f"""{{ {root}{f"({said})" if said else ""} {{ {fields} edges {{ cursor }} pageInfo {{
      hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    found = ask(query)[root]
    ends, cursors = found["pageInfo"], [edge["cursor"] for edge in found["edges"]]
    if cursors:
        assert [ends["startCursor"], ends["endCursor"]] == [cursors[0], cursors[-1]]
    return found


def cursors(ask, root: str, own: str = "", **window) -> list[str]:
    return [edge["cursor"] for edge in part(ask, root, own=own, **window)["edges"]]


@pytest.fixture
def filled(home):
    """Five articles, as many redirects."""
    health = make.category(home, "Health")
    for n in range(1, 6):
        article = make.article(health, f"Number {n}", date=day(n), introduction="A number.")
        Redirect.add_redirect(f"/old-{n}", article)
    return health


@pytest.mark.parametrize("root", ROOTS)
def test_a_list_is_the_same_from_both_ends(filled, ask, root):
    own = ROOTS[root]
    everything = cursors(ask, root, own, first=100)
    assert len(everything) >= 5
    forth, after = [], {}
    while True:
        found = part(ask, root, own=own, first=2, **after)
        assert found["pageInfo"]["hasPreviousPage"] is bool(after)
        forth += [edge["cursor"] for edge in found["edges"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = {"after": found["pageInfo"]["endCursor"]}
    back, before = [], {}
    while True:
        found = part(ask, root, own=own, last=2, **before)
        assert found["pageInfo"]["hasNextPage"] is bool(before)
        back = [edge["cursor"] for edge in found["edges"]] + back
        if not found["pageInfo"]["hasPreviousPage"]:
            break
        before = {"before": found["pageInfo"]["startCursor"]}
    assert forth == back == everything


@pytest.mark.parametrize("root", ROOTS)
def test_two_cursors_give_what_lies_between(filled, ask, root):
    own = ROOTS[root]
    one, *between, last = cursors(ask, root, own, first=5)
    assert cursors(ask, root, own, after=one, before=last) == between
    assert cursors(ask, root, own, after=one, before=last, first=1) == between[:1]
    assert cursors(ask, root, own, after=one, before=last, last=1) == between[-1:]
    assert cursors(ask, root, own, before=last) == [one, *between]
    assert cursors(ask, root, own, after=last, before=one) == []


@pytest.mark.parametrize("root", ROOTS)
def test_numbered_pages_are_the_same_list(filled, ask, root):
    own = ROOTS[root]
    everything = cursors(ask, root, own)
    counted = part(ask, root, "pageCount totalCount", own, perPage=2)
    assert counted["totalCount"] == len(everything)
    assert counted["pageCount"] == -(-len(everything) // 2)
    found = []
    for number in range(1, counted["pageCount"] + 1):
        shown = part(ask, root, own=own, page=number, perPage=2)
        assert shown["pageInfo"]["hasPreviousPage"] is (number > 1)
        assert shown["pageInfo"]["hasNextPage"] is (number < counted["pageCount"])
        found += [edge["cursor"] for edge in shown["edges"]]
    assert found == everything
    assert cursors(ask, root, own, page=99) == []


@pytest.mark.parametrize("order", ["DATE_DESC", "DATE_ASC", "TITLE"])
def test_what_is_published_meanwhile_neither_repeats_nor_hides_others_backwards(filled, ask, order):
    own = f"orderBy: {order}"
    old = cursors(ask, "articles", own)
    last = part(ask, "articles", own=own, last=2)
    for n in (1, 3, 5):
        make.article(filled, f"Number {n}½", date=day(n) + datetime.timedelta(hours=1))
    found = [edge["cursor"] for edge in last["edges"]]
    while last["pageInfo"]["hasPreviousPage"]:
        last = part(ask, "articles", own=own, last=2, before=last["pageInfo"]["startCursor"])
        found = [edge["cursor"] for edge in last["edges"]] + found
    assert len(set(found)) == len(found)
    assert [cursor for cursor in found if cursor in old] == old


@pytest.mark.parametrize(("size", "edge"), [("first", "after"), ("last", "before")])
def test_what_is_published_meanwhile_neither_repeats_nor_hides_what_a_search_finds(
    filled, ask, size, edge
):
    def titles(found: dict) -> list[str]:
        return [node["title"] for node in found["nodes"]]

    own, end = ROOTS["search"], "endCursor" if size == "first" else "startCursor"
    whole = titles(part(ask, "search", "nodes { title }", own))
    found = part(ask, "search", "nodes { title }", own, **{size: 2})
    seen = titles(found)
    for n in range(3):
        words = "number " * 40 * n
        make.article(filled, f"Number and number {n}", introduction=words or "Number.")
    rest = part(ask, "search", "nodes { title }", own, **{edge: found["pageInfo"][end]})
    seen = seen + titles(rest) if size == "first" else titles(rest) + seen
    assert len(set(seen)) == len(seen)
    assert [title for title in seen if title in whole] == whole


def test_a_cursor_of_a_search_holds_where_its_article_is_gone(filled, ask):
    own = ROOTS["search"]
    everything = part(ask, "search", "nodes { title }", own)
    titles = [node["title"] for node in everything["nodes"]]
    ArticlePage.objects.get(title=titles[1]).unpublish()
    rest = part(ask, "search", "nodes { title }", own, after=everything["edges"][1]["cursor"])
    assert {node["title"] for node in rest["nodes"]} <= set(titles) - {titles[1]}


WRONG = {
    "first: 0": "first",
    "first: 101": "first",
    "first: -1": "first",
    "last: 0": "last",
    "last: -2": "last",
    "last: 101": "last",
    "perPage: 0": "perPage",
    "perPage: 101": "perPage",
    "page: 0": "page",
    "page: -3": "page",
    "page: 1000001": "page",
    "first: 2, last: 3": "first, last",
    "first: 2, perPage: 3": "first, perPage",
    'page: 2, after: "x"': "page, after",
    'page: 2, before: "x"': "page, before",
    "page: 2, last: 3": "page, last",
    'perPage: 2, after: "x"': "perPage, after",
    'after: "nonsense"': "after",
    'before: "nonsense"': "before",
}


@pytest.mark.parametrize("root", ROOTS)
def test_a_wrong_argument_is_named_with_its_value(filled, visitor, subtests, root):
    for given, argument in WRONG.items():
        with subtests.test(given):
            said = ", ".join(filter(None, [ROOTS[root], given]))
            query = f"{{ {root}({said}) {{ nodes {{ __typename }} }} }}"
            error = visitor.get("/graphql/", {"query": query}).json()["errors"][0]
            assert error["extensions"]["code"] == "BAD_ARGUMENT"
            assert error["extensions"]["argument"] == argument
            assert f"“{argument}”" in error["message"]
            assert "it takes" in error["message"]
            assert given.rpartition(": ")[2].strip('"') in error["message"]


@pytest.mark.parametrize("root", ROOTS)
def test_a_list_is_counted_once_and_only_for_who_asks(filled, ask, statements, root):
    own = ROOTS[root]
    with statements() as plain:
        part(ask, root, own=own)
    with statements() as counted:
        part(ask, root, "totalCount", own)
    # Who asks nothing else of a search has its words looked up on the way, on SQLite.
    more = 2 if root == "search" and on_sqlite() else 1
    assert len(counted) == len(plain) + more


# ---- lists within things ----

NESTED = """query ($n: Int!) { articles(first: $n) { nodes { title
  category { articles(last: 3) { nodes { title } pageInfo { hasPreviousPage } totalCount } }
  authors { articles(first: 2, orderBy: TITLE) { edges { node { title } } pageCount } }
  tags { name articles(page: 2, perPage: 1) { nodes { title } } } } } }"""


def test_a_category_an_author_and_a_tag_have_their_articles(home, ask):
    health, ada = make.category(home, "Health"), make.author("Ada")
    for n in range(1, 6):
        make.article(make.category(health), f"Number {n}", date=day(n), authors=[ada], tags=["Sea"])
    make.article(make.category(home, "Money"), "Elsewhere", date=day(9))
    make.article(health, "Draft", live=False, authors=[ada], tags=["Sea"])
    query = """query ($author: String!) {
      a: category(slug: "health") { ...Newest } b: author(slug: $author) { ...Newest }
      c: tag(slug: "sea") { ...Newest } }
    fragment Newest on HasArticles { articles(first: 2) { totalCount pageCount
      nodes { title } pageInfo { hasNextPage } } }"""
    expected = {
        "totalCount": 5,
        "pageCount": 3,
        "nodes": [{"title": "Number 5"}, {"title": "Number 4"}],
        "pageInfo": {"hasNextPage": True},
    }
    found = ask(query, author=ada.slug)
    assert [found[key]["articles"] for key in "abc"] == [expected] * 3


def test_lists_within_lists_take_as_many_statements_however_many_there_are(home, ask, statements):
    counts = []
    for n in (4, 12):
        for number in range(n):
            made = make.category(home)
            for _ in range(2):
                make.article(made, authors=[make.author()], tags=[f"Tag {number}"])
        with statements() as sql:
            found = ask(NESTED, n=n)["articles"]["nodes"]
        assert len(found) == n
        assert all(len(node["category"]["articles"]["nodes"]) == 2 for node in found)
        assert all(node["tags"][0]["articles"]["nodes"] for node in found)
        counts.append(len(sql))
    assert counts[0] == counts[1] <= 8


def test_lists_within_lists_are_refused_before_they_grow_too_large(home, visitor):
    health, ada = make.category(home), make.author()
    for _ in range(12):
        make.article(health, authors=[ada], tags=["Sea"])
    inner = "title"
    for _ in range(4):
        inner = f"title category {{ articles {{ nodes {{ {inner} }} }} }}"
    query = f"{{ articles {{ nodes {{ {inner} }} }} }}"
    answer = visitor.get("/graphql/", {"query": query}).json()
    assert answer["errors"][0]["extensions"]["code"] == "TOO_COSTLY"


def test_one_section_is_picked_by_its_anchor(home, ask):
    body = [make.section(name, make.paragraph()) for name in ("One", "Two")]
    made = make.article(make.category(home), body=body)
    made.full_clean()
    made.save_revision().publish()
    query = """query ($slug: String!) { article(slug: $slug) { sections { anchor heading }
      one: sections(anchor: "two") { heading } none: sections(anchor: "three") { heading } } }"""
    found = ask(query, slug=made.slug)["article"]
    assert [s["anchor"] for s in found["sections"]] == ["one", "two"]
    assert (found["one"], found["none"]) == ([{"heading": "Two"}], [])


def test_titles_and_questions_are_sorted_by_their_words_whatever_letters_they_have(home, ask):
    titles = ["“Apple”", "Ångström", "bear", "Écluse", "emu", "Straße", "Zebra", "zoo 2"]
    health = make.category(home, "Health")
    for title in reversed(titles):
        make.article(health, title, body=[make.faq((f"{title}?", "So."))])
    nodes = ask("{ articles(orderBy: TITLE) { nodes { title } } }")["articles"]["nodes"]
    assert [node["title"] for node in nodes] == ["Ångström", "“Apple”", *titles[2:]]
    nodes = ask("{ faqs { nodes { question } } }")["faqs"]["nodes"]
    assert [node["question"][:-1] for node in nodes] == ["Ångström", "“Apple”", *titles[2:]]
