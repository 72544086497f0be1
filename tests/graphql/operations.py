"""Random operations, made from the schema itself: the same seed gives the same operations."""

import json
import random
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from cms.graphql.connections import APART

DEPTH, WIDTH = 6, 5


@dataclass
class Operation:
    """A query with its variables; `fragments` and `declared` grow while it is made."""

    text: str = ""
    variables: dict[str, Any] = field(default_factory=dict)
    declared: dict[str, str] = field(default_factory=dict)
    fragments: list[tuple[str, str, str]] = field(default_factory=list)


class Generator:
    """Makes operations. samples: values by argument's name, right ones and wrong ones."""

    def __init__(self, schema: GraphQLSchema, seed: int, samples: dict[str, list]):
        self.schema, self.random, self.samples = schema, random.Random(seed), samples
        self.n = 0

    def operation(self) -> Operation:
        self.op = Operation()
        roots = [self.field("Query", name, DEPTH) for name in self.some(self.fields("Query"), 3)]
        heading = ", ".join(f"${name}: {said}" for name, said in self.op.declared.items())
        text = f"query Q{f'({heading})' if heading else ''} {{ {' '.join(roots)} }}"
        for name, type_, selection in self.op.fragments:
            text += f" fragment {name} on {type_} {selection}"
        self.op.text = text
        return self.op

    # ---- selections ----

    def fields(self, type_name: str) -> list[str]:
        return list(self.schema.type_map[type_name].fields)

    def some(self, values: list, most: int) -> list:
        return self.random.sample(values, min(len(values), self.random.randint(1, most)))

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def name(self, stem: str) -> str:
        self.n += 1
        return f"{stem}{self.n}"

    def selection(self, type_: Any, depth: int) -> str:
        # A union has none.
        names = self.some(list(getattr(type_, "fields", ())), WIDTH)
        if depth <= 1:
            names = [n for n in names if is_leaf_type(get_named_type(type_.fields[n].type))]
        parts = [self.field(type_.name, name, depth, type_) for name in names]
        parts += ["__typename"] if self.chance(0.3) or not parts else []
        for inside in self.narrower(type_):
            parts.append(self.fragment(inside, depth - 1))
        self.random.shuffle(parts)
        return "{ " + " ".join(parts) + " }"

    def narrower(self, type_: Any) -> list:
        """Types for fragments: those possible below an interface, or one that this type has."""
        if is_abstract_type(type_):
            return self.some(list(self.schema.get_possible_types(type_)), 4)
        return self.some([type_, *type_.interfaces], 1) if self.chance(0.3) else []

    def fragment(self, type_: Any, depth: int) -> str:
        switch = self.switch()
        known = [f for f in self.op.fragments if f[1] == type_.name]
        if known and self.chance(0.4):
            return f"...{self.random.choice(known)[0]}{switch}"
        selection = self.selection(type_, depth)
        if self.chance(0.3):
            self.op.fragments.append((self.name("F"), type_.name, selection))
            return f"...{self.op.fragments[-1][0]}{switch}"
        return f"... on {type_.name}{switch} {selection}"

    def field(self, type_name: str, name: str, depth: int, type_: Any = None) -> str:
        found = self.schema.type_map[type_name].fields[name]
        inner = get_named_type(found.type)
        plain = is_abstract_type(type_) if type_ is not None else False
        alias = "" if plain and not found.args and self.chance(0.6) else f"{self.name('a')}: "
        args = self.arguments(found)
        body = "" if is_leaf_type(inner) else " " + self.selection(inner, depth - 1)
        return f"{alias}{name}{args}{self.switch()}{body}"

    def switch(self) -> str:
        if not self.chance(0.15):
            return ""
        kind = self.random.choice(("skip", "include"))
        if self.chance(0.5):
            return f" @{kind}(if: {json.dumps(self.chance(0.6))})"
        name = self.random.choice(("yes", "no"))
        self.op.declared[name] = f"Boolean! = {json.dumps(name == 'yes')}"
        if self.chance(0.3):
            self.op.variables[name] = self.chance(0.5)
        return f" @{kind}(if: ${name})"

    # ---- arguments ----

    def arguments(self, found: Any) -> str:
        wanted = [n for n, a in found.args.items() if isinstance(a.type, GraphQLNonNull)]
        others = [n for n in found.args if n not in wanted]
        # A cursor holds for one list and order only.
        others = [n for n in others if n not in ("after", "before") or self.chance(0.3)]
        wanted += self.some(others, 2) if others and self.chance(0.8) else []
        if any(set(pair) <= set(wanted) for pair in APART) and self.chance(0.8):
            wanted.pop()
        given = [f"{name}: {self.argument(name, found.args[name].type)}" for name in wanted]
        return f"({', '.join(given)})" if given else ""

    def argument(self, name: str, type_: Any) -> str:
        value = self.sample(name, type_)
        if self.chance(0.6):
            return literal(value, type_)
        variable, default = self.name("v"), self.sample(name, type_)
        self.op.declared[variable] = str(type_)
        if self.chance(0.5) and default is not None:
            self.op.declared[variable] += f" = {literal(default, type_)}"
            if self.chance(0.5):
                return f"${variable}"
        self.op.variables[variable] = value
        return f"${variable}"

    def sample(self, name: str, type_: Any) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self.sample(name, type_.of_type) or self.sample(name, type_)
        if self.chance(0.05):
            return None
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            keys = self.some(list(type_.fields), 2)
            return {key: self.sample(key, type_.fields[key].type) for key in keys}
        if str(type_) == "Boolean":
            return self.chance(0.5)
        return self.random.choice(self.samples[name])


def literal(value: Any, type_: Any) -> str:
    """A value as it is written in a document."""
    type_ = type_.of_type if isinstance(type_, GraphQLNonNull | GraphQLList) else type_
    if isinstance(value, dict):
        inside = [f"{k}: {literal(v, type_.fields[k].type)}" for k, v in value.items()]
        return "{" + ", ".join(inside) + "}"
    if isinstance(type_, GraphQLEnumType) and value is not None:
        return value
    return json.dumps(value)
