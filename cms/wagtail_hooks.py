"""GraphiQL in the editor, for those who may enter it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.graphql.views import editors_endpoint


def graphiql(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/graphiql.html")


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("graphiql/", graphiql, name="graphiql"),
        path("graphiql/query/", editors_endpoint, name="graphiql_query"),
    ]


@hooks.register("register_settings_menu_item")
def menu_item() -> MenuItem:
    return MenuItem("GraphiQL", reverse("graphiql"), icon_name="code", order=900)
