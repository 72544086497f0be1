"""An address is gone, on both faces, when a public page left it and nothing stands there."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from blog.editions.models import Gone
from blog.models import ArticlePage
from tests import factories as make
from tests.parity.test_routes import shown, told

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
WALKING = "/health/walking/"


@pytest.fixture
def status(visitor, ask):
    """The status of an address, the same on both faces."""

    def status(path: str) -> int:
        html, graphql = shown(visitor, path), told(ask, path)
        assert html == graphql
        return html[0]

    return status


@pytest.fixture
def health(home):
    return make.category(home, "Health")


@pytest.fixture
def walking(health):
    return make.article(health, "Walking")


@pytest.fixture
def no_redirects(settings):
    settings.WAGTAILREDIRECTS_AUTO_CREATE = False


def private(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def renamed(page: Page, slug: str) -> None:
    page = fresh(page)
    page.slug = slug
    page.save_revision().publish()


# ---- what makes an address gone ----


def unpublish(page):
    page.unpublish()


def unpublish_as_a_base_page(page):
    Page.objects.get(pk=page.pk).unpublish()


def unpublish_with_what_is_above(page):
    fresh(page.get_parent()).unpublish()
    for child in Page.objects.child_of(page.get_parent()):
        child.unpublish()


def save_without_being_live(page):
    page.live = False
    page.save()


def delete(page):
    page.delete()


def delete_as_a_base_page(page):
    Page.objects.get(pk=page.pk).delete()


def delete_with_what_is_above(page):
    page.get_parent().delete()


def delete_in_bulk(page):
    Page.objects.filter(pk=page.pk).delete()


def expire(page):
    page.expire_at = timezone.now() - DAY
    page.save()


def expire_by_the_clock(page):
    page.expire_at = timezone.now() + DAY
    page.save_revision().publish()
    ArticlePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - DAY)
    call_command("publish_scheduled")


def move_without_a_redirect(page):
    page.move(make.category(page.get_parent(), "Other"), pos="last-child")


def move_what_is_above(page):
    above = page.get_parent()
    above.move(make.category(above.get_parent(), "Other"), pos="last-child")


def move_to_another_site(page):
    page.move(make.category(make.site().root_page, "Other"), pos="last-child")


def rename(page):
    renamed(page, "going")


def rename_what_is_above(page):
    renamed(page.get_parent(), "wellness")


LEAVING = [
    unpublish, unpublish_as_a_base_page, unpublish_with_what_is_above, save_without_being_live,
    delete, delete_as_a_base_page, delete_with_what_is_above, delete_in_bulk, expire,
    expire_by_the_clock, move_without_a_redirect, move_what_is_above, move_to_another_site, rename,
    rename_what_is_above,
]  # fmt: skip


@pytest.mark.parametrize("leave", LEAVING, ids=lambda leave: leave.__name__)
def test_the_address_of_a_public_page_that_leaves_it_is_gone(walking, status, no_redirects, leave):
    assert status(WALKING) == 200
    leave(fresh(walking))
    assert status(WALKING) == 410
    assert status(WALKING + "?page=2") == 410


@pytest.mark.parametrize("leave", LEAVING, ids=lambda leave: leave.__name__)
def test_of_a_private_page_nothing_is_said(health, visitor, ask, no_redirects, leave):
    hidden = make.article(health, "Walking")
    private(hidden)
    leave(fresh(hidden))
    assert told(ask, WALKING) == (404, None)
    assert shown(visitor, WALKING)[0] == 404


@pytest.mark.parametrize(
    "leave", [w for w in LEAVING if w is not expire_by_the_clock], ids=lambda leave: leave.__name__
)
def test_of_a_draft_nothing_is_said(health, status, no_redirects, leave):
    leave(make.article(health, "Walking", live=False))
    assert status(WALKING) == 404


def test_a_page_made_private_is_not_gone_then_or_ever(walking, visitor, ask):
    private(walking.get_parent())
    assert told(ask, WALKING) == (404, None)
    fresh(walking).unpublish()
    assert told(ask, WALKING) == (404, None)
    assert shown(visitor, WALKING) == (404, None)


def test_a_page_that_is_public_again_is_no_longer_gone(walking, status, ask):
    fresh(walking).unpublish()
    assert status(WALKING) == 410
    fresh(walking).save_revision().publish()
    assert status(WALKING) == 200
    private(walking)
    assert told(ask, WALKING) == (404, None)
    fresh(walking).unpublish()
    assert status(WALKING) == 404


def test_another_page_at_the_address_is_found_there(walking, health, status):
    fresh(walking).delete()
    assert status(WALKING) == 410
    make.article(health, "Walking")
    assert status(WALKING) == 200
    assert not Gone.objects.exists()


def test_a_category_that_comes_back_brings_its_articles_addresses_back(
    walking, health, home, status, no_redirects
):
    other = make.category(home, "Other")
    fresh(health).move(other, pos="last-child")
    assert (status("/health/"), status(WALKING), status("/other" + WALKING)) == (410, 410, 200)
    fresh(health).move(home, pos="last-child")
    assert (status("/health/"), status(WALKING), status("/other" + WALKING)) == (200, 200, 410)
    renamed(health, "wellness")
    assert (status(WALKING), status("/wellness/walking/")) == (410, 200)
    renamed(health, "health")
    assert (status(WALKING), status("/wellness/walking/")) == (200, 410)
    assert sorted(g.address.partition("/")[2] for g in Gone.objects.all()) == [
        "other/health/", "other/health/walking/", "wellness/", "wellness/walking/",
    ]  # fmt: skip


def test_the_home_page_may_have_another_slug_and_nothing_is_gone(walking, home, status):
    renamed(home, "start")
    assert (status("/"), status(WALKING)) == (200, 200)
    assert not Gone.objects.exists()


def test_a_redirect_comes_before_what_is_gone_and_goes_with_its_page(
    walking, home, ask, visitor, status, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        renamed(walking, "going")
    assert told(ask, WALKING) == shown(visitor, WALKING) == (301, "/health/going/")
    restriction = private(walking)
    assert told(ask, WALKING) == shown(visitor, WALKING) == (404, None)
    restriction.delete()
    fresh(walking).unpublish()
    assert (status(WALKING), status("/health/going/")) == (410, 410)
    fresh(walking).delete()
    assert not Redirect.objects.exists()
    assert (status(WALKING), status("/health/going/")) == (410, 410)


def test_an_address_is_gone_on_its_own_site(walking, status):
    make.site()
    there = Client(HTTP_HOST="other.test")
    fresh(walking).delete()
    assert status(WALKING) == 410
    assert there.get(WALKING).status_code == 404


def test_what_is_undone_was_never_gone(walking, status):
    with transaction.atomic():
        fresh(walking).unpublish()
        transaction.set_rollback(True)
    assert status(WALKING) == 200
    assert not Gone.objects.exists()


def test_an_address_longer_than_the_index_takes_is_not_found(home, status):
    page = make.category(home, "Long")
    page = make.category(page, "a" * 255)
    page = make.category(page, "b" * 255)
    page = make.category(page, "c" * 255)
    path = page.url_path.removeprefix("/home")
    assert status(path) == 200
    fresh(page).delete()
    assert status(path) == 404


def test_the_page_of_a_gone_address_sets_no_cookie_and_varies_by_none(walking, visitor):
    fresh(walking).unpublish()
    response = visitor.get(WALKING)
    assert response.status_code == 410
    assert "This page is gone" in response.content.decode()
    assert 'content="noindex"' in response.content.decode()
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert visitor.get(WALKING.rstrip("/")).status_code in (301, 410)


def test_nothing_is_noted_where_a_page_only_changes(walking, status):
    page = fresh(walking)
    page.title = "Walking uphill"
    page.save_revision().publish()
    page.move(page.get_parent(), pos="first-child")
    assert status(WALKING) == 200
    assert not Gone.objects.exists()
