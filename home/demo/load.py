"""Loads the demo publication, through the same importer that content teams use."""

import datetime
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Page, Site

from blog.importers import parse
from blog.importers.identity import identify
from blog.importers.outcome import Outcome
from blog.importers.richtext import inline
from blog.importers.save import Importer
from blog.models import (
    FAQ,
    ArticleAuthor,
    ArticlePage,
    Author,
    CategoryPage,
    CustomImage,
    FAQPage,
    FAQPageTopic,
    FAQTopic,
)
from home.models import HomePage, Menu, MenuItem, SiteSettings, StandardPage

from .draw import PICTURES, draw, portrait

HERE = Path(__file__).parent


def read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def load(port: int) -> None:
    """Makes the whole publication. Only for a database without a home page."""
    about = read("site.yaml")
    home = front(about, port)
    categories(home)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        draw_all(work)
        authors(work)
        articles(work)
    questions(home)
    standard_pages(home)
    lead(home)
    menus(home, about)


def front(about: dict, port: int) -> HomePage:
    """The home page and its site, in the place of Wagtail's welcome page."""
    with transaction.atomic():
        Site.objects.all().delete()
        root = Page.objects.get(depth=1)
        for page in root.get_children():
            page.delete()
        root = Page.objects.get(depth=1)
        home = root.add_child(
            instance=HomePage(title=about["name"], slug="home", introduction=about["tagline"])
        )
        site = Site.objects.create(
            hostname="localhost",
            port=port,
            root_page=home,
            is_default_site=True,
            site_name=about["name"],
        )
        SiteSettings.objects.create(
            site=site,
            name=about["name"],
            description=about["description"],
            publisher=about["publisher"],
        )
    return home


def publish(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()


def categories(home: HomePage) -> None:
    for given in read("categories.yaml"):
        publish(home, CategoryPage(**given))


def draw_all(work: Path) -> None:
    (work / "pictures").mkdir()
    for name in PICTURES:
        draw(name, work / "pictures" / f"{name}.jpg")
    shutil.copytree(HERE / "articles", work / "articles")


def authors(work: Path) -> None:
    for given in read("authors.yaml"):
        path = work / given.pop("portrait")
        portrait(given["slug"], path)
        image = CustomImage(title=given["name"], description=f"Portrait of {given['name']}")
        with path.open("rb") as handle:
            image.file = ImageFile(handle, name=path.name)
            image.save()
        Author.objects.create(portrait=image, **given)


def articles(work: Path) -> None:
    """The articles, published. Raises RuntimeError when the importer refuses one."""
    importer = Importer(Site.objects.get(is_default_site=True), publish=True)
    for path in sorted((work / "articles").rglob("*.*")):
        outcome = importer.run(path)
        if outcome.reason:
            raise RuntimeError(f"{path.name}: {outcome.reason}")
    for outcome in importer.finish():
        if outcome.path.suffix == ".txt":
            illustrate(outcome, work)


def illustrate(outcome: Outcome, work: Path) -> None:
    """Gives a pasted text, which can name no picture, the one that has its file's name, and a
    date that stays."""
    article = ArticlePage.objects.get(pk=outcome.page_id)
    path = work / "pictures" / f"{outcome.path.stem}.jpg"
    with path.open("rb") as handle:
        article.hero = CustomImage.objects.create(
            title=article.title,
            description="Two people walk a winding path through dark hills towards the rising sun.",
            file=ImageFile(handle, name=path.name),
        )
    article.date = datetime.datetime(2026, 11, 17, 7, 30, tzinfo=datetime.UTC)
    article.article_authors = [ArticleAuthor(author=Author.objects.get(slug="amara-nwosu"))]
    article.tags.add("heart", "prevention", "habits")
    article.save_revision().publish()


def questions(home: HomePage) -> None:
    page = FAQPage(
        title="Questions",
        slug="questions",
        introduction="Short answers to what readers ask most.",
    )
    for given in read("faqs.yaml"):
        topic = FAQTopic.objects.create(name=given["topic"], slug=given["slug"])
        for item in given["questions"]:
            answer = f"<p>{inline(item['answer'])}</p>"
            FAQ.objects.create(question=item["question"], answer=answer, topic=topic)
        page.faq_page_topics.add(FAQPageTopic(topic=topic))
    publish(home, page)


def standard_pages(home: HomePage) -> None:
    for path in sorted((HERE / "pages").glob("*.md")):
        doc = parse(path.read_bytes(), name=path.name)
        identify(doc.body, path.stem)
        page = StandardPage(
            title=doc.title,
            slug=doc.slug or path.stem,
            introduction=doc.introduction,
            body=doc.body,
        )
        publish(home, page)


def lead(home: HomePage) -> None:
    """The front page: the newest articles, then a row for each category."""
    home = HomePage.objects.get(pk=home.pk)
    streams = [{"heading": "Latest", "source": "latest", "count": 6, "articles": []}]
    for category in CategoryPage.objects.child_of(home).order_by("path"):
        streams.append(
            {
                "heading": category.title,
                "source": "category",
                "category": category.pk,
                "count": 3,
                "articles": [],
            }
        )
    blocks = [{"type": "article_stream", "value": stream} for stream in streams]
    identify(blocks, "home")
    home.body = blocks
    home.save_revision().publish()


def menus(home: HomePage, about: dict) -> None:
    """The header's menu from the site's file; the footer's from the standard pages."""
    main = Menu(name="main")
    for given in about["menu"]:
        page = Page.objects.child_of(home).filter(slug=given["path"].strip("/")).first()
        main.items.add(MenuItem(page=page, label=given["label"]))
    main.save()
    footer = Menu(name="footer")
    for page in StandardPage.objects.child_of(home).order_by("path"):
        footer.items.add(MenuItem(page=page))
    footer.save()
