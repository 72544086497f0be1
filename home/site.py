"""A site's settings and menus as plain data, read from their rows."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from blog.editions.compose import ref
from blog.editions.lists import Condition
from blog.editions.read import Reader, scope_of
from blog.visibility import Scope, nowhere, public, rows

# Both are read in one form, so that a page reads them in one statement: what a row is of, where it
# stands, six texts, whether a link is indented.
FORM = "of_menu, name, place, id, one, two, three, four, five, six, indented"
SETTINGS = ("name", "description", "publisher", "social_profiles", "pictures", "language")
PICTURES = ("logo", "default_image")


@dataclass(slots=True)
class Link:
    """One link of a menu, with those indented below it."""

    title: str
    url: str
    children: list["Link"]


class Menus(dict):
    """Menus by name; one that there is not is empty."""

    def __missing__(self, name: str) -> list[Link]:
        return []


@dataclass(slots=True)
class Around:
    """What stands around every page of a site."""

    settings: dict[str, Any]
    menus: Menus


# ---- reading ----


def settings_arm(scope: Scope) -> Condition:
    sql = """SELECT 0 AS of_menu, '' AS name, 0 AS place, 0 AS id, coalesce(s.name, '') AS one,
          coalesce(s.description, '') AS two, coalesce(s.publisher, '') AS three,
          coalesce(s.social_profiles, '') AS four,
          coalesce(CAST(s.logo_id AS text), '') || ' '
          || coalesce(CAST(s.default_image_id AS text), '') AS five,
          l.language_code AS six, FALSE AS indented
        FROM wagtailcore_locale l LEFT JOIN home_sitesettings s ON s.site_id = %s
        WHERE l.id = %s"""
    return sql, (scope.site_id, scope.locale_id)


def menus_arm(scope: Scope) -> Condition:
    rule, args = public(scope)
    sql = f"""SELECT 1 AS of_menu, m.name, i.sort_order AS place, i.id, i.address AS one,
          i.label AS two, e.title AS three, p.path AS four, p.url_path AS five, NULL AS six, i.indented
        FROM home_menu m JOIN home_menuitem i ON i.menu_id = m.id
        LEFT JOIN wagtailcore_page p ON p.id = i.page_id
        LEFT JOIN blog_edition e ON e.name = 'page:' || p.id AND {rule}"""
    return sql, tuple(args)


def read(*arms: Condition) -> list[tuple]:
    """The rows of arms, in the order of the menus."""
    args = [arg for _, given in arms for arg in given]
    return rows(united(*(sql for sql, _ in arms)), args)


@lru_cache(maxsize=64)
def united(*arms: str) -> str:
    union = " UNION ALL ".join(f"SELECT {FORM} FROM ({sql}) x" for sql in arms)
    return f"SELECT * FROM ({union}) y ORDER BY of_menu, name, place, id"


def settings_of(scope: Scope) -> dict[str, Any]:
    """The publication's settings; `name` falls back to the site's."""
    return settings_from(scope, read(settings_arm(scope)))


def menus(reader: Reader) -> Menus:
    """Every menu by name: its links, those to public pages and addresses.

    A link below one whose page is not public goes with it.
    """
    return menus_from(reader, read(menus_arm(reader.scope)))


def around(request: HttpRequest) -> Around:
    """The settings and menus of a request's site, read once; at a host that no site answers for
    all of it is empty."""
    if not hasattr(request, "_around"):
        scope = scope_of(request)
        found = read(settings_arm(scope), menus_arm(scope)) if scope else []
        links = [row for row in found if row[0]]
        scope = scope or nowhere()
        settings = settings_from(scope, found[: len(found) - len(links)])
        request._around = Around(settings, menus_from(Reader(scope), links))  # type: ignore[attr-defined]
    return request._around  # type: ignore[attr-defined]


def named(request: HttpRequest) -> list[dict]:
    """What around a page names something: the settings their pictures."""
    return [around(request).settings]


# ---- from their rows ----


def settings_from(scope: Scope, found: list[tuple]) -> dict[str, Any]:
    data = dict(zip(SETTINGS, found[0][4:10] if found else ("", "", "", "", " ", ""), strict=True))
    for key, picture in zip(PICTURES, data.pop("pictures").split(" "), strict=True):
        data[key] = ref(f"image:{picture}") if picture else None
    data["social_profiles"] = data["social_profiles"].split()
    data["name"] = data["name"] or scope.name
    return {"__typename": "SiteSettings", "root_url": scope.root_url} | data


def menus_from(reader: Reader, found: list[tuple]) -> Menus:
    made: dict[str, list[Link | None]] = defaultdict(list)
    for _, name, _, _, address, label, title, path, url_path, _, indented in found:
        url = address if title is None else reader.address(path, url_path)
        link = Link(label or title or "", url, []) if url else None
        links = made[name]
        if not indented or not links:
            links.append(link)
        elif link and (above := links[-1]):
            above.children.append(link)
    return Menus({name: [link for link in links if link] for name, links in made.items()})
