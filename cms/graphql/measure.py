"""What a parsed document has of what is limited; looked at before it is validated."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
)

from .limits import exceeded

INTROSPECTION = ("__schema", "__type")
# Lists of the schema that lead to others: the standard question nests none in another.
NESTING = ("fields", "interfaces", "possibleTypes", "inputFields")
MOST_NESTED = 2


def over(document: DocumentNode) -> list[GraphQLError]:
    """The limits that a document exceeds."""
    errors = []
    aliases, directives = counts(document)
    if aliases > (limit := settings.GRAPHQL_MAX_ALIASES):
        errors.append(exceeded("TOO_MANY_ALIASES", "There are {} aliases", limit, aliases=aliases))
    if directives > (limit := settings.GRAPHQL_MAX_DIRECTIVES):
        what = "There are {} directives"
        errors.append(exceeded("TOO_MANY_DIRECTIVES", what, limit, directives=directives))
    if errors:
        return errors
    fragments = fragments_of(document)
    for operation in operations_of(document):
        errors += of_operation(operation, fragments)
    return errors


def of_operation(node: OperationDefinitionNode, fragments: dict) -> list[GraphQLError]:
    """The limits that one operation exceeds."""
    errors = []
    found = len({key for key, _ in roots(node, fragments)})
    if found > (limit := settings.GRAPHQL_MAX_ROOTS):
        what = "There are {} root fields"
        errors.append(exceeded("TOO_MANY_ROOTS", what, limit, node, roots=found))
    try:
        deep = Depth(fragments)
        depth, _ = deep.of(node)
    except RecursionError:
        return [GraphQLError("The document is nested too deeply.", extensions={"code": "TOO_DEEP"})]
    if depth > (limit := settings.GRAPHQL_MAX_DEPTH):
        errors.append(exceeded("TOO_DEEP", "The query is {} fields deep", limit, node, depth=depth))
    if deep.nested > MOST_NESTED:
        what = "Introspection nests {} lists"
        errors.append(exceeded("TOO_DEEP", what, MOST_NESTED, node, depth=deep.nested))
    return errors


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}


def operations_of(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]


def counts(document: DocumentNode) -> tuple[int, int]:
    """(aliases, directives) that a document has, each where it is written."""
    aliases = directives = 0
    nodes: list[Any] = list(document.definitions)
    while nodes:
        node = nodes.pop()
        directives += len(getattr(node, "directives", None) or ())
        aliases += getattr(node, "alias", None) is not None
        nodes += getattr(node, "variable_definitions", None) or ()
        if selected := getattr(node, "selection_set", None):
            nodes += selected.selections
    return aliases, directives


def roots(operation: OperationDefinitionNode, fragments: dict) -> Iterator[tuple[str, str]]:
    """(key in the answer, field) of each root field, those of fragments once."""
    seen: set[str] = set()
    sets = [operation.selection_set]
    while sets:
        for node in sets.pop().selections:
            if isinstance(node, FieldNode):
                yield (node.alias or node.name).value, node.name.value
            elif not isinstance(node, FragmentSpreadNode):
                sets.append(node.selection_set)
            elif (name := node.name.value) not in seen and name in fragments:
                seen.add(name)
                sets.append(fragments[name].selection_set)


class Depth:
    """How deep selections nest, and in `nested` how many lists of the schema that lead to others
    stand in one another."""

    def __init__(self, fragments: dict):
        self.fragments, self.nested = fragments, 0
        self.known: dict[str, tuple[int, int]] = {}
        self.above: list[str] = []

    def of(self, node: Any) -> tuple[int, int]:
        """(fields, lists of the schema) in one another below a node."""
        depth = lists = 0
        for child in node.selection_set.selections if node.selection_set else ():
            below = self.child(child)
            depth, lists = max(depth, below[0]), max(lists, below[1])
        return depth, lists

    def child(self, node: Any) -> tuple[int, int]:
        if isinstance(node, FragmentSpreadNode):
            return self.spread(node.name.value)
        depth, lists = self.of(node)
        if not isinstance(node, FieldNode) or (name := node.name.value) == "__typename":
            return depth, lists
        if name in INTROSPECTION:
            # Deep by its nature; what makes it large is its lists.
            self.nested = max(self.nested, lists)
            return 1, 0
        return 1 + depth, lists + (name in NESTING)

    def spread(self, name: str) -> tuple[int, int]:
        if name in self.above or name not in self.fragments:
            return 0, 0
        if name not in self.known:
            self.above.append(name)
            self.known[name] = self.of(self.fragments[name])
            self.above.pop()
        return self.known[name]
