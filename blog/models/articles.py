"""Articles, with what each names in an order: authors, picks, exclusions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLString,
    GraphQLTag,
)
from grapple.models import GraphQLStreamfield as GraphQLBlocks
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.blocks import BodyBlock
from blog.choosers import PublicPagePanel

from .pages import BasePage

# In schema.org's words: Article, NewsArticle …
ARTICLE_TYPES = [
    ("article", "Article"),
    ("news_article", "News"),
    ("opinion_news_article", "Opinion"),
    ("report", "Report"),
    ("blog_posting", "Blog post"),
]


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(
        "blog.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticlePage(BasePage):
    """An article: sections, questions, teasers and streams."""

    introduction = models.TextField(help_text="The paragraph under the title, set larger.")
    hero = models.ForeignKey(
        "blog.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hero_caption = models.CharField(max_length=255, blank=True)
    date = models.DateTimeField(
        default=timezone.now, help_text="Printed under the title; lists are in its order."
    )
    reviewer = models.ForeignKey(
        "blog.Author",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who checked the facts, for example a doctor.",
    )
    medical_reviewer = models.ForeignKey(
        "blog.Author",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A health professional who checked it: to search engines, a medical page.",
    )
    review_date = models.DateField(null=True, blank=True, help_text="When it was last checked.")
    article_type = models.CharField(
        "type of article",
        max_length=30,
        choices=ARTICLE_TYPES,
        default="article",
        blank=True,
        help_text="What search engines are told that it is.",
    )
    body = StreamField(BodyBlock(), blank=True)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)
    import_id = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    import_hash = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["blog.CategoryPage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_caption")], "Hero"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                InlinePanel("article_authors", heading="Authors", label="Author"),
                FieldPanel("date"),
                FieldPanel("tags"),
                FieldPanel("article_type"),
            ],
            "About the article",
        ),
        MultiFieldPanel(
            [FieldPanel("reviewer"), FieldPanel("medical_reviewer"), FieldPanel("review_date")],
            "Review",
        ),
        MultiFieldPanel(
            [
                InlinePanel("related_picks", heading="Shown first", label="Article"),
                InlinePanel("related_exclusions", heading="Never shown", label="Article"),
            ],
            "Related articles",
            help_text="The rest is filled by itself: what is alike first, then the newest.",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("searchable_body"),
        index.FilterField("date"),
    ]

    graphql_fields = [
        GraphQLString("introduction", required=True, description="The paragraph under the title."),
        GraphQLImage("hero", description="The picture above the text."),
        GraphQLString("hero_caption", description="The line under the hero."),
        GraphQLString("date", required=True, description="The date that is printed."),
        GraphQLCollection(
            GraphQLForeignKey,
            "authors",
            "blog.Author",
            source="article_authors.author",
            required=True,
            item_required=True,
            description="Who wrote it, in order.",
        ),
        GraphQLTag("tags", required=True, description="What it is about."),
        GraphQLForeignKey("reviewer", "blog.Author", description="Who checked the facts."),
        GraphQLForeignKey(
            "medical_reviewer",
            "blog.Author",
            description="The health professional who checked it.",
        ),
        GraphQLString("review_date", description="When it was last checked."),
        GraphQLString(
            "article_type", required=True, description="What search engines are told that it is."
        ),
        GraphQLBlocks("body", required=True, description="The article, block by block."),
    ]

    # What the closing stream is filled from; a client sees the filled stream.
    edition_fields = [
        GraphQLCollection(
            GraphQLForeignKey,
            "related_picks",
            "blog.ArticlePage",
            source="related_picks.article",
        ),
        GraphQLCollection(
            GraphQLForeignKey,
            "related_exclusions",
            "blog.ArticlePage",
            source="related_exclusions.article",
        ),
    ]

    class Meta:
        verbose_name = "article"

    @cached_property
    def searchable_body(self) -> list[str]:
        """The body's words for the editor's search, which asks for them three times a save, of an
        article that it has read for that."""
        return self.body.stream_block.get_searchable_content(self.body)

    def clean(self) -> None:
        super().clean()
        self.article_type = self.article_type or "article"
        if self.medical_reviewer_id and not self.review_date:
            raise ValidationError({"review_date": "Say when the medical reviewer checked it."})


class ArticleAuthor(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_authors")
    author = models.ForeignKey("blog.Author", on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("author")]


class ArticlePick(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_picks")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    panels = [PublicPagePanel("article")]


class ArticleExclusion(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_exclusions")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("article")]
