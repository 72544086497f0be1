"""When neighbours are made: after the commit of whatever makes an article public, another or gone.

As tasks of `settings.TASKS`: at once in the same process, or by a worker. numpy is loaded by the
first one, not by a process that only answers readers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.dispatch import receiver
from django_tasks import task

from blog.editions.compose import ARTICLE
from blog.editions.terms import relisted

from .models import Vector

AT_ONCE = 20  # articles of a subtree that one task settles; the scheduler and the next do the rest

_aside: ContextVar[bool] = ContextVar("aside", default=False)


@task()
def settle(page: int) -> None:
    """Makes the neighbours of one page what its article is now."""
    from .place import settle

    settle(page)


@task()
def catch_up() -> None:
    """Removes all that is not public any more and places some of what has become so."""
    tend(AT_ONCE)


def tend(most: int) -> None:
    """Settles up to so many articles that have become public or are so no more. Those that are
    gone are taken out first, all at once, since that costs little."""
    from . import stale
    from .place import settle, sweep

    sweep()
    for page in stale.missing()[:most]:
        settle(page)


def upkeep() -> None:
    """What a task has left, and the indexes from which too much is missing; for the scheduler."""
    from . import index, stale

    tend(AT_ONCE * 5)
    for locale in stale.locales():
        index.renew(locale)


@contextmanager
def aside() -> Iterator[None]:
    """For whoever publishes many articles and calls `rebuild.place_all` at the end: those that
    are new are not placed meanwhile. Where that end never comes, `upkeep` finds them."""
    token = _aside.set(True)
    try:
        yield
    finally:
        _aside.reset(token)


@receiver(relisted)
def articles_changed(sender: type | None, page: int | None, **kwargs: Any) -> None:
    """One page, or any number of them."""
    later = _aside.get()
    if page is None:
        if not later:
            catch_up.enqueue()
    elif sender.__name__ == ARTICLE:
        # One that was placed before would not be found again as unplaced.
        if not later or Vector.objects.filter(page_id=page).exists():
            settle.enqueue(page)
