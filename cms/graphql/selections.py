"""What an operation selects: fields by type, fragments spread, @skip and @include obeyed."""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    visit,
)
from graphql.execution.values import get_directive_values
from graphql.type import GraphQLIncludeDirective, GraphQLSkipDirective

from .limits import COMPILE_STEPS, too_complex
from .measure import fragments_of
from .shape import Shape

# The arguments that say how long a list is.
SIZES = ("perPage", "first")


class Find(Visitor):
    """The variables that @skip and @include read, and those that are the size of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.switches: set[str] = set()
        self.sizes: set[str] = set()

    def enter_directive(self, node: Any, *_: Any) -> None:
        if node.name.value in ("skip", "include"):
            self.switches |= variables_of(node.arguments)

    def enter_field(self, node: Any, *_: Any) -> None:
        self.sizes |= variables_of([a for a in node.arguments if a.name.value in SIZES])


def variables_of(arguments: Any) -> set[str]:
    return {a.value.name.value for a in arguments if isinstance(a.value, VariableNode)}


def deciding(document: DocumentNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(variables that decide what is selected, variables that decide how long lists are)."""
    found = Find()
    visit(document, found)
    return tuple(sorted(found.switches)), tuple(sorted(found.sizes))


class Selections:
    """What one operation selects, for one setting of what @skip and @include read."""

    def __init__(
        self,
        shape: Shape,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ):
        self.shape, self.operation, self.variables = shape, operation, variables
        self.fragments = fragments_of(document)
        self.collected: dict[tuple, dict[str, list[FieldNode]]] = {}
        self.steps = 0

    def step(self) -> None:
        """Counts the work of compiling, which is bounded whatever the document. Raises
        Exhausted."""
        self.steps += 1
        if self.steps > COMPILE_STEPS:
            raise too_complex()

    def roots(self) -> dict[str, list[FieldNode]]:
        return self.collect(self.shape.query, (self.operation,))

    def collect(self, type_: Any, parents: tuple) -> dict[str, list[FieldNode]]:
        """The fields that selections ask of a type: response key → its nodes."""
        memo = (type_.name, *map(id, parents))
        if memo in self.collected:
            return self.collected[memo]
        out: dict[str, list[FieldNode]] = {}
        self.collected[memo] = out
        seen: set[str] = set()
        for parent in parents:
            self.walk(parent.selection_set, type_, out, seen)
        return out

    def walk(self, selection_set: Any, type_: Any, out: dict, seen: set[str]) -> None:
        for node in selection_set.selections if selection_set else ():
            self.step()
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
                self.walk(node.selection_set, type_, out, seen)

    def included(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def applies(self, condition: Any, type_: Any) -> bool:
        if condition is None or condition.name.value == type_.name:
            return True
        wanted = self.shape.schema.type_map[condition.name.value]
        return is_abstract_type(wanted) and self.shape.schema.is_sub_type(wanted, type_)
