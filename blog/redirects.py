"""Wagtail's redirects as plain data: looked up by their index, under the one visibility rule.

A redirect to a page that is not public does not exist for an anonymous visitor, and none leads to
anything but an address that a browser may follow.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from django.utils.encoding import escape_uri_path, iri_to_uri, uri_to_iri
from grapple.registry import registry
from wagtail.contrib.redirects.models import Redirect

from blog import visibility
from blog.editions.lists import Part, cut, in_order
from blog.editions.read import Reader
from blog.visibility import among, rows

COLUMNS = """r.id, r.old_path, r.site_id, r.is_permanent, r.redirect_link, r.redirect_page_id,
    r.redirect_page_route_path"""
FOLLOWED = ("/", "https://", "http://")
# What an address may have as it is, beside letters and digits.
KEPT = "/;:@&=+$,-_.!~*'()"
LONGEST = Redirect._meta.get_field("old_path").max_length


class Row(NamedTuple):
    """A redirect as it is stored."""

    id: int
    old_path: str
    site_id: int | None
    permanent: bool
    link: str
    page_id: int | None
    page_route: str

    @property
    def status(self) -> int:
        return 301 if self.permanent else 302

    @property
    def page(self) -> str | None:
        """The page that it leads to, by name."""
        return f"page:{self.page_id}" if self.page_id else None


class Redirected(NamedTuple):
    """Where a redirect leads, and with which status."""

    to: str
    status: int


# What is said of a redirect whose page stands where not everybody may see it.
HIDDEN = Redirected("", 404)


def spellings(path: str, query: str) -> list[str]:
    """How a redirect from an address may be written: with what stands behind the `?` first, in
    Wagtail's order, decoded first. path: decoded, as `/health/sleep/`."""
    plain = path.rstrip("/") or "/"
    # With what stands behind a `;` in Wagtail's order too.
    typed = Redirect.normalise_path(quote(plain, safe=KEPT), decode_unicode=False)
    escaped = escape_uri_path(plain)
    paths = (plain, uri_to_iri(escaped), escaped, quote(plain), uri_to_iri(typed), typed)
    queries = [""]
    if query:
        sorted_ = Redirect.normalise_path(f"/?{iri_to_uri(query)}", decode_unicode=False)[1:]
        queries = [uri_to_iri(sorted_), sorted_, ""]
    found = dict.fromkeys(path + query for query in queries for path in paths)
    return [spelt for spelt in found if len(spelt) <= LONGEST]


class Past(NamedTuple):
    """What is known of an address where there is nothing public.

    standing: whether a page is live there, whoever may see it; was_public: whether one was public
    there; redirect: HIDDEN where it leads to a page that not everybody may see.
    """

    standing: bool
    was_public: bool
    redirect: Redirected | None


def past_of(reader: Reader, path: str, query: str) -> Past:
    """What is known of an address, in one statement."""
    spelt = spellings(path, query)
    condition, arg = among("r.old_path", spelt)
    past, args = reader.past_at(path)
    (standing, was_public, *_), *_ = found = rows(
        f"""SELECT past.standing, past.was_public, {COLUMNS}, {visibility.LIVE}
            FROM ({past}) past
            LEFT JOIN wagtailredirects_redirect r
                ON {condition} AND (r.site_id = %s OR r.site_id IS NULL)
            LEFT JOIN wagtailcore_page p ON p.id = r.redirect_page_id""",
        [reader.scope.moment, *args, arg, reader.scope.site_id],
    )
    leading = [row[2:] for row in found if row[2] and not standing]
    return Past(bool(standing), bool(was_public), first(reader, spelt, leading))


def first(reader: Reader, spelt: list[str], found: list[tuple]) -> Redirected | None:
    """Where the redirects of an address lead, the nearest spelling and the site's own first."""
    found.sort(key=lambda row: (spelt.index(row[1]), row[2] is None, row[0]))
    known = [Row(*row[:-1]) for row in found]
    pages = pages_of(reader, known)
    for row in known:
        if to := target(row, pages):
            return Redirected(to, row.status)
    return HIDDEN if any(row[-1] for row in found) else None


def target(row: Row, pages: dict[str, dict]) -> str | None:
    """Where a redirect leads; None where that is nowhere."""
    if not row.page:
        return row.link if row.link.startswith(FOLLOWED) else None
    page = pages.get(row.page)
    if page and row.page_route and routable(page["__typename"]):
        return page["url"].rstrip("/") + row.page_route
    return page and page["url"]


@cache
def routable(type_: str) -> bool:
    """Whether pages of a type have addresses below their own, as Wagtail's RoutablePage does."""
    return any(m.__name__ == type_ and hasattr(m, "resolve_subpage") for m in registry.pages)


def pages_of(reader: Reader, found: Iterable[Row]) -> dict[str, dict]:
    """The public pages that redirects lead to, by name; the `url` of one of another site is
    absolute."""
    names = [row.page for row in found if row.page]
    pages = reader.editions(names)
    missing = [name for name in names if name not in pages]
    for host, port in sites_of(reader, missing) if missing else ():
        if scope := visibility.scope(host, port):
            for name, page in Reader(scope).editions(missing).items():
                pages.setdefault(name, page | {"url": scope.root_url + page["url"]})
    return pages


def sites_of(reader: Reader, names: list[str]) -> list[tuple]:
    """(host, port) of the other sites on which any of these pages is listed."""
    condition, arg = among("t.name", names)
    return rows(
        f"""SELECT DISTINCT s.hostname, s.port FROM blog_term t
            JOIN wagtailcore_site s ON s.id = t.site_id
            WHERE {condition} AND t.term = 'all' AND s.id <> %s
            ORDER BY s.hostname, s.port""",
        [arg, reader.scope.site_id],
    )


# ---- all of them ----


def leads(r: str) -> str:
    """The condition that redirect r leads somewhere public, by the terms of its page; its argument
    is the moment."""
    links = " OR ".join(
        f"substr({r}.redirect_link, 1, {len(start)}) = '{start}'" for start in FOLLOWED
    )
    return f"""CASE WHEN {r}.redirect_page_id IS NULL THEN {links} ELSE EXISTS (
        SELECT 1 FROM blog_term t WHERE t.name = 'page:' || {r}.redirect_page_id
        AND t.term = 'all' AND (t.expire_at IS NULL OR t.expire_at > %s)) END"""


def public(reader: Reader) -> tuple[str, list]:
    """The condition that redirect r is public on the site and no other comes before it."""
    site, moment = reader.scope.site_id, reader.scope.moment
    condition = f"""(r.site_id = %s OR r.site_id IS NULL) AND {leads("r")}
        AND NOT EXISTS (SELECT 1 FROM wagtailredirects_redirect o WHERE o.old_path = r.old_path
            AND r.site_id IS NULL AND (o.site_id = %s OR o.site_id IS NULL AND o.id < r.id)
            AND {leads("o")})"""
    return condition, [site, moment, site, moment]


def listing(reader: Reader, part: Part) -> list[Row]:
    """A part of the public redirects by their addresses; a place is an address and a key."""
    condition, args = public(reader)
    tail, tail_args = cut(part, "r.old_path", "r.id")
    found = rows(
        f"SELECT {COLUMNS} FROM wagtailredirects_redirect r WHERE {condition}{tail}",
        [*args, *tail_args],
    )
    return in_order(part, [Row(*row) for row in found])


def total(reader: Reader) -> int:
    condition, args = public(reader)
    return rows(f"SELECT count(*) FROM wagtailredirects_redirect r WHERE {condition}", args)[0][0]
