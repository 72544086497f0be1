"""Feeds: the newest articles of the publication, a category, a tag or an author, in full."""

from .views import articles

__all__ = ["articles"]
