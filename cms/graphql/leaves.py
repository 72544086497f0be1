"""What a value of an edition may be, so that it can be copied as it is."""

from typing import Any

from graphql import GraphQLEnumType, GraphQLList, GraphQLNonNull, is_leaf_type

from .projector import ENUM, FLOAT, INT

PYTHON = {"Int": int, "Float": float, "Boolean": bool, "RichTextNodes": list}


def kinds(type_: Any) -> frozenset:
    """The Python types of a value of a GraphQL type in an edition."""
    if not isinstance(type_, GraphQLNonNull):
        return kinds(GraphQLNonNull(type_)) | {type(None)}
    inner = type_.of_type
    if isinstance(inner, GraphQLList):
        return frozenset({list})
    return frozenset({PYTHON.get(inner.name, str) if is_leaf_type(inner) else dict})


def held(type_: Any) -> tuple[str, frozenset[str]]:
    """(what a leaf has to hold to where its Python type does not say enough, an enum's values)."""
    if isinstance(type_, GraphQLEnumType):
        return ENUM, frozenset(type_.values)
    return HELD.get(type_.name, ""), frozenset()


HELD = {"Int": INT, "Float": FLOAT}
