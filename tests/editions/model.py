"""What the rules say, slowly and obviously, from the content alone: no edition is read here.

`terms` is the table of terms as it should be; `articles` is what visitors of a site should see;
`check` compares both, and every edition, with what is there.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, Site

from blog.editions import mend
from blog.editions.blocks import title_term
from blog.editions.fulltext import sorted_as
from blog.editions.models import Term
from blog.editions.read import Reader
from blog.models import FAQ, ArticlePage, BasePage, CategoryPage, CustomImage, FAQPage, Vector
from blog.neighbours import stale
from blog.neighbours.tasks import tend
from blog.visibility import scope
from search.query import search

EVERYWHERE = 0


def expired(obj: Any) -> bool:
    return bool(obj.expire_at and obj.expire_at <= timezone.now())


def shown(obj: Any) -> bool:
    return obj.live and not expired(obj)


def restricted(page: Page) -> bool:
    """By Wagtail's own rule: an alias is as private as its source."""
    return page.get_view_restrictions().exists()


def in_site(page: Page, site: Site) -> bool:
    return page.pk == site.root_page_id or page.is_descendant_of(site.root_page)


def public(page: Page) -> bool:
    return isinstance(page, BasePage) and shown(page) and not restricted(page)


def pages() -> list[Page]:
    """Every page, of its own class, with the content that the database holds."""
    return [page.specific for page in Page.objects.filter(depth__gt=1).order_by("path")]


def blocks(raw: Any) -> Iterator[tuple[str, Any]]:
    """(type, value) of every block in a stream's raw data, at any depth, in order."""
    if isinstance(raw, list):
        for item in raw:
            yield from blocks(item)
    elif isinstance(raw, dict):
        if {"type", "value", "id"} <= raw.keys():
            yield raw["type"], raw["value"]
        for value in raw.values():
            yield from blocks(value)


def written(page: Page) -> list[tuple[str, str]]:
    """(name, question) of those that are written on a page."""
    return [
        (f"question:{page.pk}:{item['id']}", item["value"]["question"])
        for type_, value in blocks(body_of(page))
        if type_ == "faq"
        for item in value["items"]
        if item["type"] == "question"
    ]


def body_of(page: Page) -> list:
    return list(page.body.raw_data) if hasattr(page, "body") else []


def own_terms(page: Page) -> set[str]:
    own = {"all", f"type:{type(page).__name__}"}
    own |= {f"blog.faq:{value}" for type_, value in blocks(body_of(page)) if type_ == "library"}
    own |= {"noindex"} if getattr(page, "noindex", False) else set()
    if isinstance(page, FAQPage):
        own |= {f"blog.faqtopic:{row.topic_id}" for row in page.faq_page_topics.all()}
    if isinstance(page, ArticlePage):
        own |= {f"blog.author:{row.author_id}" for row in page.article_authors.all()}
        own |= {f"taggit.tag:{row.tag_id}" for row in page.tagged_items.all()}
        own.add(title_term(page.title))
        asked = {"question", "library"} & {type_ for type_, _ in blocks(body_of(page))}
        own.add("faq:yes" if asked else "faq:no")
    return own


def terms() -> list[tuple]:
    """(site, locale, term, name, title, date, expire_at), sorted, as they should stand."""
    found = []
    for page in filter(public, pages()):
        above = [a.specific for a in page.get_ancestors()]
        own = own_terms(page)
        within = set()
        if isinstance(page, ArticlePage):
            within = {f"page:{a.pk}" for a in above if isinstance(a, CategoryPage) and shown(a)}
        date = getattr(page, "date", None) or page.first_published_at
        for site in Site.objects.all():
            if in_site(page, site):
                found += [
                    (site.pk, page.locale_id, term, f"page:{page.pk}", sorted_as(page.title), date,
                     page.expire_at)
                    for term in own | within
                ]  # fmt: skip
                found += [
                    (site.pk, page.locale_id, term, name, sorted_as(question), date, page.expire_at)
                    for name, question in written(page)
                    for term in {"asked", *(f"asked:{name}" for name in within)}
                ]
    for faq in filter(shown, FAQ.objects.all()):
        for term in (f"blog.faqtopic:{faq.topic_id}", "type:FAQ"):
            row = (term, f"blog.faq:{faq.pk}", sorted_as(faq.question))
            found.append((EVERYWHERE, EVERYWHERE, *row, None, faq.expire_at))
    return sorted(found, key=str)


def stored_terms() -> list[tuple]:
    """The table as it is, without rows that expired by the clock alone or name such a category."""
    names = ("site_id", "locale_id", "term", "name", "title", "date", "expire_at")
    gone = {f"page:{p.pk}" for p in Page.objects.filter(expire_at__lte=timezone.now())}
    rows = Term.objects.values_list(*names)
    return sorted((r for r in rows if not gone & {r[2], r[3]} and not _past(r[6])), key=str)


def _past(moment: Any) -> bool:
    return bool(moment and moment <= timezone.now())


# ---- what visitors see ----


def private(collection: Any) -> bool:
    above = collection.get_ancestors(inclusive=True)
    return CollectionViewRestriction.objects.filter(collection__in=above).exists()


def address(page: Page, site: Site) -> str:
    return "/" + page.url_path[len(Page.objects.get(pk=site.root_page_id).url_path) :]


def hero(page: ArticlePage) -> dict | None:
    image = CustomImage.objects.filter(pk=page.hero_id).select_related("collection").first()
    return {"alt": image.description} if image and not private(image.collection) else None


def questions(page: ArticlePage) -> list[dict]:
    found = []
    for type_, value in blocks(body_of(page)):
        if type_ == "question":
            found.append({"question": value["question"]})
        elif type_ == "library" and (faq := FAQ.objects.filter(pk=value).first()) and shown(faq):
            found.append({"question": faq.question})
    return found


def article(page: ArticlePage, site: Site) -> dict[str, Any]:
    parent = page.get_parent().specific
    rows = sorted(
        page.article_authors.select_related("author"), key=lambda r: (r.sort_order or 0, r.pk)
    )
    return {
        "title": page.title,
        "url": address(page, site),
        "introduction": page.introduction,
        "category": {"title": parent.title} if public(parent) else None,
        "authors": [{"name": r.author.name} for r in rows if shown(r.author)],
        "tags": sorted(r.tag.name for r in page.tagged_items.select_related("tag")),
        "hero": hero(page),
        "faq": questions(page),
    }


def articles(site: Site) -> list[dict[str, Any]]:
    """The articles of a site, as an anonymous visitor should see them."""
    found = [p for p in pages() if isinstance(p, ArticlePage) and public(p) and in_site(p, site)]
    return sorted((article(p, site) for p in found), key=str)


QUERY = """{ articles(first: 100) { totalCount nodes {
    title url introduction category { title } authors { name } tags { name } hero { alt }
    faq { question } } } }"""


def answered(site: Site) -> tuple[int, list[dict[str, Any]]]:
    """(total, articles) as GraphQL answers."""
    response = Client(HTTP_HOST=host(site)).post(
        "/graphql/", json.dumps({"query": QUERY}), content_type="application/json"
    )
    answer = response.json()
    assert "errors" not in answer, answer
    found = answer["data"]["articles"]
    for node in found["nodes"]:
        node["tags"] = sorted(tag["name"] for tag in node["tags"])
    return found["totalCount"], sorted(found["nodes"], key=str)


def host(site: Site) -> str:
    return site.hostname if site.port == 80 else f"{site.hostname}:{site.port}"


def check_site(site: Site) -> None:
    """Both faces and the search of one site show what they should."""
    wanted = articles(site)
    assert answered(site) == (len(wanted), wanted)
    client, here = Client(HTTP_HOST=host(site)), scope(site.hostname, site.port)
    assert here is not None
    for page in (p for p in pages() if in_site(p, site)):
        response = client.get(address(page, site))
        assert served(response) == public(page), told(page)
        if public(page):
            assert_page(page, response.content.decode())
        if isinstance(page, ArticlePage):
            found = f"page:{page.pk}" in search(Reader(here), page.title, 100)
            assert found == public(page), f"search and {page}"


def told(page: Page) -> str:
    """What there is to know of a page that is shown and should not be, or the reverse."""
    facts = {"live": page.live, "expired": expired(page), "restricted": restricted(page)}
    namesakes = Page.objects.filter(url_path=page.url_path).values_list("pk", "live")
    return f"{page} at {page.url_path}: {facts}, at this address: {list(namesakes)}"


def served(response: Any) -> bool:
    """Whether an answer is the page, and not the form that asks for its password."""
    asked = any("password_required" in (t.name or "") for t in response.templates or ())
    return response.status_code == 200 and not asked


def assert_page(page: Page, html: str) -> None:
    assert page.title in html, page
    if isinstance(page, ArticlePage):
        for row in page.article_authors.select_related("author"):
            assert (row.author.name in html) == shown(row.author), row.author


def check_editions() -> None:
    assert list(mend.faults(everything=True)) == []


def check_neighbours() -> None:
    """Once their tasks are done, the lists of related articles name what is public, and no more;
    before that the door sees to it."""
    tend(1000)
    wanted = {p.pk for p in pages() if isinstance(p, ArticlePage) and in_some_site(p)}
    assert {*Vector.objects.values_list("page_id", flat=True)} - past() == wanted
    assert not stale.dangling()


def in_some_site(page: Page) -> bool:
    return public(page) and any(in_site(page, site) for site in Site.objects.all())


def past() -> set[int]:
    """Pages whose time ran out by the clock alone; the scheduler takes them out."""
    return {*Page.objects.filter(expire_at__lte=timezone.now()).values_list("pk", flat=True)}


def check() -> None:
    """Every edition, every term, and what visitors see of every site is as the rules say."""
    check_editions()
    assert stored_terms() == terms()
    for site in Site.objects.all():
        check_site(site)
    check_neighbours()
