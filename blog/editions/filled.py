"""What an answer has read: names → editions, in waves, and the pages above a page."""

from collections.abc import Iterable

from .compose import ref
from .read import Reader
from .selection import OF_CARDS

WAVES = 2


class Filled:
    """What has been read for one answer: names → editions."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.editions: dict[str, dict | None] = {}
        self.trails: dict[str, list[dict]] = {}

    def fill(self, things: Iterable[dict], waves: int = WAVES) -> None:
        """Reads what these name, then what the cards of that show; one statement a wave."""
        level = list(things)
        wanted = {name for thing in level for name in names_in(thing)}
        for _ in range(waves):
            found = self.read(wanted)
            level = list(found.values())
            wanted = shown_by(level)

    def read(self, names: Iterable[str]) -> dict[str, dict]:
        """Those of these that are public and were not read before."""
        wanted = set(names) - self.editions.keys()
        found = self.reader.editions(wanted) if wanted else {}
        # What was asked for by its place is known by its name too.
        self.editions.update(
            dict.fromkeys(wanted) | {c["__name"]: c for c in found.values()} | found
        )
        return found

    def cards(self, names: Iterable[str]) -> None:
        """Reads these and what their cards show; mostly one statement."""
        wanted = set(names) - self.editions.keys()
        found = self.reader.cards(wanted) if wanted else {}
        self.editions.update(dict.fromkeys(wanted) | found)
        read = [found[name] for name in wanted if name in found]
        late = [card for card in read if self.reader.draft or "__now" in card]
        self.read(shown_by(late))
        # What is not public is not asked for again.
        self.editions.update(dict.fromkeys(shown_by(read) - self.editions.keys()))

    def get(self, reference: dict) -> dict | None:
        name = reference["__ref"]
        if name not in self.editions:
            self.fill_like(name)
        found = self.editions[name]
        return found and (found | reference if len(reference) > 1 else found)

    def fill_like(self, name: str) -> None:
        """Reads a name that no wave had, with all names that were read things hold."""
        known = [thing for thing in self.editions.values() if thing]
        self.read({name} | {n for thing in known for n in names_in(thing)})

    def trail(self, page: dict) -> list[dict]:
        """The public pages above a page, from the front page down; read at most once."""
        name = page["__name"]
        if name not in self.trails:
            self.trails[name] = self.climb(page)
        return self.trails[name]

    def climb(self, page: dict) -> list[dict]:
        found, parent = [], page.get("parent")
        while parent and (above := self.editions.get(parent["__ref"])):
            found.append(above)
            parent = above["parent"]
        found.reverse()
        if not parent:
            return found
        # It was not read, or is not public; above it there may be pages that are.
        known = len(found) + (parent["__ref"] in self.editions)
        return self.reader.ancestors(page["__path"], known) + found


def names_in(value: dict | list) -> list[str]:
    """Every name in a composed value, in no order; what is rendered already needs none."""
    found, left = [], [value]
    while left:
        thing = left.pop()
        if type(thing) is dict:
            if "__ref" in thing:
                found.append(thing["__ref"])
                continue
            if thing.get("__html"):
                continue
            thing = thing.values()
        left += [child for child in thing if type(child) in NESTED]
    return found


NESTED = {dict, list}


def shown_by(cards: Iterable[dict]) -> set[str]:
    """The names of what cards show of others; the rest is read when a template asks."""
    return {card[key]["__ref"] for card in cards for key in OF_CARDS if card.get(key)}


def far_above(page: dict, reader: Reader) -> list[dict]:
    """References to the pages above one that its waves would come to too late, or where it alone
    needs a second one."""
    above = reader.above(page["__path"])[:-1] if page.get("__path") and not reader.draft else []
    return [ref(place) for place in above] if len(above) >= WAVES or "body" not in page else []
