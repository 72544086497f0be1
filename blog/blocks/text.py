"""Blocks of text: paragraphs, lists, quotations, remarks, tables, code."""

from grapple.helpers import register_streamfield_block
from grapple.models import (
    GraphQLBoolean,
    GraphQLCollection,
    GraphQLRichText,
    GraphQLString,
)
from grapple.registry import registry
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.editions.show import BlockOfEdition

# What a sentence may hold, and what a paragraph of an article may hold beside it.
INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript", "code"]
PROSE = [*INLINE, "ol", "ul"]
PARAGRAPH = ["h3", "h4", *PROSE, "strikethrough"]


@register_streamfield_block
class ParagraphBlock(BlockOfEdition, blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": PARAGRAPH} | kwargs)

    graphql_fields = [
        GraphQLRichText("text", source="value", required=True, description="The text."),
    ]

    class Meta:
        icon = "pilcrow"
        description = "Text with links, lists and small headings."
        preview_value = (
            "<p>A vaccine shows the immune system what a germ looks like. When the real one"
            " comes, the body already knows what to do.</p>"
        )
        template = "blocks/paragraph_block.html"


@register_streamfield_block
class TextListBlock(BlockOfEdition, blocks.StructBlock):
    ordered = blocks.BooleanBlock(required=False, help_text="Count the items.")
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE))

    graphql_fields = [
        GraphQLBoolean("ordered", required=True, description="Whether the items are counted."),
        GraphQLCollection(
            GraphQLRichText, "items", required=True, description="The items, in order."
        ),
    ]

    class Meta:
        icon = "list-ul"
        label_format = "{items}"
        description = "Short points, counted or not."
        template = "blocks/text_list_block.html"
        preview_value = {
            "ordered": True,
            "items": ["<p>Wash the rice.</p>", "<p>Let it rest for half an hour.</p>"],
        }


@register_streamfield_block
class QuoteBlock(BlockOfEdition, blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock(required=False, max_length=255, help_text="Who said it.")

    graphql_fields = [
        GraphQLString("text", required=True, description="The quotation."),
        GraphQLString("attribution", description="Who said it."),
    ]

    class Meta:
        icon = "openquote"
        label_format = "{text}"
        description = "A quotation set apart from the text."
        template = "blocks/quote_block.html"
        preview_value = {
            "text": "If I have seen further, it is by standing on the shoulders of giants.",
            "attribution": "Isaac Newton, 1675",
        }


@register_streamfield_block
class CalloutBlock(BlockOfEdition, blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("note", "Note"), ("tip", "Tip"), ("warning", "Warning")], default="note"
    )
    heading = blocks.CharBlock(required=False, max_length=120)
    text = blocks.RichTextBlock(features=PROSE)

    graphql_fields = [
        GraphQLString("kind", required=True, description="What sort of remark it is."),
        GraphQLString("heading", description="A few words above the text."),
        GraphQLRichText("text", required=True, description="The remark."),
    ]

    class Meta:
        icon = "info-circle"
        label_format = "{kind}: {heading}"
        description = "A remark that should not be missed."
        template = "blocks/callout_block.html"
        preview_value = {
            "kind": "warning",
            "heading": "Call for help",
            "text": "<p>Chest pain that does not pass is an emergency.</p>",
        }


# grapple knows no base for tables; any of its block types will do.
registry.streamfield_blocks[TypedTableBlock] = registry.streamfield_blocks["generic-block"]


@register_streamfield_block
class TableBlock(BlockOfEdition, TypedTableBlock):
    def __init__(self, local_blocks=None, **kwargs):
        cells = [
            ("text", blocks.RichTextBlock(features=INLINE, label="Text")),
            ("number", blocks.CharBlock(required=False, label="Number")),
        ]
        super().__init__(local_blocks or cells, **kwargs)

    # Its caption, columns and rows are composed by the kind of block that it is.
    graphql_fields: list = []

    class Meta:
        icon = "table"
        description = "Rows and columns, with a caption."
        template = "blocks/table_block.html"
        preview_value = {
            "caption": "Sleep that most people need",
            "columns": [{"type": "text", "heading": "Age"}, {"type": "number", "heading": "Hours"}],
            "rows": [
                {"values": ["<p>School age</p>", "9–11"]},
                {"values": ["<p>Adult</p>", "7–9"]},
            ],
        }


@register_streamfield_block
class CodeBlock(BlockOfEdition, blocks.StructBlock):
    language = blocks.CharBlock(required=False, max_length=40, help_text="For example “python”.")
    code = blocks.TextBlock()

    graphql_fields = [
        GraphQLString("language", description="The language of the code."),
        GraphQLString("code", required=True, description="The code, as it was typed."),
    ]

    class Meta:
        icon = "code"
        label_format = "{language}"
        description = "Lines of code or of a terminal, kept as they are typed."
        template = "blocks/code_block.html"
        preview_value = {"language": "python", "code": "for n in range(3):\n    print(n)"}
