"""Markdown: of a rich text, and of a page as a whole. Data in, text out."""

from .pages import page
from .write import markdown

__all__ = ["markdown", "page"]
