"""Which articles a list holds: a filter's conditions as a range of the term index."""

import graphene

from blog.editions.lists import Range, having
from blog.editions.read import Reader

from .connections import text_of

ARTICLES = "type:ArticlePage"


class ArticleFilter(graphene.InputObjectType):
    """Which articles a list holds; all conditions must be met."""

    category = graphene.String(description="Slug of a category; with what stands under it.")
    tag = graphene.String(description="Slug of a tag.")
    author = graphene.String(description="Slug of an author.")


def range_of(door: Reader, filter_: dict, order: str) -> Range | None:
    """The range of a filter; None where one of its slugs is of nothing public."""
    terms = []
    for key, type_ in (("category", "CategoryPage"), ("tag", "Tag"), ("author", "Author")):
        slug = filter_.get(key)
        if slug is None:
            continue
        found = door.one(type_, slug) if text_of(slug) else None
        if found is None:
            return None
        terms.append(found)
    first, *others = terms or [ARTICLES]
    return Range(first, order, tuple(having(door.scope, term) for term in others))
