"""An edition owns or it names: composing reaches for nothing that its object does not own."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, models
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from grapple.models import GraphQLString

from blog.editions import declarations
from blog.editions.compose import ComposeError, compose
from blog.editions.models import Edition
from blog.models import (
    ArticleAuthor,
    ArticleExclusion,
    ArticlePage,
    ArticlePick,
    ArticleTag,
    Author,
    CustomImage,
    CustomRendition,
)
from tests import factories as make

from . import model
from .writes import again

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def loaded():
    """The classes of all model instances that are made meanwhile."""
    seen: set[type] = set()

    def note(sender: type, **kwargs: object) -> None:
        seen.add(sender)

    post_init.connect(note)
    try:
        yield seen
    finally:
        post_init.disconnect(note)


@pytest.fixture
def everything(world):
    """An article with everything that an article can have."""
    other = world.plain
    table = {
        "columns": [{"type": "text", "heading": "Age"}, {"type": "number", "heading": "Hours"}],
        "rows": [{"values": ["<p>Adult</p>", "8"]}],
        "caption": "Sleep",
    }
    picture = {"image": world.image.pk, "alt_text": "", "decorative": False}
    links = (
        f'<p><a linktype="page" id="{other.pk}">page</a>'
        f' <a linktype="document" id="{world.document.pk}">document</a></p>'
        f'<embed embedtype="image" id="{world.image.pk}" alt="" format="left"/>'
    )
    body = [
        make.paragraph(links),
        make.block("list", {"ordered": True, "items": ["<p>One</p>"]}),
        make.block("quote", {"text": "Words", "attribution": "Somebody"}),
        make.block("callout", {"kind": "tip", "heading": "", "text": links}),
        make.block("table", table),
        make.block("code", {"language": "python", "code": "1 + 1"}),
        make.block("image", {"image": picture, "caption": "A harbour"}),
        make.block("embed", {"url": "https://example.org/", "title": "A film"}),
        make.faq(world.faq, ("Mine?", "Yes.")),
        make.read_also(other),
        make.stream("category", 3, category=world.health.pk, articles=[other.pk]),
        make.stream("author", 3, author=world.author.pk),
        make.section("Inside", make.paragraph(links), make.faq(world.faq), numbered=True),
    ]
    page = make.article(
        world.health, "Everything", body=body, authors=[world.author, world.other_author],
        tags=["one", "two"], picks=[other], hero=world.image, reviewer=world.author,
        social_image=world.image,
    )  # fmt: skip
    ArticleExclusion.objects.create(page=page, article=world.deep)
    return page


def test_composing_an_article_loads_nothing_that_it_does_not_own(everything):
    page = ArticlePage.objects.get(pk=everything.pk)
    with loaded() as seen:
        made = compose(page)
    assert seen <= {ArticleAuthor, ArticlePick, ArticleExclusion, ArticleTag}
    assert len(made.body["body"]) == 13


def test_composing_an_author_a_question_or_a_picture_loads_nothing_foreign(world):
    things = [again(thing) for thing in (world.author, world.faq, world.topic, world.document)]
    with loaded() as seen:
        for thing in things:
            compose(thing)
    assert seen == set()
    image = CustomImage.objects.get(pk=world.image.pk)
    with loaded() as seen:
        compose(image)
    assert seen <= {CustomRendition}


def test_an_article_with_everything_is_right(everything):
    model.check()


def test_composing_takes_one_statement_for_each_kind_of_children(everything):
    page = ArticlePage.objects.get(pk=everything.pk)
    with CaptureQueriesContext(connection) as sql:
        compose(page)
    assert len(sql) <= 4


def test_an_author_of_many_articles_renamed_writes_one_edition(world):
    for _ in range(20):
        make.article(world.science, authors=[world.author])
    before = dict(Edition.objects.values_list("name", "card"))
    author = again(world.author)
    author.name = "Augusta King"
    with CaptureQueriesContext(connection) as sql:
        author.save()
    after = dict(Edition.objects.values_list("name", "card"))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"blog.author:{author.pk}"}
    assert len(sql) <= 24
    model.check_editions()


def many(world, count: int):
    """A category with that many articles, of one author, without the cost of publishing each."""
    category = make.category(world.home, f"Of {count}")
    for n in range(count):
        page = ArticlePage(title=f"Of {count}: {n}", introduction="Short.")
        page.article_authors = [ArticleAuthor(author=world.author)]
        category.add_child(instance=page)
    return again(category)


def test_moving_a_category_takes_as_many_statements_for_many_articles_as_for_few(world):
    counted = []
    for count in (5, 60):
        category = many(world, count)
        with CaptureQueriesContext(connection) as sql:
            category.move(again(world.science), pos="last-child")
        counted.append(len(sql))
    assert abs(counted[0] - counted[1]) <= 2
    assert model.stored_terms() == model.terms()


@pytest.mark.slow
@pytest.mark.parametrize("count", [20, 200])
def test_renaming_an_author_takes_as_many_statements_however_many_articles(world, count):
    many(world, count)
    author = again(world.author)
    author.name = "Augusta King"
    with CaptureQueriesContext(connection) as sql:
        author.save()
    assert len(sql) <= 24
    assert list(Edition.objects.filter(card__contains="Augusta King").values_list("name")) == [
        (f"blog.author:{author.pk}",)
    ]


@contextmanager
def declaring(cls: type, field: object):
    """The class with one more declared field."""
    fields = cls.graphql_fields
    cls.graphql_fields = [*fields, field]
    declarations.declared.cache_clear()
    try:
        yield
    finally:
        cls.graphql_fields = fields
        declarations.declared.cache_clear()


def test_a_method_that_is_declared_is_refused_by_its_name(world):
    page = again(world.article)
    with (
        declaring(ArticlePage, GraphQLString("get_full_url")),
        pytest.raises(ComposeError, match=r"ArticlePage\.get_full_url is a method"),
    ):
        compose(page)


def test_a_value_without_a_plain_form_is_refused_by_its_name(world):
    author = again(world.author)
    with (
        declaring(Author, GraphQLString("_state")),
        pytest.raises(ComposeError, match=r"Author\._state: no edition of a ModelState"),
    ):
        compose(author)


def test_every_kept_relation_to_many_of_a_page_is_its_own_child():
    """What is written after `save()` would miss the edition: pages have Parental relations only."""
    from blog.editions.mend import kept_models

    for cls in kept_models():
        if issubclass(cls, declarations.Page):
            plain = [f for f in cls._meta.local_many_to_many if type(f) is models.ManyToManyField]
            assert plain == [], cls


def test_an_app_of_its_own_shows_on_both_faces_by_its_declarations_alone():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"]
    done = subprocess.run(
        [*command, "--ds=tests.extension.settings", "tests/extension/check.py"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DJANGO_"))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
