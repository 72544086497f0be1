"""From a file of text to an article: a pure parser that knows nothing of Django."""

from blog.importers.document import Document, Refused
from blog.importers.parse import parse

__all__ = ["Document", "Refused", "parse"]
