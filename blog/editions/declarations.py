"""What a class declares for grapple, read once for compose and for the schema.

`graphql_fields` is what clients may ask; `edition_fields`, declared in the same way, is composed
with it and shown to nobody. Both are concatenated over mixins and parents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getclosurevars
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from grapple.models import GraphQLString
from grapple.registry import registry
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

PAGE, IMAGE, DOCUMENT = "page", "image", "document"
# A question that is written on a page, whose key its edition has.
QUESTION = "question"


def kind(model: type[models.Model]) -> str:
    """The first half of a name: `page`, `image`, `document`, else the model's label."""
    for short, base in ((PAGE, Page), (IMAGE, get_image_model()), (DOCUMENT, get_document_model())):
        if issubclass(model, base):
            return short
    return model._meta.label_lower


def model_of(kind_: str) -> type[models.Model]:
    """The model behind a kind. Raises LookupError for a kind that there is not."""
    bases = {PAGE: Page, IMAGE: get_image_model(), DOCUMENT: get_document_model()}
    return bases.get(kind_) or apps.get_model(kind_)


def name(obj: models.Model) -> str:
    """`page:12`, `image:5`, `blog.author:3`."""
    return f"{kind(type(obj))}:{obj.pk}"


@dataclass(frozen=True)
class Declared:
    """One declared field.

    key: the name under which the edition holds it; source: the attribute it comes from;
    through: attributes to follow on each item of a relation; type: grapple's type without its
    wrappers; many, required, item_required: the wrappers; public: whether clients see it;
    origin: the model field or the block that holds the value, if there is one.
    """

    key: str
    source: str
    through: tuple[str, ...]
    type: Any
    many: bool
    required: bool
    description: str
    deprecation_reason: str | None
    public: bool
    origin: Any

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The fixed values that the field takes: an enum for GraphQL."""
        found = getattr(self.origin, "choices", None) or getattr(
            self.origin, "_constructor_kwargs", {}
        ).get("choices")
        return list(found) if found and not callable(found) else []


def unwrap(type_: Any) -> tuple[Any, bool, bool]:
    """(innermost type, whether it is a list, whether it is certain to be there)."""
    many = required = False
    while kind_ := {"NonNull": 1, "List": 2}.get(type(type_).__name__):
        required = required or (kind_ == 1 and not many) or bool(type_.kwargs.get("required"))
        many = many or kind_ == 2
        type_ = type_._of_type
    return type_, many, required


def read(cls: type, item: Any, public: bool) -> Declared:
    field, many, required, description = item(), False, False, None
    if isinstance(field, tuple):
        field, many = field[0](), True
        # A collection keeps these two in its closure and hands them to nobody.
        said = getclosurevars(item).nonlocals
        required, description = bool(said["required"]), said["description"]
    type_, in_list, certain = unwrap(field.field_type)
    through = field.extract_key or ()
    return Declared(
        key=field.field_name,
        source=field.field_source,
        through=(through,) if isinstance(through, str) else tuple(through),
        type=type_,
        many=many or in_list,
        required=required if many else certain,
        description=str(description or field.description or ""),
        deprecation_reason=field.deprecation_reason,
        public=public,
        origin=origin(cls, field.field_source),
    )


def origin(cls: type, source: str) -> Any:
    if issubclass(cls, models.Model):
        try:
            return cls._meta.get_field(source)
        except FieldDoesNotExist:
            return None
    return getattr(cls, "base_blocks", {}).get(source)


# taggit's own model, which cannot declare for itself.
TAG = [
    GraphQLString("name", required=True, description="The tag, as it is printed."),
    GraphQLString("slug", required=True, description="The last part of the address."),
]


def listed(cls: type, attribute: str) -> Iterator[Any]:
    if issubclass(cls, Tag) and attribute == "graphql_fields":
        yield from TAG
    for base in reversed(cls.__mro__):
        yield from base.__dict__.get(attribute, ())


@cache
def declared(cls: type) -> tuple[Declared, ...]:
    """The declared fields of a model or block, parents' first; a later one replaces its namesake."""
    found: dict[str, Declared] = {}
    for public, attribute in ((True, "graphql_fields"), (False, "edition_fields")):
        for item in listed(cls, attribute):
            field = read(cls, item, public)
            found[field.key] = field
    return tuple(found.values())


@cache
def typename(cls: type) -> str:
    """The GraphQL type of a model or block, by grapple's registry."""
    if alias := getattr(cls, "graphql_type", None):
        return typename(apps.get_model(alias))
    if issubclass(cls, Tag):
        return "Tag"
    if cls not in registry.models:
        raise TypeError(
            f"{cls.__module__}.{cls.__name__} is not registered with grapple: add its app to"
            " GRAPPLE['APPS'], or @register_streamfield_block to a block."
        )
    return cls.__name__


@cache
def alias_of(cls: type) -> type | None:
    """The model whose GraphQL type a block's values have, if it is not the block's own."""
    alias = getattr(cls, "graphql_type", None)
    return apps.get_model(alias) if alias else None
