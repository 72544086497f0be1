"""Pictures and documents, with the presets in which pictures are shown."""

from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from blog.editions.keep import KeptImage, KeptModel

# The only sizes that exist for a visitor; no request can ask for another.
PRESETS = {
    "CARD": "width-480|format-webp",
    "WIDE": "width-960|format-webp",
    "FULL": "width-1600|format-webp",
    "PORTRAIT": "fill-160x160|format-webp",
    "SOCIAL": "fill-1200x630|format-jpeg",
}


class CustomImage(KeptImage, AbstractImage):
    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made the picture, as readers see it."
    )

    presets = PRESETS

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    graphql_fields = [
        GraphQLString("title", required=True, description="The picture's title in the library."),
        GraphQLString(
            "alt",
            source="description",
            required=True,
            description="What the picture shows, for those who cannot see it; empty: decoration.",
        ),
        GraphQLString("credit", description="Who made the picture."),
        GraphQLInt("width", required=True, description="Width of the original, in pixels."),
        GraphQLInt("height", required=True, description="Height of the original, in pixels."),
    ]

    @property
    def default_alt_text(self) -> str:
        return self.description


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_file")]


class CustomDocument(KeptModel, AbstractDocument):
    admin_form_fields = WagtailDocument.admin_form_fields

    graphql_fields = [
        GraphQLString("title", required=True, description="The document's title."),
        GraphQLString("filename", required=True, description="The name of the file."),
    ]
