"""Tags for what stands around every page: the publication and its menus."""

from typing import Any

from django import template

from blog.editions.read import Reader, scope_of
from blog.editions.show import Filled, Shown
from home import site

register = template.Library()


@register.simple_tag(takes_context=True)
def publication(context: dict) -> Any:
    """The site's settings: `{% publication as site %}`, then `site.name`; None without a site."""
    scope = scope_of(context["request"])
    if scope is None:
        return None
    data, filled = site.settings_of(scope), Filled(Reader(scope))
    filled.fill([data], waves=1)
    return Shown(data, filled)


@register.simple_tag(takes_context=True)
def menus(context: dict) -> dict[str, list[dict]]:
    """All menus by name: `{% menus as menus %}`, then `menus.main`."""
    scope = scope_of(context["request"])
    return site.menus(Reader(scope)) if scope else {}
