"""The fields that are more than their key: one function each, for plans and for graphql-core.

A reader takes the value under its key, the door (`Reader`) and the field's arguments; it may
give names, which are then filled like any other.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from graphql import GraphQLError

from blog import richtext, sections
from blog.editions.read import Reader

MOST = 100


class Ask(NamedTuple):
    """What a reader returns that needs names: they are read with their wave, then it goes on."""

    names: list[str]
    then: Callable[[dict[str, dict]], Any]


class FieldReader(NamedTuple):
    """key: what of the edition is read; read: (value, door, **arguments) → data or names."""

    key: str
    read: Callable[..., Any]


def argument(name: str, value: Any, takes: str) -> GraphQLError:
    """The error for a wrong argument: its name, its value and what is accepted."""
    return GraphQLError(
        f"Argument “{name}” is {value!r}; it takes {takes}.",
        extensions={"code": "BAD_ARGUMENT", "argument": name},
    )


def first_of(value: int | None, most: int = MOST, default: int = 20, name: str = "first") -> int:
    """How many are asked for. Raises GraphQLError for none, or more than are given at once."""
    if value is None:
        return default
    if not 1 <= value <= most:
        raise argument(name, value, f"a whole number from 1 to {most}")
    return value


def rendition(renditions: dict, door: Reader, preset: Any) -> dict | None:
    return renditions[getattr(preset, "value", preset)]


def html(parts: list, door: Reader, absolute: bool = False) -> Any:
    base = door.scope.root_url if absolute else ""
    names = richtext.refs(parts)
    if not names:
        return "".join(parts)
    return Ask(names, lambda found: richtext.html(parts, found.get, base))


def text(parts: list, door: Reader) -> str:
    return richtext.text(parts)


def related_articles(items: list, door: Reader, first: int | None = 6) -> list:
    return items[: first_of(first, most=12, default=6)]


def total_count(ask: Callable[[Reader], int], door: Reader) -> int:
    return ask(door)


def faq(body: list, door: Reader) -> list:
    return [
        item
        for block in sections.flat(body)
        if block["__typename"] == "FAQBlock"
        for item in block["items"]
    ]


def breadcrumbs(page: dict, door: Reader) -> list:
    above = door.ancestors(page["__path"])
    return [{"__typename": "Breadcrumb", "title": p["title"], "url": p["url"]} for p in above]


READERS: dict[tuple[str, str], FieldReader] = {
    ("CustomImage", "rendition"): FieldReader("renditions", rendition),
    ("RichText", "html"): FieldReader("parts", html),
    ("RichText", "text"): FieldReader("parts", text),
    ("ArticlePage", "category"): FieldReader("parent", lambda parent, door: parent),
    ("PageRoute", "breadcrumbs"): FieldReader("page", breadcrumbs),
    ("ArticleConnection", "totalCount"): FieldReader("count", total_count),
    ("PageConnection", "totalCount"): FieldReader("count", total_count),
    ("RedirectConnection", "totalCount"): FieldReader("count", total_count),
    ("SearchConnection", "totalCount"): FieldReader("count", total_count),
}

# Readers of every type that has the field.
EVERYWHERE: dict[str, FieldReader] = {
    "sections": FieldReader("body", lambda body, door: sections.sections(body)),
    "tableOfContents": FieldReader("body", lambda body, door: sections.contents(body)),
    "faq": FieldReader("body", faq),
    "relatedArticles": FieldReader("related_articles", related_articles),
}


def reader_for(type_: str, field: str) -> FieldReader | None:
    return READERS.get((type_, field)) or EVERYWHERE.get(field)
