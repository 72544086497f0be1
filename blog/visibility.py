"""Who may see what: the one rule, as SQL over the rows of editions.

An anonymous visitor sees a page that is live, not expired, under the site's roots and under no
view restriction (of an alias its source's); a snippet that is live and not expired; a picture or
document that is in no private collection nor in one below it. Anything else does not exist for him.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

import orjson
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

# Wagtail's tree: four characters a level in a path of at most 255.
STEP, DEEPEST = 4, 63

ANCESTORS = ", ".join(f"substr(p.path, 1, {STEP * depth})" for depth in range(1, DEEPEST + 1))

# By Wagtail's rule an alias is as private as its source, which may be an alias in turn; what is
# set on the alias itself says nothing.
RESTRICTED = """(
    a.alias_of_id IS NULL
    AND EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction r WHERE r.page_id = a.id)
    OR a.alias_of_id IS NOT NULL AND EXISTS (
        WITH RECURSIVE source(id, alias_of_id) AS (
            SELECT s.id, s.alias_of_id FROM wagtailcore_page s WHERE s.id = a.alias_of_id
            UNION SELECT s.id, s.alias_of_id FROM wagtailcore_page s
            JOIN source ON s.id = source.alias_of_id)
        SELECT 1 FROM source JOIN wagtailcore_pageviewrestriction r ON r.page_id = source.id
        WHERE source.alias_of_id IS NULL))"""

# By CASE, since SQLite works out both sides of an OR where its value is wanted.
UNRESTRICTED = f"""CASE WHEN NOT EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction) THEN TRUE
    ELSE NOT EXISTS (
        SELECT 1 FROM wagtailcore_page a WHERE a.path IN ({ANCESTORS}) AND {RESTRICTED}) END"""

# Of a page p, wherever it stands and whoever may see it; %s: now.
LIVE = "p.live AND (p.expire_at IS NULL OR p.expire_at > %s)"
PUBLISHED = f"({LIVE} AND {UNRESTRICTED})"


def now() -> object:
    """The present moment as this database compares it."""
    return connection.ops.adapt_datetimefield_value(timezone.now())


@dataclass(frozen=True)
class Scope:
    """For whom something is read, and when: one site and locale, one moment for all of an answer.

    roots: (path, url_path) of the site's root page and its translations; root_url: the site's
    address without a slash at its end.
    """

    site_id: int
    locale_id: int
    roots: tuple[tuple[str, str], ...]
    root_url: str
    name: str = ""
    moment: object = field(default_factory=now, compare=False)


def rows(sql: str, args: list | tuple = ()) -> list[tuple]:
    """The rows of one statement, as tuples; far cheaper than the ORM's own objects."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite" and not watched(database):
        # Django makes two objects and looks for each mark of the text, which takes as long as a
        # look-up itself.
        database.validate_no_broken_transaction()
        with database.wrap_database_errors:
            return database.connection.execute(question_marks(sql), args).fetchall()
    with database.cursor() as cursor:
        cursor.execute(sql, args)
        return cursor.fetchall()


def watched(database: BaseDatabaseWrapper) -> bool:
    """Whether somebody listens to the statements of a connection, or it is not open yet."""
    return database.connection is None or database.queries_logged or bool(database.execute_wrappers)


@lru_cache(maxsize=256)
def question_marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")


@cache
def on_sqlite() -> bool:
    """Whether the database is SQLite; Django looks for its connection anew at each question."""
    return connection.vendor == "sqlite"


def among(column: str, values: Iterable[str]) -> tuple[str, str | list]:
    """(the condition that a column is one of these, its one argument): one text however many."""
    if on_sqlite():
        return f"{column} IN (SELECT value FROM json_each(%s))", orjson.dumps(list(values)).decode()
    return f"{column} = ANY (%s)", list(values)


def selected(column: str, select: str) -> str:
    """The condition that a column is one of what a SELECT gives.

    For PostgreSQL as an array, which is made once and looked up by the index whatever it thinks of
    its tables."""
    if on_sqlite():
        return f"{column} IN ({select})"
    return f"{column} = ANY (ARRAY({select}))"


def singly() -> str:
    """What ends the SELECT of an EXISTS that is to be looked up for each row.

    PostgreSQL plans before it is told which term, takes it for a small one, and would go through
    all that have it for every row."""
    return "" if on_sqlite() else " OFFSET 0"


def root_of_site() -> str:
    """The condition that page r is a root of the site whose root page is h: that or, where there
    are translations, one of its."""
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return "r.translation_key = h.translation_key"
    return "r.id = h.id"


def scope(host: str, port: int) -> Scope | None:
    """The site that answers for a host and port; None where there is none."""
    found = answering(tuple(rows(sites(root_of_site()))), host, port)
    return found and Scope(*found)


def sites(root: str) -> str:
    """The statement that reads each site with its roots, its own first. root: what one is."""
    return f"""SELECT s.id, s.hostname, s.port, s.is_default_site, s.site_name, r.path, r.url_path,
          r.locale_id, h.locale_id
        FROM wagtailcore_site s
        JOIN wagtailcore_page h ON h.id = s.root_page_id
        JOIN wagtailcore_page r ON {root}
        ORDER BY s.id, r.id = h.id DESC"""


@lru_cache(maxsize=256)
def answering(found: tuple[tuple, ...], host: str, port: int) -> tuple | None:
    """What a Scope is made of, of the site that answers by Wagtail's rule: host and port, else the
    only site of that host, else the default site. found: the rows of all sites as they are now."""
    groups: dict[int, list[tuple]] = {}
    for row in found:
        groups.setdefault(row[0], []).append(row)
    firsts = [group[0] for group in groups.values()]
    mine = [s for s in firsts if s[1] == host]
    chosen = (
        next((s for s in mine if s[2] == port), None)
        or next((s for s in mine if s[3]), None)
        or (mine[0] if len(mine) == 1 else None)
        or next((s for s in firsts if s[3]), None)
    )
    if chosen is None:
        return None
    site_id, hostname, site_port, _, name, *_, locale = chosen
    roots = tuple((row[5], row[6]) for row in groups[site_id])
    return site_id, locale, roots, root_url(hostname, site_port), name


def nowhere() -> Scope:
    """Where no site answers: nothing is public."""
    return Scope(0, 0, (), "")


def root_url(hostname: str, port: int) -> str:
    """Wagtail's rule for a site's address."""
    if port in (80, 443):
        return f"http{'s' if port == 443 else ''}://{hostname}"
    return f"http://{hostname}:{port}"


def in_site(scope_: Scope) -> tuple[str, list[str]]:
    """The condition that page p stands under one of the site's roots, and its arguments."""
    conditions = [f"substr(p.path, 1, {len(path)}) = %s" for path, _ in scope_.roots]
    return f"({' OR '.join(conditions)})", [path for path, _ in scope_.roots]


@cache
def media_condition() -> str:
    """The condition that picture or document e is in no private collection nor below one."""
    image, document = get_image_model()._meta.db_table, get_document_model()._meta.db_table
    return f"""CASE WHEN NOT EXISTS (SELECT 1 FROM wagtailcore_collectionviewrestriction) THEN TRUE
        ELSE NOT EXISTS (
            SELECT 1 FROM wagtailcore_collection c
            JOIN wagtailcore_collection up ON up.path = substr(c.path, 1, length(up.path))
            JOIN wagtailcore_collectionviewrestriction r ON r.collection_id = up.id
            WHERE c.id = CASE e.kind
                WHEN 'image' THEN (SELECT collection_id FROM {image} WHERE id = e.object_id)
                ELSE (SELECT collection_id FROM {document} WHERE id = e.object_id) END) END"""


def public(scope_: Scope) -> tuple[str, list]:
    """The rule for edition e beside its page p (outer-joined), and its arguments."""
    site, roots = in_site(scope_)
    return rule(site), [scope_.moment, *roots, scope_.moment]


@lru_cache(maxsize=256)
def rule(site: str) -> str:
    return f"""CASE
        WHEN e.kind IN ('page', 'question') THEN ({PUBLISHED} AND {site})
        WHEN e.kind IN ('image', 'document') THEN {media_condition()}
        ELSE (e.expire_at IS NULL OR e.expire_at > %s) END"""


def published(pages: Iterable[int]) -> set[int]:
    """Those of these pages, by key, that readers of the site that each stands on see."""
    condition, arg = among("p.id", pages)
    found = rows(
        f"""SELECT p.id FROM wagtailcore_page p WHERE {condition} AND {PUBLISHED} AND EXISTS (
            SELECT 1 FROM wagtailcore_site s JOIN wagtailcore_page h ON h.id = s.root_page_id
            JOIN wagtailcore_page r ON {root_of_site()}
            WHERE substr(p.path, 1, length(r.path)) = r.path)""",
        [arg, now()],
    )
    return {page for (page,) in found}


def in_private_collection(rendition: type, file: str) -> bool:
    """Whether the picture that a rendition's file shows is in a private collection or below one."""
    image, table = get_image_model()._meta.db_table, rendition._meta.db_table
    return bool(
        rows(
            f"""SELECT 1 FROM wagtailcore_collectionviewrestriction r
                JOIN wagtailcore_collection up ON up.id = r.collection_id
                JOIN wagtailcore_collection c ON up.path = substr(c.path, 1, length(up.path))
                JOIN {image} i ON i.collection_id = c.id
                JOIN {table} f ON f.image_id = i.id
                WHERE f.file = %s LIMIT 1""",
            [file],
        )
    )
