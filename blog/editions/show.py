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

from .compose import ref
from .declarations import declared
from .read import Reader
from .selection import OF_CARDS

WAVES = 2
RELATED = 6  # how many articles a page ends in


class UnknownField(LookupError):
    """A template asked for something that this edition does not hold."""


class Filled:
    """What has been read for one answer: names → editions."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.editions: dict[str, dict | None] = {}
        self.trails: dict[str, list[dict]] = {}

    def fill(self, things: Iterable[dict], waves: int = WAVES) -> None:
        """Reads what these name, then what the cards of that show; one statement a wave."""
        level = list(things)
        wanted = {name for thing in level for name in names_in(thing)}
        for _ in range(waves):
            found = self.read(wanted)
            level = list(found.values())
            wanted = shown_by(level)

    def read(self, names: Iterable[str]) -> dict[str, dict]:
        """Those of these that are public and were not read before."""
        wanted = set(names) - self.editions.keys()
        found = self.reader.editions(wanted) if wanted else {}
        # What was asked for by its place is known by its name too.
        self.editions.update(
            dict.fromkeys(wanted) | {c["__name"]: c for c in found.values()} | found
        )
        return found

    def cards(self, names: Iterable[str]) -> None:
        """Reads these and what their cards show; mostly one statement."""
        wanted = set(names) - self.editions.keys()
        found = self.reader.cards(wanted) if wanted else {}
        self.editions.update(dict.fromkeys(wanted) | found)
        read = [found[name] for name in wanted if name in found]
        late = [card for card in read if self.reader.draft or "__now" in card]
        self.read(shown_by(late))
        # What is not public is not asked for again.
        self.editions.update(dict.fromkeys(shown_by(read) - self.editions.keys()))

    def get(self, reference: dict) -> dict | None:
        name = reference["__ref"]
        if name not in self.editions:
            self.fill_like(name)
        found = self.editions[name]
        return found and (found | reference if len(reference) > 1 else found)

    def fill_like(self, name: str) -> None:
        """Reads a name that no wave had, with all names that were read things hold."""
        known = [thing for thing in self.editions.values() if thing]
        self.read({name} | {n for thing in known for n in names_in(thing)})

    def trail(self, page: dict) -> list[dict]:
        """The public pages above a page, from the front page down; read at most once."""
        name = page["__name"]
        if name not in self.trails:
            self.trails[name] = self.climb(page)
        return self.trails[name]

    def climb(self, page: dict) -> list[dict]:
        found, parent = [], page.get("parent")
        while parent and (above := self.editions.get(parent["__ref"])):
            found.append(above)
            parent = above["parent"]
        found.reverse()
        if not parent:
            return found
        # It was not read, or is not public; above it there may be pages that are.
        known = len(found) + (parent["__ref"] in self.editions)
        return self.reader.ancestors(page["__path"], known) + found


def names_in(value: dict | list) -> list[str]:
    """Every name in a composed value, in no order; what is rendered already needs none."""
    found, left = [], [value]
    while left:
        thing = left.pop()
        if type(thing) is dict:
            if "__ref" in thing:
                found.append(thing["__ref"])
                continue
            if thing.get("__html"):
                continue
            thing = thing.values()
        left += [child for child in thing if type(child) in NESTED]
    return found


NESTED = {dict, list}


def shown_by(cards: Iterable[dict]) -> set[str]:
    """The names of what cards show of others; the rest is read when a template asks."""
    return {card[key]["__ref"] for card in cards for key in OF_CARDS if card.get(key)}


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


def far_above(page: dict, reader: Reader) -> list[dict]:
    """References to the pages above one that its waves would come to too late, or where it alone
    needs a second one."""
    above = reader.above(page["__path"])[:-1] if page.get("__path") and not reader.draft else []
    return [ref(place) for place in above] if len(above) >= WAVES or "body" not in page else []


def cards(names: Iterable[str], filled: Filled) -> list[Shown]:
    """The public things of these names, in order, with what their cards show."""
    names = list(names)
    filled.cards(names)
    return [Shown(card, filled) for name in names if (card := filled.editions[name])]


class BlockOfEdition:
    """For our blocks: wherever Wagtail renders one by itself (a preview of the block), the
    template gets the same kind of value as on a page."""

    def render(self, value: Any, context: dict | None = None) -> SafeString:
        from .blocks import Place, shown

        data = shown(self, self.get_prep_value(value), "preview", Place())
        if data["__typename"] == "SectionBlock":
            sections.number([data])
        reader = Reader(visibility.scope("", 0) or visibility.nowhere(), draft=True)
        page = {"__typename": "Preview", "__name": "", "body": [data]}
        filled = Filled(reader)
        show(page, filled)
        return ShownBlock(data, filled).render_as_block(context)
