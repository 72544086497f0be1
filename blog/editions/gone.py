"""Addresses that were public and no longer are: their page was deleted, unpublished or moved.

They are noted before the page changes, in the writer's transaction; the page's terms tell on which
sites it was public at that moment, so that nothing is ever noted of a draft or a private page. An
address where a live page stands again is forgotten.
"""

from django.db import connection
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Page

from blog.visibility import LIVE, now, root_of_site, rows, selected

from .terms import under

# In characters: PostgreSQL's index takes 2,704 bytes. What is longer is not found, not gone.
LONGEST = 600

# Sent in the writer's transaction; addresses: those that are public no longer, like `2/health/`.
left = Signal()

LISTED = """EXISTS (SELECT 1 FROM blog_term t
    WHERE t.name = 'page:' || p.id AND t.term = 'all' AND t.site_id = s.id)"""


def addresses(where: str) -> str:
    """SELECT of the addresses of the pages p of a condition on each site s, like `2/health/`."""
    return f"""
        SELECT s.id || substr(p.url_path, length(r.url_path)) AS address
        FROM wagtailcore_page p
        JOIN wagtailcore_site s ON 1 = 1
        JOIN wagtailcore_page h ON h.id = s.root_page_id
        JOIN wagtailcore_page r ON {root_of_site()} AND substr(p.url_path, 1, length(r.url_path)) = r.url_path
        WHERE {where} AND length(p.url_path) <= {LONGEST}"""


def note(where: str, args: list) -> None:
    """Notes the addresses of those pages p of a condition that are public."""
    # No unique index: two writers that note one address must not wait for each other.
    noted = rows(
        f"""INSERT INTO blog_gone (address)
            SELECT DISTINCT a.address FROM ({addresses(f"{where} AND {LISTED}")}) a
            WHERE NOT EXISTS (SELECT 1 FROM blog_gone g WHERE g.address = a.address)
            RETURNING address""",
        args,
    )
    if noted:
        left.send(None, addresses=[address for (address,) in noted])


def forget(where: str, args: list) -> None:
    """Forgets the addresses at which those pages p of a condition stand that are live."""
    found = addresses(f"{where} AND {LIVE}")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM blog_gone WHERE {selected('address', found)}", [*args, now()])


def forget_site(site_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_gone WHERE address LIKE %s", [f"{site_id}/%"])


def leaving(page: Page, stood_at: str | None) -> None:
    """Before a page is saved that stood at a `url_path`: notes what its address, and those of the
    pages under it, will be no longer."""
    if stood_at and stood_at != page.url_path:
        note(*under(page.path))
    elif not page.live or (page.expire_at and page.expire_at <= timezone.now()):
        note("p.id = %s", [page.pk])
