"""When neighbours are made: after the commit of whatever makes an article public, another or gone.

As tasks of `settings.TASKS`: at once in the same process, or by a worker. numpy is loaded by the
first one, not by a process that only answers readers.
"""

from typing import Any

from django.db import connection, transaction
from django.dispatch import receiver
from django_tasks import task

from blog.editions.compose import ARTICLE
from blog.editions.terms import relisted

AT_ONCE = 20  # articles of a subtree that one task settles; the scheduler and the next do the rest


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


class Later:
    """A task to be enqueued after the commit, once however often a transaction asks for it."""

    def __init__(self, name: str, *args: Any):
        self.given, self.waits = (name, *args), True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and self.given == other.given

    def __hash__(self) -> int:
        return hash(self.given)

    def __call__(self) -> None:
        self.waits = False
        name, *args = self.given
        {"settle": settle, "catch_up": catch_up}[name].enqueue(*args)

    def register(self) -> None:
        waiting = connection.run_on_commit
        if not any(callback == self and callback.waits for _, callback, _ in waiting[-RECENT:]):
            transaction.on_commit(self)


RECENT = 5


@receiver(relisted)
def articles_changed(sender: type | None, page: int | None, **kwargs: Any) -> None:
    """One page, or any number of them."""
    if page is None:
        Later("catch_up").register()
    elif sender.__name__ == ARTICLE:
        Later("settle", page).register()
