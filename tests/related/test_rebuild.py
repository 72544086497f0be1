"""Everything at once: the same lists as publish by publish, stopped and gone on with, and checked."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from wagtail.rich_text import RichText

from blog.models import Body, Fit, Neighbourhood, Related, Term, Vector
from blog.neighbours import index, place, rebuild, stale, store
from blog.neighbours.tasks import tend, upkeep

from .conftest import all_lists, article, listed, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_index(settings, tmp_path):
    settings.RELATED_FOLDER = tmp_path
    index.mapped.cache_clear()


def silent(what: str, done: int, of: int) -> None:
    """Says nothing of how far it is."""


def locale(magazine) -> int:
    return magazine.category.locale_id


def test_a_rebuild_of_what_was_just_rebuilt_changes_nothing(magazine):
    assert rebuild.rebuild(locale(magazine), silent) >= 0
    before = all_lists()
    assert rebuild.rebuild(locale(magazine), silent) == 0
    assert all_lists() == before


def test_a_rebuild_makes_the_lists_from_nothing(magazine):
    rebuild.rebuild(locale(magazine), silent)
    before = all_lists()
    for model in (Related, Vector, Fit):
        model.objects.all().delete()
    assert rebuild.rebuild(locale(magazine), silent) == len(before)
    assert all_lists() == before


def test_publishing_again_what_was_rebuilt_changes_no_list(magazine):
    """A publish, which compares one, and a rebuild, which compares all, agree; but for the order
    of what is alike to the fifth digit."""
    rebuild.rebuild(locale(magazine), silent)
    before = {page: set(found) for page, found in all_lists().items()}
    for with_index in (True, False):
        if not with_index:
            shutil.rmtree(index.current(*key(magazine)).folder)
            index.mapped.cache_clear()
        for page in magazine.articles.values():
            with store.locked(locale(magazine)) as clock:
                anew = place.put_in(locale(magazine), clock, page.pk, again=True)
            place.refill(locale(magazine), anew)
        now = {page: set(found) for page, found in all_lists().items()}
        assert now == before, f"with an index: {with_index}"


def key(magazine) -> tuple[int, int]:
    return locale(magazine), store.frequencies(locale(magazine))[0]


def test_what_came_after_the_index_was_built_is_found(magazine, committed):
    rebuild.rebuild(locale(magazine), silent)
    with committed():
        page = article(magazine.category, "Bread", 7)
    with committed():
        late = article(magazine.category, "Bread", 8)
    assert page.pk in listed(late)
    assert late.pk in listed(page)


def test_who_was_near_to_an_article_learns_that_it_is_another_one(
    magazine, committed, settings, monkeypatch
):
    settings.RELATED_DUPLICATE = 0.01  # none of them stands in the list of another
    monkeypatch.setattr(place, "NEAR", 3)
    rebuild.rebuild(locale(magazine), silent)
    page, other = magazine.articles["Bread", 0], magazine.articles["Bread", 1]

    def score() -> float:
        kept = np.frombuffer(store.some([other.pk])[0].nearest, store.PAIR)
        return {int(k): float(s) for k, s in kept}.get(page.pk, 0.0)

    assert score() > 0.5
    with committed():
        page.title, page.introduction = "Stars Stars8", "On Stars."
        page.body = [("paragraph", {"text": RichText(text("Stars", 8))})]
        page.save_revision().publish()
    assert score() < 0.1


def test_lists_that_one_removal_leaves_short_have_no_gap(magazine, committed, monkeypatch):
    monkeypatch.setattr(place, "REFILLED", 1)
    rebuild.rebuild(locale(magazine), silent)
    page = magazine.articles["Bread", 0]
    assert Related.objects.filter(target=page.pk).count() > 2
    with committed():
        page.unpublish()
    assert list(stale.faults()) == []


class Stop(Exception):
    """Somebody has stopped the command."""


@pytest.mark.parametrize("stage", ["compared", "listed"])
def test_a_rebuild_that_was_stopped_goes_on_where_it_was(magazine, monkeypatch, stage):
    monkeypatch.setattr(rebuild, "BLOCK", 6)
    monkeypatch.setattr(rebuild, "LISTED", 6)
    rebuild.rebuild(locale(magazine), silent)
    before = all_lists()
    Related.objects.all().delete()

    def stop(what: str, done: int, of: int) -> None:
        if (what, done) == (stage, 12):
            raise Stop

    with pytest.raises(Stop):
        rebuild.rebuild(locale(magazine), stop)
    said: list[tuple[str, int]] = []
    rebuild.rebuild(locale(magazine), lambda what, done, of: said.append((what, done)))
    assert min(done for what, done in said if what == stage) == 18
    assert all_lists() == before


def test_what_goes_and_comes_during_a_rebuild_is_right_at_its_end(magazine, committed, monkeypatch):
    monkeypatch.setattr(rebuild, "LISTED", 6)
    gone, new = magazine.articles["Bread", 0], []

    def edit(what: str, done: int, of: int) -> None:
        if what == "compared":
            with committed():
                gone.unpublish()
                new.append(article(magazine.category, "Bread", 7))

    rebuild.rebuild(locale(magazine), edit)
    assert list(stale.faults()) == []
    assert listed(gone) == []
    assert not Related.objects.filter(target=gone.pk).exists()
    assert new[0].pk in listed(magazine.articles["Bread", 1])


def test_check_says_what_is_stale_and_changes_nothing(magazine):
    call_command("rebuild_related", check=True)
    bread, stars, money = (magazine.articles[t, 0].pk for t in ("Bread", "Stars", "Money"))
    Term.objects.filter(name=f"page:{bread}").delete()
    Body.objects.filter(name=f"page:{stars}").update(text="something else")
    Vector.objects.filter(page_id=money).delete()
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rebuild_related", check=True, stdout=said)
    assert f"page:{bread} is not public and has neighbours" in said.getvalue()
    assert f"page:{stars} was compared by another text" in said.getvalue()
    assert f"page:{money} has no neighbours yet" in said.getvalue()
    call_command("rebuild_related", verbosity=0)
    call_command("rebuild_related", check=True)


def test_upkeep_does_what_a_task_has_left(magazine, monkeypatch):
    for model in (Related, Vector):
        model.objects.all().delete()
    monkeypatch.setattr(index, "FEW", 3)
    tend(5)
    assert Vector.objects.count() == 5
    upkeep()
    assert list(stale.faults()) == []
    assert len(index.current(*key(magazine)).pages) == 20


def test_an_index_that_somebody_deletes_is_missed_by_nobody(magazine, committed):
    rebuild.rebuild(locale(magazine), silent)
    for folder in Path(index.settings.RELATED_FOLDER).iterdir():
        shutil.rmtree(folder)
    index.mapped.cache_clear()
    with committed():
        page = article(magazine.category, "Sleep", 8)
    assert set(listed(page)[:5]) == {magazine.articles["Sleep", n].pk for n in range(5)}


def test_an_index_of_a_database_that_was_set_back_is_not_asked(magazine):
    rebuild.rebuild(locale(magazine), silent)
    assert index.current(*key(magazine))
    Neighbourhood.objects.update(clock=3)
    assert index.current(*key(magazine)) is None


def test_upkeep_leaves_a_rebuild_alone_that_is_at_work(magazine, monkeypatch):
    monkeypatch.setattr(index, "FEW", 3)
    monkeypatch.setattr(rebuild, "BLOCK", 6)
    rebuild.rebuild(locale(magazine), lambda what, done, of: upkeep())
    assert rebuild.rebuild(locale(magazine), silent) == 0
