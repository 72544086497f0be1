"""IndexNow, against a server that really listens."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from blog import indexnow
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "0123456789abcdef"


class Engine(ThreadingHTTPServer):
    """A search engine: keeps what it is told, and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[dict[str, Any]] = []
        self.status = 202

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/indexnow"

    def addresses(self) -> list[str]:
        """What it was told since the last call."""
        told, self.told = self.told, []
        return [url for body in told for url in body["urlList"]]


class Handler(BaseHTTPRequestHandler):
    server: Engine

    def do_POST(self) -> None:
        assert self.headers["Content-Type"].startswith("application/json")
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def engine(settings):
    server = Engine()
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    settings.INDEXNOW_KEY, settings.INDEXNOW_ENDPOINT = KEY, server.url
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def health(home, engine):
    made = make.category(home, "Health")
    engine.told.clear()
    return made


def test_engines_are_told_once_of_what_is_published_changed_and_taken_down(health, engine):
    article = make.article(health, "Walking", tags=["Food"], authors=[make.author()])
    address = "http://testserver/health/walking/"
    assert engine.told == [
        {
            "host": "testserver",
            "key": KEY,
            "keyLocation": f"http://testserver/{KEY}.txt",
            "urlList": [address],
        }
    ]
    engine.told.clear()
    article.introduction = "Another."
    article.save_revision().publish()
    assert engine.addresses() == [address]
    article.unpublish()
    assert engine.addresses() == [address]
    article.save_revision().publish()
    engine.told.clear()
    article.delete()
    assert engine.addresses() == [address]


def test_nobody_is_told_of_drafts_private_pages_and_what_is_not_to_be_listed(health, engine):
    draft = make.article(health, "Draft", live=False)
    draft.introduction = "More."
    draft.save_revision()
    draft.delete()
    make.article(health, "Unlisted", noindex=True)
    secret = make.category(health, "Secret", live=False)
    secret.view_restrictions.create(restriction_type="login")
    secret.save_revision().publish()
    hidden = make.article(secret, "Hidden")
    hidden.unpublish()
    assert engine.addresses() == []


def test_each_site_tells_of_its_own_addresses(health, engine):
    other = make.site("other.test")
    engine.told.clear()
    make.article(make.category(other.root_page, "Elsewhere"), "Other")
    assert {body["host"] for body in engine.told} == {"other.test"}
    assert engine.addresses() == [
        "http://other.test/elsewhere/",
        "http://other.test/elsewhere/other/",
    ]


@pytest.mark.parametrize("fault", ["refuses", "is away"])
def test_a_publish_succeeds_whatever_the_engine_does(health, engine, settings, caplog, fault):
    if fault == "refuses":
        engine.status = 403
    else:
        settings.INDEXNOW_ENDPOINT = "http://127.0.0.1:9/indexnow"
    with caplog.at_level(logging.WARNING, "colophon.indexnow"):
        make.article(health, "Walking")
    assert Client(HTTP_HOST="testserver").get("/health/walking/").status_code == 200
    assert "http://testserver/health/walking/" in caplog.text


def test_it_is_off_unless_there_is_a_key(home, engine, settings, visitor):
    settings.INDEXNOW_KEY = ""
    make.article(make.category(home, "Health"), "Walking").unpublish()
    assert engine.told == []
    assert visitor.get(f"/{KEY}.txt").status_code == 404
    assert visitor.get("/.txt").status_code == 404


def test_the_key_is_served_and_no_other(home, engine, visitor):
    assert visitor.get(f"/{KEY}.txt").content.decode() == KEY
    assert visitor.get(f"/{KEY}0.txt").status_code == 404
    assert visitor.get("/robots.txt").content.startswith(b"User-agent")


def test_many_addresses_go_in_several_requests(home, engine, monkeypatch):
    monkeypatch.setattr(indexnow, "MOST", 2)
    site = home.get_site().pk
    indexnow.send([f"{site}/{n}/" for n in range(5)])
    assert [len(body["urlList"]) for body in engine.told] == [2, 2, 1]
