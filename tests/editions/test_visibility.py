"""What is not public is in no answer, on no face, in no count.

Each hidden thing carries a word that nothing else has; no answer to an anonymous visitor may
hold it.
"""

import datetime
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page

from blog import visibility
from blog.editions.compose import node_id
from blog.editions.read import Reader
from blog.models import ArticlePage
from tests import factories as make
from tests import hidden

pytestmark = pytest.mark.django_db

CANARY = "canary7f3a"
WERE_PUBLIC = (hidden.expired, hidden.expired_by_the_scheduler, hidden.unpublished)


def link(page: Page) -> dict:
    return make.paragraph(f'<p>To <a linktype="page" id="{page.pk}">this</a> page.</p>')


def publication(home: Page) -> SimpleNamespace:
    w = SimpleNamespace(word=CANARY, home=home, health=make.category(home, "Health"))
    w.author = make.author("Ada")
    w.topic = make.topic("Basics")
    w.plain = make.article(w.health, "Plain", authors=[w.author], tags=["shared"])
    return w


def open_article(w: SimpleNamespace, page: ArticlePage) -> ArticlePage:
    """A public article that names the hidden one in every way there is."""
    parent = page.get_parent()
    body = [
        link(page),
        make.read_also(page),
        make.read_also(title=page.title),
        make.stream("latest", 24),
        make.stream("related", 24),
        make.stream("category", 24, category=w.health.pk),
        make.stream("category", 24, category=parent.pk),
        make.stream("tag", 24, tag="shared"),
        make.stream("tag", 24, tag=f"{CANARY}-tag"),
        make.stream("author", 24, author=w.author.pk),
        make.stream("hand_picked", 24, articles=[page.pk]),
        make.section("Inside", link(page), make.read_also(page)),
        make.faq(("Where?", f'See <a linktype="page" id="{page.pk}">this</a>.')),
    ]
    return make.article(
        w.health, "Open", body=body, authors=[w.author], tags=["shared"], picks=[page, w.plain]
    )


CARD = "id title url excerpt category { title url } authors { name url } tags { name url }"
ARTICLE = f"""{{ article(slug: "open") {{ {CARD} introduction parent {{ title url }}
  tableOfContents {{ heading }} faq {{ question answer {{ html text }} }}
  relatedArticles(first: 12) {{ article {{ {CARD} }} }}
  body {{ ...Block ... on SectionBlock {{ content {{ ...Block }} }} }} }} }}
fragment Block on StreamFieldInterface {{ __typename
  ... on ParagraphBlock {{ text {{ html(absolute: true) text }} }}
  ... on ReadAlsoBlock {{ article {{ {CARD} }} }}
  ... on ArticleStreamBlock {{ items {{ article {{ {CARD} }} }} }}
  ... on FAQBlock {{ items {{ question answer {{ html }} }} }} }}"""
SEARCHES = f"""{{ search(query: "ada", first: 50) {{ totalCount edges {{ node {{
    ... on ArticlePage {{ {CARD} }} }}
    highlights {{ html }} }} facets {{ categories {{ count category {{ title }} }}
    tags {{ count tag {{ name }} }} }} }}
  none: search(query: "{CANARY}") {{ totalCount nodes {{ id }} }}
  titled: suggestions(query: "{CANARY}") {{ title }} suggestions(query: "p") {{ title }}
  asked: faqs(search: "{CANARY}") {{ totalCount nodes {{ id }} }}
  faqs(first: 100) {{ totalCount nodes {{ question url pages {{ url }} }} }} }}"""
ALL = "{ pages(first: 100) { totalCount nodes { id title url excerpt } } }"
LISTS = [
    f"{{ articles({arguments}) {{ totalCount edges {{ cursor }} nodes {{ {CARD} }} }} }}"
    for arguments in (
        "first: 50",
        "first: 50, orderBy: TITLE",
        "first: 50, orderBy: DATE_ASC",
        'filter: {category: "health"}',
        'filter: {tag: "shared"}',
        'filter: {author: "%(author)s"}',
        'filter: {category: "health", tag: "shared", author: "%(author)s"}',
    )
]


def graphql(query: str) -> Any:
    response = Client(HTTP_HOST="testserver").post(
        "/graphql/", json.dumps({"query": query}), content_type="application/json"
    )
    answer = response.json()
    assert "errors" not in answer, answer
    assert CANARY not in response.content.decode()
    return answer["data"]


def get(path: str, **headers: str) -> Any:
    response = Client(HTTP_HOST="testserver").get(path, **headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert CANARY not in body.decode(errors="replace").lower(), path
    return response


def addresses(w: SimpleNamespace) -> list[str]:
    return [
        "/", "/health/", "/health/open/", "/health/plain/", f"/authors/{w.author.slug}/",
        "/tags/shared/", "/search/?query=open", "/search/?query=heading", "/search/?query=ada",
        f"/search/suggestions/?query={CANARY}", "/search/suggestions/?query=p", "/feed/", "/sitemap.xml", "/robots.txt",
        "/atom.xml", "/feed.json", "/health/rss.xml", "/tags/shared/feed.json", "/sitemap-news.xml",
        "/llms.txt", "/index.md", "/health/open.md",
    ]  # fmt: skip


@pytest.mark.parametrize("hide", hidden.WAYS, ids=lambda h: h.__name__)
def test_a_hidden_article_is_in_no_answer_and_no_count(home, hide):
    w = publication(home)
    page = hide(w)
    open_article(w, page)
    make.standard(home, "About", body=[link(page), make.stream("latest", 24)])
    page.refresh_from_db()
    for path in [*addresses(w), "/about/"]:
        assert get(path).status_code == 200, path
    for query in LISTS:
        found = graphql(query % {"author": w.author.slug})["articles"]
        assert (found["totalCount"], len(found["nodes"])) == (2, 2), query
    assert graphql(ARTICLE)["article"]["title"] == "Open"
    assert_searches(graphql(SEARCHES))
    pages = graphql(ALL)["pages"]
    assert len(pages["nodes"]) == pages["totalCount"]
    assert_not_found(page, was_public=hide in WERE_PUBLIC)


def assert_searches(found: dict) -> None:
    """What is found, counted and suggested is public."""
    assert (found["search"]["totalCount"], len(found["search"]["edges"])) == (2, 2)
    counts = [facet["count"] for kind in found["search"]["facets"].values() for facet in kind]
    assert counts == [2, 2]
    assert found["none"] == found["asked"] == {"totalCount": 0, "nodes": []}
    assert found["titled"] == []
    assert found["suggestions"] == [{"title": "Plain"}]
    assert found["faqs"]["totalCount"] == 1
    assert [node["question"] for node in found["faqs"]["nodes"]] == ["Where?"]


def assert_not_found(page: ArticlePage, was_public: bool) -> None:
    """Not by any key, and nothing is said of whether it exists, but that one that was public is
    gone."""
    tail = page.url_path.split("/", 2)[2]
    id_ = node_id(f"page:{page.pk}")
    for arguments in (f'id: "{id_}"', f'urlPath: "/{tail}"'):
        query = "{ page(%s) { id title url } article(%s) { id title url } }"
        assert graphql(query % (arguments, arguments)) == {"page": None, "article": None}
    assert graphql(f"""{{ article(slug: "{page.slug}") {{ id }} }}""") == {"article": None}
    assert graphql(f"""{{ node(id: "{id_}") {{ id }} }}""") == {"node": None}
    found = graphql(f"""{{ route(path: "/{tail}") {{ __typename }} }}""")["route"]
    assert found == ({"__typename": "GoneRoute"} if was_public else None)
    total = "{ articles(filter: {%s}) { totalCount } }"
    tagged = graphql(total % f'tag: "{CANARY}-tag"')
    assert tagged["articles"]["totalCount"] == 0
    assert get(f"/tags/{CANARY}-tag/").status_code == 404
    assert 'class="results"' not in get("/search/?query=heading").content.decode()
    response = Client(HTTP_HOST="testserver").get(f"/{tail}")
    assert f"{CANARY} text" not in response.content.decode()
    assert f"{CANARY} introduction" not in response.content.decode()


def test_the_draft_of_a_live_page_is_in_no_answer(home):
    w = publication(home)
    w.plain.title = f"{CANARY} title"
    w.plain.introduction = f"{CANARY} introduction"
    w.plain.tags.add(f"{CANARY}-tag")
    w.plain.save_revision()
    open_article(w, w.plain)
    for path in addresses(w):
        assert get(path).status_code == 200
    for query in [ARTICLE, *LISTS]:
        graphql(query % {"author": w.author.slug} if "%(" in query else query)


def test_a_draft_never_appears_in_search(home):
    from search.query import search

    w = publication(home)
    for hide in hidden.WAYS[:4]:
        page = hide(w)
        # A reader of this moment: one from before the expiry still sees what expired.
        assert search(Reader(visibility.scope("testserver", 80)), CANARY) == []
        page.delete()


# ---- snippets ----


@pytest.mark.parametrize("how", ["never published", "unpublished", "expired"])
def test_a_hidden_author_or_question_is_in_no_answer(home, how):
    w = publication(home)
    live = how != "never published"
    author = make.author(f"{CANARY} author", live=live, biography=CANARY, role=CANARY)
    faq = make.question(f"{CANARY}?", CANARY, topic=w.topic, live=live)
    make.question("Seen?", topic=w.topic)
    body = [make.faq(faq, ("Mine?", "Yes.")), make.stream("author", 6, author=author.pk)]
    make.article(w.health, "Open", body=body, authors=[author, w.author], reviewer=author)
    make.faq_page(home, w.topic)
    for thing in (author, faq):
        if how == "unpublished":
            thing.unpublish()
        elif how == "expired":
            type(thing).objects.filter(pk=thing.pk).update(
                expire_at=timezone.now() - datetime.timedelta(seconds=1)
            )
            call_command("publish_scheduled", verbosity=0)
    for path in ["/", "/health/", "/health/open/", "/questions/", "/search/?query=open", "/feed/"]:
        assert get(path).status_code == 200
    assert get(f"/authors/{author.slug}/").status_code == 404
    found = graphql('{ article(slug: "open") { authors { name } reviewer { name } faq'
                    " { question } body { ... on FAQBlock { items { question } } } } }")  # fmt: skip
    assert found["article"]["authors"] == [{"name": "Ada"}]
    assert found["article"]["faq"] == [{"question": "Mine?"}]
    query = '{ page(urlPath: "/questions/") { ... on FAQPage { groups { faqs { question } } } } }'
    assert graphql(query)["page"]["groups"][0]["faqs"] == [{"question": "Seen?"}]
    total = f"""{{ articles(filter: {{author: "{author.slug}"}}) {{ totalCount }} }}"""
    assert graphql(total)["articles"]["totalCount"] == 0


# ---- pictures and documents ----


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("below", [False, True], ids=["private", "below a private one"])
def test_private_media_are_in_no_answer_and_have_no_address(home, below):
    w = publication(home)
    private = make.collection()
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    place = make.collection(make.collection(private)) if below else private
    image = make.image(f"{CANARY} picture", description=CANARY, credit=CANARY, collection=place)
    document = make.document(f"{CANARY} document", collection=place)
    w.author.portrait = image
    w.author.save()
    body = [
        make.block("image", {"image": {"image": image.pk, "alt_text": "", "decorative": False}}),
        make.paragraph(f'<embed embedtype="image" id="{image.pk}" alt="" format="left"/>'),
        make.paragraph(f'<p>A <a linktype="document" id="{document.pk}">leaflet</a>.</p>'),
    ]
    make.article(w.health, "Open", body=body, authors=[w.author], tags=["shared"], hero=image,
                 social_image=image)  # fmt: skip
    file = image.file.name.rpartition("/")[2].removesuffix(".png")
    for path in addresses(w):
        response = get(path)
        assert file not in response.content.decode()
        assert f"/documents/{document.pk}/" not in response.content.decode()
    found = graphql("""{ article(slug: "open") { hero { title alt } socialImage { alt }
        authors { portrait { alt } } body { ... on CaptionedImageBlock { image { alt } }
        ... on ParagraphBlock { text { html } } } } }""")["article"]
    assert (found["hero"], found["socialImage"]) == (None, None)
    assert found["authors"] == [{"portrait": None}]
    assert found["body"][0] == {"image": None}
    assert "<img" not in found["body"][1]["text"]["html"]
    assert "<a" not in found["body"][2]["text"]["html"]
    for rendition in image.renditions.all():
        assert get(rendition.url).status_code == 404
    assert get(document.url).status_code in (302, 403)


# ---- those who may ----


def test_a_private_page_is_served_to_who_is_logged_in(home, django_user_model):
    w = publication(home)
    page = hidden.private_by_login(w)
    client = Client(HTTP_HOST="testserver")
    client.force_login(django_user_model.objects.create_user("reader"))
    assert f"{CANARY} text" in client.get(page.get_url()).content.decode()


def test_a_page_of_a_group_is_served_to_its_members_alone(home, django_user_model):
    w = publication(home)
    page = hidden.private_by_group(w)
    assert Client(HTTP_HOST="testserver").get(page.get_url(), follow=True).status_code == 200
    client, user = Client(HTTP_HOST="testserver"), django_user_model.objects.create_user("reader")
    client.force_login(user)
    assert CANARY not in client.get(page.get_url()).content.decode()
    user.groups.add(Group.objects.get(name="Doctors"))
    assert f"{CANARY} text" in client.get(page.get_url()).content.decode()


def test_a_page_with_a_password_is_served_to_who_knows_it(home):
    w = publication(home)
    page = hidden.private_by_password(w)
    client = Client(HTTP_HOST="testserver")
    form = client.get(page.get_url())
    assert f"{CANARY} text" not in form.content.decode()
    client.post(form.context["action_url"], {"password": "open", "return_url": page.get_url()})
    assert f"{CANARY} text" in client.get(page.get_url()).content.decode()


def test_a_private_page_is_no_better_known_to_who_is_logged_in_through_graphql(home):
    w = publication(home)
    hidden.private_by_login(w)
    client = Client(HTTP_HOST="testserver")
    client.force_login(make.editor())
    query = json.dumps({"query": LISTS[0]})
    answer = client.post("/graphql/", query, content_type="application/json")
    assert CANARY not in answer.content.decode()


# ---- what a visit leaves ----


def test_an_anonymous_visit_sets_no_cookie_varies_by_none_and_writes_nothing(home):
    w = publication(home)
    page = hidden.draft(w)
    open_article(w, page)
    visits = [*addresses(w), "/nowhere/", page.get_url(), "/graphql/?query={articles{totalCount}}"]
    for path in visits:
        with CaptureQueriesContext(connection) as sql:
            response = get(path)
        assert not response.cookies, path
        assert "cookie" not in response.headers.get("Vary", "").lower(), path
        written = [q["sql"] for q in sql if not q["sql"].lstrip("( ").upper().startswith("SELECT")]
        assert written == [], path


def test_an_edition_of_other_code_is_composed_and_stores_nothing(home):
    from blog.editions.models import Edition

    w = publication(home)
    open_article(w, w.plain)
    Edition.objects.update(fingerprint="other", card='{"title": "stale"}')
    with CaptureQueriesContext(connection) as sql:
        assert "Plain" in get("/health/open/").content.decode()
    assert not [q for q in sql if not q["sql"].upper().startswith("SELECT")]
    assert Edition.objects.filter(fingerprint="other").exists()
