"""Writes the GraphQL schema to cms/schema.graphql, or checks that it is there as it should be."""

import sys
from argparse import ArgumentParser
from difflib import unified_diff
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.graphql.changes import untold
from cms.graphql.schema import sdl


class Command(BaseCommand):
    help = (
        "Writes cms/schema.graphql; --check fails when it differs from the code, or breaks what was"
        " released without a word in CHANGELOG.md; --release keeps it as what is released."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--release", action="store_true")

    def handle(self, *args: Any, check: bool, release: bool, **options: Any) -> None:
        base = Path(settings.BASE_DIR)
        path, released = base / "cms/schema.graphql", base / "docs/releases/schema.graphql"
        if not check:
            path.write_text(sdl(), encoding="utf-8")
            if release:
                released.write_text(sdl(), encoding="utf-8")
            return
        wrong = self.differs(path.read_text(encoding="utf-8"))
        changelog = (base / "CHANGELOG.md").read_text(encoding="utf-8")
        wrong |= self.breaks(released.read_text(encoding="utf-8"), changelog)
        sys.exit(wrong)

    def differs(self, committed: str) -> bool:
        old, new = committed.splitlines(), sdl().splitlines()
        difference = list(unified_diff(old, new, "schema.graphql", "the code", lineterm=""))
        if difference:
            self.stdout.write("\n".join(difference[:60]))
            self.stdout.write("cms/schema.graphql differs from the code: run `make schema`.")
        return bool(difference)

    def breaks(self, released: str, changelog: str) -> bool:
        changes = untold(released, sdl(), changelog)
        if changes:
            self.stdout.write("These changes of the GraphQL schema break clients:")
            self.stdout.write("\n".join(f"  {change}" for change in changes))
            self.stdout.write(
                "Undo them (a field that is to go is deprecated first), or say each of these"
                " sentences in CHANGELOG.md under “Unreleased”."
            )
        return bool(changes)
