"""Questions by their words: of the library and written on pages, for lists, the search page and the
pages of questions."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString

from blog import faqs, richtext
from blog.editions.lists import Part, Range, Slice, Union, these
from blog.editions.read import Reader

from .highlights import html, marked, matches, passage
from .query import asking, asking_on_pages, words_of

# Of the questions that are found, so many are read to choose the best from.
LOOKED_AT = 50


def asked(
    reader: Reader, text: str = "", topic: str | None = None, category: str | None = None
) -> Range | Union | None:
    """The questions that readers meet, of a topic and category by name, that hold all words of a
    text; of a blank one, all. None where the text has no words."""
    library, written = faqs.library(reader.scope, topic, category), faqs.written(category)
    if text.strip():
        words = words_of(text.strip())
        if not words:
            return None
        library = library.where(asking(words))
        written = written._replace(few=asking_on_pages(reader, words, written.term))
    return library if topic else Union((library, written))


class Answer(NamedTuple):
    """A question that was found, its words and those of its answer marked, and where it stands."""

    question: SafeString
    text: SafeString
    url: str


class Answers(NamedTuple):
    items: list[Answer]
    total: int


class Asked(NamedTuple):
    """A question that was found: its name, its words, and of the library the page that shows it."""

    name: str
    title: str
    shown_by: str | None

    @property
    def page(self) -> str | None:
        return faqs.written_on(self.name) or self.shown_by


def best(found: list[Asked], query: str, first: int) -> list[Asked]:
    """So many questions, those first that hold more words of a query in the question itself."""
    words = words_of(query)
    held = {one.name: len({n for *_, n in matches(one.title, words)}) for one in found}
    return sorted(found, key=lambda one: -held[one.name])[:first]


def answers(found: list[Asked], query: str, cards: Mapping[str, dict | None]) -> list[Answer]:
    """Those of these questions that stand somewhere, once cards are read of them and their pages."""
    words = words_of(query)
    return [
        answer(card, words, url)
        for one in found
        if (card := cards.get(one.name)) and (url := faqs.address(card, cards.get(one.page or "")))
    ]


def marked_question(question: str, words: list[str]) -> SafeString:
    """A question as HTML, its words marked where they stand in it."""
    return SafeString(html(marked(question, words) or [(question, False)]))


def answer(card: dict, words: list[str], url: str) -> Answer:
    text = richtext.text(card["answer"]["parts"])
    pieces = passage(text, words)
    return Answer(
        marked_question(card["question"], words),
        SafeString(html(pieces or [(" ".join(text.split())[:200], False)])),
        url,
    )


def holding(reader: Reader, names: tuple[str, ...], query: str) -> set[str]:
    """Those of some questions of the library that hold all words of a query."""
    words = words_of(query)
    if not words or not names:
        return set()
    found = faqs.library(reader.scope).where(asking(words))._replace(few=these(names))
    wanted = Slice(found, Part(len(names)))
    return {row[0] for row in reader.lists([wanted])[wanted]}
