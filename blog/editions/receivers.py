"""What Wagtail writes past our bases' `save()`: each path leads to `keep` or `spread`, in the
writer's own transaction."""

from functools import cache
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from . import gone, terms
from .declarations import kind, model_of, name
from .keep import (
    KeptModel,
    bookkeeping,
    busy,
    keep,
    lock,
    make_presets,
    take_place,
    wanted,
)
from .store import drop


@receiver(pre_save, sender=Page)
def base_page_saving(instance: Page, raw: bool, **kwargs: Any) -> None:
    """A move saves the new address in this way, so that is not read."""
    if not raw:
        take_place(instance, "path", "depth", "numchild")


@receiver(pre_save)
def page_saving(
    sender: type, instance: models.Model, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    """While the database still knows the page as it was: what leaves its address is noted."""
    if isinstance(instance, Page) and not raw and not instance._state.adding:
        stood_at = vars(instance).pop("_stood_at", None)
        if update_fields is None or {"url_path", "live", "expire_at"} & set(update_fields):
            gone.leaving(instance, stood_at)


@receiver(pre_delete, sender=Page)
def page_deleting(instance: Page, **kwargs: Any) -> None:
    gone.note("p.id = %s", [instance.pk])


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs: Any) -> None:
    """Only now do the pages under it have their new addresses."""
    gone.forget(*terms.under(instance.path))


@receiver(post_save, sender=Page)
def base_page_saved(instance: Page, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """Moves, expiry and bulk unpublishing save the base `Page`, never the specific class."""
    if not raw and not bookkeeping(update_fields):
        with transaction.atomic():
            keep(name(instance))
            terms.spread_subtree(instance.path)


@receiver(pre_delete)
def kept_deleting(sender: type, instance: models.Model, origin: Any = None, **kwargs: Any) -> None:
    """Notes on the deletion's origin what goes with it; this comes before anything is gone."""
    if origin is not None and isinstance(instance, KeptModel):
        vars(origin).setdefault("_going", set()).add(name(instance))


@receiver(post_delete)
def kept_deleted(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Deleting a subtree calls no child's `delete()`, but this signal comes for each."""
    if isinstance(instance, KeptModel | Tag) or sender is Page:
        drop(name(instance))
    if sender is Page:
        terms.relisted.send(None, page=None)


@cache
def owning(model: type[models.Model]) -> ParentalKey | None:
    """The key by which a child row names the kept object that owns it, if it is one."""
    for field in model._meta.fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, KeptModel):
            return field
    return None


def parent_of(instance: models.Model) -> tuple[type[models.Model], Any] | None:
    """The class and key of the kept object that owns a child row, unless it is being saved."""
    field = owning(type(instance))
    if field is None:
        return None
    model, key = field.related_model, getattr(instance, field.attname)
    return None if busy(f"{kind(model)}:{key}") else (model, key)


def going(name_: str, origin: Any) -> bool:
    """Whether a deletion takes a thing along."""
    return name_ in getattr(origin, "_going", ())


@receiver([pre_save, pre_delete])
def child_changing(
    sender: type, instance: models.Model, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """A child written by itself locks its parent first, so that all writers lock in one order."""
    parent = None if raw else parent_of(instance)
    if parent is None or not connection.in_atomic_block:
        return
    if not issubclass(getattr(origin, "model", type(origin)), Page):
        model, key = parent
        lock(model_of(kind(model)), key)


@receiver([post_save, post_delete])
def child_changed(
    sender: type, instance: models.Model, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """A child written by itself, or gone with something else that it names, like a tag."""
    parent = None if raw else parent_of(instance)
    if parent is not None and parent[1]:
        name_ = f"{kind(parent[0])}:{parent[1]}"
        if not going(name_, origin):
            keep(name_)


@receiver(post_save, sender=Tag)
def tag_saved(instance: Tag, raw: bool, **kwargs: Any) -> None:
    if not raw:
        keep(name(instance))


@receiver(m2m_changed)
def relation_changed(instance: Any, action: str, **kwargs: Any) -> None:
    """Tags and other many-to-many relations are written after `save()`."""
    if action.startswith("post_") and isinstance(instance, KeptModel) and not busy(name(instance)):
        keep(name(instance))


def hidden_by(restriction: PageViewRestriction) -> set[int]:
    """Keys of the page that a restriction has in the database, and of its aliases."""
    found: set[int] = set()
    rows = PageViewRestriction.objects.filter(pk=restriction.pk)
    new = set(rows.values_list("page_id", flat=True))
    while new:
        found |= new
        new = set(Page.objects.filter(alias_of__in=new).values_list("pk", flat=True)) - found
    return found


@receiver([pre_save, pre_delete], sender=PageViewRestriction)
def restriction_changing(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    instance._hid = set() if raw else hidden_by(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """Rewrites the terms under what is restricted now, and under what was before."""
    if not raw:
        keys = hidden_by(instance) | instance._hid
        for page in Page.objects.filter(pk__in=keys).order_by("path"):
            terms.spread_subtree(page.path)


@receiver([post_save, post_delete], sender=Site)
def site_changed(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        terms.spread_all()


@receiver(post_delete, sender=Site)
def site_deleted(instance: Site, **kwargs: Any) -> None:
    gone.forget_site(instance.pk)


@receiver(post_save)
def rendition_made(sender: type, instance: models.Model, raw: bool, **kwargs: Any) -> None:
    if issubclass(sender, AbstractRendition) and not raw:
        image = image_of(instance)
        if instance.filter_spec in wanted(image) and not busy(name(image)):
            keep(name(image))


@receiver(post_delete)
def rendition_deleted(
    sender: type, instance: models.Model, origin: Any = None, **kwargs: Any
) -> None:
    """A purged rendition leaves the edition and is made again; one deleted with its picture, or
    for its new file, not."""
    if not issubclass(sender, AbstractRendition):
        return
    image = image_of(instance)
    if instance.filter_spec not in wanted(image) or going(name(image), origin) or busy(name(image)):
        return
    keep(name(image))
    transaction.on_commit(lambda: make_presets(image))


def image_of(rendition: Any) -> Any:
    return type(rendition).image.field.related_model(pk=rendition.image_id)
