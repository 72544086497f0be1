"""GraphQL's types of the content, from its declarations.

A model or block gets the fields that it declares and what compose derives, and nothing else: no
column is there by itself. Interfaces are capabilities: a type has each one whose fields it has.
"""

from typing import Any

import graphene
from django.db import models
from grapple.registry import registry
from grapple.types.documents import get_document_type
from grapple.types.images import get_image_type
from grapple.types.interfaces import StreamFieldInterface as GrappleBlock
from grapple.types.pages import get_page_interface
from grapple.types.rich_text import RichText as GrappleRichText
from grapple.types.tags import TagObjectType
from modelcluster.fields import ParentalKey
from taggit.models import Tag as TagModel
from wagtail import blocks
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from blog.editions.declarations import Declared, declared, typename
from blog.editions.keep import KeptModel

from .articles import CATEGORIES, HasArticles
from .faqs import PAGES, URL
from .texts import RichText, TableColumn, TableRow
from .types import (
    SEO,
    TYPES,
    Date,
    DateTime,
    FAQGroup,
    FocalPoint,
    HasAuthors,
    HasFAQ,
    HasRelatedArticles,
    HasSections,
    HasSEO,
    ImageFormat,
    Node,
    PageInterface,
    Preset,
    Rendition,
    StreamFieldInterface,
    StreamItem,
    enum,
    lazy,
    list_of,
    sure,
)

NUMBER = graphene.Int(description="The number of the section, if it is counted.")
ANCHOR = sure(graphene.String, "The id of the block on the page.")

# What compose and the filling of streams add to what a class declares.
DERIVED: dict[str, dict[str, Any]] = {
    "ArticlePage": {
        "category": graphene.Field(lazy("CategoryPage"), description="Its category."),
        "previous": graphene.Field(
            lazy("ArticlePage"), description="The next older article of its category."
        ),
        "next": graphene.Field(
            lazy("ArticlePage"), description="The next newer article of its category."
        ),
    },
    "CategoryPage": {"categories": CATEGORIES},
    "CustomImage": {
        "rendition": graphene.Field(
            Rendition,
            preset=graphene.Argument(Preset, required=True, description="Which size."),
            description="The picture in one of the sizes that exist.",
        ),
        "src_set": graphene.String(
            preset=graphene.Argument(Preset, required=True, description="Which shape."),
            format=graphene.Argument(ImageFormat, default_value="AVIF", description="Which files."),
            description="The value of HTML's `srcset`: the picture in all widths that it has in the"
            " preset's shape. Null where there is no file of the format.",
        ),
        "focal_point": graphene.Field(FocalPoint, description="What the picture is about."),
    },
    "CustomDocument": {"url": sure(graphene.String, "The address of the file.")},
    "Author": {
        "url": graphene.String(description="The author's page; null without articles."),
        "seo": graphene.Field(SEO, description="What that page tells; null without one."),
    },
    "Tag": {
        "url": graphene.String(description="The tag's page; null without articles."),
        "seo": graphene.Field(SEO, description="What that page tells; null without one."),
    },
    "FAQ": {"pages": PAGES, "url": URL},
    "FAQPage": {"groups": list_of(FAQGroup, "The questions, topic by topic.")},
    "SiteSettings": {
        "root_url": sure(graphene.String, "The site's address, without a slash at its end."),
        "language": sure(graphene.String, "The language of the site, like `en-gb`."),
        "social_profiles": list_of(graphene.String, "Addresses of the publication elsewhere."),
    },
    "SectionBlock": {"number": NUMBER},
    "FAQBlock": {"anchor": ANCHOR},
    "EmbedBlock": {
        "thumbnail": graphene.Field(
            lazy("CustomImage"),
            description="Its picture, which we keep, so that showing it asks nobody else. Null where"
            " its provider has none.",
        ),
        "provider": graphene.String(
            description="Whose it is, like `YouTube`; null for a site that may not be framed: show"
            " a link."
        ),
        "frame_url": graphene.String(
            description="What to show in an `iframe` once a reader asks for it; null without a"
            " provider."
        ),
    },
    "ArticleStreamBlock": {"items": list_of(StreamItem, "The articles, filled.")},
    "TableBlock": {
        "caption": graphene.String(description="The table's caption."),
        "columns": list_of(TableColumn, "The columns, in order."),
        "rows": list_of(TableRow, "The rows, in order."),
    },
}

# What has a listing: the term of its name.
LISTED = {"CategoryPage", "Author", "Tag"}


def content_classes() -> list[type]:
    """Every model and block whose type a client can meet."""
    models_ = [m for m in registry.class_models if isinstance(m, type)]
    kept = [m for m in models_ if issubclass(m, KeptModel) or owned(m)]
    settings = [m for m in registry.settings if issubclass(m, BaseSiteSetting)]
    shown = [
        b
        for b in registry.streamfield_blocks
        if isinstance(b, type)
        and "graphql_fields" in b.__dict__
        and not getattr(b, "graphql_type", None)
    ]
    return [*kept, TagModel, *settings, *shown]


def owned(model: type[models.Model]) -> bool:
    """Whether things of a model are children that an edition holds by value, with fields to see."""
    return bool(declared(model)) and any(
        isinstance(field, ParentalKey) and issubclass(field.related_model, KeptModel)
        for field in model._meta.fields
    )


def named(cls: type) -> str:
    """The name of a class's GraphQL type."""
    return typename(cls) if cls is not TagModel else "Tag"


def build(cls: type) -> type[graphene.ObjectType]:
    """The GraphQL type of one class."""
    name = named(cls)
    fields = {f.key: mounted(cls, f) for f in declared(cls) if f.public}
    interfaces = interfaces_of(cls, fields | DERIVED.get(name, {}))
    for interface in interfaces:
        for key, field in interface._meta.fields.items():
            fields.setdefault(key, field)
    fields |= DERIVED.get(name, {})
    doc = (cls.__doc__ or "").strip().split("\n")[0]
    described = getattr(getattr(cls, "_meta_class", None), "description", None) or doc
    if described.startswith(f"{cls.__name__}("):
        described = f"The {cls._meta.verbose_name}."
    meta = type("Meta", (), {"interfaces": interfaces, "description": described})
    return type(name, (graphene.ObjectType,), {"Meta": meta, **fields})


def interfaces_of(cls: type, fields: dict) -> tuple[type[graphene.Interface], ...]:
    if issubclass(cls, blocks.Block):
        return (StreamFieldInterface,)
    found: list[type[graphene.Interface]] = [] if issubclass(cls, BaseSiteSetting) else [Node]
    if issubclass(cls, Page):
        found += [PageInterface]
        found += [HasSEO] if "noindex" in fields else []
        found += [HasSections] if "body" in fields else []
        found += [HasFAQ] if fields.keys() & {"body", "groups"} else []
        found += [HasAuthors] if "authors" in fields else []
        if any(f.key == "related_picks" for f in declared(cls)):
            found += [HasRelatedArticles]
    found += [HasArticles] if named(cls) in LISTED else []
    return tuple(found)


def mounted(cls: type, f: Declared) -> graphene.Field:
    """A declared field as graphene's."""
    type_, named = content_type(cls, f)
    if f.many:
        type_ = graphene.List(graphene.NonNull(type_))
    # What is named may not be public: null, whatever the declaration says.
    certain = f.required and (f.many or not named)
    return graphene.Field(
        type_,
        required=certain,
        description=f.description,
        deprecation_reason=f.deprecation_reason,
    )


def content_type(cls: type, f: Declared) -> tuple[Any, bool]:
    """(our type of grapple's, whether it is named)."""
    if f.choices:
        values = {str(v).upper().replace("-", "_"): f"{label}." for v, label in f.choices}
        name = f"{typename(cls)}{f.key.title().replace('_', '')}"
        return ENUMS.setdefault(name, enum(name, values, f.description)), False
    if isinstance(f.origin, models.DateTimeField):
        return DateTime, False
    if isinstance(f.origin, models.DateField):
        return Date, False
    if f.type is GrappleRichText:
        return RichText, False
    if f.type is GrappleBlock:
        return StreamFieldInterface, False
    if f.type is TagObjectType:
        return lazy("Tag"), True
    if f.type is get_page_interface():
        return PageInterface, True
    if isinstance(f.type, type):
        return f.type, False
    return lazy(typename(model_behind(f))), True


ENUMS: dict[str, type[graphene.Enum]] = {}


def model_behind(f: Declared) -> type[models.Model]:
    """The model that a declaration points to through grapple's registry."""
    if f.type is get_image_type:
        return get_image_model()
    if f.type is get_document_type:
        return get_document_model()
    node = f.type()
    return next(model for model, known in registry.models.items() if known is node)


def build_all() -> list[type[graphene.ObjectType]]:
    """All content types, built once."""
    if not TYPES:
        for cls in content_classes():
            built = build(cls)
            TYPES[built._meta.name] = built
    return list(TYPES.values())
