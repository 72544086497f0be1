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
