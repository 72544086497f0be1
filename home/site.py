"""A site's settings and menus as plain data, read from their rows."""

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


def menus(reader: Reader) -> dict[str, list[dict]]:
    """Every menu by name: its links (title, url, children), those to public pages and addresses.

    A link below one whose page is not public goes with it.
    """
    found = rows(
        "SELECT m.name, i.page_id, i.address, i.label, i.indented FROM home_menu m"
        " JOIN home_menuitem i ON i.menu_id = m.id ORDER BY m.name, i.sort_order, i.id"
    )
    pages = reader.editions(f"page:{row[1]}" for row in found if row[1])
    made: dict[str, list[dict]] = {}
    for name, page_id, address, label, indented in found:
        page = pages.get(f"page:{page_id}")
        links = made.setdefault(name, [])
        shown = bool(address or page)
        link = {
            "title": label or (page["title"] if page else ""),
            "url": page["url"] if page else address,
            "children": [],
        }
        if indented and links:
            if shown and links[-1]["shown"]:
                links[-1]["children"].append(link)
        else:
            links.append(link | {"shown": shown})
    return {
        name: [{k: v for k, v in link.items() if k != "shown"} for link in links if link["shown"]]
        for name, links in made.items()
    }
