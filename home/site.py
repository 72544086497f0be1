"""A site's settings and menus as plain data, read from their rows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from blog.editions.compose import ref
from blog.editions.read import Reader
from blog.visibility import Scope, public, rows

SETTINGS = (
    "language", "name", "description", "publisher", "logo", "default_image", "social_profiles",
)  # fmt: skip
NOTHING = ("", "", "", "", None, None, "")


def settings_of(scope: Scope) -> dict[str, Any]:
    """The publication's settings and language; `name` falls back to the site's."""
    found = rows(
        "SELECT l.language_code, name, description, publisher, logo_id, default_image_id,"
        " social_profiles FROM wagtailcore_locale l"
        " LEFT JOIN home_sitesettings s ON s.site_id = %s WHERE l.id = %s",
        [scope.site_id, scope.locale_id],
    )
    data = dict(zip(SETTINGS, found[0] if found else NOTHING, strict=True))
    for key in ("language", "name", "description", "publisher", "social_profiles"):
        data[key] = data[key] or ""
    for key in ("logo", "default_image"):
        data[key] = ref(f"image:{data[key]}") if data[key] else None
    data["social_profiles"] = data["social_profiles"].split()
    data["name"] = data["name"] or scope.name
    return {"__typename": "SiteSettings", "root_url": scope.root_url} | data


@dataclass(slots=True)
class Link:
    """One link of a menu, with those indented below it."""

    title: str
    url: str
    children: list["Link"]


def menus(reader: Reader) -> dict[str, list[Link]]:
    """Every menu by name: its links, those to public pages and addresses.

    A link below one whose page is not public goes with it.
    """
    rule, args = public(reader.scope)
    found = rows(
        f"""SELECT m.name, i.address, i.label, i.indented, e.title, p.path, p.url_path
            FROM home_menu m JOIN home_menuitem i ON i.menu_id = m.id
            LEFT JOIN wagtailcore_page p ON p.id = i.page_id
            LEFT JOIN blog_edition e ON e.name = 'page:' || p.id AND {rule}
            ORDER BY m.name, i.sort_order, i.id""",
        args,
    )
    made: dict[str, list[Link | None]] = defaultdict(list)
    for name, address, label, indented, title, path, url_path in found:
        url = address if title is None else reader.address(path, url_path)
        link = Link(label or title or "", url, []) if url else None
        links = made[name]
        if not indented or not links:
            links.append(link)
        elif link and (above := links[-1]):
            above.children.append(link)
    return Menus({name: [link for link in links if link] for name, links in made.items()})


class Menus(dict):
    """Menus by name; one that there is not is empty."""

    def __missing__(self, name: str) -> list[Link]:
        return []
