"""Blocks → plain data: the raw value of a stream, walked by what its blocks declare.

Raw, since a block's own value would load what it names.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from blog import richtext, sections

from .declarations import QUESTION, Declared, alias_of, declared, kind, typename


class ComposeError(TypeError):
    """A declaration that has no edition: a value of unknown type, or a field that reaches out."""


@dataclass
class Place:
    """Where in a page compose is: what blocks of one body share. page: its name; faqs: the
    library's questions that it names; questions: those that are written on it."""

    page: str = ""
    outline: sections.Outline = field(default_factory=sections.Outline)
    faqs: list[str] = field(default_factory=list)
    embeds: list[str] = field(default_factory=list)
    questions: list[dict] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def node_id(name_: str) -> str:
    """The opaque id that GraphQL's clients see."""
    return base64.urlsafe_b64encode(name_.encode()).decode().rstrip("=")


def ref(name_: str, **extra: Any) -> dict[str, Any]:
    return {"__ref": name_, **extra}


def rich(source: str, place: Place) -> dict[str, Any]:
    made = richtext.parts(source, place.outline.heading)
    place.words.append(richtext.text(made))
    return {"__typename": "RichText", "parts": made}


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
    elif data["__typename"] == "EmbedBlock":
        data["thumbnail"] = thumbnail(data["url"], place)
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


THUMBNAIL = "thumbnail:"


def thumbnail(url: str, place: Place) -> dict | None:
    """The picture of an embed, by what it is of: it is there once it was fetched."""
    if not url:
        return None
    place.embeds.append(url)
    return ref(THUMBNAIL + thumbnail_key(url), alt="")


def thumbnail_key(url: str) -> str:
    """What a picture in the library is known by as that of an address."""
    return f"u{digest(url)}"


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def faq_items(block: blocks.StreamBlock, raw: Any, place: Place) -> list[dict]:
    """Questions written here by value, those of the library by name; both with their anchor,
    that of the library's the same wherever it stands first."""
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
            items.append(question(child, value, item["id"], place))
        else:
            name_ = f"{kind(child.model_class)}:{value}"
            found = library_anchor(name_) if name_ not in place.faqs else f"faq-{anchor}"
            place.faqs.append(name_)
            items.append(ref(name_, anchor=found))
    return items


def library_anchor(name_: str) -> str:
    """The id of the answer to a question of the library, on every page that shows it."""
    return f"faq-{name_.partition(':')[2]}"


def question(block: blocks.Block, raw: Any, id_: str | None, place: Place) -> dict:
    """A question that is written on a page: the page's own, with a name of its own."""
    name_ = f"{QUESTION}:{place.page.partition(':')[2]}:{id_}"
    written = {"id": node_id(name_), "anchor": f"faq-{short(id_)}", "__name": name_}
    made = shown(block, raw, id_, place) | written | {"__page": place.page}
    place.questions.append(made)
    return made


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
