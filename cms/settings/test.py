"""The test suite: SQLite in memory unless TEST_DATABASE_URL says otherwise, fast passwords."""

import tempfile

from .base import *  # noqa: F403
from .base import STORAGES, database, env

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env("TEST_DATABASE_URL", default="sqlite://:memory:"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="colophon-media-")
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WAGTAIL_AUTOSAVE_INTERVAL = 0
