"""A request becomes an answer: by its plan, by graphql-core where the plan cannot."""

import logging
from typing import Any

from django.conf import settings
from graphql import GraphQLError, OperationDefinitionNode, execute
from graphql.execution.values import get_variable_values

from blog.editions.read import Reader

from .documents import Document, Documents, Prepared, documents
from .errors import MAX_ERRORS, formatted, refused
from .limits import Exhausted, deadline, too_costly
from .projection import Run
from .schema import Context, counting, schema

__all__ = ["Documents", "answer", "documents", "fallbacks", "reference"]

log = logging.getLogger("colophon.graphql")

# How often a plan could not answer, for tests and for whoever watches.
fallbacks = 0


def answer(
    door: Reader,
    query: str,
    variables: dict | None = None,
    name: str | None = None,
    *,
    introspection: bool = True,
    tell_cost: bool = False,
) -> dict:
    """The response of an operation; without `data` where the request itself is wrong.

    introspection: whether it may ask for the schema; tell_cost: whether `extensions` says what it
    costs.
    """
    until = deadline()
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
        if document.introspects(operation) and not introspection:
            return refused([closed()])
        prepared = document.prepared(operation, values)
        cost = prepared.cost(values)
        if cost > settings.GRAPHQL_MAX_COST:
            raise too_costly(cost)
        made, left = executed(door, document, operation, prepared, (variables, values, name), until)
        if tell_cost:
            limit = settings.GRAPHQL_MAX_COST
            told = {"estimated": cost, "counted": limit - left, "limit": limit}
            made["extensions"] = {"cost": told}
        return made
    except GraphQLError as error:
        return refused([error])
    except Exhausted as end:
        return refused([end.error])


def executed(
    door: Reader,
    document: Document,
    operation: OperationDefinitionNode,
    prepared: Prepared,
    given: tuple[dict | None, dict, str | None],
    until: float,
) -> tuple[dict, int]:
    """An operation's answer, and what it left of what it might cost. Raises Exhausted.

    given: the variables as they were sent and as their types have them, the operation's name.
    """
    variables, values, name = given
    if not document.introspects(operation):
        run = Run(door, values, until)
        planned = by_plan(prepared, run)
        if planned is not None:
            return planned, run.left
    context = Context(door, until)
    return by_core(document, operation, variables, name, context), context.left


def by_plan(prepared: Prepared, run: Run) -> dict | None:
    """The answer of an operation's plan; None where graphql-core has to say what is wrong."""
    global fallbacks
    try:
        return {"data": prepared.plan.answer(run)}
    except Exception as error:  # noqa: BLE001 (graphql-core meets the same and reports it)
        log.debug("no answer by plan: %r", error)
        fallbacks += 1
        return None


def reference(door: Reader, document: Document, variables: dict | None, name: str | None) -> dict:
    """The same by graphql-core. Raises Exhausted."""
    operation = document.operation(name)
    return by_core(document, operation, variables, name, Context(door, deadline()))


def by_core(
    document: Document,
    operation: OperationDefinitionNode,
    variables: dict | None,
    name: str | None,
    context: Context,
) -> dict:
    result = execute(
        schema(),
        document.node,
        variable_values=variables,
        operation_name=name,
        context_value=context,
        middleware=[counting] if document.introspects(operation) else None,
    )
    out: dict[str, Any] = {"data": result.data}
    if result.errors:
        out = {"errors": [formatted(e) for e in result.errors[:MAX_ERRORS]]} | out
    return out


def closed() -> GraphQLError:
    return GraphQLError(
        "Introspection is off here; the schema is in cms/schema.graphql.",
        extensions={"code": "INTROSPECTION_OFF"},
    )
