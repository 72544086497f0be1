"""What stands around every page, for templates of both engines: the publication and its menus."""

from typing import Any

from django import template

from blog.editions.read import Reader, scope_of
from blog.editions.show import Filled, Shown
from blog.seo import describe
from blog.visibility import nowhere
from home import site

register = template.Library()


@register.simple_tag(takes_context=True)
def publication(context: Any) -> Shown:
    """The site's settings, like `name`; all are empty at a host that no site answers for."""
    request = context["request"]
    if not hasattr(request, "_publication"):
        data, filled = site.around(request).settings, context.get("filled")
        # What a draft's page is filled from is for its editor.
        if filled is None or filled.reader.draft:
            filled = Filled(Reader(scope_of(request) or nowhere()))
        filled.fill([data], waves=1)
        request._publication = Shown(data, filled)
    return request._publication


@register.simple_tag(takes_context=True)
def seo(context: Any, page: Shown, number: str | None = None) -> Shown:
    """What search engines and social networks are told of a page; number: which page of a list."""
    publisher, filled = publication(context), context["filled"]
    around = publisher._filled.editions

    def look_up(name: str) -> dict | None:
        return around[name] if name in around else filled.get({"__ref": name})

    trail = filled.trail(page._data)
    return Shown(describe(page._data, publisher._data, trail, look_up, number), filled)


@register.simple_tag(takes_context=True)
def menus(context: Any) -> site.Menus:
    """All menus by name; one that there is not is empty."""
    return site.around(context["request"]).menus
