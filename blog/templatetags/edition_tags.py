"""Tags over editions: one picture tag, a category's articles, breadcrumbs."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


# The presets of one shape, from which a browser takes the width that fits.
WIDTHS = ("CARD", "WIDE", "FULL")


@register.simple_tag
def picture(
    image: Any, preset: str, *, sizes: str = "", eager: bool = False, alt: str | None = None
) -> str:
    """An `img` in one of the presets; nothing where there is no picture.

    sizes: how wide it is shown, as HTML has it; then the browser chooses among the widths.
    """
    renditions = image and image._data["renditions"]
    made = renditions and renditions[preset]
    if not made:
        return ""
    widths = ", ".join(f"{r['url']} {r['width']}w" for w in WIDTHS if (r := renditions[w]))
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" {}>',
        made["url"],
        format_html(' srcset="{}" sizes="{}"', widths, sizes) if sizes else "",
        made["width"],
        made["height"],
        image.alt if alt is None else alt,
        EAGER if eager else LAZY,
    )


EAGER = SafeString('fetchpriority="high"')
LAZY = SafeString('loading="lazy" decoding="async"')


@register.simple_tag(takes_context=True)
def articles_of(context: dict, page: Any) -> dict:
    """One page of a category's articles, by the `page` of the request's query."""
    from blog.views import listing

    return listing(context["filled"], page._data["__name"], context["request"].GET.get("page"))


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict, page: Any) -> list:
    """The public pages above a page, from the home page down."""
    from blog.editions.show import Shown

    filled, found = context["filled"], []
    parent = page._data["parent"]
    while parent and parent["__ref"] in filled.editions:
        data = filled.editions[parent["__ref"]]
        if data is None:
            return [Shown(d, filled) for d in filled.reader.ancestors(page._data["__path"])]
        found.append(Shown(data, filled))
        parent = data["parent"]
    if parent:
        return [Shown(d, filled) for d in filled.reader.ancestors(page._data["__path"])]
    return found[::-1]
