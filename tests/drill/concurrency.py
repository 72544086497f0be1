"""Editors and readers at once, and editors killed in the middle: python -m tests.drill.concurrency

Starts with an empty database (SQLite, or TEST_DATABASE_URL, whose content is lost). Afterwards
every edition, every term and what visitors see must be as the rules say, every row that an editor
was told is saved must be there, and no reader may have met an error. treebeard's moves lock rows in
an order of their own: an editor whom PostgreSQL chooses as a deadlock's victim tries again, and at
most a few in a hundred may have to.
"""

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from inspect import signature

from tests.drill.stage import stage

RESTRUCTURING = {"add", "move", "delete", "copy", "alias"}
WORDS = ["Amber", "Birch", "Cedar", "Dune", "Elm", "Fern"]


def child(role: str, number: int, *arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.drill.concurrency", f"--{role}", str(number)]
    return subprocess.Popen([*command, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


# ---- in the children ----


def edit(chance: random.Random) -> int:
    """One edit of the property test's, with arguments by chance; how often it was tried again."""
    from django.db import OperationalError, transaction

    from blog.editions.keep import lock_tree
    from blog.models import FAQ, Author
    from tests.editions.test_property import Editors

    rules = [name for name, f in vars(Editors).items() if hasattr(f, "hypothesis_stateful_rule")]
    function = getattr(Editors, chance.choice(sorted(rules)))
    given = {
        "n": chance.randrange(1000), "m": chance.randrange(1000), "fail": chance.random() < 0.2,
        "title": chance.choice(WORDS), "name": chance.choice(WORDS), "slug": chance.choice(WORDS),
        "live": chance.random() < 0.7, "hours": chance.choice([-1, 1]),
        "model_": chance.choice([Author, FAQ]),
    }  # fmt: skip
    wanted = [name for name in signature(function).parameters if name != "self"]
    for again in range(6):
        try:
            with transaction.atomic():
                if function.__name__ in RESTRUCTURING:
                    lock_tree()  # as the server does for the views that do the same
                function(None, **{name: given[name] for name in wanted})
        except OperationalError as error:
            if "deadlock" not in str(error) or again == 5:
                raise
        else:
            return again
    return 0


def promise(number: int, n: int) -> str:
    """A row on an object that all editors write; the name under which it must be found."""
    from django.db import transaction

    from blog.models import FAQPage, FAQPageTopic, FAQTopic

    with transaction.atomic():
        slug = f"promise-{number}-{os.getpid()}-{n}"
        topic = FAQTopic.objects.create(name=slug, slug=slug)
        FAQPageTopic.objects.create(page=FAQPage.objects.get(), topic=topic)
    return slug


def write(number: int, seconds: float) -> None:
    """An editor: says each row that is saved, and at the end what went wrong and how often."""
    from tests import factories as make

    make.counter = itertools.count(os.getpid() * 1000)
    chance, until, failed, n = random.Random(os.getpid()), time.monotonic() + seconds, Counter(), 0
    while time.monotonic() < until:
        n += 1
        try:
            if n % 5 == 1:
                print("saved", promise(number, n), flush=True)  # noqa: T201
            else:
                failed["tried again"] += edit(chance)
        except Exception as error:  # noqa: BLE001  counted, and judged by who started this
            failed[f"{type(error).__name__}: {str(error).splitlines()[:1]}"[:120]] += 1
    print("done", json.dumps([n, failed]), flush=True)  # noqa: T201


def visit(number: int, seconds: float) -> None:
    """A reader of pages and of GraphQL: says how many answers of each status there were."""
    from django.test import Client

    from blog.editions.read import Reader
    from blog.visibility import scope
    from tests.editions.model import QUERY

    client, seen = Client(raise_request_exception=False, HTTP_HOST="testserver"), Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        door = Reader(scope("testserver", 80))
        names = [row[0] for row in door.listing("all", 50)]
        paths = [page["url"] for page in door.editions(names).values()]
        for path in [*paths, "/feed/", "/sitemap.xml", "/search/?query=amber"]:
            seen[str(client.get(path).status_code)] += 1
        answer = client.post("/graphql/", json.dumps({"query": QUERY}), "application/json")
        seen["errors" if "errors" in answer.json() else str(answer.status_code)] += 1
    print("done", json.dumps([sum(seen.values()), seen]), flush=True)  # noqa: T201


# ---- in the parent ----


def prepare() -> None:
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from home.models import HomePage
    from tests import factories as make
    from tests.editions.conftest import publication

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    make.foundations()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="The Review", slug="home"))
    Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
    world = publication(home)
    for n in range(8):
        make.article([world.health, world.heart, world.science][n % 3], authors=[world.author])


def kept(saved: set[str]) -> None:
    """Everything is as the rules say, and every row that was said to be saved is there."""
    from wagtail.models import Page

    from blog.models import FAQPageTopic
    from tests.editions import model

    assert not any(Page.find_problems()), f"the tree: {Page.find_problems()}"
    there = set(FAQPageTopic.objects.values_list("topic__slug", flat=True))
    assert saved <= there, f"lost: {saved - there}"
    model.check_editions()
    assert model.stored_terms() == model.terms()
    neighbours()
    readdress()
    model.check()


def neighbours() -> None:
    """No list of related articles dangles; what an editor who was killed left is caught up with."""
    from blog.neighbours import stale
    from blog.neighbours.tasks import tend

    tend(1000)
    assert not stale.dangling()
    assert not stale.missing()
    assert not stale.surplus()


def readdress() -> None:
    """Says and mends addresses that are not those of the tree: Wagtail writes them under no lock,
    so a rename and a move at once can leave one behind. No edition holds one."""
    from wagtail.models import Page

    for page in Page.objects.filter(depth__gt=2).order_by("path"):
        right = f"{page.get_parent().url_path}{page.slug}/"
        if page.url_path != right:
            print(f"address {page.url_path} of {page.pk} is {right}", flush=True)  # noqa: T201
            Page.objects.filter(pk=page.pk).update(url_path=right)


def said(process: subprocess.Popen) -> tuple[set[str], list]:
    """(rows that were saved, the last word) of a child that has ended."""
    out, _ = process.communicate()
    lines = [line.split(" ", 1) for line in out.splitlines()]
    last = [json.loads(text) for word, text in lines if word == "done"]
    return {text for word, text in lines if word == "saved"}, last[0] if last else []


def together(seconds: int, editors: int, readers: int) -> None:
    """Editors and readers at once."""
    writing = [child("writer", n, "--seconds", seconds) for n in range(editors)]
    reading = [child("reader", n, "--seconds", seconds) for n in range(readers)]
    saved: set[str] = set()
    failed, edits = Counter(), 0
    for process in writing:
        rows, (count, errors) = said(process)
        saved |= rows
        edits += count
        failed.update(errors)
    seen: Counter = Counter()
    for process in reading:
        seen.update(said(process)[1][1])
    print(f"{edits} edits, {len(saved)} promises, failed: {dict(failed)}")  # noqa: T201
    print(f"answers: {dict(seen)}", flush=True)  # noqa: T201
    broken = [key for key in failed if "deadlock" in key or "locked" in key]
    assert not broken, broken
    assert failed["tried again"] <= max(3, edits * 0.04), failed
    assert set(seen) <= {"200", "301", "302", "404", "410"}, seen
    kept(saved)


def killed(times: int) -> None:
    """An editor is killed in the middle, again and again; nothing is ever half done."""
    for n in range(times):
        process = child("writer", n, "--seconds", 60)
        first = process.stdout.readline().split()[1]
        time.sleep(random.random())  # the moment of the kill, not a wait for anything
        os.kill(process.pid, signal.SIGKILL)
        settle(process)
        kept({first})
    print(f"killed {times} times, nothing half done", flush=True)  # noqa: T201


def settle(process: subprocess.Popen) -> None:
    """Waits until the process and its connection to the database are gone."""
    from django.db import connection

    process.communicate()
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--editors", type=int, default=4)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--writer", type=int)
    parser.add_argument("--reader", type=int)
    given = parser.parse_args()
    with stage():
        if given.writer is not None:
            write(given.writer, given.seconds)
        elif given.reader is not None:
            visit(given.reader, given.seconds)
        else:
            prepare()
            together(given.seconds, given.editors, given.readers)
            killed(given.kills)


if __name__ == "__main__":
    main()
