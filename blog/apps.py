"""The floor of the house: articles, FAQs, streams, authors, blocks and their editions."""

from django.apps import AppConfig


class BlogConfig(AppConfig):
    name = "blog"

    def ready(self) -> None:
        from . import indexnow, thumbnails  # noqa: F401  connect themselves
        from .editions import receivers  # noqa: F401  connects itself
        from .neighbours import tasks  # noqa: F401  connects itself
