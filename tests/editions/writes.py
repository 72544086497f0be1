"""Every path of Wagtail that writes, each as a function of a publication (see conftest.py)."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace

from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from taggit.models import Tag
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from blog.models import (
    FAQ,
    ArticleAuthor,
    ArticleExclusion,
    ArticlePage,
    ArticlePick,
    ArticleTag,
    CategoryPage,
    CustomDocument,
    CustomImage,
    FAQPageTopic,
    FAQTopic,
)
from tests import factories as make

World = SimpleNamespace
WRITES: list[Callable[[World], None]] = []


def write(function: Callable[[World], None]) -> Callable[[World], None]:
    WRITES.append(function)
    return function


def again(obj):
    """The object as the database has it."""
    return type(obj).objects.get(pk=obj.pk)


def ago(**kwargs: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**kwargs)


def admin() -> Client:
    client = Client(HTTP_HOST="testserver")
    client.force_login(make.editor(f"editor{next(make.counter)}"))
    return client


def posted(url: str, data: dict | None = None) -> None:
    """Posts to the admin as its forms do; what the form refuses fails."""
    response = admin().post(url, data or {})
    assert response.status_code == 302, response.content[:3000]


# ---- pages ----


@write
def publish_a_draft(w):
    again(w.draft).get_latest_revision().publish()


@write
def publish_a_change(w):
    page = again(w.article)
    page.title, page.introduction = "Strolling", "Slower."
    page.save_revision().publish()


@write
def publish_by_the_action(w):
    PublishPageRevisionAction(again(w.draft).get_latest_revision()).execute()


@write
def save_a_page_without_a_revision(w):
    page = again(w.article)
    page.title = "Saved"
    page.save()


@write
def save_named_fields(w):
    page = again(w.article)
    page.title = "Named"
    page.save(update_fields=["title"])


@write
def save_the_base_page(w):
    page = Page.objects.get(pk=w.article.pk)
    page.title = "Based"
    page.save()


@write
def unpublish_an_article(w):
    again(w.article).unpublish()


@write
def unpublish_a_category(w):
    again(w.health).unpublish()


@write
def unpublish_the_base_page_of_a_category(w):
    Page.objects.get(pk=w.health.pk).unpublish()


@write
def unpublish_a_category_and_publish_it_again(w):
    again(w.health).unpublish()
    again(w.health).save_revision().publish()


@write
def unpublish_with_descendants(w):
    from wagtail.actions.unpublish_page import UnpublishPageAction

    UnpublishPageAction(
        again(w.health), user=make.editor("unpublisher"), include_descendants=True
    ).execute()


@write
def revert_to_a_revision(w):
    page = again(w.article)
    old = page.latest_revision
    page.title = "Changed"
    page.save_revision().publish()
    old.as_object().save_revision(previous_revision=old).publish()


@write
def rename_a_slug(w):
    page = again(w.heart)
    page.slug = "hearts"
    page.save_revision().publish()


@write
def move_an_article(w):
    again(w.article).move(again(w.science), pos="last-child")


@write
def move_a_category_with_articles(w):
    again(w.health).move(again(w.science), pos="first-child")


@write
def move_a_category_to_another_site(w):
    other = make.site()
    again(w.health).move(other.root_page, pos="last-child")


@write
def move_under_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.science, restriction_type="login")
    again(w.health).move(again(w.science), pos="last-child")


@write
def move_out_from_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    again(w.heart).move(again(w.science), pos="last-child")


@write
def reorder_siblings(w):
    again(w.science).move(again(w.health), pos="left")


@write
def delete_an_article(w):
    again(w.article).delete()


@write
def delete_a_subtree(w):
    again(w.health).delete()


@write
def delete_a_queryset_of_pages(w):
    Page.objects.filter(pk__in=[w.heart.pk, w.plain.pk]).delete()


@write
def delete_an_article_that_others_pick(w):
    again(w.plain).delete()


@write
def convert_the_tree_of_a_copy(w):
    again(w.health).copy(recursive=True, to=again(w.science), keep_live=True)


@write
def copy_as_drafts(w):
    again(w.health).copy(
        recursive=True, to=again(w.home), keep_live=False, update_attrs={"slug": "h"}
    )


@write
def copy_one_article_by_the_action(w):
    CopyPageAction(again(w.article), to=again(w.heart)).execute(skip_permission_checks=True)


@write
def alias_an_article(w):
    again(w.article).create_alias(parent=again(w.science), update_slug="alias")


@write
def alias_a_subtree(w):
    again(w.health).create_alias(parent=again(w.science), recursive=True, update_slug="alias")


@write
def publish_the_source_of_an_alias(w):
    page = again(w.article)
    page.create_alias(parent=again(w.science), update_slug="alias")
    page.title = "Source"
    page.save_revision().publish()


@write
def unpublish_the_source_of_an_alias(w):
    page = again(w.article)
    page.create_alias(parent=again(w.science), update_slug="alias")
    page.unpublish()


@write
def schedule_an_article(w):
    page = again(w.draft)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()


@write
def scheduled_publishing(w):
    page = again(w.draft)
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision = page.save_revision()
    revision.publish()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=ago(hours=1))
    Page.objects.filter(pk=page.pk).update(go_live_at=ago(hours=1))
    content = revision.content | {"go_live_at": ago(hours=1).isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    call_command("publish_scheduled")


@write
def scheduled_expiry(w):
    for page in (w.article, w.heart):
        page = again(page)
        page.expire_at = timezone.now() + datetime.timedelta(hours=1)
        page.save()
        Page.objects.filter(pk=page.pk).update(expire_at=ago(minutes=1))
    call_command("publish_scheduled")


@write
def expire_by_the_clock(w):
    page = again(w.article)
    page.expire_at = ago(seconds=1)
    page.save()


@write
def approve_in_a_workflow(w):
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

    user = make.editor("moderator")
    flow = Workflow.objects.create(name="Two eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=flow, task=task, sort_order=0)
    page = again(w.article)
    page.title = "Approved"
    page.save_revision(user=user)
    flow.start(page, user).current_task_state.approve(user=user)


@write
def lock_a_page(w):
    page = again(w.article)
    page.locked, page.locked_at = True, timezone.now()
    page.save(update_fields=["locked", "locked_at"])


@write
def fix_the_tree(w):
    call_command("fixtree", interactive=False, verbosity=0)


# ---- bulk actions of the admin ----


def bulk(action: str, *pages: Page, **data: str) -> None:
    ids = "&".join(f"id={page.pk}" for page in pages)
    posted(f"/admin/bulk/wagtailcore/page/{action}/?{ids}&next=/admin/", data)


@write
def bulk_publish(w):
    bulk("publish", w.draft, w.article)


@write
def bulk_publish_with_descendants(w):
    bulk("publish", w.health, include_descendants="on")


@write
def bulk_unpublish(w):
    bulk("unpublish", w.article, w.deep)


@write
def bulk_unpublish_with_descendants(w):
    bulk("unpublish", w.health, include_descendants="on")


@write
def bulk_move(w):
    bulk("move", w.article, w.heart, chooser=str(w.science.pk))


@write
def bulk_delete(w):
    bulk("delete", w.health, w.plain)


# ---- children by themselves ----


@write
def add_an_author_row(w):
    ArticleAuthor.objects.create(page=w.plain, author=w.author)


@write
def delete_an_author_row(w):
    ArticleAuthor.objects.filter(page=w.deep).first().delete()


@write
def delete_a_queryset_of_author_rows(w):
    ArticleAuthor.objects.filter(author=w.author).delete()


@write
def save_an_author_row(w):
    row = ArticleAuthor.objects.get(page=w.article)
    row.author = w.other_author
    row.save()


@write
def add_a_pick_and_an_exclusion(w):
    ArticlePick.objects.create(page=w.deep, article=w.article)
    ArticleExclusion.objects.create(page=w.deep, article=w.plain)


@write
def tag_an_article_by_its_row(w):
    ArticleTag.objects.create(content_object=w.plain, tag=Tag.objects.get(name="sport"))


@write
def untag_an_article_by_its_row(w):
    ArticleTag.objects.filter(content_object=w.article).first().delete()


@write
def change_an_article_s_tags(w):
    page = again(w.article)
    page.tags.set(["indoors"])
    page.save_revision().publish()


@write
def add_a_topic_to_a_faq_page(w):
    topic = make.topic("Extras")
    make.question("And then?", topic=topic)
    FAQPageTopic.objects.create(page=w.questions, topic=topic)


# ---- what pages name ----


@write
def rename_an_author(w):
    author = again(w.author)
    author.name, author.slug = "Augusta King", "augusta"
    author.save()


@write
def publish_an_author_s_draft(w):
    author = again(w.author)
    author.name = "Draft of Ada"
    author.save_revision().publish()


@write
def unpublish_an_author(w):
    again(w.author).unpublish()


@write
def save_an_author_never_published(w):
    author = make.author("Nobody Yet", live=False)
    ArticleAuthor.objects.create(page=w.plain, author=author)


@write
def expire_an_author(w):
    author = again(w.author)
    author.expire_at = ago(minutes=1)
    author.save()
    call_command("publish_scheduled")


@write
def delete_an_author(w):
    author = make.author("Passing")
    page = again(w.plain)
    page.reviewer = author
    page.save()
    author.delete()


@write
def change_a_faq(w):
    faq = again(w.faq)
    faq.question = "Does running count?"
    faq.save()


@write
def change_a_faq_s_topic(w):
    faq = again(w.faq)
    faq.topic = make.topic("Elsewhere")
    faq.save_revision().publish()


@write
def unpublish_a_faq(w):
    again(w.faq).unpublish()


@write
def unpublish_and_publish_a_faq(w):
    again(w.faq).unpublish()
    again(w.faq).save_revision().publish()


@write
def delete_a_faq(w):
    again(w.faq).delete()


@write
def delete_faqs_and_their_topic(w):
    FAQ.objects.all().delete()
    FAQTopic.objects.all().delete()


@write
def rename_a_topic(w):
    topic = again(w.topic)
    topic.name = "Fundamentals"
    topic.save()


@write
def rename_a_tag(w):
    tag = Tag.objects.get(name="sport")
    tag.name = "Sports"
    tag.save()


@write
def delete_a_tag(w):
    Tag.objects.get(name="sport").delete()


# ---- pictures and documents ----


@write
def change_a_picture_s_words(w):
    image = again(w.image)
    image.title, image.description = "Port", "A port at seven"
    image.save()


@write
def edit_a_picture_in_the_admin(w):
    data = {"title": "Port", "description": "A port", "tags": "sea, morning", "credit": "Me"}
    data |= {"focal_point_x": "4", "focal_point_y": "5"}
    data |= {"focal_point_width": "2", "focal_point_height": "2"}
    data |= {"collection": str(w.image.collection_id)}
    posted(f"/admin/images/{w.image.pk}/", data)


@write
def give_a_picture_a_new_file_in_the_admin(w):
    data = {"title": "Port", "description": "New", "file": make.picture_file()}
    posted(f"/admin/images/{w.image.pk}/", data | {"collection": str(w.image.collection_id)})


@write
def upload_a_picture_in_the_admin(w):
    data = {"title": "Fresh", "description": "Fresh", "file": make.picture_file()}
    posted("/admin/images/add/", data | {"collection": str(w.image.collection_id)})


@write
def set_a_focal_point(w):
    image = again(w.image)
    image.focal_point_x, image.focal_point_y = 3, 4
    image.focal_point_width = image.focal_point_height = 2
    image.save()


@write
def tag_a_picture(w):
    again(w.image).tags.add("sea")


@write
def render_and_purge_a_picture(w):
    image = again(w.image)
    for spec in image.presets.values():
        image.get_rendition(spec)
    image.renditions.all().delete()


@write
def purge_by_command(w):
    image = again(w.image)
    image.get_rendition(image.presets["CARD"])
    call_command("wagtail_update_image_renditions", verbosity=0)
    call_command("wagtail_update_image_renditions", purge_only=True, verbosity=0)


@write
def delete_a_picture(w):
    again(w.image).delete()


@write
def delete_a_queryset_of_pictures(w):
    CustomImage.objects.all().delete()


@write
def change_a_document(w):
    document = again(w.document)
    document.title = "Brochure"
    document.save()
    document.tags.add("paper")


@write
def delete_a_document(w):
    CustomDocument.objects.all().delete()


@write
def make_a_collection_private(w):
    collection = make.collection()
    image = again(w.image)
    image.collection = make.collection(collection)
    image.save()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


@write
def move_a_collection_below_a_private_one(w):
    collection, hidden = make.collection(), make.collection()
    CustomImage.objects.filter(pk=w.image.pk).update(collection=collection)
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    collection.move(Collection.objects.get(pk=hidden.pk), pos="sorted-child")


# ---- restrictions and sites ----


@write
def restrict_a_category(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")


@write
def restrict_in_the_admin(w):
    url = f"/admin/pages/{w.health.pk}/privacy/"
    data = {"restriction_type": "password", "password": "open", "groups": []}
    assert admin().post(url, data).status_code == 200


@write
def lift_a_restriction(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    PageViewRestriction.objects.get().delete()


@write
def lift_restrictions_by_a_queryset(w):
    for page in (w.health, w.science):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    PageViewRestriction.objects.all().delete()


@write
def point_a_restriction_at_another_page(w):
    restriction = PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    restriction.page = w.science
    restriction.save()


@write
def restrict_a_page_below_a_restricted_one_and_lift_it(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    inner = PageViewRestriction.objects.create(page=w.heart, restriction_type="password")
    inner.delete()


@write
def publish_below_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    again(w.draft).get_latest_revision().publish()


@write
def delete_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")
    again(w.health).delete()


def aliased(w) -> Page:
    """An alias of an alias of an article, outside of the category that it stands in."""
    alias = again(w.article).create_alias(parent=again(w.science), update_slug="one")
    return alias.create_alias(parent=again(w.home), update_slug="two")


@write
def restrict_the_source_of_an_alias(w):
    aliased(w)
    PageViewRestriction.objects.create(page=w.article, restriction_type="login")


@write
def alias_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.article, restriction_type="login")
    aliased(w)


@write
def lift_the_restriction_of_a_source(w):
    alias_a_restricted_page(w)
    PageViewRestriction.objects.get(page=w.article).delete()


@write
def point_the_restriction_of_a_source_elsewhere(w):
    alias_a_restricted_page(w)
    restriction = PageViewRestriction.objects.get(page=w.article)
    restriction.page = w.heart
    restriction.save()


@write
def delete_the_restricted_source_of_an_alias(w):
    alias_a_restricted_page(w)
    again(w.article).delete()


@write
def convert_an_alias_of_a_restricted_page(w):
    PageViewRestriction.objects.create(page=w.article, restriction_type="login")
    ConvertAliasPageAction(aliased(w)).execute(skip_permission_checks=True)


@write
def alias_a_category_whose_source_is_restricted(w):
    again(w.health).create_alias(parent=again(w.science), recursive=True, update_slug="alias")
    PageViewRestriction.objects.create(page=w.health, restriction_type="login")


@write
def add_a_site(w):
    make.article(make.category(make.site().root_page, "Elsewhere"), "Abroad")


@write
def add_a_site_within_another(w):
    Site.objects.create(hostname="heart.test", port=80, root_page=w.heart)


@write
def change_the_root_of_a_site(w):
    site = Site.objects.get()
    site.root_page = w.health
    site.save()


@write
def change_the_host_of_a_site(w):
    site = Site.objects.get()
    site.hostname, site.port = "renamed.test", 8080
    site.save()


@write
def delete_a_site(w):
    site = make.site()
    make.article(make.category(site.root_page, "Elsewhere"), "Abroad")
    site.delete()


@write
def delete_the_root_page_of_a_site(w):
    make.site().root_page.delete()


# ---- transactions ----


@write
def several_writes_in_one_transaction(w):
    with transaction.atomic():
        again(w.draft).get_latest_revision().publish()
        again(w.health).move(again(w.science), pos="last-child")
        author = again(w.author)
        author.name = "Together"
        author.save()


class Stop(Exception):
    """Ends a transaction."""


def failing(write: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            write()
            raise Stop
    except Stop:
        return


@write
def fail_after_publishing(w):
    failing(again(w.draft).get_latest_revision().publish)


@write
def fail_after_unpublishing_a_category(w):
    failing(again(w.health).unpublish)


@write
def fail_after_moving(w):
    failing(lambda: again(w.health).move(again(w.science), pos="last-child"))


@write
def fail_after_deleting(w):
    failing(again(w.health).delete)


@write
def fail_after_restricting(w):
    failing(lambda: PageViewRestriction.objects.create(page=w.health, restriction_type="login"))


@write
def create_categories_and_articles(w):
    category = w.home.add_child(instance=CategoryPage(title="New", live=False))
    make.article(category, "Below a draft", authors=[w.author], tags=["new"])
    ArticlePage.objects.get(title="Below a draft").save_revision()
