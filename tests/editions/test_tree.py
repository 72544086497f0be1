"""Who changes where pages stand has the tree for himself."""

import threading
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.urls import URLResolver, get_resolver, reverse
from wagtail.signals import post_page_move

from blog.editions.keep import lock_tree
from blog.models import ArticlePage, CategoryPage
from cms.retries import RESTRUCTURING
from tests import factories as make
from tests.editions.test_retries import until_it_waits

# Wagtail's other views of pages.
STILL = (
    "add_subpage", "choose_parent", "collect_workflow_action_data",
    "confirm_workflow_cancellation", "convert_alias", "edit", "history", "history_results",
    "lock", "move", "preview_on_add", "preview_on_edit", "revisions_compare", "revisions_index",
    "revisions_revert", "revisions_unschedule", "revisions_view", "search", "search_results",
    "set_privacy", "type_use", "type_use_results", "unlock", "unpublish", "usage", "view_draft",
    "workflow_action", "workflow_history", "workflow_history_detail", "workflow_preview",
)  # fmt: skip
OF_API = ("detail", "find", "listing")


@pytest.mark.django_db(transaction=True)
def test_a_move_in_the_editor_is_one_transaction_to_its_end(home, admin_client):
    health, money = make.category(home, "Health"), make.category(home, "Money")
    article, seen = make.article(health), []

    def moved(**kwargs):
        seen.append(connection.in_atomic_block)

    post_page_move.connect(moved)
    try:
        confirm = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, money.pk])
        assert admin_client.post(confirm).status_code == 302
    finally:
        post_page_move.disconnect(moved)
    assert seen == [True]
    article.refresh_from_db()
    assert article.get_parent(update=True).pk == money.pk


def views(within: URLResolver, space: str = "") -> Iterator[str]:
    """The names of all views, with their namespaces."""
    for found in within.url_patterns:
        if isinstance(found, URLResolver):
            yield from views(found, f"{space}{found.namespace}:" if found.namespace else space)
        elif found.name:
            yield f"{space}{found.name}"


def test_each_of_wagtail_s_views_of_pages_is_known_to_change_the_tree_or_not():
    pages, api = "wagtailadmin_pages:", "wagtailadmin_api:pages:"
    known = {*(f"{pages}{name}" for name in STILL), *(f"{api}{name}" for name in OF_API)}
    there = {n for n in views(get_resolver()) if n.startswith((pages, api, "wagtail_bulk_action"))}
    assert there - known == RESTRUCTURING
    assert known <= there


@pytest.mark.django_db
def test_a_page_that_is_added_has_its_parent_s_address_of_now(home):
    health = make.category(home, "Health")
    stale = CategoryPage.objects.get(pk=health.pk)
    health.slug = "wellbeing"
    health.save_revision().publish()
    assert make.article(stale, "Sleep").url_path == "/home/wellbeing/sleep/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_an_import_waits_for_who_moves_pages(home, tmp_path):
    file = tmp_path / "walking.md"
    file.write_text("---\ntitle: Walking\nintroduction: Hi.\n---\n\nSome words to read.\n")

    def run() -> None:
        call_command("import_articles", str(file), category="health", verbosity=0)
        connection.close()

    make.category(home, "Health")
    with transaction.atomic():
        lock_tree()
        other = threading.Thread(target=run)
        other.start()
        until_it_waits(other)
    other.join()
    assert ArticlePage.objects.get().title == "Walking"


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_nothing_would_hold_is_refused():
    with pytest.raises(TransactionManagementError, match="within a transaction"):
        lock_tree()
