"""How plain data becomes an answer: projections, and the waves that fill what they name."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from .asking import Ask
from .limits import Budget


class Unplannable(Exception):
    """The data does not allow what the plan assumes."""


# A value that names something, and its place in the answer: (value, slot, key, projection, whether
# null may not stand there, what goes with it when it is not public). A bare tuple: one is made for
# every name in an answer.
Wanted = tuple[Any, dict, str, Any, bool, dict | None]


class Run(Budget):
    """One execution: the door, the variables, what the next wave reads, what turned out empty."""

    __slots__ = ("asked", "copies", "dead", "door", "lists", "variables")

    def __init__(self, door: Any, variables: dict[str, Any], until: float):
        super().__init__(until)
        self.door, self.variables = door, variables
        self.asked: list[Wanted] = []
        self.lists: list[list] = []
        self.dead: dict[int, dict] = {}
        # What only copies is the same wherever it stands: by name and projection.
        self.copies: dict[tuple[str, int], dict] = {}

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
        asked, self.asked = self.asked, []
        names: dict[str, None] = {}
        lists: list = []
        whole = streams = False
        for value, _, _, projection, _, _ in asked:
            if type(value) is Ask:
                names.update(dict.fromkeys(value.names))
                lists += value.lists
                continue
            for item in value if type(value) is list else (value,):
                if "__ref" in item:
                    names[item["__ref"]] = None
            whole, streams = whole or projection.whole, streams or projection.streams
        found = self.door.editions(names, whole)
        if streams:
            self.door.fill(found.values())
        if lists:
            found = found | self.door.lists(lists)
        for wanted in asked:
            settle(wanted, found, self)


@dataclass(slots=True)
class Projection:
    """How a value is projected. named: it may be a name; whole, streams: what must be read of it;
    vital: it holds a named field that may not be null, so that it goes when that is gone; plain: if
    it only copies, how many fields."""

    project: Callable[[Any, Run], Any]
    named: bool = False
    whole: bool = False
    streams: bool = False
    vital: bool = False
    plain: int = 0


# That something exists is all that is asked.
EXISTS = Projection(lambda value, run: True, named=True)

Step = Callable[[dict, dict, Run], None]
SIGNATURES = 64


def getter(keys: list[str]) -> Callable[[dict], tuple]:
    """What gives the values of keys, however few."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return (lambda value: (value[keys[0]],)) if keys else lambda value: ()


def projector(
    names: tuple[str, ...], keys: list[str], kinds: list[frozenset | None], steps: list[Step]
) -> Callable[[dict, Run], dict]:
    """Copies keys under the names of the answer, then takes the steps.

    kinds: the Python types that each value may have; a combination of types once seen to be
    right is known again by one look-up.
    """
    get = getter(keys)
    known: set[tuple] = set()
    cost = len(keys)

    def project(value: dict, run: Run) -> dict:
        run.left -= cost
        if run.left < 0:
            run.spend(0)
        got = get(value)
        signature = tuple(map(type, got))
        if signature not in known:
            for key, kind, allowed in zip(keys, signature, kinds, strict=True):
                if allowed is not None and kind not in allowed:
                    raise Unplannable(f"{key} is a {kind.__name__}")
            if len(known) < SIGNATURES:
                known.add(signature)
        made = dict(zip(names, got, strict=True))
        for step in steps:
            step(value, made, run)
        return made

    return project


def listed(one: Projection) -> Projection:
    """The projection of a list of owned values."""
    each, vital = one.project, one.vital

    def project(values: list, run: Run) -> list:
        items = [each(value, run) for value in values]
        if vital:
            run.lists.append(items)
        return items

    return Projection(project, whole=one.whole, streams=one.streams)


def leaves(allowed: frozenset) -> Projection:
    """The projection of a list of leaves."""

    def project(values: list, run: Run) -> list:
        if not {type(value) for value in values} <= allowed:
            raise Unplannable("a leaf of another type")
        return values

    return Projection(project)


def place(
    value: Any, slot: dict, key: str, projection: Projection | None, run: Run, sure: bool
) -> None:
    """Puts a value into the answer, or asks for what it names."""
    if value is None:
        if sure:
            raise Unplannable(key)
        slot[key] = None
    elif projection is None:
        slot[key] = value
    elif projection.named and (type(value) is list or "__ref" in value):
        slot[key] = None
        run.asked.append((value, slot, key, projection, sure, None))
    else:
        slot[key] = projection.project(value, run)


def settle(wanted: Wanted, found: dict[str, dict], run: Run) -> None:
    """Puts into the answer what a wave has found; lists lose what is not public."""
    value, slot, key, projection, sure, owner = wanted
    if type(value) is Ask:
        given = value.then(found)
        if type(given) is Ask:
            run.asked.append((given, slot, key, projection, sure, None))
        else:
            place(given, slot, key, projection, run, sure)
        return
    if type(value) is list:
        items = [one(item, projection, found, run) for item in value]
        slot[key] = [item for item in items if item is not None]
        return
    slot[key] = one(value, projection, found, run)
    if slot[key] is None and owner is not None:
        run.dead[id(owner)] = owner


def one(item: dict, projection: Projection, found: dict, run: Run) -> Any:
    """A name's edition, with what its place adds, projected; None where it is not public."""
    if "__ref" not in item:
        return projection.project(item, run)
    name = item["__ref"]
    edition = found.get(name)
    if edition is None:
        return None
    if len(item) > 1:
        return projection.project({**edition, **item}, run)
    if not projection.plain:
        return projection.project(edition, run)
    made = run.copies.get((name, id(projection)))
    if made is None:
        made = run.copies[name, id(projection)] = projection.project(edition, run)
    else:
        run.left -= projection.plain
    return made


def needs(key: str) -> Step:
    """What a value needs is read even where nobody selects it."""

    def step(value: dict, made: dict, run: Run) -> None:
        if "__ref" in value[key]:
            run.asked.append((value[key], {}, key, EXISTS, True, made))

    return step
