"""In which languages a page can be read: the public pages that are translations of one another.

Each is told by its address on a site whose own root it stands under, the reader's first; else by
that which it has as a translation on the reader's site.
"""

from collections.abc import Iterable

from django.conf import settings

from blog.visibility import PUBLISHED, Scope, among, root_url, rows

STATEMENT = f"""
    SELECT mine.id, l.language_code, p.path, p.url_path, s.hostname, s.port, h.url_path
    FROM wagtailcore_page mine
    JOIN wagtailcore_page p ON p.translation_key = mine.translation_key
    JOIN wagtailcore_locale l ON l.id = p.locale_id
    JOIN blog_edition e ON e.kind = 'page' AND e.object_id = p.id
    LEFT JOIN (wagtailcore_site s JOIN wagtailcore_page h ON h.id = s.root_page_id)
        ON substr(p.path, 1, length(h.path)) = h.path
    WHERE {{mine}} AND {PUBLISHED}
    ORDER BY l.language_code, CASE WHEN s.id = %s THEN 0 ELSE 1 END, s.id, p.id"""


def read(scope: Scope, names: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Name of a page → (language, url) of it in each language; empty where there is but one.

    Where the installation has one language only, nothing is read.
    """
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    if settings.WAGTAIL_I18N_ENABLED and found:
        keys = [int(name.partition(":")[2]) for name in found]
        condition, arg = among("mine.id", keys)
        statement = STATEMENT.format(mine=condition)
        for key, language, *place in rows(statement, [arg, scope.moment, scope.site_id]):
            languages, url = found[f"page:{key}"], address(scope, *place)
            if url and url not in languages.values():
                languages.setdefault(language, url)
    return {name: told(languages) for name, languages in found.items()}


def told(languages: dict[str, str]) -> list[dict[str, str]]:
    if len(languages) < 2:
        return []
    if settings.LANGUAGE_CODE in languages:
        languages["x-default"] = languages[settings.LANGUAGE_CODE]
    return [
        {"__typename": "Translation", "language": language, "url": url}
        for language, url in languages.items()
    ]


def address(
    scope: Scope, path: str, url_path: str, host: str | None, port: int, root: str
) -> str | None:
    if host:
        return f"{root_url(host, port)}/{url_path[len(root) :]}"
    roots = (root_path for above, root_path in scope.roots if path.startswith(above))
    root = next(roots, "")
    return f"{scope.root_url}/{url_path[len(root) :]}" if root else None
