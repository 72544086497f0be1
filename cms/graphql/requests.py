"""What is asked for over HTTP: by POST of JSON, or by GET with the same names in the address."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.http.request import UnreadablePostError

METHODS = ("GET", "HEAD", "POST")
JSON = "application/json"


class Refused(Exception):
    """A request that is no GraphQL request: its status, what to say and its extensions."""

    def __init__(self, status: int, message: str, code: str = "BAD_REQUEST", **more: Any):
        super().__init__(message)
        self.status, self.extensions = status, {"code": code, **more}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's parameters, each of the type that it must have; `query` or a hash is there."""

    query: str | None
    variables: dict | None = None
    name: str | None = None
    extensions: dict = field(default_factory=dict)
    document_id: str | None = None


def request_of(request: HttpRequest) -> Asked:
    """What a request asks for. Raises Refused."""
    if request.method not in METHODS:
        raise Refused(405, "GET or POST is accepted.")
    given = posted(request) if request.method == "POST" else addressed(request)
    if isinstance(given, list):
        raise Refused(400, "One request at a time: a list of them is not accepted.")
    if not isinstance(given, dict):
        raise Refused(400, "The body is no JSON object.")
    for name, type_, said in PARAMETERS:
        if not isinstance(given.get(name), type_):
            raise Refused(400, f"“{name}” is {said}.")
    asked = Asked(
        given.get("query"),
        given.get("variables"),
        given.get("operationName") or None,
        given.get("extensions") or {},
        given.get("documentId"),
    )
    hashed = asked.document_id is not None or "persistedQuery" in asked.extensions
    if asked.query is None and not hashed:
        raise Refused(400, "“query” is missing.")
    return asked


PARAMETERS = (
    ("query", str | None, "no string"),
    ("documentId", str | None, "no string"),
    ("variables", dict | None, "no object"),
    ("operationName", str | None, "no string"),
    ("extensions", dict | None, "no object"),
)


def posted(request: HttpRequest) -> Any:
    """A POST's JSON. Raises Refused."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if request.content_type != JSON or charset not in ("utf-8", "utf8"):
        raise Refused(415, f"The content type is {JSON}, in UTF-8.")
    if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
        raise Refused(415, "The body may not be compressed.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise Refused(413, "The body's length is no number.")
    within(int(length))
    try:
        body = request.body
    except UnreadablePostError:
        raise Refused(400, "The body could not be read.") from None
    within(len(body))
    return parsed(body, "The body")


def addressed(request: HttpRequest) -> dict[str, Any]:
    """The parameters of an address. Raises Refused."""
    within(len(request.META.get("QUERY_STRING", "")))
    given: dict[str, Any] = request.GET.dict()
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = parsed(given[name], f"“{name}”")
    return given


def within(size: int) -> None:
    """Raises Refused for more bytes than one request may have."""
    limit = settings.GRAPHQL_MAX_BYTES
    if size > limit:
        raise Refused(
            413,
            f"The request has {size} bytes; the limit is {limit}.",
            "TOO_LARGE",
            bytes=size,
            limit=limit,
        )


def parsed(text: str | bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Refused(400, f"{what} is no JSON.") from None
