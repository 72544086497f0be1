"""What is scheduled happens by itself, and one fault stops nothing else."""

import datetime
import time

import pytest
from django.core.management import call_command
from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.models import Revision

from blog.models import ArticlePage
from blog.schedule import run_due
from cms import scheduler
from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def scheduled(parent, title):
    """An article whose time to go live has just come."""
    page = make.article(parent, title, live=False)
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish()
    past = timezone.now() - HOUR
    Revision.objects.for_instance(page).update(approved_go_live_at=past)
    revision = Revision.objects.for_instance(page).latest("pk")
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    return page


def test_a_scheduled_article_is_public_when_its_time_has_come(home, visitor):
    scheduled(make.category(home, "Health"), "Walking")
    assert visitor.get("/health/walking/").status_code == 404
    call_command("publish_scheduled")
    assert visitor.get("/health/walking/").status_code == 200


def test_an_expired_article_is_gone_before_and_after_it_is_unpublished(home, visitor):
    page = make.article(make.category(home, "Health"), "Walking")
    page.expire_at = timezone.now() + HOUR
    page.save()
    ArticlePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    assert visitor.get("/health/walking/").status_code == 404
    assert run_due() == 1
    assert not ArticlePage.objects.get(pk=page.pk).live
    assert run_due() == 0


def test_one_that_fails_keeps_its_schedule_and_the_others_go_on(home, visitor):
    health = make.category(home, "Health")
    broken, fine = scheduled(health, "Broken"), scheduled(health, "Fine")

    def refuse(sender, instance, **kwargs):
        if instance.slug == "broken":
            raise RuntimeError("no")

    pre_save.connect(refuse, sender=ArticlePage)
    try:
        assert run_due() == 1
    finally:
        pre_save.disconnect(refuse, sender=ArticlePage)
    assert visitor.get(fine.url).status_code == 200
    assert visitor.get(broken.url).status_code == 404
    assert run_due() == 1
    assert visitor.get(broken.url).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_servers_thread_does_what_is_due(home, visitor, settings):
    if "memory" in str(settings.DATABASES["default"]["NAME"]):
        pytest.skip("a database in memory belongs to one thread")
    scheduled(make.category(home, "Health"), "Walking")
    end = scheduler.start(every=0.05)
    try:
        deadline = time.monotonic() + 20
        while visitor.get("/health/walking/").status_code != 200:
            assert time.monotonic() < deadline, "not published"
    finally:
        end(20)


def test_one_process_of_a_machine_has_the_upkeep_until_it_leaves(tmp_path):
    first, second = (scheduler.Lease(tmp_path / "related" / "upkeep.lock") for _ in range(2))
    assert [first.mine(), second.mine(), first.mine()] == [True, False, True]
    first.leave()
    assert [second.mine(), first.mine()] == [True, False]
    second.leave()
