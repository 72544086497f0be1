"""Articles about four things, so that those about one are alike."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_finished

from blog.models import ArticlePage, Related
from home.models import HomePage
from tests import factories as make

ABOUT = {
    "Bread": "dough yeast flour oven crust knead loaf rise bake starter",
    "Sleep": "pillow dream night bed wake tired dark snore rest clock",
    "Stars": "orbit moon planet telescope comet light galaxy dust sun eclipse",
    "Money": "bank interest loan rent budget saving price tax wage coin",
}


def text(topic: str, n: int) -> str:
    """Words of a topic, in an order and with a word of their own for each number."""
    words = ABOUT[topic].split()
    turned = words[n % 10 :] + words[: n % 10]
    return f"<p>{' '.join(turned[:7])} {topic}{n} {' '.join(turned[2:5])}</p>"


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Callable[[], object]:
    """A block as if it were committed: tasks are done at its end, and a failed one fails it."""
    @contextmanager
    def block() -> Iterator[list]:
        failed: list = []

        def finished(sender: object, task_result: object, **kwargs: object) -> None:
            if task_result.status == TaskResultStatus.FAILED:
                failed.extend(task_result.errors)

        task_finished.connect(finished)
        try:
            with django_capture_on_commit_callbacks(execute=True) as callbacks:
                yield callbacks
        finally:
            task_finished.disconnect(finished)
        assert not failed, failed[0].traceback

    return block


@pytest.fixture
def magazine(home: HomePage, committed) -> SimpleNamespace:
    """A category with five articles about each thing, published one after the other."""
    found = SimpleNamespace(home=home, category=make.category(home, "All"), articles={})
    for n in range(5):
        for topic in ABOUT:
            with committed():
                found.articles[topic, n] = article(found.category, topic, n)
    return found


def article(parent: object, topic: str, n: int, **fields: object) -> ArticlePage:
    body = [make.paragraph(text(topic, n))]
    return make.article(
        parent, f"{topic} {topic}{n}", body=body, introduction=f"On {topic}.", **fields
    )


def listed(page: ArticlePage) -> list[int]:
    rows = Related.objects.filter(source=page.pk).order_by("rank")
    return list(rows.values_list("target", flat=True))


def all_lists() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in Related.objects.order_by("source", "rank"):
        found.setdefault(row.source, []).append(row.target)
    return found
