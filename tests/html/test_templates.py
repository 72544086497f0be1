"""Templates: what a name that there is not does, what is escaped, how blocks are rendered."""

import datetime
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString
from jinja2 import UndefinedError
from markupsafe import Markup
from wagtail.blocks.base import Block
from wagtail.models import Page, PageViewRestriction, Site

from blog.blocks import BodyBlock
from blog.editions import show
from blog.editions.filled import Filled
from blog.editions.keep import make_presets
from blog.editions.serve import page_context
from blog.editions.show import Shown, ShownBlock, UnknownField
from blog.models import ArticlePage
from cms.jinja import inline
from tests import factories as make
from tests.conftest import HOST

SCRIPT = "<script>alert('now')</script> & \"more\""
ESCAPED = "&lt;script&gt;alert("


def rendered(source: str, **context) -> str:
    return engines["jinja2"].from_string(source).render(context)


@pytest.fixture
def page():
    return Shown({"__typename": "ArticlePage", "title": "Walking", "items": [1, 2]}, Filled(None))


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.nope }}",
        "{% if page.nope %}x{% endif %}",
        "{% if page.title and page.nope %}x{% endif %}",
        "{% if not (page.nope or page.title) %}x{% endif %}",
        "{% for x in page.nope %}x{% endfor %}",
        "{% set x = page.nope %}",
        "{{ page['nope'] }}",
        "{{ page.nope|default('x') }}",
    ],
)
def test_a_field_that_an_edition_does_not_have_raises(page, source):
    with pytest.raises(UnknownField, match="ArticlePage has no “nope”"):
        rendered(source, page=page)


@pytest.mark.parametrize(
    "source",
    ["{{ nope }}", "{% if nope %}x{% endif %}", "{% if 1 and nope %}x{% endif %}", "{{ a.nope }}"],
)
def test_a_name_that_nobody_gave_raises(source):
    with pytest.raises(UndefinedError):
        rendered(source, a={})


def test_a_field_may_be_called_like_a_method_of_a_dictionary(page):
    assert rendered("{{ page.items|length }} {{ page.title }}", page=page) == "2 Walking"


def test_a_block_is_its_own_value():
    block = ShownBlock({"__typename": "Block", "block_type": "x", "text": "Yes"}, Filled(None))
    assert rendered("{{ block.value.text }} {{ block.text }}", block=block) == "Yes Yes"


def test_only_html_is_printed_as_it_is():
    values = [SCRIPT, SafeString("<b>"), Markup("<i>"), 7, None, ["<u>"]]
    made = rendered("{% for v in values %}{{ v }}|{% endfor %}", values=values)
    assert made.startswith(ESCAPED)
    assert made.endswith(
        "&lt;/script&gt; &amp; &#34;more&#34;|<b>|<i>|7|None|[&#39;&lt;u&gt;&#39;]|"
    )


def test_a_macro_escapes_too():
    source = "{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{{ m('<b>') }}{% set y %}{{ x }}{% endset %}{{ y }}"
    assert rendered(source, x="<i>") == "<p>&lt;b&gt;</p>&lt;i&gt;"


def test_a_day_is_printed_in_the_language_of_the_moment():
    day = datetime.date(2026, 11, 3)
    late = datetime.datetime(2026, 11, 3, 23, 30, tzinfo=datetime.UTC)
    assert rendered("{{ time(day) }}", day=day) == (
        '<time datetime="2026-11-03">3 November 2026</time>'
    )
    assert rendered("{{ time(late) }}", late=late) == (
        '<time datetime="2026-11-03T23:30:00+00:00">3 November 2026</time>'
    )
    with translation.override("de"):
        assert ">3 Oktober 2026<" in rendered("{{ time(day) }}", day=datetime.date(2026, 10, 3))


# ---- pages ----


def cut(text: str, start: str, end: str) -> tuple[str, str]:
    """(what stands between the first start and the next end, the text without it)."""
    before, _, rest = text.partition(start)
    between, _, after = rest.partition(end)
    return between, before + after


@pytest.mark.django_db
def test_what_editors_type_is_escaped_everywhere(home, visitor):
    health = make.category(home, SCRIPT, slug="health", introduction=SCRIPT)
    writer = make.author(SCRIPT, role=SCRIPT, biography=SCRIPT)
    body = [
        make.section(SCRIPT, make.block("code", {"language": SCRIPT, "code": SCRIPT})),
        make.block("quote", {"text": SCRIPT, "attribution": SCRIPT}),
        make.block("embed", {"url": "https://e.org/?a=1&b=2", "title": SCRIPT}),
        make.faq((SCRIPT, "Yes."), heading=SCRIPT),
        make.stream("latest", heading=SCRIPT),
    ]
    hero = make.image(credit=SCRIPT, description=SCRIPT)
    fields = {"introduction": SCRIPT, "hero": hero, "hero_caption": SCRIPT, "tags": [SCRIPT]}
    for slug in ("one", "two"):
        make.article(health, SCRIPT, slug=slug, authors=[writer], body=body, **fields)
    paths = ["/", "/health/", "/health/one/", f"/authors/{writer.slug}/", "/search/?query=alert"]
    for path in paths:
        page = visitor.get(path).content.decode()
        graph, page = cut(page, '<script type="application/ld+json">', "</script>")
        assert "<" not in graph
        # The one of the colours; the others are files.
        within = {text for text in re.findall(r"<script[^>]*>(.*?)</script>", page) if text}
        assert within == {inline("js/theme.js")}, path
        assert "<script>alert" not in page, path
        if path != "/":
            assert ESCAPED in page, path
    assert "<script>alert" not in visitor.get("/search/", {"query": SCRIPT}).content.decode()


@pytest.mark.django_db
def test_an_article_costs_at_most_six_statements(home, visitor, statements):
    health = make.category(home, "Health")
    for n in range(8):
        make.article(health, f"Other {n}", authors=[make.author()], tags=["feet"])
    body = [make.stream("latest"), make.section("Why", make.paragraph(), make.stream("related"))]
    make.article(health, "Walking", body=body, authors=[make.author()], tags=["feet"])
    visitor.get("/health/walking/")
    with statements() as sql:
        assert visitor.get("/health/walking/").status_code == 200
    assert len(sql) <= 6


@pytest.mark.django_db
def test_a_missing_page_suggests_what_its_address_says_then_the_newest(home, visitor):
    health = make.category(home, "Health")
    make.article(health, "Swimming in winter", introduction="Cold.")
    for n in range(3):
        make.article(health, f"Newer {n}")
    page = visitor.get("/old/swimming-in-winter/").content.decode()
    assert re.findall(r'<h3><a href="[^"]*">([^<]*)', page) == [
        "Swimming in winter",
        "Newer 2",
        "Newer 1",
    ]
    assert "<h3>" not in visitor.get("/wp-login.php").content.decode()


@pytest.mark.django_db
def test_an_article_that_was_published_again_says_when(home, visitor):
    article = make.article(make.category(home, "Health"), "Walking")
    assert "Updated" not in visitor.get(article.url).content.decode()
    days = {"date": day(1), "first_published_at": day(2)}
    for last, told in ((day(2), False), (day(3), True)):
        Page.objects.filter(pk=article.pk).update(
            first_published_at=days["first_published_at"], last_published_at=last
        )
        ArticlePage.objects.filter(pk=article.pk).update(date=days["date"])
        ArticlePage.objects.get(pk=article.pk).save()
        page = visitor.get(article.url).content.decode()
        assert ('Updated <time datetime="2026-03-03T' in page) is told


def day(n: int) -> datetime.datetime:
    return datetime.datetime(2026, 3, n, 9, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_a_list_says_how_long_it_is_and_leads_to_its_other_pages(home, visitor, monkeypatch):
    monkeypatch.setattr("blog.views.PER_PAGE", 2)
    health = make.category(home, "Health")
    empty = visitor.get("/health/").content.decode()
    assert "There is nothing here yet" in empty
    assert "article</p>" not in empty
    for _ in range(5):
        make.article(health)
    first, second, last = (
        visitor.get(f"/health/{q}").content.decode() for q in ("", "?page=2", "?page=3")
    )
    assert "5 articles" in first
    assert 'rel="prev"' not in first
    assert first.count('rel="next" href="/health/?page=2"') == 2
    assert second.count('rel="prev" href="/health/"') == 2
    assert second.count('rel="next" href="/health/?page=3"') == 2
    assert 'rel="next"' not in last
    assert visitor.get("/health/?page=4").status_code == 404


@pytest.mark.django_db
def test_headings_of_a_block_in_a_section_are_a_level_lower(home, visitor):
    block = make.faq(("How?", "So."), heading="Inner")
    outer = make.faq(("How?", "So."), heading="Outer")
    body = [make.section("Why", block), outer]
    make.article(make.category(home, "Health"), "Walking", body=body)
    page = visitor.get("/health/walking/").content.decode()
    assert ">Inner</h3>" in page
    assert ">Outer</h2>" in page


@pytest.mark.django_db
def test_a_page_where_no_site_answers_is_a_plain_404(home, visitor):
    Site.objects.all().delete()
    response = visitor.get("/walking/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.django_db
def test_a_private_page_asks_for_its_password(home, visitor):
    secret = make.article(make.category(home, "Health"), "Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="password", password="p")
    page = visitor.get("/health/secret/").content.decode()
    assert '<form class="fields"' in page
    assert "csrfmiddlewaretoken" in page
    assert "css/site.css" in page
    assert "What Secret is about" not in page


# ---- engines, previews ----


@pytest.mark.django_db
def test_a_block_may_have_a_template_of_django(home, monkeypatch, tmp_path, settings):
    django, jinja = settings.TEMPLATES[1], settings.TEMPLATES[0]
    settings.TEMPLATES = [jinja, django | {"DIRS": [tmp_path]}]
    (tmp_path / "quote.html").write_text(
        "<q>{{ value.text }}{% if nested %}, nested{% endif %}</q>"
    )
    monkeypatch.setitem(show.templates(), "QuoteBlock", "quote.html")
    data = {"__typename": "QuoteBlock", "block_type": "quote", "text": "<b>"}
    block = ShownBlock(data, Filled(None))
    assert rendered("{{ render(block, nested=true) }}", block=block) == "<q>&lt;b&gt;, nested</q>"
    wagtails = "{% set nested = true %}{% include_block block %}"
    assert rendered(wagtails, block=block) == "<q>&lt;b&gt;, nested</q>"
    template = engines["django"].from_string("{% include_block block with nested=True %}")
    assert template.render({"block": block}) == "<q>&lt;b&gt;, nested</q>"


@pytest.fixture
def admin(home) -> Client:
    made = Client(HTTP_HOST=HOST)
    made.force_login(make.editor())
    return made


def test_every_block_has_a_preview(admin, home):
    make.image()
    make.article(make.category(home, "Health"), "Walking")
    previewed = 0
    for name, block in BodyBlock().child_blocks.items():
        known = [b for b in Block.definition_registry.values() if type(b) is type(block)]
        made = admin.get("/admin/block-preview/", {"id": known[0].definition_prefix})
        assert made.status_code == 200, name
        assert '<div class="body">' in made.content.decode(), name
        previewed += 1
    assert previewed >= 12


def test_previews_show_what_is_not_public(admin, home):
    request = admin.get("/").wsgi_request
    draft = make.article(
        make.category(home, "Health"), "Walking", live=False, body=[make.paragraph()]
    )
    page = draft.make_preview_request(request).content.decode()
    assert "<h1>Walking</h1>" in page
    assert "wagtail-userbar" in page
    for thing in (make.author("Ada"), make.question("Why?")):
        assert thing.make_preview_request(request).status_code == 200
    untold = type(make.question("Why not?"))(question="Without a topic?")
    assert "Without a topic?" in untold.make_preview_request(request).content.decode()


@pytest.mark.django_db
def test_a_page_that_wagtail_serves_has_the_same_context(home, door):
    article = make.article(make.category(home, "Health"), "Walking")
    request = RequestFactory(HTTP_HOST=HOST).get("/")
    ours = page_context(door, door.page_at("health/walking"))["page"]
    assert article.get_context(request)["page"].title == ours.title


@pytest.mark.django_db
def test_a_card_is_cropped_around_what_its_picture_is_about(home, visitor):
    health = make.category(home, "Health")
    left = make.image(focal_point_x=3, focal_point_y=24)  # of 32 by 24 pixels
    for title, hero in (("Left", left), ("Whole", make.image())):
        make_presets(hero)
        make.article(health, title, hero=hero)
    soup = BeautifulSoup(visitor.get("/health/").content, "html.parser")
    found = {card.h2.text: card.img.get("data-focus") for card in soup.select(".card")}
    assert found == {"Left": "1 10", "Whole": None}
    stylesheet = Path(finders.find("css/site.css")).read_text()
    for n in {*range(11)} - {5}:
        assert f'[data-focus^="{n} "]' in stylesheet
        assert f'[data-focus$=" {n}"]' in stylesheet
