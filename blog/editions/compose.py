"""compose: an object → its edition, plain data led by the object's own declarations.

What the object owns (fields, blocks, owned children, whatever derives from them) is there by
value, in GraphQL's form: ids are strings, dates ISO, choices enum names, empty optional text
None. Everything else is a reference, `{"__ref": "page:12"}`, with what this place adds beside it.
Nothing is loaded that the object does not own: blocks are walked as their raw data (`blocks.py`),
relations through their own rows and the keys these hold.
"""

import datetime
import decimal
import inspect
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from django.db import models
from modelcluster.fields import ParentalKey
from taggit.managers import _TaggableManager
from taggit.models import Tag
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page

from blog import sections

from .blocks import ComposeError, Place, enum, node_id, ref, rich, stream, text, title_term
from .declarations import Declared, declared, kind, name, typename
from .terms import NOINDEX

WORDS_A_MINUTE = 238
EXCERPT = 240

# What lists of authors, tags and categories hold; other pages stand under `all` and their type.
ARTICLE = "ArticlePage"

# Set once at start-up by cms: (typename, data) → None, or raises with the field's path.
checker: Callable[[str, dict], None] | None = None


@dataclass
class Composed:
    """An edition before it is stored: the card, what only the whole has, and its own terms.

    questions: the cards of those that are written on a page, each an edition beside its own.
    """

    card: dict[str, Any]
    body: dict[str, Any] | None
    terms: list[str]
    date: datetime.datetime | None = None
    title: str = ""
    slug: str = ""
    text: str = ""
    expire_at: datetime.datetime | None = None
    questions: list[dict[str, Any]] = field(default_factory=list)


def fields(obj: models.Model, place: Place) -> dict[str, Any]:
    return {f.key: value(obj, f, place) for f in declared(type(obj))}


def value(obj: models.Model, f: Declared, place: Place) -> Any:
    """One declared field of a model instance, by the kind of field that holds it."""
    origin = f.origin
    if isinstance(origin, models.ForeignKey) and not isinstance(origin, ParentalKey):
        key = getattr(obj, origin.attname)
        return ref(f"{kind(origin.related_model)}:{key}") if key else None
    if isinstance(origin, StreamField):
        return stream(origin.stream_block, getattr(obj, f.source).raw_data, place)
    if isinstance(origin, RichTextField):
        return rich(getattr(obj, f.source), place)
    if f.choices:
        return enum(getattr(obj, f.source))
    found = getattr(obj, f.source)
    if isinstance(found, _TaggableManager | models.Manager):
        return related(found, f, place)
    if inspect.ismethod(found):
        raise ComposeError(
            f"{type(obj).__name__}.{f.key} is a method: an edition holds what its object owns, so"
            " declare a field or a property of the object's own columns"
        )
    return scalar(obj, f, found)


def related(manager: Any, f: Declared, place: Place) -> list:
    """Owned children by value, or what they (or a tag) point at by name."""
    if isinstance(manager, _TaggableManager):
        return [ref(f"{kind(Tag)}:{key}") for key in tag_ids(manager)]
    if len(f.through) > 1:
        raise ComposeError(f"{f.key}: “{'.'.join(f.through)}” reaches beyond the owned child")
    if f.through:
        target = manager.model._meta.get_field(f.through[0])
        keys = [getattr(child, target.attname) for child in in_order(manager)]
        return [ref(f"{kind(target.related_model)}:{key}") for key in keys if key]
    owned = any(isinstance(x, ParentalKey) for x in manager.model._meta.fields)
    if not owned:
        return [ref(name(o)) for o in manager.only("pk")]
    return [
        {"__typename": typename(type(child)), "id": str(child.pk)} | fields(child, place)
        for child in in_order(manager)
    ]


def in_order(manager: Any) -> list[models.Model]:
    """Owned children by their order, then by age: a database sorts equals as it likes."""
    last = float("inf")
    return sorted(manager.all(), key=lambda c: (getattr(c, "sort_order", 0) or 0, c.pk or last))


def tag_ids(manager: Any) -> list[int]:
    if hasattr(manager, "get_tagged_item_manager"):
        return [item.tag_id for item in in_order(manager.get_tagged_item_manager())]
    return list(manager.order_by("pk").values_list("pk", flat=True))


def scalar(obj: models.Model, f: Declared, found: Any) -> Any:
    if found is None or isinstance(found, bool | int | float):
        return found
    if isinstance(found, str):
        return text(found, f.required)
    if isinstance(found, datetime.datetime):
        return found.astimezone(datetime.UTC).isoformat()
    if isinstance(found, datetime.date | datetime.time):
        return found.isoformat()
    if isinstance(found, decimal.Decimal | uuid.UUID):
        return str(found)
    raise ComposeError(f"{type(obj).__name__}.{f.key}: no edition of a {type(found).__name__}")


@cache
def body_keys(model: type[models.Model]) -> frozenset[str]:
    """What only the whole edition has: streams, rich text of pages, and what no client sees."""
    return frozenset(
        f.key for f in declared(model) if not f.public or isinstance(f.origin, StreamField)
    )


def compose(obj: models.Model, *, draft: bool = False) -> Composed:
    """The edition of a page, snippet, tag, picture or document as it stands in memory.

    Raises ComposeError for a declaration that reaches beyond the object or a value without a
    plain form, and whatever the checker raises for data that the schema does not allow. A draft may
    be incomplete and is not checked.
    """
    own = name(obj)
    place = Place(own)
    card = {"__typename": typename(type(obj)), "id": node_id(own), "__name": own}
    card |= fields(obj, place)
    made = Composed(card=card, body=None, terms=[])
    made.title = str(card.get("title") or card.get("name") or card.get("question") or "")
    made.slug, made.expire_at = str(card.get("slug") or ""), getattr(obj, "expire_at", None)
    made.text = "\n".join(w for w in place.words if w)
    if isinstance(obj, Page):
        page(obj, made, place)
    elif isinstance(obj, AbstractImage):
        picture(obj, made)
    elif isinstance(obj, AbstractDocument):
        card["url"] = obj.url
    elif topic := card.get("topic"):
        made.terms = sorted([topic["__ref"], f"type:{card['__typename']}"])
    keys = body_keys(type(obj))
    if keys:
        made.body = {k: card.pop(k) for k in keys}
        if place.embeds:
            made.body["__embeds"] = place.embeds
    if checker and not draft:
        checker(card["__typename"], card | (made.body or {}))
    return made


def page(obj: Page, made: Composed, place: Place) -> None:
    """What derives from a page: its sections' numbers, time to read, excerpt, text and terms."""
    card = made.card
    if "body" in card:
        sections.number(card["body"])
    words = len(made.text.split()) + len(str(card.get("introduction") or "").split())
    card["word_count"] = words
    card["reading_time"] = max(1, round(words / WORDS_A_MINUTE))
    card["excerpt"] = excerpt(card.get("introduction") or made.text)
    made.date = getattr(obj, "date", None) or obj.first_published_at
    made.questions = list({q["__name"]: q for q in place.questions}.values())
    names = {f"type:{card['__typename']}", "all", *place.faqs}
    names |= {r["__ref"] for r in card.get("topics") or ()}
    names |= {NOINDEX} if card.get("noindex") else set()
    if card["__typename"] == ARTICLE:
        names |= {r["__ref"] for key in ("authors", "tags") for r in card[key]}
        names |= {title_term(obj.title), has_faq(asks(card["body"]))}
    made.terms = sorted(names)


def has_faq(yes: bool) -> str:
    """The term of the articles that have questions with answers, or of those that have none."""
    return f"faq:{'yes' if yes else 'no'}"


def asks(body: list[dict]) -> bool:
    """Whether there is a question in a body."""
    return any(b["__typename"] == "FAQBlock" and b["items"] for b in sections.flat(body))


def excerpt(source: str) -> str:
    """The first sentences, cut at the end of one where that leaves anything worth reading."""
    flat = " ".join(source.split())
    if len(flat) <= EXCERPT:
        return flat
    cut = flat[:EXCERPT]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > EXCERPT // 3 else cut[: cut.rfind(" ")] + "…"


def picture(obj: AbstractImage, made: Composed) -> None:
    """Presets from the renditions that exist; keep makes them before it composes."""
    if obj.thumbnail_of:
        made.slug = made.card["__thumbnail_of"] = obj.thumbnail_of
    made_already = {(r.filter_spec, r.focal_point_key): r for r in obj.renditions.all()}

    def rendition(spec: str) -> Any:
        return made_already.get((spec, Filter(spec).get_cache_key(obj)))

    made.card["renditions"] = {
        preset: (r := rendition(spec))
        and {"__typename": "Rendition", "url": r.url, "width": r.width, "height": r.height}
        for preset, spec in obj.presets.items()
    }
    made.card["sources"] = {
        format_: src_set([r for spec in specs if (r := rendition(spec))])
        for format_, specs in obj.sources.items()
    }
    x, y = obj.focal_point_x, obj.focal_point_y
    made.card["focal_point"] = (
        {"__typename": "FocalPoint", "x": x / obj.width, "y": y / obj.height}
        if x is not None and y is not None and obj.width and obj.height
        else None
    )


def src_set(renditions: list) -> str | None:
    """The value of HTML's `srcset`; None for no file."""
    by_width = {r.width: r.url for r in reversed(renditions)}
    return ", ".join(f"{by_width[w]} {w}w" for w in sorted(by_width)) or None


def canonical(data: Any) -> str:
    """JSON that is equal where the data is."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()
