"""What of a page is rendered when it is composed: the blocks that show nothing but what they own.

Nobody declares which these are. A template is strict: what it does not get, it raises for. So a
block is rendered with its value alone, and one whose template asks for the page, the request or
another thing's edition is left to be rendered for each reader.
"""

from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.utils import translation

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
