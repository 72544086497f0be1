"""Scheduled publishing and expiry: what is due happens, one object at a time.

Safe to run in several processes at once: each object's row is locked and looked at again before
anything is done. An object that fails is logged and tried again at the next run; the others go on.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger("colophon.schedule")


def run_due() -> int:
    """Unpublishes what has expired and publishes what is due; returns how many objects it did."""
    done = 0
    for model, key in list(expired()):
        done += attempt(expire, model, key)
    for key in list(due().values_list("pk", flat=True)):
        done += attempt(publish, Revision, key)
    return done


def attempt(action: Any, model: type[models.Model], key: Any) -> bool:
    """Does one thing in a transaction of its own; a failure is logged, and is not an exception."""
    try:
        with transaction.atomic():
            return action(model, key)
    except Exception:
        log.exception("scheduled %s of %s %s failed", action.__name__, model._meta.label, key)
        return False


def expired() -> Iterator[tuple[type[models.Model], Any]]:
    drafts = [m for m in apps.get_models() if issubclass(m, DraftStateMixin)]
    for model in [Page, *(m for m in drafts if not issubclass(m, Page))]:
        found = model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        yield from ((model, key) for key in found.values_list("pk", flat=True))


def due() -> models.QuerySet[Revision]:
    now = timezone.now()
    return Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")


def locked(rows: models.QuerySet) -> models.Model | None:
    """The row, if it is still there to be done and nobody else is at it."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()


def expire(model: type[models.Model], key: Any) -> bool:
    found = locked(model.objects.filter(pk=key, live=True, expire_at__lt=timezone.now()))
    if found is None:
        return False
    found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def publish(model: type[models.Model], key: Any) -> bool:
    found = locked(due().filter(pk=key))
    if found is None:
        return False
    found.publish(log_action="wagtail.publish.scheduled")
    return True
