"""Questions with answers: which ones readers meet, and on which pages.

One that is written on a page is the page's own, and public as the page is. One of the library is
public where a public page of the site shows it, or a public FAQ page lists its topic: by terms,
those of the pages (the question's name, its topic's) and its own (its topic, its type).
"""

from blog.editions.blocks import library_anchor
from blog.editions.declarations import PAGE, QUESTION
from blog.editions.lists import BY_TITLE, Condition, Part, Range, Slice, these
from blog.editions.read import Reader
from blog.editions.terms import ASKED, EVERYWHERE
from blog.visibility import Scope

LIBRARY = "type:FAQ"
# A row s of a page in the site; its arguments are in `place`.
HERE = "s.site_id = %s AND s.locale_id = %s AND (s.expire_at IS NULL OR s.expire_at > %s)"


def place(scope: Scope) -> tuple:
    return scope.site_id, scope.locale_id, scope.moment


def met(scope: Scope) -> Condition:
    """That readers meet the question of the library of a row."""
    return (
        f"""(EXISTS (SELECT 1 FROM blog_term s WHERE s.term = blog_term.name AND {HERE})
        OR EXISTS (SELECT 1 FROM blog_term o JOIN blog_term s ON s.term = o.term AND {HERE}
            WHERE o.name = blog_term.name
            AND o.site_id = {EVERYWHERE} AND o.locale_id = {EVERYWHERE}))""",
        place(scope) * 2,
    )


def shown_within(scope: Scope, category: str) -> Condition:
    """That an article of a category shows the question of the library of a row."""
    return (
        f"""EXISTS (SELECT 1 FROM blog_term s JOIN blog_term c ON c.name = s.name
            AND c.site_id = s.site_id AND c.locale_id = s.locale_id AND c.term = %s
            WHERE s.term = blog_term.name AND {HERE})""",
        (category, *place(scope)),
    )


def library(scope: Scope, topic: str | None = None, category: str | None = None) -> Range:
    """The questions of the library that readers meet, by their words: all, those about a topic,
    those that articles of a category show."""
    within = (shown_within(scope, category),) if category else ()
    return Range(topic or LIBRARY, BY_TITLE, (met(scope), *within), everywhere=True)


def written(category: str | None = None) -> Range:
    """The questions that are written on public pages, by their words: all, or those of a category's
    articles."""
    return Range(f"{ASKED}:{category}" if category else ASKED, BY_TITLE)


def public(reader: Reader, faq: dict) -> bool:
    """Whether readers meet a question that the door has found."""
    if "__page" in faq:
        return True
    found = library(reader.scope)._replace(few=these([faq["__name"]]))
    wanted = Slice(found, Part(1))
    return bool(reader.lists([wanted])[wanted])


def shown_by(faq: dict, first: int) -> list[Slice]:
    """The questions for the pages that show one of the library: those that name it, the newest
    first, and the FAQ pages that list its topic."""
    terms = [faq["__name"], *([faq["topic"]["__ref"]] if faq["topic"] else ())]
    return [Slice(Range(term), Part(first)) for term in terms]


def pages_of(faq: dict, found: dict, first: int) -> list[str]:
    """The names of the pages that show one of the library, once `shown_by` is read."""
    names = dict.fromkeys(row[0] for slice_ in shown_by(faq, first) for row in found[slice_])
    return list(names)[:first]


def first_page(scope: Scope, name: str) -> tuple[str, list]:
    """SQL of the first page that shows a question of the library, by a column of its name; NULL of
    any other; its arguments."""
    newest = "ORDER BY s.date DESC, s.name DESC LIMIT 1"
    sql = f"""coalesce(
        (SELECT s.name FROM blog_term s WHERE s.term = {name} AND {HERE} {newest}),
        (SELECT s.name FROM blog_term o JOIN blog_term s ON s.term = o.term AND {HERE}
            WHERE o.name = {name} AND o.site_id = {EVERYWHERE} AND o.locale_id = {EVERYWHERE}
            {newest}))"""
    return sql, [*place(scope) * 2]


def written_on(name: str) -> str | None:
    """The page that a question is written on, by its name; None of one of the library."""
    kind, _, key = name.partition(":")
    return f"{PAGE}:{key.partition(':')[0]}" if kind == QUESTION else None


def address(faq: dict, page: dict | None) -> str | None:
    """Where a question is answered on a page that shows it: a browser opens the answer."""
    if page is None:
        return None
    return f"{page['url']}#{faq['anchor'] or library_anchor(faq['__name'])}"
