"""Content for tests, with as little said as the test needs."""

import io
import itertools
import json
import uuid
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.models import Page

from blog.models import (
    FAQ,
    ArticleAuthor,
    ArticlePage,
    ArticlePick,
    Author,
    CategoryPage,
    CustomImage,
    FAQTopic,
)

counter = itertools.count(1)


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


def image(title: str | None = None, **fields: Any) -> CustomImage:
    """A picture whose renditions are made when the transaction ends."""
    n = next(counter)
    buffer = io.BytesIO()
    Picture.new("RGB", (32, 24), (n % 256, 90, 120)).save(buffer, "PNG")
    buffer.seek(0)
    return CustomImage.objects.create(
        title=title or f"Picture {n}",
        description=fields.pop("description", f"What picture {n} shows"),
        file=ImageFile(buffer, name=f"picture-{n}.png"),
        **fields,
    )


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
    made = ArticlePage(title=title, body=json.dumps(list(body)), live=False, **fields)
    made.article_authors = [ArticleAuthor(author=a) for a in authors]
    made.related_picks = [ArticlePick(article=p) for p in picks]
    made.tags.add(*tags)
    parent.add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    return ArticlePage.objects.get(pk=made.pk)
