"""GraphQL's types that are written by hand: scalars, enums, interfaces, parts."""

from collections.abc import Callable
from typing import Any

import graphene
from graphql import StringValueNode, Undefined

from blog.models.media import WIDTHS

# Every content type by name, once `content.build_all` has built them.
TYPES: dict[str, type[graphene.ObjectType]] = {}


class DateTime(graphene.Scalar):
    """A moment, in ISO 8601 with its offset: `2026-03-01T09:00:00+00:00`."""

    serialize = staticmethod(str)
    # As it is typed: what reads an argument says what it takes.
    parse_value = staticmethod(lambda value: value)
    parse_literal = staticmethod(
        lambda node, _=None: node.value if isinstance(node, StringValueNode) else Undefined
    )


class Date(graphene.Scalar):
    """A day, in ISO 8601: `2026-03-01`."""

    serialize = staticmethod(str)
    parse_value = staticmethod(graphene.Date.parse_value)
    parse_literal = staticmethod(graphene.Date.parse_literal)


def enum(name: str, values: dict[str, str], description: str) -> type[graphene.Enum]:
    """An enum whose values are their own names; `values` holds the descriptions."""
    members = [(value, value) for value in values]
    return graphene.Enum(name, members, description=lambda v: values[v.value] if v else description)


Preset = enum(
    "Preset",
    {name: f"The whole picture, at most {width} pixels wide." for name, width in WIDTHS.items()}
    | {"PORTRAIT": "A square of 160 pixels.", "SOCIAL": "1200 by 630 pixels, for sharing."},
    "The sizes in which a picture exists.",
)
ImageFormat = enum(
    "ImageFormat",
    {
        "AVIF": "The smallest files; browsers since 2024.",
        "WEBP": "Smaller than JPEG; browsers since 2020.",
        "JPEG": "For everything else.",
    },
    "The formats in which a whole picture exists.",
)
OrderBy = enum(
    "OrderBy",
    {
        "DATE_DESC": "The newest first.",
        "DATE_ASC": "The oldest first.",
        "TITLE": "By title, from A to Z.",
    },
    "The order of a list of articles.",
)
StreamReason = enum(
    "StreamReason",
    {
        "MANUAL": "An editor chose it.",
        "CONTENT": "Its text is alike.",
        "TAG": "It shares tags.",
        "AUTHOR": "It has the same author.",
        "CATEGORY": "It is of the category.",
        "LATEST": "It is new.",
    },
    "Why an article stands in a stream.",
)


def sure(type_: Any, description: str, **kwargs: Any) -> graphene.Field:
    return graphene.Field(type_, required=True, description=description, **kwargs)


def list_of(type_: Any, description: str, **kwargs: Any) -> graphene.Field:
    items = graphene.List(graphene.NonNull(type_))
    return graphene.Field(items, required=True, description=description, **kwargs)


def lazy(name: str) -> Callable[[], Any]:
    return lambda: TYPES[name]


ABSOLUTE = graphene.Boolean(
    default_value=False, description="Whether addresses of the site begin with its host."
)


# ---- interfaces, by capability ----


class Node(graphene.Interface):
    """Anything with an identity of its own."""

    id = sure(graphene.ID, "An opaque key, unique over all types.")


class StreamFieldInterface(graphene.Interface):
    """A block of a body."""

    id = sure(graphene.ID, "The block's own key, the same as long as the block exists.")
    block_type = sure(graphene.String, "The block's name in its stream: `paragraph`, `faq` …")


class PageInterface(graphene.Interface):
    """A public page."""

    id = sure(graphene.ID, "An opaque key, unique over all types.")
    title = sure(graphene.String, "The page's title.")
    slug = sure(graphene.String, "The last part of the address.")
    url = sure(graphene.String, "The address within the site, from `/` on.")
    parent = graphene.Field(lambda: PageInterface, description="The page above, if it is public.")
    first_published_at = graphene.Field(DateTime, description="When it was first public.")
    last_published_at = graphene.Field(DateTime, description="When it was last published.")
    excerpt = sure(graphene.String, "The first sentences, for a teaser.")


class HasSEO(graphene.Interface):
    """Says something to search engines and social networks."""

    seo_title = graphene.String(description="A title for search engines, if it differs.")
    search_description = graphene.String(description="A description for search engines.")
    noindex = sure(graphene.Boolean, "Whether search engines should leave it out.")
    social_image = graphene.Field(lazy("CustomImage"), description="The picture for sharing.")
    seo = sure(lambda: SEO, "All of that, finished, with its fallbacks: as on the page.")


class HasSections(graphene.Interface):
    """Has a body of blocks."""

    body = list_of(StreamFieldInterface, "The content, block by block.")
    sections = list_of(
        lazy("SectionBlock"),
        "The sections of the body.",
        anchor=graphene.String(description="The id of the one section that is wanted."),
    )
    table_of_contents = list_of(
        lambda: TableOfContentsEntry, "The headings of the body, for links to them."
    )
    reading_time = sure(graphene.Int, "Minutes that reading takes, at 238 words a minute.")
    word_count = sure(graphene.Int, "How many words it has.")
    markdown = sure(graphene.String, "The page as a whole in Markdown.", absolute=ABSOLUTE)


class HasFAQ(graphene.Interface):
    """Has questions with answers."""

    faq = list_of(lazy("FAQ"), "All questions on the page, in order.")


class HasAuthors(graphene.Interface):
    """Was written by somebody."""

    authors = list_of(lazy("Author"), "Who wrote it, in order.")


class HasRelatedArticles(graphene.Interface):
    """Ends in a stream of related articles."""

    related_articles = list_of(
        lambda: StreamItem,
        "Articles to read next: chosen by hand, then alike, then new; none twice.",
        first=graphene.Int(default_value=6, description="How many at most, up to 12."),
    )


# ---- parts of things ----


class SharingImage(graphene.ObjectType):
    """The picture that is shown where a page is shared."""

    url = sure(graphene.String, "Its address, with the host.")
    width = sure(graphene.Int, "In pixels.")
    height = sure(graphene.Int, "In pixels.")
    alt = sure(graphene.String, "What it shows.")


class OpenGraph(graphene.ObjectType):
    """What social networks are told, by the names of the Open Graph protocol."""

    type = sure(graphene.String, "`article`, `profile` or `website`.")
    title = sure(graphene.String, "The title, without the publication's name.")
    description = graphene.String(description="A few sentences.")
    url = sure(graphene.String, "The page's address, with the host.")
    site_name = graphene.String(description="The publication's name.")
    image = graphene.Field(
        SharingImage, description="The page's picture for sharing, its hero, or the publication's."
    )
    published_time = graphene.Field(DateTime, description="The date of an article.")
    modified_time = graphene.Field(DateTime, description="When an article was last published.")


class Translation(graphene.ObjectType):
    """A page in one language."""

    language = sure(graphene.String, "As `hreflang` has it: `en-gb`, `fr`, or `x-default`.")
    url = sure(graphene.String, "Its address, with the host.")


class Feed(graphene.ObjectType):
    """The newest articles of a list, in full, for programs that look for new ones."""

    url = sure(graphene.String, "Its address within the site.")
    type = sure(graphene.String, "Its media type: RSS, Atom or JSON Feed.")
    title = sure(graphene.String, "What it is called.")


class SEO(graphene.ObjectType):
    """What a page tells search engines and social networks."""

    title = sure(graphene.String, "For the title element: the publication's name is in it.")
    description = graphene.String(description="A few sentences.")
    canonical = sure(graphene.String, "The page's address, with the host.")
    robots = sure(graphene.String, "For the meta element `robots`.")
    markdown_url = graphene.String(
        description="Where the page is as Markdown, within the site; null without a body."
    )
    translations = list_of(
        lambda: Translation, "The page in each language, itself among them; empty without others."
    )
    feeds = list_of(
        lambda: Feed, "The feeds of the list that it is, then those of the publication."
    )
    open_graph = sure(OpenGraph, "For social networks.")
    twitter_card = sure(graphene.String, "`summary_large_image`, or `summary` without a picture.")
    json_ld = graphene.String(
        description="A graph of schema.org as JSON, which may stand in a script element as it is."
    )


class Rendition(graphene.ObjectType):
    """A picture in one size."""

    url = sure(graphene.String, "The address of the file.")
    width = sure(graphene.Int, "In pixels.")
    height = sure(graphene.Int, "In pixels.")


class FocalPoint(graphene.ObjectType):
    """What a picture is about, as fractions of its width and height."""

    x = sure(graphene.Float, "From the left, 0 to 1.")
    y = sure(graphene.Float, "From the top, 0 to 1.")


class TableOfContentsEntry(graphene.ObjectType):
    """A heading of a body."""

    number = graphene.Int(description="The section's number, if it is counted.")
    heading = sure(graphene.String, "The heading, without its number.")
    anchor = sure(graphene.String, "The id to link to.")


class StreamItem(graphene.ObjectType):
    """An article in a stream."""

    article = sure(lazy("ArticlePage"), "The article.")
    reason = sure(StreamReason, "Why it stands here.")
    score = graphene.Float(description="How much alike it is, where that was the reason.")


class FAQGroup(graphene.ObjectType):
    """The library's questions about one topic."""

    topic = sure(lazy("FAQTopic"), "What they are about.")
    faqs = list_of(lazy("FAQ"), "The questions.")


class MenuItem(graphene.ObjectType):
    """A link of a menu, with those below it."""

    title = sure(graphene.String, "The words of the link.")
    url = sure(graphene.String, "Where it leads: an address within the site, or one elsewhere.")
    children = list_of(lambda: MenuItem, "The links below it.")


class Menu(graphene.ObjectType):
    """A list of links that editors keep."""

    name = sure(graphene.String, "What it is asked for by.")
    items = list_of(
        MenuItem, "Its links, in order; those to pages that are not public are left out."
    )
