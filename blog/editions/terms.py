"""Terms: which listings a public page stands in. Every list, stream and total is a range here.

An edition keeps its own terms (`all`, its type, tags, authors, library FAQs); here they are
spread over the sites and, of articles, the categories above, for pages that are public, so that
whatever moves, restricts or hides pages rewrites their rows by one DELETE and one INSERT … SELECT.
The questions that are written on a page go with it: each stands under ASKED, and under ASKED of
each category above its article.
"""

from django.db import connection, transaction
from django.dispatch import Signal

from blog.visibility import (
    DEEPEST,
    PUBLISHED,
    STEP,
    among,
    now,
    on_sqlite,
    root_of_site,
    rows,
    selected,
)

from .declarations import QUESTION

# Snippets stand in no site; their rows carry this.
EVERYWHERE = 0
# All articles have this term.
ARTICLES = "type:ArticlePage"
# Pages that search engines are asked to leave out have this term.
NOINDEX = "noindex"
# The questions that are written on pages; with a category behind it, on its articles.
ASKED = "asked"

# Sent in the writer's transaction whenever a page has become public, another, or is public no
# more; page: its key, with its class as the sender; or None, for any number of pages.
relisted = Signal()


def json_values() -> str:
    """A table t(value) of an edition's own terms, in this database's words."""
    if on_sqlite():
        return "json_each(e.terms) t"
    return "json_array_elements_text(e.terms::json) AS t(value)"


COLUMNS = "site_id, locale_id, term, date, title, name, expire_at, page_id"

# Lengths of the paths that a page's ancestors may have.
LENGTHS = ", ".join(f"({STEP * depth})" for depth in range(1, DEEPEST))


def expected(where: str) -> str:
    """SELECT of the rows that the pages p of a condition should have. Its arguments: those of the
    condition and the moment.

    Each step is made before the next begins: in one join PostgreSQL would choose an order by its
    statistics, and go through all pages for each page where those are of an emptier database.
    """
    return f"""
        WITH up (length) AS (VALUES {LENGTHS}),
        root AS MATERIALIZED (
            SELECT s.id AS site_id, r.path FROM wagtailcore_site s
            JOIN wagtailcore_page h ON h.id = s.root_page_id
            JOIN wagtailcore_page r ON {root_of_site()}),
        page AS MATERIALIZED (
            SELECT p.id, p.path, p.locale_id, p.expire_at FROM wagtailcore_page p
            WHERE {where} AND {PUBLISHED}),
        shown AS MATERIALIZED (
            SELECT root.site_id, page.*, e.name, e.kind, own.type, e.date, e.sorted_as AS title,
                e.terms
            FROM page JOIN root ON substr(page.path, 1, length(root.path)) = root.path
            JOIN blog_edition own ON own.name = 'page:' || page.id
            JOIN blog_edition e ON e.object_id = page.id AND e.kind IN ('page', '{QUESTION}')),
        below AS MATERIALIZED (
            SELECT e.site_id, e.locale_id, substr(e.path, 1, up.length) AS above,
                e.date, e.title, e.name, e.expire_at, e.id,
                CASE e.kind WHEN 'page' THEN '' ELSE '{ASKED}:' END AS role
            FROM shown e JOIN up ON up.length < length(e.path) WHERE e.type = 'ArticlePage')
        SELECT e.site_id, e.locale_id, t.value AS term, e.date, e.title, e.name, e.expire_at,
            CAST(e.id AS bigint) AS page_id
        FROM shown e JOIN {json_values()} ON 1 = 1
        UNION
        SELECT e.site_id, e.locale_id, e.role || c.name, e.date, e.title, e.name, e.expire_at,
            CAST(e.id AS bigint)
        FROM below e JOIN wagtailcore_page a ON a.path = e.above
        JOIN blog_edition c ON c.name = 'page:' || a.id AND c.type = 'CategoryPage'"""


def spread(where: str, args: list) -> None:
    """Rewrites the terms of the pages p that a condition chooses. Their rows are locked."""
    names = f"""SELECT 'page:' || p.id FROM wagtailcore_page p WHERE {where} UNION ALL
        SELECT e.name FROM wagtailcore_page p
        JOIN blog_edition e ON e.kind = '{QUESTION}' AND e.object_id = p.id WHERE {where}"""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM blog_term WHERE {selected('name', names)}", [*args, *args])
        cursor.execute(f"INSERT INTO blog_term ({COLUMNS}) {expected(where)}", [*args, now()])


def drifted() -> list[str]:
    """Names of things whose rows are not what they should be, expired ones aside."""
    moment = now()
    snippets = f"""
        SELECT {EVERYWHERE} AS site_id, {EVERYWHERE} AS locale_id, t.value AS term, e.date,
            e.sorted_as AS title, e.name, e.expire_at, CAST(NULL AS bigint) AS page_id
        FROM blog_edition e JOIN {json_values()} ON 1 = 1
        WHERE e.kind NOT IN ('page', '{QUESTION}') AND (e.expire_at IS NULL OR e.expire_at > %s)"""
    wanted = f"SELECT {COLUMNS} FROM ({expected('1 = 1')} UNION ALL {snippets}) w"
    there = f"SELECT {COLUMNS} FROM blog_term WHERE expire_at IS NULL OR expire_at > %s"
    return [
        row[0]
        for row in rows(
            f"""SELECT name FROM (SELECT * FROM ({wanted} EXCEPT {there}) missing
                UNION ALL SELECT * FROM ({there} EXCEPT {wanted}) surplus) x
            UNION SELECT name FROM blog_term GROUP BY site_id, locale_id, term, name
                HAVING count(*) > 1 ORDER BY 1""",
            [moment] * 6,
        )
    ]


def spread_page(page_id: int) -> None:
    spread("p.id = %s", [page_id])


def spread_subtree(path: str, tell: bool = True) -> None:
    """Rewrites the terms of the page at a path and of all under it, their rows locked first, in
    the order of their paths. tell: send `relisted` for all of them."""
    where, args = under(path)
    with transaction.atomic():
        if connection.features.has_select_for_no_key_update:
            rows(
                f"SELECT p.id FROM wagtailcore_page p WHERE {where} ORDER BY p.path"
                " FOR NO KEY UPDATE",
                args,
            )
        spread(where, args)
    if tell:
        relisted.send(None, page=None)


def under(path: str) -> tuple[str, list]:
    """The condition that page p is at a path or below it, in the form that uses the index."""
    if on_sqlite():
        return "p.path >= %s AND p.path < %s", [path, path + "~"]
    return "p.path LIKE %s", [path + "%"]


def spread_all() -> None:
    """Rewrites every page's terms: after a site came, went or changed its root."""
    spread_subtree("")


def put_snippet(name: str, terms: list[str], title: str, expire_at: object) -> None:
    """Writes the terms of something that stands in no site, in the place of those it had."""
    drop(name)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO blog_term (site_id, locale_id, term, title, name, expire_at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [[EVERYWHERE, EVERYWHERE, term, title, name, expire_at] for term in terms],
        )


def drop(*names: str) -> None:
    condition, arg = among("name", names)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM blog_term WHERE {condition}", [arg])
