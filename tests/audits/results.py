"""What an audit found, beside what it should have."""

from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH = 60


@dataclass(frozen=True)
class Result:
    """audit: by whom or of what; found, wanted: as they are printed; said: what to mend."""

    audit: str
    page: str
    found: str
    wanted: str
    good: bool
    said: list[str] = field(default_factory=list)


def none_of(audit: str, page: str, said: list[str]) -> Result:
    """Of an audit that should have nothing to say."""
    return Result(audit, page, str(len(said)), "0", not said, said)


def at_most(audit: str, page: str, found: float, most: float, unit: str = "") -> Result:
    return Result(audit, page, f"{found:,g}{unit}", f"≤ {most:,g}{unit}", found <= most)


def at_least(audit: str, page: str, found: float, least: float, said: list[str]) -> Result:
    return Result(audit, page, f"{found:g}", f"≥ {least:g}", found >= least, said)


def table(results: Iterable[Result]) -> str:
    """All results as a table, then what was said of those that missed."""
    results = list(results)
    rows = [("audit", "page", "found", "wanted", "")]
    rows += [(r.audit, r.page, r.found, r.wanted, "" if r.good else "✗ missed") for r in results]
    widths = [max(len(row[n]) for row in rows) for n in range(5)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    for missed in (r for r in results if not r.good and r.said):
        lines += ["", f"✗ {missed.audit}, {missed.page}:"]
        lines += [f"  {line}" for said in missed.said for line in said.splitlines()]
    return "\n".join(lines)
