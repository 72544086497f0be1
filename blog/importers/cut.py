"""Plain text into pieces: paragraphs, lists, tables, quotes, code and marked headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blog.importers import blocks
from blog.importers.cut_lists import is_wrap, read_list
from blog.importers.lines import Line, lines_of
from blog.importers.pieces import Listing, Part, Piece, heading, prose
from blog.importers.richtext import inline
from blog.importers.shapes import ends_closed, is_heading_shaped, is_longer, word_count

WIDEST_WRAP = 132
FENCE = "```"
ATTRIBUTION = re.compile(r"(?:—|–|--)\s*(\S.*)")
TABLE_RULE = re.compile(r":?-+:?")
BOLD = re.compile(r"\*\*([^\s*](?:[^*]*[^\s*])?)\*\*")
BOLD_MARK = re.compile(r"^\*\*((?:Q|A|Question|Answer) ?\d{0,3}[:.)])\*\* ?")
RULE = frozenset("-=*_~•· ")


def cut(text: str) -> list[Piece]:
    """All pieces of a plain text, in order; newlines part them where no blank line does."""
    lines = lines_of(text)
    first = next((at for at, line in enumerate(lines) if line.text), len(lines))
    last = max((at for at, line in enumerate(lines) if line.text), default=-1)
    every_line = all(line.text for line in lines[first : last + 1])
    width = max((len(line.text) for line in lines), default=0)
    pieces: list[Piece] = []
    for block in _blocks(lines):
        if isinstance(block, Piece):
            pieces.append(block)
        else:
            pieces += _Cutter(block, every_line, width, is_first=not pieces).pieces()
    return _with_lists_joined(pieces)


def part_of(line: Line) -> Part:
    """A line as a part of a paragraph, without the stars that make all of it bold, or the mark of a
    question or answer."""
    text = BOLD_MARK.sub(r"\1 ", " ".join(line.text.split())).rstrip()
    if bold := BOLD.fullmatch(text):
        return Part(line.number, bold[1], f"<b>{inline(bold[1])}</b>")
    return Part(line.number, text, inline(text))


def _blocks(lines: list[Line]) -> Iterator[list[Line] | Piece]:
    """Lines between blank ones; code between fences is a piece at once."""
    block: list[Line] = []
    closing = _fences(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.text or at in closing:
            if block:
                yield block
                block = []
        else:
            block.append(line)
        if at in closing:
            code = "\n".join(inside.raw for inside in lines[at + 1 : closing[at]])
            value = blocks.code(line.text.strip("`").strip(), code)
            yield Piece("block", line.number, block=value)
            at = closing[at]
        at += 1
    if block:
        yield block


def _fences(lines: list[Line]) -> dict[int, int]:
    """Where code begins → where it ends: at the next fence that says nothing."""
    found: dict[int, int] = {}
    begun = None
    for at, line in enumerate(lines):
        if not line.text.startswith(FENCE):
            continue
        if begun is None:
            begun = at
        elif not line.text.strip("`"):
            found[begun], begun = at, None
    return found


@dataclass
class _Cutter:
    block: list[Line]
    every_line: bool
    longest: int
    is_first: bool

    def pieces(self) -> list[Piece]:
        """The block's pieces; its lines are read once, from the first to the last."""
        self.unwrapped = self.longest > WIDEST_WRAP
        self.out: list[Piece] = []
        self.buffer: list[Line] = []
        self.width = max(len(line.text) for line in self.block)
        self.at = 0
        while self.at < len(self.block):
            if not (self._heading() or self._table() or self._quote() or self._list()):
                self._prose()
        self._flush()
        return self.out

    def _take(self, piece: Piece, lines: int) -> bool:
        self._flush()
        self.out.append(piece)
        self.at += lines
        return True

    def _heading(self) -> bool:
        line = self.block[self.at]
        level = len(line.text) - len(line.text.lstrip("#"))
        bare = line.text[level:].rstrip("#").strip()
        if 0 < level <= 6 and bare and line.text[level].isspace():
            part = part_of(Line(line.number, line.raw, bare))
            return self._take(heading(part, level), 1)
        under = self.block[self.at + 1].text if self.at + 1 < len(self.block) else ""
        underlined = len(under) > 2 and set(under) in ({"="}, {"-"})
        if underlined and not self.buffer and not _is_rule(line.text) and len(line.text) <= 200:
            return self._take(heading(part_of(line), 1 if under[0] == "=" else 2), 2)
        return False

    def _table(self) -> bool:
        rows = [_cells(self.block[self.at])]
        while len(rows[0]) > 1 and self.at + len(rows) < len(self.block):
            cells = _cells(self.block[self.at + len(rows)])
            if len(cells) != len(rows[0]):
                break
            rows.append(cells)
        taken = len(rows)
        if taken > 1 and all(TABLE_RULE.fullmatch(cell) for cell in rows[1]):
            del rows[1]
        if len(rows) < 2:
            return False
        value = blocks.table(rows[0], [[inline(cell) for cell in row] for row in rows[1:]])
        return self._take(Piece("block", self.block[self.at].number, block=value), taken)

    def _quote(self) -> bool:
        end = self.at
        while end < len(self.block) and self.block[end].text.startswith(">"):
            end += 1
        lines = self.block[self.at : end]
        texts = [" ".join(line.text.lstrip("> ").split()) for line in lines]
        if not any(texts):
            return False
        return self._take(_quoted(lines[0].number, texts), len(lines))

    def _list(self) -> bool:
        width = 0 if self.every_line or self.unwrapped else self.longest
        found, taken = read_list(self.block, self.at, part_of, width)
        if found is None:
            return False
        lead = self.buffer[-1].text if self.buffer and not self.every_line else ""
        if lead and len(found.items) == 1 and not (lead.endswith(":") or self.unwrapped):
            return False
        if lead and found.ordered and found.start != 1 and not self.unwrapped:
            return False
        piece = Piece("list", self.block[self.at].number, listing=found)
        return self._take(piece, taken)

    def _prose(self) -> None:
        line = self.block[self.at]
        self.at += 1
        if _is_rule(line.text):
            self._flush()
            return
        if self.buffer and self._parted(self.buffer[-1].text, line.text):
            self._flush()
        self.buffer.append(line)

    def _parted(self, above: str, below: str) -> bool:
        """Whether the newline between two lines was meant, and not made by wrapping."""
        if self.every_line or max(len(above), len(below)) > WIDEST_WRAP:
            return True
        # Hand-made and copied wrapping is ragged: a quarter of the width may stay empty.
        if is_wrap(self.buffer[-1], self.block[self.at - 1], 0.75 * self.width):
            return False
        if self.unwrapped and ends_closed(above):
            return True
        if len(self.buffer) > 1:
            return False
        if self.is_first and not self.out and word_count(above) <= 3:
            return True
        return is_heading_shaped(above) and is_longer(above, self._rest())

    def _rest(self) -> int:
        return sum(len(line.text) for line in self.block[self.at - 1 : self.at + 19])

    def _flush(self) -> None:
        lines, self.buffer = self.buffer, []
        if not lines:
            return
        first, last = lines[0], lines[-1]
        if len(lines) > 1 and first.text[0] in '“"„«' and ATTRIBUTION.fullmatch(last.text):
            texts = [" ".join(line.text.split()) for line in lines]
            self.out.append(_quoted(first.number, texts))
        else:
            self.out.append(prose(*map(part_of, lines)))


def _quoted(line: int, texts: list[str]) -> Piece:
    found = ATTRIBUTION.fullmatch(texts[-1]) if len(texts) > 1 else None
    words = texts[:-1] if found else texts
    text = " ".join(filter(None, words))
    if found and text[:1] in '“"„«' and text[-1:] in '”"“»':
        text = text[1:-1]
    return Piece("block", line, block=blocks.quote(text, found.group(1) if found else ""))


def _cells(line: Line) -> list[str]:
    if line.text.startswith("|"):
        return [" ".join(cell.split()) for cell in line.text.strip("|").split("|")]
    if "\t" in line.text:
        return [" ".join(cell.split()) for cell in line.text.split("\t")]
    return []


def _is_rule(text: str) -> bool:
    return len(text) > 2 and set(text) <= RULE


def _with_lists_joined(pieces: list[Piece]) -> list[Piece]:
    """A list whose entries are parted by blank lines is one list."""
    out: list[Piece] = []
    for piece in pieces:
        above, below = (out[-1].listing if out else None), piece.listing
        if above and below and _continues(below, above):
            above.items += below.items
        else:
            out.append(piece)
    return out


def _continues(below: Listing, above: Listing) -> bool:
    next_number = above.start + len(above.items)
    return above.ordered == below.ordered and (not below.ordered or below.start == next_number)
