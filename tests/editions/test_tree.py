"""Who changes where pages stand has the tree for himself."""

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.signals import post_page_move

from cms.retries import RESTRUCTURING
from tests import factories as make


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


@pytest.mark.parametrize("view", sorted(RESTRUCTURING))
def test_wagtail_has_each_view_that_changes_the_tree(view):
    given = {
        "wagtailadmin_pages:add": ["blog", "articlepage", 1],
        "wagtailadmin_pages:move_confirm": [1, 2],
        "wagtail_bulk_action": ["wagtailcore", "page", "move"],
    }
    assert reverse(view, args=given.get(view, [1]))
