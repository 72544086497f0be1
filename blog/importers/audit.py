"""The promise that no word is lost, checked at every import."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from blog.importers.document import Document

WORD = re.compile(r"[^\W\d_]+")
TAG = re.compile(r'</?(?:p|b|i|ul|ol|li|code|h3|h4|sup|sub|a)>|<br/>|<a href="|">')


def words_of(document: Document) -> Counter[str]:
    """Every word that the document holds, wherever it stands."""
    texts = [document.title, document.label or "", document.introduction, *document.notes]
    texts += [text for _, text in document.dropped]
    texts += [TAG.sub(" ", text) for text in strings(document.body)]
    return Counter(WORD.findall(html.unescape("\n".join(texts)).casefold()))


def note_lost_words(source: str, document: Document) -> None:
    """Note the words of the source that the document does not hold, by their lines."""
    source = html.unescape(source)
    missing = Counter(WORD.findall(source.casefold())) - words_of(document)
    if not missing:
        return
    for number, line in enumerate(source.split("\n"), start=1):
        lost = [word for word in WORD.findall(line) if missing[word.casefold()] > 0]
        if lost:
            missing.subtract(word.casefold() for word in lost)
            document.notes.append(f"Line {number}: not placed anywhere: {' '.join(lost)}")


def strings(value: Any) -> Iterator[str]:
    """Every text in raw block data, names of types and settings left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from strings(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in ("type", "source"):
                yield from strings(entry)
