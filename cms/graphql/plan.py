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

from .asking import Ask
from .leaves import constant, kinds, leaf_check
from .limits import ROOT, weight
from .previews import Drafted
from .projection import (
    Projection,
    Run,
    Step,
    Unplannable,
    leaves,
    listed,
    needs,
    place,
    projector,
)
from .readers import reader_for
from .selections import Selections
from .shape import Shape

# Keys of an edition that only the filling of streams writes: (type or any, key).
STREAMED = {
    ("ArticleStreamBlock", "items"), ("ReadAlsoBlock", "article"), ("*", "related_articles"),
    ("*", "groups"),
}  # fmt: skip


class Plan:
    """One operation of a document, compiled for one setting of its switches."""

    def __init__(self, shape: Shape, roots: dict[str, Callable], selections: Selections):
        self.shape, self.selections = shape, selections
        self.compiled: dict[tuple, Projection] = {}
        self.calls: list[tuple] = []
        for key, nodes in selections.roots().items():
            name = nodes[0].name.value
            if name == "__typename":
                self.calls.append((key, None, None, None, False))
                continue
            found = shape.query.fields[name]
            sure = isinstance(found.type, GraphQLNonNull)
            args = self.arguments(found, nodes[0])
            self.calls.append((key, roots[name], args, self.value(found.type, nodes), sure))

    def answer(self, run: Run) -> dict[str, Any]:
        """The operation's data. Raises Unplannable, Exhausted, or what a reader raises."""
        door, variables = run.door, run.variables
        data: dict[str, Any] = {}
        for key, read, args, projection, sure in self.calls:
            if read is None:
                data[key] = "Query"
                continue
            run.spend(ROOT)
            value = read(door, **args(variables))
            if type(value) is Drafted:
                inside = run.through(value.door)
                place(value.page, data, key, projection, inside, sure)
                inside.finish()
                run.left = inside.left
            else:
                place(value, data, key, projection, run, sure)
        run.finish()
        return data

    # ---- compilation ----

    def arguments(self, found: Any, node: FieldNode) -> Callable[[dict], dict]:
        if any(uses_variables(argument.value) for argument in node.arguments):
            return lambda variables: get_argument_values(found, node, variables)
        fixed = get_argument_values(found, node, {})
        return lambda variables: fixed

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
        projects = {name: found.project for name, found in by.items()}

        def project(value: dict, run: Run) -> Any:
            return projects[value["__typename"]](value, run)

        return Projection(
            project,
            named=any(found.named for found in by.values()),
            whole=any(found.whole for found in by.values()),
            streams=any(found.streams for found in by.values()),
        )

    def object(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Projection:
        vital = self.shape.vital(type_.name)
        out = Projection(empty, named=type_.name in self.shape.named, vital=bool(vital))
        fields = self.selections.collect(type_, tuple(nodes))
        keys: list[str] = []
        allowed: list[frozenset | None] = []
        steps: list[Step] = []
        for alias, same in fields.items():
            if same[0].name.value == "__typename":
                found: tuple = ("__typename", None, constant(alias, type_.name))
            else:
                found = self.field(type_, alias, same, out)
            keys.append(found[0])
            allowed.append(found[1])
            steps += [found[2]] if found[2] else []
        steps += [needs(key) for key in vital if key not in keys]
        out.project = projector(tuple(fields), keys, allowed, steps)
        out.plain = len(keys) if out.named and not steps else 0
        return out

    def field(
        self, type_: Any, alias: str, same: list[FieldNode], out: Projection
    ) -> tuple[str, frozenset | None, Step | None]:
        """(the key to copy, its Python types, what is done with the copy); notes on `out` what
        must be read."""
        name = same[0].name.value
        found, reader = type_.fields[name], reader_for(type_.name, name)
        projection = self.value(found.type, same)
        key = reader.key if reader else self.shape.keys[type_.name, name]
        streamed = (type_.name, key) in STREAMED or ("*", key) in STREAMED
        streamed |= reader is not None and reader.filled
        out.streams |= streamed
        out.whole |= streamed or key in self.shape.body or (reader is not None and reader.entire)
        if projection and not projection.named:
            out.whole |= projection.whole or projection.streams
            out.streams |= projection.streams
            if projection.vital:
                raise Unplannable(f"{type_.name}.{name} needs a list around it")
        if reader:
            return key, None, self.reading(type_.name, alias, found, same[0], reader, projection)
        if projection:
            return key, kinds(found.type), following(alias, found.type, projection)
        return key, kinds(found.type), leaf_check(alias, get_named_type(found.type))

    def reading(
        self, type_name: str, alias: str, found: Any, node: FieldNode, reader: Any, projection: Any
    ) -> Step:
        """The step of a field that is more than its key."""
        read, entire, args = reader.read, reader.entire, self.arguments(found, node)
        cost = weight(type_name, node.name.value)
        sure, leaf = isinstance(found.type, GraphQLNonNull), projection is None
        allowed = kinds(found.type)

        def step(value: dict, made: dict, run: Run) -> None:
            run.left -= cost
            given = value if entire else made[alias]
            if given is not None:
                given = read(given, run.door, **args(run.variables))
            if type(given) is Ask:
                made[alias] = None
                run.asked.append((given, made, alias, projection, sure, None))
            elif leaf and type(given) not in allowed:
                raise Unplannable(alias)
            else:
                place(given, made, alias, projection, run, sure)

        return step


def empty(value: dict, run: Run) -> dict:
    return {}


def following(alias: str, type_: Any, projection: Projection) -> Step:
    """The step of a field that holds an object, or names one."""
    sure = isinstance(type_, GraphQLNonNull)
    single = not isinstance(type_.of_type if sure else type_, GraphQLList)
    project, named = projection.project, projection.named
    needed = sure and single and named

    def step(value: dict, made: dict, run: Run) -> None:
        given = made[alias]
        if given is None:
            return
        if named and (type(given) is list or "__ref" in given):
            made[alias] = None
            run.asked.append((given, made, alias, projection, sure, made if needed else None))
        else:
            made[alias] = project(given, run)

    return step


def uses_variables(node: Any) -> bool:
    if isinstance(node, VariableNode):
        return True
    inner = getattr(node, "values", None) or [f.value for f in getattr(node, "fields", ())]
    return any(uses_variables(child) for child in inner)
