"""The test suite's settings, on a database and media folder that several processes share."""

import os
from pathlib import Path

from cms.settings.test import *  # noqa: F403
from cms.settings.test import database

FOLDER = Path(os.environ["DRILL_FOLDER"])
DATABASES = {
    "default": database(os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{FOLDER / 'db.sqlite3'}")
}
MEDIA_ROOT = FOLDER / "media"
RELATED_FOLDER = FOLDER / "related"
