"""Which editions are not what compose gives, and how they become it.

After fixtures, `.update()`, raw SQL or a change of code. Goes through everything in chunks of
keys, in a fixed order, so that memory stays flat and a run that was stopped can be started again.
"""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
from django.db import models
from grapple.registry import registry
from taggit.models import Tag
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from . import terms
from .compose import Composed, canonical, compose
from .declarations import PAGE, QUESTION, kind, model_of
from .fulltext import sorted_as
from .keep import KeptModel, KeptPage, alive, keep, make_presets
from .marks import fingerprint, rendered_by
from .models import Body, Edition
from .prerender import prerendered
from .store import drop

CHUNK = 200


def kept_models() -> list[type[models.Model]]:
    """Every model whose things have editions."""
    found = [m for m in registry.class_models if isinstance(m, type) and issubclass(m, KeptModel)]
    return [*sorted(found, key=lambda m: m._meta.label), Tag]


def total() -> int:
    return sum(model._base_manager.count() for model in kept_models())


def chunks(model: type[models.Model]) -> Iterator[list[models.Model]]:
    """All things of a model by key, a bounded number at a time."""
    last = 0
    while found := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield found
        last = found[-1].pk


def faults(
    everything: bool, looked_at: Callable[[int], None] = lambda count: None
) -> Iterator[tuple[str, str, models.Model | None]]:
    """(name, what is wrong, the thing) for each edition that is not what it should be.

    everything: compose all and compare; else only editions that are missing, left over or of
    other code; looked_at: told how many of `total()` things were looked at so far.
    """
    count = 0
    for model in kept_models():
        for things in chunks(model):
            yield from faults_of(kind(model), things, everything)
            count += len(things)
            looked_at(count)
    for model in kept_models():
        yield from leftovers(model)
    if everything:
        for name in dict.fromkeys(map(owner, terms.drifted())):
            kind_, _, key = name.partition(":")
            yield name, "its listings differ", model_of(kind_)._base_manager.filter(pk=key).first()


def owner(name: str) -> str:
    """What has an edition by itself: of a question that is written on a page, that page."""
    kind_, _, key = name.partition(":")
    return f"{PAGE}:{key.partition(':')[0]}" if kind_ == QUESTION else name


def faults_of(
    kind_: str, things: list, everything: bool
) -> Iterator[tuple[str, str, models.Model]]:
    names = {f"{kind_}:{thing.pk}": thing for thing in things}
    found = {e.name: e for e in Edition.objects.filter(name__in=names)}
    columns = ("data", "html", "text") if everything else ("rendered_by",)
    bodies = {
        row[0]: row[1:] for row in Body.objects.filter(name__in=names).values_list("name", *columns)
    }
    asked = questions_of(things) if everything and kind_ == PAGE else {}
    for name, thing in names.items():
        edition = found.get(name)
        if not alive(thing):
            # One that expired a moment ago waits for Wagtail's scheduler; the door hides it.
            if edition and not (getattr(thing, "live", True) and edition.expire_at):
                yield name, "is not public and has an edition", thing
        elif edition is None:
            yield name, "has no edition", thing
        elif edition.fingerprint != fingerprint():
            yield name, "is of other code", thing
        elif not everything and bodies.get(name, (rendered_by(),)) != (rendered_by(),):
            yield name, "is rendered by other templates", thing
        elif everything and not same(compose(thing), edition, bodies.get(name), asked.get(name)):
            yield name, "differs", thing


def questions_of(pages: list) -> dict[str, dict[str, str]]:
    """Of pages by name, the cards of the questions that are stored of each, by name."""
    found: dict[str, dict[str, str]] = {}
    rows = Edition.objects.filter(kind=QUESTION, object_id__in=[page.pk for page in pages])
    for name, page, card in rows.values_list("name", "object_id", "card"):
        found.setdefault(f"{PAGE}:{page}", {})[name] = card
    return found


def same(
    made: Composed,
    edition: Edition,
    stored: tuple[str, str, str] | None,
    asked: dict[str, str] | None,
) -> bool:
    """Whether an edition is what compose gives; a name whose thing is gone is as good as none,
    since the database empties foreign keys by itself. stored: the body's data, its HTML and
    its text; asked: the cards of its questions."""
    card, whole = canonical(made.card), canonical(made.body) if made.body is not None else None
    body, html, text = stored or (None, None, None)
    return (
        (edition.card == card or living(edition.card) == living(card))
        and (edition.title, edition.sorted_as) == (made.title, sorted_as(made.title))
        and (body == whole or (body and whole and living(body) == living(whole)))
        and (made.body is None or html == canonical(prerendered(made.body)))
        and (made.body is None or text == made.text)
        and (asked or {}) == {q["__name"]: canonical(q) for q in made.questions}
        and edition.terms == canonical(made.terms)
        and edition.date == made.date
        and edition.expire_at == made.expire_at
    )


def living(data: str) -> Any:
    """Composed data with null in the place of names whose thing is gone."""

    def found(value: Any) -> Any:
        if isinstance(value, list):
            return [found(v) for v in value]
        if not isinstance(value, dict):
            return value
        if "__ref" in value:
            return value if exists(value["__ref"]) else None
        return {key: found(v) for key, v in value.items()}

    return found(orjson.loads(data))


def exists(name: str) -> bool:
    kind_, _, key = name.partition(":")
    return not key.isdigit() or model_of(kind_)._base_manager.filter(pk=key).exists()


def leftovers(model: type[models.Model]) -> Iterator[tuple[str, str, None]]:
    """Editions whose thing is gone; those of a page's questions go with the page's."""
    base = Page if issubclass(model, KeptPage) else model
    kept = Edition.objects.filter(kind=kind(model))
    if issubclass(model, KeptPage):
        kept = kept.filter(type=model.__name__)
    for name in kept.exclude(object_id__in=base._base_manager.values("pk")).values_list(
        "name", flat=True
    ):
        yield name, "its thing is gone", None


def mend(name: str, thing: models.Model | None) -> None:
    """Makes one edition what it should be."""
    if thing is None:
        drop(name)
    else:
        keep(name)
    if isinstance(thing, AbstractImage):
        make_presets(thing)


def mend_terms() -> None:
    """Writes every page's terms afresh."""
    terms.spread_all()
