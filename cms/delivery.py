"""How an answer travels: compressed if its client wants that, with a strong ETag, and not at all
where the client has it already."""

import gzip
import hashlib
from collections.abc import Callable
from functools import cache

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers
from django.utils.http import parse_http_date_safe

# Below this a compressed answer is no quicker.
WORTH_IT = 1_000
CODINGS = {
    "br": lambda body: brotli.compress(body, quality=4),
    "gzip": lambda body: gzip.compress(body, compresslevel=5, mtime=0),
}
# What is compressed by nature is sent as it is.
TEXTS = (
    "text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml",
    "application/feed+json",
)  # fmt: skip


def coding_for(request: HttpRequest) -> str | None:
    """The best coding that the client accepts by its name."""
    accepted = set()
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            accepted.add(name.strip())
    return next((coding for coding in CODINGS if coding in accepted), None)


def deliver(request: HttpRequest, response: HttpResponse, fresh: bool = True) -> HttpResponse:
    """The response as it is sent; 304 where a GET's client has it already.

    fresh: whether it holds as long as nothing changes; if not, nobody may keep it.

    The ETag is one of the bytes that are sent, so of each coding another. To a POST it is told too,
    but by HTTP only a GET can be answered with 304.
    """
    body = response.content
    coding = coding_for(request) if len(body) >= WORTH_IT else None
    patch_vary_headers(response, ["Accept-Encoding"])
    if not fresh:
        response["Cache-Control"] = "no-store"
    else:
        response["ETag"] = etag = tag(body, response["Content-Type"], coding)
        if request.method in ("GET", "HEAD"):
            modified = response.get("Last-Modified")
            modified = modified and parse_http_date_safe(modified)
            found = get_conditional_response(request, etag, modified, response)
            if found is not response:
                return found
    if coding:
        response.content = CODINGS[coding](body)
        response["Content-Encoding"] = coding
    response["Content-Length"] = str(len(response.content))
    return response


def tag(body: bytes, type_: str, coding: str | None) -> str:
    digest = hashlib.sha256(body + type_.encode()).hexdigest()[:24]
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'


@cache
def prefetch() -> str:
    """The value of the header that names the pages which a browser may fetch ahead."""
    return f'"{static("prefetch.speculationrules")}"'


class Delivery:
    """The same for pages, feeds and all that is the same for everybody. What somebody who is
    logged in gets is left alone: compressed, the length of a page would tell of its secrets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not self.public(request, response):
            return response
        if response["Content-Type"].startswith("text/html"):
            response["Speculation-Rules"] = prefetch()
        return deliver(request, response)

    def public(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and request.method in ("GET", "HEAD")
            and not response.cookies
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and response["Content-Type"].startswith(TEXTS)
            and not has_vary_header(response, "Cookie")
            and not any(name in response for name in ("ETag", "Content-Encoding", "Cache-Control"))
        )
