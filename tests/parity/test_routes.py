"""An address means the same to a browser and to GraphQL's `route`."""

from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests import factories as make

pytestmark = pytest.mark.django_db

ROUTE = """query ($path: String!) { route(path: $path) { __typename
  ... on PageRoute { page { title } } ... on RedirectRoute { to status } } }"""


def shown(visitor, path: str) -> tuple:
    """(status, where it leads) of what a browser gets."""
    response = visitor.get(path)
    return response.status_code, response.headers.get("Location")


def told(ask, path: str) -> tuple:
    """The same of what `route` says."""
    found = ask(ROUTE, path=path)["route"]
    if found is None:
        return 404, None
    return found.get("status", STATUS.get(found["__typename"])), found.get("to")


STATUS = {"PageRoute": 200, "AuthorRoute": 200, "TagRoute": 200, "GoneRoute": 410}


@pytest.fixture
def site(home):
    health = make.category(home, "Health")
    ada, bert = make.author("Ada"), make.author("Bert")
    for author in (ada, bert):
        author.slug = author.name.lower()
        author.save()
    walking = make.article(health, "Walking", authors=[ada], tags=["Food"])
    draft = make.article(health, "Unready", live=False)
    hidden = make.article(health, "Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for old, target in (("old", walking), ("to-draft", draft), ("to-hidden", hidden)):
        Redirect.add_redirect(old, target)
    Redirect.add_redirect("/health/hidden", "/elsewhere/")
    Redirect.add_redirect("/a.html?id=1", "https://example.org/", is_permanent=False)
    Redirect.add_redirect("/authors/nobody", "/health/")
    Redirect.add_redirect("/authors/ada", "/health/")
    for old in ("/it's", "/o=p", "/c:d,e+f(g)", "/two words", "/h%27i", "/m;c;b"):
        Redirect.add_redirect(old, "/health/")
    return home


@pytest.mark.parametrize(
    "path",
    [
        "/", "/health/", "/health/walking/", "/health/unready/", "/nowhere/", "/old/", "/old",
        "/old/?x=1", "/to-draft/", "/to-hidden/", "/a.html?id=1", "/a.html", "/authors/nobody/",
        "/authors/ada/", "/authors/Ada/", "/authors/bert/", "/tags/food/",
        "/tags/drink/", "/authors/", "/authors/ada/more/", "/Health/", "/health/walking/more/",
        "/authors/%00/", "/%00/", "/%FF%FE/", "/a;b/", "/a%2Fb/", "/[/", "/health/%2e%2e/", "/%E2%80%AE/",
        "/it's/", "/it%27s", "/o=p", "/o%3Dp/", "/c:d,e+f(g)/", "/c%3Ad%2Ce%2Bf%28g%29", "/h'i/", "/h%27i",
        "/two%20words/", "/old;x=1/", "/old/;x=1", "/m;c;b", "/m;b;c/",
        f"/{'a' * 4000}/", f"/{'%FF' * 1500}/",
    ],
)  # fmt: skip
def test_both_faces_say_the_same_of_an_address(site, visitor, ask, path):
    assert shown(visitor, path) == told(ask, path)


def test_the_page_of_an_author_comes_before_a_redirect_from_its_address(site, visitor, ask):
    assert shown(visitor, "/authors/ada") == (301, "/authors/ada/")
    assert told(ask, "/authors/ada") == (200, None)


def test_every_redirect_that_is_listed_is_followed_at_its_address_and_no_other_is(
    site, visitor, ask
):
    Redirect.objects.bulk_create(
        Redirect(old_path=old, redirect_link="/health/")
        for old in ("/a%2Fb", "/a%2520b", "/%25", "/h%23x", "/q%3Fx")
    )
    found = ask("{ redirects(first: 100) { nodes { from to } } }")["redirects"]["nodes"]
    listed = [node["from"] for node in found]
    assert {"/two words", "/it's", "/h'i", "/a%2520b", "/%25", "/h%23x", "/q%3Fx"} <= set(listed)
    assert not {"/a%2Fb", "/a/b", "/authors/ada"} & set(listed)
    for node in found:
        assert told(ask, node["from"])[1] == node["to"]
        assert shown(visitor, quote(node["from"], safe="/?=%"))[1] == node["to"]


def test_a_redirect_in_place_of_a_private_page_is_on_neither_face(site, visitor, ask):
    assert told(ask, "/health/hidden/") == (404, None)
    status, address = shown(visitor, "/health/hidden/")
    assert (status, "login" in address) == (302, True)


def test_who_is_logged_in_is_led_to_a_private_page(site, visitor, django_user_model):
    visitor.force_login(django_user_model.objects.create_user("reader"))
    assert shown(visitor, "/to-hidden/")[0] == 301
    assert shown(visitor, "/old/") == (301, "/health/walking/")
    assert shown(visitor, "/nowhere/") == (404, None)


def test_an_address_that_nothing_is_known_of_sets_no_cookie_and_varies_by_none(site, visitor):
    for path in ("/nowhere/", "/old/", "/to-hidden/"):
        response = visitor.get(path)
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()
