"""Writes the GraphQL schema to cms/schema.graphql, or checks that it is there as it should be."""

import sys
from argparse import ArgumentParser
from difflib import unified_diff
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.graphql.schema import sdl


class Command(BaseCommand):
    help = "Writes cms/schema.graphql; --check fails when it differs from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = settings.BASE_DIR / "cms" / "schema.graphql"
        if not check:
            path.write_text(sdl(), encoding="utf-8")
            return
        old, new = path.read_text(encoding="utf-8").splitlines(), sdl().splitlines()
        if difference := list(unified_diff(old, new, "schema.graphql", "the code", lineterm="")):
            self.stdout.write("\n".join(difference[:60]))
            self.stdout.write("cms/schema.graphql differs from the code: run `make schema`.")
            sys.exit(1)
