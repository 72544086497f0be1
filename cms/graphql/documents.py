"""The documents that were asked last: parsed, measured, validated, with plans of their operations."""

from collections import OrderedDict

from django.conf import settings
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
    validate,
)
from graphql.validation.rules.overlapping_fields_can_be_merged import MAX_COMPLEXITY_BUDGET

from .bounded import Bounded
from .cost import estimate
from .errors import MAX_ERRORS
from .limits import exceeded
from .measure import INTROSPECTION, fragments_of, operations_of, over, roots
from .plan import Plan
from .queries import ROOTS
from .schema import schema, shape
from .selections import Selections, deciding

# What one process keeps of documents: how many, their bytes together, plans of each, and of each
# plan the costs for sizes of lists that were asked for.
DOCUMENTS, DOCUMENT_BYTES, PLANS, COSTS = 500, 500_000, 16, 128


class Prepared:
    """An operation for one setting of what @skip and @include read: its plan, what it costs."""

    def __init__(self, selections: Selections, sizes: tuple[str, ...]):
        self.selections, self.sizes = selections, sizes
        self.costs: dict[tuple, int] = {}
        self.made: Plan | None = None

    @property
    def plan(self) -> Plan:
        """Raises Exhausted, or Unplannable where graphql-core has to answer."""
        if self.made is None:
            self.made = Plan(shape(), ROOTS, self.selections)
        return self.made

    def cost(self, variables: dict) -> int:
        """What the answer may cost. Raises Exhausted."""
        asked = tuple(variables.get(size) for size in self.sizes)
        found = self.costs.get(asked)
        if found is None:
            if len(self.costs) >= COSTS:
                self.costs.clear()
            found = self.costs[asked] = estimate(self.selections, variables)
        return found


class Document:
    """A parsed and validated document with what was prepared of it."""

    def __init__(self, text: str):
        self.prepared_for: OrderedDict[tuple, Prepared] = OrderedDict()
        self.node, self.errors = read(text)
        if self.errors:
            return
        self.switches, self.sizes = deciding(self.node)
        fragments = fragments_of(self.node)
        self.roots = {
            id(operation): {field for _, field in roots(operation, fragments)}
            for operation in operations_of(self.node)
        }

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of a name, or the only one. Raises GraphQLError."""
        found = operations_of(self.node)
        if name is not None:
            found = [d for d in found if d.name and d.name.value == name]
        if len(found) != 1:
            raise GraphQLError(
                f"There is no operation “{name[:80]}”." if name else "Name one of the operations."
            )
        if found[0].operation is not OperationType.QUERY:
            raise GraphQLError("This endpoint answers queries.")
        return found[0]

    def introspects(self, operation: OperationDefinitionNode) -> bool:
        """Whether an operation asks for the schema, which can be done at its root only."""
        return not self.roots[id(operation)].isdisjoint(INTROSPECTION)

    def prepared(self, operation: OperationDefinitionNode, variables: dict) -> Prepared:
        key = (id(operation), *(variables.get(switch) for switch in self.switches))
        found = self.prepared_for.get(key)
        if found is None:
            selections = Selections(shape(), self.node, operation, variables)
            found = self.prepared_for[key] = Prepared(selections, self.sizes)
            if len(self.prepared_for) > PLANS:
                self.prepared_for.popitem(last=False)
        return found


def read(text: str) -> tuple[DocumentNode, list[GraphQLError]]:
    """A document and what is wrong with it: its size first, then its form, then its meaning."""
    limit = settings.GRAPHQL_MAX_TOKENS
    try:
        node = parse(text, max_tokens=limit)
    except GraphQLSyntaxError as error:
        return DocumentNode(definitions=()), [aborted(error, limit)]
    errors = over(node) or validate(schema(), node, max_errors=MAX_ERRORS)
    return node, [aborted(error, limit) for error in errors]


def aborted(error: GraphQLError, limit: int) -> GraphQLError:
    """The error of graphql-core's own limits with our codes; any other as it is."""
    if error.message.endswith("tokens. Parsing aborted."):
        what = "The document has {} tokens or more"
        return exceeded("TOO_MANY_TOKENS", what, limit, tokens=limit + 1)
    if error.message == "Validation aborted.":
        what = "The document takes more than {} steps to validate"
        steps = MAX_COMPLEXITY_BUDGET
        return exceeded("TOO_COMPLEX", what, steps, steps=steps)
    if "nested too deeply" in error.message:
        return GraphQLError("The document is nested too deeply.", extensions={"code": "TOO_DEEP"})
    return error


class Documents(Bounded):
    """The valid documents that were asked last, by their text; bounded in number and bytes."""

    def __init__(self, most: int = DOCUMENTS, most_bytes: int = DOCUMENT_BYTES):
        super().__init__(most, most_bytes)

    def get(self, key: str) -> Document:
        found = super().get(key)
        if found is None:
            found = Document(key)
            if not found.errors:
                self.keep(key, found, len(key.encode()))
        return found


documents = Documents()
