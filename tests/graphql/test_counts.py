"""How many statements an answer takes: the same however much it holds."""

import json

import pytest
from django.core.cache import cache

from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

CARDS = """query ($n: Int!) { articles(first: $n) { totalCount nodes {
  title url category { title url } authors { name url } tags { name url }
  hero { alt rendition(preset: CARD) { url width height } } } } }"""

ARTICLE = """query ($slug: String!) { article(slug: $slug) {
  title url date introduction readingTime excerpt category { title } reviewer { name }
  hero { alt rendition(preset: WIDE) { url } } authors { name url role } tags { name }
  tableOfContents { number heading anchor }
  body { ...Block ... on SectionBlock { number heading anchor content { ...Block } } }
  relatedArticles(first: 12) { reason article {
    title url excerpt category { title } hero { alt rendition(preset: CARD) { url } } } } } }
fragment Block on StreamFieldInterface {
  __typename id blockType
  ... on ParagraphBlock { text { html } }
  ... on TextListBlock { ordered points: items { html } }
  ... on QuoteBlock { said: text attribution }
  ... on CalloutBlock { kind above: heading remark: text { html } }
  ... on TableBlock { caption columns { heading kind } rows { cells { html } } }
  ... on CodeBlock { language code }
  ... on CaptionedImageBlock { caption image { alt credit rendition(preset: FULL) { url } } }
  ... on EmbedBlock { url title provider thumbnail { rendition(preset: WIDE) { url } } }
  ... on FAQBlock { heading anchor questions: items { question anchor answer { html } } }
  ... on ReadAlsoBlock { article { title url excerpt } }
  ... on ArticleStreamBlock { heading articles: items { reason article { title url } } }
}"""


@pytest.fixture
def big(home):
    """A site whose last article has all blocks, n articles to read next and n library FAQs."""

    def build(n: int) -> str:
        image, document, writer = showcase.picture("Sea"), make.document(), make.author()
        health = make.category(home, "Health")
        others = [
            make.article(health, authors=[writer], tags=[f"tag-{i % 7}", "Food"], hero=image)
            for i in range(n)
        ]
        link = f'<p><a linktype="page" id="{others[0].pk}">there</a></p>'
        questions = [make.question(answer=f"Yes.</p>{link}<p>") for _ in range(n)]
        body = showcase.every_block(others[0], image, document, questions[0], writer)
        body += [make.faq(*questions)] + [make.read_also(other) for other in others[: n // 4]]
        made = make.article(
            health, body=body, authors=[writer], tags=["Food"], hero=image, picks=others[-6:]
        )
        cache.clear()
        return made.slug

    return build


@pytest.mark.parametrize("n", [10, 20, 50])
def test_an_answer_takes_as_many_statements_however_much_it_holds(big, ask, visitor, statements, n):
    slug = big(n)
    with statements() as cards:
        found = ask(CARDS.replace("totalCount", ""), n=n)["articles"]["nodes"]
    assert len(found) == n
    assert found[-1]["hero"]["rendition"]["url"]
    with statements() as total:
        ask(CARDS, n=n)
    with statements() as whole:
        article = ask(ARTICLE, slug=slug)["article"]
    assert 0 < len(cards) <= 4
    assert 0 < len(total) <= 5
    assert 0 < len(whole) <= 6
    complete(article, n)
    visitor.get(f"/health/{slug}/")  # which empties the log
    with statements() as page:
        assert visitor.get(f"/health/{slug}/").status_code == 200
    assert 0 < len(page) <= 6, [q["sql"][:200] for q in page.captured_queries]


def complete(article: dict, n: int) -> None:
    """The article has its streams, its questions and its links."""
    assert len(article["relatedArticles"]) >= 6
    assert article["relatedArticles"][0]["article"]["hero"]["rendition"]["url"]
    assert sum(len(block.get("questions", ())) for block in article["body"]) == n + 2
    assert 'href="/health/' in json.dumps(article["body"]).replace("\\", "")
