"""A client's connection to the server: uvicorn's, with what that leaves open.

The head of a request comes within HEAD_SECONDS and HEAD_BYTES, a reader takes something every
STALL_SECONDS, and there are no more than MOST, else the connection is closed. An offer to speak
another protocol is not heard: the parser would take the request's body for that protocol (clients
in Java offer HTTP/2 with each request).
"""

import re
from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 15  # also of silence between two requests; a body's clock is in cms/asgi.py
HEAD_BYTES = 65_536
STALL_SECONDS = 40  # more than cms/asgi.py waits for a reader
MOST = 800  # of a process, which may often have 1,024 files open
END, OFFER = b"\r\n\r\n", re.compile(rb"(?i)\r\nupgrade[ \t]*:[^\r\n]*")


class Connection(HttpToolsProtocol):
    clock: TimerHandle | None = None
    stall: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.in_head, self.head = True, bytearray()
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self.begin()

    def begin(self) -> None:
        self.clock = self.loop.call_later(HEAD_SECONDS, self.late)

    def late(self) -> None:
        """Lets the client go, unless it still waits for the answer to what it asked before."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
        else:
            self.begin()

    def data_received(self, data: bytes) -> None:
        if self.in_head and self.clock is None:
            self._unset_keepalive_if_required()
            self.begin()
        # What cannot be a request is refused by the parser at once.
        if self.in_head and (self.head or data[:1].isalpha()):
            data = self.whole(data)
            if not data:
                return
        super().data_received(data)

    def whole(self, data: bytes) -> bytes:
        """A head and what came with it, once all of it is here; nothing before, or if it is too
        large."""
        known = len(self.head)
        self.head += data
        end = self.head.find(END, max(known - len(END), 0))
        if max(end, len(self.head) if end < 0 else 0) > HEAD_BYTES:
            self.send_400_response("The head of the request is too large.")
        if end < 0 or self.transport.is_closing():
            return b""
        data, self.head = bytes(self.head), bytearray()
        return OFFER.sub(b"", data[:end]) + data[end:] if OFFER.search(data, 0, end) else data

    def on_headers_complete(self) -> None:
        self.in_head = False
        self.end()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_head = True

    def end(self) -> None:
        if self.clock is not None:
            self.clock.cancel()
            self.clock = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch()

    def watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        self.stall = self.loop.call_later(STALL_SECONDS, self.stalled, left)

    def stalled(self, left: int) -> None:
        """Lets a reader go that has taken nothing of the bytes that were left for it."""
        if self.transport.get_write_buffer_size() < left:
            self.watch()
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        if self.stall is not None:
            self.stall.cancel()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self.end()
        self.resume_writing()
        super().connection_lost(exc)
