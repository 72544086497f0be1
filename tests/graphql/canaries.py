"""A site on which everything hidden carries a word of its own, and which names it everywhere.

`build` fills it. Each word is `canary` and what the thing is hidden by; nothing public holds one.
"""

import datetime
import json
from dataclasses import dataclass, field
from itertools import product
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Locale, Page, Site

from blog.editions.declarations import name
from blog.editions.keep import make_presets
from blog.editions.models import Edition, Term
from blog.models import Author, CategoryPage, CustomImage, FAQPage, Related
from home.models import HomePage, Menu, MenuItem, SiteSettings, StandardPage
from tests import factories as make
from tests import hidden
from tests.graphql import showcase

WORD = "canary"
TEXTS = ("introduction", "seo_title", "search_description", "hero_caption")


@dataclass
class Canaries:
    """What was made. `hidden` is by name, with its word."""

    hidden: dict[str, str] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    authors: list[Any] = field(default_factory=list)
    questions: list[Any] = field(default_factory=list)
    images: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)

    def hide(self, kind: list, thing: models.Model, word: str) -> None:
        kind.append(thing)
        self.hidden[name(thing)] = word


def build(home: HomePage) -> Canaries:
    """Fills the site of `home`: with what showcase has, and with what nobody may see."""
    site, found = showcase.build(home, articles=4), Canaries()
    health = CategoryPage.objects.get(slug="health")
    author = Author.objects.get(name="Writer 2")
    for page in [
        home,
        health,
        site.articles[1],
        *StandardPage.objects.all(),
        *FAQPage.objects.all(),
    ]:
        say_all(page)
    w = SimpleNamespace(home=home, health=health, author=author, word="", plain=site.articles[0])
    hide_pages(found, w)
    hide_snippets(found)
    hide_media(found)
    translate(found, home, health)
    name_everything(found, w)
    for page in [health, *site.articles]:
        change_the_draft(page)
    return found


def past() -> datetime.datetime:
    return timezone.now() - datetime.timedelta(seconds=1)


# ---- what is hidden ----


def hide_pages(found: Canaries, w: SimpleNamespace) -> None:
    # The scheduler would find what the clock alone has expired.
    for way in sorted(hidden.WAYS, key=lambda way: way is hidden.expired_by_the_clock_alone):
        w.word = WORD + way.__name__.replace("_", "")
        found.hide(found.pages, way(w), w.word)
        if (parent := found.pages[-1].get_parent()).title.startswith(WORD):
            found.hide(found.pages, parent.specific, w.word)
    # Its edition is still there: only the rule hides it.
    w.word = f"{WORD}drifted"
    drifted = hidden.hidden_article(w)
    Page.objects.filter(pk=drifted.pk).update(live=False)
    gone = Edition.objects.filter(kind__in=("page", "question"), object_id=drifted.pk)
    Term.objects.filter(name__in=gone.values("name")).delete()
    found.hide(found.pages, drifted, w.word)
    # What stands below it is public, and so is the address.
    title = f"{WORD}unready"
    unready = make.category(w.health, title, slug="unready", live=False, introduction=title)
    found.hide(found.pages, unready, title)
    make.article(unready, "Below what is not ready", tags=["shared"])


def hide_snippets(found: Canaries) -> None:
    topic = make.topic("Basics")
    for how in ("neverpublished", "unpublished", "expired"):
        word, live = f"{WORD}snippet{how}", how != "neverpublished"
        author = make.author(f"{word} author", live=live, biography=word, role=word)
        question = make.question(f"{word}?", word, topic=topic, live=live)
        found.hide(found.authors, author, word)
        found.hide(found.questions, question, word)
        for thing in (author, question):
            if how == "unpublished":
                thing.unpublish()
            elif how == "expired":
                expire_by_the_clock(thing)
    word = f"{WORD}unasked"
    unasked = make.question(f"{word}?", word, topic=make.topic("Shown on no page"))
    found.hide([], unasked, word)


def expire_by_the_clock(thing: Any) -> None:
    type(thing).objects.filter(pk=thing.pk).update(expire_at=past())
    for table in (Edition, Term):
        table.objects.filter(name=name(thing)).update(expire_at=past())


def hide_media(found: Canaries) -> None:
    private = make.collection(name=f"{WORD}privatecollection")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    below = make.collection(make.collection(private), f"{WORD}belowaprivatecollection")
    for place in (private, below):
        word, file = place.name, make.picture_file()
        file.name = f"{word}.png"
        said = {"description": word, "credit": word, "collection": place}
        image = make.image(f"{word} picture", file=file, **said)
        make_presets(image)
        document = make.document(f"{word} document", collection=place)
        found.hide(found.images, image, word)
        found.hide(found.documents, document, word)


def wordings(page: Page, word: str) -> None:
    """Puts words into each field of a page that takes some."""
    for f in page._meta.get_fields():
        if isinstance(f, models.CharField | models.TextField) and f.name in TEXTS:
            setattr(page, f.name, word)


def translate(found: Canaries, home: HomePage, health: Page) -> None:
    """A site in French with one page that is public there and one that is not yet."""
    locale = Locale.objects.create(language_code="fr")
    front = home.copy_for_translation(locale)
    front.slug = "accueil"
    front.save_revision().publish()
    Site.objects.create(hostname="fr.test", port=80, root_page=front, site_name="La Revue")
    health.copy_for_translation(locale).save_revision().publish()
    word = f"{WORD}translation"
    about = StandardPage.objects.get(title="About").copy_for_translation(locale)
    about.title = about.slug = about.introduction = word
    about.save_revision()
    about.save()
    found.hide(found.pages, about, word)


def change_the_draft(page: Page) -> None:
    """Leaves a draft with other words on a live page, in each of its fields that hold text."""
    draft, word = page.specific_class.objects.get(pk=page.pk), f"{WORD}draftofalivepage"
    wordings(draft, word)
    draft.title = word
    if hasattr(draft, "body"):
        draft.body = json.dumps([make.paragraph(f"<p>{word}</p>"), *draft.body.raw_data])
    draft.save_revision()


# ---- and named by what is public ----


def say_all(page: Page) -> None:
    """Publishes a page with a value in each of its fields, so that each is seen."""
    page = page.specific_class.objects.get(pk=page.pk)
    wordings(page, "Public words")
    page.social_image = CustomImage.objects.first()
    page.social_image.credit = "Ada"
    page.social_image.save()
    if hasattr(page, "review_date"):
        page.medical_reviewer = Author.objects.get(name="Ada")
        page.review_date = datetime.date(2026, 3, 1)
        page.medical_reviewer = Author.objects.get(slug="ada")
    page.save_revision().publish()


def links(found: Canaries) -> str:
    """Rich text with a link to each hidden page and document, and each hidden picture."""
    pages = [f'<a linktype="page" id="{page.pk}">a page</a>' for page in found.pages]
    files = [f'<a linktype="document" id="{d.pk}">a file</a>' for d in found.documents]
    return f"<p>{', '.join([*pages, *files])}</p>"


def pictures(found: Canaries) -> str:
    return "".join(
        f'<embed embedtype="image" id="{image.pk}" alt="" format="left"/>' for image in found.images
    )


def texts(found: Canaries) -> list[dict]:
    """Every block with a text or picture, with links to all that is hidden."""
    words = links(found)
    cell = words.removeprefix("<p>").removesuffix("</p>")
    cells = {
        "caption": "T",
        "columns": [{"type": "text", "heading": "Age"}],
        "rows": [{"values": [f"<p>{cell}</p>"]}],
    }
    return [
        make.paragraph(words + pictures(found)),
        make.block("list", {"ordered": False, "items": [words]}),
        make.block("quote", {"text": "A thought.", "attribution": "Ada"}),
        make.block("embed", {"url": "https://vimeo.com/76979871", "title": "Framed"}),
        make.block("callout", {"kind": "tip", "heading": "Mind", "text": words}),
        make.block("table", cells),
        make.block("embed", {"url": "https://youtu.be/dQw4w9WgXcQ", "title": "V"}),
        make.faq(("Where?", words), *found.questions),
        *(shown(image) for image in found.images),
    ]


def streams(found: Canaries, w: SimpleNamespace) -> list[dict]:
    """Streams and teasers of all that is hidden."""
    made = [
        make.stream("hand_picked", 24, articles=[p.pk for p in articles(found)]),
        *(make.stream(source, 24) for source in ("latest", "related")),
        make.stream("category", 24, category=w.health.pk),
        make.stream("tag", 24, tag="shared"),
        make.stream("author", 24, author=w.author.pk),
        *(make.stream("author", 24, author=author.pk) for author in found.authors),
    ]
    for page in articles(found):
        made += [
            make.read_also(page),
            make.read_also(title=page.title),
            make.stream("category", 24, category=page.get_parent().pk),
            make.stream("tag", 24, tag=f"{page.title.split()[0]}-tag"),
        ]
    return made


def articles(found: Canaries) -> list[Page]:
    return [page for page in found.pages if page.specific_class.__name__ == "ArticlePage"]


def shown(image: Any) -> dict:
    value = {"image": image.pk, "decorative": False, "alt_text": "Here"}
    return make.block("image", {"image": value, "caption": "C"})


def name_everything(found: Canaries, w: SimpleNamespace) -> None:
    """Public pages of each type, a question, a menu, redirects and settings that name it all."""
    image = found.images[-1]
    body = texts(found)
    question = make.question("Is all of it hidden?", links(found))
    opened = make.article(
        w.health,
        "Open",
        body=[*body, make.section("Inside", *streams(found, w), *body[:1]), make.faq(question)],
        authors=[*found.authors, w.author],
        tags=["shared"],
        picks=articles(found),
        reviewer=found.authors[-1],
        medical_reviewer=found.authors[-1],
        review_date=datetime.date(2026, 3, 1),
        hero=image,
        social_image=image,
    )
    # In whose body no stream has shown what is alike before.
    bare = make.article(w.health, "Bare")
    for source, (rank, page) in product([opened, bare], enumerate([w.plain, *articles(found)])):
        Related.objects.create(source=source.pk, target=page.pk, rank=rank, score=0.9)
    body.append(make.section("Inside", *body[:1]))
    make.standard(w.home, "Standing", body=body, social_image=image)
    make.faq_page(w.home, *{q.topic for q in found.questions}, title="Help")
    front = HomePage.objects.get(pk=w.home.pk)
    front.body = json.dumps([*front.body.raw_data, *body])
    front.save_revision().publish()
    w.author.portrait, w.author.biography = image, "Writes."
    w.author.save()
    w.author.biography = f"{WORD}draftofalivesnippet"
    w.author.save_revision()
    around(found, front, image)


def around(found: Canaries, front: HomePage, image: Any) -> None:
    SiteSettings.objects.update(default_image=image, description="Public words")
    menu = Menu.objects.get(name="main")
    for n, page in enumerate(found.pages):
        item = {"page": page, "label": page.title if n % 2 else "", "indented": n % 3 == 2}
        MenuItem.objects.create(menu=menu, sort_order=10 + n, **item)
        # An editor may lead to another site; what is public there is no secret then.
        if page.get_site() in (front.get_site(), None):
            Redirect.add_redirect(f"/old-{n}", page)
