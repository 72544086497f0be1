"""The WSGI application, for a server behind a proxy that buffers requests."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from cms.graphql.persisted import trusted  # noqa: E402 needs the apps
from cms.graphql.schema import shape  # noqa: E402

shape()  # before the first request, not by several threads at it
if settings.GRAPHQL_TRUSTED_DOCUMENTS:
    trusted(settings.GRAPHQL_TRUSTED_DOCUMENTS)
