"""Where the time of a GraphQL request goes: python -m benchmarks.budget [SIZE]

Microseconds, each the least of many runs in one process on SQLite; between requests nothing is kept
but plans and code. What a server takes for HTTP comes on top (docs/adr/0001-server.md).
"""

import atexit
import io
import os
import shutil
import sys
import tempfile
import timeit
from collections.abc import Callable
from typing import Any

import django

if "TEST_DATABASE_URL" not in os.environ:
    FOLDER = tempfile.mkdtemp(prefix="colophon-budget-")
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    os.environ["TEST_DATABASE_URL"] = f"sqlite:///{FOLDER}/db.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
django.setup()

import orjson  # noqa: E402
from django.core.handlers.asgi import ASGIRequest  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from benchmarks import corpus  # noqa: E402
from benchmarks.corpus import HOST  # noqa: E402
from benchmarks.text import COMMON  # noqa: E402
from benchmarks.workloads import BY_ADDRESS, CARD, CARDS, data_of, door, replay  # noqa: E402
from blog.models import ArticlePage  # noqa: E402
from cms.graphql import execute  # noqa: E402
from cms.graphql.requests import request_of  # noqa: E402

RUNS, TIMES = 200, 7
PARTS = ("request", "plan and limits", "SQL", "projection", "JSON", "Django", "whole")


def least(call: Callable[[], Any]) -> float:
    call()
    return min(timeit.repeat(call, number=RUNS, repeat=TIMES)) / RUNS * 1e6


class Request:
    """One request, and its parts by themselves."""

    def __init__(self, query: str, variables: dict):
        self.query, self.variables, self.reader = query, variables, door()
        self.body = orjson.dumps({"query": query, "variables": variables})
        self.handler = get_wsgi_application()
        self.made = self.answer()
        data_of(orjson.dumps(self.made))

    def made_by_the_server(self) -> ASGIRequest:
        headers = {
            "host": HOST, "content-type": "application/json", "content-length": str(len(self.body)),
        }  # fmt: skip
        scope = {
            "type": "http", "method": "POST", "path": "/graphql/", "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        return ASGIRequest(scope, io.BytesIO(self.body))

    def plan(self) -> None:
        document = execute.documents.get(self.query)
        operation = document.operation(None)
        definitions = operation.variable_definitions or ()
        values = execute.get_variable_values(execute.schema(), definitions, self.variables)
        document.prepared(operation, values).cost(values)

    def answer(self) -> dict:
        return execute.answer(self.reader, self.query, self.variables)

    def whole(self) -> None:
        self.handler.get_response(self.made_by_the_server()).close()

    def parts(self) -> dict[str, float]:
        """Microseconds of each part; what is left of the whole is Django's."""
        scope, sql, plan = least(door), least(replay(self.answer)), least(self.plan)
        found = {
            "request": least(lambda: request_of(self.made_by_the_server())),
            "plan and limits": plan,
            "SQL": scope + sql,
            "projection": least(self.answer) - plan - sql,
            "JSON": least(lambda: orjson.dumps(self.made)),
        }
        whole = least(self.whole)
        return found | {"Django": whole - sum(found.values()), "whole": whole}


def main(size: int) -> None:
    corpus.build(size)
    page = ArticlePage.objects.get(slug=f"article-{size - 1}")
    search = f"""query($q: String!) {{ search(query: $q, first: 20) {{
      nodes {{ ... on ArticlePage {{ {CARD} }} }} }} }}"""
    asked: dict[str, tuple[str, dict]] = {
        "twenty cards": (CARDS, {}),
        "page 40": (CARDS, {"page": 40}),
        "an article": (BY_ADDRESS, {"at": "/" + page.url_path.split("/", 2)[2]}),
        "a search": (search, {"q": COMMON}),
    }
    print(f"\n| microseconds | {' | '.join(PARTS)} |\n|---|{'---:|' * len(PARTS)}")  # noqa: T201
    for name, (query, variables) in asked.items():
        found = Request(query, variables).parts()
        print(f"| {name} | {' | '.join(f'{found[part]:.0f}' for part in PARTS)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
