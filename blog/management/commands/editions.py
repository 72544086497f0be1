"""Checks and mends editions: after fixtures, bulk updates, raw SQL or a change of code."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from blog.editions import fulltext, mend
from blog.neighbours.tasks import aside


class Command(BaseCommand):
    help = (
        "Without options, says which editions are missing, left over or of other code."
        " --check composes everything and compares; exit status 1 when something is wrong."
        " Articles that are new to the public are placed among related ones by the server's upkeep,"
        " or at once by rebuild_related."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compose all and compare")
        parser.add_argument("--mend", action="store_true", help="put right what is wrong")
        parser.add_argument("--all", action="store_true", help="with --mend: compare all first")

    def handle(self, *args: Any, **options: Any) -> None:
        found, total = 0, mend.total() if self.stderr.isatty() else 0

        def progress(count: int) -> None:
            if total:
                self.stderr.write(f"\r\033[K{count} of {total}, {found} wrong", str, "")

        with aside():
            for name, fault, thing in mend.faults(options["check"] or options["all"], progress):
                found += 1
                if options["mend"]:
                    mend.mend(name, thing)
                if options["verbosity"] > 1 or not options["mend"]:
                    self.stdout.write(f"{name} {fault}")
        if total:
            self.stderr.write("", str)
        if options["mend"] and (found or options["all"]):
            mend.mend_terms()
        if options["mend"]:
            fulltext.merge()
        if found or options["verbosity"] > 1:
            self.stdout.write(f"{found} editions {'mended' if options['mend'] else 'are wrong'}.")
        if found and not options["mend"]:
            sys.exit(1)
