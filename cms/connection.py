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
TOO_LARGE = "The head of the request is too large."
END, OFFER = b"\r\n\r\n", re.compile(rb"(?i)\r\nupgrade[ \t]*:[^\r\n]*")


class Connection(HttpToolsProtocol):
    clock: TimerHandle | None = None
    stall: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        # A head is awaited; what came of it; whether the parser has some of it, and how much.
        self.in_head, self.head, self.begun, self.size = True, bytearray(), False, 0
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self.begin()

    # ---- heads ----

    def begin(self) -> None:
        self.clock = self.loop.call_later(HEAD_SECONDS, self.late)

    def late(self) -> None:
        """Lets the client go, unless it still waits for the answer to what it asked before."""
        answered = self.cycle is None or self.cycle.response_complete
        if answered and not self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            self.begin()

    def data_received(self, data: bytes) -> None:
        if self.in_head:
            if self.clock is None:
                self._unset_keepalive_if_required()
                self.begin()
            if not self.begun:
                data = self.whole(data)
                if not data:
                    return
        super().data_received(data)
        # Of a head that came in part with the request before, the parser has that part.
        if self.in_head and self.begun and not self.transport.is_closing():
            self.size += len(data)
            if self.size > HEAD_BYTES:
                self.send_400_response(TOO_LARGE)

    def whole(self, data: bytes) -> bytes:
        """A head and what came with it, once all of it is here; nothing before, or if it is too
        large."""
        known = len(self.head)
        if not known:
            data = data.lstrip(b"\r\n")
            if data and not data[:1].isalpha():
                return data  # the parser refuses at once what can be no request
        self.head += data
        end = self.head.find(END, max(known - len(END), 0))
        if max(end, len(self.head) if end < 0 else 0) > HEAD_BYTES:
            self.send_400_response(TOO_LARGE)
        if end < 0 or self.transport.is_closing():
            return b""
        data, self.head = bytes(self.head), bytearray()
        return OFFER.sub(b"", data[:end]) + data[end:] if OFFER.search(data, 0, end) else data

    def on_message_begin(self) -> None:
        self.begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.in_head = self.begun = False
        self.size = 0
        self.end()
        if self.parser.should_upgrade():
            # In a head that came with the request before; its body would be taken for requests.
            raise ValueError("another protocol")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.in_head = True

    def end(self) -> None:
        if self.clock is not None:
            self.clock.cancel()
            self.clock = None

    # ---- readers ----

    def pause_writing(self) -> None:
        super().pause_writing()
        self.watch()

    def resume_writing(self) -> None:
        # What closes is watched to its end.
        if not self.transport.is_closing():
            self.unwatch()
        super().resume_writing()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self.watch()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self.watch()

    def send_400_response(self, msg: str) -> None:
        super().send_400_response(msg)
        self.watch()

    def watch(self) -> None:
        self.unwatch()
        left = self.transport.get_write_buffer_size()
        self.stall = self.loop.call_later(STALL_SECONDS, self.stalled, left)

    def unwatch(self) -> None:
        if self.stall is not None:
            self.stall.cancel()
            self.stall = None

    def stalled(self, left: int) -> None:
        """Lets a reader go that has taken nothing of the bytes that were left for it."""
        if self.transport.get_write_buffer_size() < left:
            self.watch()
        else:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.end()
        super().connection_lost(exc)
        self.unwatch()
