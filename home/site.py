"""A site's settings and menus as plain data, read from their rows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from blog.editions.compose import ref
from blog.editions.read import Reader
from blog.visibility import Scope, rows

SETTINGS = ("name", "description", "publisher", "logo", "default_image", "social_profiles")


def settings_of(scope: Scope) -> dict[str, Any]:
    """The publication's settings; `name` falls back to the site's."""
    found = rows(
        "SELECT name, description, publisher, logo_id, default_image_id, social_profiles"
        " FROM home_sitesettings WHERE site_id = %s",
        [scope.site_id],
    )
    data = dict(zip(SETTINGS, found[0] if found else ("", "", "", None, None, ""), strict=True))
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
    found = rows(
        "SELECT m.name, i.page_id, i.address, i.label, i.indented FROM home_menu m"
        " JOIN home_menuitem i ON i.menu_id = m.id ORDER BY m.name, i.sort_order, i.id"
    )
    pages = reader.editions(f"page:{row[1]}" for row in found if row[1])
    made: dict[str, list[Link | None]] = defaultdict(list)
    for name, page_id, address, label, indented in found:
        page = pages.get(f"page:{page_id}")
        url = page["url"] if page else address
        link = Link(label or (page["title"] if page else ""), url, []) if url else None
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
