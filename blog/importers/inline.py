"""The inside of a Markdown paragraph: its lines as rich text, its pictures, its addresses."""

import re
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from blog.importers import blocks
from blog.importers.document import Block
from blog.importers.pieces import Part
from blog.importers.richtext import escape, inline, link, safe_address

TAGS = {"strong": "b", "em": "i"}
HTML = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--")


@dataclass
class InlineReader:
    """Reads one paragraph after the other; `pictures` are those of the last one."""

    notes: list[str]
    used: set[str] = field(default_factory=set)
    pictures: list[Block] = field(default_factory=list)
    line: int = 1
    html_noted: bool = False
    plain: bool = False

    def parts(self, node: SyntaxTreeNode, line: int) -> list[Part]:
        """The lines of a paragraph, a heading or a cell; lines inside a link or bold run on."""
        self.line, self.pictures = line, []
        parts: list[Part] = []
        html, text, start = "", "", line
        children = [child for inner in node.children for child in inner.children]
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                glue = "<br/>" if child.type == "hardbreak" else " "
                parts.append(Part(start, text, html, glue))
                self.line += 1
                html, text, start = "", "", self.line
            else:
                html += self._html(child)
                text += text_of(child)
        parts.append(Part(start, text, html))
        return [_tidy(part) for part in parts if part.text.strip()]

    def _html(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                self._note_html(node.content)
                return escape(node.content) if self.plain else inline(node.content)
            case "code_inline":
                return f"<code>{escape(node.content)}</code>"
            case "softbreak" | "hardbreak":
                self.line += 1
                return "<br/>" if node.type == "hardbreak" else " "
            case "link":
                return self._link(node)
            case "image":
                self._image(node)
                return ""
        inside = "".join(map(self._html, node.children))
        if node.type == "s":
            self.notes.append(f"Line {self.line}: struck-through text is kept as plain text.")
        tag = TAGS.get(node.type)
        return f"<{tag}>{inside}</{tag}>" if tag and inside.strip() else inside

    def _link(self, node: SyntaxTreeNode) -> str:
        typed, title = str(node.attrs["href"]), node.attrs.get("title")
        self.used.add(typed)
        # A link in a link is none: addresses in its words stay words.
        self.plain, before = True, self.plain
        inside = "".join(map(self._html, node.children))
        self.plain = before
        address = safe_address(typed)
        if title:
            self.notes.append(f"Line {self.line}: the hint “{title}” of a link is not kept.")
        if address is None or not inside.strip():
            self.notes.append(f"Line {self.line}: the link to “{typed}” is not kept.")
            return inside
        return link(address, inside)

    def _image(self, node: SyntaxTreeNode) -> None:
        path, caption = str(node.attrs["src"]), str(node.attrs.get("title") or "")
        self.used.add(path)
        alt = " ".join("".join(map(_alt, node.children)).split())
        self.pictures.append(blocks.image(path, alt, caption))

    def _note_html(self, text: str) -> None:
        if not self.html_noted and "<" in text and HTML.search(text):
            self.html_noted = True
            self.notes.append(
                f"Line {self.line}: HTML is not read; it stands in the text as typed."
            )


def text_of(node: SyntaxTreeNode) -> str:
    """The words of inline Markdown, pictures left out."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "image":
        return ""
    return "".join(map(text_of, node.children))


def _alt(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(map(_alt, node.children))


def _tidy(part: Part) -> Part:
    return Part(part.line, " ".join(part.text.split()), part.html.strip(), part.glue)
