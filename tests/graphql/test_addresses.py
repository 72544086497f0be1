"""Everything by its id, all pages and all redirects, for a site that is built or checked."""

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.editions.compose import node_id
from blog.editions.declarations import name
from blog.models import FAQ
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

PAGES = """query ($first: Int, $after: String) { pages(first: $first, after: $after) { totalCount
  nodes { __typename id url lastPublishedAt } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
REDIRECTS = """query ($first: Int, $after: String) { redirects(first: $first, after: $after) {
  totalCount nodes { from to status } edges { cursor node { from } }
  pageInfo { hasNextPage endCursor } } }"""
NODE = """query ($id: ID!) { node(id: $id) { __typename id ... on PageInterface { url }
  ... on ArticlePage { relatedArticles { article { title } } body { id } }
  ... on Author { name } ... on FAQ { question } } }"""


def walked(ask, query: str, root: str, first: int) -> list[dict]:
    """All nodes of a list, read part by part."""
    found, after = [], None
    while True:
        part = ask(query, first=first, after=after)[root]
        assert [e["node"] for e in part["edges"]] == [
            {key: n[key] for key in part["edges"][0]["node"]} for n in part["nodes"]
        ]
        found += part["nodes"]
        if not part["pageInfo"]["hasNextPage"]:
            return found
        after = part["pageInfo"]["endCursor"]


# ---- node ----


def test_everything_that_has_an_id_is_found_by_it(home, ask):
    made = showcase.build(home, articles=3)
    query = """{ articles { nodes { id hero { id } category { id } authors { id portrait { id } }
      tags { id } faq { id } } } pages { nodes { id } } }"""
    found = ask(query)
    ids = {n["id"] for n in found["pages"]["nodes"]}
    for article in found["articles"]["nodes"]:
        ids |= {a["id"] for a in [*article["authors"], *article["tags"]]}
        ids |= {article["hero"]["id"]} if article["hero"] else set()
    ids |= {node_id(name(faq)) for faq in FAQ.objects.all()}
    types = set()
    for id_ in ids:
        node = ask(NODE, id=id_)["node"]
        assert node["id"] == id_
        types.add(node["__typename"])
    assert types >= {
        "ArticlePage", "CategoryPage", "FAQPage", "StandardPage", "HomePage", "Author", "Tag",
        "CustomImage", "FAQ",
    }  # fmt: skip
    assert ask(NODE, id=node_id(name(made.articles[0])))["node"]["relatedArticles"]
    assert ask(NODE, id=node_id(name(made.articles[1])))["node"]["body"]


@pytest.mark.parametrize("id_", ["", "nonsense", "cGFnZTo5OTk5OTk", "é", "bm9uZTox", "cGFnZTo"])
def test_an_id_that_never_was_one_finds_nothing(home, ask, id_):
    assert ask(NODE, id=id_)["node"] is None


@pytest.mark.parametrize(
    "name_",
    [
        "slug:x",
        "slug:",
        "slug:CategoryPage:health",
        "place:00010001",
        "place:",
        "thumbnail:x",
        "slug:Tag:a",
    ],
)
def test_a_forged_id_finds_nothing(home, ask, name_):
    make.category(home, "Health")
    assert ask(NODE, id=node_id(name_))["node"] is None
    assert ask("query ($id: ID!) { page(id: $id) { id } }", id=node_id(name_))["page"] is None


def test_what_is_not_public_is_found_by_no_id(home, ask):
    health = make.category(home, "Health")
    draft, hidden = make.article(health, live=False), make.article(health)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    abroad = make.category(make.site().root_page, "Abroad")
    author = make.author(live=False)
    for thing in (draft, hidden, abroad, author):
        assert ask(NODE, id=node_id(name(thing)))["node"] is None


def test_a_question_of_the_library_is_found_where_readers_meet_it(home, ask):
    health, question = make.category(home, "Health"), make.question()
    id_ = node_id(name(question))
    draft = make.article(health, body=[make.faq(question)], live=False)
    assert ask(NODE, id=id_)["node"] is None
    draft.save_revision().publish()
    assert ask(NODE, id=id_)["node"]["question"] == question.question
    Page.objects.get(pk=draft.pk).unpublish()
    assert ask(NODE, id=id_)["node"] is None
    page = make.faq_page(home, question.topic)
    assert ask(NODE, id=id_)["node"]["question"] == question.question
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert ask(NODE, id=id_)["node"] is None


# ---- pages ----


def test_all_public_pages_are_listed_each_once(home, ask):
    showcase.build(home, articles=5)
    hidden = make.category(home, "Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    make.category(make.site().root_page, "Abroad")
    public = Page.objects.live().descendant_of(home, inclusive=True).exclude(pk=hidden.pk)
    expected = sorted(page.url_path.removeprefix("/home") for page in public)
    for first in (1, 4, 100):
        assert sorted(n["url"] for n in walked(ask, PAGES, "pages", first)) == expected
    assert ask(PAGES)["pages"]["totalCount"] == len(expected)


def test_pages_published_meanwhile_neither_repeat_nor_hide_others(home, ask):
    for n in range(6):
        make.category(home, f"Category {n}")
    part = ask(PAGES, first=3)["pages"]
    make.category(home, "A new one")
    make.category(home, "Category 2½")
    rest = ask(PAGES, first=100, after=part["pageInfo"]["endCursor"])["pages"]
    urls = [n["url"] for n in part["nodes"] + rest["nodes"]]
    assert len(urls) == len(set(urls)) == 8
    assert rest["pageInfo"]["hasPreviousPage"] is True
    assert rest["pageInfo"]["hasNextPage"] is False


# ---- redirects ----


def test_redirects_are_listed_each_as_route_has_it(home, ask):
    health, other = make.category(home, "Health"), make.site()
    draft = make.article(health, live=False)
    hidden = make.article(health, "Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    make.article(health, authors=[ada := make.author("Ada")])
    expired = make.article(health, expire_at=timezone.now() + timezone.timedelta(days=1))
    add = Redirect.add_redirect
    for old, target in (
        ("/b", health), ("/a", "https://example.org/"), ("/draft", draft), ("/hidden", hidden),
        ("/both", "/of-all/"), ("/health/hidden", "/x/"), ("/health", "/x/"), ("/", "/x/"),
        (f"/authors/{ada.slug}", "/x/"), ("/authors/none", "/x/"), ("/js", "javascript:x"),
        ("/abroad", other.root_page), ("/item?id=7", expired), ("/fall", "/back/"),
    ):  # fmt: skip
        add(old, target, is_permanent=old != "/a")
    Redirect.objects.create(old_path="/none")
    add("/both", "/of-this/", site=home.get_site())
    add("/fall", draft, site=home.get_site())
    add("/there", "/x/", site=other)
    Redirect.objects.create(old_path="/twice", redirect_link="/first/")
    Redirect.objects.create(old_path="/twice", redirect_link="/second/")
    found = walked(ask, REDIRECTS, "redirects", 100)
    assert [n["from"] for n in found] == [
        "/a", "/abroad", "/authors/none", "/b", "/both", "/fall", "/item?id=7", "/twice",
    ]  # fmt: skip
    said = "query ($path: String!) { route(path: $path) { ... on RedirectRoute { to status } } }"
    for node in found:
        assert ask(said, path=node["from"])["route"] == {
            "to": node["to"],
            "status": node["status"],
        }
    assert walked_one_by_one(ask) == found


def walked_one_by_one(ask) -> list[dict]:
    """All redirects, a single one at a time: parts may be empty."""
    found, after = [], None
    while True:
        part = ask(REDIRECTS, first=1, after=after)["redirects"]
        found += part["nodes"]
        if not part["pageInfo"]["hasNextPage"]:
            return found
        after = part["pageInfo"]["endCursor"]


@pytest.mark.parametrize(
    "after", ["", "bad", "VElUTEV8eHx5", "UEFUSHx4fHk", "UEFUSHw5OTk5OTk5OTk5OTk5OTk5OTk5OTl8eA"]
)
def test_a_cursor_of_another_list_is_refused(home, visitor, after):
    query = f'{{ redirects(after: "{after}") {{ totalCount }} }}'
    answer = visitor.get("/graphql/", {"query": query}).json()
    extensions = answer["errors"][0]["extensions"]
    assert (extensions["code"], extensions["argument"]) == ("BAD_ARGUMENT", "after")


# ---- statements ----


@pytest.mark.parametrize("n", [10, 50])
def test_lists_take_as_many_statements_however_much_they_hold(home, ask, statements, n):
    health = make.category(home, "Health")
    for number in range(n):
        Redirect.add_redirect(f"/old-{number}", make.article(health))
        Redirect.add_redirect(f"/authors/none-{number}", "/x/")
    with statements() as pages:
        assert len(ask(PAGES, first=n)["pages"]["nodes"]) == n
    with statements() as redirects:
        assert len(ask(REDIRECTS, first=2 * n)["redirects"]["nodes"]) == 2 * n
    with statements() as node:
        ask(NODE, id=node_id(name(health)))
    assert len(pages) == 4
    assert len(redirects) == 6
    assert len(node) == 2
