"""What stands around every page, for templates of both engines: the publication and its menus."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from blog.editions.filled import Filled
from blog.editions.lists import Translations
from blog.editions.read import Reader, scope_of
from blog.editions.show import Shown
from blog.seo import describe
from blog.seo.head import head as written
from blog.views import Listing
from blog.visibility import nowhere
from home import site

register = template.Library()


@register.simple_tag(takes_context=True)
def publication(context: Any) -> Shown:
    """The site's settings, like `name`; all are empty at a host that no site answers for."""
    request = context["request"]
    if not hasattr(request, "_publication"):
        data, filled = site.around(request).settings, context.get("filled")
        shows_pictures = filled is not None
        # What a draft's page is filled from is for its editor.
        if filled is None or filled.reader.draft:
            filled = Filled(Reader(scope_of(request) or nowhere()))
        if shows_pictures:
            filled.fill([data], waves=1)
        request._publication = Shown(data, filled)
    return request._publication


@register.simple_tag(takes_context=True)
def seo(context: Any, page: Shown, articles: Listing | None = None) -> Shown:
    """What search engines and social networks are told of a page; articles: those that it lists."""
    publisher, filled = publication(context), context["filled"]
    around = publisher._filled.editions

    def look_up(name: str) -> dict | None:
        return around[name] if name in around else filled.get({"__ref": name})

    data, listed = page._data, articles and articles.listed()
    trail, languages = filled.trail(data), translations(filled.reader, data)
    return Shown(describe(data, publisher._data, trail, look_up, listed, languages), filled)


@register.simple_tag
def head(about: Shown) -> SafeString:
    """The elements of a page's head that say what `seo` does, but for the title."""
    return written(about._data)


def translations(reader: Reader, page: dict) -> list[dict]:
    """In which languages a page can be read; asked only where there may be several."""
    if not settings.WAGTAIL_I18N_ENABLED or "__path" not in page or reader.draft:
        return []
    question = Translations(page["__name"])
    return reader.lists([question])[question]


@register.simple_tag(takes_context=True)
def menus(context: Any) -> site.Menus:
    """All menus by name; one that there is not is empty."""
    return site.around(context["request"]).menus
