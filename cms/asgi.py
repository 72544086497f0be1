"""The application for the server: whole requests are awaited, then Django answers in threads.

A body is awaited in the event loop, so that a client that dribbles holds up nobody; it is cut off
once it falls behind RATE after PATIENCE seconds of grace, or is larger than the address takes.
Django answers as under WSGI, in few threads, each with its own lasting database connection, that
take turns; on SQLite what was fast the last time is answered in the event loop's own thread, in turn
too (`cms/turns.py`). An answer is read by its client in the event loop again, under the same clock.
"""

import asyncio
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from django.conf import settings
from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import reset_urlconf
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, reset_queries
from django.http import HttpResponse, HttpResponseBase
from django.urls import get_resolver
from django.utils import translation

from cms.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

log = logging.getLogger("colophon.server")

PATIENCE, RATE = 30, 20_000  # seconds; bytes a second
CHUNKS = 64  # of a file, read in one go
SMALL = 65_536  # bytes of an answer that are handed over at once, whoever reads them when
# The headers that an answer can depend on, but for cookies.
TELLING = {b"host", b"accept", b"accept-encoding", b"accept-language", b"content-type"}
# What a refused body is told, by the status.
FAULTS = {
    408: "The body did not come in time.",
    413: "The body is larger than this address takes.",
}


class Gone(Exception):
    """The client went away."""


class Application:
    def __init__(self, handler: WSGIHandler):
        self.handler = handler
        threads = settings.SERVER_THREADS
        self.turns = Turns(threads, 1 if connection.vendor == "sqlite" else threads, lasting)

    async def __call__(self, scope: dict, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        else:
            await self.serve(scope, receive, send)

    async def live(self, receive: Any, send: Any) -> None:
        """From a worker's start to its end."""
        await receive()
        end = scheduler.start() if settings.SCHEDULER else None
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if end:
            end(0)
        await asyncio.to_thread(self.turns.close)
        await send({"type": "lifespan.shutdown.complete"})

    async def serve(self, scope: dict, receive: Any, send: Any) -> None:
        if not has_body(scope):
            await self.send(await self.respond(scope, BytesIO()), send, scope["path"])
            return
        with body_for(scope["path"]) as body:
            try:
                fault = await self.read(receive, body, largest(scope["path"]))
                if fault:
                    response = HttpResponse(FAULTS[fault], "text/plain; charset=utf-8", fault)
                    response["Connection"] = "close"
                else:
                    response = await self.respond(scope, body)
            except Gone:
                return
            await self.send(response, send, scope["path"])

    async def respond(self, scope: dict, body: Any) -> HttpResponseBase:
        return await self.turns.run(self.answer, scope, body, alike=reading(scope, body))

    async def send(self, response: Any, send: Any, path: str) -> None:
        await send(start(response))
        if not response.streaming and len(response.content) <= SMALL:
            await send({"type": "http.response.body", "body": response.content})
            return
        try:
            async for part in self.parts(response):
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body"})
        except TimeoutError:
            log.info("a reader of %s stalled", path)
        finally:
            if response.streaming:
                await self.turns.run(response.close)

    async def read(self, receive: Any, body: Any, most: int) -> int:
        """Fills body with the request's; returns the status to refuse it with, or 0."""
        clock, size = asyncio.get_running_loop().time, 0
        begun = clock()
        try:
            async with asyncio.timeout_at(begun + PATIENCE) as limit:
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Gone
                    size += len(chunk := message.get("body", b""))
                    if size > most:
                        return 413
                    body.write(chunk)
                    if not message.get("more_body"):
                        body.seek(0)
                        return 0
                    limit.reschedule(begun + PATIENCE + size / RATE)
        except TimeoutError:
            return 408

    def answer(self, scope: dict, body: Any) -> HttpResponseBase:
        """Django's response; closed already if it is no stream."""
        # Whatever the thread's last request left; and what is set is found twice as fast.
        translation.activate(settings.LANGUAGE_CODE)
        signals.request_started.send(sender=type(self.handler), scope=scope)
        response = self.handler.get_response(ASGIRequest(scope, body))
        if not response.streaming:
            response.close()
        return response

    async def parts(self, response: Any) -> AsyncIterator[bytes]:
        if not response.streaming:
            yield response.content
            return
        chunks: Iterator[bytes] = iter(response)
        while part := await self.turns.run(b"".join, islice(chunks, CHUNKS)):
            yield part


def has_body(scope: dict) -> bool:
    if scope["method"] not in ("GET", "HEAD"):
        return True
    return any(name in BODY for name, _ in scope["headers"])


BODY = {b"content-length", b"transfer-encoding"}


def body_for(path: str) -> Any:
    """An empty file for a request's body."""
    if edits(path):
        return tempfile.SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    return BytesIO()


def edits(path: str) -> bool:
    """Only the editor takes uploads."""
    return path.startswith(("/admin/", "/django-admin/"))


def largest(path: str) -> int:
    return settings.MAX_UPLOAD if edits(path) else settings.MAX_BODY


def reading(scope: dict, body: Any) -> int | None:
    """Equal for requests that ask the same; None for those that may write, or that come with a
    cookie and are answered for one person."""
    method, path, headers = scope["method"], scope["path"], scope["headers"]
    reads = method in ("GET", "HEAD") or (method == "POST" and path == GRAPHQL)
    if not reads or edits(path) or any(name == b"cookie" for name, _ in headers):
        return None
    told = [value for name, value in headers if name in TELLING]
    return hash((method, path, scope["query_string"], body.getvalue(), *told))


def lasting(response: HttpResponseBase) -> bool:
    """Whether the same request will be answered by the same work: not so of a refusal, an unknown
    hash of a query, a preview."""
    kept = "no-store" not in response.get("Cache-Control", "")
    return response.status_code == 200 and not response.streaming and kept


def start(response: HttpResponseBase) -> dict:
    headers = [(k.encode("ascii"), v.encode("latin1")) for k, v in response.items()]
    cookies = (c.OutputString().encode("ascii") for c in response.cookies.values())
    headers += [(b"Set-Cookie", cookie) for cookie in cookies]
    return {"type": "http.response.start", "status": response.status_code, "headers": headers}


application = Application(get_wsgi_application())

# Connections are looked after once a request, when it begins; Django would look for all of them three
# times, which takes a tenth of a small answer. Which addresses there are, each request begins with.
signals.request_started.disconnect(reset_queries)
signals.request_finished.disconnect(close_old_connections)
signals.request_finished.disconnect(reset_urlconf)

# What needs the apps; all of it before the first request, not by several threads at it.
from cms import scheduler  # noqa: E402
from cms.graphql.persisted import trusted  # noqa: E402
from cms.graphql.schema import shape  # noqa: E402
from cms.graphql.views import PATH as GRAPHQL  # noqa: E402

get_resolver().url_patterns  # noqa: B018
shape()
if settings.GRAPHQL_TRUSTED_DOCUMENTS:
    trusted(settings.GRAPHQL_TRUSTED_DOCUMENTS)
