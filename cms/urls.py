"""Every address of the installation."""

from django.contrib import admin
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from blog import feeds, indexnow, llms, sitemaps
from blog import views as blog
from cms import media
from cms.graphql import views as graphql
from home import site
from search import views as search

# What is told of the publication, for the parts of blog that do not know it.
PUBLICATION = {"publication": site.settings_of}
# A list's feeds stand behind its address.
FEED = r"^(?P<path>(?:[\w\-]+/)*)(?P<file>rss\.xml|atom\.xml|feed\.json)$"

urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.serve),
    path(graphql.PATH[1:], graphql.endpoint, name="graphql"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", search.suggestions, name="suggestions"),
    path("feed/", feeds.articles, PUBLICATION | {"path": "", "file": "rss.xml"}, name="feed"),
    path("authors/<str:slug>/", blog.author, {"around": site.named}, name="author"),
    path("tags/<str:slug>/", blog.tag, {"around": site.named}, name="tag"),
    re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", blog.serve, {"around": site.named}),
    # After the pages, which are asked for more often and never end like this.
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("sitemap-<str:called>-<int:number>.xml", sitemaps.listings, name="sitemap_listings"),
    path("sitemap-news.xml", sitemaps.news, PUBLICATION, name="sitemap_news"),
    path("llms.txt", llms.index, PUBLICATION, name="llms"),
    path("robots.txt", sitemaps.robots, name="robots"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", indexnow.key_file, name="indexnow"),
    re_path(FEED, feeds.articles, PUBLICATION, name="feeds"),
    re_path(r"^((?:[\w\-]+/)*)index\.md$", blog.markdown),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)\.md$", blog.markdown, name="markdown"),
    path("", include(wagtail_urls)),
]
