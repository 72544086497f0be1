"""What every page of the site has in common; categories."""

from collections.abc import Iterable

from django.db import models
from grapple.models import (
    GraphQLBoolean,
    GraphQLImage,
    GraphQLString,
)
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from blog import sections
from blog.editions.keep import KeptPage
from blog.editions.serve import ServedFromEdition

from .revisions import FromRevision

# What no form gives but Wagtail and the tree. To validate it takes a statement for each, at each
# save; the database's own constraints hold it: that paths are single, that keys are of something,
# that of a page there is one translation a locale.
GIVEN = frozenset({"path", "content_type", "locale", "latest_revision", "live_revision"})


class BasePage(ServedFromEdition, KeptPage, FromRevision, Page):
    """What every page has: its edition, and what search engines and social networks are told."""

    noindex = models.BooleanField(
        "hide from search engines",
        default=False,
        help_text="The page stays public; search engines are asked not to list it.",
    )
    social_image = models.ForeignKey(
        "blog.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown when the page is shared; the hero, where there is none.",
    )

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
                FieldPanel("noindex"),
            ],
            "Search engines and sharing",
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], "Menus"),
    ]

    graphql_fields = [
        GraphQLString("title", required=True, description="The page's title."),
        GraphQLString("slug", required=True, description="The last part of the address."),
        GraphQLString("seo_title", description="A title for search engines, if it differs."),
        GraphQLString("search_description", description="A description for search engines."),
        GraphQLBoolean(
            "noindex", required=True, description="Whether search engines should leave it out."
        ),
        GraphQLImage("social_image", description="The picture for sharing."),
        GraphQLString("first_published_at", description="When the page was first public."),
        GraphQLString("last_published_at", description="When the page was last published."),
    ]

    class Meta:
        abstract = True

    def full_clean(self, exclude: Iterable[str] | None = None, *args, **kwargs) -> None:
        for field in self._meta.fields:
            if isinstance(field, StreamField):
                sections.fill_anchors(getattr(self, field.attname))
        super().full_clean({*(exclude or ()), *GIVEN}, *args, **kwargs)


class CategoryPage(BasePage):
    """A part of the publication; categories may stand in one another."""

    introduction = models.TextField(blank=True, help_text="One or two sentences under the title.")

    parent_page_types = ["home.HomePage", "blog.CategoryPage"]
    subpage_types = ["blog.CategoryPage", "blog.ArticlePage"]

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    graphql_fields = [
        GraphQLString("introduction", description="What the category is about."),
    ]

    class Meta:
        verbose_name = "category"
        verbose_name_plural = "categories"
