"""What an answer is going to cost, before it is made: by its fields and the sizes of its lists.

A field costs 1 and its weight (limits.py), a root field ROOT more. What stands below a list counts
as often as the list may have items: what its argument asks for, its default where there is none,
ASSUMED where nothing says. Of an interface or union the costliest type counts.
"""

from typing import Any

from django.conf import settings
from graphql import (
    FieldNode,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    value_from_ast_untyped,
)

from .limits import ROOT, weight
from .readers import MOST_RELATED
from .selections import SIZES, Selections

ASSUMED = 5
# The lists of a connection, which have the size that the connection was asked for.
ITEMS = ("nodes", "edges")


def estimate(selections: Selections, variables: dict[str, Any]) -> int:
    """What an operation's answer is going to cost with these variables."""
    made = Estimate(selections, variables)
    query = selections.shape.query
    return sum(ROOT + made.field(query, same, None) for same in selections.roots().values())


class Estimate:
    def __init__(self, selections: Selections, variables: dict[str, Any]):
        self.selections, self.variables = selections, variables
        self.known: dict[tuple, int] = {}

    def below(self, type_: Any, nodes: list[FieldNode], size: int | None) -> int:
        """What one object costs of which these nodes select fields."""
        memo = (type_.name, size, *map(id, nodes))
        if memo not in self.known:
            self.selections.step()
            if is_abstract_type(type_):
                possible = self.selections.shape.schema.get_possible_types(type_)
                self.known[memo] = max(self.below(t, nodes, size) for t in possible)
            else:
                fields = self.selections.collect(type_, tuple(nodes)).values()
                self.known[memo] = sum(self.field(type_, same, size) for same in fields)
        return self.known[memo]

    def field(self, type_: Any, same: list[FieldNode], size: int | None) -> int:
        """What a field costs with all below it; size: of the connection that it is a field of."""
        name = same[0].name.value
        if name.startswith("__"):
            return 1
        found = type_.fields[name]
        cost, inner = 1 + weight(type_.name, name), get_named_type(found.type)
        if is_leaf_type(inner):
            return cost
        asked = self.size(found, same[0])
        if not is_list(found.type):
            return cost + self.below(inner, same, asked)
        if asked is None:
            asked = size if size is not None and name in ITEMS else ASSUMED
        return cost + asked * self.below(inner, same, None)

    def size(self, found: Any, node: FieldNode) -> int | None:
        """How many items a field is asked for; None where it has no argument for that."""
        most = MOST_RELATED if is_list(found.type) else settings.GRAPHQL_MAX_LIST
        given = {argument.name.value: argument.value for argument in node.arguments}
        for name in SIZES:
            if name not in found.args:
                continue
            value = found.args[name].default_value
            if name in given:
                value = value_from_ast_untyped(given[name], self.variables)
            if isinstance(value, int):
                # Others are refused with the argument's name once it is read.
                return min(max(value, 0), most)
        return most if any(name in found.args for name in SIZES) else None


def is_list(type_: Any) -> bool:
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return isinstance(inner, GraphQLList)
