"""GraphQL over HTTP: JSON in, JSON out, no cookie, no session, errors that tell nothing inside."""

import logging
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from blog.editions.read import Reader, scope_of

from .execute import answer, reference
from .limits import MAX_BYTES

__all__ = ["answer", "endpoint", "reference"]

log = logging.getLogger("colophon.graphql")

METHODS = ("GET", "HEAD", "POST")


class Refused(Exception):
    """A request that is no GraphQL request: its status and what to say."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@csrf_exempt
def endpoint(request: HttpRequest) -> HttpResponse:
    """POST of JSON, or GET with `query`, `variables` and `operationName`."""
    try:
        query, variables, name = request_of(request)
        scope = scope_of(request)
        if scope is None:
            raise Refused(404, "No site answers for this host.")
        result = answer(Reader(scope), query, variables, name)
        body = orjson.dumps(result)
    except Refused as refusal:
        return reply(problem(str(refusal), "BAD_REQUEST"), refusal.status)
    except SuspiciousOperation:
        return reply(problem("This host is not served here.", "BAD_REQUEST"), 400)
    except Exception:
        log.exception("GraphQL failed")
        return reply(problem("Something went wrong.", "INTERNAL_ERROR"), 500)
    return reply(body, 200 if "data" in result else 400)


def request_of(request: HttpRequest) -> tuple[str, dict | None, str | None]:
    """(query, variables, operation's name). Raises Refused."""
    if request.method not in METHODS:
        raise Refused(405, "GET or POST is accepted.")
    given = posted(request) if request.method == "POST" else asked(request)
    if not isinstance(given, dict) or not isinstance(given.get("query"), str):
        raise Refused(400, "“query” is missing or no string.")
    if len(given["query"]) > MAX_BYTES:
        raise Refused(413, f"The request is longer than {MAX_BYTES} bytes.")
    if not isinstance(given.get("variables"), dict | None):
        raise Refused(400, "“variables” is no object.")
    if not isinstance(given.get("operationName"), str | None):
        raise Refused(400, "“operationName” is no string.")
    return given["query"], given.get("variables"), given.get("operationName") or None


def posted(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise Refused(415, "The content type is application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise Refused(413, f"The request is longer than {MAX_BYTES} bytes.")
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise Refused(400, "The body is no JSON.") from None
    except UnreadablePostError:
        raise Refused(400, "The body could not be read.") from None


def asked(request: HttpRequest) -> dict[str, Any]:
    given: dict[str, Any] = request.GET.dict()
    if "variables" in given:
        try:
            given["variables"] = orjson.loads(given["variables"])
        except orjson.JSONDecodeError:
            raise Refused(400, "“variables” is no JSON.") from None
    return given


def problem(message: str, code: str) -> bytes:
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})


def reply(body: bytes, status: int) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    if status == 405:
        response["Allow"] = ", ".join(METHODS)
    return response
