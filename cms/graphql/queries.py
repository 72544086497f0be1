"""The root fields: what can be asked for, as names or plain data."""

from typing import Any

import graphene

from blog.editions.compose import ref
from blog.editions.read import Reader
from home import site as home
from search import query as found_by

from . import addresses, previews
from .connections import connection, cursor, name_of, opened, text_of
from .readers import argument, first_of
from .types import (
    ArticleConnection,
    ArticleFilter,
    Menu,
    OrderBy,
    PageInterface,
    SearchConnection,
    lazy,
)

ARTICLES = "type:ArticlePage"
LARGEST_PAGE = 1_000_000


class Query(addresses.Addresses, previews.Previews, graphene.ObjectType):
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
        page=graphene.Int(description="The page number from 1 on, instead of a cursor."),
        per_page=graphene.Int(
            description="How many a page, from 1 to 100; `first` where it is missing."
        ),
        description="Articles, a part of the list at a time.",
    )
    category = graphene.Field(
        lazy("CategoryPage"),
        slug=graphene.String(description="Its slug."),
        url_path=graphene.String(description="Its address within the site."),
        description="One category; by exactly one of its arguments.",
    )
    author = graphene.Field(
        lazy("Author"),
        slug=graphene.String(required=True, description="The author's slug."),
        description="One author.",
    )
    tag = graphene.Field(
        lazy("Tag"),
        slug=graphene.String(required=True, description="The tag's slug."),
        description="One tag.",
    )
    search = graphene.Field(
        SearchConnection,
        required=True,
        query=graphene.String(required=True, description="Words; each may be the begin of one."),
        first=graphene.Int(default_value=20, description="How many, from 1 to 100."),
        description="The pages that hold all words of a query.",
    )
    menu = graphene.Field(
        Menu,
        name=graphene.String(required=True, description="`main` is the header's."),
        description="One menu.",
    )
    site = graphene.Field(
        lazy("SiteSettings"), required=True, description="How the site calls and shows itself."
    )


# ---- arguments ----


def exactly_one(**given: Any) -> tuple[str, str]:
    """The one argument that was given. Raises GraphQLError for none or several."""
    found = [(name, value) for name, value in given.items() if value is not None]
    if len(found) != 1:
        raise argument(", ".join(given), [name for name, _ in found], "exactly one of these")
    return found[0]


# ---- one thing ----


def page(door: Reader, id: str | None = None, url_path: str | None = None) -> dict | None:
    return one_page(door, None, id=id, urlPath=url_path)


def article(
    door: Reader, id: str | None = None, slug: str | None = None, url_path: str | None = None
) -> dict | None:
    return one_page(door, "ArticlePage", id=id, slug=slug, urlPath=url_path)


def category(door: Reader, slug: str | None = None, url_path: str | None = None) -> dict | None:
    return one_page(door, "CategoryPage", slug=slug, urlPath=url_path)


def one_page(door: Reader, type_: str | None, **given: str | None) -> dict | None:
    """The page of an id, slug or address; null where it is of another type."""
    kind, value = exactly_one(**given)
    if kind == "slug":
        return by_slug(door, type_ or "", value)
    if kind == "id":
        name = name_of(value) or ""
        found = door.editions([name], whole=True).get(name) if name.startswith("page:") else None
    else:
        found = door.page_at(value) if text_of(value) else None
    if found is None or (type_ and found["__typename"] != type_):
        return None
    door.fill([found])
    return found


def by_slug(door: Reader, type_: str, slug: str) -> dict | None:
    name = door.one(type_, slug) if text_of(slug) else None
    return ref(name) if name else None


def author(door: Reader, slug: str) -> dict | None:
    return by_slug(door, "Author", slug)


def tag(door: Reader, slug: str) -> dict | None:
    return by_slug(door, "Tag", slug)


def menu(door: Reader, name: str) -> dict | None:
    links = home.menus(door).get(name)
    if links is None:
        return None
    return {"__typename": "Menu", "name": name, "items": [menu_item(link) for link in links]}


def menu_item(link: home.Link) -> dict:
    return {
        "__typename": "MenuItem",
        "title": link.title,
        "url": link.url,
        "children": [menu_item(child) for child in link.children],
    }


def site(door: Reader) -> dict:
    found = home.settings_of(door.scope)
    return {key: None if value == "" else value for key, value in found.items()}


# ---- lists ----


def search(door: Reader, query: str, first: int | None = 20) -> dict:
    names = found_by.search(door, query, first_of(first))
    return {
        "__typename": "SearchConnection",
        "nodes": [ref(name) for name in names],
        "count": lambda door: found_by.total(door, query),
    }


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
    count = first_of(first) if per_page is None else first_of(per_page, name="perPage")
    if page is not None and not 1 <= page <= LARGEST_PAGE:
        raise argument("page", page, f"a whole number from 1 to {LARGEST_PAGE}")
    if page is not None and after is not None:
        raise argument("page, after", ["page", "after"], "one of these")
    place = opened(after, order)
    terms = filter_terms(door, filter or {})
    offset = (page - 1) * count if page else 0
    rows = terms and door.listing(
        terms[0], count + 1, order=order, after=place, offset=offset, also=terms[1:]
    )
    return connection(
        "Article",
        [(cursor(row, order), ref(row[0])) for row in (rows or [])[:count]],
        more=len(rows or []) > count,
        before=bool(after or offset),
        total=lambda door: total(door, terms),
    )


def filter_terms(door: Reader, filter_: dict) -> list[str] | None:
    """The terms that an article must have; None where one is of something that is not public."""
    given = {key: value for key, value in filter_.items() if value is not None}
    terms = []
    for key, type_ in (("category", "CategoryPage"), ("tag", "Tag"), ("author", "Author")):
        if key in given:
            found = by_slug(door, type_, given[key])
            if found is None:
                return None
            terms.append(found["__ref"])
    return terms or [ARTICLES]


def total(door: Reader, terms: list[str] | None) -> int:
    return door.total(terms[0], terms[1:]) if terms else 0


ROOTS = (
    addresses.ROOTS
    | previews.ROOTS
    | {
        "page": page,
        "article": article,
        "articles": articles,
        "category": category,
        "author": author,
        "tag": tag,
        "search": search,
        "menu": menu,
        "site": site,
    }
)
