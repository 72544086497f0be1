"""The Jinja2 of the public pages: what templates may call, and that an unknown name raises."""

from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.defaultfilters import linebreaks_filter
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from jinja2 import StrictUndefined, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context as EveryContext
from jinja2.runtime import Macro
from markupsafe import Markup, escape
from wagtail.admin.jinja2tags import userbar
from wagtail.jinja2tags import core

from blog.editions.show import Shown, ShownBlock
from blog.embeds import embed_of
from blog.templatetags import edition_tags
from home.templatetags import home_tags
from search.templatetags import search_tags


class Code(CodeGenerator):
    """Templates as Python code that prints by `Environment.text`."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.text(")


# How Jinja2 marks a function that is given the context.
CONTEXT = pass_context(lambda context: None).jinja_pass_arg


class Context(EveryContext):
    """Jinja2's, which knows at once how macros and functions are called."""

    def call(self, obj: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(obj)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not FunctionType or kwargs.get("_loop_vars") or kwargs.get("_block_vars"):
            return super().call(obj, *args, **kwargs)
        elif (passed := getattr(obj, "jinja_pass_arg", None)) is CONTEXT:
            args = (self, *args)
        elif passed:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return obj(*args, **kwargs)


def printable(text: str) -> str:
    """A text as it stands in HTML; mostly there is nothing to escape, and Markup costs more than to
    see that."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


class Environment(jinja2.Environment):
    """Jinja2's, quicker where a page spends its time: values that are printed, attributes of
    editions, calls, the names that all templates know."""

    code_generator_class = Code
    context_class = Context

    @staticmethod
    def text(value: Any) -> str:
        """What is printed of a value, escaped unless it is HTML."""
        kind = type(value)
        if kind is str:
            return printable(value)
        if kind is SafeString or kind is Markup:
            return value
        return str(value) if kind is int else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`a.b`; an edition is asked for its key at once, and raises where it has none."""
        kind = type(obj)
        if kind is Shown or (kind is ShownBlock and attribute != "value"):
            return obj[attribute]
        return jinja2.Environment.getattr(self, obj, attribute)

    def make_globals(self, d: Any) -> Any:
        """One dictionary for all templates, since every include and block copies it."""
        return self.globals | d if d else self.globals


@cache
def inline(file: str) -> SafeString:
    """A static file as it stands within a page. Raises FileNotFoundError."""
    found = finders.find(file)
    if not found:
        raise FileNotFoundError(file)
    return SafeString(Path(found).read_text().strip())


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
        inline=inline,
        language=translation.get_language,
        right_to_left=translation.get_language_bidi,
        picture=edition_tags.picture,
        embed_of=embed_of,
        render=pass_context(edition_tags.render),
        articles_of=pass_context(edition_tags.articles_of),
        updated=edition_tags.updated,
        time=edition_tags.time,
        breadcrumbs=pass_context(edition_tags.breadcrumbs),
        publication=pass_context(home_tags.publication),
        suggestions=pass_context(search_tags.suggestions),
        seo=pass_context(home_tags.seo),
        head=home_tags.head,
        menus=pass_context(home_tags.menus),
        answering=pass_context(search_tags.answering),
    )
    made.filters.update(linebreaks=linebreaks_filter)
    return made
