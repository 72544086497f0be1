"""What a connection does with slow clients and with what it does not speak, by a real server."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from cms import connection
from cms.connection import Connection

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"
OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
LARGE = 50_000_000  # bytes: more than the machine takes for who does not read


async def echo(scope: dict, receive: Any, send: Any) -> None:
    """Answers with what it was sent, /large with more than a connection holds, /slow late."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    if scope["path"].startswith("/large"):
        body = b"." * int(scope["path"][7:] or LARGE)
    if scope["path"] == "/slow":
        await asyncio.sleep(0.5)
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Served:
    """A server in a thread, and a client's connections to it."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(echo, http=Connection, ws="none", lifespan="off", log_config=None)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()

    def client(self) -> socket.socket:
        return socket.create_connection(self.socket.getsockname(), timeout=10)

    def let_go(self, requests: int) -> bool:
        """Whether all connections end, once so many requests are answered."""
        state = self.server.server_state
        for _ in range(1_000):
            if state.total_requests == requests and not state.connections:
                return True
            threading.Event().wait(0.01)
        return False

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served()
    yield served
    served.close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(connection, "STALL_SECONDS", 0.2)


def everything(client: socket.socket) -> bytes:
    """All that is sent until the connection ends, however it does."""
    found = b""
    try:
        while part := client.recv(1_000_000):
            found += part
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize("sent", [b"", HEAD, HEAD + b"X: 1\r\n"], ids=["nothing", "half", "lines"])
@pytest.mark.usefixtures("hurried")
def test_a_client_that_does_not_finish_its_head_is_let_go(served: Served, sent: bytes) -> None:
    with served.client() as client:
        client.sendall(sent)
        assert everything(client) == b""


@pytest.mark.usefixtures("hurried")
def test_a_reader_that_takes_nothing_is_let_go(served: Served) -> None:
    with served.client() as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(1)
        assert served.let_go(1)
        assert len(everything(client)) < LARGE


def test_a_reader_that_is_slow_gets_all_of_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "STALL_SECONDS", 1)
    with served.client() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 100_000)
        client.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        taken = 0
        for _ in range(30):  # longer than a reader may take nothing
            threading.Event().wait(0.05)
            taken += len(client.recv(1_000_000))
        assert taken + len(everything(client)) > LARGE


@pytest.mark.usefixtures("hurried")
def test_an_empty_line_after_an_answer_does_not_keep_the_connection(served: Served) -> None:
    with served.client() as client:
        client.sendall(HEAD + b"Content-Length: 1\r\n\r\nx")
        assert client.recv(1000)
        client.sendall(b"\r\n")
        assert everything(client) in (b"", b"x")


@pytest.mark.usefixtures("hurried")
def test_who_waits_for_an_answer_is_not_let_go(served: Served) -> None:
    with served.client() as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n\r\n")
        assert everything(client).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.usefixtures("hurried")
def test_a_body_may_take_longer_than_a_head(served: Served) -> None:
    with served.client() as client:
        client.sendall(HEAD + b"Connection: close\r\nContent-Length: 10\r\n\r\n")
        for _ in range(10):
            threading.Event().wait(0.05)
            client.sendall(b"x")
        assert everything(client).endswith(b"\r\n\r\nxxxxxxxxxx")


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_a_body_is_whole_beside_an_offer_however_it_comes(served: Served, step: int) -> None:
    body = b"a\r\nUpgrade: h2c\r\n\r\nb"
    head = HEAD + OFFER + b"Content-Length: %d\r\n\r\n" % len(body)
    with served.client() as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for asked in (head + body, HEAD + b"Connection: close\r\nContent-Length: 0\r\n\r\n"):
            for start in range(0, len(asked), step):
                client.sendall(asked[start : start + step])
        answer = everything(client)
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert b"\r\n\r\n" + body in answer


def test_requests_that_come_together_are_answered_in_their_order(served: Served) -> None:
    asked = [HEAD + b"Content-Length: 1\r\n\r\n%d" % number for number in range(5)]
    last = HEAD + b"Connection: close\r\nContent-Length: 1\r\n\r\n5"
    with served.client() as client:
        client.sendall(b"".join([*asked, last]))
        answer = everything(client)
    told = [part[-1:] for part in answer.split(b"HTTP/1.1 200 OK")[1:]]
    assert told == [b"%d" % number for number in range(6)]


def test_an_offer_behind_another_request_opens_no_way_for_a_third(served: Served) -> None:
    hidden = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with served.client() as client:
        client.sendall(
            HEAD
            + b"Content-Length: 1\r\n\r\nx"
            + HEAD
            + OFFER
            + b"Content-Length: %d\r\n\r\n" % len(hidden)
        )
        client.sendall(hidden)
        answer = everything(client)
    assert answer.count(b"HTTP/1.1 200 OK") <= 1


def test_a_body_is_whole_beside_an_offer_behind_an_empty_line(served: Served) -> None:
    with served.client() as client:
        client.sendall(
            b"\r\n" + HEAD + b"Connection: Upgrade, close\r\nUpgrade: h2c\r\n"
            b"Content-Length: 3\r\n\r\nabc"
        )
        assert everything(client).endswith(b"\r\n\r\nabc")


def test_a_head_that_begins_behind_another_request_is_limited_too(served: Served) -> None:
    with served.client() as client:
        client.sendall(HEAD + b"Content-Length: 1\r\n\r\nxGET / HTTP/1.1\r\nHost: a\r\nX: 1")
        try:
            for _ in range(300):
                client.sendall(b"1" * connection.HEAD_BYTES)
            client.sendall(b"\r\n\r\n")
        except OSError:
            pass
        assert everything(client).count(b"HTTP/1.1 200 OK") <= 1


@pytest.mark.parametrize("kept", [b"", b"Connection: close\r\n"], ids=["kept", "closed"])
@pytest.mark.usefixtures("hurried")
def test_no_answer_keeps_a_connection_whose_reader_stalls(served: Served, kept: bytes) -> None:
    """Of some sizes a little is left that neither side has."""
    served.server.config.timeout_keep_alive = 1
    clients = []
    for size in range(40_000, 3_000_000, 40_000):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.connect(served.socket.getsockname())
        clients.append(client)
        path = b"/large/%d" % size
        client.sendall(b"GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n" % (path, kept))
    ended = served.let_go(len(clients))
    for client in clients:
        client.close()
    assert ended


@pytest.mark.parametrize("ended", [False, True], ids=["endless", "whole"])
def test_a_head_that_is_too_large_is_refused(served: Served, ended: bool) -> None:
    with served.client() as client:
        client.sendall(HEAD + b"X-Long: " + b"a" * connection.HEAD_BYTES + b"\r\n" * 2 * ended)
        answer = everything(client)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"The head of the request is too large.")


def test_what_is_no_http_is_refused_at_once(served: Served) -> None:
    with served.client() as client:
        client.sendall(b"\x16\x03\x01\x02\x00\x01")
        assert everything(client).startswith(b"HTTP/1.1 400 ")


def test_more_connections_than_a_process_can_have_are_let_go(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST", 2)
    asked = HEAD + b"Content-Length: 1\r\n\r\nx"
    with served.client() as first, served.client() as second:
        for client in (first, second):
            client.sendall(asked)
            assert client.recv(1000)
        with served.client() as third:
            assert everything(third) == b""
        first.sendall(asked)
        assert first.recv(1000)
