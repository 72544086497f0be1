"""The Markdown of a page, at its address and through GraphQL."""

import pytest
from markdown_it import MarkdownIt
from wagtail.models import PageViewRestriction

from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_an_article_reads_from_its_title_to_its_last_block(home, visitor):
    health = make.category(home, "Health")
    ada = make.author("Ada")
    body = [
        make.section("Why *not*", make.paragraph("<p>Because.</p>"), numbered=True),
        make.block("quote", {"text": "One.\nTwo.\n\nThree.", "attribution": "Ada"}),
        make.block("callout", {"kind": "tip", "heading": "Mind", "text": "<p>The gap.</p>"}),
        make.faq(("How?", "So."), make.question("And this?", answer="Too.")),
    ]
    make.article(
        health, "Walking", introduction="Slowly.", authors=[ada, make.author("Bob")], body=body
    )
    text = visitor.get("/health/walking.md").content.decode()
    first, _, rest = text.partition(f"[Ada](http://testserver/authors/{ada.slug}/) and [Bob]")
    assert first == "# Walking\n\nSlowly.\n\nBy "
    assert rest.split("\n\n", 1)[1] == (
        "## 1. Why \\*not\\*\n\nBecause.\n\n> One.\\\n> Two.\n>\n> Three.\n>\n> — Ada\n\n"
        "> **Tip: Mind**\n>\n> The gap.\n\n"
        "## Questions\n\n### How?\n\nSo.\n\n### And this?\n\nToo.\n"
    )


def test_every_block_is_in_it_and_both_faces_give_the_same(home, visitor, ask):
    site = showcase.build(home)
    for path in ("/", "/about/", *(f"/health/{a.slug}/" for a in site.articles[:-1])):
        query = "query ($path: String!) { page(urlPath: $path) { ... on HasSections {"
        query += " markdown(absolute: true) } } }"
        response = visitor.get(f"{path.rstrip('/') or '/index'}.md")
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        assert response["Link"] == f'<http://testserver{path}>; rel="canonical"'
        text = response.content.decode()
        assert ask(query, path=path)["page"]["markdown"] == text
    text = visitor.get("/health/article-about-3.md").content.decode()
    found = READER.render(text)
    for said in (
        "<h2>1. One</h2>", "<h3>Questions</h3>", "<h4>Why?</h4>", "<h4>What is sleep?</h4>",
        '<pre><code class="language-python">a &lt; b', '<a href="https://example.org/v">V</a>',
        '<td style="text-align:right">9</td>', '<img src="http://testserver/media/images/',
        "Read also: <a", "<em>C</em>", "<blockquote>",
    ):  # fmt: skip
        assert said in found, said
    assert text.count("](/") == 0


def test_what_is_not_public_has_no_markdown_and_is_not_linked(home, visitor, ask):
    health = make.category(home, "Health")
    draft = make.article(health, "Hidden draft", live=False)
    secret = make.article(health, "Hidden page")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    link = f'<p><a linktype="page" id="{draft.pk}">one</a></p>'
    question = make.question(answer=f'<a linktype="page" id="{secret.pk}">two</a>')
    body = [make.paragraph(link), make.faq(question), make.read_also(secret)]
    make.article(health, "Walking", body=body)
    text = visitor.get("/health/walking.md").content.decode()
    assert "one" in text
    assert "two" in text
    assert "idden" not in text
    for path in ("/health/hidden-draft/", "/health/hidden-page/", "/health/", "/nowhere/"):
        assert visitor.get(f"{path}index.md").status_code == 404, path
    assert visitor.get("/health.md").status_code == 404
    assert visitor.post("/health/walking.md").status_code == 405


def test_it_costs_as_many_statements_however_much_it_holds(home, visitor, ask, statements):
    health = make.category(home, "Health")
    others = [make.article(health, f"Other {n}") for n in range(20)]
    link = '<a linktype="page" id="{}">there</a>'
    for title, some in (("Few", others[:1]), ("Many", others)):
        questions = [make.question(answer=link.format(other.pk)) for other in some]
        body = [make.faq(*questions), *map(make.read_also, some)]
        body += [make.paragraph(f"<p>{link.format(other.pk)}</p>") for other in some]
        make.article(health, title, body=body, authors=[make.author()])
    taken = {}
    for slug in ("few", "many"):
        with statements() as page:
            visitor.get(f"/health/{slug}.md")
        with statements() as answer:
            ask(f'{{ article(slug: "{slug}") {{ markdown }} }}')
        taken[slug] = len(page), len(answer)
    assert taken["few"] == taken["many"]
    assert 3 < min(taken["many"]) <= max(taken["many"]) <= 6


def test_a_page_that_search_engines_leave_out_says_so_in_markdown_too(home, visitor):
    make.article(make.category(home, "Health"), "Walking", noindex=True)
    assert visitor.get("/health/walking.md")["X-Robots-Tag"] == "noindex"


def test_a_page_leads_to_its_markdown(home, visitor):
    make.article(make.category(home, "Health"), "Walking")
    link = '<link rel="alternate" type="text/markdown" href="/health/walking.md">'
    assert link in visitor.get("/health/walking/").content.decode()
    assert "text/markdown" not in visitor.get("/health/").content.decode()


def test_the_former_address_leads_to_it(home, visitor):
    make.article(make.category(home, "Health"), "Walking")
    for path in ("/health/walking/index.md",):
        response = visitor.get(path, follow=True)
        assert response.redirect_chain[-1] == ("/health/walking.md", 301), path
    assert visitor.get("/index.md").status_code == 200


ACCEPTED = {
    "text/markdown": True,
    "text/markdown, text/html;q=0.9, */*;q=0.8": True,
    "text/markdown, text/html, */*": True,
    "text/markdown, */*": True,
    "text/html;q=0.5, text/markdown;q=0.6": True,
    "text/html, text/markdown": False,
    "text/html, text/markdown;q=0.9": False,
    "text/markdown;q=0.1, */*": False,
    "text/markdown;q=0": False,
    "text/html, */*": False,
    "*/*": False,
}


@pytest.mark.parametrize(("accept", "markdown"), ACCEPTED.items())
def test_the_pages_own_address_gives_markdown_to_who_would_rather_have_it(
    home, visitor, accept, markdown
):
    make.article(make.category(home, "Health"), "Walking")
    response = visitor.get("/health/walking/", headers={"Accept": accept})
    type_ = response["Content-Type"].partition(";")[0]
    assert type_ == ("text/markdown" if markdown else "text/html")
    assert {"Accept", "Accept-Encoding"} <= set(response["Vary"].split(", "))
    if markdown:
        assert response["Content-Location"] == "/health/walking.md"
        assert response.content == visitor.get("/health/walking.md").content


def test_what_has_no_markdown_is_html_for_everybody(home, visitor):
    make.category(home, "Health")
    response = visitor.get("/health/", headers={"Accept": "text/markdown"})
    assert response["Content-Type"].startswith("text/html")
    assert response["Vary"] == "Accept-Encoding"


def test_a_private_page_is_markdown_for_nobody(home, visitor):
    secret = make.article(make.category(home, "Health"), "Hidden page")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    response = visitor.get("/health/hidden-page/", headers={"Accept": "text/markdown"})
    assert response.status_code == 302
    assert visitor.get("/health/hidden-page.md").status_code == 404
