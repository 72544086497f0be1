"""Lighthouse as on a telephone: scores, and what moves while a page loads."""

import os
import statistics
from typing import Any

from tests.browser.chromium import executable

from .results import Result, at_least, at_most
from .tools import MODULES, answer_of

CLI = str(MODULES / "lighthouse" / "cli" / "index.js")
FLAGS = "--headless=new --no-sandbox --disable-quic --disable-background-networking"
WANTED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
# A busy machine makes one run slow; three in a row tell.
TRIES = 3


def run(url: str, but: tuple[str, ...]) -> dict[str, Any]:
    """The report on a page. but: audits that are left out."""
    command = ["node", CLI, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(WANTED)}", "--ignore-status-code"]
    command += [f"--skip-audits={','.join(but)}"] if but else []
    chromium = executable()
    env = dict(os.environ) | ({"CHROME_PATH": chromium} if chromium else {})
    return answer_of(*command, env=env)


def score(report: dict, category: str) -> float:
    return round(100 * (report["categories"][category]["score"] or 0))


def missed(report: dict, category: str) -> list[str]:
    """What keeps a category from its full score, with the elements that are named."""
    said = []
    for audit in report["categories"][category]["auditRefs"]:
        found = report["audits"][audit["id"]]
        if audit["weight"] and found["score"] is not None and found["score"] < 1:
            items = (found.get("details") or {}).get("items") or []
            nodes = [str((item.get("node") or {}).get("snippet", item))[:300] for item in items[:5]]
            said.append("\n  ".join([f"{found['title']} {found.get('displayValue', '')}", *nodes]))
    return said


def check(name: str, url: str, but: tuple[str, ...] = ()) -> list[Result]:
    reports = [run(url, but)]
    while score(reports[-1], "performance") < WANTED["performance"] and len(reports) < TRIES:
        reports.append(run(url, but))
    report = reports[-1]
    results = [
        at_least(
            f"Lighthouse {category}",
            name,
            statistics.median(score(r, category) for r in reports),
            least,
            missed(report, category),
        )
        for category, least in WANTED.items()
    ]
    shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
    return [*results, at_most("layout shift", name, round(shift, 4), 0)]
