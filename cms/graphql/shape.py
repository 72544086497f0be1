"""What plans and resolvers know of the schema beside its types."""

from functools import cache
from typing import Any

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    is_abstract_type,
)


class Shape:
    """What the plans of one schema need to know of it.

    keys: (type, field) → the edition's key; named: types whose values may be names; body: keys
    that only a whole edition has.
    """

    def __init__(self, schema: GraphQLSchema, keys: dict, named: set[str], body: set[str]):
        self.schema, self.keys, self.named, self.body = schema, keys, named, body
        self.query = schema.type_map["Query"]
        self.vital = cache(self.vital_keys)

    def vital_keys(self, type_name: str) -> tuple[str, ...]:
        """The keys of an owned type that name something which may not be null."""
        type_ = self.schema.type_map[type_name]
        if not isinstance(type_, GraphQLObjectType) or type_name in self.named:
            return ()
        return tuple(
            self.keys[type_name, name]
            for name, f in type_.fields.items()
            if isinstance(f.type, GraphQLNonNull)
            and not isinstance(f.type.of_type, GraphQLList)
            and self.names(f.type.of_type)
        )

    def is_page(self, type_: GraphQLObjectType) -> bool:
        return any(i.name == "PageInterface" for i in type_.interfaces)

    def names(self, type_: Any) -> bool:
        """Whether a value of a type may be a name."""
        if is_abstract_type(type_):
            return any(t.name in self.named for t in self.schema.get_possible_types(type_))
        return type_.name in self.named
