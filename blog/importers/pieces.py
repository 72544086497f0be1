"""What a text is made of before it is an article: a flat run of pieces, each with its line."""

from dataclasses import dataclass, field
from typing import Literal

from blog.importers.document import Block

Kind = Literal["prose", "heading", "list", "block"]


@dataclass(slots=True)
class Part:
    """One line of a paragraph, as plain text and as rich text; `glue` leads to the next."""

    line: int
    text: str
    html: str
    glue: str = " "


@dataclass(slots=True)
class Item:
    """One entry of a list, with the lists that are nested in it."""

    parts: list[Part]
    under: list["Listing"] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list; `start` is the first number as typed."""

    ordered: bool
    items: list[Item]
    start: int = 1


@dataclass(slots=True)
class Piece:
    """A paragraph, a heading, a list or a block that is ready as it stands."""

    kind: Kind
    line: int
    parts: list[Part] = field(default_factory=list)
    level: int = 0
    numbered: bool = False
    listing: Listing | None = None
    block: Block | None = None

    @property
    def text(self) -> str:
        """The words, as one plain line."""
        return joined_text(self.parts)

    @property
    def html(self) -> str:
        """The words as the inside of one paragraph of rich text."""
        return joined_html(self.parts)


def joined_text(parts: list[Part]) -> str:
    """The parts as one plain line."""
    return parts[0].text if len(parts) == 1 else " ".join([part.text for part in parts])


def joined_html(parts: list[Part]) -> str:
    """The parts as the inside of one paragraph."""
    if len(parts) == 1:
        return parts[0].html
    glued = [part.html + part.glue for part in parts[:-1]]
    return "".join([*glued, *(part.html for part in parts[-1:])])


def as_line(parts: list[Part]) -> Part:
    """Several wrapped lines as one."""
    return Part(parts[0].line, joined_text(parts), joined_html(parts), parts[-1].glue)


def prose(*parts: Part) -> Piece:
    """A paragraph."""
    return Piece("prose", parts[0].line, parts=list(parts))


def heading(part: Part, level: int, *, numbered: bool = False) -> Piece:
    """A heading."""
    return Piece("heading", part.line, parts=[part], level=level, numbered=numbered)


def single(piece: Piece) -> Part | None:
    """The one entry of a list that has one plain entry, wrapped or not, else None."""
    listing = piece.listing
    if listing is None or len(listing.items) != 1:
        return None
    item = listing.items[0]
    return None if item.under or len(item.parts) > 2 else as_line(item.parts)
