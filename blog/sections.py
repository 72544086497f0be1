"""Sections of a body: their numbers, their anchors, the table of contents, the outline."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import slugify

LONGEST = 60


def anchor(heading: str, taken: set[str]) -> str:
    """A readable id for a heading, unlike those taken; it is added to them."""
    stem = slugify(heading, allow_unicode=True)[:LONGEST].strip("-") or "section"
    found, n = stem, 2
    while found in taken:
        found, n = f"{stem}-{n}", n + 1
    taken.add(found)
    return found


def fill_anchors(body: Any) -> None:
    """Gives each section of a StreamValue that has no anchor one made from its heading."""
    raw = [b["value"] for b in body.raw_data if b["type"] == "section"]
    taken = {value.get("anchor") for value in raw} - {"", None}
    if len(taken) == len(raw):
        return
    seen: set[str] = set()
    for block in body:
        if block.block_type == "section":
            given = block.value.get("anchor")
            if not given or given in seen:
                block.value["anchor"] = given = anchor(block.value.get("heading") or "", taken)
            seen.add(given)


def number(blocks: Iterable[dict]) -> None:
    """Numbers the sections of a composed body that ask for it, in order, from 1."""
    n, taken = 0, set()
    for block in blocks:
        if block["__typename"] == "SectionBlock":
            n += block["numbered"]
            block["number"] = n if block["numbered"] else None
            if not block["anchor"] or block["anchor"] in taken:
                block["anchor"] = anchor(block["heading"] or "", taken)
            taken.add(block["anchor"])


def sections(body: Iterable[dict]) -> list[dict]:
    """The sections of a composed body."""
    return [block for block in body if block["__typename"] == "SectionBlock"]


def flat(body: Iterable[dict]) -> Iterator[dict]:
    """Every block of a composed body in reading order, a section before what stands in it."""
    for block in body:
        yield block
        yield from block.get("content") or ()


def contents(body: Iterable[dict]) -> list[dict]:
    """The table of contents: sections, and FAQs that stand outside of one."""
    entries = []
    for block in body:
        if block["__typename"] == "SectionBlock":
            entries.append({k: block[k] for k in ("number", "heading", "anchor")})
        elif block["__typename"] == "FAQBlock":
            entries.append({"number": None} | {k: block[k] for k in ("heading", "anchor")})
    return [{"__typename": "TableOfContentsEntry"} | e for e in entries]


class Outline:
    """Keeps headings inside rich text from skipping a level: at most one deeper than the last."""

    def __init__(self) -> None:
        self.level = 1

    def section(self) -> None:
        self.level = 2

    def heading(self, level: int) -> int:
        """The level that a heading of rich text gets: 3 or 4 within a section, never a jump."""
        self.level = min(max(level, 2 if self.level == 1 else 3), self.level + 1)
        return self.level


def flat_raw(blocks: Iterable[dict]) -> Iterator[dict]:
    """Every block of a StreamField's raw data, a section before what stands in it."""
    for block in blocks:
        yield block
        if block["type"] == "section":
            yield from block["value"]["content"]
