"""What is stored of a composed thing, and removed: its rows, its words, of a page those of the
questions that are written on it. Who calls this holds the thing's lock."""

from typing import Any

from django.db import models
from django.dispatch import Signal
from wagtail.models import Page

from blog import richtext

from . import fulltext, terms
from .compose import ARTICLE, Composed, canonical
from .declarations import PAGE, QUESTION
from .marks import fingerprint, rendered_by
from .models import Body, Edition, Opening
from .prerender import prerendered

# Sent with `urls`: what is public now shows embeds of these addresses.
embedded = Signal()

# Of a title: words that it may be typed from on, characters that are kept.
BEGINS, LONGEST = 12, 80


def store(obj: models.Model, made: Composed) -> None:
    row = edition(obj, made)
    put(row)
    name_ = row.name
    if made.body is not None:
        put(whole(name_, made.body, made.text))
        if urls := made.body.get("__embeds"):
            embedded.send(type(obj), urls=urls)
    introduction = str(made.card.get("introduction") or "")
    fulltext.put(name_, made.title, introduction, made.text, fulltext.named(made.terms))
    if isinstance(obj, Page):
        store_questions(obj, made)
        store_openings(made)
    elif made.terms:
        terms.put_snippet(name_, made.terms, row.sorted_as, made.expire_at)


def store_questions(page: Page, made: Composed) -> None:
    """Stores the questions that are written on a page, in the place of those it had."""
    had, found = set(asked_on(page.pk)), questions(page, made)
    if gone_ := had - {row.name for row in found}:
        terms.drop(*gone_)
        Edition.objects.filter(name__in=gone_).delete()
    if found:
        put(*found)
    if had or found:
        fulltext.put_questions(page.pk, question_words(made))


def store_openings(made: Composed) -> None:
    """Stores what somebody may begin to type who means an article."""
    if made.card["__typename"] == ARTICLE:
        name_ = made.card["__name"]
        stored = Opening.objects.filter(name=name_)
        had, wanted = sorted(stored.values_list("place", "text")), openings(name_, made.title)
        if had != sorted((opening.place, opening.text) for opening in wanted):
            if had:
                stored.delete()
            Opening.objects.bulk_create(wanted)


def openings(name_: str, title: str) -> list[Opening]:
    words = fulltext.words(title)[:BEGINS]
    texts = [" ".join(words[n:])[:LONGEST] for n in range(len(words))]
    return [Opening(place=min(n, 1), text=text, name=name_) for n, text in enumerate(texts)]


def asked_on(page: int) -> models.QuerySet:
    """Names of the questions that are stored of a page."""
    owned = Edition.objects.filter(kind=QUESTION, object_id=page)
    return owned.values_list("name", flat=True)


def questions(page: Page, made: Composed) -> list[Edition]:
    """The rows of the questions that are written on a page."""
    return [
        Edition(
            name=card["__name"],
            kind=QUESTION,
            object_id=page.pk,
            type=card["__typename"],
            date=made.date,
            title=card["question"][:255],
            sorted_as=fulltext.sorted_as(card["question"]),
            expire_at=made.expire_at,
            fingerprint=fingerprint(),
            card=canonical(card),
            terms=canonical([terms.ASKED]),
        )
        for card in made.questions
    ]


def question_words(made: Composed) -> list[tuple[str, str, str]]:
    """(name, question, answer) of those that are written on a page."""
    return [
        (card["__name"], card["question"], richtext.text(card["answer"]["parts"]))
        for card in made.questions
    ]


def edition(obj: models.Model, made: Composed) -> Edition:
    """The row of a card."""
    name_ = made.card["__name"]
    return Edition(
        name=name_,
        kind=name_.partition(":")[0],
        object_id=obj.pk,
        type=made.card["__typename"],
        slug=made.slug,
        date=made.date,
        title=made.title,
        sorted_as=fulltext.sorted_as(made.title),
        expire_at=made.expire_at,
        fingerprint=fingerprint(),
        card=canonical(made.card),
        terms=canonical(made.terms),
    )


def whole(name_: str, body: dict[str, Any], text: str) -> Body:
    """The row of what only the whole edition has."""
    html = canonical(prerendered(body))
    return Body(name=name_, data=canonical(body), text=text, html=html, rendered_by=rendered_by())


def put(*rows: Edition | Body) -> None:
    """Writes rows of one table, in the place of those of their names, by one statement."""
    model = type(rows[0])
    columns = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name"], update_fields=columns
    )


def drop(name_: str) -> None:
    """Removes an edition with its terms, of a page with the questions that are written on it."""
    kind, _, key = name_.partition(":")
    names = [name_, *(asked_on(int(key)) if kind == PAGE else ())]
    terms.drop(*names)
    Edition.objects.filter(name__in=names).delete()
    Body.objects.filter(name=name_).delete()
    Opening.objects.filter(name=name_).delete()
    fulltext.drop(name_)
