"""An answer over HTTP: the type that the client accepts, compressed if it wants, with an ETag.

The types and their statuses are those of the specification “GraphQL over HTTP”.
"""

import gzip
import hashlib
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from .requests import JSON, METHODS

GRAPHQL = "application/graphql-response+json"
CHARSET = "; charset=utf-8"
# The first stands for a client that takes anything.
TYPES = [JSON + CHARSET, GRAPHQL + CHARSET]
# Characters of an `Accept` that is worth remembering.
USUAL = 500

# Below this a compressed answer is no quicker.
WORTH_IT = 1_000
CODINGS = {
    "br": lambda body: brotli.compress(body, quality=4),
    "gzip": lambda body: gzip.compress(body, compresslevel=5, mtime=0),
}


def type_for(request: HttpRequest) -> tuple[str | None, bool]:
    """(the content type of the answer, None where the client accepts none of ours; whether it is
    application/json and was accepted by its name, and not as anything)."""
    accept = request.META.get("HTTP_ACCEPT", "*/*")
    return negotiated(accept) if len(accept) < USUAL else negotiated.__wrapped__(accept)


@lru_cache(maxsize=256)
def negotiated(accept: str) -> tuple[str | None, bool]:
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accept
    type_ = request.get_preferred_type(TYPES)
    return type_, type_ == TYPES[0] and str(request.accepted_type(type_)).startswith(JSON)


def coding_for(request: HttpRequest) -> str | None:
    """The best coding that the client accepts by its name."""
    accepted = set()
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            accepted.add(name.strip())
    return next((coding for coding in CODINGS if coding in accepted), None)


def reply(request: HttpRequest, body: bytes, status: int, type_: str, fresh: bool) -> HttpResponse:
    """The response with a body; 304 where a GET's client has it already.

    fresh: whether it holds as long as nothing changes; if not, nobody may keep it.

    The ETag is one of the bytes that are sent, so of each coding another. To a POST it is told too,
    but by HTTP only a GET can be answered with 304.
    """
    coding = coding_for(request) if len(body) >= WORTH_IT else None
    response = HttpResponse(body, status=status, content_type=type_)
    response["Vary"] = "Accept, Accept-Encoding"
    if status == 405:
        response["Allow"] = ", ".join(METHODS)
    if not fresh:
        response["Cache-Control"] = "no-store"
    else:
        response["ETag"] = etag = tag(body, type_, coding)
        if request.method in ("GET", "HEAD"):
            found = get_conditional_response(request, etag=etag, response=response)
            if found is not response:
                return found
    if coding:
        response.content = CODINGS[coding](body)
        response["Content-Encoding"] = coding
    return response


def tag(body: bytes, type_: str, coding: str | None) -> str:
    digest = hashlib.blake2b(body, digest_size=12, person=type_[12:28].encode()).hexdigest()
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'
