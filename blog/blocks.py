"""Every block of a page's body. Each has its declaration here and its template in templates/blocks.

The content blocks stand in a section or by themselves; the body adds the section. What a block
shows of something else (an article, an author, a library FAQ) it names; how a stream fills is in
`blog/streams.py`.
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from grapple.helpers import register_streamfield_block
from grapple.models import (
    GraphQLBoolean,
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLInt,
    GraphQLRichText,
    GraphQLString,
)
from grapple.models import GraphQLStreamfield as GraphQLBlocks
from grapple.registry import registry
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.editions.show import BlockOfEdition

# What a sentence may hold, and what a paragraph of an article may hold beside it.
INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript", "code"]
PROSE = [*INLINE, "ol", "ul"]
PARAGRAPH = ["h3", "h4", *PROSE, "strikethrough"]

ARTICLE = "blog.ArticlePage"


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
class CaptionedImageBlock(BlockOfEdition, blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=255)

    graphql_fields = [
        GraphQLImage("image", description="The picture, with the alternative text of this place."),
        GraphQLString("caption", description="The line under the picture."),
    ]

    class Meta:
        icon = "image"
        label_format = "{caption}"
        description = "A picture with a caption; the credit comes from the picture itself."
        template = "blocks/captioned_image_block.html"
        preview_value = {"image": None, "caption": "A picture of the library, with its caption."}

    def get_preview_value(self):
        """A picture that is there, since a preview without one shows nothing."""
        return self.normalize(
            {
                "image": get_image_model().objects.first(),
                "caption": self.meta.preview_value["caption"],
            }
        )


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


@register_streamfield_block
class EmbedBlock(BlockOfEdition, blocks.StructBlock):
    url = blocks.URLBlock(label="Address", help_text="Of a video or a post.")
    title = blocks.CharBlock(max_length=255, help_text="What a reader will find there.")

    graphql_fields = [
        GraphQLString("url", required=True, description="The address of the video or post."),
        GraphQLString("title", required=True, description="What a reader will find there."),
    ]

    class Meta:
        icon = "media"
        label_format = "{title}"
        description = "A video or post of another site, as a link that loads nothing by itself."
        template = "blocks/embed_block.html"
        preview_value = {
            "url": "https://www.youtube.com/watch?v=Jv79l1b-eoI",
            "title": "How a bill becomes a law",
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


@register_streamfield_block
class ReadAlsoBlock(BlockOfEdition, blocks.StructBlock):
    article = blocks.PageChooserBlock(page_type=ARTICLE, required=False)
    title = blocks.CharBlock(
        required=False,
        max_length=255,
        help_text="Only when there is no such article yet: it appears once one has this title.",
    )

    graphql_fields = [
        GraphQLForeignKey("article", ARTICLE, description="The article; null until it is public."),
    ]

    class Meta:
        icon = "arrow-right"
        label_format = "{title}"
        description = "A teaser of one other article, set into the text."
        template = "blocks/read_also_block.html"
        preview_value = {"article": None, "title": "How to read a food label"}

    def get_preview_value(self):
        """An article that is there, since a preview without one shows nothing."""
        return self.normalize({"article": apps.get_model(ARTICLE).objects.live().first()})

    def clean(self, value):
        if not value.get("article") and not value.get("title"):
            raise blocks.StructBlockValidationError(
                non_block_errors=["Choose an article, or type the title of one to come."]
            )
        return super().clean(value)


@register_streamfield_block
class ArticleStreamBlock(BlockOfEdition, blocks.StructBlock):
    heading = blocks.CharBlock(default="Related articles", max_length=120)
    source = blocks.ChoiceBlock(
        choices=[
            ("related", "Related to this page"),
            ("latest", "Latest"),
            ("category", "Of a category"),
            ("tag", "With a tag"),
            ("author", "By an author"),
            ("hand_picked", "Hand-picked only"),
        ],
        default="related",
    )
    category = blocks.PageChooserBlock(page_type="blog.CategoryPage", required=False)
    tag = blocks.CharBlock(required=False, max_length=100)
    author = SnippetChooserBlock("blog.Author", required=False)
    articles = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=ARTICLE),
        default=[],
        help_text="Shown first, in this order; the source fills the rest.",
    )
    count = blocks.IntegerBlock(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(24)], label="How many"
    )

    graphql_fields = [
        GraphQLString("heading", required=True, description="The heading above the articles."),
        GraphQLString("source", required=True, description="Where the articles come from."),
        GraphQLInt("count", required=True, description="How many articles are shown at most."),
    ]

    # How the stream is filled: composed with the block, and nobody's business outside.
    edition_fields = [
        GraphQLForeignKey("category", "blog.CategoryPage"),
        GraphQLString("tag"),
        GraphQLForeignKey("author", "blog.Author"),
        GraphQLCollection(GraphQLForeignKey, "articles", ARTICLE),
    ]

    class Meta:
        icon = "list-ul"
        label_format = "{heading} ({source})"
        description = "A row of articles: hand-picked, then filled from a source."
        template = "blocks/article_stream_block.html"
        preview_value = {"heading": "Latest", "source": "latest", "count": 3, "articles": []}

    def clean(self, value):
        value = super().clean(value)
        source = value["source"]
        if source in ("category", "tag", "author") and not value.get(source):
            raise blocks.StructBlockValidationError(
                block_errors={source: ValidationError("This source needs it.")}
            )
        return value


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
