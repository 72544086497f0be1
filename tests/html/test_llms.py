"""/llms.txt: what there is to read, for language models."""

import re

import pytest
from markdown_it import MarkdownIt

from home.models import SiteSettings
from tests import factories as make
from tests.html.test_sitemaps import hidden

pytestmark = pytest.mark.django_db


def read(visitor) -> str:
    response = visitor.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_it_follows_the_tree_and_links_to_markdown(home, visitor):
    SiteSettings.objects.create(site=home.get_site(), name="Review", description="On food.")
    health = make.category(home, "Health")
    sleep = make.category(health, "Sleep")
    make.article(health, "Walking", introduction="One foot.\nThen the other.")
    make.article(sleep, "Dreams [and] more", slug="dreams", introduction="At night.")
    make.standard(home, "About")
    make.faq_page(home, title="Questions")
    assert read(visitor).partition("## Optional")[0] == (
        "# Review\n\n> On food.\n\n## Pages\n\n"
        "- [The Review](http://testserver/index.md)\n"
        "- [About](http://testserver/about.md)\n"
        "- [Questions](http://testserver/questions/)\n\n"
        "## Health\n\n"
        "- [Walking](http://testserver/health/walking.md): One foot. Then the other.\n\n"
        "## Health: Sleep\n\n"
        "- [Dreams \\[and\\] more](http://testserver/health/sleep/dreams.md): At night.\n\n"
    )


def test_every_address_in_it_answers(home, visitor):
    make.article(make.category(home, "Health"), "Walking")
    make.standard(home, "About")
    html = MarkdownIt().render(read(visitor))
    found = re.findall('href="http://testserver(.*?)"', html)
    assert len(found) == 5
    for path in found:
        assert visitor.get(path).status_code == 200, path


def test_what_no_machine_may_find_is_not_in_it(home, visitor):
    health = make.category(home, "Health")
    unlisted = make.category(health, "Hidden category", noindex=True)
    make.article(unlisted, "Open")
    hidden(home, health)
    found = read(visitor)
    assert "idden draft" not in found
    titles = re.findall(r"^- \[(.*?)\]", found, re.MULTILINE)
    assert titles == ["The Review", "Open", "The newest articles in full", "All pages"]
    assert "## Health\n" in found


def test_it_is_of_one_site(home, visitor):
    other = make.site("other.test")
    make.article(make.category(other.root_page, "Elsewhere"), "Other")
    assert "Other" not in read(visitor)
    assert "Other" in visitor.get("/llms.txt", headers={"Host": "other.test"}).content.decode()


def test_it_takes_as_many_statements_however_much_there_is(home, visitor, statements):
    taken = []
    for more in (1, 5):
        for _ in range(more):
            for _ in range(more):
                make.article(make.category(home))
        with statements() as sql:
            visitor.get("/llms.txt")
        taken.append(len(sql))
    assert taken[0] == taken[1] <= 5
