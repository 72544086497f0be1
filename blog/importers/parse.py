"""The one way in: bytes and a file name become a Document."""

from blog.importers.audit import note_lost_words
from blog.importers.clean import decode
from blog.importers.document import Document
from blog.importers.introduction import introduce
from blog.importers.markdown_file import read_markdown
from blog.importers.text import read_text

MARKDOWN_SUFFIXES = (".md", ".markdown")


def parse(data: bytes, *, name: str) -> Document:
    """Read a file; the name's ending says whether it is Markdown. Raises Refused, only."""
    text, notes = decode(data)
    if name.lower().endswith(MARKDOWN_SUFFIXES):
        document, source = read_markdown(text)
    else:
        document, source = read_text(text)
    document.notes[:0] = notes
    document.dropped.sort()
    note_lost_words(source, document)
    introduce(document)
    return document
