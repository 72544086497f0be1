"""What else can be asked for: categories, authors, tags, menus, the site, a search."""

import pytest
from taggit.models import Tag

from blog.editions.compose import node_id
from blog.models import ArticlePage
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db


def test_a_category_is_found_by_slug_and_address(home, ask):
    make.category(make.category(home, "Health"), "Sleep")
    query = '{ a: category(slug: "sleep") { id parent { title } }'
    query += ' b: category(urlPath: "/health/sleep") { id } c: category(urlPath: "/") { id } }'
    found = ask(query)
    assert found["a"]["parent"] == {"title": "Health"}
    assert found["a"]["id"] == found["b"]["id"]
    assert found["c"] is None


def test_an_author_and_a_tag_have_an_address_when_a_public_article_has_them(home, ask):
    ada = make.author("Ada", role="Editor")
    article = make.article(make.category(home), tags=["Deep sleep"], authors=[ada])
    query = (
        f'{{ author(slug: "{ada.slug}") {{ name role url }} tag(slug: "deep-sleep") {{ url }} }}'
    )
    found = ask(query)
    assert found["author"] == {"name": "Ada", "role": "Editor", "url": f"/authors/{ada.slug}/"}
    assert found["tag"] == {"url": "/tags/deep-sleep/"}
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert ask(query)["author"]["url"] is None


ANY = """fragment Any on PageInterface { __typename title url parent { url }
  ... on HasSEO { noindex seo { canonical } socialImage { alt } }
  ... on HasSections { readingTime tableOfContents { anchor } sections { heading } body { id } }
  ... on HasFAQ { faq { question answer { text } pages { url } } }
  ... on HasAuthors { authors { name } }
  ... on HasArticles { articles(first: 2) { nodes { title } pageInfo { hasNextPage } } }
  ... on HasRelatedArticles { relatedArticles { article { title } } } }"""


def test_one_fragment_serves_every_type_of_page(home, ask):
    showcase.build(home, articles=4)
    listed = ask(f"{{ pages(first: 100) {{ nodes {{ ...Any }} }} }} {ANY}")["pages"]["nodes"]
    types = {"HomePage", "CategoryPage", "ArticlePage", "FAQPage", "StandardPage"}
    assert {node["__typename"] for node in listed} == types
    for node in listed:
        asked = f"query ($at: String!) {{ page(urlPath: $at) {{ ...Any }} }} {ANY}"
        assert ask(asked, at=node["url"])["page"] == node
    health = next(node for node in listed if node["title"] == "Health")
    assert len(health["articles"]["nodes"]) == 2
    assert health["articles"]["pageInfo"] == {"hasNextPage": True}


def test_the_site_and_its_menu_are_plain(home, ask):
    showcase.build(home, articles=1)
    site = ask("{ site { name description publisher rootUrl logo { alt } socialProfiles } }")[
        "site"
    ]
    assert site == {
        "name": "The Review",
        "description": None,
        "publisher": "Colophon",
        "rootUrl": "http://testserver",
        "logo": {"alt": site["logo"]["alt"]},
        "socialProfiles": ["https://a.b"],
    }
    assert ask('{ menu(name: "main") { items { title url children { title url } } } }')["menu"] == {
        "items": [
            {
                "title": "Health",
                "url": "/health/",
                "children": [{"title": "Search", "url": "/search/"}],
            }
        ]
    }


def test_a_search_finds_what_holds_all_words(home, ask):
    health = make.category(home, "Health")
    make.article(health, "Walking uphill")
    make.article(health, "Walking in the rain")
    make.article(health, "Walking secretly", live=False)
    query = "query ($q: String!) { search(query: $q, first: 1) { totalCount nodes {"
    query += " __typename title url ... on ArticlePage { category { title } } } } }"
    found = ask(query, q="walk uphill")["search"]
    assert found["totalCount"] == 1
    assert found["nodes"][0]["title"] == "Walking uphill"
    assert found["nodes"][0]["category"] == {"title": "Health"}
    many = ask(query, q="walking")["search"]
    assert (many["totalCount"], len(many["nodes"])) == (2, 1)


WRITTEN = (
    "Café Zürich well-known naïve state-of-the-art C++ v2.1 <b>bold</b> /usr/bin ask@example.org"
)
SPELT = ["cafe", "CAFÉ zur", "known", "well-known", "naive", "art", "v2 1", "bold", "usr", "bin"]
SPELT += ["example", "example.org", "ask@example", "'café'", 'zürich" OR "x', "known:*", "org\\"]
ELSE = ["afe", "unknown", "knowns", "'", "c'est", "zurich -x"]


@pytest.mark.parametrize("words", SPELT)
def test_the_same_words_find_the_same_articles_on_both_databases(home, ask, words):
    make.article(make.category(home, "Health"), "Short", introduction=WRITTEN)
    query = "query ($q: String!) { search(query: $q) { totalCount } }"
    wanted = 0 if " OR " in words else 1
    assert ask(query, q=words)["search"]["totalCount"] == wanted


@pytest.mark.parametrize("words", ELSE)
def test_what_is_not_written_is_not_found(home, ask, words):
    make.article(make.category(home, "Health"), "Short", introduction=WRITTEN)
    query = "query ($q: String!) { search(query: $q) { totalCount } }"
    assert ask(query, q=words)["search"]["totalCount"] == 0


def test_a_tag_that_only_drafts_have_does_not_exist(home, ask):
    make.article(make.category(home, "Health"), "Walking", tags=["secret"], live=False)
    query = '{ tag(slug: "secret") { name } node(id: "%s") { id } }'
    [key] = Tag.objects.values_list("pk", flat=True)
    assert ask(query % node_id(f"taggit.tag:{key}")) == {"tag": None, "node": None}
