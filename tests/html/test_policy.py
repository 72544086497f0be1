"""What browsers are told that our pages may do."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from cms import security
from tests import factories as make

CSP = "Content-Security-Policy"
PUBLIC = ["/", "/health/", "/health/walking/", "/search/?query=walking", "/nowhere/", "/feed/",
          "/health/walking/index.md", "/robots.txt", "/sitemap.xml"]  # fmt: skip


@pytest.fixture
def article(home):
    return make.article(make.category(home, "Health"), "Walking")


def directives(answer) -> dict[str, list[str]]:
    found = [part.split() for part in answer[CSP].split(";")]
    assert len({name for name, *_ in found}) == len(found), "a directive stands twice"
    return {name: sources for name, *sources in found}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_runs_and_asks_for_nothing_but_our_own(article, visitor, path):
    answer = visitor.get(path)
    assert "unsafe" not in answer[CSP]
    told = directives(answer)
    assert told["default-src"] == told["base-uri"] == ["'none'"]
    sources = {source for given in told.values() for source in given}
    assert {s for s in sources if not s.startswith("'sha256-")} == {"'none'", "'self'"}
    assert told["frame-ancestors"] == ["'self'"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_who_is_logged_in_reads_under_the_policy_of_readers(article, visitor, admin_client):
    assert admin_client.get(article.url)[CSP] == visitor.get(article.url)[CSP]


def test_the_editor_has_a_policy_of_its_own(article, admin_client):
    told = directives(admin_client.get("/admin/"))
    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == ["'self'", "'unsafe-inline'"]


def test_a_preview_has_the_policy_of_the_page_that_it_shows(article, visitor, admin_client):
    draft = admin_client.get(f"/admin/pages/{article.pk}/view_draft/")
    assert b"Walking" in draft.content
    assert draft[CSP] == visitor.get(article.url)[CSP]


def test_an_answer_with_a_policy_of_its_own_keeps_it(home, visitor):
    document = make.document()
    assert visitor.get(document.url)[CSP] == "default-src 'none'"


def test_a_picture_may_be_shown_by_a_frontend_elsewhere(article, visitor):
    assert visitor.get(article.url)["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cross-Origin-Resource-Policy" not in visitor.get("/robots.txt")


def test_a_script_within_a_page_is_allowed_by_its_hash():
    text = Path(finders.find("graphiql/start.js")).read_bytes()
    allowed = {b64encode(hashlib.sha256(t).digest()).decode() for t in (text, text.strip())}
    found = security.hashes(("graphiql/start.js", "js/none.js"))
    assert set(found) == {f"'sha256-{hash_}'" for hash_ in allowed}


@override_settings(
    SECURE_HSTS_SECONDS=31_536_000,
    SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
    SECURE_HSTS_PRELOAD=True,
    SECURE_SSL_REDIRECT=True,
    BASE_URL="https://testserver",
)
def test_under_https_browsers_are_told_to_stay_there(article):
    security.for_readers.cache_clear()
    try:
        client = Client(HTTP_HOST="testserver")
        assert client.get("/")["Location"] == "https://testserver/"
        answer = client.get("/", secure=True)
        told = answer["Strict-Transport-Security"]
        assert told == "max-age=31536000; includeSubDomains; preload"
        assert "upgrade-insecure-requests" in directives(answer)
    finally:
        security.for_readers.cache_clear()


@override_settings(STATIC_URL="https://files.example/static/", MEDIA_URL="/media/")
def test_files_from_a_host_of_their_own_are_allowed_from_there():
    assert security.origins() == ("https://files.example",)
