"""Questions with answers: of the library and written on pages, and the pages that show one."""

from typing import Any

import graphene

from blog import faqs as stored
from blog.editions.compose import ref
from blog.editions.lists import BY_TITLE
from blog.editions.read import Reader
from search.questions import asked

from .asking import Ask, answered, first_of
from .connections import connected, connection_type, empty, part_of, ranged
from .types import PageInterface, lazy, list_of

FAQConnection = connection_type("FAQ", lazy("FAQ"), "question", "questions")

ALL = connected(
    FAQConnection,
    "The questions that readers meet: those that are written on a public page, and those of the"
    " library that one shows or a FAQ page lists by their topic; in the order of their words.",
    search=graphene.String(description="Words of question and answer; blank is no condition."),
    topic=graphene.String(description="Slug of a topic, which only the library's have."),
    category=graphene.String(
        description="Slug of a category: those that its articles show, or what stands under it."
    ),
)

PAGES = list_of(
    PageInterface,
    "The public pages that show it, the newest first; then the FAQ pages with its topic.",
    first=graphene.Int(default_value=10, description="How many at most, from 1 to 100."),
)
URL = graphene.String(
    description="Where it is answered: the address of the first page that shows it, with the"
    " answer's anchor. Null where no public page shows it."
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
        type_: door.one(type_, slug)
        for type_, slug in (("FAQTopic", topic), ("CategoryPage", category))
        if slug is not None
    }
    if None in names.values():
        return empty("FAQ", part)
    found = asked(door, search or "", names.get("FAQTopic"), names.get("CategoryPage"))
    if found is None:
        return empty("FAQ", part)
    return answered(ranged("FAQ", found, part), door)


def pages_of(faq: dict, door: Reader, first: int | None = 10) -> Any:
    """The pages that show a question, by name: of one that is written on a page, that page."""
    most = first_of(first, default=10)
    if "__page" in faq:
        return [ref(faq["__page"])]
    wanted = stored.shown_by(faq, most)
    return Ask((), lambda found: list(map(ref, stored.pages_of(faq, found, most))), wanted)


def url_of(faq: dict, door: Reader) -> Any:
    """Where a question is answered."""
    if "__page" in faq:
        return at(faq, [faq["__page"]])
    wanted = stored.shown_by(faq, 1)
    return Ask((), lambda found: at(faq, stored.pages_of(faq, found, 1)), wanted)


def at(faq: dict, pages: list[str]) -> Ask:
    """The address of a question on the first of some pages, once it is read."""
    return Ask(pages, lambda found: stored.address(faq, next(map(found.get, pages), None)))
