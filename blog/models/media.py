"""Pictures and documents, with the presets in which pictures are shown."""

from django.core.files import File
from django.db import models
from grapple.models import GraphQLInt, GraphQLString
from PIL import Image as Picture
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from blog.editions.keep import KeptImage, KeptModel

# The widths of the whole picture, in pixels, and the formats, the smallest files first.
WIDTHS = {"CARD": 480, "WIDE": 960, "FULL": 1600}
FORMATS = {
    "AVIF": "format-avif|avifquality-50",
    "WEBP": "format-webp|webpquality-73",
    "JPEG": "format-jpeg|jpegquality-76",
}

# The only sizes that exist for a visitor; no request can ask for another.
PRESETS = {
    **{name: f"width-{width}|{FORMATS['WEBP']}" for name, width in WIDTHS.items()},
    "PORTRAIT": f"fill-160x160|{FORMATS['WEBP']}",
    "SOCIAL": f"fill-1200x630|{FORMATS['JPEG']}",
}
SOURCES = {
    name: tuple(f"width-{width}|{format_}" for width in WIDTHS.values())
    for name, format_ in FORMATS.items()
}


class CustomImage(KeptImage, AbstractImage):
    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made the picture, as readers see it."
    )

    placeholder = models.CharField(max_length=7, blank=True, editable=False)

    # Of a picture that was fetched for an embed: the key of the embed's address.
    thumbnail_of = models.CharField(max_length=17, blank=True, editable=False, db_index=True)

    presets, sources = PRESETS, SOURCES

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
        GraphQLString(
            "placeholder",
            description="The picture's mean colour, like `#7a6b5c`, for its place until it is there.",
        ),
        GraphQLInt("width", required=True, description="Width of the original, in pixels."),
        GraphQLInt("height", required=True, description="Height of the original, in pixels."),
    ]

    @property
    def default_alt_text(self) -> str:
        return self.description

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.placeholder = mean_colour(self.file)
        return super().save(*args, **kwargs)


def mean_colour(file: File) -> str:
    """`#rrggbb` of a picture's file; empty for one that cannot be read, or lets through what is
    behind it."""
    file.open()
    try:
        with Picture.open(file) as picture:
            if picture.has_transparency_data:
                return ""
            picture.draft("RGB", (32, 32))
            one = picture.convert("RGB").resize((1, 1), Picture.Resampling.BOX)
            return f"#{bytes(one.getpixel((0, 0))).hex()}"
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
        return ""
    finally:
        file.seek(0)


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
