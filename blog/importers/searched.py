"""The editor's search of what is imported: many articles at a time, since Wagtail's index goes
through all that it has whenever something is added."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler

from blog.models import ArticlePage

TOGETHER = 100


@contextmanager
def unsearched() -> Iterator[None]:
    """What is saved meanwhile is left out until `search_for` is told of it. Of a run that was
    killed up to a hundred articles are not: `manage.py update_index` finds them."""
    post_save.disconnect(post_save_signal_handler, sender=ArticlePage)
    try:
        yield
    finally:
        post_save.connect(post_save_signal_handler, sender=ArticlePage)


@task()
def search_for(keys: list[int]) -> None:
    """Puts articles into the index of the editor's search."""
    articles = list(ArticlePage.get_indexed_objects().filter(pk__in=keys))
    for backend in get_search_backends(with_auto_update=True):
        with transaction.atomic():
            backend.add_bulk(ArticlePage, articles)
