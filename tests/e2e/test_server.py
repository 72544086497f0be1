"""What a server holds out, serves and refuses."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tests.e2e.server import PASSWORD, ROOT, Server, free_port

DRIBBLERS = 8

pytestmark = pytest.mark.slow


def dribble(server: Server, whole: bytes, rest: bytes, cut: list[float]) -> None:
    """Sends `rest` a byte a second and notes after how many seconds the server had enough."""
    begun = time.monotonic()
    with server.raw() as client:
        try:
            client.sendall(whole)
            for byte in rest:
                client.sendall(bytes([byte]))
                client.settimeout(1)
                try:
                    while client.recv(1000):
                        pass
                    break
                except TimeoutError:
                    pass
            else:
                return
        except OSError:
            pass
    cut.append(time.monotonic() - begun)


HEAD = b"POST /graphql/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("whole", "rest", "seconds"),
    [
        pytest.param(b"", HEAD, 20, id="head"),
        pytest.param(HEAD + b"Content-Length: 5000\r\n\r\n", b" " * 50, 35, id="body"),
    ],
)
def test_a_dribbler_holds_up_nobody_and_is_cut_off(
    server: Server, whole: bytes, rest: bytes, seconds: int
) -> None:
    cut: list[float] = []
    clients = [
        threading.Thread(target=dribble, args=(server, whole, rest, cut)) for _ in range(DRIBBLERS)
    ]
    for client in clients:
        client.start()
    slowest = 0.0
    while any(client.is_alive() for client in clients):
        begun = time.monotonic()
        assert server.get("/science/bread-dough/").status == 200
        slowest = max(slowest, time.monotonic() - begun)
        time.sleep(0.2)
    assert slowest < 2
    assert len(cut) == DRIBBLERS
    assert max(cut) < seconds


def test_a_body_that_is_too_large_is_refused(server: Server) -> None:
    client = http.client.HTTPConnection("localhost", server.port, timeout=20)
    client.request("POST", "/graphql/", b" " * 1_200_000, {"Content-Type": "application/json"})
    assert client.getresponse().status == 413


@pytest.mark.parametrize("padding", [0, 70_000], ids=["small", "large"])
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_a_body_is_read_however_it_comes(server: Server, padding: int, chunked: bool) -> None:
    body = b'{"query": "{ __typename }"' + b" " * padding + b"}"
    client = http.client.HTTPConnection("localhost", server.port, timeout=20)
    headers = {"Content-Type": "application/json"}
    half = len(body) // 2
    for _ in range(3):  # by the same connection
        if chunked:
            parts = iter([body[:half], body[half:]])
            client.request("POST", "/graphql/", parts, headers, encode_chunked=True)
        else:
            client.request("POST", "/graphql/", body, headers)
        assert client.getresponse().read() == b'{"data":{"__typename":"Query"}}'


@pytest.mark.parametrize("padding", [0, 70_000], ids=["small", "large"])
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_a_body_that_breaks_off_is_not_answered(
    server: Server, padding: int, chunked: bool
) -> None:
    body = b'{"query": "{ __typename }"' + b" " * padding + b"}"
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % (len(body) + 9)
    with server.raw() as client:
        client.sendall(HEAD + length + b"\r\n\r\n")
        client.sendall(b"%x\r\n%s\r\n" % (len(body), body) if chunked else body)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while part := client.recv(1000):
            answer += part
    assert b"Query" not in answer


def answer_to(server: Server, *parts: bytes) -> bytes:
    """What a server says to these parts, one after the other, until it closes or falls silent."""
    with server.raw() as client:
        client.settimeout(2)
        answer = b""
        try:
            for part in parts:
                client.sendall(part)
                time.sleep(0.1)  # or they would travel as one
            while part := client.recv(1000):
                answer += part
        except OSError:
            pass
    return answer


QUERY = b'{"query": "{ __typename }"}'
LENGTH = b"Content-Length: %d\r\n" % len(QUERY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"


@pytest.mark.parametrize("way", ["whole", "apart", "chunked"])
def test_a_body_is_read_beside_an_offer_of_another_protocol(server: Server, way: str) -> None:
    """As clients in Java send each request."""
    head = HEAD + OFFER + (CHUNKED if way == "chunked" else LENGTH) + b"\r\n"
    parts = {
        "whole": [head + QUERY],
        "apart": [head, QUERY],
        "chunked": [head, b"%x\r\n%s\r\n0\r\n\r\n" % (len(QUERY), QUERY)],
    }[way]
    # And what follows by the same connection.
    answer = answer_to(server, *parts, HEAD + LENGTH + b"\r\n" + QUERY)
    assert answer.count(b'{"data":{"__typename":"Query"}}') == 2


def test_a_publish_is_seen_at_once_by_who_has_asked_before(server: Server) -> None:
    path, words = "/science/bread-dough/", "What rises first"
    query = urlencode({"query": f'{{ page(urlPath: "{path}") {{ title }} }}'})
    asked = [path, f"/graphql/?{query}"]
    for _ in range(10):  # of each worker
        assert not any(words.encode() in server.get(each).read() for each in asked)
    change = (
        "from blog.models import ArticlePage as A; p = A.objects.get(slug='bread-dough');"
        f"p.title = '{words}'; p.save_revision().publish()"
    )
    assert server.manage("shell", "-c", change).returncode == 0
    for _ in range(10):
        assert all(words.encode() in server.get(each).read() for each in asked)


def test_static_files_are_served_for_ever(server: Server) -> None:
    page = server.get("/").read().decode()
    sheet = re.search(r'/static/[^"]+\.css', page)
    assert sheet
    asked = Request(server.url + sheet[0], headers={"Accept-Encoding": "br"})  # noqa: S310
    answer = build_opener().open(asked, timeout=20)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]


def test_only_renditions_are_served_from_media_and_never_sniffed(server: Server) -> None:
    page = server.get("/science/bread-dough/").read().decode()
    picture = re.search(r"/media/images/[\w.-]+", page)
    assert picture
    answer = server.get(picture[0])
    assert answer.headers["Content-Type"] in ("image/webp", "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(answer.read()) == int(answer.headers["Content-Length"])
    original = next(Path(server.env["MEDIA_ROOT"], "original_images").iterdir())
    for path in (
        f"original_images/{original.name}",
        "documents/a.pdf",
        "images/../original_images/a.jpg",
        "images/a.html",
    ):
        with pytest.raises(HTTPError) as refused:
            server.get(f"/media/{path}")
        assert refused.value.code == 404


@pytest.fixture
def admin(server: Server) -> OpenerDirector:
    """A browser in which the administrator is logged in."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    token = token_of(browser.open(f"{server.url}/admin/login/").read())
    form = {"username": "admin", "password": PASSWORD, "csrfmiddlewaretoken": token}
    browser.open(f"{server.url}/admin/login/", urlencode(form).encode())
    assert "sessionid" in {cookie.name for cookie in cookies}
    return browser


def token_of(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1].decode()


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("a.html", b"<script>alert(1)</script>", True),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", True),
        ("a.txt", b"plain", False),
    ],
)
def test_documents_that_a_browser_would_run_are_refused(
    server: Server, admin: OpenerDirector, name: str, content: bytes, refused: bool
) -> None:
    address = f"{server.url}/admin/documents/add/"
    token = token_of(admin.open(address).read())
    fields = {"csrfmiddlewaretoken": token, "title": name, "collection": "1"}
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
        for k, v in fields.items()
    ]
    parts.append(
        f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n--edge--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    answer = admin.open(Request(address, b"".join(parts), headers))  # noqa: S310
    assert answer.url.endswith("/admin/documents/add/") is refused


def test_preparing_again_keeps_what_an_editor_changed(server: Server) -> None:
    change = (
        "from blog.models import ArticlePage as A;"
        "p = A.objects.get(slug='bread-dough'); p.title = 'Changed by hand';"
        "p.save_revision().publish(); print(A.objects.count())"
    )
    before = server.manage("shell", "-c", change).stdout
    assert server.manage("prepare", "--demo", "--port", str(free_port())).returncode == 0
    assert b"Changed by hand" in server.get("/science/bread-dough/").read()
    count = "from blog.models import ArticlePage as A; print(A.objects.count())"
    assert server.manage("shell", "-c", count).stdout.split()[-1] == before.split()[-1]


def test_a_taken_port_is_said_plainly(server: Server) -> None:
    done = server.prepare()
    assert done.returncode != 0
    assert f"Port {server.port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "said"), [("127.0.0.1", "is taken"), ("203.0.113.7", "cannot be listened at")]
)
def test_a_server_that_cannot_listen_says_so_and_ends(server: Server, host: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cms.serve"],
        cwd=ROOT,
        env=server.env | {"BIND": host},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
