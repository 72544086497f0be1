"""Pages from editions, for every address that the door finds; Wagtail's own serve for the rest."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from blog import markdown as written
from blog.editions.compose import compose
from blog.editions.read import Reader, scope_of
from blog.editions.serve import foreign_hooks, page_context, real_page, template_of
from blog.editions.show import Filled, Shown, cards, show
from blog.routes import listed

PER_PAGE = 20


def serve(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page at an address."""
    scope = scope_of(request)
    if scope and request.method in ("GET", "HEAD") and not foreign_hooks():
        data = Reader(scope).page_at(path, html=True)
        if data and (template := template_of(data["__typename"])):
            context = page_context(Reader(scope), data)
            context["self"] = SimpleLazyObject(lambda: real_page(data))
            return render(request, template, context)
    return wagtail_serve(request, path)


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request. Raises Http404 where no site answers for the host."""
    scope = scope_of(request)
    if scope is None:
        raise Http404
    return Reader(scope)


@require_safe
def markdown(request: HttpRequest, path: str) -> HttpResponse:
    """The public page at an address in Markdown. Raises Http404 where it has no body."""
    reader = reader_of(request)
    page = reader.page_at(path)
    if page is None or "body" not in page:
        raise Http404
    reader.fill([page])
    filled, root_url = Filled(reader), reader.scope.root_url
    filled.fill([page], waves=1)
    text = written.page(page, lambda name: filled.get({"__ref": name}), root_url)
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    # The page itself is what search engines should list.
    response["Link"] = f'<{iri_to_uri(root_url + page["url"])}>; rel="canonical"'
    if page["noindex"]:
        response["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its articles, which of how many pages it is, how many articles in all."""

    items: list[Shown]
    number: int
    pages: int
    total: int


def page_of(number: str | None, total: int, size: int) -> tuple[int, int]:
    """(the page of a list that a number in an address means, how many pages it has). Raises Http404
    past the end."""
    pages = max(1, -(-total // size))
    number = number or "1"
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    if not 1 <= wanted <= pages:
        raise Http404
    return wanted, pages


def listing(filled: Filled, term: str, number: str | None) -> Listing:
    """One page of a term's articles. Raises Http404 past the end."""
    reader = filled.reader
    total = reader.total(term)
    wanted, pages = page_of(number, total, PER_PAGE)
    rows = reader.listing(term, PER_PAGE, offset=(wanted - 1) * PER_PAGE)
    items = cards([row[0] for row in rows], filled)
    return Listing(items, wanted, pages, total)


def listed_thing(request: HttpRequest, type_: str, slug: str, template: str) -> HttpResponse:
    """The page of an author or a tag: there is one exactly when a public article has its term."""
    reader = reader_of(request)
    filled = Filled(reader)
    name = listed(reader, type_, slug)
    found = cards([name], filled) if name else []
    if not name or not found:
        raise Http404
    articles = listing(filled, name, request.GET.get("page"))
    return render(request, template, {"page": found[0], "articles": articles, "filled": filled})


def author(request: HttpRequest, slug: str) -> HttpResponse:
    return listed_thing(request, "Author", slug, "blog/author.html")


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return listed_thing(request, "Tag", slug, "blog/tag.html")


def author_preview(request: HttpRequest, obj: Any) -> dict[str, Any]:
    """What the editor's preview of an author shows: the author as typed, the articles as public."""
    made = compose(obj, draft=True)
    reader = Reader(scope_of(request), draft=True)
    filled = Filled(reader)
    reader.place_draft(made.card, obj)
    public = Filled(Reader(scope_of(request)))
    term = made.card["__name"]
    return {
        "page": show(made.card, filled),
        "articles": listing(public, term, "1"),
        "filled": filled,
        "request": request,
    }
