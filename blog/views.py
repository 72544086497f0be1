"""Pages from editions, for every address that the door finds; Wagtail's own serve for the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import MediaType
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from blog import markdown as written
from blog.categories import within
from blog.editions.compose import compose
from blog.editions.filled import Filled, names_in
from blog.editions.lists import Part, Range, Slice, Total
from blog.editions.read import Reader, scope_of
from blog.editions.serve import (
    allow_frames,
    foreign_hooks,
    found_by_address,
    page_context,
    real_page,
    template_of,
)
from blog.editions.show import Shown, cards, loaded, show
from blog.routes import listed, past_on
from blog.seo import Listed, markdown_url

PER_PAGE, SUBCATEGORIES = 20, 100
HTML, MARKDOWN = "text/html", "text/markdown"

# What the apps above show around a page: of a request, plain data that may name things.
Around = Callable[[HttpRequest], Iterable[dict]]


def serve(request: HttpRequest, path: str = "", around: Around | None = None) -> HttpResponse:
    """The page at an address. around: of a request, what stands around every page."""
    if lost := getattr(request, "_lost", None):
        raise lost
    looked_for = getattr(request, "_looked_for_page", False)
    found = None if looked_for else public_page(request, path, around)
    if not found and nothing_at(request):
        raise Http404
    return found or wagtail_serve(request, path)


def nothing_at(request: HttpRequest) -> bool:
    """Whether Wagtail would go down its tree to a request's address and find nothing."""
    if foreign_hooks() or not found_by_address():
        return False
    past = past_on(request)
    return past is not None and not past[0].standing


class PastTheEnd(Http404):
    """A list has no page of such a number, whatever stands at its address."""


def public_page(request: HttpRequest, path: str, around: Around | None) -> HttpResponse | None:
    """The public page at an address; None where there is none, or Wagtail has to serve it."""
    scope = scope_of(request)
    if scope is None or request.method not in ("GET", "HEAD") or foreign_hooks():
        return None
    reader = Reader(scope)
    data = reader.page_at(path, html=True)
    template = data and template_of(data["__typename"])
    return shown(request, reader, data, template, around) if template else None


def shown(
    request: HttpRequest, reader: Reader, data: dict, template: str, around: Around | None
) -> HttpResponse:
    """A public page as its client would rather have it: in HTML or, with a body, in Markdown."""
    both = "body" in data
    if both and prefers_markdown(request.META.get("HTTP_ACCEPT", "")):
        response = in_markdown(reader, data)
        response["Content-Location"] = iri_to_uri(markdown_url(data["url"]))
    else:
        context = page_context(reader, data, around(request) if around else ())
        context["self"] = SimpleLazyObject(lambda: real_page(data))
        allow_frames(request, data)
        response = HttpResponse(loaded(template).render(context, request))
    if both:
        response["Vary"] = "Accept"
    return response


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request. Raises Http404 where no site answers for the host."""
    scope = scope_of(request)
    if scope is None:
        raise Http404
    return Reader(scope)


@require_safe
def markdown(request: HttpRequest, path: str) -> HttpResponse:
    """The public page in Markdown at its address with `.md`, the front page at `/index.md`. Raises
    Http404 where it has no body."""
    reader = reader_of(request)
    page = reader.page_at(path)
    if page is None or "body" not in page:
        raise Http404
    address = markdown_url(page["url"])
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    return in_markdown(reader, page)


def in_markdown(reader: Reader, page: dict) -> HttpResponse:
    """A page that has a body in Markdown."""
    reader.fill([page])
    filled, root_url = Filled(reader), reader.scope.root_url
    filled.fill([page], waves=1)
    text = written.page(page, lambda name: filled.get({"__ref": name}), root_url)
    response = HttpResponse(text, content_type=f"{MARKDOWN}; charset=utf-8")
    # The page itself is what search engines should list.
    response["Link"] = f'<{iri_to_uri(root_url + page["url"])}>; rel="canonical"'
    if page["noindex"]:
        response["X-Robots-Tag"] = "noindex"
    return response


def prefers_markdown(accept: str) -> bool:
    """Whether an Accept header names Markdown, and gives HTML a lower weight or names it later."""
    if MARKDOWN not in accept:
        return False
    given = [MediaType(part) for part in accept.split(",")]
    weights = {f"{type_.main_type}/{type_.sub_type}": type_.quality for type_ in reversed(given)}
    html = next((weights[type_] for type_ in (HTML, "text/*", "*/*") if type_ in weights), 0)
    markdown = weights.get(MARKDOWN, 0)
    later = HTML not in weights or accept.index(MARKDOWN) < accept.index(HTML)
    return markdown > html or (markdown == html > 0 and later)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its articles, which of how many pages it is, how many articles in all; of
    a category the categories in it."""

    items: list[Shown]
    number: int
    pages: int
    total: int
    categories: list[Shown]

    def listed(self) -> Listed:
        """As a description of the list has it."""
        start = (self.number - 1) * PER_PAGE
        return Listed(self.number, start, [(item.title, item.url) for item in self.items])


def number_of(given: str | None) -> int:
    """Which page of a list a number in an address means. Raises PastTheEnd where it is none."""
    given = given or "1"
    wanted = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    if not wanted:
        raise PastTheEnd
    return wanted


def page_of(given: str | None, total: int, size: int) -> tuple[int, int]:
    """(the page of a list that a number in an address means, how many pages it has). Raises PastTheEnd
    past the end."""
    wanted, pages = number_of(given), max(1, -(-total // size))
    if wanted > pages:
        raise PastTheEnd
    return wanted, pages


def listing(filled: Filled, term: str, given: str | None, path: str = "") -> Listing:
    """One page of a term's articles; path: where the category stands of which they are. Raises
    PastTheEnd."""
    offset = (number_of(given) - 1) * PER_PAGE
    part, counted = Slice(Range(term), Part(PER_PAGE, offset=offset)), Total(Range(term))
    below = [Slice(within(path), Part(SUBCATEGORIES))] if path else []
    found = filled.reader.lists([counted, part, *below])
    number, pages = page_of(given, found[counted], PER_PAGE)
    items, categories = (
        [row[0] for one in asked for row in found[one]] for asked in ([part], below)
    )
    filled.cards([*items, *categories])
    return Listing(cards(items, filled), number, pages, found[counted], cards(categories, filled))


def listed_thing(
    request: HttpRequest, type_: str, slug: str, template: str, around: Around | None
) -> HttpResponse:
    """The page of an author or a tag: there is one exactly when a public article has its term."""
    reader = reader_of(request)
    filled = Filled(reader)
    name = listed(reader, type_, slug)
    if name and around:
        filled.cards([name, *names_in(list(around(request)))])
    found = cards([name], filled) if name else []
    if not name or not found:
        raise Http404
    articles = listing(filled, name, request.GET.get("page"))
    return render(request, template, {"page": found[0], "articles": articles, "filled": filled})


def author(request: HttpRequest, slug: str, around: Around | None = None) -> HttpResponse:
    return listed_thing(request, "Author", slug, "blog/author.html", around)


def tag(request: HttpRequest, slug: str, around: Around | None = None) -> HttpResponse:
    return listed_thing(request, "Tag", slug, "blog/tag.html", around)


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
