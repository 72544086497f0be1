"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from blog.editions.show import Filled, cards
from blog.views import reader_of
from search.query import search as find
from search.query import total

MOST = 50


def search(request: HttpRequest) -> HttpResponse:
    """The articles that hold the words of `query`."""
    query = request.GET.get("query", "").strip()
    reader = reader_of(request)
    filled = Filled(reader)
    results = cards(find(reader, query, MOST), filled) if query else []
    context = {"query": query, "results": results, "total": total(reader, query), "filled": filled}
    return render(request, "search/search.html", context)
