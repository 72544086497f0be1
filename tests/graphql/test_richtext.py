"""Rich text in each of its forms, and that none of them leads to what is not public."""

import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests import factories as make
from tests.graphql.showcase import picture

pytestmark = pytest.mark.django_db

FORMS = """query ($absolute: Boolean = false) { article(slug: "walking") { body {
  ... on ParagraphBlock { text {
    html(absolute: $absolute) text markdown(absolute: $absolute) json(absolute: $absolute)
    links(absolute: $absolute) { url text external page { __typename title } document { title } }
  } } } } }"""


@pytest.fixture
def forms(home, ask):
    """Publishes an article with a paragraph and asks for its text in all forms."""
    health = make.category(home, "Health")

    def run(html: str, **variables) -> dict:
        make.article(health, "Walking", body=[make.paragraph(html)])
        return ask(FORMS, **variables)["article"]["body"][0]["text"]

    run.health = health
    return run


def test_the_words_of_items_within_items_stand_apart_and_are_found(forms, ask):
    html = "<ul><li>Tools<ul><li>hammer</li><li>nail<ol><li>long</li></ol></li></ul></li></ul>"
    assert forms(html)["text"] == "Tools\nhammer\nnail\nlong"
    for word in ("tools", "hammer", "long"):
        assert ask(f'{{ search(query: "{word}") {{ totalCount }} }}')["search"]["totalCount"] == 1


def test_a_text_is_there_in_five_forms(forms):
    other, file = make.article(forms.health, "Running"), make.document(title="Plan")
    found = forms(
        f'<h3>Why</h3><p>See <a linktype="page" id="{other.pk}">how to <b>run</b></a>,'
        f' <a linktype="document" id="{file.pk}">the plan</a>,'
        ' <a href="/search/">search</a> or <a href="https://e.org/">elsewhere</a>.</p>'
    )
    assert found["text"] == "Why\nSee how to run, the plan, search or elsewhere."
    assert found["markdown"] == (
        f"## Why\n\nSee [how to **run**](/health/running/), [the plan]({file.url}),"
        " [search](/search/) or [elsewhere](https://e.org/)."
    )
    heading, paragraph = found["json"]
    assert heading == {
        "type": "heading",
        "depth": 2,
        "children": [{"type": "text", "value": "Why"}],
    }
    link = paragraph["children"][1]
    assert (link["type"], link["to"], link["url"]) == ("link", "PAGE", "/health/running/")
    assert link["children"][1]["type"] == "strong"
    page = {"__typename": "ArticlePage", "title": "Running"}
    nothing = {"page": None, "document": None}
    assert found["links"] == [
        {"url": "/health/running/", "text": "how to run", "external": False} | nothing
        | {"page": page},
        {"url": file.url, "text": "the plan", "external": False} | nothing
        | {"document": {"title": "Plan"}},
        {"url": "/search/", "text": "search", "external": False} | nothing,
        {"url": "https://e.org/", "text": "elsewhere", "external": True} | nothing,
    ]  # fmt: skip


def test_addresses_of_the_site_begin_with_its_host_where_that_is_asked_for(forms):
    other, image = make.article(forms.health, "Running"), picture("Sea")
    found = forms(
        f'<p><a linktype="page" id="{other.pk}">a</a> <a href="/search/">b</a></p>'
        f'<embed embedtype="image" id="{image.pk}" alt="Sea" format="fullwidth"/>',
        absolute=True,
    )
    for form in ("html", "markdown", "json"):
        said = json.dumps(found[form])
        assert said.count("http://testserver/") == 3, form
    assert [link["url"] for link in found["links"]] == [
        "http://testserver/health/running/", "http://testserver/search/",
    ]  # fmt: skip


def test_no_form_leads_to_what_is_not_public(forms):
    draft = make.article(forms.health, "Hidden draft", live=False)
    secret = make.article(forms.health, "Hidden page")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    private = Collection.objects.get(depth=1).add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    file = make.document(title="Hidden file", collection=private)
    image = picture("Hidden picture")
    image.collection = private
    image.save()
    found = forms(
        f'<p><a linktype="page" id="{draft.pk}">one</a> <a linktype="page" id="{secret.pk}">two</a>'
        f' <a linktype="document" id="{file.pk}">three</a> <a linktype="page" id="99999">four</a>'
        f'</p><embed embedtype="image" id="{image.pk}" alt="" format="fullwidth"/>'
    )
    assert found["html"] == "<p>one two three four</p>"
    assert found["text"] == found["markdown"] == "one two three four"
    assert found["links"] == []
    said = json.dumps(found["json"])
    assert "link" not in said
    assert "image" not in said


def test_links_take_as_many_statements_however_many_there_are(home, ask, statements):
    health = make.category(home, "Health")
    many = [make.article(health, f"Other {n}") for n in range(30)]
    for title, others in (("Few", many[:1]), ("Many", many)):
        words = "".join(f'<a linktype="page" id="{o.pk}">{o.pk}</a> ' for o in others)
        make.article(health, title, body=[make.paragraph(f"<p>{words}</p>")])
    query = FORMS.replace("$absolute", "$slug: String!, $absolute", 1).replace('"walking"', "$slug")
    taken = {}
    for slug, links in (("few", 1), ("many", 30)):
        with statements() as sql:
            found = ask(query, slug=slug)
        assert len(found["article"]["body"][0]["text"]["links"]) == links
        taken[slug] = len(sql)
    assert taken["few"] == taken["many"] <= 6
