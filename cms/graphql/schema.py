"""The schema: everything that a client may ask, by allow-list, and how it is executed.

Every resolver reads its key from an edition; nothing here ever holds a model instance.
"""

import logging
from functools import cache
from typing import Any

import graphene
from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    print_schema,
)

from blog.editions import compose
from blog.editions.compose import body_keys
from blog.editions.declarations import typename
from blog.editions.lists import Question
from blog.editions.read import Reader

from . import content
from .asking import Ask
from .limits import ROOT, SCHEMA_FIELDS, Budget, Exhausted, exceeded, weight
from .previews import Drafted
from .queries import ROOTS, Query
from .readers import reader_for
from .shape import Shape

log = logging.getLogger("colophon.graphql")


@cache
def shape() -> Shape:
    """The schema with what plans know of it."""
    built = content.build_all()
    schema = graphene.Schema(query=Query, types=built).graphql_schema
    keys = {
        (t.name, name): key
        for t in schema.type_map.values()
        if isinstance(t, GraphQLObjectType) and hasattr(t, "graphene_type")
        for key, f in t.graphene_type._meta.fields.items()
        if (name := f.name or graphene.utils.str_converters.to_camel_case(key)) in t.fields
    }
    models = [c for c in content.content_classes() if hasattr(c, "_meta")]
    named = {typename(m) for m in models if not content.owned(m)}
    body = {key for m in models for key in body_keys(m)} | {"related_articles", "groups"}
    found = Shape(schema, keys, named, body)
    for t in schema.type_map.values():
        install(t, found)
    return found


def schema() -> GraphQLSchema:
    return shape().schema


def sdl() -> str:
    """The schema as it is committed in cms/schema.graphql."""
    return print_schema(schema()) + "\n"


def install(t: Any, found: Shape) -> None:
    """Makes a type read editions: its fields their keys, an interface its `__typename`."""
    if is_abstract_type(t):
        t.resolve_type = lambda value, info, abstract: value["__typename"]
    if isinstance(t, GraphQLInterfaceType) or not isinstance(t, GraphQLObjectType):
        return
    if t.name.startswith("__"):
        return
    t.is_type_of = None
    for name, f in t.fields.items():
        if t is found.schema.query_type:
            f.resolve = root_resolver(ROOTS[name], f.type, found)
        else:
            f.resolve = resolver(t.name, name, f.type, found)


class Context(Budget):
    """What graphql-core's resolvers share: the door, what was read, what may still be spent.

    Fields are resolved one by one, so what many of them name is read once.
    """

    def __init__(self, door: Reader, until: float):
        super().__init__(until)
        self.door, self.of_schema = door, 0
        # Below a root field that is a draft, by its key in the answer.
        self.drafts: dict[Any, Context] = {}
        self.cards: dict[str, dict | None] = {}
        self.wholes: dict[str, dict | None] = {}
        self.lists: dict[Question, Any] = {}

    def at(self, path: Any) -> "Context":
        """The context in which the field at a path of the answer reads."""
        if not self.drafts:
            return self
        while path.prev:
            path = path.prev
        return self.drafts.get(path.key, self)

    def read(self, ask: Ask) -> dict:
        """The cards and lists that are asked for."""
        names, lists = list(ask.names), list(ask.lists)
        new = [name for name in names if name not in self.cards]
        self.cards |= dict.fromkeys(new) | self.door.editions(new)
        if asked := [question for question in lists if question not in self.lists]:
            self.lists |= self.door.lists(asked)
        found = {name: card for name in names if (card := self.cards[name])}
        return found | {question: self.lists[question] for question in lists}

    def whole(self, names: list[str]) -> dict[str, dict | None]:
        """The whole editions of these names, streams filled."""
        new = [name for name in names if name not in self.wholes]
        found = self.door.editions(new, whole=True)
        if not self.filled(list(found.values())):
            # What is not filled fails where it is asked for, and nothing else with it.
            for page in found.values():
                self.filled([page])
        self.wholes |= dict.fromkeys(new) | found
        return self.wholes

    def filled(self, pages: list[dict]) -> bool:
        try:
            self.door.fill(pages)
        except Exception:
            log.exception("streams could not be filled")
            return False
        return True

    def spend_on_schema(self) -> None:
        """Counts a field of an answer about the schema itself. Raises Exhausted."""
        self.of_schema += 1
        if self.of_schema > SCHEMA_FIELDS:
            what = "Introspection has {} fields or more"
            raise Exhausted(exceeded("TOO_COSTLY", what, SCHEMA_FIELDS, cost=self.of_schema))
        self.spend(0)


def counting(resolve: Any, source: Any, info: Any, **args: Any) -> Any:
    """Middleware for operations that ask for the schema, whose resolvers are not ours."""
    if info.parent_type.name.startswith("__"):
        info.context.spend_on_schema()
    return resolve(source, info, **args)


def root_resolver(read: Any, type_: Any, found: Shape) -> Any:
    def resolve(source: Any, info: Any, **args: Any) -> Any:
        info.context.spend(ROOT)
        context = info.context
        value = read(context.door, **args)
        if isinstance(value, Drafted):
            context.drafts[info.path.key] = Context(value.door, context.until)
            value = value.page
        return follow(value, type_, context.at(info.path), found)

    return resolve


def resolver(type_name: str, name: str, type_: Any, found: Shape) -> Any:
    reader = reader_for(type_name, name)
    key = reader.key if reader else found.keys[type_name, name]
    entire = reader is not None and reader.entire
    cost = 1 + weight(type_name, name)

    def resolve(source: dict, info: Any, **args: Any) -> Any:
        info.context.spend(cost)
        value, context = source if entire else source[key], info.context.at(info.path)
        if reader and value is not None:
            value = reader.read(value, context.door, **args)
        while isinstance(value, Ask):
            value = value.then(context.read(value))
        return follow(value, type_, context, found)

    return resolve


def follow(value: Any, type_: Any, context: Context, found: Shape) -> Any:
    """The editions of what a value names; lists lose what is not public, and what needs it."""
    if value is None or not isinstance(value, dict | list):
        return value
    inner = get_named_type(type_)
    if inner.name in found.named or is_abstract_type(inner):
        if isinstance(value, list):
            return [v for v in whole(value, context) if v is not None]
        return whole([value], context)[0]
    vital = found.vital(inner.name)
    if isinstance(value, list) and vital:
        return [v for v in value if all(whole([v[k]], context)[0] for k in vital)]
    return value


def whole(items: list[dict], context: Context) -> list[dict | None]:
    """The editions of what items name; None where one is not public."""
    editions = context.whole([item["__ref"] for item in items if "__ref" in item])
    return [
        (editions[item["__ref"]] and {**editions[item["__ref"]], **item})
        if "__ref" in item
        else item
        for item in items
    ]


# ---- what compose is checked against ----


def check(type_name: str, data: dict, path: str = "") -> None:
    """Raises compose.ComposeError for an edition that the schema does not allow."""
    t = schema().type_map.get(type_name)
    if not isinstance(t, GraphQLObjectType):
        raise compose.ComposeError(f"{path or type_name}: the schema has no type {type_name}")
    for name, f in t.fields.items():
        reader = reader_for(type_name, name)
        key = reader.key if reader else shape().keys[type_name, name]
        if key in READ_LATER:
            continue
        if key not in data:
            raise compose.ComposeError(f"{path}{type_name}.{name}: the edition has no “{key}”")
        if not reader:
            check_value(f.type, data[key], f"{path}{type_name}.{name}")


# What the door and the filling of streams add.
READ_LATER = {"url", "parent", "__path", "items", "article", "related_articles", "groups"}


def check_value(type_: Any, value: Any, path: str) -> None:
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            raise compose.ComposeError(f"{path}: null where the schema has none")
        type_ = type_.of_type
    if isinstance(type_, GraphQLList):
        for item in value or ():
            check_value(type_.of_type, item, path)
    elif isinstance(value, dict) and "__ref" not in value:
        check(value["__typename"], value, f"{path} → ")
