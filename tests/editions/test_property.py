"""Whatever editors do, in whatever order, alone or in transactions that fail, the rules hold.

EXAMPLES and STEPS in the environment make it longer and of other steps each time; `make audit` does.
"""

import datetime
import os
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from taggit.models import Tag
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from blog.models import (
    FAQ,
    ArticleAuthor,
    ArticlePage,
    ArticlePick,
    ArticleTag,
    Author,
    CategoryPage,
    CustomDocument,
    CustomImage,
    FAQTopic,
)
from tests import factories as make

from . import model
from .conftest import publication
from .writes import Stop

EXAMPLES = int(os.environ.get("EXAMPLES", "2"))
STEPS = int(os.environ.get("STEPS", "10"))
AUDIT = "EXAMPLES" in os.environ
# Making a fault small takes its time, and pays only where it is looked for.
PHASES = [p for p in Phase if AUDIT or p != Phase.shrink]

pick = st.integers(min_value=0, max_value=1000)
words = st.sampled_from(["Amber", "Birch", "Cedar", "Dune", "Elm", "Fern"])
fails = st.sampled_from([False, False, False, True])


def one(queryset, n: int):
    """One of what there is, by a number."""
    found = list(queryset.order_by("pk"))
    return found[n % len(found)] if found else None


@contextmanager
def step(fail: bool):
    """A transaction of its own; one that fails at its end leaves nothing."""
    try:
        with transaction.atomic():
            yield
            if fail:
                raise Stop
    except Stop:
        return


class Editors(RuleBasedStateMachine):
    """Editors at work on a small publication."""

    world: SimpleNamespace

    # ---- pages ----

    @rule(n=pick, title=words, fail=fails)
    def publish_a_change(self, n, title, fail):
        page = one(ArticlePage.objects.filter(alias_of=None), n)
        if page:
            with step(fail):
                page = page.get_latest_revision_as_object() if page.latest_revision else page
                page.title = f"{title} {page.pk}"
                page.save_revision().publish()

    @rule(n=pick, title=words)
    def save_a_draft(self, n, title):
        if page := one(ArticlePage.objects.filter(alias_of=None), n):
            page.title = f"Draft {title} {page.pk}"
            page.save_revision()

    @rule(n=pick, fail=fails)
    def unpublish(self, n, fail):
        page = one(Page.objects.filter(depth__gt=2, live=True), n)
        if page:
            with step(fail):
                page.unpublish()

    @rule(n=pick, fail=fails)
    def publish_a_category(self, n, fail):
        if page := one(CategoryPage.objects, n):
            with step(fail):
                page.save_revision().publish()

    @rule(n=pick, title=words, fail=fails)
    def add(self, n, title, fail):
        target = one(CategoryPage.objects, n)
        if target and Page.objects.count() < 30:
            with step(fail):
                make.article(target, f"{title} {next(make.counter)}")

    @rule(n=pick, m=pick, fail=fails)
    def move(self, n, m, fail):
        page = one(Page.objects.filter(depth__gt=2).exact_type(ArticlePage, CategoryPage), n)
        target = one(CategoryPage.objects, m)
        if not page or not target or target.path.startswith(page.path):
            return
        if not target.get_children().filter(slug=page.slug).exclude(pk=page.pk).exists():
            with step(fail):
                page.move(target, pos="last-child")

    @rule(n=pick, slug=words, fail=fails)
    def rename_a_slug(self, n, slug, fail):
        page = one(Page.objects.filter(depth__gt=2), n)
        if page:
            with step(fail):
                page = page.specific
                page.slug = f"{slug.lower()}-{page.pk}"
                page.save()

    @rule(n=pick, fail=fails)
    def delete(self, n, fail):
        page = one(Page.objects.filter(depth__gt=3), n)
        if page:
            with step(fail):
                page.delete()

    @rule(n=pick, m=pick, live=st.booleans(), fail=fails)
    def copy(self, n, m, live, fail):
        page, target = one(ArticlePage.objects, n), one(CategoryPage.objects, m)
        if page and target and Page.objects.count() < 30:
            with step(fail):
                slug = f"copy-{next(make.counter)}"
                page.copy(to=target, update_attrs={"slug": slug}, keep_live=live)

    @rule(n=pick, m=pick)
    def alias(self, n, m):
        page = one(ArticlePage.objects.filter(alias_of=None), n)
        target = one(CategoryPage.objects, m)
        if page and target and Page.objects.count() < 30:
            page.create_alias(parent=target, update_slug=f"alias-{next(make.counter)}")

    @rule(n=pick, hours=st.sampled_from([-1, 1]), fail=fails)
    def expire(self, n, hours, fail):
        page = one(ArticlePage.objects, n)
        if page:
            with step(fail):
                page.expire_at = timezone.now() + datetime.timedelta(hours=hours)
                page.save()

    @rule(n=pick)
    def schedule(self, n):
        if page := one(ArticlePage.objects.filter(live=False, alias_of=None), n):
            page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
            page.expire_at = None
            page.save_revision().publish()

    @rule()
    def run_the_scheduler(self):
        call_command("publish_scheduled", verbosity=0)

    # ---- children by themselves ----

    @rule(n=pick, m=pick, fail=fails)
    def credit_an_author(self, n, m, fail):
        page, author = one(ArticlePage.objects, n), one(Author.objects, m)
        if page and author and not page.article_authors.filter(author=author).exists():
            with step(fail):
                ArticleAuthor.objects.create(page=page, author=author, sort_order=m)

    @rule(n=pick, fail=fails)
    def drop_an_author(self, n, fail):
        if row := one(ArticleAuthor.objects, n):
            with step(fail):
                row.delete()

    @rule(n=pick, m=pick)
    def pick_an_article(self, n, m):
        page, other = one(ArticlePage.objects, n), one(ArticlePage.objects, m)
        if page and other and page != other:
            ArticlePick.objects.create(page=page, article=other)

    @rule(n=pick, name=words, fail=fails)
    def tag(self, n, name, fail):
        if page := one(ArticlePage.objects, n):
            with step(fail):
                tag, _ = Tag.objects.get_or_create(name=name, slug=name.lower())
                ArticleTag.objects.get_or_create(content_object=page, tag=tag)

    @rule(n=pick, fail=fails)
    def delete_a_tag(self, n, fail):
        if tag := one(Tag.objects, n):
            with step(fail):
                tag.delete()

    # ---- what pages name ----

    @rule(n=pick, name=words, fail=fails)
    def edit_an_author(self, n, name, fail):
        if author := one(Author.objects, n):
            with step(fail):
                author.name = f"{name} Author{author.pk}"
                author.portrait = one(CustomImage.objects, n)
                author.save()

    @rule(n=pick, live=st.booleans(), model_=st.sampled_from([Author, FAQ]), fail=fails)
    def publish_or_unpublish_a_snippet(self, n, live, model_, fail):
        if thing := one(model_.objects, n):
            with step(fail):
                thing.save_revision().publish() if live else thing.unpublish()

    @rule(n=pick, name=words, fail=fails)
    def edit_a_question(self, n, name, fail):
        if faq := one(FAQ.objects, n):
            with step(fail):
                faq.question = f"{name} or not?"
                faq.topic = one(FAQTopic.objects, n) if n % 3 else make.topic()
                faq.save()

    @rule(n=pick, fail=fails)
    def edit_a_picture(self, n, fail):
        if image := one(CustomImage.objects, n):
            with step(fail):
                image.description = f"Picture {n}"
                image.focal_point_x = image.focal_point_y = 2 + n % 9
                image.focal_point_width = image.focal_point_height = 2
                image.save()

    @rule(n=pick, fail=fails)
    def delete_a_picture(self, n, fail):
        if n % 4 == 0 and (image := one(CustomImage.objects, n)):
            with step(fail):
                image.delete()

    @rule(n=pick)
    def edit_a_document(self, n):
        if document := one(CustomDocument.objects, n):
            document.title = f"Document {n}"
            document.save()

    # ---- who may see what ----

    @rule(n=pick, fail=fails)
    def restrict(self, n, fail):
        page = one(Page.objects.filter(depth__gt=2, alias_of=None), n)
        if page:
            with step(fail):
                PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule(n=pick, fail=fails)
    def lift(self, n, fail):
        if restriction := one(PageViewRestriction.objects, n):
            with step(fail):
                restriction.delete()

    @rule(n=pick, m=pick)
    def point_a_restriction_elsewhere(self, n, m):
        restriction = one(PageViewRestriction.objects, n)
        if restriction:
            restriction.page = one(Page.objects.filter(depth__gt=2, alias_of=None), m)
            restriction.save()

    @rule(n=pick)
    def hide_a_collection(self, n):
        collection = one(Collection.objects, n)
        if collection.depth == 1:
            collection = make.collection(collection)
            if image := one(CustomImage.objects, n):
                image.collection = collection
                image.save()
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")

    @rule()
    def show_all_collections(self):
        CollectionViewRestriction.objects.all().delete()

    @rule(n=pick, m=pick, fail=fails)
    def point_a_site_elsewhere(self, n, m, fail):
        site = one(Site.objects.filter(is_default_site=False), n)
        with step(fail):
            if site and n % 3 == 0:
                site.delete()
            elif site:
                site.hostname = f"site{m}.test"
                site.save()
            elif target := one(CategoryPage.objects, m):
                Site.objects.create(hostname=f"site{m}.test", port=80, root_page=target)

    @invariant()
    def everything_is_right(self):
        model.check()


@pytest.mark.django_db
@pytest.mark.slow
def test_whatever_editors_do_the_rules_hold(home):
    machine = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
        derandomize=not AUDIT,
        phases=PHASES,
    )

    class Here(Editors):
        """Each run is a savepoint that is rolled back, so that it begins with the same site."""

        def __init__(self):
            super().__init__()
            self.savepoint = transaction.savepoint()
            make.foundations()
            self.world = publication(type(home).objects.get(pk=home.pk))

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)
            make.foundations()

    run_state_machine_as_test(Here, settings=machine)
