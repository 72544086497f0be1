"""IndexNow: search engines are told of each article and page that is published, changed or gone.

Off unless INDEXNOW_KEY is set. What is told is the address alone, after the commit, by a task; an
engine that cannot be reached is in the log, and nothing else fails.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db import connection, transaction
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe
from django_tasks import task
from django_tasks.base import Task

from blog.editions.gone import LISTED, addresses, left
from blog.editions.terms import NOINDEX, relisted
from blog.visibility import root_url, rows

log = logging.getLogger("colophon.indexnow")

MOST = 10_000  # addresses of one request
PATIENCE = 5  # seconds
RECENT = 5  # callbacks among which the same is looked for

LISTABLE = f"""NOT EXISTS (SELECT 1 FROM blog_term n
    WHERE n.name = 'page:' || p.id AND n.term = '{NOINDEX}')"""


@receiver(relisted)
def page_listed(sender: type | None, page: int | None, **kwargs: Any) -> None:
    if settings.INDEXNOW_KEY and page is not None:
        after_commit(tell_page, page)


@receiver(left)
def pages_left(addresses: list[str], **kwargs: Any) -> None:
    if settings.INDEXNOW_KEY:
        after_commit(tell, addresses)


def after_commit(what: Task, given: Any) -> None:
    """Enqueues a task after the commit, once however often a transaction asks for it in a row."""

    def enqueue() -> None:
        what.enqueue(given)

    asked = (what.module_path, given)
    waiting = connection.run_on_commit[-RECENT:]
    if all(getattr(callback, "asked", None) != asked for _, callback, *_ in waiting):
        vars(enqueue)["asked"] = asked
        transaction.on_commit(enqueue)


@task()
def tell_page(page: int) -> None:
    """Tells of the addresses at which a page is public now."""
    found = rows(addresses(f"p.id = %s AND {LISTED} AND {LISTABLE}"), [page])
    send([address for (address,) in found])


@task()
def tell(addresses: list[str]) -> None:
    """Tells of addresses like `2/health/`, a site's key and a path."""
    send(addresses)


def send(told: list[str]) -> None:
    by_site: dict[int, list[str]] = {}
    for address in told:
        site, slash, path = address.partition("/")
        by_site.setdefault(int(site), []).append(slash + path)
    if not by_site:
        return
    for key, host, port in rows("SELECT id, hostname, port FROM wagtailcore_site"):
        paths = by_site.get(key, [])
        for start in range(0, len(paths), MOST):
            submit(root_url(host, port), paths[start : start + MOST])


def submit(root: str, paths: list[str]) -> None:
    """Tells of paths of one site. A failure is logged, and is not an exception."""
    key = settings.INDEXNOW_KEY
    body = {
        "host": urlsplit(root).netloc,
        "key": key,
        "keyLocation": f"{root}/{key}.txt",
        "urlList": [iri_to_uri(root + path) for path in paths],
    }
    try:
        answer = requests.post(
            settings.INDEXNOW_ENDPOINT, json=body, timeout=PATIENCE, allow_redirects=False
        )
        if answer.status_code not in (200, 202):
            log.warning("IndexNow answered %s to %s", answer.status_code, body["urlList"][:3])
    except requests.RequestException as fault:
        log.warning("IndexNow could not be told of %s: %s", body["urlList"][:3], fault)


@require_safe
def key_file(request: HttpRequest, key: str) -> HttpResponse:
    """The file that shows an engine that the key is the site's. Raises Http404 for another."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")
