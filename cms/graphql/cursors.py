"""Cursors: places in lists as clients hold them, and the opaque ids beside them."""

import base64
import binascii
import math
from collections.abc import Callable
from typing import Any

from django.utils.dateparse import parse_datetime

from blog.editions.lists import BY_TITLE, Place, Row

from .asking import argument

# The orders of lists that are no ranges of terms.
BY_PATH, BY_RELEVANCE = "PATH", "RELEVANCE"


def name_of(id_: str) -> str | None:
    """The name behind an opaque id; None for what never was one: no database holds NUL."""
    try:
        found = base64.urlsafe_b64decode(id_ + "=" * (-len(id_) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return found if found and "\0" not in found else None


def sealed(order: str, name: Any, key: Any) -> str:
    """The cursor of a place: the key of its order and its name, which no publish moves."""
    return base64.urlsafe_b64encode(f"{order}|{name}|{key}".encode()).decode().rstrip("=")


def cursor(row: Row, order: str) -> str:
    """The cursor of a row of a range."""
    return sealed(order, *row)


def opened(cursor_: str | None, order: str, name: str) -> Place | None:
    """The place of a cursor. Raises GraphQLError for one that is none of ours."""
    if cursor_ is None:
        return None
    parts = (name_of(cursor_) or "").split("|", 2)
    place = PLACES.get(order, by_date)(parts) if len(parts) == 3 and parts[0] == order else None
    if place is None:
        raise argument(name, cursor_[:80], f"a cursor of a list in the order {order}")
    return place


def by_date(parts: list[str]) -> Place | None:
    """A date and time as a database writes it, and a name."""
    try:
        right = parts[2].isascii() and parse_datetime(parts[2]) is not None
    except ValueError:
        return None
    return (parts[2], parts[1]) if right else None


def by_path(parts: list[str]) -> Place | None:
    """An address, and a number that a database takes."""
    number = parts[1]
    right = number.isascii() and number.isdigit() and len(number) < 19
    return (parts[2], int(number)) if right else None


def by_score(parts: list[str]) -> Place | None:
    try:
        score = float(parts[2])
    except ValueError:
        return None
    return (score, parts[1]) if math.isfinite(score) else None


PLACES: dict[str, Callable[[list[str]], Place | None]] = {
    BY_TITLE: lambda parts: (parts[2], parts[1]),
    BY_PATH: by_path,
    BY_RELEVANCE: by_score,
}
