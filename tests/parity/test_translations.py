"""A page that can be read in several languages says so, the same on both faces."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from tests import factories as make

pytestmark = pytest.mark.django_db

QUERY = """query ($path: String!) { page(urlPath: $path) { ... on HasSEO { seo {
  translations { language url } jsonLd } } } site { language } }"""
ENGLISH, FRENCH = "http://testserver/health/", "http://fr.test/sante/"


@pytest.fixture
def french(home: HomePage, settings: Any) -> HomePage:
    """The front page of a French site."""
    settings.WAGTAIL_I18N_ENABLED = True
    languages = [("en-gb", "English"), ("fr", "French")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    locale = Locale.objects.create(language_code="fr")
    page = home.copy_for_translation(locale)
    page.slug = "accueil"
    page.save_revision().publish()
    Site.objects.create(hostname="fr.test", port=80, root_page=page, site_name="La Revue")
    return HomePage.objects.get(pk=page.pk)


def translated(page: Page, french: HomePage, **fields: Any) -> Page:
    made = page.copy_for_translation(french.locale)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save_revision().publish()
    return made


def told(visitor: Any, path: str, host: str = "testserver") -> dict[str, str]:
    """hreflang → address."""
    head = BeautifulSoup(visitor.get(path, headers={"Host": host}).content, "html.parser").head
    return {a["hreflang"]: a["href"] for a in head.find_all("link", hreflang=True)}


def test_a_translated_page_names_itself_and_the_others(home, french, visitor, ask):
    health = make.category(home, "Health")
    translated(health, french, title="Santé", slug="sante")
    wanted = {"en-gb": ENGLISH, "fr": FRENCH, "x-default": ENGLISH}
    assert told(visitor, "/health/") == told(visitor, "/sante/", "fr.test") == wanted
    found = ask(QUERY, path="/health/")
    seo = found["page"]["seo"]
    assert {t["language"]: t["url"] for t in seo["translations"]} == wanted
    assert '"inLanguage":"en-gb"' in seo["jsonLd"]
    assert found["site"] == {"language": "en-gb"}


def test_a_page_in_one_language_names_none(home, french, visitor, ask):
    make.category(home, "Health")
    assert told(visitor, "/health/") == {}
    assert ask(QUERY, path="/health/")["page"]["seo"]["translations"] == []


def test_a_translation_that_is_not_public_is_not_named(home, french, visitor):
    health = make.category(home, "Health")
    copy = translated(health, french, title="Santé", slug="sante")
    copy.view_restrictions.create(restriction_type="login")
    assert told(visitor, "/health/") == {}
    copy.view_restrictions.all().delete()
    Page.objects.get(pk=copy.pk).specific.unpublish()
    assert told(visitor, "/health/") == {}


def test_translations_take_one_statement_for_a_list_and_none_with_one_language(
    home, french, ask, statements, settings
):
    health = make.category(home, "Health")
    translated(health, french, slug="sante")
    for n in range(5):
        article = make.article(health, f"Number {n}")
        translated(article, french, slug=f"numero-{n}")
    query = "query ($n: Int!) { articles(first: $n) { nodes { seo { translations { url } } } } }"
    taken = []
    for n, enabled in ((1, True), (5, True), (5, False)):
        settings.WAGTAIL_I18N_ENABLED = enabled
        with statements() as sql:
            found = ask(query, n=n)["articles"]["nodes"]
        assert all(len(each["seo"]["translations"]) == 3 * enabled for each in found)
        taken.append(len(sql))
    assert taken[0] == taken[1] == taken[2] + 1


def test_feeds_and_sitemaps_are_of_the_language_of_their_site(home, french, visitor):
    health = make.category(home, "Health")
    sante = translated(health, french, title="Santé", slug="sante")
    make.article(health, "Walking")
    make.article(Page.objects.get(pk=sante.pk).specific, "Marcher", locale=french.locale)
    for file in ("rss.xml", "atom.xml", "feed.json", "sitemap-news.xml", "llms.txt"):
        english = visitor.get(f"/{file}").content.decode()
        other = visitor.get(f"/{file}", headers={"Host": "fr.test"}).content.decode()
        assert ("Walking" in english, "Marcher" in english) == (True, False), file
        assert ("Walking" in other, "Marcher" in other) == (False, True), file
    assert (
        "<news:language>fr<"
        in visitor.get("/sitemap-news.xml", headers={"Host": "fr.test"}).content.decode()
    )
