"""A validated operation becomes a plan: nested projections of plain data, compiled once.

A leaf is copied, what an edition owns is projected, what it names is asked for and filled in
waves: one read for all that one level of the answer asks for, however many. What a plan cannot
answer (a null where none may be) raises Unplannable; graphql-core then executes the operation, so
that errors are exactly the specification's. The idea is that of compiled execution in zalando's
graphql-jit.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    is_leaf_type,
    visit,
)
from graphql.execution.values import get_argument_values, get_directive_values
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

from .readers import Ask, reader_for


class Unplannable(Exception):
    """The data does not allow what the plan assumes."""


@dataclass(slots=True)
class Run:
    """One execution: the door, the variables, what the next wave reads, what turned out empty."""

    door: Any
    variables: dict[str, Any]
    asked: list = field(default_factory=list)
    lists: list = field(default_factory=list)
    dead: set = field(default_factory=set)


@dataclass(slots=True)
class Projection:
    """How a value is projected. named: it may be a name; whole, streams: what must be read of it;
    vital: it holds a named field that may not be null, so that it goes when that is gone."""

    project: Callable[[Any, Run], Any]
    named: bool = False
    whole: bool = False
    streams: bool = False
    vital: bool = False


# Keys of an edition that only the filling of streams writes.
STREAMED = {"items", "related_articles", "groups", "article"}


def switches(document: DocumentNode) -> tuple[str, ...]:
    """The variables that @skip and @include read: there is a plan for each of their settings."""
    found: set[str] = set()

    class Find(Visitor):
        def enter_directive(self, node: Any, *_: Any) -> None:
            if node.name.value in ("skip", "include"):
                found.update(
                    a.value.name.value for a in node.arguments if isinstance(a.value, VariableNode)
                )

    visit(document, Find())
    return tuple(sorted(found))


class Shape:
    """What the plans of one schema need to know of it.

    keys: (type, field) → the edition's key; named: types whose values may be names; body: keys
    that only a whole edition has.
    """

    def __init__(self, schema: GraphQLSchema, keys: dict, named: set[str], body: set[str]):
        self.schema, self.keys, self.named, self.body = schema, keys, named, body
        self.query = schema.type_map["Query"]


class Plan:
    """One operation of a document, compiled for one setting of its switches."""

    def __init__(
        self,
        shape: Shape,
        roots: dict[str, Callable],
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ):
        self.shape, self.variables = shape, variables
        self.fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self.compiled: dict[tuple, Projection] = {}
        self.collected: dict[tuple, dict[str, list[FieldNode]]] = {}
        query = shape.query
        self.calls = []
        for key, nodes in self.collect(query, (operation,)).items():
            name = nodes[0].name.value
            if name == "__typename":
                self.calls.append((key, None, None, None, False))
            else:
                found = query.fields[name]
                sure = isinstance(found.type, GraphQLNonNull)
                args = self.arguments(found, nodes[0])
                self.calls.append((key, roots[name], args, self.value(found.type, nodes), sure))

    # ---- execution ----

    def run(self, variables: dict[str, Any], door: Any) -> dict[str, Any]:
        run, data = Run(door, variables), {}
        for key, read, args, projection, sure in self.calls:
            if read is None:
                data[key] = "Query"
                continue
            value = read(door, **args(variables))
            if value is None and sure:
                raise Unplannable(key)
            place(data, key, value, projection, run)
        while run.asked:
            self.wave(run)
        for items in run.lists:
            items[:] = [item for item in items if id(item) not in run.dead]
        return data

    def wave(self, run: Run) -> None:
        """One read for everything that is asked for, then its projections."""
        asked, run.asked = run.asked, []
        names, whole, streams = {}, False, False
        for value, _, _, projection, _ in asked:
            if isinstance(value, Ask):
                names.update(dict.fromkeys(value.names))
                continue
            for item in value if type(value) is list else (value,):
                if "__ref" in item:
                    names[item["__ref"]] = None
            whole, streams = whole or projection.whole, streams or projection.streams
        found = run.door.editions(names, whole)
        if streams:
            run.door.fill(found.values())
        for value, slot, key, projection, sure in asked:
            settle(value, slot, key, projection, sure, found, run)

    # ---- compilation ----

    def arguments(self, found: Any, node: FieldNode) -> Callable[[dict], dict]:
        if any(uses_variables(argument.value) for argument in node.arguments):
            return lambda variables: get_argument_values(found, node, variables)
        fixed = get_argument_values(found, node, {})
        return lambda variables: fixed

    def collect(self, type_: Any, parents: tuple) -> dict[str, list[FieldNode]]:
        """The fields that selections ask of a type: response key → its nodes."""
        memo = (type_.name, *map(id, parents))
        if memo in self.collected:
            return self.collected[memo]
        out: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()

        def walk(selection_set: Any) -> None:
            for node in selection_set.selections if selection_set else ():
                if node.directives and not self.included(node):
                    continue
                if isinstance(node, FieldNode):
                    alias = node.alias.value if node.alias else node.name.value
                    out.setdefault(alias, []).append(node)
                    continue
                if isinstance(node, FragmentSpreadNode):
                    if node.name.value in seen:
                        continue
                    seen.add(node.name.value)
                    node = self.fragments[node.name.value]
                if self.applies(node.type_condition, type_):
                    walk(node.selection_set)

        for parent in parents:
            walk(parent.selection_set)
        self.collected[memo] = out
        return out

    def included(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def applies(self, condition: Any, type_: Any) -> bool:
        if condition is None or condition.name.value == type_.name:
            return True
        wanted = self.shape.schema.type_map[condition.name.value]
        return is_abstract_type(wanted) and self.shape.schema.is_sub_type(wanted, type_)

    def value(self, type_: Any, nodes: list[FieldNode]) -> Projection | None:
        """How a value of a type is projected; None: it is copied."""
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        if isinstance(type_, GraphQLList):
            one = self.value(type_.of_type, nodes)
            return one and (one if one.named else listed(one))
        if is_leaf_type(type_):
            return None
        memo = (type_.name, *map(id, nodes))
        if memo not in self.compiled:
            if isinstance(type_, GraphQLObjectType):
                self.compiled[memo] = self.object(type_, nodes)
            else:
                self.compiled[memo] = self.abstract(type_, nodes)
        return self.compiled[memo]

    def abstract(self, type_: Any, nodes: list[FieldNode]) -> Projection:
        by = {t.name: self.value(t, nodes) for t in self.shape.schema.get_possible_types(type_)}
        projects = {name: p.project for name, p in by.items() if p}

        def project(value: dict, run: Run) -> Any:
            try:
                return projects[value["__typename"]](value, run)
            except KeyError:
                raise Unplannable(type_.name) from None

        every = [p for p in by.values() if p]
        return Projection(
            project,
            named=any(p.named for p in every),
            whole=any(p.whole for p in every),
            streams=any(p.streams for p in every),
        )

    def object(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Projection:
        fields = self.collect(type_, tuple(nodes))
        keys: list[str] = []
        steps: list[Callable[[dict, dict, Run], None]] = []
        out = Projection(lambda value, run: value, named=type_.name in self.shape.named)
        for alias, same in fields.items():
            name = same[0].name.value
            if name == "__typename":
                keys.append("__typename")
                continue
            key, step = self.field(type_, alias, name, same, out)
            keys.append(key)
            if step:
                steps.append(step)
        out.project = projector(type_.name, tuple(fields), keys, steps)
        return out

    def field(
        self, type_: Any, alias: str, name: str, same: list[FieldNode], out: Projection
    ) -> tuple[str, Callable | None]:
        """(the key to copy, what is to be done with the copy); notes on `out` what it needs."""
        found, reader = type_.fields[name], reader_for(type_.name, name)
        projection = self.value(found.type, same)
        key = reader.key if reader else self.shape.keys[type_.name, name]
        sure = isinstance(found.type, GraphQLNonNull)
        out.whole |= key in self.shape.body
        out.streams |= key in STREAMED and is_streamed(type_.name, key)
        if projection and not projection.named:
            out.whole |= projection.whole
            out.streams |= projection.streams
        out.whole |= out.streams
        if sure and projection and projection.named and not is_list(found.type):
            out.vital = True
        if reader is None and projection is None:
            return key, refuse_null(alias) if sure and key not in CERTAIN else None
        read = reader and reader.read
        args = self.arguments(found, same[0]) if reader else None

        def step(value: dict, made: dict, run: Run) -> None:
            given = made[alias]
            if read and given is not None:
                given = read(given, run.door, **args(run.variables))
            if given is None and sure:
                raise Unplannable(alias)
            place(made, alias, given, projection, run, sure)

        return key, step


# Keys that compose always fills.
CERTAIN = {"id", "__typename", "url", "width", "height"}


def is_streamed(type_: str, key: str) -> bool:
    return (type_, key) in {
        ("ArticleStreamBlock", "items"),
        ("ReadAlsoBlock", "article"),
    } or key in ("related_articles", "groups")


def refuse_null(alias: str) -> Callable[[dict, dict, Run], None]:
    def step(value: dict, made: dict, run: Run) -> None:
        if made[alias] is None:
            raise Unplannable(alias)

    return step


def is_list(type_: Any) -> bool:
    return isinstance(type_.of_type if isinstance(type_, GraphQLNonNull) else type_, GraphQLList)


def uses_variables(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    inner = getattr(node, "values", None) or [f.value for f in getattr(node, "fields", ())]
    return any(uses_variables(child) for child in inner)


def listed(one: Projection) -> Projection:
    """The projection of a list of owned values."""

    def project(values: list, run: Run) -> list:
        items = [one.project(value, run) for value in values]
        if one.vital:
            run.lists.append(items)
        return items

    return Projection(project, whole=one.whole, streams=one.streams)


def projector(type_: str, names: tuple, keys: list[str], steps: list) -> Callable:
    """Copies keys under the names of the answer, then takes the steps."""
    get = itemgetter(*keys) if len(keys) > 1 else lambda value: tuple(value[k] for k in keys)

    def project(value: dict, run: Run) -> dict:
        try:
            made = dict(zip(names, get(value), strict=True))
        except KeyError as missing:
            raise Unplannable(f"{type_}.{missing}") from None
        for step in steps:
            step(value, made, run)
        return made

    return project


def place(
    slot: dict, key: str, value: Any, projection: Projection | None, run: Run, sure: bool = False
) -> None:
    """Puts a value into the answer, or asks for what it names."""
    if isinstance(value, Ask):
        run.asked.append((value, slot, key, projection, sure))
        slot[key] = None
    elif value is None or projection is None:
        slot[key] = value
    elif projection.named and (type(value) is list or "__ref" in value):
        run.asked.append((value, slot, key, projection, sure))
        slot[key] = [] if type(value) is list else None
    else:
        slot[key] = projection.project(value, run)


def settle(
    value: Any, slot: dict, key: str, projection: Any, sure: bool, found: dict, run: Run
) -> None:
    """Puts into the answer what a wave has found; lists lose what is not public."""
    if isinstance(value, Ask):
        place(slot, key, value.then(found), projection, run)
        return
    if type(value) is list:
        items = [one(item, projection, found, run) for item in value]
        slot[key] = [item for item in items if item is not None]
        return
    slot[key] = one(value, projection, found, run)
    if slot[key] is None and sure:
        run.dead.add(id(slot))


def one(item: dict, projection: Projection, found: dict, run: Run) -> Any:
    """A name's edition, with what its place adds, projected; None where it is not public."""
    if "__ref" not in item:
        return projection.project(item, run)
    edition = found.get(item["__ref"])
    if edition is None:
        return None
    return projection.project({**edition, **item} if len(item) > 1 else edition, run)
