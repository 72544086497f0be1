"""GraphQL over HTTP: JSON in, JSON out, no cookie, no session, errors that tell nothing inside."""

import logging
import re
import secrets
from collections.abc import Callable

import orjson
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from blog.editions.read import Reader, scope_of

from .errors import INTERNAL, UNKNOWN, WRONG, request_id
from .execute import answer, reference
from .persisted import document_of
from .previews import PRIVATE
from .replies import TYPES, reply, type_for
from .requests import Refused, request_of

__all__ = ["answer", "editors_endpoint", "endpoint", "reference"]

log = logging.getLogger("colophon.graphql")

PATH = "/graphql/"
# What we take as a request's id from a client or a proxy.
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


@csrf_exempt
def endpoint(request: HttpRequest) -> HttpResponse:
    """POST of JSON, or GET with `query`, `variables`, `operationName` and `extensions`."""
    return respond(request, editor=False)


class Directly:
    """Middleware that answers GraphQL before sessions, logins and messages are looked at: it has
    no use for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return endpoint(request) if request.path_info == PATH else self.get_response(request)


@csrf_exempt
def editors_endpoint(request: HttpRequest) -> HttpResponse:
    """The same for GraphiQL in the editor: with introspection, and for any document."""
    return respond(request, editor=True)


def respond(request: HttpRequest, editor: bool) -> HttpResponse:
    """The answer to a request; it names it in `X-Request-ID`, and so does each of its errors."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    known = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
    token = request_id.set(known)
    try:
        type_, plain = type_for(request)
        result, status, fresh = ask(request, type_, plain, editor)
        for error in result.get("errors", ()):
            error["extensions"]["requestId"] = known
        response = reply(request, orjson.dumps(result), status, type_ or TYPES[0], fresh)
    finally:
        request_id.reset(token)
    response["X-Request-ID"] = known
    return response


def ask(
    request: HttpRequest, type_: str | None, plain: bool, editor: bool
) -> tuple[dict, int, bool]:
    """(a request's answer, its status, whether it holds as long as nothing changes)."""
    try:
        if type_ is None:
            raise Refused(406, f"Answers are {' or '.join(TYPES)}.")
        asked = request_of(request)
        scope = scope_of(request)
        if scope is None:
            raise Refused(404, "No site answers for this host.")
        door = Reader(scope)
        result = answer(
            door,
            document_of(asked, editor),
            asked.variables,
            asked.name,
            introspection=editor or settings.GRAPHQL_INTROSPECTION,
            tell_cost=asked.extensions.get("cost") is True,
        )
    except Refused as refusal:
        unknown = plain and refusal.extensions["code"] == UNKNOWN
        return (
            problem(str(refusal), **refusal.extensions),
            200 if unknown else refusal.status,
            False,
        )
    except SuspiciousOperation:
        return problem("This host is not served here.", "BAD_REQUEST"), 400, False
    except Exception:
        log.exception("GraphQL failed in request %s", request_id.get())
        return problem("Something went wrong.", INTERNAL), 500, False
    return result, status_of(result, plain), "data" in result and PRIVATE not in door.known


def status_of(result: dict, plain: bool) -> int:
    """The status of an answer. plain: a client that asks for application/json by its name gets
    200 for a document that is wrong by GraphQL's own rules."""
    if "data" in result:
        return 200
    wrong = all(error["extensions"]["code"] == WRONG for error in result["errors"])
    return 200 if plain and wrong else 400


def problem(message: str, code: str, **more: object) -> dict:
    return {"errors": [{"message": message, "extensions": {"code": code, **more}}]}
