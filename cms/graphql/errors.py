"""What a client is told of a failure: a stable code, the path, the request; nothing from inside."""

import logging
import re
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from graphql import GraphQLError

log = logging.getLogger("colophon.graphql")

MAX_ERRORS = 20
# Of a message, which may repeat what the client wrote.
LONGEST = 500

# Code of a document or variables that are wrong by GraphQL's own rules.
WRONG = "BAD_QUERY"
INTERNAL = "INTERNAL_ERROR"
# Code of a hash whose document this process does not know yet.
UNKNOWN = "PERSISTED_QUERY_NOT_FOUND"

# The id of the request that this thread answers, for the log.
request_id: ContextVar[str] = ContextVar("request_id", default="-")

# graphql-core's suggestions name what the schema has.
SUGGESTION = re.compile(r"\s*Did you mean .*$", re.DOTALL)


def refused(errors: list[GraphQLError]) -> dict:
    """The response to a request that cannot be executed."""
    return {"errors": [coded(error, WRONG) for error in errors]}


def coded(error: GraphQLError, code: str) -> dict:
    """An error as a client gets it, with its own code or this one."""
    plain: dict[str, Any] = dict(error.formatted)
    if not settings.GRAPHQL_INTROSPECTION:
        plain["message"] = SUGGESTION.sub("", plain["message"])
    if len(plain["message"]) > LONGEST:
        plain["message"] = plain["message"][:LONGEST] + "…"
    plain["extensions"] = {"code": code} | plain.get("extensions", {})
    return plain


def formatted(error: GraphQLError) -> dict:
    """An error of a field for a client: what it did wrong, or that something went wrong here."""
    cause = error.original_error
    said = isinstance(cause, GraphQLError) and (cause.extensions or cause.nodes)
    if said or cause is None:
        return coded(error, WRONG)
    log.error("GraphQL failed at %s in request %s", error.path, request_id.get(), exc_info=cause)
    return {
        "message": "Something went wrong.",
        "path": error.path,
        "extensions": {"code": INTERNAL},
    }
