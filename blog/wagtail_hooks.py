"""How authors and library FAQs appear in the editor; what its choosers ask."""

from django.urls import path
from wagtail import hooks
from wagtail.snippets.views.snippets import SnippetViewSet

from .choosers import public_page
from .models import FAQ, Author, FAQTopic


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = "Authors"
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["name", "role", "live"]
    ordering = ["name"]


class FAQViewSet(SnippetViewSet):
    model = FAQ
    icon = "help"
    menu_label = "FAQ library"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["question", "topic", "live"]
    list_filter = ["topic"]
    ordering = ["question"]


class FAQTopicViewSet(SnippetViewSet):
    model = FAQTopic
    icon = "tag"
    list_display = ["name", "slug"]


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("pages/<int:page_id>/public/", public_page, name="public_page")]
