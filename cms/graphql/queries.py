"""The root fields: what can be asked for, as names or plain data."""

from typing import Any

import graphene

from blog import routes
from blog.editions.compose import ref
from blog.editions.read import SLUG, Reader
from home import site as home

from . import addresses, faqs, previews, search
from . import articles as lists
from .asking import argument
from .cursors import name_of
from .types import Menu, PageInterface, lazy


class Query(addresses.Addresses, previews.Previews, search.Searches, graphene.ObjectType):
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
    articles = lists.ALL
    faqs = faqs.ALL
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
        description="One tag; null for one of no public article.",
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
        return by_slug(type_ or "", value)
    if kind == "id":
        name = name_of(value) or ""
        found = door.editions([name], whole=True).get(name) if name.startswith("page:") else None
    else:
        path = routes.path_of(value)
        found = door.page_at(path) if path else None
    if found is None or (type_ and found["__typename"] != type_):
        return None
    door.fill([found])
    return found


def by_slug(type_: str, slug: str) -> dict:
    return ref(f"{SLUG}{type_}:{slug}")


def author(door: Reader, slug: str) -> dict | None:
    return by_slug("Author", slug)


def tag(door: Reader, slug: str) -> dict | None:
    name = routes.listed(door, "Tag", slug)
    return ref(name) if name else None


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


ROOTS = (
    addresses.ROOTS
    | previews.ROOTS
    | search.ROOTS
    | {
        "page": page,
        "article": article,
        "articles": lists.articles,
        "faqs": faqs.faqs,
        "category": category,
        "author": author,
        "tag": tag,
        "menu": menu,
        "site": site,
    }
)
