"""The introduction of an article whose text begins with a heading: the first words below it, which
stay where they stand too."""

import html
import re

from blog.importers.audit import TAG, strings
from blog.importers.document import Document, Refused
from blog.sections import flat_raw

SENTENCE = re.compile(r".{20,300}?[.!?…。！？](?=\s|$)")
LONGEST = 300
# Kinds of blocks whose words are sentences of the article.
PROSE = ("paragraph", "list", "quote", "faq")


def introduce(document: Document) -> None:
    """Fills an introduction that is missing. Raises Refused for a file with a title alone."""
    if document.introduction:
        return
    text = first_words(document)
    if not text:
        raise Refused("There is no text below the title.")
    document.introduction = first_sentence(text)
    document.notes.append(
        "No paragraph stands under the title: the introduction is the first sentence that follows."
    )


def first_sentence(text: str) -> str:
    """The first sentence of a text; of one that has no end, as many words as an introduction may."""
    if found := SENTENCE.match(text):
        return found.group()
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]


def first_words(document: Document) -> str:
    """The words of the first paragraph, else of the first block of another kind in PROSE."""
    blocks = [block for block in flat_raw(document.body) if block["type"] in PROSE]
    for block in sorted(blocks, key=lambda block: block["type"] != "paragraph"):
        value = block["value"]["items"] if block["type"] in ("list", "faq") else block["value"]
        joined = " ".join(TAG.sub(" ", text) for text in strings(value))
        if text := " ".join(html.unescape(joined).split()):
            return text
    return ""
