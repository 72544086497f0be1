"""What a search finds: by an article's own words, its questions and its authors."""

import datetime

import pytest
from django.utils import timezone

from blog.models import FAQ, ArticlePage, Author
from blog.visibility import rows
from search import query
from tests import factories as make

pytestmark = pytest.mark.django_db

SEARCH = "query ($q: String!) { search(query: $q, first: 100) { totalCount nodes { title } } }"
LISTED = """query ($q: String!) { articles(filter: {search: $q}, first: 100) { totalCount
  nodes { title } } }"""


def titles(ask, words: str) -> set[str]:
    """The titles that words find; all of them are counted, and a filter finds the same."""
    found, listed = ask(SEARCH, q=words)["search"], ask(LISTED, q=words)["articles"]
    assert found["totalCount"] == len(found["nodes"])
    assert sorted(n["title"] for n in found["nodes"]) == sorted(n["title"] for n in listed["nodes"])
    return {node["title"] for node in found["nodes"]}


@pytest.fixture
def health(home):
    return make.category(home, "Health")


def test_an_article_is_found_by_its_authors_names(health, ask):
    ada, bob = make.author("Ada Lovelace"), make.author("Bób Smith")
    make.article(health, "Engines", authors=[ada, bob])
    make.article(health, "Looms", authors=[bob])
    assert titles(ask, "lovelace") == {"Engines"}
    assert titles(ask, "bob smi") == {"Engines", "Looms"}
    assert titles(ask, "ADA smith engin") == {"Engines"}
    assert titles(ask, "ada looms") == set()


def test_an_article_is_found_by_questions_that_it_writes_or_shows(health, ask):
    shown = make.question("How long is a nap?", answer="Twenty minutes of dozing.")
    make.question("How long is a coma?", answer="Longer.")
    make.article(health, "Beds", body=[make.section("One", make.faq(shown))])
    make.article(health, "Chairs", body=[make.faq(("Who sits?", "Everybody standing."))])
    assert titles(ask, "nap") == titles(ask, "dozing beds") == {"Beds"}
    assert titles(ask, "everybody sits chairs") == {"Chairs"}
    assert titles(ask, "coma") == set()
    assert titles(ask, "long dozing beds about") == {"Beds"}


def test_who_is_renamed_is_found_by_the_new_name_alone_and_no_article_is_written(
    health, ask, statements
):
    ada = make.author("Ada")
    make.article(health, "Engines", authors=[ada])
    with statements() as sql:
        ada.name = "Grace"
        ada.save()
    writes = [q["sql"] for q in sql if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not [said for said in writes if '"blog_body"' in said or "blog_fulltext " in said]
    assert sum('"blog_edition"' in said for said in writes) == 1
    assert titles(ask, "grace") == {"Engines"}
    assert titles(ask, "ada") == set()


def test_a_question_of_the_library_that_is_reworded_is_found_by_its_new_words(health, ask):
    asked = make.question("Why dream?")
    make.article(health, "Beds", body=[make.faq(asked)])
    asked.question = "Why snore?"
    asked.save()
    assert titles(ask, "snore") == {"Beds"}
    assert titles(ask, "dream") == set()


@pytest.mark.parametrize("how", ["never published", "unpublished", "expired", "deleted"])
def test_nothing_is_found_by_the_words_of_what_is_not_public(health, ask, how):
    live = how != "never published"
    ada, asked = make.author("Ada", live=live), make.question("Why dream?", live=live)
    make.article(health, "Beds", authors=[ada], body=[make.faq(asked, ("So?", "Yes."))])
    make.article(health, "Chairs", authors=[make.author("Bob")])
    if how == "unpublished":
        ada.unpublish()
        asked.unpublish()
    elif how == "expired":
        # By the clock alone: nothing has run that could have noticed.
        from blog.editions.models import Edition

        past = timezone.now() - datetime.timedelta(seconds=1)
        for model in (Author, FAQ):
            model.objects.update(expire_at=past)
        Edition.objects.filter(kind__in=("blog.author", "blog.faq")).update(expire_at=past)
    elif how == "deleted":
        ArticlePage.objects.get(title="Beds").article_authors.all().delete()
        ada.delete()
        asked.delete()
    assert titles(ask, "ada") == titles(ask, "dream") == set()
    assert titles(ask, "beds") == {"Beds"}


def test_nobody_can_type_the_word_that_stands_for_a_name(health, ask):
    ada = make.author("Ada")
    make.article(health, "Engines", authors=[ada])
    for typed in (f"_blogauthor{ada.pk}", f"blogauthor{ada.pk}", f"blog.author:{ada.pk}", "_", "b"):
        assert titles(ask, typed) == set()


def test_more_authors_of_a_name_than_count_still_find_an_article(health, ask):
    authors = [make.author(f"Smith {n}") for n in range(60)]
    for n in (0, 49):
        make.article(health, f"By {n}", authors=[authors[n]])
    assert titles(ask, "smith") == {"By 0", "By 49"}


def test_a_search_takes_as_many_statements_however_many_words_and_articles(health, ask, statements):
    counts = []
    for n in (3, 12):
        for _ in range(n):
            ada = make.author("Ada Lovelace")
            make.article(health, authors=[ada], body=[make.faq(make.question("Why snore?"))])
        for words in ("ada", "ada lovelace snore article about why what is"):
            with statements() as sql:
                assert ask(SEARCH, q=words)["search"]["nodes"]
            counts.append(len(sql))
    assert max(counts) == min(counts) <= 5


def test_what_a_database_matches_by_is_the_same_whoever_writes_it(home, door):
    for _ in range(2):
        make.author("Anna Walker")
        make.question("Why do we walk?")
    for words in (["anna"], ["walk", "anna"], ["nothing"]):
        looked_for = query.sought(door, " ".join(words))
        sql, args = query.matched_now(door, words)
        assert rows(f"SELECT {sql}", args) == [(query.matched(*looked_for),)]
