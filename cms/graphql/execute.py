"""A request becomes an answer: by its plan, by graphql-core where the plan cannot."""

import logging
from collections import OrderedDict
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from blog.editions.read import Reader

from .limits import MAX_TOKENS, RULES, TooCostly, too_costly
from .plan import Plan, switches
from .queries import ROOTS
from .schema import Context, schema, shape

log = logging.getLogger("colophon.graphql")

# What one process keeps of documents: how many, their bytes together, and plans of each.
DOCUMENTS, DOCUMENT_BYTES, PLANS = 500, 500_000, 16
MAX_ERRORS = 20


class Document:
    """A parsed and validated document with its plans."""

    def __init__(self, text: str):
        self.errors: list[GraphQLError] = []
        self.plans: OrderedDict[tuple, Plan] = OrderedDict()
        try:
            self.node: DocumentNode = parse(text, max_tokens=MAX_TOKENS)
        except GraphQLError as error:
            self.errors = [error]
            return
        self.errors = validate(schema(), self.node, RULES, max_errors=MAX_ERRORS)
        self.flags = () if self.errors else switches(self.node)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of a name, or the only one. Raises GraphQLError."""
        found = [d for d in self.node.definitions if isinstance(d, OperationDefinitionNode)]
        if name is not None:
            found = [d for d in found if d.name and d.name.value == name]
        if len(found) != 1:
            raise GraphQLError(
                f"There is no operation “{name[:80]}”." if name else "Name one of the operations."
            )
        if found[0].operation is not OperationType.QUERY:
            raise GraphQLError("This endpoint answers queries.")
        return found[0]

    def plan(self, operation: OperationDefinitionNode, variables: dict) -> Plan:
        key = (id(operation), *(variables.get(flag) for flag in self.flags))
        found = self.plans.get(key)
        if found is None:
            found = self.plans[key] = Plan(shape(), ROOTS, self.node, operation, variables)
            if len(self.plans) > PLANS:
                self.plans.popitem(last=False)
        return found


class Documents:
    """The valid documents that were asked last, by their text; bounded in number and bytes."""

    def __init__(self, most: int = DOCUMENTS, most_bytes: int = DOCUMENT_BYTES):
        self.most, self.most_bytes, self.bytes = most, most_bytes, 0
        self.kept: OrderedDict[str, Document] = OrderedDict()
        self.lock = Lock()

    def get(self, text: str) -> Document:
        with self.lock:
            found = self.kept.get(text)
            if found is not None:
                self.kept.move_to_end(text)
                return found
        found = Document(text)
        if not found.errors:
            self.keep(text, found)
        return found

    def keep(self, text: str, document: Document) -> None:
        with self.lock:
            if text in self.kept:
                return
            self.kept[text] = document
            self.bytes += len(text.encode())
            while len(self.kept) > self.most or self.bytes > self.most_bytes:
                oldest, _ = self.kept.popitem(last=False)
                self.bytes -= len(oldest.encode())


documents = Documents()
# How often a plan could not answer, for tests and for whoever watches.
fallbacks = 0


def answer(
    door: Reader, query: str, variables: dict | None = None, name: str | None = None
) -> dict:
    """The response of an operation; without `data` where the request itself is wrong."""
    document = documents.get(query)
    if document.errors:
        return refused(document.errors)
    try:
        operation = document.operation(name)
        values = get_variable_values(
            schema(), operation.variable_definitions or (), variables or {}, MAX_ERRORS
        )
        if isinstance(values, list):
            return refused(values)
        if not introspects(operation):
            planned = by_plan(door, document, operation, values)
            if planned is not None:
                return planned
        return reference(door, document, variables, name)
    except GraphQLError as error:
        return refused([error])
    except TooCostly:
        return refused([too_costly()])


def by_plan(
    door: Reader, document: Document, operation: OperationDefinitionNode, values: dict
) -> dict | None:
    """The answer of an operation's plan; None where graphql-core has to say what is wrong."""
    global fallbacks
    try:
        return {"data": document.plan(operation, values).run(values, door)}
    except Exception as error:  # noqa: BLE001 (graphql-core meets the same and reports it)
        log.debug("no answer by plan: %r", error)
        fallbacks += 1
        return None


def introspects(operation: OperationDefinitionNode) -> bool:
    return any(
        getattr(getattr(s, "name", None), "value", "") in ("__schema", "__type")
        for s in operation.selection_set.selections
    )


def reference(door: Reader, document: Document, variables: dict | None, name: str | None) -> dict:
    """The same by graphql-core. Raises TooCostly."""
    result = execute(
        schema(),
        document.node,
        variable_values=variables,
        operation_name=name,
        context_value=Context(door),
    )
    out: dict[str, Any] = {"data": result.data}
    if result.errors:
        out = {"errors": [formatted(e) for e in result.errors[:MAX_ERRORS]]} | out
    return out


def refused(errors: list[GraphQLError]) -> dict:
    """The response to a request that cannot be executed."""
    return {"errors": [coded(error, "BAD_QUERY") for error in errors]}


def coded(error: GraphQLError, code: str) -> dict:
    plain = error.formatted
    plain.setdefault("extensions", {}).setdefault("code", code)
    return plain


def formatted(error: GraphQLError) -> dict:
    """An error of a field for a client: what it did wrong, or that something went wrong here."""
    cause = error.original_error
    said = isinstance(cause, GraphQLError) and (cause.extensions or cause.nodes)
    if said or cause is None:
        return coded(error, "BAD_QUERY")
    log.error("GraphQL failed at %s", error.path, exc_info=cause)
    return {
        "message": "Something went wrong.",
        "path": error.path,
        "extensions": {"code": "INTERNAL_ERROR"},
    }
