"""The code of a projection: written for the fields that are asked of a type, run for each object.

As `dataclasses` and `namedtuple` do with theirs. A loop over keys, types and steps takes twice the
time for a card, and seven times for a name (docs/adr/0008).
"""

import math
from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any, NamedTuple

from .projection import Follow, Run, Unplannable

Project = Callable[[Any, Run], Any]
Step = Callable[[dict, dict, Run], None]

# Texts of code that are kept compiled, and how long one of them may be.
TEXTS, LONG = 512, 4_000

# What a number has to hold to that GraphQL can say, of a value v.
INT, FLOAT = "-2147483648 <= v <= 2147483647", "finite(v)"
ENUM = "v in among"


class Field(NamedTuple):
    """A field of an answer.

    alias: its name there; key: what of the value is copied; says: a text that stands there
    instead; allowed: the Python types that it may have, None for any; holds: INT, FLOAT or ENUM,
    with `values` that an enum has; follow: how what it holds or names is projected; step: what is
    done with the copy.
    """

    alias: str
    key: str
    says: str | None = None
    allowed: frozenset[type] | None = None
    holds: str = ""
    values: frozenset[str] = frozenset()
    follow: Follow | None = None
    step: Step | None = None


def projector(of: str, fields: list[Field], steps: list[Step]) -> Project:
    """What copies, checks and follows the fields of a type, then takes the steps.

    It raises Unplannable, or whatever a value that is none raises, for what the type does not allow.
    """
    known: dict[str, Any] = {"Unplannable": Unplannable, "of": of, "finite": math.isfinite}
    for n, field in enumerate(fields):
        known |= {f"allowed{n}": field.allowed, f"among{n}": field.values}
        known |= {f"follow{n}": field.follow, f"step{n}": field.step}
        if field.follow:
            known[f"of{n}"] = field.follow.projection
    known |= {f"last{n}": step for n, step in enumerate(steps)}
    exec(compiled("\n    ".join(lines(fields, len(steps)))), known)  # noqa: S102 (of our own text)
    return known["project"]


def lines(fields: list[Field], steps: int) -> list[str]:
    """The code of a projection. What a client chose stands in it as a literal, and nowhere else."""
    copied = [(n, field) for n, field in enumerate(fields) if field.says is None]
    checks = [said for n, field in copied for said in conditions(n, field)]
    items = ", ".join(f"{field.alias!r}: {item(n, field)}" for n, field in enumerate(fields))
    return [
        "def project(value, run):",
        f"run.left -= {len(fields)}",
        "if run.left < 0: run.spend(0)",
        *(f"v{n} = value[{field.key!r}]" for n, field in copied),
        *([f"if not ({' and '.join(checks)}): raise Unplannable(of)"] if checks else []),
        f"made = {{{items}}}",
        *(line for n, field in copied for line in actions(n, field)),
        *(f"last{n}(value, made, run)" for n in range(steps)),
        "return made",
    ]


def conditions(n: int, field: Field) -> list[str]:
    """What must be true of a value that is copied."""
    found = [f"type(v{n}) in allowed{n}"] if field.allowed else []
    if field.holds:
        held = field.holds.replace("among", f"among{n}").replace("v", f"v{n}", 1)
        nullable = field.allowed is None or type(None) in field.allowed
        found.append(f"(v{n} is None or {held})" if nullable else held)
    return found


def item(n: int, field: Field) -> str:
    if field.says is not None:
        return repr(field.says)
    return "None" if field.follow else f"v{n}"


def actions(n: int, field: Field) -> list[str]:
    """What is done with a value that is more than a copy."""
    if field.step:
        return [f"step{n}(value, made, run)"]
    if not field.follow:
        return []
    projected = f"made[{field.alias!r}] = of{n}.project(v{n}, run)"
    if not field.follow.projection.named:
        return [f"if v{n} is not None: {projected}"]
    owner = "made" if field.follow.needed else "None"
    return [
        f"if v{n} is None: pass",
        f"elif type(v{n}) is list or '__ref' in v{n}:",
        f"    run.asked[follow{n}].append((v{n}, made, {owner}))",
        f"else: {projected}",
    ]


@lru_cache(maxsize=TEXTS)
def kept(text: str) -> CodeType:
    return compile(text, "<projection>", "exec")


def compiled(text: str) -> CodeType:
    """A text's code; equal texts, of however many documents, are compiled once."""
    return kept(text) if len(text) < LONG else kept.__wrapped__(text)
