"""Pieces into the body: sections, FAQ, read-also, related articles; and what is left out."""

from blog.importers import blocks
from blog.importers.document import Block, Document
from blog.importers.faq import Faq, read_faq
from blog.importers.labels import also_read, is_cut_excerpt, is_question, role_of
from blog.importers.pieces import Item, Part, Piece, prose
from blog.importers.plain import plain
from blog.importers.richtext import is_video
from blog.importers.shapes import ends_closed, is_title_shaped

Dropped = list[tuple[int, str]]


def with_labels_apart(pieces: list[Piece]) -> list[Piece]:
    """Make a label or a video that stands in a paragraph's line a piece of its own."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind == "prose":
            out += [_prose_or_video(parts) for parts in _runs(piece.parts)]
        else:
            out.append(piece)
    return out


def _prose_or_video(parts: list[Part]) -> Piece:
    if len(parts) == 1 and is_video(parts[0].text):
        return Piece("block", parts[0].line, block=blocks.embed(parts[0].text))
    return prose(*parts)


def _runs(parts: list[Part]) -> list[list[Part]]:
    runs: list[list[Part]] = [[]]
    for at, part in enumerate(parts):
        above = parts[at - 1].text if at else "."
        below = parts[at + 1].text if at + 1 < len(parts) else "X"
        meant = ends_closed(above) or runs == [[]] or not runs[-1] or is_title_shaped(above)
        label = meant and not below[0].islower() and role_of(part.text)
        if label or is_video(part.text):
            runs += [[part], []]
        else:
            runs[-1].append(part)
    return [run for run in runs if run]


def without_furniture(pieces: list[Piece], dropped: Dropped) -> list[Piece]:
    """Leave out what belongs to the page and not to the article, and log it."""
    out = []
    for piece in pieces:
        if piece.kind == "prose" and role_of(piece.text) == "furniture":
            dropped.append((piece.line, piece.text))
        else:
            out.append(piece)
    return out


def assemble(document: Document, pieces: list[Piece], level: int) -> None:
    """Fill the document's body; log what is left out, note what an editor should look at."""
    _Assembler(document, pieces, level).run()
    _note_number_in_title(document)


class _Assembler:
    def __init__(self, document: Document, pieces: list[Piece], level: int) -> None:
        self.document, self.pieces, self.level = document, pieces, level
        self.content: list[Block] = document.body
        self.at = 0
        self.paragraphs: list[str] = []
        self._ended_in_excerpt = False

    def run(self) -> None:
        """Walk all pieces once."""
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            if piece.kind == "prose":
                self._prose(piece)
            elif piece.kind == "heading":
                self._heading(piece)
            elif piece.listing is not None:
                self._add(blocks.listing(piece.listing))
            elif piece.block is not None:
                self._add(piece.block)
        self._put_into(self.document.body)

    def _heading(self, piece: Piece) -> None:
        if self._label(piece):
            return
        if piece.level <= self.level:
            self._open_section(piece)
        else:
            tag = "h3" if piece.level == self.level + 1 else "h4"
            self._add(blocks.paragraph(f"<{tag}>{piece.html}</{tag}>"))

    def _open_section(self, piece: Piece) -> None:
        title = plain(piece, "a heading", self.document.notes)
        section = blocks.section(title, numbered=piece.numbered)
        self._put_into(section["value"]["content"])
        self.document.body.append(section)

    def _prose(self, piece: Piece) -> None:
        named = also_read(piece.text)
        if named and role_of(piece.text) is None:
            label, title = named
            self._drop(piece.line, label)
            self._read_also(piece, title)
        elif self._label(piece):
            return
        elif role_of(piece.text) == "faq":
            self._open_section(piece)
        else:
            self._add(blocks.paragraph(f"<p>{piece.html}</p>"))

    def _add(self, block: Block) -> None:
        """Put a block where the text stands; neighbouring paragraphs are one."""
        if block["type"] == "paragraph":
            self.paragraphs.append(block["value"])
        else:
            self._put_into(self.content)
            self.content.append(block)

    def _drop(self, line: int, text: str) -> None:
        self.document.dropped.append((line, text))

    def _put_into(self, content: list[Block]) -> None:
        """Finish the run of paragraphs, and go on in `content`."""
        if self.paragraphs:
            self.content.append(blocks.paragraph("".join(self.paragraphs)))
            self.paragraphs = []
        self.content = content

    def _label(self, piece: Piece) -> bool:
        """Read what a label announces; False where the piece is none."""
        role = role_of(piece.text)
        if role == "faq":
            return self._faq(piece)
        if role is None or role == "furniture":
            return False
        if piece.kind == "heading":
            self._put_into(self.document.body)
        self._drop(piece.line, piece.text)
        if role == "read_also":
            self._read_also_list()
        elif role == "related":
            self._related()
        return True

    def _faq(self, piece: Piece) -> bool:
        found: Faq = read_faq(self.pieces, self.at, piece.level or self.level, self.document.notes)
        if not found.items:
            return False
        self._put_into(self.document.body)
        for block in found.lead:
            self._add(block)
        label = plain(piece, "a heading", self.document.notes).rstrip(":： ")
        self._add(blocks.faq(label, found.items))
        for block in found.after:
            self._add(block)
        self.document.dropped += found.dropped
        self.at = found.end
        return True

    def _titles(self) -> list[Part]:
        """The titles that follow a label, each on a line or in a list of its own."""
        if self.at >= len(self.pieces):
            return []
        piece = self.pieces[self.at]
        if piece.listing is not None:
            items = piece.listing.items
            return [part for item in items for part in _title_parts(item)]
        if piece.kind == "block" or (piece.kind == "heading" and piece.level <= self.level):
            return []
        if role_of(piece.text) or not all(is_title_shaped(part.text) for part in piece.parts):
            return []
        follows = self.pieces[self.at + 1] if self.at + 1 < len(self.pieces) else None
        teased = follows is not None and is_cut_excerpt(follows.text)
        if is_cut_excerpt(piece.text) or (ends_closed(piece.text) and not teased):
            return piece.parts if is_question(piece.text) else []
        return piece.parts

    def _read_also_list(self) -> None:
        more = True
        while more and (titles := self._titles()):
            piece = self.pieces[self.at]
            self.at += 1
            for title in titles:
                self._read_also(prose(title), title.text)
            more = self._ended_in_excerpt and piece.kind != "heading"

    def _read_also(self, piece: Piece, title: str) -> None:
        plain(piece, "a read-also, which is found by its title", self.document.notes)
        self._add(blocks.read_also(title))
        self._skip_excerpt()

    def _skip_excerpt(self) -> None:
        """Leave out the teaser under a title: it is the other article's own."""
        self._ended_in_excerpt = False
        ahead = self.pieces[self.at : self.at + 2]
        texts = [piece.text if piece.kind == "prose" else "" for piece in ahead]
        cut = [role_of(text) == "read_more" for text in texts]
        if len(ahead) > 1 and texts[0] and cut[1] and not role_of(texts[0]):
            taken = 2
        else:
            taken = 1 if texts and is_cut_excerpt(texts[0]) else 0
        for piece in ahead[:taken]:
            self._drop(piece.line, piece.text)
            plain(piece, "an excerpt that is left out", self.document.notes)
        self.at += taken
        self._ended_in_excerpt = taken > 0

    def _related(self) -> None:
        titles: list[str] = []
        while found := self._titles():
            self.at += 1
            for part in found:
                plain(prose(part), "a related title", self.document.notes)
                titles.append(part.text)
            self._skip_excerpt()
        if titles:
            self._put_into(self.document.body)
            self._add(blocks.related(titles))


def _title_parts(item: Item) -> list[Part]:
    """An entry's title; its further lines and inner lists are kept as titles too."""
    inner = [part for under in item.under for entry in under.items for part in _title_parts(entry)]
    return item.parts + inner


def _note_number_in_title(document: Document) -> None:
    """Compare a title such as '5 Benefits of ...' with the numbered sections."""
    words = document.title.split()
    said = words[1] if len(words) > 1 and words[0].casefold() == "top" else words[0]
    sections = [block["value"] for block in document.body if block["type"] == "section"]
    count = sum(section["numbered"] for section in sections)
    if said.isascii() and said.isdigit() and len(said) < 3 and count and count != int(said):
        document.notes.append(f"The title says {said}, but {count} sections are numbered.")
