"""Blocks that lead to other articles; how they fill is in `blog/streams.py`."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLCollection, GraphQLForeignKey, GraphQLInt, GraphQLString
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.choosers import PublicPageChooserBlock
from blog.editions.show import BlockOfEdition

ARTICLE = "blog.ArticlePage"


@register_streamfield_block
class ReadAlsoBlock(BlockOfEdition, blocks.StructBlock):
    article = PublicPageChooserBlock(page_type=ARTICLE, required=False)
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
        PublicPageChooserBlock(page_type=ARTICLE),
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
