"""Every block of a page's body, by theme. Each has its declaration here and its template in
templates/blocks.

The content blocks stand in a section or by themselves; the body adds the section. What a block
shows of something else (an article, an author, a library FAQ) it names.
"""

from .body import BodyBlock, ContentBlock, SectionBlock
from .media import CaptionedImageBlock, EmbedBlock
from .questions import FAQBlock, FAQItemBlock
from .streams import ArticleStreamBlock, ReadAlsoBlock
from .text import (
    INLINE,
    PARAGRAPH,
    PROSE,
    CalloutBlock,
    CodeBlock,
    ParagraphBlock,
    QuoteBlock,
    TableBlock,
    TextListBlock,
)

__all__ = [
    "INLINE",
    "PARAGRAPH",
    "PROSE",
    "ArticleStreamBlock",
    "BodyBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "CodeBlock",
    "ContentBlock",
    "EmbedBlock",
    "FAQBlock",
    "FAQItemBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "ReadAlsoBlock",
    "SectionBlock",
    "TableBlock",
    "TextListBlock",
]
