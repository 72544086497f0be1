"""What Schemathesis is told beside the schema: the values of scalars, and the bounds that the
descriptions of arguments name and types cannot say.

Without this most of what it takes for right is refused, as it should be: `first: -7`, a cursor that
is none, `first` with `last`. What it makes wrong on purpose is left as it is.
"""

from itertools import count
from typing import Any

import schemathesis
from graphql import (
    REMOVE,
    ArgumentNode,
    FieldNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectFieldNode,
    OverlappingFieldsCanBeMergedRule,
    StringValueNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)
from hypothesis import strategies

# That many items at most, since lists within lists cost what they may hold together.
MOST = {"first": 5, "last": 5, "perPage": 5, "page": 1_000}
# No text that is made up is a cursor, and of these one alone can be given.
LEFT_OUT = {"after", "before"}
KEYS, BY_ONE = ("id", "slug", "urlPath"), ("page", "article", "category")
ONE_OF = (("page", "last"), ("perPage", "last"), ("perPage", "first"), ("last", "first"), KEYS)
LONGEST = 20


def text(values: strategies.SearchStrategy) -> strategies.SearchStrategy:
    return values.map(lambda value: StringValueNode(value=value))


schemathesis.graphql.scalar("DateTime", text(strategies.datetimes().map(lambda d: f"{d}Z")))
schemathesis.graphql.scalar("Date", text(strategies.dates().map(str)))


class Bounds(Visitor):
    """Brings the arguments of a document within what is accepted."""

    def enter_field(
        self, node: FieldNode, _key: Any, _parent: Any, _path: Any, above: list
    ) -> FieldNode:
        given = {
            a.name.value: a for a in node.arguments if said(a) and a.name.value not in LEFT_OUT
        }
        for names in ONE_OF:
            for name in [name for name in names if name in given][1:]:
                del given[name]
        at_root = not any(isinstance(other, FieldNode) for other in above)
        if at_root and node.name.value in BY_ONE and not given.keys() & {*KEYS}:
            name = replaced(node.name, value="urlPath")
            given["urlPath"] = ArgumentNode(name=name, value=StringValueNode(value="/"))
        return replaced(node, arguments=tuple(map(bounded, given.values())))

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> Any:
        return node if said(node) else REMOVE

    def enter_list_value(self, node: ListValueNode, *_: Any) -> ListValueNode:
        return replaced(node, values=node.values[:LONGEST])


def said(node: ArgumentNode | ObjectFieldNode) -> bool:
    return not isinstance(node.value, NullValueNode)


def bounded(node: ArgumentNode) -> ArgumentNode:
    most = MOST.get(node.name.value)
    if most is None or not isinstance(node.value, IntValueNode):
        return node
    value = IntValueNode(value=str(1 + abs(int(node.value.value)) % most))
    return replaced(node, value=value)


def replaced(node: Any, **changes: Any) -> Any:
    return type(node)(**{key: getattr(node, key) for key in node.keys} | changes)


class Aliases(Visitor):
    """Gives each field a name of its own: some that are made ask for one name of two types."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count()

    def enter_field(self, node: FieldNode, *_: Any) -> FieldNode:
        alias = replaced(node.name, value=f"a{next(self.numbers)}")
        return replaced(node, alias=alias)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict) -> None:
    if case.meta is not None and not case.meta.generation.mode.is_positive:
        return
    document = visit(parse(case.body), Bounds())
    if validate(case.operation.schema.client_schema, document, [OverlappingFieldsCanBeMergedRule]):
        document = visit(document, Aliases())
    case.body = print_ast(document)
