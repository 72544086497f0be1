"""What a browser may do with our pages: Content-Security-Policy and its kin.

A public page runs nothing but our own files and asks nobody else for anything; only where it shows
an embed may that one's provider be framed. Policies are texts that are made once.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.http.response import HttpResponseBase

CSP = "Content-Security-Policy"
EDITOR = ("/admin/", "/django-admin/")

# Nothing on our pages needs these; what an embed may use is not among them, nor what browsers only
# complain about.
DENIED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{feature}=()" for feature in DENIED)


def origins() -> tuple[str, ...]:
    """Where our own files are served from, beside the site itself."""
    parts = [urlsplit(url) for url in (settings.STATIC_URL, settings.MEDIA_URL)]
    return tuple(dict.fromkeys(f"{p.scheme or 'https'}://{p.netloc}" for p in parts if p.netloc))


def hashes(files: tuple[str, ...]) -> tuple[str, ...]:
    """The sources that allow static files to stand in a page: as they are, and without the white
    space around them. A file that there is not allows nothing."""
    texts = [Path(found).read_text() for file in files if (found := finders.find(file))]
    both = dict.fromkeys(form for text in texts for form in (text, text.strip()))
    return tuple(
        f"'sha256-{b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in both
    )


def written(**directives: tuple[str, ...]) -> str:
    """A policy as its header has it; a directive without sources stands alone."""
    said = (" ".join((name.replace("_", "-"), *given)) for name, given in directives.items())
    upgrade = ["upgrade-insecure-requests"] if settings.BASE_URL.startswith("https://") else []
    return "; ".join([*said, *upgrade])


@lru_cache(maxsize=64)
def for_readers(frames: tuple[str, ...] = ()) -> str:
    """The policy of a public page. frames: the origins that it may frame."""
    ours = ("'self'", *origins())
    return written(
        default_src=("'none'",),
        script_src=(*ours, *hashes(tuple(settings.INLINE_SCRIPTS))),
        style_src=ours,
        img_src=ours,
        font_src=ours,
        connect_src=("'self'",),
        manifest_src=("'self'",),
        frame_src=frames or ("'none'",),
        form_action=("'self'",),
        base_uri=("'none'",),
        # The editor shows previews in a frame.
        frame_ancestors=("'self'",),
    )


@lru_cache(maxsize=1)
def for_editors() -> str:
    """The policy of the editor, whose pages Wagtail writes with scripts and styles in them."""
    ours = ("'self'", *origins())
    return written(
        default_src=("'none'",),
        script_src=(*ours, "'unsafe-inline'"),
        style_src=(*ours, "'unsafe-inline'"),
        img_src=(*ours, "data:", "blob:"),
        font_src=(*ours, "data:"),
        media_src=(*ours, "blob:"),
        connect_src=("'self'",),
        manifest_src=("'self'",),
        worker_src=("'self'", "blob:"),
        frame_src=("'self'",),
        form_action=("'self'",),
        base_uri=("'none'",),
        frame_ancestors=("'self'",),
    )


class Policies:
    """Sets them, unless an answer has one of its own. A view tells in `request.frames` what the
    page that it shows may frame. Debug pages, which Django styles within them, have none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in (404, 500):
            return response
        headers = response.headers
        if CSP not in headers:
            if request.path_info.startswith(EDITOR):
                headers[CSP] = for_editors()
            else:
                headers[CSP] = for_readers(getattr(request, "frames", ()))
        headers["Permissions-Policy"] = PERMISSIONS
        if headers.get("Content-Type", "").startswith("text/html"):
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
