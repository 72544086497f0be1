"""Choosers of pages that tell the editor where readers do not see what was chosen.

Wherever a page is picked for readers, one that is not public drops out without a word; here stands
the word. What is picked just now is asked of `public_page`. Public is what any site shows: that a
page is of another site or language than the one it is picked for is not looked at.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.widgets.chooser import AdminPageChooser, PageChooserAdapter

from blog.visibility import published


def marks() -> forms.Media:
    """The script that shows the mark and takes it away."""
    return forms.Media(js=[versioned_static("blog/public-page-chooser.js")])


class PublicPageChooser(AdminPageChooser):
    """Wagtail's chooser of a page, with a mark beside one that is not public."""

    template_name = "blog/widgets/public_page_chooser.html"

    def get_context(self, name: str, value_data: dict, attrs: dict) -> dict[str, Any]:
        return super().get_context(name, value_data, attrs) | {
            "public": not value_data or is_public(value_data["id"]),
            "kind": self.model_class._meta.verbose_name,
            "public_url": reverse("public_page", args=[0]),
        }

    @property
    def media(self) -> forms.Media:
        return super().media + marks()


class PublicPageChooserAdapter(PageChooserAdapter):
    @cached_property
    def media(self) -> forms.Media:
        return super().media + marks()


register(PublicPageChooserAdapter(), PublicPageChooser)


class PublicPagePanel(FieldPanel):
    """The panel of a foreign key to a page, with that chooser."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        model = self.model._meta.get_field(self.field_name).related_model
        chooser = PublicPageChooser(target_models=[model])
        return options | {"widgets": options.get("widgets", {}) | {self.field_name: chooser}}


class PublicPageChooserBlock(blocks.PageChooserBlock):
    """The same in a block; to migrations it is Wagtail's own."""

    @cached_property
    def widget(self) -> PublicPageChooser:
        return PublicPageChooser(
            target_models=self.target_models, can_choose_root=self.can_choose_root
        )

    def get_form_state(self, value: Any) -> dict[str, Any] | None:
        state = super().get_form_state(value)
        return state and state | {"public": is_public(state["id"])}

    def deconstruct(self) -> tuple:
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


def public_page(request: HttpRequest, page_id: int) -> JsonResponse:
    """Whether readers see a page: of one that there is not, no."""
    return JsonResponse({"public": is_public(page_id)})


def is_public(page_id: int) -> bool:
    return bool(published([page_id]))
