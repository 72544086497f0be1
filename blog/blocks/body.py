"""The body of a page: sections, and what stands in and between them."""

from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLBoolean, GraphQLString
from grapple.models import GraphQLStreamfield as GraphQLBlocks
from wagtail import blocks

from blog.editions.show import BlockOfEdition

from .media import CaptionedImageBlock, EmbedBlock
from .questions import FAQBlock
from .streams import ArticleStreamBlock, ReadAlsoBlock
from .text import CalloutBlock, CodeBlock, ParagraphBlock, QuoteBlock, TableBlock, TextListBlock


class ContentBlock(blocks.StreamBlock):
    """What stands in a section, or in the body by itself."""

    paragraph = ParagraphBlock(group="Text")
    list = TextListBlock(group="Text", label="List")
    quote = QuoteBlock(group="Text")
    callout = CalloutBlock(group="Text")
    table = TableBlock(group="Text")
    code = CodeBlock(group="Text")
    image = CaptionedImageBlock(group="Media", label="Image")
    embed = EmbedBlock(group="Media")
    faq = FAQBlock(group="Questions")
    read_also = ReadAlsoBlock(group="More to read")
    article_stream = ArticleStreamBlock(group="More to read")


@register_streamfield_block
class SectionBlock(BlockOfEdition, blocks.StructBlock):
    heading = blocks.CharBlock(max_length=255)
    numbered = blocks.BooleanBlock(
        required=False, help_text="The number is counted for you; do not type it."
    )
    anchor = blocks.CharBlock(
        required=False,
        max_length=80,
        help_text="The end of a link to this section. Made from the heading, and kept.",
    )
    content = ContentBlock()

    graphql_fields = [
        GraphQLString("heading", required=True, description="The heading, without its number."),
        GraphQLBoolean("numbered", required=True, description="Whether the section is counted."),
        GraphQLString("anchor", required=True, description="The id of the section on the page."),
        GraphQLBlocks("content", required=True, description="What stands in the section."),
    ]

    class Meta:
        icon = "title"
        group = "Structure"
        label_format = "{heading}"
        description = "A heading and what belongs to it; can be counted."
        template = "blocks/section_block.html"
        form_layout = blocks.BlockGroup(["heading", "numbered", "content"], settings=["anchor"])
        preview_value = {
            "heading": "Start with the label",
            "numbered": True,
            "anchor": "start-with-the-label",
            "content": [("paragraph", "<p>Ingredients are listed by weight.</p>")],
        }


class BodyBlock(ContentBlock):
    """The body of a page: sections, and what stands between them."""

    section = SectionBlock(group="Structure")

    class Meta:
        block_counts: dict = {}
