"""The root fields: what can be asked for, as names or plain data."""

import base64
import binascii
from typing import Any

import graphene

from blog.editions.read import Reader

from .readers import argument, first_of
from .types import ArticleConnection, ArticleFilter, OrderBy, PageInterface, lazy

ARTICLES = "type:ArticlePage"


class Query(graphene.ObjectType):
    """Everything that is public on this site."""

    page = graphene.Field(
        PageInterface,
        id=graphene.ID(description="The page's id."),
        url_path=graphene.String(description="Its address within the site, like `/health/`."),
        description="One page of any type; by exactly one of its arguments.",
    )
    article = graphene.Field(
        lazy("ArticlePage"),
        id=graphene.ID(description="The article's id."),
        slug=graphene.String(description="Its slug."),
        url_path=graphene.String(description="Its address within the site."),
        description="One article; by exactly one of its arguments.",
    )
    articles = graphene.Field(
        ArticleConnection,
        required=True,
        filter=graphene.Argument(ArticleFilter, description="Which articles."),
        order_by=graphene.Argument(
            OrderBy, default_value="DATE_DESC", description="In which order."
        ),
        first=graphene.Int(default_value=20, description="How many, from 1 to 100."),
        after=graphene.String(description="The cursor to continue behind."),
        page=graphene.Int(description="The page number, instead of a cursor."),
        per_page=graphene.Int(description="How many a page, with `page`."),
        description="Articles, a part of the list at a time.",
    )


def exactly_one(**given: Any) -> tuple[str, str]:
    """The one argument that was given. Raises GraphQLError for none or several."""
    found = [(name, value) for name, value in given.items() if value is not None]
    if len(found) != 1:
        raise argument(", ".join(given), [name for name, _ in found], "exactly one of these")
    return found[0]


def name_of(id_: str) -> str | None:
    """The name behind an opaque id; None for what never was one."""
    try:
        return base64.urlsafe_b64decode(id_ + "=" * (-len(id_) % 4)).decode()
    except (binascii.Error, ValueError):
        return None


def page(door: Reader, id: str | None = None, url_path: str | None = None) -> dict | None:
    kind, value = exactly_one(id=id, urlPath=url_path)
    if kind == "urlPath":
        return door.name_at(value)
    name = name_of(value)
    return {"__ref": name} if name and name.startswith("page:") else None


def article(
    door: Reader, id: str | None = None, slug: str | None = None, url_path: str | None = None
) -> dict | None:
    kind, value = exactly_one(id=id, slug=slug, urlPath=url_path)
    if kind == "slug":
        found = door.one("ArticlePage", value)
        return {"__ref": found} if found else None
    return door.typed("ArticlePage", page(door, id=id, url_path=url_path))


def articles(
    door: Reader,
    filter: dict | None = None,
    order_by: Any = "DATE_DESC",
    first: int | None = 20,
    after: str | None = None,
    page: int | None = None,
    per_page: int | None = None,
) -> dict:
    order = getattr(order_by, "value", order_by) or "DATE_DESC"
    count = first_of(per_page if page is not None and per_page is not None else first)
    if page is not None and page < 1:
        raise argument("page", page, "a whole number from 1 on")
    terms = filter_terms(door, filter or {})
    offset = (page - 1) * count if page else 0
    rows = terms and door.listing(
        terms[0], count + 1, order=order, after=opened(after, order), offset=offset, also=terms[1:]
    )
    return connection(rows or [], count, order, bool(after or offset), terms)


def filter_terms(door: Reader, filter_: dict) -> list[str] | None:
    """The terms that an article must have; None where one is of something that is not public."""
    given = {key: value for key, value in filter_.items() if value is not None}
    terms = []
    for key, type_ in (("category", "CategoryPage"), ("tag", "Tag"), ("author", "Author")):
        if key in given:
            name = door.one(type_, given[key])
            if name is None:
                return None
            terms.append(name)
    return terms or [ARTICLES]


def connection(
    rows: list, count: int, order: str, before: bool, terms: list[str] | None
) -> dict[str, Any]:
    """A connection over rows of a listing; one row more than asked for says that more follows."""
    shown = rows[:count]
    cursors = [cursor(row, order) for row in shown]
    refs = [{"__ref": row[0]} for row in shown]
    return {
        "__typename": "ArticleConnection",
        "nodes": refs,
        "edges": [
            {"__typename": "ArticleEdge", "cursor": c, "node": r}
            for c, r in zip(cursors, refs, strict=True)
        ],
        "page_info": {
            "__typename": "PageInfo",
            "has_next_page": len(rows) > count,
            "has_previous_page": before,
            "start_cursor": cursors[0] if cursors else None,
            "end_cursor": cursors[-1] if cursors else None,
        },
        "count": lambda door: door.total(terms[0], terms[1:]) if terms else 0,
    }


def cursor(row: tuple, order: str) -> str:
    """The place of a row: the key of its order and its name, which no publish moves."""
    key = row[2] if order == "TITLE" else row[1]
    return base64.urlsafe_b64encode(f"{order}|{row[0]}|{key}".encode()).decode().rstrip("=")


def opened(after: str | None, order: str) -> tuple[str, str] | None:
    if after is None:
        return None
    parts = (name_of(after) or "").split("|", 2)
    if len(parts) != 3 or parts[0] != order:
        raise argument("after", after, f"a cursor of a list in the order {order}")
    return parts[2], parts[1]


ROOTS = {"page": page, "article": article, "articles": articles}
