"""Terms: which listings a public page stands in. Every list, stream and total is a range here.

An edition keeps its own terms (`all`, its type, tags, authors, library FAQs); here they are
spread over the sites and the categories above, for pages that are public, so that whatever moves,
restricts or hides pages rewrites their rows by one DELETE and one INSERT … SELECT.
"""

from django.conf import settings
from django.db import connection

from blog.visibility import ANCESTORS, PUBLISHED, now

# Snippets stand in no site; their rows carry this.
EVERYWHERE = 0


def json_values() -> str:
    """A table t(value) of an edition's own terms, in this database's words."""
    if connection.vendor == "sqlite":
        return "json_each(e.terms) t"
    return "json_array_elements_text(e.terms::json) AS t(value)"


def spread(where: str, args: list) -> None:
    """Rewrites the terms of the pages p that a condition chooses."""
    translated = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    root = "r.translation_key = h.translation_key" if translated else "r.id = h.id"
    source = f"""
        FROM blog_edition e
        JOIN wagtailcore_page p ON p.id = e.object_id AND e.kind = 'page'
        JOIN wagtailcore_site s ON 1 = 1
        JOIN wagtailcore_page h ON h.id = s.root_page_id
        JOIN wagtailcore_page r ON {root} AND substr(p.path, 1, length(r.path)) = r.path"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""DELETE FROM blog_term WHERE name IN (
                SELECT e.name FROM blog_edition e
                JOIN wagtailcore_page p ON p.id = e.object_id AND e.kind = 'page'
                WHERE {where})""",
            args,
        )
        columns = "site_id, locale_id, term, date, title, name, expire_at"
        moment = now()
        cursor.execute(
            f"""INSERT INTO blog_term ({columns})
            SELECT s.id, p.locale_id, t.value, e.date, e.title, e.name, p.expire_at
            {source} JOIN {json_values()} ON 1 = 1
            WHERE {where} AND {PUBLISHED}
            UNION
            SELECT s.id, p.locale_id, c.name, e.date, e.title, e.name, p.expire_at
            {source}
            JOIN wagtailcore_page a ON a.path IN ({ANCESTORS}) AND a.id <> p.id
            JOIN blog_edition c ON c.kind = 'page' AND c.object_id = a.id
                AND c.type = 'CategoryPage'
            WHERE {where} AND {PUBLISHED}""",
            [*args, moment, *args, moment],
        )


def spread_page(page_id: int) -> None:
    spread("p.id = %s", [page_id])


def spread_under(path: str) -> None:
    """Rewrites the terms of the page at a path and of all under it."""
    spread(*under(path))


def under(path: str) -> tuple[str, list]:
    """The condition that page p is at a path or below it, in the form that uses the index."""
    if connection.vendor == "sqlite":
        return "p.path >= %s AND p.path < %s", [path, path + "~"]
    return "p.path LIKE %s", [path + "%"]


def spread_all() -> None:
    """Rewrites every page's terms: after a site came, went or changed its root."""
    spread("1 = 1", [])


def put_snippet(name: str, terms: list[str], title: str, expire_at: object) -> None:
    """Writes the terms of something that stands in no site, in the place of those it had."""
    drop(name)
    with connection.cursor() as cursor:
        for term in terms:
            cursor.execute(
                "INSERT INTO blog_term (site_id, locale_id, term, title, name, expire_at)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [EVERYWHERE, EVERYWHERE, term, title, name, expire_at],
            )


def remove_listing(term: str) -> None:
    """Empties a listing: its category is no longer public."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_term WHERE term = %s", [term])


def drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_term WHERE name = %s", [name])
