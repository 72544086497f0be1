"""Lists in plain text: bullets and numbers, entries that go on, entries set in."""

import re
from collections.abc import Callable

from blog.importers.lines import Line
from blog.importers.pieces import Item, Listing, Part

BULLET = re.compile(r"[-*•‣◦▪·–]\s+(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]\s+(?=\S)|[.)](?=[^\W\d_]))")
DEEPEST = 6


def read_list(
    block: list[Line], at: int, part_of: Callable[[Line], Part], width: int
) -> tuple[Listing | None, int]:
    """The list that begins at a line, and how many lines it takes; None where none begins.

    `width` is where the text is wrapped, 0 where it is not.
    """
    first = _marker(block[at])
    if first is None:
        return None, 0
    top = Listing(first[0], [], first[1])
    levels = [(block[at].indent, top)]
    end = at
    while end < len(block):
        line = block[end]
        marker = _marker(line)
        if marker is None:
            wrapped = is_wrap(block[end - 1], line, width)
            if not wrapped and not _goes_on(line, levels[-1][0]):
                break
            levels[-1][1].items[-1].parts.append(part_of(line))
        elif not _enter(levels, line, marker):
            break
        else:
            text = line.text[marker[2] :]
            levels[-1][1].items.append(Item([part_of(Line(line.number, line.raw, text))]))
        end += 1
    return top, end - at


def is_wrap(above: Line, below: Line, width: float) -> bool:
    """Whether wrapping at `width` ended the line above: the next word had no room on it."""
    word = below.text.split(None, 1)[0]
    return len(above.text) + 1 + len(word) > width > 0


def _marker(line: Line) -> tuple[bool, int, int] | None:
    """Whether it is a number, which one, and where the text after it begins."""
    number = NUMBER.match(line.text)
    if number:
        return True, int(number.group(1)), number.end()
    bullet = BULLET.match(line.text)
    return (False, 1, bullet.end()) if bullet else None


def _goes_on(line: Line, indent: int) -> bool:
    return line.indent > indent or line.text[0].islower()


def _enter(levels: list[tuple[int, Listing]], line: Line, marker: tuple[bool, int, int]) -> bool:
    """Make the last level the one that the entry belongs to; False where the list is over."""
    ordered, number, _ = marker
    if not levels[-1][1].items:
        return True
    while len(levels) > 1 and line.indent < levels[-1][0]:
        levels.pop()
    indent, listing = levels[-1]
    if line.indent > indent + 1 and number == 1 and len(levels) < DEEPEST:
        inner = Listing(ordered, [])
        listing.items[-1].under.append(inner)
        levels.append((line.indent, inner))
        return True
    if listing.ordered != ordered:
        return False
    return not ordered or number == listing.start + len(listing.items)
