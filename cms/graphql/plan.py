"""A validated operation becomes a plan: nested projections of plain data, compiled once.

A leaf is copied, what an edition owns is projected, what it names is asked for and filled in
waves: one read for all that one level of the answer asks for, however many. What a plan cannot
answer (a null where none may be, a value of another type) raises; graphql-core then executes the
operation, so that errors are exactly the specification's. The idea is that of compiled execution
in zalando's graphql-jit.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    FieldNode,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    VariableNode,
    get_named_type,
    is_leaf_type,
)
from graphql.execution.values import get_argument_values

from .asking import MOST_RELATED, Ask
from .leaves import held, kinds
from .limits import ROOT, weight
from .previews import Drafted
from .projection import Follow, Projection, Run, Unplannable, later, leaves, listed, needs, place
from .projector import Field, Step, projector
from .readers import reader_for
from .selections import Selections
from .shape import Shape

RELATED = "related_articles"
# Keys of an edition that only the filling of streams writes: (type or any, key).
STREAMED = {
    ("ArticleStreamBlock", "items"),
    ("ReadAlsoBlock", "article"),
    ("*", RELATED),
    ("*", "groups"),
}


class Plan:
    """One operation of a document, compiled for one setting of its switches."""

    def __init__(self, shape: Shape, roots: dict[str, Callable], selections: Selections):
        self.shape, self.selections = shape, selections
        self.compiled: dict[tuple, Projection] = {}
        self.calls: list[tuple] = []
        for key, nodes in selections.roots().items():
            name = nodes[0].name.value
            if name == "__typename":
                self.calls.append((None, None, Follow(key, None)))
                continue
            found = shape.query.fields[name]
            args = self.arguments(found, nodes[0])
            self.calls.append((roots[name], args, self.follow(key, found.type, nodes)))

    def answer(self, run: Run) -> dict[str, Any]:
        """The operation's data. Raises Unplannable, Exhausted, or what a reader raises."""
        door, variables = run.door, run.variables
        data: dict[str, Any] = {}
        for read, args, follow in self.calls:
            if read is None:
                data[follow.alias] = "Query"
                continue
            run.spend(ROOT)
            value = read(door, **args(variables))
            if type(value) is Drafted:
                inside = run.through(value.door)
                place(value.page, data, follow, inside)
                inside.finish()
                run.left = inside.left
            else:
                place(value, data, follow, run)
        run.finish()
        return data

    # ---- compilation ----

    def arguments(self, found: Any, node: FieldNode) -> Callable[[dict], dict]:
        if varies(node):
            return lambda variables: get_argument_values(found, node, variables)
        fixed = get_argument_values(found, node, {})
        return lambda variables: fixed

    def most(self, found: Any, node: FieldNode) -> int:
        """How many related articles a field asks for at most."""
        if varies(node):
            return MOST_RELATED
        first = get_argument_values(found, node, {}).get("first")
        return MOST_RELATED if first is None else min(max(first, 0), MOST_RELATED)

    def value(self, type_: Any, nodes: list[FieldNode]) -> Projection | None:
        """How a value of a type is projected; None: it is copied."""
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        if isinstance(type_, GraphQLList):
            if is_leaf_type(get_named_type(type_)):
                return leaves(kinds(type_.of_type))
            one = self.value(type_.of_type, nodes)
            return one if one.named else listed(one)
        if is_leaf_type(type_):
            return None
        memo = (type_.name, *map(id, nodes))
        if memo not in self.compiled:
            self.selections.step()
            made = self.object if isinstance(type_, GraphQLObjectType) else self.abstract
            self.compiled[memo] = made(type_, nodes)
        return self.compiled[memo]

    def abstract(self, type_: Any, nodes: list[FieldNode]) -> Projection:
        by = {t.name: self.value(t, nodes) for t in self.shape.schema.get_possible_types(type_)}

        def project(value: dict, run: Run) -> Any:
            return by[value["__typename"]].project(value, run)

        return Projection(
            project,
            named=any(found.named for found in by.values()),
            whole=any(found.whole for found in by.values()),
            streams=any(found.streams for found in by.values()),
            addressed=any(found.addressed for found in by.values()),
            related=max(found.related for found in by.values()),
        )

    def object(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Projection:
        vital = self.shape.vital(type_.name)
        out = Projection(empty, named=type_.name in self.shape.named, vital=bool(vital))
        asked = self.selections.collect(type_, tuple(nodes))
        fields = [self.field(type_, alias, same, out) for alias, same in asked.items()]
        keys = {field.key for field in fields}
        steps = [needs(key) for key in vital if key not in keys]
        more = bool(steps) or any(field.follow or field.step for field in fields)
        out.plain = len(fields) if out.named and not more else 0
        later(out, lambda: projector(type_.name, fields, steps))
        return out

    def field(
        self, type_: GraphQLObjectType, alias: str, same: list[FieldNode], out: Projection
    ) -> Field:
        """What is done for a field; notes on `out` what must be read."""
        name = same[0].name.value
        if name == "__typename":
            return Field(alias, name, says=type_.name)
        found, reader = type_.fields[name], reader_for(type_.name, name)
        follow = self.follow(alias, found.type, same)
        key = reader.key if reader else self.shape.keys[type_.name, name]
        streamed = (type_.name, key) in STREAMED or ("*", key) in STREAMED
        streamed |= reader is not None and reader.filled
        out.streams |= streamed
        out.whole |= streamed or key in self.shape.body or (reader is not None and reader.entire)
        if key == RELATED:
            out.related = max(out.related, self.most(found, same[0]))
        # A page has its address from the tree.
        if not self.shape.is_page(type_):
            out.addressed |= (out.named and key == "url") or (reader is not None and reader.entire)
        if (projection := follow.projection) and not projection.named:
            out.whole |= projection.whole or projection.streams
            out.streams |= projection.streams
            out.addressed |= projection.addressed
            out.related = max(out.related, projection.related)
            if projection.vital:
                raise Unplannable(f"{type_.name}.{name} needs a list around it")
        if reader:
            step = self.reading(type_.name, follow, found, same[0], reader)
            return Field(alias, key, step=step)
        allowed = kinds(found.type)
        if projection:
            return Field(alias, key, allowed=allowed, follow=follow)
        return Field(alias, key, None, allowed, *held(get_named_type(found.type)))

    def follow(self, alias: str, type_: Any, nodes: list[FieldNode]) -> Follow:
        """How a field of a type goes on."""
        projection = self.value(type_, nodes)
        sure = isinstance(type_, GraphQLNonNull)
        single = not isinstance(type_.of_type if sure else type_, GraphQLList)
        return Follow(alias, projection, sure, sure and single)

    def reading(
        self, type_name: str, follow: Follow, found: Any, node: FieldNode, reader: Any
    ) -> Step:
        """The step of a field that is more than its key."""
        read, entire, args = reader.read, reader.entire, self.arguments(found, node)
        cost = weight(type_name, node.name.value)
        alias, leaf = follow.alias, follow.projection is None
        allowed = kinds(found.type)

        def step(value: dict, made: dict, run: Run) -> None:
            run.left -= cost
            given = value if entire else made[alias]
            if given is not None:
                given = read(given, run.door, **args(run.variables))
            if type(given) is Ask:
                made[alias] = None
                run.asked[follow].append((given, made, None))
            elif not leaf:
                place(given, made, follow, run)
            elif type(given) in allowed:
                made[alias] = given
            else:
                raise Unplannable(alias)

        return step


def empty(value: dict, run: Run) -> dict:
    return {}


def varies(node: FieldNode) -> bool:
    """Whether the arguments of a field hold variables."""
    return any(uses_variables(argument.value) for argument in node.arguments)


def uses_variables(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    inner = getattr(node, "values", None) or [f.value for f in getattr(node, "fields", ())]
    return any(uses_variables(child) for child in inner)
