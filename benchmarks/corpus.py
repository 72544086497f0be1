"""A publication of any size: articles written in bulk, their editions composed as saving does.

Categories stand in one another, every article has an author or two, tags, a hero, sections with
links, a callout, questions and a stream. `build` leaves exactly what `save()` would have left;
`verify` proves it of a few articles by saving them again.
"""

import datetime
import io
import json
import uuid
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection, transaction
from PIL import Image as Picture
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site

from benchmarks.store import store_all
from benchmarks.text import COMMON, RARE, RARITY, Writer
from blog.editions import fulltext, terms
from blog.editions.models import Term
from blog.models import (
    ArticleAuthor,
    ArticlePage,
    ArticleTag,
    Author,
    CategoryPage,
    CustomImage,
)
from blog.neighbours.store import Item, put_lists
from home.models import HomePage

HOST, PORT = "benchmark.test", 80
AUTHORS, TAGS, PICTURES, PARTS, BELOW = 20, 60, 30, 10, 3
CHUNK, INNERMOST = 500, 4  # the innermost categories' depth in the tree
EPOCH = datetime.datetime(2020, 1, 1, 8, tzinfo=datetime.UTC)


def build(size: int, restrictions: int = 0) -> None:
    """Migrates an empty database and fills it with `size` articles; `restrictions` of them are
    private. Goes on where it was interrupted; a corpus that is finished stays as it is."""
    call_command("migrate", verbosity=0, interactive=False)
    if not Site.objects.filter(hostname=HOST).exists():
        with transaction.atomic():
            foundations()
    categories = list(CategoryPage.objects.filter(depth=INNERMOST).order_by("path"))
    for numbers in chunks(ArticlePage.objects.count(), size):
        with transaction.atomic():
            write(numbers, categories)
    if not Term.objects.filter(term=terms.ARTICLES).exists():
        with transaction.atomic():
            finish(size, restrictions, categories)
        fulltext.merge()
        counted("VACUUM ANALYZE")


def finish(size: int, restrictions: int, categories: list[CategoryPage]) -> None:
    """What goes over all articles: the tree's counts, restrictions, terms."""
    for nth, category in enumerate(categories):
        below = len(range(nth, size, len(categories)))
        Page.objects.filter(pk=category.pk).update(numchild=below)
    restrict(size, restrictions)
    relate()
    counted("ANALYZE")
    terms.spread_all()


def relate() -> None:
    """Lists of related articles: as many and as long as real ones, of whatever articles."""
    keys = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        put_lists(
            {
                key: [
                    Item(keys[(n + 97 * k) % len(keys)], 1 - k / 20, 1 - k / 20)
                    for k in range(1, 13)
                ]
                for n, key in enumerate(keys[start : start + CHUNK], start)
            }
        )


def chunks(done: int, size: int) -> Iterator[range]:
    for start in range(done, size, CHUNK):
        yield range(start, min(size, start + CHUNK))


def counted(statement: str) -> None:
    """PostgreSQL counts its rows by itself, in a quiet minute; here at once. SQLite never does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement)


def foundations() -> None:
    """The site and what articles name, saved one by one."""
    Site.objects.all().delete()
    for page in Page.objects.get(depth=1).get_children():
        page.delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="The Review", slug="home"))
    Site.objects.create(hostname=HOST, port=PORT, root_page=home, is_default_site=True)
    pictures = [picture(n) for n in range(PICTURES)]
    for n in range(AUTHORS):
        name, portrait = f"Author {n}", pictures[n % PICTURES]
        Author.objects.create(name=name, slug=f"author-{n}", role="Editor", portrait=portrait)
    for n in range(TAGS):
        Tag.objects.create(name=f"Tag {n}", slug=f"tag-{n}")
    for n in range(PARTS):
        part = home.add_child(instance=CategoryPage(title=f"Part {n}", slug=f"part-{n}"))
        for m in range(BELOW):
            below = CategoryPage(title=f"Part {n}.{m}", slug=f"part-{n}-{m}", introduction="More.")
            part.add_child(instance=below)


def picture(n: int) -> CustomImage:
    buffer = io.BytesIO()
    Picture.new("RGB", (64, 48), (n * 8, 90, 120)).save(buffer, "PNG")
    buffer.seek(0)
    file = ImageFile(buffer, name=f"picture-{n}.png")
    return CustomImage.objects.create(title=f"Picture {n}", description="A colour.", file=file)


def write(numbers: range, categories: list[CategoryPage]) -> None:
    """The articles of some numbers: rows, children, editions."""
    context = Context(categories)
    articles = [article(n, context) for n in numbers]
    pages = Page.objects.bulk_create(base(a) for a in articles)
    for made, page in zip(articles, pages, strict=True):
        made.pk = made.id = page.pk
    local = ArticlePage._meta.local_concrete_fields
    for start in range(0, len(articles), 50):
        ArticlePage._base_manager._insert(articles[start : start + 50], local)
    children: dict[type, list] = {ArticleAuthor: [], ArticleTag: []}
    for made in articles:
        for child in (*made.article_authors.all(), *made.tagged_items.all()):
            setattr(child, "page" if isinstance(child, ArticleAuthor) else "content_object", made)
            children[type(child)].append(child)
    for model, found in children.items():
        model._base_manager.bulk_create(found)
    store_all(articles)


class Context:
    """What every article needs to know, read once a chunk."""

    def __init__(self, categories: list[CategoryPage]):
        self.categories = categories
        self.authors = list(Author.objects.order_by("pk").values_list("pk", flat=True))
        self.tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
        self.pictures = list(CustomImage.objects.order_by("pk").values_list("pk", flat=True))
        self.type = ContentType.objects.get_for_model(ArticlePage)
        self.first = Page.objects.filter(content_type=self.type).order_by("pk").first()


def article(n: int, context: Context) -> ArticlePage:
    """One article in memory, as it will be in the database."""
    writer, parent = Writer(n), context.categories[n % len(context.categories)]
    step = n // len(context.categories) + 1
    title, slug = f"{writer.words(5).capitalize()} {n}", f"article-{n}"
    moment = EPOCH + datetime.timedelta(minutes=17 * n)
    made = ArticlePage(
        title=title, draft_title=title, slug=slug, url_path=f"{parent.url_path}{slug}/",
        path=Page._get_path(parent.path, parent.depth + 1, step), depth=parent.depth + 1,
        content_type=context.type, locale_id=parent.locale_id, live=True, date=moment,
        first_published_at=moment, last_published_at=moment, introduction=writer.paragraph(2),
        hero_id=context.pictures[n % PICTURES], body=json.dumps(body(n, writer, context.first)),
    )  # fmt: skip
    authors = {context.authors[n % AUTHORS]: None, context.authors[n // 7 % AUTHORS]: None}
    made.article_authors = [
        ArticleAuthor(author_id=key, sort_order=i) for i, key in enumerate(authors)
    ]
    tags = sorted({context.tags[(n * k) % TAGS] for k in (1, 7, 11)})
    made.tagged_items = [ArticleTag(tag_id=key) for key in tags]
    made.related_picks, made.related_exclusions = [], []
    return made


def body(n: int, writer: Writer, linked: Page | None) -> list[dict]:
    link = f'<a linktype="page" id="{linked.pk}">elsewhere</a>' if linked else "elsewhere"
    rare = RARE if n % 50 == 0 and n // 50 < RARITY else ""

    def block(type_: str, value: object) -> dict:
        return {
            "type": type_,
            "value": value,
            "id": str(uuid.UUID(int=writer.chance.getrandbits(128))),
        }

    def section(i: int) -> dict:
        words = f"<p>{writer.paragraph()} {COMMON} {link} {rare}</p>"
        content = [block("paragraph", words)]
        if i == 1:
            content.append(
                block(
                    "callout", {"kind": "tip", "heading": "", "text": f"<p>{writer.sentence()}</p>"}
                )
            )
        heading = writer.words(3).capitalize()
        anchor = f"part-{i}"
        value = {"heading": heading, "numbered": True, "anchor": anchor, "content": content}
        return block("section", value)

    questions = [
        block(
            "question", {"question": f"{writer.words(5)}?", "answer": f"<p>{writer.sentence()}</p>"}
        )
        for _ in range(2)
    ]
    related = {"heading": "Related", "source": "related", "count": 3, "articles": []}
    return [
        *(section(i) for i in range(3)),
        block("article_stream", related),
        block("faq", {"heading": "Questions", "items": questions}),
    ]


def base(made: ArticlePage) -> Page:
    """The row of an article in the table of all pages."""
    return Page(**{f.attname: getattr(made, f.attname) for f in Page._meta.concrete_fields})


def restrict(size: int, count: int) -> None:
    """Every n-th article becomes private, none that a measurement asks for by name."""
    if count:
        slugs = [f"article-{n}" for n in range(3, size - 3, max(1, size // count))][:count]
        PageViewRestriction.objects.bulk_create(
            PageViewRestriction(page=page, restriction_type="login")
            for page in Page.objects.filter(slug__in=slugs)
        )
