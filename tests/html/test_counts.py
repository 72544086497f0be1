"""No page takes more than six statements, found or not; nothing of it stays in memory."""

import gc

import pytest
from django.test import RequestFactory

from blog.middleware import PublicPages
from home.models import SiteSettings
from tests import factories as make

pytestmark = pytest.mark.django_db

MOST = 6


@pytest.fixture
def press(home):
    """A publication with pictures, categories within categories and something that is gone."""
    health = make.category(home, "Health")
    teeth = make.category(make.category(health, "Mouth"), "Teeth")
    ada = make.author("Ada", portrait=make.image())
    ada.slug = "ada"
    ada.save()
    hero = make.image()
    for n in range(30):
        place = (health, teeth)[n % 2]
        make.article(place, f"Walk {n}", authors=[ada], tags=["feet"], hero=hero)
    body = [make.stream("latest"), make.section("Why", make.paragraph(), make.stream("related"))]
    make.article(teeth, "Brushing", body=body, authors=[ada], tags=["feet"], hero=hero)
    make.article(health, "Gone").unpublish()
    topic = make.topic("Feet")
    make.faq_page(home, make.question(topic=topic).topic)
    shown = make.question("Why walk?", topic=topic)
    make.article(teeth, "Walks", body=[make.faq(shown, ("Walk where?", "Here."))])
    make.standard(make.standard(home, "About"), "Contact", body=[make.paragraph()])
    home.body = [
        ("article_stream", {"heading": "Latest", "source": "latest", "count": 6}),
        ("article_stream", {"heading": "H", "source": "category", "category": health, "count": 6}),
    ]
    home.save_revision().publish()
    SiteSettings.objects.update_or_create(site=home.get_site(), defaults={"logo": make.image()})


ANSWERED = [
    ("/", 200),
    ("/health/", 200),
    ("/health/?page=2", 200),
    ("/health/mouth/teeth/", 200),
    ("/health/walk-0/", 200),
    ("/health/mouth/teeth/brushing/", 200),
    ("/questions/", 200),
    ("/questions/?query=question", 200),
    ("/about/contact/", 200),
    ("/authors/ada/", 200),
    ("/tags/feet/", 200),
    ("/search/", 200),
    ("/search/?query=walk", 200),
    ("/search/?query=walk&page=2", 200),
    ("/search/?query=walk&category=health", 200),
    ("/search/?query=walk&category=health&tag=feet", 200),
    ("/search/?query=walk+ada", 200),
    ("/search/?query=walk&category=none", 200),
    ("/search/?query=zzzz", 200),
    ("/search/?query=brushnig", 200),
    ("/search/?query=brushnig+ada&category=health", 200),
    ("/nothing/here/", 404),
    ("/health/walk/", 404),
    ("/authors/nobody/", 404),
    ("/tags/nothing/", 404),
    ("/wp-login.php", 404),
    ("/health/?page=99", 404),
    ("/search/?query=walk&page=99", 404),
    ("/health/gone/", 410),
]


def test_a_page_takes_at_most_six_statements(press, visitor, statements, subtests):
    for path, status in ANSWERED:
        with subtests.test(path):
            visitor.get(path)
            with statements() as sql:
                assert visitor.get(path).status_code == status
            assert 0 < len(sql) <= MOST, [q["sql"][:200] for q in sql.captured_queries]


@pytest.mark.parametrize("path", ["/health/", "/health/mouth/teeth/brushing/", "/about/contact/"])
def test_a_page_leaves_nothing_to_the_garbage_collector(press, path):
    answer = PublicPages(lambda request: pytest.fail("no public page"))

    def read() -> None:
        assert answer(RequestFactory().get(path)).status_code == 200

    read()
    gc.collect()
    gc.disable()
    try:
        read()
        assert gc.collect() == 0
    finally:
        gc.enable()
