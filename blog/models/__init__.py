"""The content model of the publication; see docs/architecture.md."""

from blog.editions.models import Body, Edition, Gone, Opening, Term
from blog.neighbours.models import Fit, Neighbourhood, Related, Vector

from .articles import ArticleAuthor, ArticleExclusion, ArticlePage, ArticlePick, ArticleTag
from .faqs import FAQPage, FAQPageTopic
from .media import CustomDocument, CustomImage, CustomRendition
from .pages import BasePage, CategoryPage
from .snippets import FAQ, Author, FAQTopic

__all__ = [
    "FAQ",
    "ArticleAuthor",
    "ArticleExclusion",
    "ArticlePage",
    "ArticlePick",
    "ArticleTag",
    "Author",
    "BasePage",
    "Body",
    "CategoryPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "Edition",
    "FAQPage",
    "FAQPageTopic",
    "FAQTopic",
    "Fit",
    "Gone",
    "Neighbourhood",
    "Opening",
    "Related",
    "Term",
    "Vector",
]
