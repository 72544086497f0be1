"""Editions of many articles at once: what `keep` stores, in four statements a chunk."""

from django.db import connection

from blog.editions import fulltext
from blog.editions.compose import compose
from blog.editions.keep import edition, keep, whole
from blog.editions.models import Body, Edition, Term
from blog.models import ArticlePage
from blog.visibility import rows


def store_all(articles: list[ArticlePage]) -> None:
    """Composes articles in memory and stores their editions and words; terms come later."""
    composed = [(a, compose(a)) for a in articles]
    Edition.objects.bulk_create(edition(a, made) for a, made in composed)
    Body.objects.bulk_create(
        whole(made.card["__name"], made.body, made.text) for _, made in composed
    )
    words = [
        (a.pk, a.title, str(made.card.get("introduction") or ""), made.text) for a, made in composed
    ]
    with connection.cursor() as cursor:
        made = [fulltext.insert(*words_of) for words_of in words]
        cursor.executemany(made[0][0], [args for _, args in made])


def stored(name: str) -> tuple:
    """Everything that is stored of a page, to be compared."""
    key = "rowid" if connection.vendor == "sqlite" else "page_id"
    return (
        Edition.objects.filter(name=name).values().get(),
        Body.objects.filter(name=name).values().get(),
        sorted(
            Term.objects.filter(name=name).values_list(
                "site_id", "locale_id", "term", "date", "title", "expire_at"
            ),
            key=str,
        ),
        rows(f"SELECT * FROM blog_fulltext WHERE {key} = %s", [int(name.partition(":")[2])]),
    )


def prove(names: list[str]) -> None:
    """That saving these pages would store what is stored. Raises AssertionError."""
    for name in names:
        before = stored(name)
        keep(name)
        after = stored(name)
        if before != after:
            raise AssertionError(f"{name}: saving stores something else than the corpus has")
