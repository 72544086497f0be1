"""An answer over HTTP: the type that the client accepts.

The types and their statuses are those of the specification “GraphQL over HTTP”.
"""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType

from cms.delivery import deliver

from .requests import JSON, METHODS

GRAPHQL = "application/graphql-response+json"
CHARSET = "; charset=utf-8"
# The first stands for a client that takes anything.
TYPES = [JSON + CHARSET, GRAPHQL + CHARSET]
# Characters of an `Accept` that is worth remembering.
USUAL = 500


def type_for(request: HttpRequest) -> tuple[str | None, bool]:
    """(the content type of the answer, None where the client accepts none of ours; whether it is
    application/json and was accepted by its name, and not as anything)."""
    accept = request.META.get("HTTP_ACCEPT", "*/*")
    return negotiated(accept) if len(accept) < USUAL else negotiated.__wrapped__(accept)


@lru_cache(maxsize=256)
def negotiated(accept: str) -> tuple[str | None, bool]:
    ranges = [MediaType(part) for part in accept.lower().split(",") if part.strip()]
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = ", ".join(map(known, ranges))
    type_ = request.get_preferred_type([t for t in TYPES if liked(t.partition(";")[0], ranges)])
    return type_, type_ == TYPES[0] and str(request.accepted_type(type_)).startswith(JSON)


def liked(type_: str, ranges: list[MediaType]) -> bool:
    """Whether the nearest ranges of a type do not refuse it."""
    for near in (type_, "application/*", "*/*"):
        if found := [range_.quality for range_ in ranges if named(range_) == near]:
            return any(found)
    return False


def named(range_: MediaType) -> str:
    return f"{range_.main_type}/{range_.sub_type}"


def known(range_: MediaType) -> str:
    """A range of media types with the parameters that we have too."""
    charset = range_.params.get("charset")
    return f"{named(range_)}{f'; charset={charset}' if charset else ''}; q={range_.quality}"


def reply(request: HttpRequest, body: bytes, status: int, type_: str, fresh: bool) -> HttpResponse:
    """The response with a body. fresh: whether it holds as long as nothing changes."""
    response = HttpResponse(body, status=status, content_type=type_)
    response["Vary"] = "Accept"
    if status == 405:
        response["Allow"] = ", ".join(METHODS)
    return deliver(request, response, fresh)
