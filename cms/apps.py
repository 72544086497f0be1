"""The composition root: settings, addresses and all of GraphQL's runtime."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from blog.editions import compose
        from cms.graphql.schema import check

        compose.checker = check
