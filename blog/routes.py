"""What stands at an address of a site: one look-up, the same for HTML and GraphQL.

An address is percent-decoded once as UTF-8; what follows a `?` or `#` is no part of it, and a
slash at its end makes no difference. Everything else does: case, and slashes that stand doubled.
"""

from urllib.parse import unquote

from django.http import HttpRequest

from blog import redirects
from blog.editions.compose import ref
from blog.editions.read import Reader, scope_of
from blog.visibility import LIVE, rows

# What comes first in the addresses of authors and tags.
LISTED = {"authors": "Author", "tags": "Tag"}


def path_of(address: str) -> str | None:
    """The path `/health/sleep/` that an address means; None for what can be none."""
    plain = unquote(address.partition("#")[0].partition("?")[0])
    if plain in ("", "/"):
        return "/"
    parts = plain.removeprefix("/").removesuffix("/").split("/")
    if not all(parts) or "\0" in plain:
        return None
    return f"/{'/'.join(parts)}/"


def query_of(address: str) -> str:
    """What follows the `?` of an address."""
    return address.partition("#")[0].partition("?")[2]


def route(reader: Reader, address: str) -> dict | None:
    """What stands at an address, as plain data with its `__typename`; None for nothing."""
    path = path_of(address)
    if path is None:
        return None
    return listing_at(reader, path) or page_at(reader, path) or lost(reader, address)


def page_at(reader: Reader, path: str) -> dict | None:
    page = reader.page_at(path)
    return page and {"__typename": "PageRoute", "page": page}


def listing_at(reader: Reader, path: str) -> dict | None:
    """The author or tag whose page a path is."""
    found = listed_at(reader, path)
    if found is None:
        return None
    type_ = found["__typename"]
    return {"__typename": f"{type_}Route", type_.lower(): ref(found["__name"])}


def listed_at(reader: Reader, path: str) -> dict | None:
    """The card of the same."""
    first, _, slug = path.strip("/").partition("/")
    return slugged(reader, LISTED[first], slug) if first in LISTED else None


def listed(reader: Reader, type_: str, slug: str) -> str | None:
    """The name of an author or tag by its slug, if it has a page."""
    found = slugged(reader, type_, slug)
    return found and found["__name"]


def slugged(reader: Reader, type_: str, slug: str) -> dict | None:
    """The card of an author or tag by its slug. It has a page exactly when a public article has
    its term."""
    found = reader.slugged(type_, slug)
    return found if found and found["url"] else None


def lost(reader: Reader, address: str) -> dict | None:
    """What is known of an address where there is nothing public: a redirect, that its page is
    gone, or nothing.

    Where a page stands that not everybody may see, or a redirect leads to one, nothing is said.
    """
    path = path_of(address)
    if path is None:
        return None
    return told(redirects.past_of(reader, path, query_of(address)), path)


def lost_on(request: HttpRequest) -> dict | None:
    """The same of the address of a request, looked up at most once."""
    past = past_on(request)
    return told(*past) if past else None


def past_on(request: HttpRequest) -> tuple[redirects.Past, str] | None:
    """What is known of a request's address, and its path; None for what can be none."""
    if not hasattr(request, "_past"):
        request._past = None  # type: ignore[attr-defined]
        scope, address = scope_of(request), request.get_full_path()
        path = path_of(address)
        reader = Reader(scope) if scope else None
        if reader and path and not (slash_is_missing(request) and listed_at(reader, path)):
            known = redirects.past_of(reader, path, query_of(address))
            request._past = known, path  # type: ignore[attr-defined]
    return request._past  # type: ignore[attr-defined]


def slash_is_missing(request: HttpRequest) -> bool:
    """Whether a view may yet find something once there is a slash at the address's end."""
    return not request.path_info.endswith("/")


def told(past: redirects.Past, path: str) -> dict | None:
    """What may be said of it."""
    if past.standing or past.redirect is redirects.HIDDEN:
        return None
    if found := past.redirect:
        return {"__typename": "RedirectRoute", "to": found.to, "status": found.status}
    return {"__typename": "GoneRoute", "url": path} if past.was_public else None


def redirected(reader: Reader, found: list[redirects.Row]) -> list[tuple[redirects.Row, str]]:
    """Those of these redirects that are followed, with where they lead: something else may stand
    at the address."""
    paths = {row.id: path_of(row.old_path) for row in found}
    taken = occupied(reader, [path for path in paths.values() if path])
    free = [row for row in found if met(row, paths[row.id]) and paths[row.id] not in taken]
    pages = redirects.pages_of(reader, free)
    return [(row, to) for row in free if (to := redirects.target(row, pages))]


def met(row: redirects.Row, path: str | None) -> bool:
    """Whether who comes to a redirect's address is led away from it: it may be written as no
    address is."""
    return path is not None and row.old_path in redirects.spellings(path, query_of(row.old_path))


def occupied(reader: Reader, paths: list[str]) -> set[str]:
    """The paths at which a live page stands, whoever may see it, or that of an author or tag."""
    found = set(listings_among(reader, paths))
    if paths:
        pages, args = reader.place_at(*paths)
        urls = rows(
            f"SELECT p.url_path FROM wagtailcore_page p WHERE p.id IN ({pages}) AND {LIVE}",
            [*args, reader.scope.moment],
        )
        for _, root_url in reader.scope.roots:
            found |= {"/" + url.removeprefix(root_url) for (url,) in urls}
    return found


def listings_among(reader: Reader, paths: list[str]) -> list[str]:
    """Those of these paths that are the page of an author or tag."""
    parts = [(path, *path.strip("/").partition("/")[::2]) for path in paths]
    wanted = {(LISTED[first], slug): path for path, first, slug in parts if first in LISTED}
    if not wanted:
        return []
    found = reader.select(
        " OR ".join("e.type = %s AND e.slug = %s" for _ in wanted),
        [value for pair in wanted for value in pair],
        whole=False,
    )
    known = [(thing["__typename"], thing["slug"]) for thing in found.values() if thing["url"]]
    return [wanted[pair] for pair in known]
