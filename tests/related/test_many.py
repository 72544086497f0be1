"""Who publishes many articles leaves their placing aside and does it once, at the end."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from blog.models import ArticlePage, Vector
from blog.neighbours import rebuild, stale
from blog.neighbours.tasks import aside, upkeep
from tests import factories as make

from .conftest import ABOUT, article, listed, text
from .test_publish import again, placing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_index(settings, tmp_path):
    settings.RELATED_FOLDER = tmp_path / "related"


def files(folder: Path, count: int) -> None:
    for topic in ABOUT:
        for n in range(count):
            path = folder / "all" / f"{topic}{n}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\ntitle: {topic} {n}\n---\n\n{text(topic, n)[3:-4]}\n")


def run(folder: Path) -> None:
    call_command("import_articles", str(folder), publish=True, stdout=io.StringIO())


def test_an_import_places_all_that_it_published_once_at_its_end(home, committed, tmp_path):
    files(tmp_path, 3)
    with placing() as done, committed():
        run(tmp_path)
    assert done == []
    assert list(stale.faults()) == []
    for page in ArticlePage.objects.all():
        topic = page.title.split()[0]
        near = ArticlePage.objects.filter(pk__in=listed(page)[:2])
        assert [other.title.split()[0] for other in near] == [topic] * 2


def test_a_few_articles_are_placed_among_many_without_a_rebuild(
    magazine, committed, tmp_path, monkeypatch
):
    monkeypatch.setattr(rebuild, "rebuild", None)
    path = tmp_path / "all" / "bread.md"
    path.parent.mkdir()
    path.write_text(f"---\ntitle: Bread 9\n---\n\n{text('Bread', 9)[3:-4]}\n")
    with committed():
        run(tmp_path)
    found = listed(ArticlePage.objects.get(title="Bread 9"))
    assert set(found[:5]) == {magazine.articles["Bread", n].pk for n in range(5)}


@pytest.mark.parametrize("tend", [upkeep, lambda: call_command("publish_scheduled")])
def test_what_an_import_that_was_stopped_left_aside_is_found_by_upkeep_and_cron(
    magazine, committed, tend
):
    with committed(), aside():
        late = article(magazine.category, "Bread", 7)
    assert list(stale.faults()) == [(late.pk, "has no neighbours yet")]
    tend()
    assert list(stale.faults()) == []


def test_an_article_that_was_placed_before_is_never_left_aside(magazine, committed):
    page = again(magazine.articles["Bread", 0])
    page.body = f'[{{"type": "paragraph", "value": "{text("Stars", 9)}"}}]'
    with committed(), aside():
        page.save_revision().publish()
    assert list(stale.faults()) == []
    assert Vector.objects.count() == 20


def test_what_comes_back_with_its_category_is_placed_at_the_end_too(magazine, committed):
    category = again(magazine.category)
    with committed():
        category.unpublish()
    with placing() as done, committed(), aside():
        again(category).save_revision().publish()
        make.article(magazine.category, "Stars and bread")
    assert done == []
    rebuild.place_all(lambda *_: None)
    assert list(stale.faults()) == []
