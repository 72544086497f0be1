"""Wagtail's image form, whose save deletes renditions after the row: the edition follows them."""

from wagtail.images.forms import BaseImageForm

from blog.editions.keep import make_presets


class CustomImageForm(BaseImageForm):
    def save(self, commit: bool = True):
        image = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            make_presets(image)
        return image
