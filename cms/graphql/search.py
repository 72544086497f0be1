"""Search: what words find, where they stand in it, how it is spread, and what is being typed."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import graphene

from blog.editions.compose import ref
from blog.editions.read import Reader
from search import facets as spread
from search import query as found_by
from search.highlights import Highlight, highlights, html
from search.suggestions import SUGGESTED
from search.suggestions import suggestions as beginning

from .asking import first_of
from .connections import (
    connected,
    connection,
    connection_type,
    empty,
    one_more,
    part_of,
    trimmed,
)
from .cursors import BY_RELEVANCE, sealed
from .types import PageInterface, enum, lazy, list_of, sure

FACETS, MOST_SUGGESTED = 10, 20

HighlightPart = enum(
    "HighlightPart",
    {
        "TITLE": "The title.",
        "TEXT": "The introduction or the body.",
        "AUTHOR": "The name of an author.",
        "QUESTION": "A question of the library that it shows, or the answer.",
    },
    "Where words stand that were looked for.",
)


class HighlightFragment(graphene.ObjectType):
    """A piece of a passage."""

    text = sure(graphene.String, "Plain text.")
    is_match = sure(graphene.Boolean, "Whether it is a word that was looked for.")


class HighlightType(graphene.ObjectType):
    """A passage in which words stand that were looked for."""

    class Meta:
        name = "Highlight"

    part = sure(HighlightPart, "Where it stands.")
    fragments = list_of(HighlightFragment, "The passage in pieces, in order.")
    html = sure(graphene.String, "The same as HTML, with the words in `mark` and nothing else.")


class CategoryFacet(graphene.ObjectType):
    """How many of what is found stand in a category, or under it."""

    category = sure(lazy("CategoryPage"), "The category.")
    count = sure(graphene.Int, "How many.")


class TagFacet(graphene.ObjectType):
    """How many of what is found have a tag."""

    tag = sure(lazy("Tag"), "The tag.")
    count = sure(graphene.Int, "How many.")


SIZE = graphene.Int(
    default_value=FACETS, description="How many at most, from 1 to 100; the largest first."
)


class SearchFacets(graphene.ObjectType):
    """How all that is found is spread."""

    categories = list_of(CategoryFacet, "Over categories.", first=SIZE)
    tags = list_of(TagFacet, "Over tags.", first=SIZE)


SearchConnection = connection_type(
    "Search",
    PageInterface,
    "page",
    "pages",
    f"How many pages are found; {found_by.MOST:,} at most.",
    of_edge={
        "highlights": list_of(
            HighlightType,
            "Where the words stand: in its title, in the passage of its text that has the most of"
            " them, in what it names. Empty where they stand in none of these together.",
        )
    },
    of_list={"facets": sure(SearchFacets, "How all that is found is spread, with the filters on.")},
)


class Searches:
    """The root fields that go by words."""

    search = connected(
        SearchConnection,
        "The articles that are found by all words of a query, the most relevant first: by their own"
        " words, their questions and answers, their authors' names.",
        query=graphene.String(required=True, description="Words; each may be the begin of one."),
        category=graphene.String(description="Slug of a category; with what stands under it."),
        tag=graphene.String(description="Slug of a tag."),
        author=graphene.String(description="Slug of an author."),
    )

    suggestions = list_of(
        PageInterface,
        "Articles whose titles begin with what is typed, then those in which it begins at another word.",
        query=graphene.String(required=True, description="What has been typed so far."),
        first=graphene.Int(
            default_value=SUGGESTED,
            description=f"How many at most, from 1 to {MOST_SUGGESTED}.",
        ),
    )


class Found(NamedTuple):
    """What was looked for, for who asks how it is spread."""

    query: str
    within: tuple[str, ...] | None


class Hits:
    """What was found by words; where they stand is read at once for all, when one is asked for."""

    def __init__(self, door: Reader, query: str, names: Iterable[str]):
        self.door, self.query, self.names = door, query, list(names)

    @cached_property
    def highlights(self) -> dict[str, list[Highlight]]:
        wanted = found_by.sought(self.door, self.query)
        return highlights(self.door, wanted, self.names) if wanted else {}


def search(
    door: Reader,
    query: str,
    category: str | None = None,
    tag: str | None = None,
    author: str | None = None,
    **window: Any,
) -> dict:
    part = part_of(BY_RELEVANCE, **window)
    slugs = (("CategoryPage", category), ("Tag", tag), ("Author", author))
    within = spread.chosen(door, query, slugs)
    told = {"found": Found(query, within)}
    if within is None:
        return empty("Search", part) | told
    rows, more = trimmed(part, found_by.found(door, query, one_more(part), within))
    made = connection(
        "Search",
        part,
        [ref(name) for name, _ in rows],
        lambda n: sealed(BY_RELEVANCE, *rows[n]),
        more,
        lambda door: found_by.total(door, query, within),
        beside={"hits": Hits(door, query, [name for name, _ in rows])},
    )
    return made | told


def highlights_of(edge: dict, door: Reader) -> list[dict]:
    found = edge["hits"].highlights.get(edge["node"]["__ref"], [])
    return [
        {
            "__typename": "Highlight",
            "part": part,
            "fragments": [
                {"__typename": "HighlightFragment", "text": text, "is_match": is_match}
                for text, is_match in fragments
            ],
            "html": html(fragments),
        }
        for part, fragments in found
    ]


def facets_of(found: Found, door: Reader) -> dict:
    query, within = found
    counted: dict = {} if within is None else spread.facets(door, query, within)
    return {
        "__typename": "SearchFacets",
        "categories": [
            {"__typename": "CategoryFacet", "category": ref(name), "count": count}
            for name, count in counted.get(spread.CATEGORIES, ())
        ],
        "tags": [
            {"__typename": "TagFacet", "tag": ref(name), "count": count}
            for name, count in counted.get(spread.TAGS, ())
        ],
    }


def first_facets(items: list, door: Reader, first: int | None = FACETS) -> list:
    return items[: first_of(first, default=FACETS)]


def suggestions(door: Reader, query: str, first: int | None = SUGGESTED) -> list[dict]:
    most = first_of(first, most=MOST_SUGGESTED, default=SUGGESTED)
    return [ref(name) for name in beginning(door, query, most)]


ROOTS = {"search": search, "suggestions": suggestions}
