"""GraphiQL in the editor, and links that show a frontend the draft of a page."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.graphql.previews import LASTS, token_for
from cms.graphql.views import editors_endpoint

LABEL = "Preview link for frontends"


def graphiql(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/graphiql.html")


def preview_link(request: HttpRequest, page_id: int) -> HttpResponse:
    """A new token of a page's draft, for who may edit the page. Raises PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    token = token_for(page)
    context = {
        "label": LABEL,
        "page": page,
        "token": token,
        "link": settings.GRAPHQL_PREVIEW_URL.replace("{token}", token),
        "minutes": LASTS // 60,
    }
    return render(request, "cms/preview_link.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("graphiql/", graphiql, name="graphiql"),
        path("graphiql/query/", editors_endpoint, name="graphiql_query"),
        path("pages/<int:page_id>/preview-link/", preview_link, name="preview_link"),
    ]


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return MenuItem("GraphiQL", reverse("graphiql"), icon_name="code", order=900)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def preview_button(page: Page, user: Any, **given: Any) -> Iterator[Button]:
    """In the menus of a page, for who may edit it."""
    if not page.is_root() and page.permissions_for_user(user).can_edit():
        url = reverse("preview_link", args=[page.pk])
        yield Button(LABEL, url=url, icon_name="link", priority=75)
