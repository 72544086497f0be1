"""Pages travel compressed and only once."""

import gzip

import brotli
import pytest

from tests import factories as make

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def article(home):
    body = [make.section("Why", make.paragraph("<p>Because it does you good.</p>" * 50))]
    return make.article(make.category(home, "Health"), "Walking", body=body)


@pytest.mark.parametrize("path", ["/health/walking/", "/", "/health/walking.md"])
@pytest.mark.parametrize("coding", UNPACK)
def test_a_text_is_compressed_for_who_wants_it(article, visitor, path, coding):
    plain = visitor.get(path)
    packed = visitor.get(path, headers={"Accept-Encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert "Accept-Encoding" in packed["Vary"]
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert UNPACK[coding](packed.content) == plain.content


def test_a_page_is_sent_again_only_when_it_changed(article, visitor):
    first = visitor.get(article.url)
    again = visitor.get(article.url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    packed = visitor.get(article.url, headers={"Accept-Encoding": "br"})
    assert packed["ETag"] != first["ETag"]
    article.title = "Walking on"
    article.save_revision().publish()
    changed = visitor.get(article.url, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Walking on" in changed.content.decode()


def test_pages_of_who_is_logged_in_are_left_alone(article, admin_client):
    for path in (article.url, "/admin/"):
        page = admin_client.get(path, headers={"Accept-Encoding": "br"})
        assert page.status_code == 200
        assert "Content-Encoding" not in page
        assert "ETag" not in page


def test_a_page_that_asks_for_a_password_is_left_alone(article, visitor):
    article.view_restrictions.create(restriction_type="password", password="open")
    for _ in range(2):
        page = visitor.get(article.url, headers={"Accept-Encoding": "br"})
        assert "csrfmiddlewaretoken" in page.content.decode()
        assert "ETag" not in page
