"""Markdown into a Document: front matter, title, numbers, body."""

from blog.importers.assemble import assemble, with_labels_apart, without_furniture
from blog.importers.document import LONGEST_TITLE, Document, Refused
from blog.importers.front_matter import split_front_matter
from blog.importers.markdown_walk import Walker
from blog.importers.numbering import (
    note_lists_that_begin_late,
    number_sections,
    section_level,
)
from blog.importers.pieces import Piece
from blog.importers.text import label_before, take_introduction

# Every mark costs the Markdown parser time, even where it means nothing.
MARKS = "[]*_~`<&\\!|"
MOST_MARKS = 300_000


def read_markdown(text: str) -> tuple[Document, str]:
    """Read Markdown; returns the text below the front matter too. Raises Refused."""
    marks = sum(map(text.count, MARKS))
    if marks > MOST_MARKS:
        raise Refused(
            f"The file has {marks:,} marks as [ and *; at most {MOST_MARKS:,} are accepted."
        )
    fields, body, notes = split_front_matter(text)
    dropped: list[tuple[int, str]] = []
    walker = Walker(body, notes, dropped)
    pieces = without_furniture(with_labels_apart(walker.pieces()), dropped)
    label, title, pieces = _take_title(fields.get("title"), pieces)
    typed = {**fields, "title": title}
    document = Document(label=label, dropped=dropped, notes=notes, **typed)
    level = section_level(pieces)
    pieces = number_sections(pieces, level, notes)
    note_lists_that_begin_late(pieces, notes)
    if not document.introduction:
        pieces = take_introduction(document, pieces)
    assemble(document, pieces, level)
    return document, walker.content()


def _take_title(typed: str | None, pieces: list[Piece]) -> tuple[str | None, str, list[Piece]]:
    """The title of the front matter or of the first h1, the label above it, and the rest."""
    at = next((at for at, p in enumerate(pieces) if p.kind == "heading" and p.level == 1), None)
    if at is None or (typed and typed.casefold() != pieces[at].text.casefold()):
        if typed is None:
            line = pieces[0].line if pieces else None
            raise Refused("No title found; type “# The title” or a title in front matter.", line)
        return None, typed, pieces
    if len(pieces[at].text) > LONGEST_TITLE:
        raise Refused(f"The title is longer than {LONGEST_TITLE} characters.", pieces[at].line)
    label = label_before(pieces[:2]) if at == 1 else None
    above = [] if label else pieces[:at]
    return label, typed or pieces[at].text, above + pieces[at + 1 :]
