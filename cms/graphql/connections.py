"""Parts of lists that grow: opaque ids and cursors, and the plain data of a connection."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.utils.dateparse import parse_datetime

from blog.editions.read import Reader

from .readers import argument

# The order of a list of redirects, beside those of pages.
BY_PATH = "PATH"


def text_of(value: str) -> str:
    """A text that can be looked for: no database holds NUL, so nothing is found by it."""
    return "" if "\0" in value else value


def name_of(id_: str) -> str | None:
    """The name behind an opaque id; None for what never was one."""
    try:
        return text_of(base64.urlsafe_b64decode(id_ + "=" * (-len(id_) % 4)).decode()) or None
    except (binascii.Error, ValueError):
        return None


def connection(
    of: str,
    items: list[tuple[str, dict]],
    *,
    more: bool,
    before: bool,
    total: Callable[[Reader], int],
    end: str | None = None,
) -> dict[str, Any]:
    """A connection of things with their cursors.

    more: whether something follows; before: whether something comes before; total: asked only
    when a client does; end: where the next part begins, if not behind the last item.
    """
    cursors = [cursor for cursor, _ in items]
    return {
        "__typename": f"{of}Connection",
        "nodes": [node for _, node in items],
        "edges": [{"__typename": f"{of}Edge", "cursor": c, "node": node} for c, node in items],
        "page_info": {
            "__typename": "PageInfo",
            "has_next_page": more,
            "has_previous_page": before,
            "start_cursor": cursors[0] if cursors else None,
            "end_cursor": end or (cursors[-1] if cursors else None),
        },
        "count": total,
    }


def cursor(row: tuple, order: str) -> str:
    """The place of a row: the key of its order and its name, which no publish moves."""
    return sealed(order, row[0], row[2] if order == "TITLE" else row[1])


def sealed(order: str, name: Any, key: str) -> str:
    return base64.urlsafe_b64encode(f"{order}|{name}|{key}".encode()).decode().rstrip("=")


def opened(after: str | None, order: str) -> tuple[str, str] | None:
    """(key of the order, name) of a cursor. Raises GraphQLError for one that is none of ours."""
    if after is None:
        return None
    parts = (name_of(after) or "").split("|", 2)
    if len(parts) != 3 or parts[0] != order or not KEYS.get(order, moment)(parts):
        raise argument("after", after[:80], f"a cursor of a list in the order {order}")
    return parts[2], parts[1]


def moment(parts: list[str]) -> bool:
    """Whether the key is a date and time as a database writes it."""
    try:
        return parse_datetime(parts[2]) is not None
    except ValueError:
        return False


def number(parts: list[str]) -> bool:
    """Whether the name is a number that a database takes."""
    return parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 19


KEYS: dict[str, Callable[[list[str]], bool]] = {"TITLE": lambda parts: True, BY_PATH: number}
