"""From a FAQ's label onwards: what is a question, what its answer, where it ends."""

import html
import re
from dataclasses import dataclass, field

from blog.importers import blocks
from blog.importers.document import Block
from blog.importers.labels import also_read, is_question, role_of
from blog.importers.pieces import Item, Part, Piece, joined_html, joined_text, prose
from blog.importers.plain import plain
from blog.importers.shapes import (
    ANSWER_MARK,
    DOTTED_ANSWER,
    QUESTION_MARK,
    ends_closed,
    is_one_sentence,
    word_count,
)

LONGEST_QUESTION = 40
ASKED_LINES = 3
INLINE = re.compile(r"((?:<b>)?[^<?]{8,240}\?)((?:</b>)?)\s+(\S.*)")


@dataclass
class Faq:
    """What was read, what stands before the first question and after the last, and the end."""

    items: list[tuple[str, str]] = field(default_factory=list)
    lead: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    end: int = 0


def read_faq(pieces: list[Piece], at: int, level: int, notes: list[str]) -> Faq:
    """Read questions and answers from `at` to the next label or heading."""
    reader = _Reader(Faq(end=at), notes)
    while reader.found.end < len(pieces):
        piece = pieces[reader.found.end]
        if piece.kind in ("prose", "heading") and _ends_faq(piece, level):
            break
        reader.read(piece)
        reader.found.end += 1
    return reader.finished()


def _ends_faq(piece: Piece, level: int) -> bool:
    if role_of(piece.text) not in (None, "furniture", "read_more") or also_read(piece.text):
        return True
    return piece.kind == "heading" and piece.level <= level and not is_question(piece.text)


@dataclass
class _Reader:
    found: Faq
    notes: list[str]
    question: Part | None = None
    answer: list[str] = field(default_factory=list)
    on_one_line: bool = False
    marked: bool = False

    def read(self, piece: Piece) -> None:
        """Take one piece as a question, an answer, or several of each."""
        if piece.kind == "heading":
            self._ask(piece.parts)
        elif piece.kind == "prose":
            self._take(piece.parts)
        elif piece.listing is not None:
            if all(map(self._is_entry, piece.listing.items)):
                for item in piece.listing.items:
                    self._take(item.parts)
            else:
                self._reply_block(blocks.paragraph(blocks.listing_html(piece.listing)))
        elif piece.block is not None:
            self._reply_block(piece.block)

    def finished(self) -> Faq:
        """Close the last question."""
        self._close()
        return self.found

    def _close(self) -> None:
        if self.question is None:
            return
        answer = "".join(self.answer)
        if not answer:
            self.notes.append(
                f"Line {self.question.line}: the question “{self.question.text}” has no answer."
            )
        self.found.items.append((self.question.text, answer))
        self.question, self.answer = None, []

    def _ask(self, parts: list[Part]) -> None:
        self._close()
        asked = prose(*parts)
        mark = QUESTION_MARK.match(asked.text)
        text = plain(asked, "a question", self.notes)
        if mark and mark.end() < len(text):
            text = text[mark.end() :]
            self.marked = self.marked or mark.group()[0].isalpha()
            self._drop_mark(asked.line, mark.group())
        self.question = Part(asked.line, text, text)

    def _drop_mark(self, line: int, mark: str) -> None:
        if mark[0].isalpha():
            self.found.dropped.append((line, mark.strip()))

    def _is_entry(self, item: Item) -> bool:
        asks = self._asked(item.parts) or self._split(item.parts[0])
        return bool(asks) and not item.under

    def _take(self, parts: list[Part]) -> None:
        while parts:
            taken = self._asked(parts)
            split = None if taken else self._split(parts[0])
            if taken:
                self._ask(parts[:taken])
            elif split:
                self._ask([split[0]])
                self.on_one_line = True
                parts, taken = [split[1], *parts[1:]], 0
            reply = self._until_next_question(parts, taken)
            self._reply(parts[taken:reply])
            parts = parts[reply:]

    def _until_next_question(self, parts: list[Part], start: int) -> int:
        for at in range(start + 1, len(parts)):
            text = parts[at].text
            alone = is_question(text) and is_one_sentence(text) and ends_closed(parts[at - 1].text)
            if alone or (self.marked and _is_marked(text)):
                return at
        return len(parts)

    def _asked(self, parts: list[Part]) -> int:
        """How many of the first lines are a question."""
        if _is_marked(parts[0].text) and not _has_answer_behind(parts[0].text):
            wrapped = [
                at for at, part in enumerate(parts[:ASKED_LINES], 1) if is_question(part.text)
            ]
            return wrapped[0] if wrapped else 1
        for taken in range(1, min(ASKED_LINES, len(parts)) + 1):
            if not is_question(parts[taken - 1].text):
                continue
            text = joined_text(parts[:taken])
            whole = taken == len(parts) and (self.question is None or bool(self.answer))
            fits = word_count(text) <= LONGEST_QUESTION
            return taken if fits and (whole or is_one_sentence(text)) else 0
        return 0

    def _split(self, part: Part) -> tuple[Part, Part] | None:
        """Part a question from the answer on the same line."""
        told = self.on_one_line or self.question is None or part.html.startswith("<b>")
        if not told and not _is_marked(part.text):
            return None
        found = INLINE.fullmatch(part.html)
        if not found or found.group(1).startswith("<b>") != bool(found.group(2)):
            return None
        question = html.unescape(found.group(1).removeprefix("<b>"))
        if part.text[: len(question)] != question:
            return None
        rest = part.text[len(question) :].strip()
        return (
            Part(part.line, question, found.group(1) + found.group(2)),
            Part(part.line, rest, found.group(3), part.glue),
        )

    def _reply(self, parts: list[Part]) -> None:
        if not parts:
            return
        if self.question is None:
            self.found.lead.append(blocks.paragraph(f"<p>{joined_html(parts)}</p>"))
            return
        first = parts[0]
        mark = ANSWER_MARK.match(first.text) if not self.answer else None
        if mark is None and self.marked and not self.answer:
            mark = DOTTED_ANSWER.match(first.text)
        if mark and mark.end() < len(first.text):
            shorter = _without(first.html, mark.group().strip())
            if shorter is not None:
                self._drop_mark(first.line, mark.group())
                parts = [Part(first.line, first.text, shorter, first.glue), *parts[1:]]
        self.answer.append(f"<p>{joined_html(parts)}</p>")

    def _reply_block(self, block: Block) -> None:
        if block["type"] == "image":
            self.found.after.append(block)
        elif self.question is None:
            self.found.lead.append(block)
        else:
            self.answer.append(blocks.as_rich_text(block))


def _is_marked(text: str) -> bool:
    mark = QUESTION_MARK.match(text)
    return mark is not None and mark.group()[0].isalpha() and mark.end() < len(text)


def _has_answer_behind(text: str) -> bool:
    return not is_question(text) and INLINE.fullmatch(text) is not None


def _without(rich: str, mark: str) -> str | None:
    """Rich text without the mark that opens it, bold or not."""
    found = re.match(rf"(<b>)?{re.escape(html.escape(mark, quote=False))}\s*(</b>)?\s*", rich)
    if not found:
        return None
    opened = "<b>" if found.group(1) and not found.group(2) else ""
    return opened + rich[found.end() :] if found.group(1) or not found.group(2) else None
