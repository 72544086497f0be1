"""A small site that has a thing of every type and a block of every kind."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from blog.editions.blocks import thumbnail_key
from blog.editions.keep import make_presets
from blog.models import ArticlePage
from home.models import HomePage, Menu, MenuItem, SiteSettings
from tests import factories as make


@dataclass
class Showcase:
    home: HomePage
    articles: list[ArticlePage] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        found = ["/", "/health/", "/health/sleep/", "/about/", "/questions/", "/nowhere/"]
        return found + [f"/health/{a.slug}/" for a in self.articles]

    @property
    def lost(self) -> list[str]:
        """Addresses that are no page's."""
        found = [
            "/gone/",
            "/old/",
            "old?from=mail",
            "/out",
            "/hidden/",
            "/authors/ada/",
            "/tags/food",
            "//",
        ]
        return [*found, "/authors/none/"]

    @property
    def slugs(self) -> list[str]:
        return [a.slug for a in self.articles] + ["health", "sleep", "ada", "food", "no-such"]


VIDEO = "https://example.org/v"


def picture(title: str, **fields: Any) -> Any:
    image = make.image(title, focal_point_x=4, focal_point_y=6, **fields)
    make_presets(image)
    return image


def every_block(article: Any, image: Any, document: Any, question: Any, writer: Any) -> list[dict]:
    """A body with each block, standing in a section and by itself."""
    link = f'<a linktype="page" id="{article.pk}">a page</a>' if article else "a page"
    words = (
        f'<h3>Small</h3><p>Words &amp; {link}, <a linktype="document" id="{document.pk}">a file</a>,'
        ' <a linktype="page" id="999999">gone</a>, <a href="https://example.org/">out</a>.</p>'
    )
    cells = [{"values": [f"<p>{link}</p>", "9"]}, {"values": ["<p>b</p>", ""]}]
    columns = [{"type": "text", "heading": "Age"}, {"type": "number", "heading": "Hours"}]
    shown = {"image": image.pk, "decorative": False, "alt_text": "Here"}
    blocks = [
        make.paragraph(words),
        make.block("list", {"ordered": True, "items": [f"<p>{link}</p>", "<p>two</p>"]}),
        make.block("quote", {"text": "A thought.", "attribution": ""}),
        make.block("callout", {"kind": "tip", "heading": "Mind", "text": words}),
        make.block("table", {"caption": "T", "columns": columns, "rows": cells}),
        make.block("code", {"language": "python", "code": "a < b"}),
        make.block("image", {"image": shown, "caption": "C"}),
        make.block("embed", {"url": VIDEO, "title": "V"}),
        make.faq(("Why?", "Because."), question),
        make.read_also(article) if article else make.read_also(title="Yet to come"),
        make.stream("latest", 2),
        make.stream("tag", 3, tag="Food"),
        make.stream("author", 2, author=writer.pk),
        make.stream("related", 2),
    ]
    return [*blocks[:8], make.section("One", *blocks, numbered=True), *blocks[8:]]


def build(home: HomePage, articles: int = 8) -> Showcase:
    """Fills the site of `home`."""
    image, portrait, document = picture("Harbour"), picture("Ada"), make.document()
    ada = make.author("Ada", portrait=portrait, role="Editor")
    ada.slug = "ada"
    ada.save()
    picture("The video", thumbnail_of=thumbnail_key(VIDEO))
    question = make.question("What is sleep?", answer="Rest. And more.")
    health = make.category(home, "Health", introduction="All of it.")
    sleep = make.category(health, "Sleep")
    made = Showcase(home)
    for n in range(articles):
        before = made.articles[-1] if made.articles else None
        made.articles.append(
            make.article(
                sleep if n == articles - 1 else health,
                f"Article about {n}",
                body=every_block(before, image, document, question, ada) if n % 2 else (),
                authors=[ada, make.author(f"Writer {n}")][: n % 3],
                tags=["Food", f"Tag {n % 3}"][: n % 3],
                picks=made.articles[:1],
                hero=image if n % 2 else None,
                reviewer=ada if n % 2 else None,
                social_image=image if n % 4 == 1 else None,
            )
        )
    draft = make.article(health, "A draft", live=False)
    make.category(home, "Gone").delete()
    for old, target in (("/old", health), ("/out", "https://example.org/"), ("/hidden", draft)):
        Redirect.add_redirect(old, target, is_permanent=old != "/out")
    make.faq_page(home, question.topic, title="Questions")
    make.standard(home, "About", body=[make.paragraph()])
    settle(home, image, health)
    return made


def settle(home: HomePage, image: Any, health: Any) -> None:
    """The home page's body, the settings and a menu."""
    fresh = HomePage.objects.get(pk=home.pk)
    fresh.body = [("article_stream", {"heading": "New", "source": "latest", "count": 3})]
    fresh.save_revision().publish()
    site = fresh.get_site()
    SiteSettings.objects.create(
        site=site,
        name="The Review",
        publisher="Colophon",
        logo=image,
        social_profiles="https://a.b",
    )
    menu = Menu(name="main")
    menu.items = [
        MenuItem(page=health, sort_order=0),
        MenuItem(address="/search/", label="Search", indented=True, sort_order=1),
    ]
    menu.save()
