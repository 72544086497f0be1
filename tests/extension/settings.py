"""The test suite's settings with the extension installed."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import DATABASES, GRAPPLE, INSTALLED_APPS

INSTALLED_APPS = ["tests.extension", *INSTALLED_APPS]
GRAPPLE = GRAPPLE | {"APPS": [*GRAPPLE["APPS"], "extension"]}
DATABASES["default"].setdefault("TEST", {"NAME": "test_extension"})
