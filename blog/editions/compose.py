"""compose: an object → its edition, plain data led by the object's own declarations.

What the object owns (fields, blocks, owned children, whatever derives from them) is there by
value, in GraphQL's form: ids are strings, dates ISO, choices enum names, empty optional text
None. Everything else is a reference, `{"__ref": "page:12"}`, with what this place adds beside it.
Nothing is loaded that the object does not own: blocks are walked as their raw data, relations
through their own rows and the keys these hold.
"""

import base64
import datetime
import decimal
import hashlib
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
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page

from blog import richtext, sections

from .declarations import Declared, alias_of, declared, kind, name, typename

WORDS_A_MINUTE = 238
EXCERPT = 240

# What lists of authors, tags and categories hold; other pages stand under `all` and their type.
ARTICLE = "ArticlePage"

# Set once at start-up by cms: (typename, data) → None, or raises with the field's path.
checker: Callable[[str, dict], None] | None = None


class ComposeError(TypeError):
    """A declaration that has no edition: a value of unknown type, or a field that reaches out."""


@dataclass
class Composed:
    """An edition before it is stored: the card, what only the whole has, and its own terms."""

    card: dict[str, Any]
    body: dict[str, Any] | None
    terms: list[str]
    date: datetime.datetime | None = None
    title: str = ""
    slug: str = ""
    text: str = ""
    expire_at: datetime.datetime | None = None


@dataclass
class Place:
    """Where in a page compose is: what blocks of one body share. page: its name."""

    page: str = ""
    outline: sections.Outline = field(default_factory=sections.Outline)
    faqs: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def ref(name_: str, **extra: Any) -> dict[str, Any]:
    return {"__ref": name_, **extra}


def node_id(name_: str) -> str:
    """The opaque id that GraphQL's clients see."""
    return base64.urlsafe_b64encode(name_.encode()).decode().rstrip("=")


def rich(source: str, place: Place) -> dict[str, Any]:
    made = richtext.parts(source, place.outline.heading)
    place.words.append(richtext.text(made))
    return {"__typename": "RichText", "parts": made}


# ---- blocks ----


def block_name(block: blocks.Block) -> str:
    """The GraphQL type of a block: its own class, or the nearest registered one above it."""
    for cls in type(block).__mro__:
        if "graphql_fields" in cls.__dict__:
            return typename(cls)
    raise ComposeError(
        f"block “{block.name}” ({type(block).__name__}) has no graphql_fields: declare what"
        " clients may see of it"
    )


def stream(block: blocks.StreamBlock, raw: Any, place: Place) -> list[dict]:
    return [
        shown(block.child_blocks[item["type"]], item["value"], item.get("id"), place)
        for item in raw or ()
        if item["type"] in block.child_blocks
    ]


def shown(block: blocks.Block, raw: Any, id_: str | None, place: Place) -> dict:
    """A block of a stream, as data with its type, id and name."""
    data = {"__typename": block_name(block), "id": id_ or "", "block_type": block.name}
    if data["__typename"] in ("SectionBlock", "FAQBlock"):
        place.outline.section()
    data |= values(block, raw, place)
    if data["__typename"] == "FAQBlock":
        data["items"] = faq_items(block.child_blocks["items"], raw, place)
        data["anchor"] = f"faq-{short(id_)}"
    elif data["__typename"] == "ReadAlsoBlock" and not data["article"]:
        data["article"] = title_ref((raw or {}).get("title"))
    elif isinstance(block, TypedTableBlock):
        data |= table(block, raw or {}, place)
    if alias := alias_of(type(block)):
        data = {f.key: None for f in declared(alias)} | data
    return data


def short(id_: str | None) -> str:
    return (id_ or "").split("-")[0]


def title_ref(title: str | None) -> dict | None:
    return ref(title_term(title)) if title else None


def title_term(title: str) -> str:
    """The name by which an article is found before it exists: its title, normalised."""
    plain = " ".join(title.casefold().split()).rstrip(".")
    return f"title:{plain}" if len(plain) < 100 else f"title:{digest(plain)}"


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def faq_items(block: blocks.StreamBlock, raw: Any, place: Place) -> list[dict]:
    """Questions written here by value, those of the library by name; both with their anchor."""
    items = []
    for item in (raw or {}).get("items") or () if isinstance(raw, dict) else ():
        child, value, anchor = (
            block.child_blocks.get(item["type"]),
            item["value"],
            short(item["id"]),
        )
        if child is None or value is None:
            continue
        if isinstance(child, blocks.StructBlock):
            written = {"anchor": f"faq-{anchor}", "__page": place.page}
            items.append(shown(child, value, item["id"], place) | written)
        else:
            found = ref(f"{kind(child.model_class)}:{value}")
            place.faqs.append(found["__ref"])
            items.append(found | {"anchor": f"faq-{anchor}"})
    return items


def table(block: TypedTableBlock, raw: dict, place: Place) -> dict:
    columns = [c for c in raw.get("columns") or () if c["type"] in block.child_blocks]
    cells = [block.child_blocks[c["type"]] for c in columns]
    place.words += [c["heading"] for c in columns] + [raw.get("caption") or ""]
    return {
        "caption": raw.get("caption") or None,
        "columns": [
            {"__typename": "TableColumn", "heading": c["heading"], "kind": c["type"].upper()}
            for c in columns
        ],
        "rows": [
            {
                "__typename": "TableRow",
                "cells": [cell(b, v, place) for b, v in zip(cells, row["values"], strict=False)],
            }
            for row in raw.get("rows") or ()
        ],
    }


def cell(block: blocks.Block, raw: Any, place: Place) -> dict:
    if isinstance(block, blocks.RichTextBlock):
        return rich(raw or "", place)
    place.words.append(str(raw or ""))
    return {"__typename": "RichText", "parts": [richtext.escape(str(raw or ""))]}


def values(block: blocks.Block, raw: Any, place: Place) -> dict:
    out = {}
    for f in declared(type(block)):
        if f.key == "items" and block_name(block) == "FAQBlock":
            continue
        if f.origin is None and f.source == "value":
            out[f.key] = plain(block, raw, f, place)
        elif isinstance(block, blocks.StructBlock) and f.source in block.child_blocks:
            child = block.child_blocks[f.source]
            given = (raw or {}).get(f.source, NOT_THERE)
            out[f.key] = plain(child, default(child) if given is NOT_THERE else given, f, place)
        else:
            raise ComposeError(
                f"{type(block).__name__}.{f.key}: its source “{f.source}” is no child of the"
                " block; an edition holds what a block owns, so a method cannot be declared"
            )
    return out


NOT_THERE = object()
# Text of a block that a reader does not read.
NOT_READ = {"anchor", "language", "url"}


def default(block: blocks.Block) -> Any:
    """What a child that the stored value does not know yet would hold."""
    return block.get_prep_value(block.get_default())


def plain(block: blocks.Block, raw: Any, f: Declared, place: Place) -> Any:
    """One value of a block in GraphQL's form, by the kind of the block that holds it."""
    if isinstance(block, blocks.RichTextBlock):
        return rich(raw or "", place)
    if isinstance(block, blocks.StreamBlock):
        return stream(block, raw, place)
    if isinstance(block, blocks.ListBlock):
        return items(block, raw, f, place)
    if isinstance(block, ImageBlock):
        return image(raw)
    if isinstance(block, blocks.ChooserBlock):
        return ref(f"{kind(block.model_class)}:{raw}") if raw else None
    if isinstance(block, blocks.StructBlock):
        return values(block, raw, place) | {"__typename": block_name(block)}
    if isinstance(block, blocks.BooleanBlock):
        return bool(raw)
    if f.choices:
        return enum(raw)
    if isinstance(block, blocks.FieldBlock):
        if isinstance(raw, str) and f.public and f.key not in NOT_READ:
            place.words.append(raw)
        return text(raw, f.required)
    raise ComposeError(f"no edition of a {type(block).__name__} (“{block.name}”)")


def items(block: blocks.ListBlock, raw: Any, f: Declared, place: Place) -> list:
    out = []
    for item in raw or ():
        value = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
        made = plain(block.child_block, value, f, place)
        if made is not None:
            out.append(made)
    return out


def image(raw: Any) -> dict | None:
    """A picture by name, with the alternative text of this place where the editor gave one."""
    if not isinstance(raw, dict):
        return ref(f"image:{raw}") if raw else None
    if not raw.get("image"):
        return None
    if raw.get("decorative"):
        return ref(f"image:{raw['image']}", alt="")
    return ref(f"image:{raw['image']}", **({"alt": raw["alt_text"]} if raw.get("alt_text") else {}))


def enum(value: Any) -> str | None:
    return str(value).upper().replace("-", "_").replace(" ", "_") if value else None


def text(value: Any, required: bool) -> Any:
    if required:
        return "" if value is None else value
    return None if value == "" else value


# ---- objects ----


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
    names = {f"type:{card['__typename']}", "all", *place.faqs}
    names |= {r["__ref"] for r in card.get("topics") or ()}
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
    made_already = {(r.filter_spec, r.focal_point_key): r for r in obj.renditions.all()}
    made.card["renditions"] = {}
    for preset, spec in obj.presets.items():
        found = made_already.get((spec, Filter(spec).get_cache_key(obj)))
        made.card["renditions"][preset] = found and {
            "__typename": "Rendition",
            "url": found.url,
            "width": found.width,
            "height": found.height,
        }
    x, y = obj.focal_point_x, obj.focal_point_y
    made.card["focal_point"] = (
        {"__typename": "FocalPoint", "x": x / obj.width, "y": y / obj.height}
        if x is not None and y is not None and obj.width and obj.height
        else None
    )


def canonical(data: Any) -> str:
    """JSON that is equal where the data is."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode()
