"""A small publication with one of everything, for tests that write into it."""

from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from home.models import HomePage
from tests import factories as make


def publication(home: HomePage) -> SimpleNamespace:
    """Two categories and one within, four articles, one of each thing that an article names."""
    w = SimpleNamespace(home=home)
    ContentType.objects.clear_cache()
    w.health = make.category(home, "Health")
    w.heart = make.category(w.health, "Heart")
    w.science = make.category(home, "Science")
    w.topic = make.topic("Basics")
    w.faq = make.question("Does walking count?", topic=w.topic)
    w.author, w.other_author = make.author("Ada Lovelace"), make.author("Bert Brecht")
    w.image = make.image("Harbour", description="A harbour at six")
    w.document = make.document("Leaflet")
    w.plain = make.article(w.science, "Quarks")
    w.article = make.article(
        w.health,
        "Walking",
        body=[make.section("Why", make.paragraph("<p>Because.</p>"), make.faq(w.faq, ("A?", "B")))],
        authors=[w.author],
        tags=["outdoors", "sport"],
        picks=[w.plain],
        hero=w.image,
    )
    w.deep = make.article(w.heart, "Pulse", authors=[w.author, w.other_author], tags=["sport"])
    w.draft = make.article(w.health, "Unready", live=False, authors=[w.author])
    w.questions = make.faq_page(home, w.topic)
    return w


@pytest.fixture
def world(home: HomePage) -> SimpleNamespace:
    return publication(home)


@pytest.fixture
def postgres() -> bool:
    return connection.vendor == "postgresql"
