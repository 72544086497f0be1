"""What became of each file of an import, for its report."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError

from blog.importers.document import Refused

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"

log = logging.getLogger("colophon.import")


@dataclass
class Outcome:
    """What became of one file."""

    path: Path
    status: str
    reason: str = ""
    notes: list[str] = field(default_factory=list)
    page_id: int | None = None
    mark: str = ""
    keys: list[tuple[str, str]] = field(default_factory=list)  # its slug, id and page
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)  # slugs
    picks: list[str] = field(default_factory=list)  # titles to be shown first
    teasers: list[str] = field(default_factory=list)  # titles of read-alsos


@contextmanager
def refusing(outcome: Outcome) -> Iterator[None]:
    """Whatever goes wrong is what its file is refused for; the others go on."""
    try:
        yield
    except Refused as refusal:
        reason = str(refusal)
    except ValidationError as error:
        reason = said(error)
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
    except Exception as error:
        log.debug("import of %r", str(outcome.path), exc_info=True)
        reason = f"{type(error).__name__}: {error}"
    else:
        return
    outcome.status, outcome.reason = REFUSED, reason


def said(error: ValidationError) -> str:
    """What is wrong, field by field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "; ".join(f"{name}: {' '.join(found)}" for name, found in error.message_dict.items())
