"""Where the words of a query stand in an article: its title, a passage of its text, and what it
names that holds a word, in fragments of which some are matches.

By the same rule as the index: a word matches whole words that begin with it, without accents, in no
case. Made only for who asks; a text is looked at up to a bound.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from typing import Any, NamedTuple

import orjson

from blog import richtext
from blog.editions.fulltext import AUTHOR, folded
from blog.editions.read import Reader, Text

from .query import Sought

# Of a text: characters that are looked at, matches that are weighed, characters of a passage.
LOOKED_AT, WEIGHED, PASSAGE = 50_000, 200, 240

TITLE, TEXT, BY, QUESTION = "TITLE", "TEXT", "AUTHOR", "QUESTION"


class Fragment(NamedTuple):
    """A piece of text, and whether it is a word that matches."""

    text: str
    is_match: bool


class Highlight(NamedTuple):
    """A passage with its matches. part: where it stands."""

    part: str
    fragments: tuple[Fragment, ...]


def html(fragments: Iterable[Fragment]) -> str:
    """Fragments as HTML, matches in `mark`."""
    return "".join(
        f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in fragments
    )


# ---- matching ----


class Characters(dict):
    """Characters as the index has them, in one each where they are; the others are `uneven`."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        found = folded(chr(code))
        if len(found) != 1 and found and not any(c.isalnum() for c in found):
            found = " "
        elif len(found) != 1:
            self.uneven.add(chr(code))
        self[code] = found
        return found


CHARACTERS = Characters()


def plain(text: str) -> tuple[str, list[int] | None]:
    """(a text as the index reads it, the place of each character in it; None where all stand where
    they stood)."""
    if text.isascii():
        return text.lower(), None
    found = text.translate(CHARACTERS)
    if not any(c in text for c in CHARACTERS.uneven):
        return found, None
    pieces = [CHARACTERS[ord(c)] for c in text]
    return "".join(pieces), [n for n, piece in enumerate(pieces) for _ in piece]


def matches(text: str, words: Iterable[str]) -> list[tuple[int, int, int]]:
    """(begin, end, which word) of what matches in a text, in order, none within another."""
    flat, places = plain(text[:LOOKED_AT])
    found: dict[int, tuple[int, int]] = {}
    for n, word in enumerate(words):
        for begin in islice(begins(flat, word), WEIGHED):
            end = begin + len(word)
            while end < len(flat) and flat[end].isalnum():
                end += 1
            found.setdefault(begin, (end, n))
    inside = [(begin, end, n) for begin, (end, n) in sorted(found.items())]
    if places is None:
        return inside
    return [(places[begin], after(text, places[end - 1]), n) for begin, end, n in inside]


def begins(flat: str, word: str) -> Iterator[int]:
    """Where words begin that begin with a word."""
    at = flat.find(word)
    while at >= 0:
        if at == 0 or not flat[at - 1].isalnum():
            yield at
        at = flat.find(word, at + 1)


def after(text: str, place: int) -> int:
    """Behind a character and the accents that are put on it."""
    place += 1
    while place < len(text) and unicodedata.combining(text[place]):
        place += 1
    return place


# ---- passages ----


def marked(text: str, words: Iterable[str]) -> tuple[Fragment, ...]:
    """A whole text in fragments; none where nothing matches."""
    return cut(text, 0, len(text), matches(text, words))


def passage(text: str, words: Iterable[str]) -> tuple[Fragment, ...]:
    """The passage of a text with the most of the words, then the most matches, then the first, in
    fragments; none where nothing matches."""
    found = matches(text, words)
    if not found:
        return ()
    best, value, last = 0, (0, 0), 0
    for first, (begin, _, _) in enumerate(found):
        last = max(last, first)
        while last < len(found) and found[last][1] <= begin + PASSAGE * 2 // 3:
            last += 1
        inside = found[first : max(last, first + 1)]
        worth = len({n for _, _, n in inside}), len(inside)
        if worth > value:
            best, value = first, worth
    begin, end = around(text, found[best][0])
    pieces = cut(text, begin, end, [m for m in found if begin <= m[0] and m[1] <= end])
    if not pieces:
        return ()
    before = (Fragment("… ", is_match=False),) if text[:begin].strip() else ()
    behind = (Fragment(" …", is_match=False),) if text[end:].strip() else ()
    return before + pieces + behind


def around(text: str, place: int) -> tuple[int, int]:
    """Begin and end of the passage about a place: from the begin of its sentence, if it is near, to
    the end of a word."""
    begin = max(0, place - PASSAGE // 3)
    sentence = max(text.rfind(mark, begin, place) for mark in (". ", "! ", "? ", "\n"))
    if sentence >= 0:
        begin = sentence + (1 if text[sentence] == "\n" else 2)
    elif begin:
        begin = text.find(" ", begin, place) + 1 or place
    end = begin + PASSAGE
    if end >= len(text):
        return begin, len(text.rstrip())
    space = max(text.rfind(" ", place, end), text.rfind("\n", place, end))
    return begin, space if space > place else end


def cut(text: str, begin: int, end: int, found: list[tuple[int, int, int]]) -> tuple[Fragment, ...]:
    pieces: list[Fragment] = []
    for first, last, _ in found:
        if first > begin:
            pieces.append(Fragment(text[begin:first].replace("\n", " "), is_match=False))
        pieces.append(Fragment(text[first:last], is_match=True))
        begin = last
    if pieces and begin < end:
        pieces.append(Fragment(text[begin:end].replace("\n", " "), is_match=False))
    return tuple(pieces)


# ---- articles ----


def highlights(reader: Reader, wanted: Sought, names: Iterable[str]) -> dict[str, list[Highlight]]:
    """Name → highlights of the public articles among these, read in one statement, or two where
    they name something that holds a word."""
    texts = reader.texts(names)
    held = held_by(texts, wanted)
    return highlighted(texts, held, reader.editions(sorted(set().union(*held.values()))), wanted)


def held_by(texts: dict[str, Text], wanted: Sought) -> dict[str, set[str]]:
    """Name of an article → what it names that holds a word."""
    held = {name for others in wanted.names for name in others}
    return {name: held.intersection(orjson.loads(text.terms)) for name, text in texts.items()}


def highlighted(
    texts: dict[str, Text], held: dict[str, set[str]], things: Mapping[str, Any], wanted: Sought
) -> dict[str, list[Highlight]]:
    """The highlights of texts and of what they hold, once things are read."""
    found = {}
    for name, text in texts.items():
        made = [Highlight(TITLE, marked(text.title, wanted.words))]
        made.append(Highlight(TEXT, passage(f"{text.introduction}\n{text.body}", wanted.words)))
        made += [of_named(thing, wanted) for n in sorted(held[name]) if (thing := things.get(n))]
        found[name] = [one for one in made if one.fragments]
    return found


def of_named(thing: dict, wanted: Sought) -> Highlight:
    """The highlight of an author or a question of the library."""
    if thing["__name"].startswith(AUTHOR):
        return Highlight(BY, marked(thing["name"], wanted.words))
    text = f"{thing['question']}\n{richtext.text(thing['answer']['parts'])}"
    return Highlight(QUESTION, passage(text, wanted.words))
