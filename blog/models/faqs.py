"""The page of the library's questions."""

from django.db import models
from grapple.models import GraphQLCollection, GraphQLForeignKey, GraphQLString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from .pages import BasePage


class FAQPage(BasePage):
    """The questions of the library, by topic."""

    introduction = models.TextField(blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("faq_page_topics", heading="Topics", label="Topic"),
    ]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    graphql_fields = [
        GraphQLString("introduction", description="What stands above the questions."),
        GraphQLCollection(
            GraphQLForeignKey,
            "topics",
            "blog.FAQTopic",
            source="faq_page_topics.topic",
            required=True,
            item_required=True,
            description="The topics whose questions it shows, in order.",
        ),
    ]

    class Meta:
        verbose_name = "FAQ page"


class FAQPageTopic(Orderable):
    page = ParentalKey(FAQPage, on_delete=models.CASCADE, related_name="faq_page_topics")
    topic = models.ForeignKey("blog.FAQTopic", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("topic")]
