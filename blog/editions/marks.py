"""Of which code an edition is, and of which templates its HTML: what is of another is made anew."""

import inspect
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from grapple.registry import registry

from .declarations import declared

HERE = Path(__file__).parent
COMPOSING = (
    "compose.py", "blocks.py", "declarations.py", "fulltext.py", "models.py", "store.py",
    "../richtext.py", "../sections.py",
)  # fmt: skip
RENDERING = ("show.py", "../richtext.py", "../templatetags/edition_tags.py")


@cache
def fingerprint() -> str:
    """Of the code that composes: the composer's source and all declarations."""
    found = blake2b(digest_size=8)
    for source in COMPOSING:
        found.update((HERE / source).read_bytes())
    classes = [cls for cls in registry.models if isinstance(cls, type)]
    for cls in sorted(classes, key=lambda c: f"{c.__module__}.{c.__qualname__}"):
        fields = [(f.key, f.source, f.through, f.many, f.required) for f in declared(cls)]
        found.update(repr(fields).encode())
    return found.hexdigest()


@cache
def rendered_by() -> str:
    """Of all that HTML depends on beside the edition: templates, what they call, static files."""
    found = blake2b(digest_size=8)
    strict = [engine for engine in engines.all() if isinstance(engine, Jinja2)]
    folders = [Path(folder) for engine in strict for folder in engine.template_dirs]
    files = [path for folder in folders for path in folder.rglob("*.html")]
    files += [Path(inspect.getfile(type(engine.env))) for engine in strict]
    files += [(HERE / source).resolve() for source in RENDERING]
    for path in sorted(set(files)):
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
