"""Streams take from the lists what is public at the moment of reading, and say why."""

import json

import pytest
from wagtail.models import PageViewRestriction

from blog.models import ArticleExclusion, ArticlePage, ArticlePick, Body, Edition, Term
from tests import factories as make

from .conftest import article, listed, text

pytestmark = pytest.mark.django_db

QUERY = """query ($slug: String!) { article(slug: $slug) {
  relatedArticles(first: 12) { reason score article { id title } }
  body { ... on ArticleStreamBlock { items { reason score article { title } } } } } }"""


def related(ask, page) -> list[tuple]:
    found = ask(QUERY, slug=page.slug)["article"]["relatedArticles"]
    return [(item["article"]["title"], item["reason"], item["score"]) for item in found]


def titles(ask, page) -> list[str]:
    return [title for title, _, _ in related(ask, page)]


def test_the_closing_stream_has_what_is_alike_with_its_score_then_the_newest(magazine, ask):
    page = magazine.articles["Bread", 0]
    found = related(ask, page)
    reasons = [reason for _, reason, _ in found]
    alike = reasons.count("CONTENT")
    assert reasons == ["CONTENT"] * alike + ["LATEST"] * (12 - alike)
    assert {title for title, _, _ in found[:4]} == {f"Bread Bread{n}" for n in range(1, 5)}
    scores = [score for _, reason, score in found if reason == "CONTENT"]
    assert all(0.05 <= score <= 2 for score in scores)
    assert [score for _, reason, score in found if reason == "LATEST"] == [None] * (12 - alike)
    assert len({title for title, _, _ in found}) == 12


def test_picks_come_first_and_what_is_excluded_never(magazine, ask, committed):
    page, stars = magazine.articles["Bread", 0], magazine.articles["Stars", 0]
    with committed():
        ArticlePick.objects.create(page=page, article=stars)
        ArticleExclusion.objects.create(page=page, article=magazine.articles["Bread", 1])
    found = related(ask, page)
    assert found[0] == ("Stars Stars0", "MANUAL", None)
    assert "Bread Bread1" not in [title for title, _, _ in found]


def test_a_stream_filled_by_hand_asks_for_nothing_else(magazine, ask, committed, statements):
    page = magazine.articles["Bread", 0]
    others = [other for other in magazine.articles.values() if other != page][:12]
    with committed():
        for n, other in enumerate(others):
            ArticlePick.objects.create(page=page, article=other, sort_order=n)
    ask(QUERY, slug=page.slug)
    with statements() as sql:
        assert titles(ask, page) == [other.title for other in others]
    assert not [query for query in sql.captured_queries if "blog_related" in query["sql"]]


@pytest.mark.parametrize("variable", [False, True])
def test_as_many_related_articles_are_the_first_of_all(
    magazine, ask, committed, statements, variable
):
    page = magazine.articles["Bread", 0]
    with committed():
        ArticlePick.objects.create(page=page, article=magazine.articles["Stars", 0])
        ArticlePick.objects.create(page=page, article=magazine.articles["Stars", 1])
    everything = titles(ask, page)
    field = "relatedArticles(first: %s) { article { title } }"
    for n in (1, 2, 3, 11):
        with statements() as sql:
            if variable:
                query = "query ($slug: String!, $n: Int) { article(slug: $slug) { %s } }"
                found = ask(query % field % "$n", slug=page.slug, n=n)["article"]
            else:
                query = "query ($slug: String!) { article(slug: $slug) { %s } }"
                found = ask(query % field % n, slug=page.slug)["article"]
        shown = [item["article"]["title"] for item in found["relatedArticles"]]
        assert shown == everything[:n]
        asked = any("blog_related" in query["sql"] for query in sql.captured_queries)
        assert asked == (variable or n > 2), n


def test_of_two_lists_of_related_articles_the_longer_one_is_whole(magazine, ask):
    page = magazine.articles["Bread", 0]
    query = """query ($slug: String!) { article(slug: $slug) {
        few: relatedArticles(first: 2) { article { title } }
        ... on HasRelatedArticles { many: relatedArticles(first: 9) { article { title } } } } }"""
    found = ask(query, slug=page.slug)["article"]
    everything = titles(ask, page)
    assert [item["article"]["title"] for item in found["few"]] == everything[:2]
    assert [item["article"]["title"] for item in found["many"]] == everything[:9]


def test_what_was_chosen_and_is_not_public_is_replaced(magazine, ask, committed):
    page = magazine.articles["Bread", 0]
    others = [other for other in magazine.articles.values() if other != page][:12]
    with committed():
        for n, other in enumerate([page, *others]):
            ArticlePick.objects.create(page=page, article=other, sort_order=n)
        hide(others[0])
    shown = related(ask, page)
    assert [title for title, _, _ in shown[:11]] == [other.title for other in others[1:]]
    assert shown[11][1] == "CONTENT"
    assert len(shown) == 12


def test_a_stream_in_the_body_has_only_what_is_alike_and_shares_it_with_the_end(
    magazine, ask, committed
):
    body = [make.paragraph(text("Bread", 8)), make.stream("related", 3)]
    with committed():
        page = make.article(magazine.category, "Bread Bread8", body=body, introduction="On Bread.")
    found = ask(QUERY, slug=page.slug)["article"]
    items = next(block["items"] for block in found["body"] if block)
    assert [item["reason"] for item in items] == ["CONTENT"] * 3
    assert all(item["score"] for item in items)
    above = {item["article"]["title"] for item in items}
    assert not above & {item["article"]["title"] for item in found["relatedArticles"]}


def test_an_article_like_no_other_has_no_related_ones_and_ends_in_the_newest(
    magazine, ask, committed
):
    body = [make.paragraph("<p>quartz felspar gneiss</p>"), make.stream("related", 3)]
    with committed():
        page = make.article(magazine.category, "Granite", body=body, introduction="Basalt.")
    found = ask(QUERY, slug=page.slug)["article"]
    assert next(block["items"] for block in found["body"] if block) == []
    assert {item["reason"] for item in found["relatedArticles"]} == {"LATEST"}


def test_a_stream_is_full_however_many_of_the_newest_are_excluded(magazine, ask, committed):
    body = [make.stream("latest", 3), make.stream("latest", 2)]
    with committed():
        page = make.article(magazine.category, "All", body=body)
        others = list(ArticlePage.objects.exclude(pk=page.pk).order_by("-date", "-pk"))
        for other in others[:-5]:
            ArticleExclusion.objects.create(page=page, article=other)
    found = ask(QUERY, slug=page.slug)["article"]
    shown = [item["article"]["title"] for block in found["body"] for item in block["items"]]
    assert sorted(shown) == sorted(other.title for other in others[-5:])
    assert found["relatedArticles"] == []


def hide(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def forget_its_terms(page):
    Term.objects.filter(name=f"page:{page.pk}").delete()


@pytest.mark.parametrize(
    "leave", [lambda page: page.unpublish(), lambda page: page.delete(), hide, forget_its_terms]
)
def test_what_left_the_public_after_it_was_listed_never_shows(magazine, ask, visitor, leave):
    """No task has been done yet: the rows still name it."""
    page, target = magazine.articles["Bread", 0], magazine.articles["Bread", 1]
    assert target.title in titles(ask, page)
    key = target.pk
    leave(target)
    assert key in listed(page)
    assert target.title not in titles(ask, page)
    assert target.title not in visitor.get(page.url).content.decode()


def test_both_faces_show_the_same(magazine, ask, visitor):
    for page in magazine.articles.values():
        html = visitor.get(page.url).content.decode()
        places = [html.index(f">{title}<") for title in titles(ask, page)[:6]]
        assert places == sorted(places)


def test_rows_are_no_part_of_any_edition(magazine, committed):
    def kept() -> list:
        of_articles = [f"page:{page.pk}" for page in magazine.articles.values()]
        return [
            list(model.objects.filter(name__in=of_articles).order_by("name").values())
            for model in (Edition, Body)
        ]

    before = kept()
    with committed():
        page = article(magazine.category, "Bread", 9)
    assert page.pk in listed(magazine.articles["Bread", 0])
    assert kept() == before


def test_streams_take_one_statement_however_many_and_however_full(magazine, ask, statements):
    query = "{ articles(first: %d) { nodes { relatedArticles(first: 12) { article { title } } } } }"
    counts = []
    for n in (1, 5, 20):
        ask(query % n)
        with statements() as sql:
            found = ask(query % n)["articles"]["nodes"]
        assert len(found) == n
        assert json.dumps(found).count("title") == 12 * n
        counts.append(len(sql))
        assert sum("blog_related" in each["sql"] for each in sql.captured_queries) == 1
    assert len(set(counts)) == 1
