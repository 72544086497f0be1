"""What lets a page type be served from its edition, and tells when it wants to serve itself."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from grapple.registry import registry
from wagtail import hooks
from wagtail.models import Page, get_page_models

from blog.embeds import frames

from .compose import compose
from .filled import Filled
from .read import Reader, scope_of
from .show import show


class ServedFromEdition:
    """For pages: in previews and for readers of private pages, `page` is an edition too."""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Wagtail serves an expired page until something unpublishes it; we do not."""
        expire_at = self.expire_at  # type: ignore[attr-defined]
        if not path_components and expire_at and expire_at <= timezone.now():
            raise Http404
        return super().route(request, path_components)  # type: ignore[misc]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        reader = Reader(scope_of(request), draft=bool(getattr(request, "is_preview", False)))
        made = compose(self, draft=True)
        data = made.card | (made.body or {})
        reader.place_draft(data, self)
        allow_frames(request, data)
        return context | page_context(reader, data)


def page_context(reader: Reader, data: dict, around: Iterable[dict] = ()) -> dict[str, Any]:
    """What a page's template gets: the edition as `page`, filled, and the reader for tags.

    around: what stands around the page; what it names is read with what the page names.
    """
    filled = Filled(reader)
    return {"page": show(data, filled, around=around), "filled": filled}


def allow_frames(request: HttpRequest, data: dict) -> None:
    """Notes on a request what the page that it is answered with may frame (cms/security.py)."""
    if urls := data.get("__embeds"):
        request.frames = frames(urls)  # type: ignore[attr-defined]


def real_page(data: dict) -> Page:
    """The page itself, for the user bar; loaded only when something asks for it."""
    return Page.objects.get(pk=data["__name"].partition(":")[2]).specific


@cache
def foreign_hooks() -> list:
    """Hooks that may answer for a page, other than Wagtail's own: then Wagtail serves all."""
    return [
        hook
        for hook in hooks.get_hooks("before_serve_page") + hooks.get_hooks("on_serve_page")
        if not hook.__module__.startswith("wagtail.")
    ]


@cache
def template_of(type_: str) -> str | None:
    """The template of a page type, None where the type serves itself in a way of its own."""
    model = next((m for m in registry.pages if m.__name__ == type_), None)
    if model is None or not issubclass(model, ServedFromEdition):
        return None
    ours = (
        model.serve is Page.serve
        and model.route is ServedFromEdition.route
        and model.get_template is Page.get_template
        and model.get_context is ServedFromEdition.get_context
    )
    return model.template if ours else None


@cache
def found_by_address() -> bool:
    """Whether every page is found where it stands alone: no type routes what is below it."""
    return all(model.route in (Page.route, ServedFromEdition.route) for model in get_page_models())
