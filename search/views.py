"""The search page, and what its form suggests while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.views import reader_of
from home import site
from search.results import results
from search.suggestions import SUGGESTED
from search.suggestions import suggestions as beginning


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found by the words of `query`, in a category and with a tag where these are given.
    Raises Http404 past the last page."""
    found = results(reader_of(request), request.GET, site.named(request))
    return render(request, "search/search.html", found)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Title and address of what somebody may mean who has typed `query`."""
    reader = reader_of(request)
    names = beginning(reader, request.GET.get("query", ""), SUGGESTED)
    found = reader.editions(names)
    cards = [found[name] for name in names if name in found]
    return JsonResponse([{"title": c["title"], "url": c["url"]} for c in cards], safe=False)
