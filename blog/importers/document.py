"""What the parser promises: a Document, or a Refused that says where and why."""

import datetime
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

LONGEST_TITLE = 255


class Refused(Exception):
    """The file cannot become an article; `line` counts from 1 and is None for the whole file."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason, line)

    def __str__(self) -> str:
        return self.reason if self.line is None else f"Line {self.line}: {self.reason}"


@dataclass
class Document:
    """One article as it was read; every word of the file stands somewhere in it."""

    title: str
    slug: str | None = None
    id: str | None = None
    category: str | None = None
    label: str | None = None
    date: datetime.datetime | None = None
    introduction: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    hero: str | None = None
    hero_alt: str = ""
    hero_caption: str = ""
    related: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
