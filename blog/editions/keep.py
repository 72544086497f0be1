"""save: writing a thing writes its edition, in the same transaction.

The order holds everything together: the row and its children first, then the row's own lock,
then a fresh read, compose, store. What is not live has no edition. `receivers` leads what Wagtail
writes past `save()` to the same `keep`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db import connection, models, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page

from blog.visibility import rows

from . import gone, terms
from .compose import compose
from .declarations import PAGE, model_of, name
from .store import drop, store

# Fields whose saving changes nothing that a visitor could see.
BOOKKEEPING = frozenset(
    {
        "latest_revision", "latest_revision_id", "latest_revision_created_at", "draft_title",
        "has_unpublished_changes", "live_revision", "live_revision_id",
        "numchild", "locked", "locked_by", "locked_by_id", "locked_at", "file_size", "file_hash",
        COMMENTS_RELATION_NAME,
    }
)  # fmt: skip

# Of PostgreSQL's advisory lock on the tree of pages: "tree" in ASCII.
TREE = 0x74726565

# The objects themselves: a new one has its key only once its row is there.
_busy: ContextVar[tuple[models.Model, ...]] = ContextVar("busy", default=())


def busy(name_: str) -> bool:
    """Whether the thing is being saved by one of our bases, which keeps it at the end."""
    return name_ in map(name, _busy.get())


@contextmanager
def saving(obj: models.Model) -> Iterator[None]:
    """While an object is saved, its children's receivers leave its edition to the base."""
    token = _busy.set((*_busy.get(), obj))
    try:
        yield
    finally:
        _busy.reset(token)


def bookkeeping(update_fields: Any) -> bool:
    return update_fields is not None and set(update_fields) <= BOOKKEEPING


class KeptModel(models.Model):
    """For snippets and documents: `save()` keeps the edition, `publish()` is atomic with it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic(savepoint=False):
            with saving(self):
                result = super().save(*args, **kwargs)
            if not bookkeeping(kwargs.get("update_fields")):
                keep(name(self), type(self))
        return result

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)  # type: ignore[misc]


class KeptPage(KeptModel):
    """For pages: their children are saved within `super().save()`, so they are in the edition."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        # With a savepoint, like Wagtail's own: a page that is refused spoils no transaction.
        with transaction.atomic():
            # A page has two rows. Who adds a child under it locks its own first, then the base's.
            lock(type(self), self.pk)
            if bookkeeping(kwargs.get("update_fields")):
                return super().save(*args, **kwargs)
            if self.pk:
                take_place(self, "path", "depth", "numchild", "url_path")
            elif parent := getattr(self, "_cached_parent_obj", None):
                # treebeard's, who has locked its row; it may have got another address meanwhile.
                take_place(parent, "url_path")
            stood_at = self.pk and self.url_path
            result = super().save(*args, **kwargs)
            if stood_at and stood_at != self.url_path:
                gone.forget(*terms.under(self.path))
            return result


class KeptImage(KeptModel):
    """For pictures: a changed file loses its renditions, and the presets are made after commit.

    presets: preset's name → Wagtail's filter specification; sources: format → specifications of
    the whole picture, by rising width.
    """

    presets: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        before = type(self)._base_manager.filter(pk=self.pk).values_list("file", flat=True).first()
        with transaction.atomic(), saving(self):
            result = super(KeptModel, self).save(*args, **kwargs)
            if before and before != self.file.name:
                self.renditions.all().delete()
            if not bookkeeping(kwargs.get("update_fields")):
                keep(name(self))
                transaction.on_commit(lambda: make_presets(self))
        return result


def take_place(page: Page, *fields: str) -> None:
    """Locks a page and reads where it stands: saving one that was read a while ago must not undo
    a move or forget a child that has come since. Its address is noted as `_stood_at`."""
    for row in locking(Page._base_manager.filter(pk=page.pk)).values("url_path", *fields):
        vars(page).update({field: row[field] for field in fields}, _stood_at=row["url_path"])


def wanted(image: Any) -> set[str]:
    """The specifications of all renditions that a picture should have."""
    return {*image.presets.values(), *(spec for made in image.sources.values() for spec in made)}


def make_presets(image: Any) -> None:
    """Makes the presets that are missing, outside of any transaction (it takes seconds), then
    keeps the picture. A file that cannot be read leaves its presets out."""
    fresh = type(image)._base_manager.filter(pk=image.pk).first()
    if fresh is None:
        return
    # Asked of the database: Wagtail's cache may know renditions that were rolled back or purged.
    fresh.prefetched_renditions = list(fresh.renditions.all())
    with saving(fresh):
        for spec in sorted(wanted(fresh)):
            with suppress(OSError, ValueError):
                fresh.get_rendition(spec)
    keep(name(fresh))


def keep(name_: str, model: type[models.Model] | None = None) -> None:
    """Composes a thing afresh and stores it, or drops its edition when it is gone or not live.
    model: its class, where that is known, which of a page is a statement less."""
    kind, _, key = name_.partition(":")
    with transaction.atomic(savepoint=False):
        lock(model_of(kind), key)
        had, live = standing(name_)
        if kind == PAGE and not (had or live):
            # A draft that had no edition has nothing else: all is stored and dropped at once.
            return
        obj = afresh(kind, key, model)
        shown = obj is not None and alive(obj)
        if shown:
            store(obj, compose(obj))
        elif had or obj is None:
            drop(name_)
        if isinstance(obj, Page) and shown:
            gone.forget("p.id = %s", [obj.pk])
        if isinstance(obj, Page) and had != shown:
            # A category that comes or goes takes its listing of what is under it along.
            terms.spread_subtree(obj.path, tell=obj.numchild > 0)
        elif isinstance(obj, Page) and shown:
            terms.spread_page(obj.pk)
        if isinstance(obj, Page) and (had or shown):
            terms.relisted.send(type(obj), page=obj.pk)


def standing(name_: str) -> tuple[bool, bool]:
    """(whether a thing has an edition, whether it is a page that is live)."""
    kind, _, key = name_.partition(":")
    page = int(key) if kind == PAGE else 0
    sql = """SELECT EXISTS (SELECT 1 FROM blog_edition WHERE name = %s) AS had,
        EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = %s AND live) AS live"""
    ((had, live),) = rows(sql, [name_, page])
    return bool(had), bool(live)


def lock(model: type[models.Model], key: Any) -> None:
    """Locks one row until the transaction ends. SQLite has but one writer and needs none."""
    if key and connection.features.has_select_for_no_key_update:
        list(locking(model._base_manager.filter(pk=key)).values_list("pk"))


def lock_tree() -> None:
    """Lets nobody else add, move or delete pages until the transaction ends.

    treebeard reads where pages stand and later writes what follows from that; of two at once, one
    leaves a page without a parent or a wrong number of children. Raises TransactionManagementError
    outside of a transaction, where nothing would be held."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("lock_tree holds only within a transaction.")
    if connection.features.has_select_for_no_key_update:
        rows("SELECT pg_advisory_xact_lock(%s)", [TREE])


def locking(found: models.QuerySet) -> models.QuerySet:
    if connection.features.has_select_for_no_key_update:
        return found.select_for_update(no_key=True)
    return found


def afresh(kind: str, key: str, model: type[models.Model] | None) -> models.Model | None:
    """The object of a name as the database has it; None when it is gone."""
    found = (model or model_of(kind))._base_manager.filter(pk=key).first()
    return found.specific if type(found) is Page else found


def alive(obj: models.Model) -> bool:
    """Whether an object is live and not expired. A page of no declared type has no edition."""
    expire_at = getattr(obj, "expire_at", None)
    if not getattr(obj, "live", True) or (expire_at and expire_at <= timezone.now()):
        return False
    return not isinstance(obj, Page) or isinstance(obj, KeptPage)
