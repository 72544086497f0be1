"""The test suite: SQLite in a temporary file unless TEST_DATABASE_URL says otherwise, fast
passwords.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES, database, env

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
GRAPHQL_INTROSPECTION = True

# What a run leaves on the disk goes with it.
WORK = Path(tempfile.mkdtemp(prefix="colophon-test-"))
atexit.register(shutil.rmtree, WORK, ignore_errors=True)

# A file, since a server in another thread needs a connection of its own.
FILE = WORK / "db.sqlite3"
DATABASES = {"default": database(env("TEST_DATABASE_URL", default=f"sqlite:///{FILE}"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(FILE)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = WORK / "media"
RELATED_FOLDER = WORK / "related"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WAGTAIL_AUTOSAVE_INTERVAL = 0
