"""python -m benchmarks [--sizes 1000,10000] [--databases sqlite] [--restrictions 500]."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.databases import DATABASES, urls
from benchmarks.table import report

SIZES = (1_000, 10_000, 100_000)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="articles, by commas")
    parser.add_argument("--databases", default=",".join(DATABASES), help="by commas")
    parser.add_argument("--restrictions", type=int, default=0, help="how many articles are private")
    parser.add_argument("--folder", type=Path, help="keeps the corpora here, and uses them again")
    given = parser.parse_args()
    given.sizes = sorted(int(size) for size in given.sizes.split(","))
    given.databases = given.databases.split(",")
    if unknown := set(given.databases) - set(DATABASES):
        parser.error(f"no such database: {', '.join(unknown)}")
    return given


def measured(size: int, restrictions: int, url: str) -> dict:
    """One corpus in a process of its own. Raises where it proves to measure something else."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "TEST_DATABASE_URL": url}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-m", "benchmarks.measure", str(size), str(restrictions)],
        env=env,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def main(given: argparse.Namespace, folder: Path) -> None:
    for database in given.databases:
        corpora = []
        with urls(database, folder) as url_of:
            for size in given.sizes:
                sys.stderr.write(f"{database}: {size:,} articles …\n")
                url = url_of(f"{size}_{given.restrictions}")
                corpora.append(measured(size, given.restrictions, url))
        print(f"\n{report(database, corpora)}\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    chosen = options()
    if chosen.folder:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        main(chosen, chosen.folder.resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="colophon-bench-") as made:
            main(chosen, Path(made))
