"""The walk over Markdown's tokens: every node becomes pieces."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.tree import SyntaxTreeNode

from blog.importers import blocks
from blog.importers.document import Block
from blog.importers.inline import InlineReader
from blog.importers.pieces import (
    Item,
    Listing,
    Part,
    Piece,
    heading,
    joined_html,
    joined_text,
    prose,
)
from blog.importers.plain import note_links

DASH = re.compile(r"(?:—|–|--)\s*(\S.*)")
REFERENCE = re.compile(r"\]\[([^\[\]]{1,200})\]")
# Levels within one another that the parser takes; what is deeper it would leave out with all that follows.
NESTING = 100
NEW_PARAGRAPH = "<br/><br/>"


class Walker:
    """Reads one Markdown text."""

    def __init__(self, body: str, notes: list[str], dropped: list[tuple[int, str]]) -> None:
        self.body, self.notes, self.dropped = body, notes, dropped
        self.env: dict[str, Any] = {}
        self.inline = InlineReader(notes)

    def pieces(self) -> list[Piece]:
        """All pieces of the text, in order."""
        parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable(
            ["table", "strikethrough"]
        )
        # Paths and addresses stay as typed; what may stand in an href is judged in richtext.
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
        out: list[Piece] = []
        for node in SyntaxTreeNode(parser.parse(self.body, self.env)).children:
            out += self._pieces(node, _line(node, 1))
        self._drop_unused_references()
        return out

    def content(self) -> str:
        """The text without the definitions of links, which are no words of the article."""
        references: dict[str, Any] = self.env.get("references", {})
        lines = self.body.split("\n")
        for reference in [*references.values(), *self.env.get("duplicate_refs", [])]:
            start, end = reference["map"]
            lines[start:end] = [""] * (end - start)
        if not references:
            return self.body
        return REFERENCE.sub(
            lambda found: (
                "]" if normalizeReference(found.group(1)) in references else found.group()
            ),
            "\n".join(lines),
        )

    def _drop_unused_references(self) -> None:
        references = self.env.get("references", {}).values()
        unused = [found for found in references if found["href"] not in self.inline.used]
        lines = self.body.split("\n") if references else []
        for reference in [*unused, *self.env.get("duplicate_refs", [])]:
            start, end = reference["map"]
            self.dropped.append((start + 1, " ".join(" ".join(lines[start:end]).split())))

    def _pieces(self, node: SyntaxTreeNode, line: int) -> list[Piece]:
        match node.type:
            case "heading" | "paragraph":
                return self._prose(node, line)
            case "bullet_list" | "ordered_list":
                pictures: list[Block] = []
                found = self._listing(node, line, pictures)
                piece = [Piece("list", line, listing=found)] if found.items else []
                return piece + [Piece("block", line, block=block) for block in pictures]
            case "blockquote" | "table" | "fence" | "code_block":
                pictures = []
                block = self._block(node, line, pictures)
                return [Piece("block", line, block=block) for block in [*block, *pictures]]
        return []

    def _prose(self, node: SyntaxTreeNode, line: int) -> list[Piece]:
        parts = self.inline.parts(node, line)
        pictures = [Piece("block", line, block=block) for block in self.inline.pictures]
        if not parts:
            return pictures
        if node.type == "paragraph":
            return [prose(*parts), *pictures]
        part = Part(line, joined_text(parts), joined_html(parts))
        return [heading(part, int(node.tag[1])), *pictures]

    def _listing(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> Listing:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 1
        found = Listing(node.type == "ordered_list", [], start)
        for entry in node.children:
            item = self._item(entry, _line(entry, line), pictures)
            if item.parts or item.under:
                item.parts = item.parts or [Part(line, "", "")]
                found.items.append(item)
        return found

    def _item(self, entry: SyntaxTreeNode, line: int, pictures: list[Block]) -> Item:
        item = Item([])
        for node in entry.children:
            at = _line(node, line)
            if node.type in ("bullet_list", "ordered_list"):
                inner = self._listing(node, at, pictures)
                item.under += [inner] if inner.items else []
                continue
            if item.parts:
                item.parts[-1].glue = NEW_PARAGRAPH
            item.parts += self._paragraph_in_list(node, at, pictures)
        return item

    def _paragraph_in_list(
        self, node: SyntaxTreeNode, line: int, pictures: list[Block]
    ) -> list[Part]:
        if node.type in ("paragraph", "heading"):
            parts = self.inline.parts(node, line)
            pictures += self.inline.pictures
            if node.type == "heading":
                return [Part(part.line, part.text, f"<b>{part.html}</b>") for part in parts]
            return parts
        parts = []
        for block in self._block(node, line, pictures):
            html = blocks.as_rich_text(block).removeprefix("<p>").removesuffix("</p>")
            parts.append(Part(line, "", html.replace("</p><p>", "<br/>"), NEW_PARAGRAPH))
        return parts

    def _block(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> list[Block]:
        match node.type:
            case "blockquote":
                return self._quote(node, line, pictures)
            case "table":
                return [self._table(node, line, pictures)]
            case "fence" | "code_block":
                language, _, rest = node.info.strip().partition(" ")
                if rest:
                    self.notes.append(f"Line {line}: “{rest}” beside the code is not kept.")
                return [blocks.code(language, node.content.removesuffix("\n"))]
        return []

    def _quote(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> list[Block]:
        texts = self._lines(node, line, pictures)
        found = DASH.fullmatch(texts[-1]) if len(texts) > 1 else None
        kept = texts[:-1] if found else texts
        return [blocks.quote("\n".join(kept), found.group(1) if found else "")] if kept else []

    def _lines(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> list[str]:
        """The plain lines of a quotation, whatever stands in it."""
        if node.type in ("paragraph", "heading", "th", "td"):
            return self._plain_lines(node, line, pictures)
        if node.type in ("fence", "code_block"):
            return [text for text in [node.info, node.content.strip("\n")] if text]
        texts = []
        for child in node.children:
            texts += self._lines(child, _line(child, line), pictures)
        return texts

    def _plain_lines(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> list[str]:
        parts = self.inline.parts(node, line)
        pictures += self.inline.pictures
        note_links(joined_html(parts), line, "a quotation", self.notes)
        if len(parts) > 1 and DASH.fullmatch(parts[-1].text):
            return [joined_text(parts[:-1]), parts[-1].text]
        return [joined_text(parts)] if parts else []

    def _table(self, node: SyntaxTreeNode, line: int, pictures: list[Block]) -> Block:
        rows: list[list[str]] = []
        headings: list[str] = []
        for row in [row for group in node.children for row in group.children]:
            at = _line(row, line)
            cells = []
            for cell in row.children:
                parts = self.inline.parts(cell, at)
                pictures += self.inline.pictures
                html = joined_html(parts)
                if cell.type == "th":
                    note_links(html, at, "a table's heading", self.notes)
                cells.append(joined_text(parts) if cell.type == "th" else html)
            if row.children and row.children[0].type == "th":
                headings = cells
            else:
                rows.append(cells)
        return blocks.table(headings, rows)


def _line(node: SyntaxTreeNode, otherwise: int) -> int:
    return node.map[0] + 1 if node.map else otherwise
