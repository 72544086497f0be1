"""Every way in which an article can be hidden from an anonymous visitor.

Each hides one article and returns it. What it holds carries the word of the world `w`, which has a
public category `health` under the page `home`, and an `author`.
"""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import ArticlePage
from tests import factories as make


def hidden_article(w: SimpleNamespace, parent: Page | None = None, **fields: Any) -> ArticlePage:
    """An article that is like the public ones in all that lists go by, with the word everywhere."""
    body = [
        make.section(f"{w.word} heading", make.paragraph(f"<p>{w.word} text</p>")),
        make.faq((f"{w.word}?", w.word)),
    ]
    return make.article(
        parent or w.health,
        f"{w.word} title",
        introduction=f"{w.word} introduction",
        body=body,
        authors=[w.author],
        tags=["shared", f"{w.word}-tag"],
        **fields,
    )


WAYS: list[Callable[[SimpleNamespace], ArticlePage]] = []


def hidden(function: Callable) -> Callable:
    WAYS.append(function)
    return function


@hidden
def draft(w):
    return hidden_article(w, live=False)


@hidden
def scheduled(w):
    page = hidden_article(w, live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    page.get_latest_revision().publish()
    return page


@hidden
def expired(w):
    page = hidden_article(w, expire_at=timezone.now() + datetime.timedelta(days=1))
    page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    page.save()
    return page


@hidden
def expired_by_the_clock_alone(w):
    from blog.editions.models import Edition, Term

    soon = timezone.now() + datetime.timedelta(days=1)
    page = hidden_article(w, expire_at=soon)
    past = timezone.now() - datetime.timedelta(seconds=1)
    names = Edition.objects.filter(kind__in=("page", "question"), object_id=page.pk)
    for rows in (
        Page.objects.filter(pk=page.pk),
        Term.objects.filter(name__in=[edition.name for edition in names]),
        names,
    ):
        rows.update(expire_at=past)
    return page


@hidden
def expired_by_the_scheduler(w):
    page = expired_by_the_clock_alone(w)
    call_command("publish_scheduled", verbosity=0)
    return page


@hidden
def unpublished(w):
    page = hidden_article(w)
    page.unpublish()
    return page


@hidden
def private_by_login(w):
    page = hidden_article(w)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


@hidden
def private_by_password(w):
    page = hidden_article(w)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    return page


@hidden
def private_by_group(w):
    page = hidden_article(w)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Doctors"))
    return page


@hidden
def below_a_private_category(w):
    category = make.category(w.health, f"{w.word} category")
    PageViewRestriction.objects.create(page=category, restriction_type="login")
    return hidden_article(w, category)


@hidden
def below_a_category_made_private_later(w):
    category = make.category(make.category(w.health, f"{w.word} one"), f"{w.word} two")
    page = hidden_article(w, category)
    PageViewRestriction.objects.create(page=category.get_parent(), restriction_type="login")
    return page


@hidden
def alias_of_a_page_made_private_later(w):
    page = hidden_article(w, make.category(w.home, f"{w.word} elsewhere"))
    alias = page.create_alias(parent=w.health, update_slug=f"{w.word}-alias")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return alias


@hidden
def of_another_site(w):
    category = make.category(make.site().root_page, f"{w.word} abroad")
    return hidden_article(w, category)


@hidden
def of_no_site(w):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=make.HomePage(title=f"{w.word} home", slug="nowhere"))
    return hidden_article(w, make.category(home, f"{w.word} category"))
