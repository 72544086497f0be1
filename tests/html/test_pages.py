"""The pages that a visitor gets."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_article_is_served_from_its_edition(home, visitor):
    health = make.category(home, "Health")
    make.article(health, "Walking", body=[make.section("Why", make.paragraph("<p>Because.</p>"))])
    page = visitor.get("/health/walking/").content.decode()
    assert "<h1" in page
    assert "Because." in page
    assert "Health" in page


def test_a_draft_is_not_found(home, visitor):
    make.article(make.category(home, "Health"), "Walking", live=False)
    assert visitor.get("/health/walking/").status_code == 404


def test_who_has_to_log_in_for_a_page_does_so_on_a_page_of_the_site(home, visitor):
    article = make.article(make.category(home, "Health"), "Walking")
    article.view_restrictions.create(restriction_type="login")
    make.editor()
    asked = visitor.get("/health/walking/", follow=True)
    page = asked.content.decode()
    assert "css/site.css" in page
    assert "<h1>Log in</h1>" in page
    assert "Log in – The Review" in page
    given = {"username": "editor", "password": "secret", "next": "/health/walking/"}
    assert "Walking" in visitor.post("/_util/login/", given, follow=True).content.decode()
    wrong = visitor.post("/_util/login/", given | {"password": "wrong"}).content.decode()
    assert "errorlist" in wrong
