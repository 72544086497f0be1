"""What a page tells search engines and social networks is what GraphQL says of it."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from home.models import SiteSettings
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

SEO = """query ($path: String!) { page(urlPath: $path) { __typename ... on HasSEO { seo {
  title description canonical robots markdownUrl jsonLd
  twitterCard
  translations { language url } feeds { url type title }
  openGraph { type title description url siteName publishedTime modifiedTime
    image { url width height alt } } } } } }"""

NASTY = "</script><script>alert(1)</script> & \u2028 <!--"


def told(page: str) -> dict[str, Any]:
    """What the head of a page says, as GraphQL would."""
    head = BeautifulSoup(page, "html.parser").head

    def meta(name: str) -> str | None:
        found = head.find("meta", attrs={"name": name}) or head.find("meta", property=name)
        return found and found["content"]

    def link(rel: str, **about: str) -> str | None:
        found = head.find("link", rel=rel, **about)
        return found and found["href"]

    graph = head.find("script", type="application/ld+json")
    image = {key: meta(f"og:image:{key}") for key in ("width", "height", "alt")}
    image = {"url": meta("og:image")} | image
    size = {key: int(image[key]) for key in ("width", "height") if image[key]}
    return {
        "title": head.title.string,
        "description": meta("description"),
        "canonical": link("canonical"),
        "robots": meta("robots"),
        "markdownUrl": link("alternate", type="text/markdown"),
        "jsonLd": graph and graph.string,
        "twitterCard": meta("twitter:card"),
        "translations": [
            {"language": a["hreflang"], "url": a["href"]}
            for a in head.find_all("link", rel="alternate", hreflang=True)
        ],
        "feeds": [
            {"url": a["href"], "type": a["type"], "title": a["title"]}
            for a in head.find_all("link", rel="alternate", title=True)
        ],
        "openGraph": {
            "type": meta("og:type"),
            "title": meta("og:title"),
            "description": meta("og:description"),
            "url": meta("og:url"),
            "siteName": meta("og:site_name"),
            "publishedTime": meta("article:published_time"),
            "modifiedTime": meta("article:modified_time"),
            "image": image | size if image["url"] else None,
        },
    }


def nodes(said: dict) -> dict[str, dict]:
    """The nodes of a page's graph by their type."""
    graph = json.loads(said["jsonLd"])
    assert graph["@context"] == "https://schema.org"
    return {node["@type"]: node for node in graph["@graph"]}


def test_every_page_says_the_same_through_both_faces(home, visitor, ask):
    site = showcase.build(home)
    for path in [*site.paths, "/health/sleep/article-about-7/"]:
        found = ask(SEO, path=path)["page"]
        response = visitor.get(path)
        assert (found is None) == (response.status_code == 404)
        if found:
            assert told(response.content.decode()) == found["seo"], path


def test_the_front_page_tells_who_publishes_and_where_to_search(home, ask):
    showcase.build(home, articles=2)
    SiteSettings.objects.update(description="On food.")
    seo = ask(SEO, path="/")["page"]["seo"]
    found = nodes(seo)
    assert seo["title"] == "The Review"
    assert found.keys() == {"Organization", "WebSite", "WebPage"}
    assert found["Organization"]["name"] == "Colophon"
    assert found["Organization"]["sameAs"] == ["https://a.b"]
    assert found["Organization"]["logo"]["url"].startswith("http://testserver/media/")
    assert found["WebSite"]["description"] == "On food."
    assert found["WebSite"]["publisher"] == {"@id": found["Organization"]["@id"]}


def test_an_article_tells_all_that_stands_on_it(home, ask):
    site = showcase.build(home)
    article = site.articles[5]
    seo = ask(SEO, path=f"/health/{article.slug}/")["page"]["seo"]
    found = nodes(seo)
    about = found["Article"]
    assert seo["title"] == f"{article.title} – The Review"
    assert seo["canonical"] == f"http://testserver/health/{article.slug}/"
    assert about["headline"] == article.title
    assert about["datePublished"] == seo["openGraph"]["publishedTime"]
    assert [p["name"] for p in about["author"]] == ["Ada", "Writer 5"]
    assert about["author"][0]["url"] == "http://testserver/authors/ada/"
    assert about["articleSection"] == "Health"
    assert about["keywords"] == ["Food", "Tag 2"]
    assert about["publisher"] == {"@id": found["Organization"]["@id"]}
    assert found["Organization"]["name"] == "Colophon"
    assert about["image"] == [seo["openGraph"]["image"]["url"]]
    assert about["mainEntityOfPage"] == {"@id": found["WebPage"]["@id"]}
    assert found["WebPage"]["reviewedBy"]["name"] == "Ada"
    trail = [item["name"] for item in found["BreadcrumbList"]["itemListElement"]]
    assert trail == ["The Review", "Health", article.title]
    asked = [q["name"] for q in found["FAQPage"]["mainEntity"]]
    assert asked == ["Why?", "What is sleep?"]


def test_a_page_of_questions_tells_them(home, ask):
    showcase.build(home, articles=1)
    [question] = nodes(ask(SEO, path="/questions/")["page"]["seo"])["FAQPage"]["mainEntity"]
    assert question["name"] == "What is sleep?"
    assert question["acceptedAnswer"]["text"] == "<p>Rest. And more.</p>"


def test_the_publications_picture_stands_in_for_one_that_a_page_lacks(home, visitor, ask):
    image = showcase.picture("Mark")
    SiteSettings.objects.create(site=home.get_site(), name="R", default_image=image)
    make.article(make.category(home, "Health"), "Walking")
    seo = ask(SEO, path="/health/walking/")["page"]["seo"]
    assert seo["openGraph"]["image"]["alt"] == image.description
    assert "image" not in nodes(seo)["Article"]
    for path in ("/", "/health/", "/health/walking/"):
        assert told(visitor.get(path).content.decode())["openGraph"]["image"], path


def test_nothing_that_an_editor_types_ends_the_script_element(home, visitor, ask):
    health = make.category(home, NASTY, slug="health")
    body = [make.faq((NASTY, "<b>Yes</b>"))]
    writer = make.author(NASTY, role=NASTY)
    make.article(health, NASTY, slug="one", authors=[writer], tags=["</script>"], body=body)
    seo = ask(SEO, path="/health/one/")["page"]["seo"]
    assert "<" not in seo["jsonLd"]
    assert nodes(seo)["Article"]["headline"] == NASTY
    page = visitor.get("/health/one/").content.decode()
    # Its own, those of the colours, the site and the search form.
    assert page.count("<script") == page.count("</script") == 3
    assert told(page)["jsonLd"] == seo["jsonLd"]


def test_nothing_is_told_that_is_not_public(home, visitor, ask):
    health = make.category(home, "Health")
    secret = make.article(health, "Hidden page")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    collection = make.collection()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image = showcase.picture("Hidden picture")
    image.collection = collection
    image.save()
    link = f'<a linktype="page" id="{secret.pk}">there</a>'
    make.article(
        health,
        "Walking",
        hero=image,
        authors=[make.author("Hidden author", live=False), make.author("Ada")],
        body=[make.faq(make.question("Hidden question?", live=False), make.question("Why?", link))],
    )
    seo = ask(SEO, path="/health/walking/")["page"]["seo"]
    found = nodes(seo)
    assert [a["name"] for a in found["Article"]["author"]] == ["Ada"]
    [question] = found["FAQPage"]["mainEntity"]
    assert question["acceptedAnswer"]["text"] == "<p>there</p>"
    assert seo["openGraph"]["image"] is None
    assert "idden" not in json.dumps(seo)
    assert told(visitor.get("/health/walking/").content.decode()) == seo


def test_a_page_of_a_list_is_its_own_canonical_address(home, visitor):
    health = make.category(home, "Health")
    for n in range(21):
        make.article(health, f"Number {n}", authors=[])
    said = told(visitor.get("/health/?page=2").content.decode())
    assert said["canonical"] == said["openGraph"]["url"] == "http://testserver/health/?page=2"
    assert told(visitor.get("/health/?page=1").content.decode())["canonical"].endswith("/health/")


def test_a_page_that_is_hidden_says_so(home, visitor, ask):
    make.article(make.category(home, "Health"), "Walking", noindex=True)
    assert ask(SEO, path="/health/walking/")["page"]["seo"]["robots"] == "noindex"
    assert told(visitor.get("/health/walking/").content.decode())["robots"] == "noindex"


def test_a_list_takes_as_many_statements_however_long_it_is(home, ask, statements):
    deep = make.category(make.category(make.category(home, "Health"), "Sleep"), "Dreams")
    image = showcase.picture("Sea")
    for n in range(12):
        make.article(
            deep,
            f"Number {n}",
            hero=image,
            authors=[make.author()],
            body=[make.faq(make.question())],
        )
    query = "query ($n: Int!) { articles(first: $n) { nodes { seo { jsonLd canonical } } } }"
    taken = {}
    for n in (2, 12):
        with statements() as sql:
            found = ask(query, n=n)["articles"]["nodes"]
        assert len(nodes(found[-1]["seo"])["BreadcrumbList"]["itemListElement"]) == 5
        taken[n] = len(sql)
    assert 3 < taken[2] == taken[12] <= 7
