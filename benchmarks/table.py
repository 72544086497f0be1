"""What was measured, as a table, with what had been promised."""

from typing import Any

MOST_RATIO, MOST_GROWTH = 1.5, 5.0  # times; megabytes

Corpora = list[dict[str, Any]]  # as measure.py prints them, the smallest first


def report(database: str, corpora: Corpora) -> str:
    """Milliseconds by workload and size, the ratio of the largest to the smallest, the verdict."""
    sizes = [f"{c['size']:,}" for c in corpora]
    lines = [
        f"| {database}, ms | {' | '.join(sizes)} | ratio | promised |",
        f"|---|{'---:|' * (len(sizes) + 1)}---|",
        *(row(name, corpora) for name in corpora[0]["workloads"]),
        memory(corpora),
    ]
    return "\n".join(lines)


def row(name: str, corpora: Corpora) -> str:
    found = [c["workloads"][name] for c in corpora]
    cells = [f"{w['median']:.2f}" for w in found]
    ratio = found[-1]["quartile"] / found[0]["quartile"]
    return f"| {name} | {' | '.join(cells)} | {ratio:.2f} | {verdict(found, ratio)} |"


def verdict(found: list[dict], ratio: float) -> str:
    """Whether a promise is kept, by the lower quartiles: neighbours on the cores only ever add."""
    most, promises = found[0]["most"], []
    if found[0]["flat"]:
        promises.append((f"ratio ≤ {MOST_RATIO}", ratio <= MOST_RATIO))
    if most:
        promises.append((f"< {most:g} ms", all(w["quartile"] < most for w in found)))
    return ", ".join(said if kept else f"**missed: {said}**" for said, kept in promises)


def memory(corpora: Corpora) -> str:
    grown = [c["growth"] for c in corpora]
    said = f"< {MOST_GROWTH:g} MB"
    kept = said if max(grown) < MOST_GROWTH else f"**missed: {said}**"
    cells = " | ".join(f"{g:.1f}" for g in grown)
    return f"| growth over 2,000 requests, MB | {cells} | | {kept} |"
