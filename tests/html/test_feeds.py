"""Feeds of the publication, its categories, tags and authors, as feed readers see them."""

import datetime
import json
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from home.models import SiteSettings
from tests import factories as make
from tests.graphql import showcase
from tests.html.test_sitemaps import hidden

pytestmark = pytest.mark.django_db

FILES = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
XML = ("rss.xml", "atom.xml")


def parsed(visitor: Any, path: str) -> Any:
    """A feed as a reader understands it; it must be well-formed."""
    response = visitor.get(path)
    assert response.status_code == 200, path
    headers = {"content-location": path, "content-type": response["Content-Type"]}
    found = feedparser.parse(response.content, response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(visitor: Any, path: str) -> list[str]:
    if path.endswith(".json"):
        return [item["title"] for item in json.loads(visitor.get(path).content)["items"]]
    return [entry.title for entry in parsed(visitor, path).entries]


@pytest.fixture
def lists(home):
    """Two articles, of which each list but the publication's has one."""
    health, other = make.category(home, "Health"), make.category(home, "Other")
    ada = make.author("Ada")
    make.article(other, "Running")
    make.article(make.category(health, "Sleep"), "Walking", authors=[ada], tags=["Food"])
    return ["/health/", "/health/sleep/", f"/authors/{ada.slug}/", "/tags/food/"]


@pytest.mark.parametrize("file", FILES)
def test_every_list_has_its_feeds(lists, visitor, file):
    assert titles(visitor, f"/{file}") == ["Walking", "Running"]
    for path in lists:
        assert titles(visitor, path + file) == ["Walking"], path
        assert visitor.get(path + file)["Content-Type"] == f"{FILES[file]}; charset=utf-8"
    for path in ("/nowhere/", "/health/sleep/walking/", "/authors/none/", "/tags/none/"):
        assert visitor.get(path + file).status_code == 404, path


def test_pages_lead_to_their_feeds(lists, visitor):
    for path in ["/", "/health/sleep/walking/", *lists]:
        head = BeautifulSoup(visitor.get(path).content, "html.parser").head
        links = head.find_all("link", rel="alternate", title=True)
        found = [(link["href"], link["type"]) for link in links]
        own = [(path + file, type_) for file, type_ in FILES.items()] if path in lists else []
        assert found == own + [(f"/{file}", type_) for file, type_ in FILES.items()]
        for address, type_ in found:
            assert visitor.get(address)["Content-Type"].startswith(type_)


def test_a_category_that_is_a_front_page_leads_to_each_feed_once(lists, home):
    health = home.get_children().get(slug="health")
    Site.objects.create(hostname="health.test", port=80, root_page=health)
    page = Client(HTTP_HOST="health.test").get("/")
    links = BeautifulSoup(page.content, "html.parser").head.find_all("link", title=True)
    assert [link["href"] for link in links] == [f"/{file}" for file in FILES]


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_in_a_feed_that_no_machine_may_find(home, visitor, file):
    health = make.category(home, "Health")
    make.article(health, "Open")
    hidden(home, health)
    assert titles(visitor, f"/{file}") == titles(visitor, f"/health/{file}") == ["Open"]
    assert b"idden" not in visitor.get(f"/{file}").content


def test_a_private_category_has_no_feed(home, visitor):
    health = make.category(home, "Health")
    health.view_restrictions.create(restriction_type="password", password="x")
    assert visitor.get("/health/rss.xml").status_code == 404


def test_feeds_tell_the_same_of_an_article_in_full(home, visitor):
    site = showcase.build(home)
    path = f"/health/{site.articles[5].slug}/"
    url = f"http://testserver{path}"
    [told] = [i for i in json.loads(visitor.get("/feed.json").content)["items"] if i["url"] == url]
    for file in XML:
        [entry] = [e for e in parsed(visitor, f"/{file}").entries if e.link == url]
        assert entry.id == told["id"]
        assert entry.id.startswith("tag:testserver,20")
        assert entry.title == told["title"]
        assert entry.summary == told["summary"]
        assert [t.term for t in entry.tags] == told["tags"] == ["Food", "Tag 2"]
        names = [a["name"] for a in told["authors"]]
        assert [a.get("name") for a in entry.authors][-2:] == names == ["Ada", "Writer 5"]
        published = datetime.datetime(*entry.published_parsed[:6], tzinfo=datetime.UTC)
        assert published == datetime.datetime.fromisoformat(told["date_published"]).replace(
            microsecond=0
        )
        [content] = [c.value for c in entry.content if c.type == "text/html"]
        assert words(content) == words(told["content_html"])
    whole(told["content_html"], url)


def words(html: str) -> list[str]:
    return BeautifulSoup(html, "html.parser").get_text(" ").split()


def whole(html: str, url: str) -> None:
    """All blocks are there; every address is whole; nothing is a script's or a style's."""
    soup = BeautifulSoup(html, "html.parser")
    for said in (
        "What is sleep?",
        "Rest. And more.",
        "A thought.",
        "a < b",
        "T",
        "Age",
        "Words & ",
    ):
        assert said in soup.get_text(), said
    for link in soup.find_all("a"):
        assert link["href"].startswith(("http://testserver/", "https://example.org/", url))
    images = soup.find_all("img")
    assert images
    assert all(i["src"].startswith("http://testserver/media/") and i["width"] for i in images)
    tags = {tag.name for tag in soup.find_all(True)}
    assert not tags & {"script", "style", "iframe", "details", "picture"}
    assert not any(tag.attrs.keys() & {"class", "style", "onclick"} for tag in soup.find_all(True))


def test_a_feed_tells_of_its_list(home, visitor):
    SiteSettings.objects.create(
        site=home.get_site(), name="Review", publisher="House", description="On food."
    )
    make.article(make.category(home, "Health", introduction="On health."), "Walking")
    for file in XML:
        for path, title, about in (
            ("/", "Review", "On food."),
            ("/health/", "Health – Review", "On health."),
        ):
            found = parsed(visitor, path + file).feed
            assert (found.title, found.subtitle) == (title, about)
            assert found.link == f"http://testserver{path}"
            assert [a.href for a in found.links if a.rel == "self"] == [
                f"http://testserver{path}{file}"
            ]
            assert found.language == "en-gb"
    assert parsed(visitor, "/atom.xml").feed.author == "House"
    told = json.loads(visitor.get("/health/feed.json").content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "http://testserver/health/feed.json"
    assert told["home_page_url"] == "http://testserver/health/"


def test_an_articles_id_stays_when_it_moves(home, visitor):
    article = make.article(make.category(home, "Health"), "Walking")
    before = parsed(visitor, "/atom.xml").entries[0]
    article.move(make.category(home, "Sport"), pos="last-child")
    after = parsed(visitor, "/atom.xml").entries[0]
    assert before.id == after.id
    assert before.link != after.link


@pytest.mark.parametrize("file", FILES)
def test_a_feed_is_sent_again_only_when_it_changed(home, visitor, file):
    article = make.article(make.category(home, "Health"), "Walking")
    first = visitor.get(f"/{file}")
    for name, value in (
        ("If-None-Match", first["ETag"]),
        ("If-Modified-Since", first["Last-Modified"]),
    ):
        again = visitor.get(f"/{file}", headers={name: value})
        assert (again.status_code, again.content) == (304, b""), name
    early = {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert visitor.get(f"/{file}", headers=early).status_code == 200
    article.introduction = "Another."
    article.save_revision().publish()
    both = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    assert visitor.get(f"/{file}", headers=both).status_code == 200
    packed = visitor.get(f"/{file}", headers={"Accept-Encoding": "br"})
    assert packed.get("Content-Encoding", "br") == "br"


def test_a_feed_without_articles_is_valid_and_the_same_each_time(home, visitor):
    for file in XML:
        found = parsed(visitor, f"/{file}")
        assert (found.entries, "Last-Modified" in visitor.get(f"/{file}")) == ([], False)
        assert visitor.get(f"/{file}")["ETag"] == visitor.get(f"/{file}")["ETag"]


def test_signs_that_xml_has_not_break_no_feed(home, visitor):
    nasty = "A & <b>]]>\x0b\x00c"[:10]
    ada = make.author("Ada\x0b")
    body = [make.paragraph("<p>One\x0btwo ]]&gt; <b>three</b></p>")]
    make.article(
        make.category(home, "Health"), nasty, slug="a", authors=[ada], tags=["x\x0c"], body=body
    )
    for file in XML:
        [entry] = parsed(visitor, f"/{file}").entries
        assert entry.title.startswith("A & ")
        assert "three" in entry.content[0].value


def test_a_feed_takes_as_many_statements_however_much_it_holds(home, visitor, statements):
    health, image = make.category(home, "Health"), showcase.picture("Sea")
    taken = []
    for more in (2, 12):
        for _ in range(more):
            ada, question = make.author(), make.question()
            body = [make.faq(question), make.stream("latest", 2), make.read_also(None, "None")]
            make.article(health, hero=image, authors=[ada], tags=["Food"], body=body)
        counts = []
        for path in ("/rss.xml", "/health/atom.xml", "/tags/food/feed.json"):
            with statements() as sql:
                visitor.get(path)
            counts.append(len(sql))
        taken.append(counts)
    assert taken[0] == taken[1]
    assert max(taken[0]) <= 8
