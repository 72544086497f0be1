"""A recipe with its steps, and the kitchen tool that its blocks name."""

from django.db import models
from grapple.helpers import register_streamfield_block
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLInt,
    GraphQLRichText,
    GraphQLString,
)
from grapple.models import GraphQLStreamfield as GraphQLBlocks
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet

from blog.blocks import BodyBlock
from blog.editions.keep import KeptModel
from blog.editions.show import BlockOfEdition
from blog.models import BasePage


class Tool(KeptModel, models.Model):
    """Something that stands in a kitchen."""

    name = models.CharField(max_length=80)
    portrait = models.ForeignKey(
        "blog.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    graphql_fields = [
        GraphQLString("name", required=True, description="What it is called."),
        GraphQLImage("portrait", description="What it looks like."),
    ]

    def __str__(self) -> str:
        return self.name


register_snippet(Tool)


@register_streamfield_block
class StepBlock(BlockOfEdition, blocks.StructBlock):
    minutes = blocks.IntegerBlock(default=1)
    text = blocks.RichTextBlock()
    tool = SnippetChooserBlock("extension.Tool", required=False)

    graphql_fields = [
        GraphQLInt("minutes", required=True, description="How long it takes."),
        GraphQLRichText("text", required=True, description="What to do."),
        GraphQLForeignKey("tool", "extension.Tool", description="What to do it with."),
    ]

    class Meta:
        icon = "time"
        description = "One step of a recipe."
        template = "extension/step_block.html"


class RecipeBodyBlock(BodyBlock):
    step = StepBlock()


class RecipePage(BasePage):
    """How to cook something."""

    servings = models.PositiveSmallIntegerField(default=2)
    note = RichTextField(blank=True)
    body = StreamField(RecipeBodyBlock(), blank=True)

    graphql_fields = [
        GraphQLInt("servings", required=True, description="For how many."),
        GraphQLRichText("note", required=True, description="What the cook adds."),
        GraphQLBlocks("body", required=True, description="The steps."),
        GraphQLCollection(
            GraphQLForeignKey,
            "ingredients",
            "extension.RecipeIngredient",
            required=True,
            item_required=True,
            description="What goes into it.",
        ),
    ]

    template = "extension/recipe_page.html"


class RecipeIngredient(Orderable):
    page = ParentalKey(RecipePage, on_delete=models.CASCADE, related_name="ingredients")
    name = models.CharField(max_length=80)

    graphql_fields = [GraphQLString("name", required=True, description="What it is.")]
