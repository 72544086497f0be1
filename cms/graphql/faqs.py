"""Questions with answers: the library's, and the pages that show one."""

from typing import Any

import graphene

from blog import faqs as stored
from blog.editions.compose import ref
from blog.editions.fulltext import FAQ
from blog.editions.lists import BY_TITLE, Condition
from blog.editions.read import Reader
from search.query import holding

from .asking import Ask, answered, first_of
from .connections import connected, connection_type, empty, part_of, ranged, text_of
from .types import PageInterface, lazy, list_of

FAQConnection = connection_type("FAQ", lazy("FAQ"), "question", "questions")

ALL = connected(
    FAQConnection,
    "The library's questions that a public page shows, or a FAQ page lists by their topic; in the"
    " order of their words.",
    search=graphene.String(description="Words of question and answer; blank is no condition."),
    topic=graphene.String(description="Slug of a topic."),
    category=graphene.String(
        description="Slug of a category: those that its articles show, or what stands under it."
    ),
)

PAGES = list_of(
    PageInterface,
    "The public pages that show it, the newest first; then the FAQ pages with its topic.",
    first=graphene.Int(default_value=10, description="How many at most, from 1 to 100."),
)


def faqs(
    door: Reader,
    search: str | None = None,
    topic: str | None = None,
    category: str | None = None,
    **window: Any,
) -> dict:
    part = part_of(BY_TITLE, **window)
    names = {
        type_: door.one(type_, slug) if text_of(slug) else None
        for type_, slug in (("FAQTopic", topic), ("CategoryPage", category))
        if slug is not None
    }
    words = holding(search, FAQ) if search and search.strip() else ("1 = 1", ())
    if words is None or None in names.values():
        return empty("FAQ", part)
    conditions: list[Condition] = [words]
    if within := names.get("CategoryPage"):
        conditions.append(stored.within(door.scope, within))
    found = stored.library(door.scope, names.get("FAQTopic"), tuple(conditions))
    return answered(ranged("FAQ", found, part), door)


def pages_of(faq: dict, door: Reader, first: int | None = 10) -> Any:
    """The pages that show a question, by name: of one that is written on a page, that page."""
    most = first_of(first, default=10)
    if "__page" in faq:
        return [ref(faq["__page"])]
    wanted = stored.shown_by(faq, most)

    def then(found: dict) -> list[dict]:
        names = dict.fromkeys(row[0] for slice_ in wanted for row in found[slice_])
        return [ref(name) for name in list(names)[:most]]

    return Ask((), then, wanted)
