"""What templates of both engines may call about search."""

import re
from typing import Any

from django import template

from blog.editions.filled import Filled
from blog.editions.read import Reader, scope_of
from blog.editions.show import Shown, cards
from search.query import found_or_newest, words_of
from search.questions import holding, marked_question

register = template.Library()

LOST = 3


@register.simple_tag(takes_context=True)
def suggestions(context: Any) -> list[Shown]:
    """Articles for who has found nothing at an address: those that hold its last words, then the
    newest."""
    request = context["request"]
    scope = scope_of(request)
    last = request.path.rstrip("/").rpartition("/")[2]
    # No page of ours is called like a file; robots that look for one are told nothing, and who has
    # gone past the end of a list is not lost.
    if scope is None or "." in last or getattr(request, "past_the_end", False):
        return []
    reader = Reader(scope)
    names = found_or_newest(reader, " ".join(re.findall(r"\w+", last)), LOST)
    return cards(names, Filled(reader))


@register.simple_tag(takes_context=True)
def answering(context: Any, page: Any, query: str) -> list[dict[str, Any]]:
    """The groups of a FAQ page: `topic` and `items`, those whose question or answer holds all words
    of a query, each with its `item` and the question's words `marked`. Of a blank query, all."""
    names = tuple(item["__ref"] for group in page._data["groups"] for item in group["faqs"])
    found = holding(context["filled"].reader, names, query) if query else set(names)
    words = words_of(query)
    groups = [
        {
            "topic": group.topic,
            "items": [
                {"item": item, "marked": marked_question(item.question, words)}
                for item in group.faqs
                if item._data["__name"] in found
            ],
        }
        for group in page.groups
        if group.topic
    ]
    return [group for group in groups if group["items"]]
