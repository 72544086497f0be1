"""What stands at an address: one look-up for a frontend's catch-all page."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from tests import factories as make

pytestmark = pytest.mark.django_db

ROUTE = """query ($path: String!) { route(path: $path) { __typename
  ... on PageRoute { page { __typename title url ... on ArticlePage { introduction
      relatedArticles { article { title } } } } breadcrumbs { title url } }
  ... on RedirectRoute { to status } } }"""


@pytest.fixture
def route(ask):
    return lambda path: ask(ROUTE, path=path)["route"]


@pytest.fixture
def walking(home):
    return make.article(make.category(make.category(home, "Health"), "Sport"), "Walking")


def private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_page_is_found_with_the_pages_above_it(home, walking, route):
    make.article(walking.get_parent(), "Running")
    found = route("/health/sport/walking/")
    assert found["__typename"] == "PageRoute"
    assert found["page"]["__typename"] == "ArticlePage"
    assert found["page"]["url"] == "/health/sport/walking/"
    assert found["page"]["relatedArticles"] == [{"article": {"title": "Running"}}]
    assert found["breadcrumbs"] == [
        {"title": "The Review", "url": "/"},
        {"title": "Health", "url": "/health/"},
        {"title": "Sport", "url": "/health/sport/"},
    ]
    assert (route("/")["page"]["title"], route("/")["breadcrumbs"]) == ("The Review", [])


@pytest.mark.parametrize(
    "path",
    [
        "/health/sport/walking/",
        "/health/sport/walking",
        "health/sport/walking",
        "/health/sport/walking/?page=2&from=mail",
        "/health/sport/walking#why",
        "/health/%73port/walking",
    ],
)
def test_spellings_of_one_address_find_the_same_page(walking, route, path):
    assert route(path)["page"]["title"] == "Walking"


@pytest.mark.parametrize(
    "path",
    [
        "/Health/sport/walking/",
        "/health//sport/walking/",
        "//health/sport/walking/",
        "//",
        "//health//",
        "/health/sport/walking//",
        "/health/./sport/walking/",
        "/sport/walking/",
        "/walking/",
        "/health/sport/walking/more/",
        "/health/%2573port/walking/",
        "/health/sport/walk%69ng\0/",
        "/%FF/%00",
        "http://testserver/health/sport/walking/",
        "/[/",
    ],
)
def test_another_address_finds_nothing(walking, route, ask, path):
    assert route(path) is None
    assert ask("query ($p: String!) { page(urlPath: $p) { id } }", p=path)["page"] is None


@pytest.mark.parametrize("path", ["\ufffd" * 9_000, "%FF" * 9_000, "/a" * 9_000, "?&" * 9_000])
def test_an_address_of_any_length_is_looked_up_and_finds_nothing(walking, route, path):
    assert route(path) is None or path.startswith("?")


def test_an_address_in_other_letters_is_found_encoded_or_not(home, route):
    make.category(home, "Über uns", slug="über-uns")
    for path in ("/über-uns/", "/%C3%BCber-uns", "/%c3%bcber-uns/"):
        assert route(path)["page"]["title"] == "Über uns"


def test_a_redirect_leads_to_a_page_or_elsewhere(walking, route):
    Redirect.add_redirect("/old/", walking)
    Redirect.add_redirect("/out", "https://example.org/a?b=c", is_permanent=False)
    assert route("/old") == {
        "__typename": "RedirectRoute", "to": "/health/sport/walking/", "status": 301,
    }  # fmt: skip
    assert route("/out/?x=1") == {
        "__typename": "RedirectRoute", "to": "https://example.org/a?b=c", "status": 302,
    }  # fmt: skip
    assert route("/Old") is None


@pytest.mark.parametrize(
    ("old", "asked"),
    [
        ("/item?id=7&lang=en", "/item/?id=7&lang=en"),
        ("/item?id=7&lang=en", "/item?lang=en&id=7"),
        ("/größe", "/gr%C3%B6%C3%9Fe/"),
        ("/größe", "/größe"),
        ("/a%20page.html", "/a page.html"),
        ("/a%20page.html", "/a%20page.html"),
    ],
)
def test_a_redirect_is_found_however_its_address_is_spelt(walking, route, old, asked):
    Redirect.add_redirect(old, walking)
    assert route(asked)["to"] == "/health/sport/walking/"


def test_the_redirect_of_the_site_comes_before_that_of_all_sites(home, walking, route):
    other = make.site()
    Redirect.add_redirect("/old", "/of-all/")
    Redirect.add_redirect("/old", "/of-other/", site=other)
    Redirect.add_redirect("/only-there", "/of-other/", site=other)
    assert route("/old")["to"] == "/of-all/"
    Redirect.add_redirect("/old", "/of-this/", site=home.get_site())
    assert route("/old")["to"] == "/of-this/"
    assert route("/only-there") is None


def test_a_redirect_to_a_page_of_another_site_names_that_site(home, route):
    abroad = make.category(make.site().root_page, "Abroad")
    Redirect.add_redirect("/old", abroad)
    assert route("/old")["to"] == "http://other.test/abroad/"
    private(abroad)
    assert route("/old") is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", ""])
def test_a_redirect_to_what_a_browser_may_not_follow_does_not_exist(home, route, link):
    Redirect.objects.create(old_path="/old", redirect_link=link)
    assert route("/old") is None


def test_a_redirect_to_a_page_that_is_not_public_does_not_exist(walking, route):
    Redirect.add_redirect("/draft", make.article(walking.get_parent(), live=False))
    Redirect.add_redirect("/old", walking)
    assert route("/draft") is None
    private(walking)
    assert route("/old") is None
    Redirect.add_redirect("/old", "/about/", site=walking.get_site())
    assert route("/old")["to"] == "/about/"


def test_where_a_private_page_stands_nothing_is_said(walking, route):
    Redirect.add_redirect("/health/sport/walking", "https://example.org/")
    assert route("/health/sport/walking")["__typename"] == "PageRoute"
    private(walking.get_parent())
    assert route("/health/sport/walking") is None
    assert route("/health/sport") is None
    assert route("/health")["__typename"] == "PageRoute"


def test_a_look_up_takes_as_many_statements_among_a_thousand_redirects(walking, route, statements):
    Redirect.add_redirect("/old", walking)
    with statements() as few:
        route("/old")
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/old-{n}", redirect_page=walking) for n in range(1000)
    )
    with statements() as many:
        route("/old-999")
    with statements() as none:
        route("/old-1000")
    with statements() as page:
        route("/health/sport/walking/")
    assert len(few) == len(many) == 4, [q["sql"][:99] for q in many.captured_queries]
    assert len(none) <= 3
    assert len(page) <= 5


def test_an_author_or_tag_has_an_address_when_a_public_article_has_it(home, ask):
    ada = make.author("Ada", role="Editor")
    article = make.article(make.category(home), authors=[ada], tags=["Deep sleep"])
    query = f"""{{ a: route(path: "/authors/{ada.slug}/") {{ ...Found }}
      t: route(path: "/tags/deep-sleep") {{ ...Found }} }}
      fragment Found on Route {{ __typename ... on AuthorRoute {{ author {{ name role }} }}
        ... on TagRoute {{ tag {{ name url }} }} }}"""
    assert ask(query) == {
        "a": {"__typename": "AuthorRoute", "author": {"name": "Ada", "role": "Editor"}},
        "t": {"__typename": "TagRoute", "tag": {"name": "Deep sleep", "url": "/tags/deep-sleep/"}},
    }
    private(article)
    assert ask(query) == {"a": None, "t": None}
