"""What stands beside an article in its category, by date: the one rule of both faces."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from blog.editions.compose import ref
from blog.editions.lists import Part, Range, Row, Slice


def questions(page: dict) -> dict[str, Slice]:
    """The questions for the article before and after one, under `previous` and `next`: the next
    older and the next newer one of the category that it stands in, or of one below that.

    Empty for an article that stands in none or has no date yet.
    """
    category, date, name = page.get("parent"), page.get("date"), page["__name"]
    if not category or not date:
        return {}
    place = (connection.ops.adapt_datetimefield_value(datetime.fromisoformat(date)), name)
    # A draft may have another date than what is public of it.
    others = Range(category["__ref"], conditions=(("name <> %s", (name,)),))
    return {
        "previous": Slice(others, Part(1, after=place)),
        "next": Slice(others, Part(1, before=place, last=True)),
    }


def found(rows: list[Row]) -> dict | None:
    """The name of what answers such a question."""
    return ref(rows[0][0]) if rows else None


@dataclass
class Beside:
    """What a page wants to know of a wave of streams: its `previous` and `next`."""

    page: dict
    names: dict[str, list[str]] = field(default_factory=lambda: {"previous": [], "next": []})
    most = 0

    def ask(self, ranges: Any) -> None:
        for key, question in questions(self.page).items():
            ranges.parts.append((question, self.names[key]))

    def fill(self) -> None:
        for key, names in self.names.items():
            self.page[key] = ref(names[0]) if names else None
