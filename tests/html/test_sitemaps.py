"""What search engines find pages by: the sitemaps and robots.txt."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog import sitemaps
from blog.models import ArticlePage
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {"s": sitemaps.SITEMAP, "i": sitemaps.IMAGE, "n": sitemaps.NEWS}
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(scope="session")
def schema() -> xmlschema.XMLSchema:
    found = xmlschema.XMLSchema(SCHEMAS / "sitemap.xsd", build=False)
    for name in ("image", "news"):
        found.add_schema(str(SCHEMAS / f"{name}.xsd"))
    found.build()
    return found


@pytest.fixture
def read(visitor, schema):
    """The elements of a valid sitemap that a path chooses."""

    def read(address: str, path: str) -> list[Any]:
        response = visitor.get(address)
        assert response["Content-Type"] == "application/xml"
        text = response.content.decode()
        schema.validate(text)
        resource = xmlschema.XMLResource(text)
        return resource.findall(path, NAMES)

    return read


@pytest.fixture
def listed(read):
    """Every address of all parts that the index names."""

    def listed() -> list[str]:
        parts = [loc.text for loc in read("/sitemap.xml", "s:sitemap/s:loc")]
        paths = [part.removeprefix("http://testserver") for part in parts]
        return [loc.text for path in paths for loc in read(path, "s:url/s:loc")]

    return listed


def test_every_public_page_is_in_one_part_of_the_index(home, listed):
    site = showcase.build(home)
    found = [url for url in listed() if "/authors/" not in url and "/tags/" not in url]
    paths = [p for p in site.paths[:-1] if p != "/nowhere/"]
    paths.append("/health/sleep/article-about-7/")
    assert sorted(found) == sorted(f"http://testserver{path}" for path in paths)


def test_parts_tell_when_a_page_was_last_published_and_its_pictures(home, read):
    health, sea, mast = (
        make.category(home, "Health"),
        showcase.picture("Sea"),
        showcase.picture("M"),
    )
    shown = {"image": mast.pk, "decorative": False, "alt_text": ""}
    body = [make.section("One", make.block("image", {"image": shown, "caption": ""}))]
    article = make.article(health, "Walking", hero=sea, social_image=sea, body=body)
    [part] = read("/sitemap.xml", "s:sitemap")
    number = article.pk // sitemaps.PART
    assert part.find("s:loc", NAMES).text == f"http://testserver/sitemap-{number}.xml"
    changed = [datetime.datetime.fromisoformat(part.find("s:lastmod", NAMES).text)]
    for url in read(f"/sitemap-{number}.xml", "s:url"):
        if url.find("s:loc", NAMES).text == "http://testserver/health/walking/":
            changed.append(datetime.datetime.fromisoformat(url.find("s:lastmod", NAMES).text))
            images = [loc.text for loc in url.findall("i:image/i:loc", NAMES)]
    article.refresh_from_db()
    assert changed == [article.last_published_at] * 2
    assert len(images) == 2
    assert all(image.startswith("http://testserver/media/images/") for image in images)


def test_what_is_not_public_or_not_to_be_listed_is_in_no_sitemap(home, visitor, listed):
    health = make.category(home, "Health")
    make.article(health, "Open")
    hidden(home, health)
    assert sorted(listed()) == [
        f"http://testserver{path}" for path in ("/", "/health/", "/health/open/")
    ]
    text = visitor.get("/sitemap-news.xml").content.decode()
    assert re.findall("<news:title>(.*?)<", text) == ["Open"]


def hidden(home, health) -> None:
    """Articles that no machine may find, each for another reason."""
    make.article(health, "Hidden draft", live=False)
    make.article(health, "Hidden unlisted", noindex=True)
    PageViewRestriction.objects.create(
        page=make.article(health, "Hidden private"), restriction_type="login"
    )
    expired = make.article(health, "Hidden expired")
    ArticlePage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - HOUR)
    make.article(make.category(make.site().root_page, "Elsewhere"), "Hidden of another site")


def test_a_site_has_only_its_own_pages(home, visitor, listed):
    other = make.site("other.test")
    make.article(make.category(other.root_page, "Elsewhere"), "Other")
    assert listed() == ["http://testserver/"]
    index = visitor.get("/sitemap.xml", headers={"Host": "other.test"}).content.decode()
    assert re.findall("<loc>(.*?)</loc>", index)[0].startswith("http://other.test/sitemap-")


def test_the_news_are_of_the_last_two_days_and_the_newest_first(home, read):
    health, now = make.category(home, "Health"), timezone.now()
    for title, age in (("New", 1), ("Old", 47), ("Too old", 49), ("To come", -2)):
        make.article(health, title, date=now - age * HOUR)
    news = read("/sitemap-news.xml", "s:url/n:news")
    assert [each.find("n:title", NAMES).text for each in news] == ["New", "Old"]
    assert news[0].find("n:publication/n:name", NAMES).text == "The Review"
    assert news[0].find("n:publication/n:language", NAMES).text == "en"


def test_a_title_with_signs_that_xml_has_not_breaks_nothing(home, read):
    make.article(make.category(home, "Health"), "A & <b>\x0bc", slug="a")
    [title] = read("/sitemap-news.xml", "s:url/n:news/n:title")
    assert title.text == "A & <b>c"


def test_addresses_are_escaped_as_urls_are(home, visitor, listed):
    make.article(make.category(home, "Çay"), "Über", slug="über", date=timezone.now())
    escaped = "http://testserver/%C3%A7ay/%C3%BCber/"
    assert escaped in listed()
    for path in ("/sitemap-news.xml", "/rss.xml", "/atom.xml", "/feed.json"):
        assert escaped in visitor.get(path).content.decode(), path


def test_a_part_takes_as_many_statements_however_many_pages_it_has(home, visitor, statements):
    health, image = make.category(home, "Health"), showcase.picture("Sea")
    taken = []
    for more in (1, 12):
        for _ in range(more):
            author = make.author()
            article = make.article(health, hero=image, authors=[author], tags=[author.slug])
        with statements() as index:
            visitor.get("/sitemap.xml")
        with statements() as part:
            visitor.get(f"/sitemap-{article.pk // sitemaps.PART}.xml")
        with statements() as news:
            visitor.get("/sitemap-news.xml")
        with statements() as authors:
            visitor.get(f"/sitemap-authors-{author.pk // sitemaps.PART}.xml")
        taken.append((len(index), len(part), len(news), len(authors)))
    assert taken[0] == taken[1]
    index_, part_, news_, authors_ = taken[0]
    assert authors_ <= 3
    assert index_ <= 2
    assert part_ <= 1 + 2 * sitemaps.PART // sitemaps.CHUNK
    assert news_ <= 4


def test_authors_and_tags_are_listed_while_a_public_article_has_them(home, listed):
    health = make.category(home, "Health")
    ada, bert, hidden = (make.author(name) for name in ("Ada", "Bert", "Eve"))
    make.author("Nobody")
    article = make.article(health, "Walking", authors=[ada], tags=["Food"])
    make.article(health, "Draft", authors=[bert], tags=["Draft"], live=False)
    make.article(health, "Hidden", authors=[hidden], tags=["Hidden"], noindex=True)
    root = "http://testserver"
    mine = [f"{root}/authors/{ada.slug}/", f"{root}/tags/food/"]
    assert [url for url in listed() if "/authors/" in url or "/tags/" in url] == mine
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert not [url for url in listed() if "/authors/" in url or "/tags/" in url]


def test_an_author_changed_when_an_article_of_his_was_last_published(home, read):
    health, ada = make.category(home, "Health"), make.author("Ada")
    dates = [timezone.now() - n * HOUR for n in (5, 2, 3)]
    for date in dates:
        article = make.article(health, authors=[ada])
        ArticlePage.objects.filter(pk=article.pk).update(last_published_at=date)
    address = f"/sitemap-authors-{ada.pk // sitemaps.PART}.xml"
    [changed] = read(address, "s:url/s:lastmod")
    assert datetime.datetime.fromisoformat(changed.text) == dates[1]
    [part] = [
        sitemap.find("s:lastmod", NAMES).text
        for sitemap in read("/sitemap.xml", "s:sitemap")
        if sitemap.find("s:loc", NAMES).text.endswith(address)
    ]
    assert part == changed.text


@pytest.mark.parametrize(
    "part", ["authors-0", "tags-7", "authors-99999999999999999999", "pages-0", "authors-x"]
)
def test_a_part_without_authors_or_tags_is_not_found(home, visitor, part):
    assert visitor.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize("number", ["999", "99999999999999999999", "-1", "x"])
def test_a_part_without_pages_is_not_found(home, visitor, number):
    assert visitor.get(f"/sitemap-{number}.xml").status_code == 404


def test_a_part_is_sent_again_only_when_it_changed(home, visitor):
    for path in ("/sitemap.xml", "/sitemap-news.xml"):
        etag = visitor.get(path)["ETag"]
        assert visitor.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_robots_leads_to_the_sitemaps(home, visitor):
    text = visitor.get("/robots.txt").content.decode()
    assert re.findall("Sitemap: (.*)", text) == [
        "http://testserver/sitemap.xml",
        "http://testserver/sitemap-news.xml",
    ]
