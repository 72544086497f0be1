"""Connections, as Relay has them: their types, their arguments and plain data.

Every list that grows is one. A part is asked for by `first` and `after`, by `last` and `before`,
or by the number of a page; how many there are is counted only for who asks.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import graphene

from blog.editions.lists import Part, Range, Slice, Total
from blog.editions.read import Reader

from .asking import MOST, Ask, FieldReader, argument, first_of
from .cursors import cursor, opened
from .types import list_of, sure

LARGEST_PAGE = 1_000_000

# ---- types ----


class PageInfo(graphene.ObjectType):
    """Where a part of a list begins and ends."""

    has_next_page = sure(graphene.Boolean, "Whether more comes after it.")
    has_previous_page = sure(graphene.Boolean, "Whether something comes before it.")
    start_cursor = graphene.String(
        description="The cursor of its first item: pass it as `before`, with `last`."
    )
    end_cursor = graphene.String(
        description="The cursor of its last item: pass it as `after`, with `first`."
    )


def connection_type(
    name: str,
    node: Any,
    one: str,
    many: str,
    total: str = "",
    of_edge: dict[str, Any] | None = None,
    of_list: dict[str, Any] | None = None,
) -> type[graphene.ObjectType]:
    """The type of a part of a list, and of its edges. total: how `totalCount` is described;
    of_edge, of_list: what else an edge and the list have."""
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One {one} of a list, with its place.",
            "cursor": sure(graphene.String, "Its place in the list."),
            "node": sure(node, f"The {one}."),
        }
        | (of_edge or {}),
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A part of a list of {many}.",
            "nodes": list_of(node, f"The {many}."),
            "edges": list_of(edge, f"The {many} with their cursors."),
            "page_info": sure(PageInfo, "Where this part begins and ends."),
            "total_count": sure(graphene.Int, total or f"How many {many} the whole list has."),
            "page_count": sure(graphene.Int, "How many pages of this size the whole list has."),
        }
        | (of_list or {}),
    )


def connected(type_: type[graphene.ObjectType], description: str, **arguments: Any):
    """A field that is a connection, with its own arguments before those that all have."""
    window = {
        "first": graphene.Int(
            description=f"How many, from 1 to {MOST}; 20 where nothing else says."
        ),
        "after": graphene.String(description="The cursor to continue behind."),
        "last": graphene.Int(description=f"How many of the last ones, from 1 to {MOST}."),
        "before": graphene.String(
            description="The cursor to stop at; by itself it gives the 20 before it."
        ),
        "page": graphene.Int(description="The page's number from 1 on, instead of a cursor."),
        "per_page": graphene.Int(
            description=f"How many a page, from 1 to {MOST}; `first` where it is missing."
        ),
    }
    return graphene.Field(type_, required=True, description=description, args=arguments | window)


# ---- arguments ----

CURSORS = ("after", "last", "before")
APART = (("first", "last"), ("first", "perPage"), *product(("page", "perPage"), CURSORS))


def part_of(
    order: str,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    page: int | None = None,
    per_page: int | None = None,
) -> Part:
    """The part that a connection's arguments ask for. Raises GraphQLError for a number that is
    out of bounds, a cursor of another list, and for arguments that say two things at once."""
    given = {"first": first, "last": last, "after": after, "before": before, "page": page}
    given |= {"perPage": per_page}
    for pair in APART:
        values = [given[name] for name in pair]
        if None not in values:
            raise argument(", ".join(pair), values, "one of these")
    if page is not None and not 1 <= page <= LARGEST_PAGE:
        raise argument("page", page, f"a whole number from 1 to {LARGEST_PAGE}")
    name = next((n for n in ("first", "last", "perPage") if given[n] is not None), "first")
    count = first_of(given[name], name=name)
    return Part(
        count,
        opened(after, order, "after"),
        opened(before, order, "before"),
        last is not None or (before is not None and after is None and first is None),
        (page - 1) * count if page else 0,
    )


# ---- plain data ----


class Counted(NamedTuple):
    """How a list is counted, and how many a page of it has."""

    total: Callable[[Reader], Any]
    size: int


def one_more(part: Part) -> Part:
    """The part to read so that it is known whether more follows in its direction."""
    return part._replace(count=part.count + 1)


def trimmed(part: Part, rows: Sequence) -> tuple[Sequence, bool]:
    """(the rows of the part itself, whether there are more) of what `one_more` has read."""
    kept = rows[-part.count :] if part.last else rows[: part.count]
    return kept, len(rows) > part.count


class Edges(NamedTuple):
    """Things of a list, and how the cursor of each is made, should a client ask for it. beside:
    what each edge knows beside these."""

    of: str
    nodes: list[dict]
    cursor: Callable[[int], str]
    beside: dict[str, Any]


def connection(
    of: str,
    part: Part,
    nodes: list[dict],
    cursor: Callable[[int], str],
    more: bool,
    total: Callable[[Reader], Any],
    ends: tuple[str, str] | None = None,
    beside: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A connection of things with their cursors.

    cursor: that of a node, by its index; more: whether more follows in the part's direction;
    total: asked only when a client does; ends: the cursors of its ends, if these are not the first
    and last node; beside: what every edge knows.
    """
    start, end = ends or ((cursor(0), cursor(-1)) if nodes else (None, None))
    return {
        "__typename": f"{of}Connection",
        "nodes": nodes,
        "edges": Edges(of, nodes, cursor, beside or {}),
        "page_info": {
            "__typename": "PageInfo",
            "has_next_page": part.before is not None if part.last else more,
            "has_previous_page": more if part.last else bool(part.after or part.offset),
            "start_cursor": start,
            "end_cursor": end,
        },
        # Counted once, however many fields tell of it.
        "count": Counted(cache(total), part.count),
    }


def empty(of: str, part: Part) -> dict[str, Any]:
    return connection(of, part, [], str, more=False, total=lambda door: 0)


def ranged(of: str, range_: Range, part: Part) -> Ask:
    """The connection of a part of a range, once the part is read."""
    wanted, counted = Slice(range_, one_more(part)), Total(range_)

    def total(door: Reader) -> Ask:
        return Ask((), lambda found: found[counted], (counted,))

    def then(found: dict) -> dict:
        rows, more = trimmed(part, found[wanted])
        nodes = [{"__ref": row[0]} for row in rows]
        return connection(of, part, nodes, lambda n: cursor(rows[n], range_.order), more, total)

    return Ask((), then, (wanted,))


def edges(found: Edges, door: Reader) -> list[dict]:
    return [
        {"__typename": f"{found.of}Edge", "cursor": found.cursor(n), "node": node, **found.beside}
        for n, node in enumerate(found.nodes)
    ]


def total_count(counted: Counted, door: Reader) -> Any:
    return counted.total(door)


def page_count(counted: Counted, door: Reader) -> Any:
    def pages(total: int) -> int:
        return -(-total // counted.size)

    given = counted.total(door)
    if isinstance(given, Ask):
        return given._replace(then=lambda found: pages(given.then(found)))
    return pages(given)


OF_LISTS = {
    "edges": FieldReader("edges", edges),
    "totalCount": FieldReader("count", total_count),
    "pageCount": FieldReader("count", page_count),
}
