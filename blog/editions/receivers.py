"""What Wagtail writes past our bases' `save()`: each path leads to `keep` or `spread`, in the
writer's own transaction."""

from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.images.models import AbstractRendition
from wagtail.models import Page, PageViewRestriction, Site

from . import terms
from .declarations import name
from .keep import KeptModel, bookkeeping, busy, drop, keep, keep_image


@receiver(post_save, sender=Page)
def base_page_saved(instance: Page, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """Moves, expiry and bulk unpublishing save the base `Page`, never the specific class."""
    if not raw and not bookkeeping(update_fields):
        with transaction.atomic():
            keep(name(instance))
            spread_locked(instance.path)


@receiver(post_delete)
def kept_deleted(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Deleting a subtree calls no child's `delete()`, but this signal comes for each."""
    if isinstance(instance, KeptModel | Tag) or sender is Page:
        drop(name(instance))


def parent_of(instance: models.Model) -> models.Model | None:
    """The kept object that owns a child row, if it is one."""
    for field in instance._meta.fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, KeptModel):
            return field.related_model(pk=getattr(instance, field.attname))
    return None


@receiver([pre_save, pre_delete])
def child_changing(sender: type, instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """A child written by itself locks its parent first, so that all writers lock in one order."""
    parent = None if raw else parent_of(instance)
    if parent is not None and not busy(parent) and connection.in_atomic_block:
        lock(parent)


@receiver([post_save, post_delete])
def child_changed(
    sender: type, instance: models.Model, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    parent = None if raw else parent_of(instance)
    if parent is None or busy(parent) or not parent.pk:
        return
    if origin is not None and getattr(origin, "model", type(origin)) is not sender:
        return
    keep(name(parent))


def lock(obj: models.Model) -> None:
    rows = type(obj)._base_manager.filter(pk=obj.pk)
    if connection.features.has_select_for_no_key_update:
        list(rows.select_for_update(no_key=True).values_list("pk"))


@receiver(post_save, sender=Tag)
def tag_saved(instance: Tag, raw: bool, **kwargs: Any) -> None:
    if not raw:
        keep(name(instance))


@receiver(m2m_changed)
def relation_changed(instance: Any, action: str, **kwargs: Any) -> None:
    """Tags and other many-to-many relations are written after `save()`."""
    if action.startswith("post_") and isinstance(instance, KeptModel) and not busy(instance):
        keep(name(instance))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    if not raw and (page := Page.objects.filter(pk=instance.page_id).first()):
        spread_locked(page.path)


def spread_locked(path: str) -> None:
    """Rewrites the terms of a subtree, its rows locked first, in the order of their paths."""
    with transaction.atomic():
        if connection.features.has_select_for_no_key_update:
            rows = Page.objects.filter(path__startswith=path).order_by("path")
            list(rows.select_for_update(no_key=True).values_list("pk"))
        terms.spread_under(path)


@receiver([post_save, post_delete], sender=Site)
def site_changed(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        terms.spread_all()


@receiver(post_delete)
def rendition_deleted(sender: type, instance: models.Model, origin: Any = None, **kwargs: Any):
    """A purged rendition is made again; one deleted with its picture, or for its new file, not."""
    if not issubclass(sender, AbstractRendition):
        return
    image = type(instance).image.field.related_model(pk=instance.image_id)
    if not busy(image) and not isinstance(origin, type(image)):
        transaction.on_commit(lambda: keep_image(image))
