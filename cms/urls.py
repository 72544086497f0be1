"""Every address of the installation."""

from django.contrib import admin
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from blog import feeds
from blog import views as blog
from cms import media
from cms.graphql import views as graphql
from search import views as search

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.serve),
    path(graphql.PATH[1:], graphql.endpoint, name="graphql"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("feed/", feeds.Articles(), name="feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("authors/<str:slug>/", blog.author, name="author"),
    path("tags/<str:slug>/", blog.tag, name="tag"),
    re_path(r"^((?:[\w\-]+/)*)index\.md$", blog.markdown, name="markdown"),
    re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", blog.serve),
    path("", include(wagtail_urls)),
]
