"""Plain text into a Document: which line is the label, the title, a heading."""

from blog.importers.assemble import assemble, with_labels_apart, without_furniture
from blog.importers.cut import cut
from blog.importers.document import Document, Refused
from blog.importers.front_matter import begins_with_fields
from blog.importers.labels import also_read, is_cut_excerpt, is_question, role_of
from blog.importers.numbering import (
    note_lists_that_begin_late,
    number_sections,
    section_level,
    unlisted,
)
from blog.importers.pieces import Part, Piece, as_line, heading, prose
from blog.importers.plain import plain
from blog.importers.shapes import (
    BYLINE,
    CLOSED,
    ends_closed,
    is_heading_shaped,
    is_longer,
    is_title_shaped,
    word_count,
)

LABEL_WORDS = 3
SHORTEST_WRAP = 45
NAME_WORDS, LONGEST_NAME = 2, 120
QUOTES = "\"“„«‘'"
TITLE_FIRST = "put the title on the first line, on a line of its own"


def read_text(text: str) -> tuple[Document, str]:
    """Read plain text; returns the text too, for the count of words. Raises Refused."""
    if begins_with_fields(text):
        raise Refused("Front matter is read in Markdown: let the file's name end in .md.", 1)
    dropped: list[tuple[int, str]] = []
    notes: list[str] = []
    pieces = without_furniture(with_labels_apart(cut(text)), dropped)
    pieces, authors = _take_byline(pieces, notes)
    label, title, pieces = _take_title(pieces)
    document = Document(title=title, label=label, authors=authors, dropped=dropped, notes=notes)
    level = section_level(pieces)
    pieces = [unlisted(piece) for piece in number_sections(pieces, level, notes)]
    note_lists_that_begin_late(pieces, notes)
    pieces = mark_headings(pieces, level)
    pieces = take_introduction(document, pieces)
    assemble(document, pieces, level)
    return document, text


def take_introduction(document: Document, pieces: list[Piece]) -> list[Piece]:
    """Move the first paragraph before any heading to the introduction."""
    for at, piece in enumerate(pieces):
        if piece.kind == "heading" or (piece.kind == "prose" and _is_label(piece.text)):
            break
        if piece.kind == "prose":
            document.introduction = plain(piece, "the introduction", document.notes)
            return pieces[:at] + pieces[at + 1 :]
    return pieces


def label_before(pieces: list[Piece]) -> str | None:
    """The category label, where the first piece is one: a few words above the title."""
    if len(pieces) < 2 or pieces[0].kind != "prose" or len(pieces[0].parts) > 1:
        return None
    text = pieces[0].text
    if word_count(text) > LABEL_WORDS or len(text) > 60 or CLOSED.search(text):
        return None
    return text if any(map(str.isalnum, text)) else None


def mark_headings(pieces: list[Piece], level: int) -> list[Piece]:
    """Turn the short lines that stand above clearly longer text into headings."""
    out = list(pieces)
    in_faq, titles = False, None
    for at, piece in enumerate(pieces):
        role = role_of(piece.text) if piece.kind in ("prose", "heading") else None
        if role in ("faq", "read_also", "related") or piece.kind == "heading":
            in_faq = role == "faq" or (in_faq and is_question(piece.text))
            titles = 0 if role in ("read_also", "related") else None
            continue
        above = pieces[at - 1] if at else None
        answers = in_faq and above is not None and is_question(above.text)
        asks = in_faq and is_question(piece.text)
        heads = _is_heading(piece, pieces[at + 1 : at + 3])
        # The first line below such a label is a title, whatever stands below it.
        ends = titles and heads and _is_text(pieces[at + 1])
        if titles is not None and not _is_long(piece) and not ends:
            titles += 1
            continue
        titles = None
        if not answers and not asks and heads:
            out[at] = heading(as_line(piece.parts), level)
            in_faq = False
    return out


def _is_heading(piece: Piece, after: list[Piece]) -> bool:
    if piece.kind != "prose" or not after or not _is_one_line(piece.parts):
        return False
    text, below = piece.text, after[0]
    if not is_heading_shaped(text) or also_read(text):
        return False
    if text.endswith(":") and (below.kind in ("list", "block") or below.text[0] in QUOTES):
        return False
    if below.kind in ("list", "block"):
        return True
    leads_in = below.kind == "prose" and below.text.endswith(":") and not text.endswith(":")
    if leads_in and len(after) > 1 and after[1].kind in ("list", "block"):
        return True
    if below.kind == "heading" or is_cut_excerpt(below.text) or role_of(below.text):
        return False
    if len(after) > 1 and after[1].kind == "prose" and role_of(after[1].text) == "read_more":
        return False
    return is_longer(text, len(below.text))


def _is_one_line(parts: list[Part]) -> bool:
    """One line, or one that was wrapped once."""
    return len(parts) == 1 or (len(parts) == 2 and len(parts[0].text) >= SHORTEST_WRAP)


def _is_long(piece: Piece) -> bool:
    return piece.kind != "prose" or not is_title_shaped(piece.text)


def _is_text(piece: Piece) -> bool:
    """Whether what stands below a line is what is written about it, and not another title."""
    return piece.kind != "prose" or (ends_closed(piece.text) and not is_title_shaped(piece.text))


def _is_label(text: str) -> bool:
    return role_of(text) is not None or also_read(text) is not None


def _take_byline(pieces: list[Piece], notes: list[str]) -> tuple[list[Piece], list[str]]:
    """Part 'By Jane Doe', where it stands under the title, from the rest."""
    for at, piece in enumerate(pieces[:3]):
        last = piece.parts[-1] if piece.kind in ("prose", "heading") else None
        if last is None:
            break
        found = BYLINE.fullmatch(last.text) if at or len(piece.parts) > 1 else None
        # Two words above it may be a label: then "By Train Through Norway" is the title.
        maybe_title = at == 1 and len(piece.parts) == 1 and label_before(pieces) is not None
        if (
            found
            and len(found.group(1)) <= LONGEST_NAME
            and not (maybe_title and word_count(found.group(1)) != NAME_WORDS)
        ):
            notes.append(f"Line {last.line}: “{last.text}” is read as the author.")
            rest = [prose(*piece.parts[:-1])] if len(piece.parts) > 1 else []
            return [*pieces[:at], *rest, *pieces[at + 1 :]], [found.group(1).strip()]
        if not is_title_shaped(piece.text) or piece.text.endswith("."):
            break
    return pieces, []


def _take_title(pieces: list[Piece]) -> tuple[str | None, str, list[Piece]]:
    """Part the label and the title from the rest."""
    if not pieces:
        raise Refused(f"No title found; {TITLE_FIRST}.")
    label = label_before(pieces[:2]) if len(pieces) > 2 or _is_marked(pieces[1:2]) else None
    if label is not None and _is_title_below(pieces[1]):
        return label, pieces[1].text, pieces[2:]
    first = _unlisted_title(pieces[0])
    if first is not None:
        return None, first, pieces[1:]
    for at, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.level == 1:
            return None, piece.text, pieces[:at] + pieces[at + 1 :]
    raise Refused(f"No title found; {TITLE_FIRST}.", pieces[0].line)


def _is_marked(pieces: list[Piece]) -> bool:
    return any(piece.kind == "heading" and piece.level == 1 for piece in pieces)


def _is_title_below(piece: Piece) -> bool:
    """Whether what stands below a label is a title, and not the first sentence."""
    if piece.kind == "heading":
        return piece.level == 1
    if piece.kind != "prose" or len(piece.parts) > 3:
        return False
    return is_title_shaped(piece.text) and not piece.text.endswith((".", ";", ",", ":"))


def _unlisted_title(piece: Piece) -> str | None:
    piece = unlisted(piece)
    parts: list[Part] = piece.parts
    if piece.kind == "heading" or (piece.kind == "prose" and len(parts) <= 3):
        return piece.text if is_title_shaped(piece.text) else None
    return None
