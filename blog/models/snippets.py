"""Authors and library FAQs: content with a life of its own, named by the pages that show it."""

from django.db import models
from grapple.models import (
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLRichText,
    GraphQLString,
)
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from blog.blocks import PROSE
from blog.editions.keep import KeptModel


class KeptSnippet(KeptModel, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A snippet that can be a draft, with its history; its edition exists while it is live."""

    class Meta:
        abstract = True


class Author(KeptSnippet, index.Indexed):
    """Someone who writes: content with a public page, never a login."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        allow_unicode=True,
        help_text="The author's address: /authors/this/.",
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="For example “Health editor” or “Physiotherapist”."
    )
    biography = models.TextField(blank=True, help_text="One to three sentences.")
    portrait = models.ForeignKey(
        "blog.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("role")], "Who"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("role"),
    ]

    graphql_fields = [
        GraphQLString("name", required=True, description="The name, as it is printed."),
        GraphQLString("slug", required=True, description="The last part of the address."),
        GraphQLString("role", description="What the author does."),
        GraphQLString("biography", description="One to three sentences about the author."),
        GraphQLImage("portrait", description="The author's picture."),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request, mode_name: str) -> str:
        return "blog/author.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        from blog.views import author_preview

        return author_preview(request, self)


class FAQTopic(KeptModel, index.Indexed, models.Model):
    """What a group of library FAQs is about."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    graphql_fields = [
        GraphQLString("name", required=True, description="The topic's name."),
        GraphQLString("slug", required=True, description="The topic's identifier in addresses."),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = "FAQ topic"

    def __str__(self) -> str:
        return self.name


class FAQ(KeptSnippet, index.Indexed):
    """A question and its answer, written once and shown wherever a page names it."""

    question = models.CharField(max_length=255)
    answer = RichTextField(features=PROSE)
    topic = models.ForeignKey(FAQTopic, on_delete=models.PROTECT, related_name="faqs")

    panels = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("topic"),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("question", boost=5),
        index.AutocompleteField("question"),
        index.SearchField("answer"),
        index.FilterField("topic"),
    ]

    graphql_fields = [
        GraphQLString("question", required=True, description="The question."),
        GraphQLRichText("answer", required=True, description="The answer."),
        GraphQLForeignKey("topic", "blog.FAQTopic", description="What the question is about."),
        GraphQLString("anchor", description="The id of the answer on the page that shows it."),
    ]

    # A place on a page has an anchor, the question by itself has none.
    anchor = None

    class Meta:
        ordering = ["question"]
        verbose_name = "FAQ"

    def __str__(self) -> str:
        return self.question

    def get_preview_template(self, request, mode_name: str) -> str:
        return "blog/faq_preview.html"


register_snippet(Author, viewset="blog.wagtail_hooks.AuthorViewSet")
register_snippet(FAQ, viewset="blog.wagtail_hooks.FAQViewSet")
register_snippet(FAQTopic, viewset="blog.wagtail_hooks.FAQTopicViewSet")
