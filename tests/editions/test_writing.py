"""Whatever way Wagtail writes, editions, listings and both faces follow in the same transaction."""

import pytest
from django.db import connection
from taggit.models import Tag
from wagtail.models import Locale, Page, Revision

from blog.editions import keep as keeping
from blog.editions.models import Edition
from blog.models import ArticlePage, ArticleTag, CustomImage
from tests import factories as make

from . import model
from .writes import WRITES, again, failing

pytestmark = pytest.mark.django_db

# What does something once its transaction has ended.
COMMITTED = [w for w in WRITES if any(s in w.__name__ for s in ("picture", "purge", "transaction"))]


@pytest.mark.parametrize("write", WRITES, ids=lambda w: w.__name__)
def test_everything_is_right_after(world, write, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write(world)
    model.check()


def test_the_publication_that_is_written_into_is_right(world):
    model.check()
    assert [a["title"] for a in model.articles(world.home.get_site())] == [
        "Pulse", "Quarks", "Walking",
    ]  # fmt: skip


@pytest.fixture
def composed(monkeypatch):
    """Names of what was composed."""
    names = []
    real = keeping.compose
    monkeypatch.setattr(
        keeping, "compose", lambda obj: names.append(keeping.name(obj)) or real(obj)
    )
    return names


def test_a_draft_over_a_live_page_composes_nothing(world, composed):
    page = again(world.article)
    page.title = "Draft"
    page.save_revision()
    page.save_revision(overwrite_revision=page.latest_revision)
    assert composed == []
    model.check()


@pytest.mark.parametrize(
    "fields",
    [
        ["locked", "locked_by", "locked_at"],
        ["latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"],
        ["numchild"],
    ],
)
def test_bookkeeping_composes_nothing(world, composed, fields):
    again(world.article).save(update_fields=fields)
    Page.objects.get(pk=world.article.pk).save(update_fields=fields)
    assert composed == []


def test_publishing_composes_once(world, composed):
    again(world.article).save_revision().publish()
    assert composed == [f"page:{world.article.pk}"]


def test_a_new_page_composes_once_whatever_children_it_has(world, composed):
    page = ArticlePage(title="New", introduction="New.")
    page.article_authors = [make.ArticleAuthor(author=world.author) for _ in range(3)]
    page.tags.add("one", "two")
    world.health.add_child(instance=page)
    assert [name for name in composed if name.startswith("page:")] == [f"page:{page.pk}"]


def test_saving_a_page_that_was_read_before_keeps_what_came_since(world):
    old, base = again(world.heart), Page.objects.get(pk=world.heart.pk)
    make.article(again(world.heart), "Newcomer")
    base.save()
    assert again(world.heart).numchild == 2
    again(world.health).move(again(world.science), pos="last-child")
    old.title = "Hearts"
    old.save()
    assert Page.find_problems() == ([], [], [], [], [])
    assert again(world.heart).url_path == "/home/science/health/heart/"
    model.check()


def test_deleting_a_subtree_composes_nothing(world, composed):
    again(world.health).delete()
    assert composed == []


def test_an_edition_is_there_when_publish_returns_and_gone_when_it_fails(world):
    failing(lambda: again(world.draft).get_latest_revision().publish())
    assert not Edition.objects.filter(name=f"page:{world.draft.pk}").exists()
    again(world.draft).get_latest_revision().publish()
    assert Edition.objects.filter(name=f"page:{world.draft.pk}").exists()


def test_what_update_leaves_behind_is_told_and_mended(world):
    from django.core.management import call_command

    ArticlePage.objects.filter(pk=world.article.pk).update(introduction="Past save().")
    Page.objects.filter(pk=world.deep.pk).update(live=False)
    with pytest.raises(SystemExit):
        call_command("editions", "--check")
    call_command("editions", "--mend", "--all", verbosity=0)
    model.check()


def test_what_raw_sql_does_to_terms_is_told_and_mended(world):
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_term WHERE name = %s", [f"page:{world.article.pk}"])
        cursor.execute("INSERT INTO blog_term (site_id, locale_id, term, title, name)"
                       " SELECT site_id, locale_id, term, title, name FROM blog_term")  # fmt: skip
    with pytest.raises(SystemExit):
        call_command("editions", "--check")
    call_command("editions", "--mend", "--all", verbosity=0)
    model.check()


def test_a_translation_is_another_locale_s_article(world, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "French")]
    french = Locale.objects.create(language_code="fr")
    again(world.home).copy_for_translation(french).save_revision().publish()
    again(world.health).copy_for_translation(french).save_revision().publish()
    made = again(world.article).copy_for_translation(french)
    made.title = "Marcher"
    made.save_revision().publish()
    model.check_editions()
    found = {row[3] for row in model.stored_terms() if row[1] == french.pk and row[2] == "all"}
    assert f"page:{made.pk}" in found
    assert f"page:{world.article.pk}" not in found


@pytest.mark.django_db(transaction=True)
class TestCommitted:
    """Where it matters that transactions end."""

    def test_a_picture_has_its_presets_once_it_is_committed(self, home):
        image = make.image("Harbour")
        made = Edition.objects.get(name=f"image:{image.pk}").card
        assert '"CARD":null' not in made
        assert again(image).renditions.count() == len(keeping.wanted(image))
        model.check()

    def test_a_picture_of_a_failed_transaction_leaves_nothing(self, home):
        failing(lambda: make.image("Harbour"))
        assert not Edition.objects.filter(kind="image").exists()
        model.check()

    def test_a_new_file_shows_itself_and_nothing_of_the_old_one(self, home):
        image = make.image("Harbour")
        old = set(image.renditions.values_list("file", flat=True))
        image.file = make.picture_file()
        image.save()
        card = Edition.objects.get(name=f"image:{image.pk}").card
        assert not any(file in card for file in old)
        assert '"CARD":null' not in card
        model.check()

    def test_a_purged_rendition_is_made_again(self, home):
        image = make.image("Harbour")
        image.renditions.all().delete()
        assert image.renditions.count() == len(keeping.wanted(image))
        model.check()

    def test_a_picture_whose_file_cannot_be_read_is_shown_without_presets(self, home):
        image = make.image("Harbour")
        image.file.storage.delete(image.file.name)
        CustomImage.objects.get(pk=image.pk).renditions.all().delete()
        assert '"CARD":null' in Edition.objects.get(name=f"image:{image.pk}").card
        model.check()

    def test_a_publish_whose_alias_fails_leaves_nothing(self, world, monkeypatch):
        page = again(world.article)
        page.create_alias(parent=again(world.science), update_slug="alias")
        page.title = "Half"
        revision = page.save_revision()

        def fail(self, **kwargs):
            raise ZeroDivisionError

        monkeypatch.setattr(ArticlePage, "update_aliases", fail)
        with pytest.raises(ZeroDivisionError):
            revision.publish()
        assert again(world.article).title == "Walking"
        model.check()

    @pytest.mark.parametrize("write", COMMITTED, ids=lambda w: w.__name__)
    def test_everything_is_right_after_with_real_commits(self, world, write):
        write(world)
        model.check()


def test_publishing_a_draft_leaves_out_what_it_names_and_is_gone(world):
    article = ArticlePage.objects.get(title="Walking")
    kept, gone = Tag.objects.create(name="Kept"), Tag.objects.create(name="Gone")
    article.tagged_items = [ArticleTag(tag=kept), ArticleTag(tag=gone)]
    article.hero = make.image()
    revision = article.save_revision()
    gone.delete()
    article.hero.delete()
    Revision.objects.get(pk=revision.pk).publish()
    article = ArticlePage.objects.get(pk=article.pk)
    assert list(article.tags.all()) == [kept]
    assert article.hero is None
    model.check()


def test_a_draft_is_read_with_one_look_up_for_each_table(world, django_assert_max_num_queries):
    article = ArticlePage.objects.get(title="Walking")
    names = [Tag.objects.create(name=f"tag {n}") for n in range(9)]
    article.tagged_items = [ArticleTag(tag=tag) for tag in names]
    revision = article.save_revision()
    with django_assert_max_num_queries(6):
        assert revision.as_object().tagged_items.count() == len(names)


def test_a_publish_takes_no_more_statements_than_it_did(home, statements):
    article = make.article(
        make.category(home), body=[make.faq(("Why?", "So."))], authors=[make.author()], tags=["a"]
    )
    with statements() as sql:
        article.save_revision().publish()
    # PostgreSQL's rows are locked.
    assert len(sql) <= (68 if connection.vendor == "sqlite" else 73)
