"""How plain data becomes an answer: projections, and the waves that fill what they name."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .asking import Ask
from .limits import Budget


class Unplannable(Exception):
    """The data does not allow what the plan assumes."""


@dataclass(slots=True, eq=False)
class Projection:
    """How a value is projected. named: it may be a name; whole, streams, addressed: what must be
    read of it; related: how many related articles are; vital: it holds a named field that may not
    be null, so that it goes when that is gone; plain: if it only copies, how many fields."""

    project: Callable[[Any, "Run"], Any]
    named: bool = False
    whole: bool = False
    streams: bool = False
    addressed: bool = False
    related: int = 0
    vital: bool = False
    plain: int = 0


# That something exists is all that is asked.
EXISTS = Projection(lambda value, run: True, named=True)


@dataclass(slots=True, eq=False)
class Follow:
    """How a field goes on with what it holds or names: by no projection if it is a leaf.

    sure: null may not stand there; needed: what it stands in goes when that is not public.
    """

    alias: str
    projection: Projection | None
    sure: bool = False
    needed: bool = False


# A value that names something, the slot of the answer for it, and what goes with it when it is not
# public. A bare tuple: one is made for every name in an answer.
Wanted = tuple[Any, dict, dict | None]


class Run(Budget):
    """One execution: the door, the variables, what the next wave reads, what turned out empty."""

    __slots__ = ("asked", "dead", "door", "lists", "variables")

    def __init__(self, door: Any, variables: dict[str, Any], until: float):
        super().__init__(until)
        self.door, self.variables = door, variables
        self.asked: dict[Follow, list[Wanted]] = defaultdict(list)
        self.lists: list[list] = []
        self.dead: dict[int, dict] = {}

    def through(self, door: Any) -> "Run":
        """A part of this execution that reads through another door, on the same budget."""
        inside = Run(door, self.variables, self.until)
        inside.left = self.left
        return inside

    def finish(self) -> None:
        """Reads wave after wave, then takes out of lists what lost something it needs."""
        while self.asked:
            self.spend(0)
            self.wave()
        gone = 0
        for items in self.lists if self.dead else ():
            before = len(items)
            items[:] = [item for item in items if id(item) not in self.dead]
            gone += before - len(items)
        if gone != len(self.dead):
            raise Unplannable("something outside of a list lost what it needs")
        self.spend(0)

    def wave(self) -> None:
        """One read for all names that are asked for and one for all lists, then their
        projections."""
        asked, self.asked = self.asked, defaultdict(list)
        names: dict[str, None] = {}
        lists: list = []
        whole = streams = addressed = False
        related = 0
        for follow, wanted in asked.items():
            projection = follow.projection or EXISTS
            whole, streams = whole or projection.whole, streams or projection.streams
            addressed = addressed or projection.addressed
            related = max(related, projection.related)
            for value, _, _ in wanted:
                if type(value) is Ask:
                    addressed = True
                    names.update(dict.fromkeys(value.names))
                    lists += value.lists
                    continue
                for item in value if type(value) is list else (value,):
                    if "__ref" in item:
                        names[item["__ref"]] = None
        found = self.door.editions(names, whole, addressed)
        if streams:
            self.door.fill(found.values(), related)
        if lists:
            found = found | self.door.lists(lists)
        for follow, wanted in asked.items():
            settle(follow, wanted, found, self)


def later(projection: Projection, write: Callable[[], Callable[[Any, Run], Any]]) -> None:
    """Lets a projection be written when it is met first: much of what a document may ask is not."""

    def project(value: Any, run: Run) -> Any:
        if projection.project is project:
            projection.project = write()
        return projection.project(value, run)

    projection.project = project


def listed(one: Projection) -> Projection:
    """The projection of a list of owned values."""

    def project(values: list, run: Run) -> list:
        items = [one.project(value, run) for value in values]
        if one.vital:
            run.lists.append(items)
        return items

    return Projection(
        project,
        whole=one.whole,
        streams=one.streams,
        addressed=one.addressed,
        related=one.related,
    )


def leaves(allowed: frozenset) -> Projection:
    """The projection of a list of leaves."""

    def project(values: list, run: Run) -> list:
        if not {type(value) for value in values} <= allowed:
            raise Unplannable("a leaf of another type")
        return values

    return Projection(project)


def place(value: Any, slot: dict, follow: Follow, run: Run) -> None:
    """Puts a value into the answer, or asks for what it names."""
    if value is None:
        if follow.sure:
            raise Unplannable(follow.alias)
        slot[follow.alias] = None
    elif follow.projection is None:
        slot[follow.alias] = value
    elif follow.projection.named and (type(value) is list or "__ref" in value):
        slot[follow.alias] = None
        run.asked[follow].append((value, slot, None))
    else:
        slot[follow.alias] = follow.projection.project(value, run)


def settle(follow: Follow, wanted: list[Wanted], found: dict[str, dict], run: Run) -> None:
    """Puts into the answer what a wave has found; lists lose what is not public."""
    alias, show = follow.alias, shower(follow.projection or EXISTS, found, run)
    for value, slot, owner in wanted:
        if type(value) is Ask:
            given = value.then(found)
            if type(given) is Ask:
                run.asked[follow].append((given, slot, None))
            else:
                place(given, slot, follow, run)
        elif type(value) is list:
            slot[alias] = [made for item in value if (made := show(item)) is not None]
        else:
            slot[alias] = made = show(value)
            if made is None and owner is not None:
                run.dead[id(owner)] = owner


def shower(
    projection: Projection, found: dict[str, dict], run: Run
) -> Callable[[dict], dict | None]:
    """What gives the projection of a name's edition, with what its place adds; None where it is
    not public. What only copies is the same wherever it stands."""
    same: dict[str, dict] = {}
    plain = projection.plain

    def show(item: dict) -> dict | None:
        name = item.get("__ref")
        if name in same and len(item) == 1:
            run.left -= plain
            return same[name]
        if name is None:
            return projection.project(item, run)
        edition = found.get(name)
        if edition is None:
            return None
        if len(item) > 1:
            return projection.project({**edition, **item}, run)
        made = projection.project(edition, run)
        if plain:
            same[name] = made
        return made

    return show


def needs(key: str) -> Callable[[dict, dict, Run], None]:
    """What a value needs is read even where nobody selects it."""
    follow = Follow(key, EXISTS, sure=True, needed=True)

    def step(value: dict, made: dict, run: Run) -> None:
        if "__ref" in value[key]:
            run.asked[follow].append((value[key], {}, made))

    return step
