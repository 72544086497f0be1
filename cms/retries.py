"""A write that another one stood in the way of is tried again, all of it.

PostgreSQL ends one of two transactions that wait for each other; and of two pages that come to the
same place in the tree at once, the second is refused. Neither is an editor's fault, and what he has
typed would be lost. SQLite has one writer at a time, and nothing of the kind.
"""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

TRIES = 5
# A deadlock, and what could not be done one after the other.
IN_THE_WAY = {"40P01", "40001"}
TAKEN = "23505"


class Retries:
    """Middleware: each POST is one transaction, from the view's begin to its end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST" or connection.vendor == "sqlite":
            return None
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    return view(request, *args, **kwargs)
            except DatabaseError as error:
                if not left or not passing(error):
                    raise
            for file in request.FILES.values():
                file.seek(0)
        return None


def passing(error: DatabaseError) -> bool:
    """Whether the same may well succeed at once."""
    cause = error.__cause__
    code = getattr(cause, "sqlstate", None)
    taken = code == TAKEN and (cause.diag.constraint_name or "").endswith("_path_key")
    return code in IN_THE_WAY or taken
