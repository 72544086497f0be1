"""Imports articles from files of plain text or Markdown."""

import gc
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from blog.editions import fulltext
from blog.importers.ahead import read_all
from blog.importers.outcome import REFUSED, Outcome
from blog.importers.save import Importer
from blog.neighbours.tasks import aside

# Objects more than before, at which Python looks for garbage: an article is thousands of them.
ALIVE = 20_000

# What stands for bytes in a name that are no UTF-8.
UNPRINTABLE = re.compile("[\ud800-\udfff]")
INTERRUPTED = 130  # the exit status that shells have for it

KINDS = {".md", ".markdown", ".txt"}


class Command(BaseCommand):
    help = (
        "Imports articles: files or folders of plain text and of Markdown with front matter."
        " Articles are drafts unless --publish is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--category", metavar="SLUG", help="for all files, whatever they say")
        parser.add_argument("--publish", action="store_true", help="make them public at once")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument(
            "--update", action="store_true", help="a new draft of articles that are there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError("There is no default site to import into.")
        files = gathered(options["paths"])
        importer = Importer(
            site,
            category=options["category"],
            publish=options["publish"],
            update=options["update"],
            dry_run=options["dry_run"],
        )
        try:
            self.imported(importer, files, options["verbosity"])
        except KeyboardInterrupt:
            said = "Interrupted: what is finished stays, and the same command does the rest."
            raise CommandError(said, returncode=INTERRUPTED) from None
        counts = Counter(outcome.status for outcome in importer.outcomes)
        said = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        self.stdout.write(f"{said}{' (dry run)' if options['dry_run'] else ''}.")
        if counts[REFUSED]:
            sys.exit(1)

    def imported(self, importer: Importer, files: list[Path], verbosity: int) -> None:
        with aside(), seldom_tidied():
            for number, (path, made) in enumerate(
                read_all(files, self._called_from_command_line), 1
            ):
                importer.run(path, made)
                self.progress("read", number, len(files))
            for number, outcome in enumerate(importer.finish(), 1):
                self.progress("finished", number, len(files))
                self.report(outcome, verbosity)
        if importer.publish and not importer.dry_run:
            from blog.neighbours.rebuild import place_all

            place_all(self.progress)
            fulltext.merge()

    def progress(self, done: str, number: int, total: int) -> None:
        if self.stderr.isatty():
            end = "\n" if number == total else ""
            self.stderr.write(f"\r\033[K{number:,} of {total:,} {done}", str, end)

    def report(self, outcome: Outcome, verbosity: int) -> None:
        reason = f": {outcome.reason}" if outcome.reason else ""
        if outcome.status == REFUSED:
            self.say(self.style.ERROR(f"{outcome.status} {outcome.path}{reason}"))
        elif verbosity:
            self.say(f"{outcome.status} {outcome.path}{reason}")
        for note in outcome.notes if verbosity else ():
            self.say(f"    {note}")

    def say(self, text: str) -> None:
        """Writes a line, whatever bytes a file's name has."""
        self.stdout.write(UNPRINTABLE.sub("�", text))


def gathered(paths: list[Path]) -> list[Path]:
    """The files of paths, folders' in the order of their names. Raises CommandError for none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
            files += [p for p in found if not hidden(p.relative_to(path))]
        elif path.is_file():
            files.append(path)
        else:
            raise CommandError(f"{path}: there is no such file or folder.")
    if not files:
        raise CommandError(f"No {', '.join(sorted(KINDS))} file there.")
    once: dict[Path, Path] = {}
    for path in files:
        once.setdefault(path.resolve(), path)
    return list(once.values())


def hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """Python looks for garbage less often."""
    usual = gc.get_threshold()
    gc.set_threshold(ALIVE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
