"""Which categories stand in another."""

from blog.editions.lists import BY_TITLE, Range, one_of
from blog.editions.terms import under
from blog.visibility import STEP

CATEGORY_PAGES = "type:CategoryPage"


def within(path: str) -> Range:
    """The categories that stand directly in the page at a path of the tree, by title."""
    below, args = under(path)
    pages = f"""SELECT 'page:' || p.id FROM wagtailcore_page p
        WHERE {below} AND length(p.path) = {len(path) + STEP}"""
    return Range(CATEGORY_PAGES, BY_TITLE, ((one_of(pages), tuple(args)),))
