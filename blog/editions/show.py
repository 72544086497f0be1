"""Editions as templates see them: attributes, blocks that render, rich text that is already safe.

`whole` gives the page of an address with what it names filled in two waves. A field that an
edition does not have, or a name that was not filled, raises: nothing is ever silently empty.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import get_template
from django.utils.safestring import SafeString
from grapple.registry import registry

from blog import richtext, sections, streams, visibility

from .blocks import Place, shown
from .declarations import declared
from .filled import WAVES, Filled, far_above
from .read import Reader

RELATED = 6  # how many articles a page ends in


class UnknownField(LookupError):
    """A template asked for something that this edition does not hold."""


class Shown:
    """One edition, or a part of one, for a template: `page.title`, `page.hero.alt`."""

    __slots__ = ("_data", "_filled", "_made")

    def __init__(self, data: dict, filled: Filled):
        self._data, self._filled = data, filled
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        value = self._data.get(key, self)
        kind = type(value)
        if (kind is str and key not in date_keys()) or kind in PLAIN:
            return value
        made = self._made
        if key not in made:
            made[key] = self._make(key)
        return made[key]

    def _make(self, key: str) -> Any:
        data = self._data
        if key in data:
            value = data[key]
            if type(value) is not str:
                return wrap(value, self._filled)
            return dated(value) if data.get("__typename") in date_keys()[key] else value
        derived = DERIVED.get(key)
        if derived and "body" in data:
            return wrap(derived(data["body"]), self._filled)
        raise UnknownField(f"{data.get('__typename')} has no “{key}”")

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        return self[key]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data.get("__name") or self._data.get("id"))

    def __str__(self) -> str:
        return str(self._data.get("title") or self._data.get("name") or self._data["__typename"])


PLAIN = {int, float, bool, type(None)}
DERIVED = {"sections": sections.sections, "table_of_contents": sections.contents}


class ShownBlock(Shown):
    """A block of a body: `{{ render(block) }}` renders its template with it as `value`."""

    __slots__ = ()

    @property
    def html(self) -> SafeString | None:
        """What was rendered when the page was composed; None where the block needs more."""
        made = self._data.get("__html")
        return None if made is None or settings.DEBUG else SafeString(made)

    @property
    def value(self) -> "ShownBlock":
        return self

    def render_as_block(self, context: dict | None = None) -> SafeString:
        template = template_of(self._data["__typename"])
        context = UNSAID | (context or {}) | {"value": self, "self": self}
        return SafeString(template.render(context))


# What a block may be told about where it stands: in a section, at the top of the front page.
UNSAID = {"nested": False, "lead": False}


@cache
def templates() -> dict[str, str | None]:
    """The template of each block type."""
    return {
        cls.__name__: getattr(cls._meta_class, "template", None)
        for cls in registry.streamfield_blocks
        if isinstance(cls, type)
    }


def template_of(type_: str) -> Any:
    """The template of a block type, of whichever engine has it. Raises UnknownField for none."""
    name = templates()[type_]
    if not name:
        raise UnknownField(f"{type_} declares no template")
    return loaded(name)


def loaded(name: str) -> Any:
    """A template of whichever engine has it; looked for again only while one is worked on."""
    return get_template(name) if settings.DEBUG else kept(name)


kept = cache(get_template)


@cache
def date_keys() -> dict[str, set[str]]:
    """Keys of editions that hold dates, each with the types in which they do."""
    found: dict[str, set[str]] = {}
    for model in registry.class_models:
        for f in declared(model):
            if isinstance(f.origin, models.DateField):
                found.setdefault(f.key, set()).add(model.__name__)
    return found


@lru_cache(maxsize=4096)
def dated(value: str) -> datetime | date:
    """The date of an edition's text; the same object again, since it knows its hash."""
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def wrap(value: Any, filled: Filled) -> Any:
    if isinstance(value, list):
        return [w for v in value if (w := wrap(v, filled)) is not None]
    if not isinstance(value, dict):
        return value
    if "__ref" in value:
        found = filled.get(value)
        return found and Shown(found, filled)
    if value.get("__typename") == "RichText":
        return SafeString(richtext.html(value["parts"], lambda name: filled.get({"__ref": name})))
    return (ShownBlock if "block_type" in value else Shown)(value, filled)


def blocks_of(page: dict) -> list[dict]:
    """The blocks of a page's streams, those within other blocks aside."""
    streams_ = [value for value in page.values() if type(value) is list]
    return [b for s in streams_ for b in s if type(b) is dict and b.get("block_type") and b["id"]]


def show(data: dict, filled: Filled, waves: int = WAVES, around: Iterable[dict] = ()) -> Shown:
    """A whole edition, its streams and names filled, its blocks with their HTML; around: of what
    else names are read with the page's own."""
    if made := data.pop("__html", None):
        for block in blocks_of(data):
            block["__html"] = made.get(block["id"])
    streams.fill(filled.reader, [data], closing=RELATED, beside=True)
    filled.fill([data, *around, *far_above(data, filled.reader)], waves)
    return Shown(data, filled)


def cards(names: Iterable[str], filled: Filled) -> list[Shown]:
    """The public things of these names, in order, with what their cards show."""
    names = list(names)
    filled.cards(names)
    return [Shown(card, filled) for name in names if (card := filled.editions[name])]


class BlockOfEdition:
    """For our blocks: wherever Wagtail renders one by itself (a preview of the block), the
    template gets the same kind of value as on a page."""

    def render(self, value: Any, context: dict | None = None) -> SafeString:
        data = shown(self, self.get_prep_value(value), "preview", Place())
        if data["__typename"] == "SectionBlock":
            sections.number([data])
        reader = Reader(visibility.scope("", 0) or visibility.nowhere(), draft=True)
        page = {"__typename": "Preview", "__name": "", "body": [data]}
        filled = Filled(reader)
        show(page, filled)
        return ShownBlock(data, filled).render_as_block(context)
