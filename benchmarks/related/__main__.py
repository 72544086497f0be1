"""python -m benchmarks.related [--corpus file.json.gz …] [--sizes 1000,10000]."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MOST = {10_000: {"rebuild": 60, "publish": 50}, 100_000: {"publish": 100, "peak": 2048}}
COLUMNS = {
    "rebuild": "rebuild, s", "peak": "its memory, MB", "publish": "publish, ms",
    "change": "change, ms", "unpublish": "unpublish, ms",
}  # fmt: skip


def measured(size: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="colophon-related-") as folder:
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "TEST_DATABASE_URL": os.environ.get("TEST_DATABASE_URL", f"sqlite:///{folder}/db"),
        }
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.related.cost", str(size)]
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return json.loads(done.stdout)


def row(found: dict) -> str:
    most = MOST.get(found["size"], {})
    cells = [
        f"{found[key]:,.0f}" + (f" (≤ {most[key]:,})" if key in most else "") for key in COLUMNS
    ]
    return f"| {found['size']:,} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related", description=__doc__)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[], help="files of articles")
    parser.add_argument("--sizes", default="1000,10000", help="of made corpora; empty for none")
    given = parser.parse_args()
    if given.corpus:
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
        from benchmarks.related import quality

        for path in given.corpus:
            print(f"\n{quality.report(path)}\n", flush=True)  # noqa: T201
    sizes = [int(size) for size in given.sizes.split(",") if size]
    if sizes:
        print(f"\n| articles | {' | '.join(COLUMNS.values())} |\n|---|{'---:|' * len(COLUMNS)}")  # noqa: T201
    for size in sizes:
        print(row(measured(size)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
