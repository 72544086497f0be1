"""The Jinja2 of the public pages: what templates may call, and that an unknown name raises."""

from functools import cache
from typing import Any

from django.conf import settings
from django.template.defaultfilters import linebreaks
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from wagtail.admin.jinja2tags import userbar
from wagtail.jinja2tags import core

from blog.templatetags import edition_tags
from home.templatetags import home_tags


def environment(**options: Any) -> Environment:
    """Wagtail's tags and ours."""
    made = Environment(
        **options | {"undefined": StrictUndefined, "extensions": [core, userbar]},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=static if settings.DEBUG else cache(static),
        url=reverse,
        language=translation.get_language,
        right_to_left=translation.get_language_bidi,
        picture=edition_tags.picture,
        render=pass_context(edition_tags.render),
        articles_of=pass_context(edition_tags.articles_of),
        breadcrumbs=pass_context(edition_tags.breadcrumbs),
        publication=pass_context(home_tags.publication),
        menus=pass_context(home_tags.menus),
    )
    made.filters.update(day=edition_tags.day, linebreaks=linebreaks)
    return made
