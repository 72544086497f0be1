"""What is rendered when a page is composed is what would have been rendered for its reader."""

import json

import pytest
from wagtail.models import PageViewRestriction

from blog.editions.keep import keep
from blog.editions.mend import faults
from blog.editions.models import Body
from tests import factories as make

pytestmark = pytest.mark.django_db


def rendered(page) -> dict[str, str]:
    """block id → HTML, as it is stored."""
    return json.loads(Body.objects.get(name=f"page:{page.pk}").html)


@pytest.fixture
def varied(world):
    """An article with sections of text alone, and with blocks that show other things."""
    linked = make.paragraph(f'<p>See <a linktype="page" id="{world.plain.pk}">Quarks</a>.</p>')
    body = [
        make.section("Alone", make.paragraph(), make.faq(("Why?", "Because.")), numbered=True),
        make.section("Linked", linked, numbered=True),
        make.section("Pictured", make.block("image", {"image": picture(world), "caption": ""})),
        make.section("Asked", make.faq(world.faq)),
        make.section("Streaming", make.stream()),
        make.faq(("Alone?", "Yes.")),
        make.read_also(world.plain),
        make.stream("category"),
    ]
    return make.article(world.health, "Varied", body=body)


def picture(world) -> dict:
    return {"image": world.image.pk, "decorative": False, "alt_text": "A harbour"}


def test_blocks_that_own_all_they_show_are_rendered_when_they_are_published(varied):
    section, questions = (
        rendered(varied)[block["id"]]
        for block in varied.body.raw_data
        if block["id"] in rendered(varied)
    )
    assert "1." in section
    assert "<h2" in section
    assert "Because." in section
    assert "<summary>Alone?</summary>" in questions


def test_a_page_is_the_same_however_it_is_rendered(varied, world, visitor):
    pages = [varied, world.article, world.deep, world.questions, world.home]
    before = [visitor.get(page.url).content for page in pages]
    Body.objects.update(rendered_by="", html='{"x": "old"}')
    assert [visitor.get(page.url).content for page in pages] == before


def test_a_link_goes_with_the_page_that_it_leads_to(varied, world, visitor):
    assert f'<a href="{world.plain.url}">Quarks</a>' in visitor.get(varied.url).content.decode()
    PageViewRestriction.objects.create(page=world.plain, restriction_type="login")
    page = visitor.get(varied.url).content.decode()
    assert "<p>See Quarks.</p>" in page
    assert world.plain.url not in page


def test_html_that_other_templates_made_is_a_fault_until_it_is_mended(varied, visitor):
    name = f"page:{varied.pk}"
    made = rendered(varied)
    Body.objects.filter(name=name).update(rendered_by="another", html="{}")
    assert [found[:2] for found in faults(False)] == [(name, "is rendered by other templates")]
    assert [found[0] for found in faults(True)] == [name]
    keep(name)
    assert not list(faults(True))
    assert rendered(varied) == made
