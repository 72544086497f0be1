"""What every drill stands on: Django with the drills' settings, and a folder that goes with it."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stage() -> Iterator[None]:
    """Sets Django up; the processes that a drill starts share its folder."""
    with tempfile.TemporaryDirectory(prefix="colophon-drill-") as folder:
        os.environ.setdefault("DRILL_FOLDER", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drill.settings"
        import django

        django.setup()
        logging.getLogger("django.request").setLevel(logging.ERROR)
        yield
