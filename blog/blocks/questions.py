"""Questions that open on a click, written here or taken from the library."""

from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLCollection, GraphQLForeignKey, GraphQLRichText, GraphQLString
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.editions.show import BlockOfEdition

from .text import PROSE


@register_streamfield_block
class FAQItemBlock(BlockOfEdition, blocks.StructBlock):
    question = blocks.CharBlock(max_length=255)
    answer = blocks.RichTextBlock(features=PROSE)

    graphql_fields = [
        GraphQLString("question", required=True, description="The question."),
        GraphQLRichText("answer", required=True, description="The answer."),
    ]

    # A question written here and one of the library are the same to a client.
    graphql_type = "blog.FAQ"

    class Meta:
        icon = "help"
        label = "Question"
        label_format = "{question}"


@register_streamfield_block
class FAQBlock(BlockOfEdition, blocks.StructBlock):
    heading = blocks.CharBlock(default="Frequently asked questions", max_length=120)
    items = blocks.StreamBlock(
        [
            ("question", FAQItemBlock()),
            ("library", SnippetChooserBlock("blog.FAQ", label="Question of the library")),
        ],
        min_num=1,
    )

    graphql_fields = [
        GraphQLString("heading", required=True, description="The heading above the questions."),
        GraphQLCollection(
            GraphQLForeignKey,
            "items",
            "blog.FAQ",
            required=True,
            item_required=True,
            description="The questions, in order, written here or taken from the library.",
        ),
    ]

    class Meta:
        icon = "help"
        label = "FAQ"
        label_format = "{heading}"
        description = "Questions that open on a click; written here or taken from the library."
        template = "blocks/faq_block.html"
        preview_value = {
            "heading": "Questions",
            "items": [
                (
                    "question",
                    {
                        "question": "Is tap water safe for houseplants?",
                        "answer": "<p>For nearly all of them, yes.</p>",
                    },
                )
            ],
        }
