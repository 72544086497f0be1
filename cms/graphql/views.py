"""GraphQL over HTTP: JSON in, JSON out, no cookie, no session, errors that tell nothing inside."""

import logging
from collections import OrderedDict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
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

from blog.editions.read import Reader, scope_of

from .limits import MAX_BYTES, MAX_TOKENS, RULES
from .plan import Plan, Unplannable, switches
from .queries import ROOTS
from .schema import schema, shape

log = logging.getLogger("colophon.graphql")

DOCUMENTS, PLANS = 500, 16


class Document:
    """A parsed and validated document with its plans."""

    def __init__(self, text: str):
        self.errors: list[GraphQLError] = []
        self.node: DocumentNode | None = None
        self.plans: OrderedDict[tuple, Plan] = OrderedDict()
        try:
            self.node = parse(text, max_tokens=MAX_TOKENS)
        except GraphQLError as error:
            self.errors = [error]
            return
        self.errors = validate(schema(), self.node, RULES)
        self.flags = () if self.errors else switches(self.node)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        found = [d for d in self.node.definitions if isinstance(d, OperationDefinitionNode)]
        if name is not None:
            found = [d for d in found if d.name and d.name.value == name]
        if len(found) != 1:
            raise GraphQLError(
                f"There is no operation “{name}”." if name else "Name one of the operations."
            )
        if found[0].operation is not OperationType.QUERY:
            raise GraphQLError("This endpoint answers queries.")
        return found[0]

    def plan(self, operation: OperationDefinitionNode, variables: dict) -> Plan:
        key = (id(operation), *(variables.get(flag) for flag in self.flags))
        if key not in self.plans:
            self.plans[key] = Plan(shape(), ROOTS, self.node, operation, variables)
            if len(self.plans) > PLANS:
                self.plans.popitem(last=False)
        self.plans.move_to_end(key)
        return self.plans[key]


_documents: OrderedDict[str, Document] = OrderedDict()


def document(text: str) -> Document:
    found = _documents.get(text)
    if found is None:
        found = _documents[text] = Document(text)
        if len(_documents) > DOCUMENTS:
            _documents.popitem(last=False)
    else:
        _documents.move_to_end(text)
    return found


def answer(door: Reader, query: str, variables: dict | None, name: str | None) -> dict:
    """The response of an operation, by its plan; by graphql-core where the plan cannot."""
    doc = document(query)
    if doc.errors:
        return {"errors": [formatted(e) for e in doc.errors]}
    try:
        operation = doc.operation(name)
        values = get_variable_values(
            schema(), operation.variable_definitions or (), variables or {}
        )
        if isinstance(values, list):
            return {"errors": [formatted(e) for e in values]}
        if introspects(operation):
            return reference(door, doc, variables, name)
        return {"data": doc.plan(operation, values).run(values, door)}
    except (GraphQLError, Unplannable, KeyError, TypeError):
        return reference(door, doc, variables, name)


def introspects(operation: OperationDefinitionNode) -> bool:
    return any(
        getattr(getattr(s, "name", None), "value", "") in ("__schema", "__type")
        for s in operation.selection_set.selections
    )


def reference(door: Reader, doc: Document, variables: dict | None, name: str | None) -> dict:
    """The same by graphql-core."""
    result = execute(
        schema(), doc.node, variable_values=variables, operation_name=name, context_value=door
    )
    out: dict[str, Any] = {"data": result.data}
    if result.errors:
        out = {"errors": [formatted(e) for e in result.errors]} | out
    return out


def formatted(error: GraphQLError) -> dict:
    """An error for a client: what it did wrong, or that something went wrong here."""
    if error.original_error and not isinstance(error.original_error, GraphQLError):
        log.exception("GraphQL failed", exc_info=error.original_error)
        return {
            "message": "Something went wrong.",
            "path": error.path,
            "extensions": {"code": "INTERNAL_ERROR"},
        }
    plain = error.formatted
    plain.setdefault("extensions", {}).setdefault("code", "BAD_QUERY")
    return plain


@csrf_exempt
def endpoint(request: HttpRequest) -> HttpResponse:
    """POST of JSON, or GET with `query`, `variables` and `operationName`."""
    if request.method not in ("GET", "HEAD", "POST"):
        return reply({"errors": [problem("GET or POST is accepted.")]}, 405)
    scope = scope_of(request)
    if scope is None:
        return reply({"errors": [problem("No site answers for this host.")]}, 404)
    try:
        query, variables, name = request_of(request)
    except ValueError as error:
        return reply({"errors": [problem(str(error))]}, 400)
    result = answer(Reader(scope), query, variables, name)
    return reply(result, 200 if "data" in result else 400)


def request_of(request: HttpRequest) -> tuple[str, dict | None, str | None]:
    """(query, variables, operation's name). Raises ValueError with what is wrong."""
    if request.method == "POST":
        if request.content_type != "application/json":
            raise ValueError("The content type is application/json.")
        if int(request.headers.get("content-length") or 0) > MAX_BYTES:
            raise ValueError(f"The request is longer than {MAX_BYTES} bytes.")
        try:
            given = orjson.loads(request.body)
        except orjson.JSONDecodeError as error:
            raise ValueError(f"The body is no JSON: {error}.") from None
    else:
        given = request.GET.dict()
        if "variables" in given:
            try:
                given["variables"] = orjson.loads(given["variables"])
            except orjson.JSONDecodeError:
                raise ValueError("“variables” is no JSON.") from None
    if not isinstance(given, dict) or not isinstance(given.get("query"), str):
        raise ValueError("“query” is missing or no string.")
    if not isinstance(given.get("variables"), dict | None):
        raise ValueError("“variables” is no object.")
    if not isinstance(given.get("operationName"), str | None):
        raise ValueError("“operationName” is no string.")
    return given["query"], given.get("variables"), given.get("operationName") or None


def problem(message: str) -> dict:
    return {"message": message, "extensions": {"code": "BAD_REQUEST"}}


def reply(result: dict, status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(result), status=status, content_type="application/json")
