"""Lists of articles: all of them under a filter, those of a category, an author, a tag; the categories
in one."""

from collections.abc import Callable
from typing import Any

import graphene

from blog import adjacent
from blog.categories import within
from blog.editions.lists import BY_DATE_DESC, BY_TITLE, Range
from blog.editions.read import Reader

from .asking import Ask, answered
from .connections import connected, connection_type, empty, part_of, ranged
from .filters import ArticleFilter, range_of
from .types import OrderBy, lazy

ORDER_BY = graphene.Argument(OrderBy, default_value=BY_DATE_DESC, description="In which order.")

ArticleConnection = connection_type("Article", lazy("ArticlePage"), "article", "articles")


class HasArticles(graphene.Interface):
    """Has articles of its own."""

    articles = connected(
        ArticleConnection, "Its articles, a part of the list at a time.", order_by=ORDER_BY
    )


ALL = connected(
    ArticleConnection,
    "Articles, a part of the list at a time.",
    filter=graphene.Argument(ArticleFilter, description="Which articles."),
    order_by=ORDER_BY,
)


CategoryConnection = connection_type("Category", lazy("CategoryPage"), "category", "categories")

CATEGORIES = connected(CategoryConnection, "The categories that stand directly in it, by title.")


def categories_of(path: str, door: Reader, **window: Any) -> Ask:
    """The categories in the one that stands at a path of the tree."""
    return ranged("Category", within(path), part_of(BY_TITLE, **window))


def order_of(given: Any) -> str:
    return getattr(given, "value", given) or BY_DATE_DESC


def articles(
    door: Reader, filter: dict | None = None, order_by: Any = BY_DATE_DESC, **window: Any
) -> dict:
    order = order_of(order_by)
    part, found = part_of(order, **window), range_of(door, filter or {}, order)
    if found is None:
        return empty("Article", part)
    return answered(ranged("Article", found, part), door)


def articles_of(term: str, door: Reader, order_by: Any = BY_DATE_DESC, **window: Any) -> Ask:
    """The articles of what a term names."""
    order = order_of(order_by)
    return ranged("Article", Range(term, order), part_of(order, **window))


def beside(key: str) -> Callable[[dict, Reader], Ask | None]:
    """What reads the article `previous` to one, or `next`."""

    def read(page: dict, door: Reader) -> Ask | None:
        question = adjacent.questions(page).get(key)
        if question is None:
            return None
        return Ask((), lambda found: adjacent.found(found[question]), (question,))

    return read
