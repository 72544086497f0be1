"""Content for tests, with as little said as the test needs."""

import io
import itertools
import json
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Collection, Locale, Page, Site

from blog.models import (
    FAQ,
    ArticleAuthor,
    ArticlePage,
    ArticlePick,
    Author,
    CategoryPage,
    CustomDocument,
    CustomImage,
    FAQPage,
    FAQPageTopic,
    FAQTopic,
)
from home.models import HomePage, StandardPage

counter = itertools.count(1)


def foundations() -> None:
    """What Wagtail's migrations leave and a flushed database has lost: a locale, the two roots.

    The cache is emptied: it may know sites and renditions of a test that was rolled back.
    """
    cache.clear()
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


def block(type_: str, value: Any) -> dict:
    return {"type": type_, "value": value, "id": str(uuid.uuid4())}


def paragraph(html: str = "<p>Some words.</p>") -> dict:
    return block("paragraph", html)


def section(heading: str, *content: dict, numbered: bool = False) -> dict:
    return block(
        "section",
        {"heading": heading, "numbered": numbered, "anchor": "", "content": list(content)},
    )


def faq(*items: tuple[str, str] | FAQ, heading: str = "Questions") -> dict:
    made = [
        block("library", item.pk)
        if isinstance(item, FAQ)
        else block("question", {"question": item[0], "answer": f"<p>{item[1]}</p>"})
        for item in items
    ]
    return block("faq", {"heading": heading, "items": made})


def read_also(article: Page | None = None, title: str = "") -> dict:
    return block("read_also", {"article": article and article.pk, "title": title})


def stream(source: str = "latest", count: int = 3, **value: Any) -> dict:
    given = {"heading": "More", "source": source, "count": count, "articles": []} | value
    return block("article_stream", given)


def category(parent: Page, title: str | None = None, **fields: Any) -> CategoryPage:
    title = title or f"Category {next(counter)}"
    return parent.add_child(instance=CategoryPage(title=title, **fields))


def author(name: str | None = None, **fields: Any) -> Author:
    n = next(counter)
    return Author.objects.create(name=name or f"Author {n}", slug=f"author-{n}", **fields)


def topic(name: str | None = None) -> FAQTopic:
    n = next(counter)
    return FAQTopic.objects.create(name=name or f"Topic {n}", slug=f"topic-{n}")


def question(text: str | None = None, answer: str = "An answer.", **fields: Any) -> FAQ:
    fields.setdefault("topic", FAQTopic.objects.first() or topic())
    text = text or f"Question {next(counter)}?"
    return FAQ.objects.create(question=text, answer=f"<p>{answer}</p>", **fields)


def picture_file(
    width: int = 32, height: int = 24, colour: tuple[int, int, int] | None = None
) -> ImageFile:
    n = next(counter)
    buffer = io.BytesIO()
    Picture.new("RGB", (width, height), colour or (n % 256, 90, 120)).save(buffer, "PNG")
    buffer.seek(0)
    return ImageFile(buffer, name=f"picture-{n}.png")


def image(title: str | None = None, **fields: Any) -> CustomImage:
    """A picture whose renditions are made when the transaction ends."""
    n = next(counter)
    fields.setdefault("description", f"What picture {n} shows")
    file = fields.pop("file", None) or picture_file()
    return CustomImage.objects.create(title=title or f"Picture {n}", file=file, **fields)


def article(
    parent: Page,
    title: str | None = None,
    *,
    body: list[dict] | tuple = (),
    authors: list[Author] | tuple = (),
    tags: list[str] | tuple = (),
    picks: list[ArticlePage] | tuple = (),
    live: bool = True,
    **fields: Any,
) -> ArticlePage:
    """An article under a category; published unless `live` is False."""
    title = title or f"Article {next(counter)}"
    fields.setdefault("introduction", f"What {title} is about.")
    if live:
        fields.setdefault("first_published_at", timezone.now())
        fields.setdefault("last_published_at", fields["first_published_at"])
    made = ArticlePage(title=title, body=json.dumps(list(body)), live=live, **fields)
    made.article_authors = [ArticleAuthor(author=a) for a in authors]
    made.related_picks = [ArticlePick(article=p) for p in picks]
    made.tags.add(*tags)
    parent.add_child(instance=made)
    revision = made.save_revision(changed=not live, clean=False)
    if live:
        ArticlePage.objects.filter(pk=made.pk).update(live_revision=revision)
    return ArticlePage.objects.get(pk=made.pk)


def site(hostname: str = "other.test", **fields: Any) -> Site:
    """Another site with a home page of its own."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title=f"Home of {hostname}", slug=hostname[:5]))
    return Site.objects.create(hostname=hostname, port=80, root_page=home, **fields)


def standard(parent: Page, title: str, *, body: list[dict] | tuple = (), **fields: Any):
    page = StandardPage(title=title, body=json.dumps(list(body)), **fields)
    return parent.add_child(instance=page)


def faq_page(parent: Page, *topics: FAQTopic, title: str = "Questions") -> FAQPage:
    page = FAQPage(title=title)
    page.faq_page_topics = [FAQPageTopic(topic=t) for t in topics]
    return parent.add_child(instance=page)


def document(title: str | None = None, **fields: Any) -> CustomDocument:
    n = next(counter)
    file = ContentFile(b"words", name=f"document-{n}.txt")
    return CustomDocument.objects.create(title=title or f"Document {n}", file=file, **fields)


def collection(parent: Collection | None = None, name: str | None = None) -> Collection:
    parent = parent or Collection.objects.get(depth=1)
    return parent.add_child(instance=Collection(name=name or f"Collection {next(counter)}"))


def editor(name: str = "editor") -> Any:
    """Somebody who may do everything."""
    return get_user_model().objects.create_superuser(name, f"{name}@example.org", "secret")
