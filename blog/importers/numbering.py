"""Typed numbers: a run of exactly 1..k numbers headings, any other is kept as it was typed."""

from blog.importers.labels import is_question, role_of
from blog.importers.pieces import Part, Piece, as_line, heading, prose, single
from blog.importers.shapes import number_of, word_count

LONGEST_NUMBERED = 24
MOST_NAMED = 12

Candidate = tuple[int, int, str, str]  # index, number, mark as typed, text without it


def section_level(pieces: list[Piece]) -> int:
    """The level of heading that opens a section: two, or the highest where all are lower."""
    levels = [piece.level for piece in pieces if piece.kind == "heading"]
    return max(2, min(levels, default=2))


def number_sections(pieces: list[Piece], level: int, notes: list[str]) -> list[Piece]:
    """Turn the headings whose typed numbers run 1..k into numbered ones, without the number."""
    found = _marked_headings(pieces, level) or _numbered_lines(pieces)
    numbers = [number for _, number, _, _ in found]
    if len(found) < 2:
        return pieces
    if numbers != list(range(1, len(found) + 1)):
        _note_broken_run(pieces, found, notes)
        return pieces
    out = list(pieces)
    for index, _, _, text in found:
        part = single(pieces[index]) or as_line(pieces[index].parts)
        out[index] = heading(Part(part.line, text, part.html), level, numbered=True)
    _note_words_of_marks(pieces, found, notes)
    return out


def unlisted(piece: Piece) -> Piece:
    """A numbered list that is none, or does not begin at one, as a paragraph with its numbers."""
    listing = piece.listing
    if listing is None or not listing.ordered:
        return piece
    if (listing.start == 1 and single(piece) is None) or any(item.under for item in listing.items):
        return piece
    parts: list[Part] = []
    for number, item in enumerate(listing.items, start=listing.start):
        first = item.parts[0]
        text, html = f"{number}. {first.text}", f"{number}. {first.html}"
        parts += [Part(first.line, text, html, first.glue), *item.parts[1:]]
        parts[-1].glue = "<br/>"
    return prose(*parts)


def _marked_headings(pieces: list[Piece], level: int) -> list[Candidate]:
    found = []
    asked = False
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.level <= level:
            split = number_of(piece.text)
            if split and not (asked and is_question(piece.text)):
                found.append((index, *split))
            asked = asked or role_of(split[2] if split else piece.text) == "faq"
    return found


def _numbered_lines(pieces: list[Piece]) -> list[Candidate]:
    """Lines with a number of their own before the FAQ; neighbours have become lists already."""
    found: list[Candidate] = []
    for index, piece in enumerate(pieces):
        if piece.kind in ("prose", "heading") and role_of(piece.text) == "faq":
            break
        part, listing = single(piece), piece.listing
        if part and listing and listing.ordered and word_count(part.text) <= LONGEST_NUMBERED:
            found.append((index, listing.start, f"{listing.start}.", part.text))
        elif piece.kind == "prose" and len(piece.parts) <= 2:
            split = number_of(piece.text)
            if split and word_count(piece.text) <= LONGEST_NUMBERED:
                found.append((index, *split))
    return found


def _note_broken_run(pieces: list[Piece], found: list[Candidate], notes: list[str]) -> None:
    some, more = found[:MOST_NAMED], ", …" * (len(found) > MOST_NAMED)
    lines = ", ".join(str(pieces[index].line) for index, *_ in some) + more
    numbers = ", ".join(str(number) for _, number, _, _ in some) + more
    notes.append(
        f"Lines {lines}: the typed numbers ({numbers}) do not run from 1 without a gap;"
        " they are kept as typed and the sections are not numbered."
    )


def _note_words_of_marks(pieces: list[Piece], found: list[Candidate], notes: list[str]) -> None:
    worded = [(index, mark) for index, _, mark, _ in found if mark[0].isalpha()]
    if worded:
        lines = ", ".join(str(pieces[index].line) for index, _ in worded)
        marks = " ".join(mark for _, mark in worded)
        notes.append(f"Lines {lines}: “{marks}” is left out; the sections are numbered instead.")


def note_lists_that_begin_late(pieces: list[Piece], notes: list[str]) -> None:
    """Note the lists whose numbers are not kept."""
    for piece in pieces:
        if piece.listing and piece.listing.ordered and piece.listing.start != 1:
            notes.append(
                f"Line {piece.line}: the list begins at {piece.listing.start} in the file;"
                " here it is numbered from 1."
            )
