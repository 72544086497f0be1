"""What of a body is longer than the editor takes: he could not save the article before he has
shortened it."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks

SHOWN = 60  # characters


def too_long(value: Any, block: blocks.Block) -> Iterator[str]:
    """Says of each text in the raw value of a block that is too long how long it may be."""
    if isinstance(block, blocks.StreamBlock):
        for one in value:
            yield from too_long(one["value"], block.child_blocks[one["type"]])
    elif isinstance(block, blocks.ListBlock):
        for one in value:
            yield from too_long(one["value"], block.child_block)
    elif isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for name, child in block.child_blocks.items():
            if name in value:
                yield from too_long(value[name], child)
    elif isinstance(value, str):
        most = getattr(getattr(block, "field", None), "max_length", None)
        if most and len(value) > most:
            yield f"“{value[:SHOWN]}…” has {len(value)} characters; the editor takes {most} there"
