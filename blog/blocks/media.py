"""Blocks of pictures and of what other sites show."""

from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLImage, GraphQLString
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from blog.editions.show import BlockOfEdition


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
