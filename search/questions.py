"""Questions by their words: of the library and written on pages, for lists, the search page and the
pages of questions."""

from typing import NamedTuple

from django.utils.safestring import SafeString

from blog import faqs, richtext
from blog.editions.lists import Part, Range, Slice, Total, Union
from blog.editions.read import Reader

from .highlights import html, marked, matches, passage
from .query import asking, words_of

# Of the questions that are found, so many are read to choose the best from.
LOOKED_AT = 50


def asked(
    reader: Reader, text: str = "", topic: str | None = None, category: str | None = None
) -> Range | Union | None:
    """The questions that readers meet, of a topic and category by name, that hold all words of a
    text; of a blank one, all. None where the text has no words."""
    text = text.strip()
    conditions = [asking(text, written=of_pages) if text else None for of_pages in (False, True)]
    if text and None in conditions:
        return None
    library, written = (() if one is None else (one,) for one in conditions)
    of_library = faqs.library(reader.scope, topic, category, library)
    return of_library if topic else Union((of_library, faqs.written(category, written)))


class Answer(NamedTuple):
    """A question that was found, its words and those of its answer marked, and where it stands."""

    question: SafeString
    text: SafeString
    url: str


class Answers(NamedTuple):
    items: list[Answer]
    total: int


def answers(reader: Reader, query: str, category: str | None, first: int) -> Answers:
    """The first questions that hold all words of a query, those first that hold them in the
    question itself; and how many there are."""
    found = asked(reader, query, category=category) if query.strip() else None
    if found is None:
        return Answers([], 0)
    words = words_of(query)
    wanted, counted = Slice(found, Part(LOOKED_AT)), Total(found)
    read = reader.lists([wanted, counted])
    held = {name: len({n for *_, n in matches(title, words)}) for name, _, title in read[wanted]}
    names = sorted(held, key=lambda name: -held[name])[:first]
    cards = reader.editions(names)
    shown = [cards[name] for name in names if name in cards]
    urls = addresses(reader, shown)
    made = [answer(card, words, url) for card in shown if (url := urls[card["__name"]])]
    return Answers(made, read[counted])


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


def addresses(reader: Reader, questions: list[dict]) -> dict[str, str | None]:
    """Name → where it is answered, of each of these questions."""
    slices = [s for faq in questions if "__page" not in faq for s in faqs.shown_by(faq, 1)]
    found = reader.lists(slices) if slices else {}
    pages = {
        faq["__name"]: [faq["__page"]] if "__page" in faq else faqs.pages_of(faq, found, 1)
        for faq in questions
    }
    cards = reader.editions([name for names in pages.values() for name in names])
    return {
        faq["__name"]: faqs.address(faq, next(map(cards.get, pages[faq["__name"]]), None))
        for faq in questions
    }


def holding(reader: Reader, names: tuple[str, ...], query: str) -> set[str]:
    """Those of some questions of the library that hold all words of a query."""
    condition = asking(query, written=False)
    if condition is None or not names:
        return set()
    found = faqs.library(reader.scope, conditions=(condition,))._replace(names=names)
    wanted = Slice(found, Part(len(names)))
    return {row[0] for row in reader.lists([wanted])[wanted]}
