"""The application for the server: whole requests are awaited, then Django answers as under WSGI.

A body is awaited in the event loop, so that a client that dribbles holds up nobody; it is cut off
once it falls behind RATE after PATIENCE seconds of grace, or is larger than the address takes.
Django answers in few threads, each with its own lasting database connection, that take turns; what
they read quickly before is read in the event loop's own. An answer is read by its client in the
event loop again, under the same clock.

The interface is granian's RSGI (its specification: https://github.com/emmett-framework/granian),
which takes a third less of a small answer's time than ASGI.
"""

import asyncio
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from django.conf import settings
from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponseBase
from django.urls import get_resolver, set_script_prefix
from django.utils import translation
from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

from cms.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

log = logging.getLogger("colophon.server")

PATIENCE, RATE = 30, 20_000  # seconds; bytes a second
CHUNKS = 64  # of a file, read in one go
SMALL = 65_536  # bytes of a body that are awaited, of an answer that are handed over at once
# What a refused body is told, by the status.
FAULTS = {
    408: "The body did not come in time.",
    413: "The body is larger than this address takes.",
}
REFUSAL = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]


class Application:
    def __init__(self, handler: WSGIHandler):
        self.handler = handler
        threads = settings.SERVER_THREADS
        self.turns = Turns(threads, 1 if connection.vendor == "sqlite" else threads)
        self.end: Callable[[int], object] | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """At a worker's start."""
        self.end = scheduler.start() if settings.SCHEDULER else None

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """At its end."""
        if self.end:
            self.end(0)
        self.turns.close()

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            with body_for(scope) as body:
                fault = await received(scope, protocol, body)
                if fault:
                    protocol.response_str(fault, REFUSAL, FAULTS[fault])
                    return
                response = await self.turns.run(
                    self.answer, scope, body, alike=reading(scope, body)
                )
            await self.send(response, protocol, scope.path)
        except ProtocolClosed:
            log.debug("a client of %s went away", scope.path)

    def answer(self, scope: Scope, body: Any) -> HttpResponseBase:
        """Django's response; closed already if it is no stream."""
        set_script_prefix("/")
        # Whatever the thread's last request left; and what is set is found twice as fast.
        translation.activate(settings.LANGUAGE_CODE)
        asked = as_asgi(scope)
        signals.request_started.send(sender=type(self.handler), scope=asked)
        response = self.handler.get_response(ASGIRequest(asked, body))
        if not response.streaming:
            response.close()
        return response

    async def send(self, response: Any, protocol: HTTPProtocol, path: str) -> None:
        headers = [*response.items()]
        headers += [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        if not response.streaming and len(response.content) <= SMALL:
            protocol.response_bytes(response.status_code, headers, response.content)
            return
        transport = protocol.response_stream(response.status_code, headers)
        try:
            async for part in self.parts(response):
                async with asyncio.timeout(PATIENCE):
                    await transport.send_bytes(part)
        except TimeoutError:
            log.info("a reader of %s stalled", path)
        finally:
            if response.streaming:
                await self.turns.run(response.close)

    async def parts(self, response: Any) -> AsyncIterator[bytes]:
        if not response.streaming:
            yield response.content
            return
        chunks: Iterator[bytes] = iter(response)
        while part := await self.turns.run(b"".join, islice(chunks, CHUNKS)):
            yield part


def as_asgi(scope: Scope) -> dict[str, Any]:
    """What Django makes a request of that came by no WSGI. A server that stands in for the `Host`
    which a request has to name is not told."""
    return {
        "method": scope.method,
        "scheme": scope.scheme,
        "path": scope.path,
        "query_string": scope.query_string.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in scope.headers.items()],
        "client": scope.client.rpartition(":")[::2],
    }


def body_for(scope: Scope) -> Any:
    """An empty file for a request's body."""
    if edits(scope.path):
        return tempfile.SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
    return BytesIO()


def edits(path: str) -> bool:
    """Only the editor takes uploads."""
    return path.startswith(("/admin/", "/django-admin/"))


def largest(path: str) -> int:
    return settings.MAX_UPLOAD if edits(path) else settings.MAX_BODY


def reading(scope: Scope, body: BytesIO) -> int | None:
    """Equal for requests that read the same; None for those that may write, or that only one person
    is answered."""
    reads = scope.method in ("GET", "HEAD") or scope.path == GRAPHQL
    if not reads or edits(scope.path) or "cookie" in scope.headers:
        return None
    return hash((scope.path, scope.query_string, body.getvalue()))


async def received(scope: Scope, protocol: HTTPProtocol, body: Any) -> int:
    """Fills body with the request's; returns the status to refuse it with, or 0."""
    length = scope.headers.get("content-length")
    if length is None and "transfer-encoding" not in scope.headers:
        return 0
    try:
        if length is not None and length.isdecimal() and int(length) <= SMALL:
            async with asyncio.timeout(PATIENCE):
                body.write(await protocol())
        elif not await read(protocol, body, largest(scope.path)):
            return 413
    except TimeoutError:
        return 408
    body.seek(0)
    return 0


async def read(protocol: HTTPProtocol, body: Any, most: int) -> bool:
    """Whether a body has at most so many bytes. Raises TimeoutError once it falls behind."""
    clock, size = asyncio.get_running_loop().time, 0
    begun = clock()
    async with asyncio.timeout_at(begun + PATIENCE) as limit:
        async for chunk in protocol:
            size += len(chunk)
            if size > most:
                return False
            body.write(chunk)
            limit.reschedule(begun + PATIENCE + size / RATE)
    return True


application = Application(get_wsgi_application())

# What needs the apps; all of it before the first request, not by several threads at it.
from cms import scheduler  # noqa: E402
from cms.graphql.persisted import trusted  # noqa: E402
from cms.graphql.schema import shape  # noqa: E402
from cms.graphql.views import PATH as GRAPHQL  # noqa: E402

get_resolver().url_patterns  # noqa: B018
shape()
if settings.GRAPHQL_TRUSTED_DOCUMENTS:
    trusted(settings.GRAPHQL_TRUSTED_DOCUMENTS)
