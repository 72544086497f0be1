"""Makes all lists of related articles anew, or says what of them is stale."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.neighbours import stale
from blog.neighbours.rebuild import rebuild


class Command(BaseCommand):
    help = (
        "Compares all public articles and makes their lists of related ones. A run that was"
        " stopped goes on where it was. --check says what is stale; exit status 1 if anything is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")
        parser.add_argument("--restart", action="store_true", help="leave a stopped run behind")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self.check_all(options["verbosity"])
            return
        for locale in stale.locales():
            changed = rebuild(locale, self.say, options["restart"])
            if options["verbosity"]:
                self.stdout.write(f"{changed} lists of locale {locale} are others than before.")

    def check_all(self, verbosity: int) -> None:
        found = 0
        for page, fault in stale.faults():
            found += 1
            if verbosity:
                self.stdout.write(f"page:{page} {fault}")
        if found:
            sys.exit(1)

    def say(self, what: str, done: int, of: int) -> None:
        if self.stderr.isatty():
            end = "\n" if done == of else ""
            self.stderr.write(f"\r\033[K{what} {done:,} of {of:,}", ending=end)
