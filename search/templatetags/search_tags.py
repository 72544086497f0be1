"""What templates of both engines may call of search."""

import re
from typing import Any

from django import template

from blog.editions.read import Reader, scope_of
from blog.editions.show import Filled, Shown, cards
from blog.streams import ARTICLES
from search.query import search

register = template.Library()

SUGGESTED = 3


@register.simple_tag(takes_context=True)
def suggestions(context: Any) -> list[Shown]:
    """Articles for who has found nothing at an address: those that hold its last words, then the
    newest."""
    request = context["request"]
    scope = scope_of(request)
    last = request.path.rstrip("/").rpartition("/")[2]
    # No page of ours is called like a file; robots that look for one are told nothing.
    if scope is None or "." in last:
        return []
    reader = Reader(scope)
    names = search(reader, " ".join(re.findall(r"\w+", last)), SUGGESTED)
    if len(names) < SUGGESTED:
        names += [row[0] for row in reader.listing(ARTICLES, SUGGESTED)]
    return cards(list(dict.fromkeys(names))[:SUGGESTED], Filled(reader))
