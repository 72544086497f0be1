"""Pictures from the media folder, where no web server in front of us serves them.

Only renditions are served, never originals or documents (Wagtail's own view serves those, with
their permissions), and never as anything that a browser would run.
"""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils._os import safe_join
from django.views.static import serve as static_serve

from blog.models import CustomRendition
from blog.visibility import in_private_collection

TYPES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
FOLDER = "images/"


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The rendition of a path below the media folder; a private picture's only for editors."""
    type_, _ = mimetypes.guess_type(path)
    if not path.startswith(FOLDER) or type_ not in TYPES:
        raise Http404
    if Path(safe_join(settings.MEDIA_ROOT, path)).parent != Path(settings.MEDIA_ROOT, "images"):
        raise Http404
    private = in_private_collection(CustomRendition, path)
    if private and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = static_serve(request, path, document_root=settings.MEDIA_ROOT)
    age = "private, max-age=0" if private else "public, max-age=31536000, immutable"
    response["Cache-Control"] = age
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
