"""Queries that reach everything there is to ask, made from the schema itself.

A `Tour` begins at one root field and goes on to every field that returns an object, to a depth; it
takes each way of a type once, and of every object that it meets asks all leaves with all values of
their arguments. An alias tells the type and field that it is of, so `reached` knows where it was.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from tests.graphql.operations import literal

DEPTH = 6
# Of an argument within a query: that many values, and that many combinations of several; in a list
# that many together.
VALUES, COMBINATIONS, TOGETHER = 6, 16, 20

Samples = dict[str, list]


@dataclass
class Stop:
    """An object of a tour: the ways that are gone on from it, as they are written."""

    type: GraphQLObjectType
    depth: int
    ways: list[tuple[str, list["Stop"]]] = field(default_factory=list)


def written(stops: list[Stop]) -> str:
    """The selection set of an object that may be any of these."""
    inside = " ".join(
        f"... on {stop.type.name} {{ ...{stop.type.name}Leaves"
        f" {' '.join(f'{call} {written(found)}' for call, found in stop.ways)} }}"
        for stop in stops
    )
    return f"{{ __typename {inside} }}"


class Tour:
    """samples: values by the name of an argument, and by that of a type for all others."""

    def __init__(self, schema: GraphQLSchema, samples: Samples, seed: int | None = None):
        """seed: in which order ways are taken; None: the shortest first."""
        self.schema, self.samples = schema, samples
        self.random = random.Random(seed) if seed is not None else None

    def document(self, root: str, depth: int = DEPTH) -> str:
        """The tour from a root field on; its arguments are variables of their names."""
        found = self.schema.query_type.fields[root]
        heading = ", ".join(f"${name}: {a.type}" for name, a in found.args.items())
        said = ", ".join(f"{name}: ${name}" for name in found.args)
        selection, met = self.selection(found.type, depth)
        fragments = " ".join(map(self.fragment, sorted(met, key=str)))
        head = f"query {f'({heading})' if heading else ''}"
        return f"{head} {{ {root}{f'({said})' if said else ''} {selection} }} {fragments}"

    def fragment(self, type_: GraphQLObjectType) -> str:
        leaves = " ".join(self.leaves(type_))
        return f"fragment {type_.name}Leaves on {type_.name} {{ __typename {leaves} }}"

    def selection(self, type_: Any, depth: int) -> tuple[str, set[GraphQLObjectType]]:
        """(what a tour asks of a field of a type, the types of the objects that it meets)."""
        if is_leaf_type(get_named_type(type_)):
            return "", set()
        waiting: list[Stop] = []
        taken: set[tuple[str, str]] = set()
        met: set[GraphQLObjectType] = set()
        top = self.stops(type_, 1, waiting)
        while waiting:
            stop = waiting.pop(self.random.randrange(len(waiting)) if self.random else 0)
            met.add(stop.type)
            if stop.depth < depth:
                self.go_on(stop, taken, waiting)
        return written(top), met

    def stops(self, type_: Any, depth: int, waiting: list[Stop]) -> list[Stop]:
        """The objects that a field may return."""
        inner = get_named_type(type_)
        types = self.schema.get_possible_types(inner) if is_abstract_type(inner) else [inner]
        made = [Stop(t, depth) for t in types]
        waiting += made
        return made

    def leaves(self, type_: GraphQLObjectType) -> Iterator[str]:
        for name, found in type_.fields.items():
            if is_leaf_type(get_named_type(found.type)):
                yield from self.calls(type_.name, name, found)

    def go_on(self, stop: Stop, taken: set, waiting: list[Stop]) -> None:
        for name, found in stop.type.fields.items():
            way = (stop.type.name, name)
            if is_leaf_type(get_named_type(found.type)) or way in taken:
                continue
            taken.add(way)
            for call in self.calls(*way, found):
                stop.ways.append((call, self.stops(found.type, stop.depth + 1, waiting)))

    def calls(self, type_name: str, name: str, found: Any) -> Iterator[str]:
        """A field under all its names here: without arguments, and with values of each."""
        for n, given in enumerate(self.arguments(found)):
            said = ", ".join(f"{key}: {literal(v, found.args[key].type)}" for key, v in given)
            yield f"{type_name}_{name}_{n}: {name}{f'({said})' if said else ''}"

    # ---- arguments ----

    def arguments(self, found: Any) -> list[list[tuple[str, Any]]]:
        """The needed ones in all combinations; each of the others with each of its values."""
        needed = [n for n, a in found.args.items() if isinstance(a.type, GraphQLNonNull)]
        values = {n: self.values(n, a.type)[:VALUES] for n, a in found.args.items()}
        base = [list(zip(needed, c, strict=True)) for c in product(*(values[n] for n in needed))]
        others = [(n, v) for n in found.args if n not in needed for v in values[n]]
        alone = [[*given, other] for given in base for other in others]
        return [*base, *alone][:COMBINATIONS] if needed else [*base, *alone]

    def values(self, name: str, type_: Any) -> list:
        if isinstance(type_, GraphQLNonNull):
            return self.values(name, type_.of_type)
        if isinstance(type_, GraphQLEnumType):
            return list(type_.values)
        if isinstance(type_, GraphQLInputObjectType):
            fields = type_.fields.items()
            return [{key: value} for key, f in fields for value in self.values(key, f.type)]
        if isinstance(type_, GraphQLList):
            alone = self.values(name, type_.of_type)
            return [*([v] for v in alone[:VALUES]), *batched(alone, TOGETHER)]
        return self.samples[name] if name in self.samples else self.samples[str(type_)]

    def variables(self, root: str) -> Iterator[dict[str, Any]]:
        """A root field's arguments, one at a time beside those that it needs."""
        found = self.schema.query_type.fields[root].args
        values = {name: self.values(name, argument.type) for name, argument in found.items()}
        needed = {n: values[n][0] for n, a in found.items() if isinstance(a.type, GraphQLNonNull)}
        if not needed:
            yield {}
        for name in found:
            yield from (needed | {name: value} for value in values[name])


def batched(values: list, size: int) -> list[list]:
    return [values[n : n + size] for n in range(0, len(values), size)]


# ---- answers ----

ALIAS = re.compile(r"([A-Za-z]+)_([A-Za-z]+)_\d+")


def reached(data: Any) -> Iterator[tuple[str, str]]:
    """The fields, by type and name, that an answer has a value of."""
    if isinstance(data, list):
        for item in data:
            yield from reached(item)
    elif isinstance(data, dict):
        for alias, value in data.items():
            if (found := ALIAS.fullmatch(alias)) and value not in (None, []):
                yield found[1], found[2]
            yield from reached(value)


def all_fields(schema: GraphQLSchema) -> set[tuple[str, str]]:
    """Every field of every type of object below the root."""
    return {
        (t.name, name)
        for t in schema.type_map.values()
        if isinstance(t, GraphQLObjectType) and not t.name.startswith("__")
        if t is not schema.query_type
        for name in t.fields
    }
