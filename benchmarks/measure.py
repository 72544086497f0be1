"""One corpus: built if it is not there yet, proved, measured. Prints the times as JSON.

python -m benchmarks.measure SIZE RESTRICTIONS, with DJANGO_SETTINGS_MODULE and TEST_DATABASE_URL
in the environment; `benchmarks/__main__.py` starts it so, a process for each corpus.
"""

import gc
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import django

SECONDS = 8  # for one workload at most


def timed(workload: Any) -> dict[str, Any]:
    """Milliseconds of one answer, which is found right before and after; the plan is warm."""
    workload.check(workload.run())
    taken: list[float] = []
    stop = time.perf_counter() + SECONDS
    while len(taken) < workload.rounds and (len(taken) < 8 or time.perf_counter() < stop):
        start = time.perf_counter()
        workload.run()
        taken.append((time.perf_counter() - start) * 1000)
    workload.check(workload.run())
    quartile, median, _ = statistics.quantiles(taken, n=4)
    return {
        "median": median, "quartile": quartile, "flat": workload.flat, "most": workload.most,
    }  # fmt: skip


def memory() -> float:
    """Megabytes of this process, without what it shares or maps."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    raise AssertionError("this system does not say how much memory a process has")


def growth(run: list, requests: int = 2000) -> float:
    """Megabytes by which the process grows over many requests, after as many to warm up."""
    for _ in range(2):
        gc.collect()
        before = memory()
        for n in range(requests):
            run[n % len(run)]()
    gc.collect()
    return memory() - before


def ready(size: int, restrictions: int) -> float:
    """Builds the corpus as far as it is missing, proves it; the seconds that building took."""
    from benchmarks import corpus, store
    from benchmarks.workloads import equal
    from blog.models import ArticlePage, Edition

    start = time.perf_counter()
    corpus.build(size, restrictions)
    took = time.perf_counter() - start
    equal(ArticlePage.objects.count(), size)
    equal(Edition.objects.filter(type="ArticlePage").count(), size)
    numbers = (0, 1, size // 2, size - 1)
    keys = [ArticlePage.objects.get(slug=f"article-{n}").pk for n in numbers]
    store.prove([f"page:{key}" for key in keys])
    return took


def main(size: int, restrictions: int) -> dict:
    django.setup()
    took = ready(size, restrictions)
    from benchmarks.workloads import workloads

    found = workloads(size)
    result = {w.name: timed(w) for w in found}
    steady = [w.run for w in found if w.flat and w.name != "publish"]
    return {"size": size, "seconds": took, "workloads": result, "growth": growth(steady)}


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
