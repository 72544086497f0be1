"""Makes an installation ready to serve: tables, demo, logins, editions; prints where it is.

Part of `make run` and of a release. It never overwrites what an editor changed: the demo is
loaded only into a database that has no home page, logins are made only where there are none.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from blog.neighbours.tasks import aside
from cms.ports import fault
from home.demo.logins import logins, make_logins
from home.models import HomePage


class Command(BaseCommand):
    help = "Migrates, loads the demo into an empty database, makes logins, mends editions."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where the site will be served")
        parser.add_argument("--demo", action="store_true", help="load the demo where nothing is")

    def handle(self, *args: Any, port: int, demo: bool, **options: Any) -> None:
        if said := fault("127.0.0.1", port):
            raise CommandError(said)
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        if self.behind():
            self.stdout.write("Making the tables …")
            call_command("migrate", verbosity=0, interactive=False)
        if demo and not HomePage.objects.exists():
            self.stdout.write("Loading the demo …")
            from home.demo.load import load

            with aside(), transaction.atomic():  # all of it or, when interrupted, nothing
                load(port)
            call_command("rebuild_related", verbosity=0)
        if demo:
            make_logins(settings.DEMO_PASSWORD)
            self.follow_port(port)
        call_command("editions", mend=True, verbosity=0)
        self.say(port, demo)

    def behind(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def follow_port(self, port: int) -> None:
        """On one machine the site's addresses carry the port that it is served at."""
        site = Site.objects.filter(hostname="localhost", is_default_site=True).first()
        if site and site.port != port:
            site.port = port
            site.save()

    def say(self, port: int, demo: bool) -> None:
        base = f"http://localhost:{port}"
        self.stdout.write(
            f"\n  The site      {base}/\n  The editor    {base}/admin/\n"
            f"  GraphQL       {base}/graphql/\n  GraphiQL      {base}/admin/graphiql/\n"
        )
        if demo and settings.DEMO_PASSWORD:
            self.stdout.write(
                f"  Logins        {', '.join(logins())}\n"
                f"  Password      {settings.DEMO_PASSWORD}   (as first made; see .env)\n"
            )
