"""Editions of many articles at once: what `keep` stores, in four statements a chunk."""

from django.db import connection

from blog.editions import fulltext
from blog.editions.compose import compose
from blog.editions.keep import keep
from blog.editions.models import Body, Edition, Opening, Term
from blog.editions.store import edition, openings, question_words, questions, whole
from blog.models import ArticlePage
from blog.visibility import rows


def store_all(articles: list[ArticlePage]) -> None:
    """Composes articles in memory and stores their editions and words; terms come later."""
    composed = [(a, compose(a)) for a in articles]
    Edition.objects.bulk_create(edition(a, made) for a, made in composed)
    Edition.objects.bulk_create(row for a, made in composed for row in questions(a, made))
    Body.objects.bulk_create(
        whole(made.card["__name"], made.body, made.text) for _, made in composed
    )
    Opening.objects.bulk_create(
        row for _, made in composed for row in openings(made.card["__name"], made.title)
    )
    pages = [
        fulltext.Document(
            a.pk,
            made.card["__name"],
            made.title,
            str(made.card.get("introduction") or ""),
            made.text,
            fulltext.named(made.terms),
        )
        for a, made in composed
    ]
    asked = [
        fulltext.Document(a.pk * fulltext.EACH + n, name, question, body=answer)
        for a, made in composed
        for n, (name, question, answer) in enumerate(question_words(made))
    ]
    fulltext.add(fulltext.PAGES, pages)
    fulltext.add(fulltext.QUESTIONS, asked)


def stored(name: str) -> tuple:
    """Everything that is stored of a page, to be compared."""
    key, ranked = int(name.partition(":")[2]), connection.vendor != "sqlite"
    return (
        Edition.objects.filter(name=name).values().get(),
        Body.objects.filter(name=name).values().get(),
        sorted(
            Term.objects.filter(name=name).values_list(
                "site_id", "locale_id", "term", "date", "title", "expire_at", "page_id"
            ),
            key=str,
        ),
        list(Edition.objects.filter(kind="question", object_id=key).order_by("name").values()),
        sorted(Opening.objects.filter(name=name).values_list("place", "text")),
        rows("SELECT * FROM blog_fulltext WHERE rowid = %s", [key]),
        rows(f"SELECT * FROM {fulltext.RANKED} WHERE rowid = %s", [key]) if ranked else [],
        rows(
            "SELECT * FROM blog_fulltext_questions WHERE rowid BETWEEN %s AND %s ORDER BY rowid",
            [key * fulltext.EACH, (key + 1) * fulltext.EACH - 1],
        ),
    )


def prove(names: list[str]) -> None:
    """That saving these pages would store what is stored. Raises AssertionError."""
    for name in names:
        before = stored(name)
        keep(name)
        after = stored(name)
        if before != after:
            raise AssertionError(f"{name}: saving stores something else than the corpus has")
