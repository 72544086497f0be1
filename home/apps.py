"""The home page, the standard pages, the site's settings and its menus."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
