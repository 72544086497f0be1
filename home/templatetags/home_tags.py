"""What stands around every page, for templates of both engines: the publication and its menus."""

from typing import Any

from django import template

from blog.editions.read import Reader, scope_of
from blog.editions.show import Filled, Shown
from blog.visibility import nowhere
from home import site

register = template.Library()


@register.simple_tag(takes_context=True)
def publication(context: Any) -> Shown:
    """The site's settings, like `name`; all are empty at a host that no site answers for."""
    scope = scope_of(context["request"]) or nowhere()
    data, filled = site.settings_of(scope), Filled(Reader(scope))
    filled.fill([data], waves=1)
    return Shown(data, filled)


@register.simple_tag(takes_context=True)
def menus(context: Any) -> site.Menus:
    """All menus by name; one that there is not is empty."""
    scope = scope_of(context["request"])
    return site.menus(Reader(scope)) if scope else site.Menus()
