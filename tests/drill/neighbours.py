"""Articles published and unpublished by several at once: python -m tests.drill.neighbours

Starts with an empty database (SQLite, or TEST_DATABASE_URL, whose content is lost). All that was
taken down is up again at the end, half of it with another text, so that what a rebuild changes is
what placing got wrong and not what is due to a smaller corpus. No row of the lists of related
articles is lost, doubled or dangling, and fewer than one list in twenty is another after a rebuild;
one whose order alone differs is said, and is no fault.
"""

import argparse
import random
import subprocess
import sys
from pathlib import Path

from tests.drill.stage import stage

ARTICLES, EDITS, EDITORS = 300, 200, 4
DOWN = 5  # articles that an editor has taken down at a time
MOST_CHANGED = 0.05
DO_NOTHING = "django_tasks.backends.dummy.DummyBackend"


def prepare(corpus: Path | None) -> None:
    from django.core.management import call_command
    from django.test import override_settings
    from wagtail.models import Page, Site

    from home.models import HomePage
    from tests import factories as make

    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    make.foundations()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="The Review", slug="home"))
    Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
    category = make.category(home, "All")
    # The rebuild does all at once.
    with override_settings(TASKS={"default": {"BACKEND": DO_NOTHING}}):
        for given in articles(corpus):
            write(category, given)


def articles(corpus: Path | None) -> list:
    from benchmarks.related import corpus as corpora

    if corpus:
        return corpora.read(corpus)[0]
    return list(corpora.made(ARTICLES, topics=ARTICLES // 20))


def write(category: object, given: object) -> None:
    import datetime

    from django.utils.html import escape

    from tests import factories as make

    at = datetime.datetime.combine(given.date, datetime.time(), datetime.UTC)
    body = [make.paragraph(f"<p>{escape(given.text)}</p>")]
    make.article(category, given.title[:200], body=body, tags=[t[:90] for t in given.tags], date=at)


def edit(number: int) -> None:
    """One editor: takes articles down and, some later, publishes them again, or changed."""
    from blog.models import ArticlePage

    chance = random.Random(number)
    keys = sorted(ArticlePage.objects.values_list("pk", flat=True))[number::EDITORS]
    down: list[int] = []
    for key in chance.sample(keys, EDITS // EDITORS // 2):
        ArticlePage.objects.get(pk=key).unpublish()
        down.append(key)
        if len(down) == DOWN:
            publish(down.pop(chance.randrange(DOWN)), chance)
    for key in down:
        publish(key, chance)


def publish(key: int, chance: random.Random) -> None:
    from blog.models import ArticlePage

    page = ArticlePage.objects.get(pk=key)
    if chance.random() < 0.5:
        page.introduction = " ".join(page.title.split()[::-1])
    page.save_revision().publish()


def rebuilt() -> tuple[int, int, int]:
    """(lists that are of others after a rebuild, or in another order, of how many)."""
    from blog.models import Related
    from blog.neighbours import stale
    from blog.neighbours.rebuild import rebuild

    def lists() -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for source, target in Related.objects.order_by("source", "rank").values_list(
            "source", "target"
        ):
            found.setdefault(source, []).append(target)
        return found

    before = lists()
    for locale in stale.locales():
        rebuild(locale, lambda *_: None, restart=True)
    after = lists()
    pages = before.keys() | after.keys()
    others = sum(set(after.get(page, ())) != set(before.get(page, ())) for page in pages)
    ordered = sum(after.get(page) != before.get(page) for page in pages)
    return others, ordered, len(pages)


def drill(corpus: Path | None) -> None:
    from blog.neighbours import stale

    given = ["--corpus", str(corpus)] if corpus else []
    command = [sys.executable, "-m", "tests.drill.neighbours", *given]
    prepare(corpus)
    rebuilt()
    editors = [subprocess.Popen([*command, "--editor", str(n)]) for n in range(EDITORS)]
    assert not any(editor.wait() for editor in editors)
    faults = list(stale.faults())
    assert not faults, faults[:10]
    others, ordered, of = rebuilt()
    print(f"{EDITS} publishes and unpublishes; a rebuild changed {others} of {of} lists,")  # noqa: T201
    print(f"the order of {ordered - others} more", flush=True)  # noqa: T201
    assert others < of * MOST_CHANGED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="articles, as benchmarks.related reads them")
    parser.add_argument("--editor", type=int)
    given = parser.parse_args()
    with stage():
        if given.editor is not None:
            edit(given.editor)
        else:
            drill(given.corpus)


if __name__ == "__main__":
    main()
