"""The WSGI application, for a server behind a proxy that buffers requests."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from cms.graphql.schema import shape  # noqa: E402 needs the apps

shape()  # before the first request, not by several threads at it
