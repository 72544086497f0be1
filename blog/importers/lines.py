"""The lines of a text with their numbers."""

from dataclasses import dataclass

# Joiners and direction marks make no line less blank.
EDGES = " \t\n\u200c\u200d\u200e\u200f"


@dataclass(slots=True, frozen=True)
class Line:
    """One line: `raw` keeps its indentation, `text` does not."""

    number: int
    raw: str
    text: str

    @property
    def indent(self) -> int:
        """How far the line is set in, a tab counting as four."""
        return len(self.raw[: len(self.raw) - len(self.raw.lstrip())].expandtabs(4))


def lines_of(text: str) -> list[Line]:
    """All lines, blank ones too, counted from 1."""
    return [
        Line(number, raw.rstrip(), raw.strip(EDGES))
        for number, raw in enumerate(text.split("\n"), start=1)
    ]
