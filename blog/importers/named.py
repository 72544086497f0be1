"""What files name: the authors and tags of that name, whatever its case, or new ones."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.text import slugify
from taggit.models import Tag

from blog.models import Author

# Names in one condition, of which a database takes only so many.
TOGETHER = 100


def authors_of(names: list[str], notes: list[str]) -> list[Author]:
    found = []
    for given in names:
        name = " ".join(given.split())
        author = Author.objects.filter(name__iexact=name).first()
        if author is None:
            author = Author(name=name, slug=free_slug(Author, name))
            author.save()
            notes.append(f"author “{name}” created")
        found.append(author)
    return found


def tags_of(names: list[str], notes: list[str]) -> list[Tag]:
    """Those that are there are read by one statement for each TOGETHER of them."""
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names))
    found: dict[str, Tag] = {}
    for at in range(0, len(wanted), TOGETHER):
        alike = reduce(or_, [Q(name__iexact=name) for name in wanted[at : at + TOGETHER]])
        found |= {tag.name.casefold(): tag for tag in Tag.objects.filter(alike).order_by("-pk")}
    for name in wanted:
        if name.casefold() not in found:
            found[name.casefold()] = Tag.objects.create(name=name)
            notes.append(f"tag “{name}” created")
    return list(dict.fromkeys(found[name.casefold()] for name in wanted))


def free_slug(model: Any, text: str) -> str:
    stem = slugify(text, allow_unicode=True)[:100] or model._meta.model_name
    slug, n = stem, 2
    while model.objects.filter(slug=slug).exists():
        slug, n = f"{stem}-{n}", n + 1
    return slug
