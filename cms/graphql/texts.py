"""GraphQL's types of rich text, in its forms, and of tables."""

import graphene

from .types import ABSOLUTE, PageInterface, enum, lazy, list_of, sure

TableColumnKind = enum(
    "TableColumnKind",
    {"TEXT": "Words.", "NUMBER": "Figures, set to the right."},
    "What a column of a table holds.",
)


class RichTextNodes(graphene.Scalar):
    """A text as a tree of nodes, in JSON. Each has a `type`, named as mdast names it, and
    `children`, or a `value` where it holds words: `paragraph`, `heading` (with `depth`), `list`
    (`ordered`), `listItem`, `blockquote`, `thematicBreak`; within a line `text`, `strong`,
    `emphasis`, `delete`, `superscript`, `subscript`, `inlineCode`, `break`, `image` (`id`, `url`,
    `alt`, `width`, `height`), and `link` (`url`, and `to`, which is `PAGE` or `DOCUMENT`, then
    with the `id` of that, or `SITE` or `ELSEWHERE`)."""

    serialize = staticmethod(lambda value: value)
    parse_value = staticmethod(lambda value: value)


class RichText(graphene.ObjectType):
    """Text with links, in the form that is asked for."""

    html = sure(
        graphene.String,
        "Clean HTML. Links to what is not public keep their words and lose their address.",
        absolute=ABSOLUTE,
    )
    text = sure(graphene.String, "The words alone, a line for each paragraph.")
    markdown = sure(graphene.String, "Markdown, as CommonMark has it.", absolute=ABSOLUTE)
    json = sure(RichTextNodes, "A tree of nodes, for components of one's own.", absolute=ABSOLUTE)
    links = list_of(
        lambda: RichTextLink, "Its links, in order, those to what is public.", absolute=ABSOLUTE
    )


class RichTextLink(graphene.ObjectType):
    """A link in a text."""

    url = sure(graphene.String, "Where it leads.")
    text = sure(graphene.String, "Its words.")
    external = sure(graphene.Boolean, "Whether it leads out of the site.")
    page = graphene.Field(PageInterface, description="The page that it leads to.")
    document = graphene.Field(lazy("CustomDocument"), description="The document that it leads to.")


class TableColumn(graphene.ObjectType):
    """A column of a table."""

    heading = sure(graphene.String, "The column's heading.")
    kind = sure(TableColumnKind, "What it holds.")


class TableRow(graphene.ObjectType):
    """A row of a table."""

    cells = list_of(RichText, "The cells, one a column.")
