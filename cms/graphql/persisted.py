"""Documents that are asked for by their SHA-256: trusted ones, and those that a client registers.

Where a folder of trusted documents is set, nothing else is answered. Otherwise a client may send a
document once with its hash and then the hash alone, as Apollo's “automatic persisted queries” do;
a process that does not know the hash says so, and the client sends the document again.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .bounded import Bounded
from .documents import Document, documents
from .errors import UNKNOWN
from .requests import Asked, Refused

# Of all registered documents of one process together.
MOST_BYTES = 2_000_000
HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
# What code generators write of a frontend's documents: hash → text.
MANIFEST = "persisted-documents.json"

registered = Bounded(settings.GRAPHQL_PERSISTED, MOST_BYTES)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def document_of(asked: Asked, editor: bool) -> str:
    """The text of the document that is asked for. Raises Refused.

    editor: whether who asks may ask anything.
    """
    known, text = hash_of(asked), asked.query
    if known and text is not None and digest(text) != known:
        raise Refused(400, "The hash is not the document's SHA-256.", "PERSISTED_QUERY_MISMATCH")
    if settings.GRAPHQL_TRUSTED_DOCUMENTS and not editor:
        return trusted_one(known or digest(text or ""))
    if text is None:
        return registered_one(known or "")
    if known and settings.GRAPHQL_PERSISTED and not documents.get(text).errors:
        registered.keep(known, text, len(text.encode()))
    return text


def hash_of(asked: Asked) -> str | None:
    """The hash that a request names, as `documentId` or in Apollo's way. Raises Refused."""
    given, name = asked.document_id, "documentId"
    if given is None and "persistedQuery" in asked.extensions:
        apollo, name = asked.extensions["persistedQuery"], "extensions.persistedQuery.sha256Hash"
        given = apollo.get("sha256Hash") if isinstance(apollo, dict) else None
        given = given if isinstance(given, str) else ""
    if given is None:
        return None
    found = HASH.fullmatch(given)
    if not found:
        raise Refused(400, f"“{name}” is no SHA-256 in 64 small hexadecimal digits.")
    return found[1]


def trusted_one(known: str) -> str:
    found = trusted(settings.GRAPHQL_TRUSTED_DOCUMENTS).get(known)
    if found is None:
        raise Refused(403, "Only trusted documents are answered here.", "UNTRUSTED_DOCUMENT")
    return found


def registered_one(known: str) -> str:
    # The messages are those that clients of Apollo's protocol look for.
    if not settings.GRAPHQL_PERSISTED:
        raise Refused(400, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
    found = registered.get(known)
    if found is None:
        raise Refused(400, "PersistedQueryNotFound", UNKNOWN)
    return found


@lru_cache(maxsize=4)
def trusted(folder: str) -> dict[str, str]:
    """The documents of a folder by their hash, each also without space around it.

    Raises ImproperlyConfigured for a folder without documents, and for a document that the schema
    does not allow.
    """
    found: dict[str, str] = {}
    for path, text in texts(Path(folder)):
        if errors := Document(text).errors:
            raise ImproperlyConfigured(f"{path} is no document of this schema: {errors[0].message}")
        found |= {digest(form): form for form in (text, text.strip())}
    if not found:
        raise ImproperlyConfigured(f"GRAPHQL_TRUSTED_DOCUMENTS: {folder} has no documents.")
    return found


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """(file, text) of each document of a folder and those below it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".graphql", ".gql"):
            yield path, path.read_text(encoding="utf-8")
        elif path.name == MANIFEST:
            for text in json.loads(path.read_text(encoding="utf-8")).values():
                yield path, text
