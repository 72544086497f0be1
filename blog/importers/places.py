"""Where an article stands: the category that its file, its folder or the command names."""

from pathlib import Path

from django.utils.text import slugify
from wagtail.models import Page

from blog.importers.document import Document, Refused
from blog.models import ArticlePage, CategoryPage


def category_for(
    root: Page, category: str | None, doc: Document, path: Path, notes: list[str]
) -> CategoryPage:
    """`--category`, else front matter, else the label in the text, else the folder's name. Raises
    Refused for what can be none."""
    given = category or doc.category or doc.label or path.resolve().parent.name
    slug = slugify(given, allow_unicode=True)
    within = CategoryPage.objects.descendant_of(root)
    found = within.filter(slug=slug).first() or within.filter(title__iexact=given).first()
    if doc.label and given != doc.label:
        notes.append(f"left out, as the category is said elsewhere: “{doc.label}”")
    if found is None:
        if not slug:
            raise Refused(f"category “{given}”: it needs letters or digits")
        if Page.objects.child_of(root).filter(slug=slug).exists():
            raise Refused(f"category “{given}”: another page stands at /{slug}/")
        title = given if given != slug else given.replace("-", " ").capitalize()
        found = CategoryPage(title=title, slug=slug)
        Page.objects.get(pk=root.pk).add_child(instance=found)
        found.save_revision().publish()
        notes.append(f"category “{title}” created")
    return found


def note_what_stays(
    article: ArticlePage, category: str | None, doc: Document, notes: list[str]
) -> None:
    """Notes what a file says of the place of an article that is there already."""
    parent = article.get_parent()
    given = category or doc.category or doc.label
    named = given and (given.casefold(), slugify(given, allow_unicode=True))
    if named and named[0] != parent.title.casefold() and named[1] != parent.slug:
        notes.append(f"it stays in “{parent.title}”, not in “{given}”: move it in the editor")
    if doc.slug and doc.slug != article.slug:
        notes.append(f"it keeps its slug “{article.slug}”: change that in the editor")
