"""Where only plain words may stand: the words, and a note on each address that goes with them."""

import html
import re

from blog.importers.pieces import Piece

LINK = re.compile(r'<a href="([^"]+)">(.*?)</a>')


def plain(piece: Piece, place: str, notes: list[str]) -> str:
    """The piece's words; says which links a place of plain words cannot hold."""
    note_links(piece.html, piece.line, place, notes)
    return piece.text


def note_links(rich: str, line: int, place: str, notes: list[str]) -> None:
    """Note the addresses in rich text that its plain words do not show."""
    for found, words in LINK.findall(rich) if "<a" in rich else ():
        address = html.unescape(found)
        shown = address.removeprefix("https://").removeprefix("http://").removeprefix("mailto:")
        if shown not in html.unescape(words):
            notes.append(f"Line {line}: the link to {address} is not kept in {place}.")
