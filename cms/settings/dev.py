"""`make dev`: debug pages, autoreload, static files as they are."""

from .base import *  # noqa: F403
from .base import SECRET_KEY, STORAGES

DEBUG = True
GRAPHQL_INTROSPECTION = True
SECRET_KEY = SECRET_KEY or "only-for-development"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
