"""What search engines find a site's pages by: sitemaps and robots.txt.

`/sitemap.xml` names parts. A part has the pages of a range of keys, so that it stays as it is
however many are published or deleted elsewhere, and costs the same wherever it lies; so have those
of authors and tags.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from blog import richtext
from blog.editions.filled import names_in
from blog.editions.lists import dated, newest_indexed
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES, NOINDEX
from blog.feeds.formats import clean
from blog.views import reader_of
from blog.visibility import Scope, rows

PART, CHUNK = 1_000, 100  # keys of a sitemap; keys that are read at once
PARTS = 1_000_000_000  # beyond these a database has no number
NEWS_AGE, NEWS_MOST = timedelta(hours=48), 1_000  # Google reads no more
PICTURES = ("FULL", "WIDE", "SOCIAL")

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

# What has a page while articles are listed on it, by what its parts are called.
LISTED = {"authors": "blog.author", "tags": "taggit.tag"}

# Of a URL or a sitemap: elements by name, in order; a list holds elements within one.
Entry = list[tuple[str, Any]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The sitemap of sitemaps."""
    reader = reader_of(request)
    root = reader.scope.root_url
    entries: list[Entry] = [
        [("loc", f"{root}/sitemap-{part}.xml"), ("lastmod", changed)]
        for part, changed in parts(reader.scope)
    ]
    return written("sitemapindex", "sitemap", entries)


def parts(scope: Scope) -> list[tuple[str, str]]:
    """(its number, behind `authors-` or `tags-` for these; when one of its pages, or of the articles
    on them, was last published) of each part that there is."""
    condition, args = indexed(scope)
    arms = [
        f"SELECT '' AS kind, p.id / {PART} AS number, {CHANGED} WHERE t.term = 'all' AND {condition}"
    ]
    arms += [
        f"""SELECT '{called}-', a.object_id / {PART}, {CHANGED}
            JOIN blog_edition a ON a.name = t.term WHERE a.kind = '{kind}' AND {condition}"""
        for called, kind in LISTED.items()
    ]
    sql = " UNION ALL ".join(f"{arm} GROUP BY 1, 2" for arm in arms)
    found = rows(f"SELECT * FROM ({sql}) x ORDER BY kind, number", args * len(arms))
    return [(f"{kind}{number}", moment(changed)) for kind, number, changed in found]


# When the pages of terms were last published.
CHANGED = """max(p.last_published_at) FROM blog_term t
    JOIN blog_edition e ON e.name = t.name AND e.kind = 'page'
    JOIN wagtailcore_page p ON p.id = e.object_id"""


def indexed(scope: Scope) -> tuple[str, list]:
    """The condition that row t of the terms is of a public page that search engines may list."""
    place = [scope.site_id, scope.locale_id]
    condition = f"""t.site_id = %s AND t.locale_id = %s
        AND (t.expire_at IS NULL OR t.expire_at > %s)
        AND t.name NOT IN (SELECT name FROM blog_term
            WHERE site_id = %s AND locale_id = %s AND term = '{NOINDEX}')"""
    return condition, [*place, scope.moment, *place]


def moment(changed: Any) -> str:
    """A moment as a database gives it, in the form of sitemaps; empty for none."""
    if isinstance(changed, str):
        changed = datetime.fromisoformat(changed)
    if changed and timezone.is_naive(changed):
        changed = changed.replace(tzinfo=UTC)
    return changed.isoformat() if changed else ""


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """The public pages of a range of keys, with their pictures. Raises Http404 for none."""
    reader = reader_of(request)
    entries = list(pages(reader, number * PART)) if number < PARTS else None
    if not entries:
        raise Http404
    return written("urlset", "url", entries, {"xmlns:image": IMAGE})


def pages(reader: Reader, first: int) -> Iterator[Entry]:
    """The entries of the pages with PART keys from the first one; of what is read, the entries
    alone are kept."""
    for start in range(first, first + PART, CHUNK):
        found = reader.select(
            "e.kind = 'page' AND e.object_id >= %s AND e.object_id < %s AND p.locale_id = %s",
            [start, start + CHUNK, reader.scope.locale_id],
            whole=True,
        )
        listed = [page for page in found.values() if not page["noindex"]]
        listed.sort(key=lambda page: int(page["__name"].partition(":")[2]))
        shown = {page["__name"]: images_in(page) for page in listed}
        images = reader.editions(name for names in shown.values() for name in names)
        for page in listed:
            mine = [images[name] for name in shown[page["__name"]] if name in images]
            yield entry(reader.scope.root_url, page, mine)


@require_safe
def listings(request: HttpRequest, called: str, number: int) -> HttpResponse:
    """The authors or tags of a range of keys on whose pages articles are listed. Raises Http404 for
    none."""
    reader = reader_of(request)
    if called not in LISTED or number >= PARTS:
        raise Http404
    first = number * PART
    condition, args = indexed(reader.scope)
    found = rows(
        f"""SELECT a.name, {CHANGED} JOIN blog_edition a ON a.name = t.term
            WHERE a.kind = %s AND a.object_id >= %s AND a.object_id < %s AND {condition}
            GROUP BY a.name, a.object_id ORDER BY a.object_id""",
        [LISTED[called], first, first + PART, *args],
    )
    things, root = reader.editions(name for name, _ in found), reader.scope.root_url
    entries: list[Entry] = [
        [("loc", iri_to_uri(root + things[name]["url"])), ("lastmod", moment(changed))]
        for name, changed in found
        if name in things and things[name]["url"]
    ]
    if not entries:
        raise Http404
    return written("urlset", "url", entries)


def images_in(page: dict) -> list[str]:
    """The names of the pictures on a page, each once."""
    return sorted({name for name in names_in(page) if name.startswith("image:")})


def entry(root: str, page: dict, images: Iterable[dict]) -> Entry:
    made: Entry = [("loc", iri_to_uri(root + page["url"])), ("lastmod", page["last_published_at"])]
    for image in images:
        shown = next(filter(None, map(image["renditions"].get, PICTURES)), None)
        if shown:
            made.append(("image:image", [("image:loc", richtext.at(root, shown["url"]))]))
    return made


@require_safe
def news(request: HttpRequest, publication: Callable[[Scope], dict[str, Any]]) -> HttpResponse:
    """The articles of the last 48 hours. publication: scope → the publication's settings."""
    reader = reader_of(request)
    site, now = publication(reader.scope), timezone.now()
    recent = dated(">=", now - NEWS_AGE), dated("<=", now)
    question = newest_indexed(reader.scope, ARTICLES, NEWS_MOST, *recent)
    names = [row[0] for row in reader.lists([question])[question]]
    found = reader.editions(names)
    name = site["name"] or reader.scope.root_url
    told = [("news:name", name), ("news:language", site["language"].partition("-")[0])]
    entries = [
        news_entry(reader.scope.root_url, found[name], told)
        for name in names
        if name in found and not found[name]["noindex"]
    ]
    return written("urlset", "url", entries, {"xmlns:news": NEWS})


def news_entry(root: str, article: dict, publication: Entry) -> Entry:
    about: Entry = [
        ("news:publication", publication),
        ("news:publication_date", article["date"]),
        ("news:title", article["title"]),
    ]
    return [("loc", iri_to_uri(root + article["url"])), ("news:news", about)]


# ---- XML ----


def written(
    root: str, each: str, entries: Iterable[Entry], spaces: dict[str, str] | None = None
) -> HttpResponse:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": SITEMAP} | (spaces or {}))
    for found in entries:
        write(xml, each, found)
    xml.endElement(root)
    xml.endDocument()
    return HttpResponse(out.getvalue(), content_type="application/xml")


def write(xml: SimplerXMLGenerator, name: str, value: Any) -> None:
    """An element, with the elements or the text in it; none for empty text."""
    if isinstance(value, list):
        xml.startElement(name, {})
        for inner, given in value:
            write(xml, inner, given)
        xml.endElement(name)
    elif value:
        xml.addQuickElement(name, clean(value))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the editor, and where the sitemaps are."""
    root = reader_of(request).scope.root_url
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /django-admin/", ""]
    lines += [f"Sitemap: {root}/{name}.xml" for name in ("sitemap", "sitemap-news")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
