"""What of a page is rendered when it is composed: the blocks that show nothing but what they own.

Nobody declares which these are. A template is strict: what it does not get, it raises for. So a
block is rendered with its value alone, and one whose template asks for the page, the request or
another thing's edition is left to be rendered for each reader.
"""

import inspect
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils import translation

from blog import richtext
from blog.templatetags import edition_tags

from . import show
from .filled import Filled


class Alone(Filled):
    """Nothing is read."""

    def __init__(self) -> None:
        self.editions = {}

    def get(self, reference: dict) -> None:
        raise LookupError(reference["__ref"])


def prerendered(body: dict[str, Any]) -> dict[str, str]:
    """id → HTML of the blocks of a page's streams that need nothing else."""
    blocks = show.blocks_of(body)
    with translation.override(settings.LANGUAGE_CODE):
        made = {block["id"]: alone(block) for block in blocks}
    return {id_: html for id_, html in made.items() if html is not None}


def alone(block: dict) -> str | None:
    """A block's HTML; None where it needs more than the block."""
    try:
        if not isinstance(show.template_of(block["__typename"]).backend, Jinja2):
            return None  # Django's are silent about what is missing.
        return show.ShownBlock(block, Alone()).render_as_block()
    except Exception:  # noqa: BLE001 - whatever it is, the page will show it
        return None


@cache
def mark() -> str:
    """Of all that HTML depends on beside the edition: templates, what they call, static files."""
    found = blake2b(digest_size=8)
    strict = [engine for engine in engines.all() if isinstance(engine, Jinja2)]
    code = [inspect.getfile(module) for module in (show, richtext, edition_tags)]
    code += [inspect.getfile(type(engine.env)) for engine in strict]
    folders = [Path(folder) for engine in strict for folder in engine.template_dirs]
    templates = [path for folder in folders for path in folder.rglob("*.html")]
    for path in sorted({Path(path) for path in [*code, *templates]}):
        found.update(path.read_bytes())
    said = (
        settings.LANGUAGE_CODE,
        settings.TIME_ZONE,
        settings.STATIC_URL,
        settings.EMBED_PROVIDERS,
    )
    found.update(repr(said).encode())
    found.update(getattr(staticfiles_storage, "manifest_hash", "").encode())
    return found.hexdigest()
