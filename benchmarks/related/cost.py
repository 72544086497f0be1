"""What a rebuild and a publish cost: python -m benchmarks.related.cost SIZE [FOLDER]

In a process of its own, on the empty database of TEST_DATABASE_URL; prints JSON. Publishes are
measured in another one, with the FOLDER of the index, as it is where somebody edits.
"""

import datetime
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice

import django

CHUNK = 1000
PUBLISHES = 30


def fill(size: int) -> None:
    """Editions and terms of made articles; no pages, since neighbours read none."""
    from django.core.management import call_command
    from django.db import transaction

    from blog.editions.terms import ARTICLES
    from blog.models import Body, Edition, Term

    from .corpus import made

    call_command("migrate", verbosity=0, interactive=False)
    articles = enumerate(made(size), Edition.objects.count() + 1)
    while chunk := list(islice(articles, CHUNK)):
        with transaction.atomic():
            Edition.objects.bulk_create(Edition(**edition(n, a)) for n, a in chunk)
            Body.objects.bulk_create(
                Body(name=f"page:{n}", data="{}", text=a.text) for n, a in chunk
            )
            Term.objects.bulk_create(
                Term(site_id=1, locale_id=1, term=ARTICLES, name=f"page:{n}", date=at(a))
                for n, a in chunk
            )


def at(article: object) -> datetime.datetime:
    return datetime.datetime.combine(article.date, datetime.time(), datetime.UTC)


def edition(n: int, article: object) -> dict:
    return {
        "name": f"page:{n}", "kind": "page", "object_id": n, "type": "ArticlePage",
        "title": article.title, "date": at(article), "card": "{}", "fingerprint": "",
        "terms": json.dumps([f"taggit.tag:{tag}" for tag in article.tags]),
    }  # fmt: skip


def publishes(size: int) -> Iterator[dict[str, float]]:
    """Milliseconds of placing an article that is new, one that has changed, and of taking out."""
    from blog.models import Body, Term
    from blog.neighbours.place import settle

    for n in range(1, PUBLISHES + 1):
        page = n * size // (PUBLISHES + 1)
        taken = {}
        terms = Term.objects.filter(name=f"page:{page}")
        kept = terms.get()
        terms.delete()
        taken["unpublish"] = timed(settle, page)
        kept.save(force_insert=True)
        taken["publish"] = timed(settle, page)
        body = Body.objects.get(name=f"page:{page}")
        body.text = body.text[len(body.text) // 10 :]
        body.save()
        taken["change"] = timed(settle, page)
        yield taken


def timed(function: object, *args: object) -> float:
    start = time.perf_counter()
    function(*args)
    return (time.perf_counter() - start) * 1000


def rebuilt(size: int) -> dict:
    """Seconds and megabytes of a rebuild, by stages."""
    from blog.neighbours.rebuild import rebuild

    fill(size)
    stages: dict[str, float] = {}
    start = time.perf_counter()

    def say(what: str, done: int, of: int) -> None:
        stages[what] = time.perf_counter() - start

    rebuild(1, say)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"size": size, "rebuild": seconds, "peak": peak, "stages": stages}


def published(size: int) -> dict:
    taken = list(publishes(size))
    found = {key: [t[key] for t in taken] for key in taken[0]}
    middle = {key: statistics.median(values) for key, values in found.items()}
    return middle | {f"{key}_most": max(values) for key, values in found.items()}


def main(size: str, folder: str = "") -> dict:
    django.setup()
    from django.conf import settings
    from django.db import connection

    if folder:
        settings.RELATED_FOLDER = folder
        return published(int(size))
    found = rebuilt(int(size))
    connection.close()
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.related.cost", size]
    command.append(str(settings.RELATED_FOLDER))
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return found | json.loads(done.stdout)


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
