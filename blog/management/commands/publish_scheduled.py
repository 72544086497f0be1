"""Wagtail's command with our way of doing it: one object's failure does not stop the others."""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from blog.neighbours.tasks import upkeep
from blog.schedule import run_due


class Command(WagtailCommand):
    help = (
        "Publishes what is scheduled, unpublishes what has expired, and places articles among"
        " related ones that wait for it; for cron."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        if done := run_due():
            self.stdout.write(f"{done} objects published or unpublished.")
        upkeep()
