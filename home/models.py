"""The home page, standard pages, settings and menus: how a site presents what blog publishes."""

from django.core.exceptions import ValidationError
from django.db import models
from grapple.models import GraphQLImage, GraphQLString
from grapple.models import GraphQLStreamfield as GraphQLBlocks
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from blog.blocks import BodyBlock
from blog.choosers import PublicPagePanel
from blog.models import BasePage


class HomePage(BasePage):
    """The front of the publication: lead stories and streams, as blocks of its body."""

    introduction = models.TextField(blank=True, help_text="A line under the site's name.")
    body = StreamField(
        BodyBlock(), blank=True, help_text="Lead stories are a hand-picked stream at the top."
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.CategoryPage", "blog.FAQPage", "home.StandardPage"]

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    graphql_fields = [
        GraphQLString("introduction", description="The line under the site's name."),
        GraphQLBlocks("body", required=True, description="Lead stories and streams."),
    ]

    class Meta:
        verbose_name = "home page"


class StandardPage(BasePage):
    """About, contact, privacy, imprint."""

    introduction = models.TextField(blank=True)
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    graphql_fields = [
        GraphQLString("introduction", description="The paragraph under the title."),
        GraphQLBlocks("body", required=True, description="The page, block by block."),
    ]

    class Meta:
        verbose_name = "standard page"


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """How one site calls and shows itself."""

    name = models.CharField(max_length=120, blank=True, help_text="As readers see it.")
    description = models.TextField(blank=True, help_text="One or two sentences.")
    publisher = models.CharField(max_length=120, blank=True)
    logo = models.ForeignKey(
        "blog.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    default_image = models.ForeignKey(
        "blog.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For sharing a page that has no picture.",
    )
    social_profiles = models.TextField(
        blank=True, help_text="Addresses of the publication elsewhere, one a line."
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("description"), FieldPanel("publisher")], "Publication"
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("default_image")], "Pictures"),
        FieldPanel("social_profiles"),
    ]

    graphql_fields = [
        GraphQLString("name", description="The publication's name."),
        GraphQLString("description", description="What it is, in one or two sentences."),
        GraphQLString("publisher", description="Who publishes it."),
        GraphQLImage("logo", description="Its mark."),
        GraphQLImage("default_image", description="For sharing a page that has no picture."),
    ]

    class Meta:
        verbose_name = "publication"


class Menu(ClusterableModel, index.Indexed):
    """A list of links with a name; the header shows `main`, the footer `footer`."""

    name = models.SlugField(unique=True, help_text="“main” is the header's, “footer” the footer's.")

    panels = [FieldPanel("name"), InlinePanel("items", heading="Links", label="Link")]

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MenuItem(Orderable):
    """A link to a page or an address; an item that is indented stands below the one before it."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(
        max_length=255, blank=True, help_text="Instead of a page: /search/ or https://…"
    )
    label = models.CharField(max_length=80, blank=True, help_text="The page's title if empty.")
    indented = models.BooleanField(default=False, help_text="Stands below the link before it.")

    panels = [
        PublicPagePanel("page"),
        FieldPanel("address"),
        FieldPanel("label"),
        FieldPanel("indented"),
    ]

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError("Choose a page or type an address, one of the two.")
        if self.address and not self.address.startswith(("/", "https://", "http://", "mailto:")):
            raise ValidationError({"address": "Begin it with / or https://."})
        if self.address and not self.label:
            raise ValidationError({"label": "An address needs a label."})


register_snippet(Menu, viewset="home.wagtail_hooks.MenuViewSet")
