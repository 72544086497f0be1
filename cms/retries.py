"""A write that another one stood in the way of is tried again, all of it.

PostgreSQL ends one of two transactions that wait for each other; and of two pages that come to the
same place in the tree at once, the second is refused. Neither is an editor's fault, and what he has
typed would be lost. So a POST is one transaction there; SQLite has one writer at a time, and
nothing of the kind.

What adds, moves or deletes pages reads first where they stand. So such a POST is one transaction on
both databases, and has the tree for itself from its first read on.

What must happen once, like a mail, belongs in `on_commit`.
"""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from blog.editions.keep import lock_tree
from blog.visibility import on_sqlite

TRIES = 5
# A deadlock, and what could not be done one after the other.
IN_THE_WAY = {"40P01", "40001"}
TAKEN = "23505"
# Views that change where pages stand.
RESTRUCTURING = {
    *(f"wagtailadmin_pages:{n}" for n in ("add", "copy", "delete", "move_confirm")),
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_api:pages:action",
    "wagtail_bulk_action",
}


class Retries:
    """Middleware, the last one, since it calls the view: a POST that may be tried again, or changes
    the tree, is one transaction, from the view's begin to its end. One with files is not tried
    again: the first time has moved them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        alone = iscoroutinefunction(view) or hasattr(view, "_non_atomic_requests")
        whole = restructures(request)
        if request.method != "POST" or alone or (on_sqlite() and not whole):
            return None
        committed: list[bool] = []
        left = 0 if request.FILES else TRIES - 1
        while True:
            try:
                with transaction.atomic():
                    # Before all hooks, of which one may fail when everything is saved.
                    transaction.on_commit(lambda: committed.append(True))
                    if whole:
                        lock_tree()
                    return view(request, *args, **kwargs)
            except DatabaseError as error:
                if committed or not left or not passing(error):
                    raise
            left -= 1


def restructures(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name not in RESTRUCTURING:
        return False
    # Of bulk actions those on pages alone.
    return match.kwargs.get("app_label", "wagtailcore") == "wagtailcore"


def passing(error: DatabaseError) -> bool:
    """Whether the same may well succeed at once."""
    cause = error.__cause__
    code = getattr(cause, "sqlstate", None)
    taken = code == TAKEN and (cause.diag.constraint_name or "").endswith("_path_key")
    return code in IN_THE_WAY or taken
