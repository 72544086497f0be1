"""What templates of both engines may call about editions: pictures, lists, breadcrumbs, dates."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats, timezone, translation
from django.utils.safestring import SafeString
from markupsafe import escape

register = template.Library()


@register.simple_tag
def picture(
    image: Any, preset: str, *, sizes: str = "", eager: bool = False, alt: str | None = None
) -> str:
    """An `img` in one of the presets; nothing where there is no picture.

    sizes: how wide it is shown, as HTML has it; then it is a `picture`, and the browser chooses
    among the formats and widths.
    """
    data = image and image._data
    made = data and data["renditions"][preset]
    if not made:
        return ""
    sources = data["sources"] if sizes else {}
    return drawn(
        made["url"],
        made["width"],
        made["height"],
        (image.alt if alt is None else alt) or "",
        data["placeholder"] or "",
        tuple(map(sources.get, FORMATS)),
        sizes,
        eager,
        focus(data["focal_point"]) if sizes and data["focal_point"] else "",
    )


def focus(point: dict[str, float]) -> str:
    """Where a picture's focal point lies, in tenths from the left and from the top, like `2 10`:
    the stylesheet keeps it in sight where a picture is cropped."""
    return " ".join(str(round(10 * min(max(point[axis], 0), 1))) for axis in ("x", "y"))


# The lightest first, JPEG for those that know no other.
FORMATS = ("AVIF", "WEBP", "JPEG")
EAGER = 'fetchpriority="high"'
LAZY = 'loading="lazy" decoding="async"'


@lru_cache(maxsize=1024)
def drawn(
    url: str,
    width: int,
    height: int,
    alt: str,
    colour: str,
    sources: tuple[str | None, ...],
    sizes: str,
    eager: bool,
    focus: str,
) -> SafeString:
    """The HTML of a picture; the same ones recur on many pages."""
    *lighter, plain = [
        f' srcset="{escape(s)}" sizes="{escape(sizes)}"' if s else "" for s in sources
    ]
    focused = f' data-focus="{focus}"' if focus else ""
    img = (
        f'<img src="{escape(url)}"{plain} width="{width}" height="{height}" alt="{escape(alt)}"'
        f"{f' data-colour={colour}' if colour else ''}"
        f"{focused} {EAGER if eager else LAZY}>"
    )
    others = [
        f'<source type="image/{format_.lower()}"{found}>'
        for format_, found in zip(FORMATS, lighter, strict=False)
        if found
    ]
    return SafeString(f"<picture>{''.join(others)}{img}</picture>" if others else img)


@register.simple_tag(takes_context=True)
def articles_of(context: Any, page: Any) -> Any:
    """One page of a category's articles, by the `page` of the request's query, with the categories
    in it."""
    from blog.views import listing

    data, number = page._data, context["request"].GET.get("page")
    return listing(context["filled"], data["__name"], number, data["__path"])


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Any, page: Any) -> list:
    """The public pages above a page, from the home page down."""
    from blog.editions.show import Shown

    filled = context["filled"]
    return [Shown(data, filled) for data in filled.trail(page._data)]


def updated(page: Any) -> datetime | None:
    """When an article was published again, on a later day than it first was; None if never."""
    last, since = page.last_published_at, (page.first_published_at, page.date)
    days = [moment.date() for moment in since if moment]
    return last if last and days and last.date() > max(days) else None


def render(context: Any, block: Any, **said: Any) -> SafeString:
    """A block by its own template, which gets it as `value`, and whatever else is said."""
    if not said and (html := block.html) is not None:
        return html
    return block.render_as_block({name: context[name] for name in TOLD if name in context} | said)


# What a block's template knows of the page that it stands on.
TOLD = ("page", "request", "filled")


@register.simple_tag
def time(value: date) -> SafeString:
    """A date as a `time` element that says 3 November 2026, in the site's time zone and the
    language of the moment."""
    return printed(value, translation.get_language())


@lru_cache(maxsize=4096)
def printed(value: date, language: str | None) -> SafeString:
    shown = value
    if isinstance(value, datetime) and timezone.is_aware(value):
        shown = timezone.localtime(value, timezone.get_default_timezone())
    day = escape(formats.date_format(shown, "j F Y"))
    return SafeString(f'<time datetime="{value.isoformat()}">{day}</time>')
