"""Finding: one search, for the page and for GraphQL."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
