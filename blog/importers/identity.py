"""Ids of blocks: they derive from what the blocks are, so that anchors stay when a file is imported
again."""

import uuid
from typing import Any

NAMESPACE = uuid.UUID("7a0e54b6-5cfa-4c53-9d5c-2f9d1e1f5f0e")


def identify(blocks: list[dict], identity: str) -> None:
    """Gives every block an id that the same block of the same article gets again."""
    seen: dict[str, int] = {}

    def mark(block: dict) -> None:
        value = block["value"]
        key = f"{identity}|{block['type']}|{label_of(value)}"
        seen[key] = seen.get(key, -1) + 1
        block["id"] = str(uuid.uuid5(NAMESPACE, f"{key}|{seen[key]}"))
        if isinstance(value, dict):
            for child in [*(value.get("content") or ()), *(value.get("items") or ())]:
                mark(child)

    for block in blocks:
        mark(block)


def label_of(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    return str(value.get("question") or value.get("heading") or value.get("title") or "")
