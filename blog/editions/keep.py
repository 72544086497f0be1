"""save: writing a thing writes its edition, in the same transaction.

The order holds everything together: the row and its children first, then the row's own lock,
then a fresh read, compose, store. What is not live has no edition. `receivers` leads what Wagtail
writes past `save()` to the same `keep`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page

from blog.visibility import rows

from . import fulltext, gone, terms
from .compose import Composed, canonical, compose
from .declarations import declared, model_of, name
from .models import Body, Edition

# Fields whose saving changes nothing that a visitor could see.
BOOKKEEPING = frozenset(
    {
        "latest_revision", "latest_revision_id", "latest_revision_created_at", "draft_title",
        "has_unpublished_changes", "live_revision", "live_revision_id",
        "numchild", "locked", "locked_by", "locked_by_id", "locked_at", "file_size", "file_hash",
        COMMENTS_RELATION_NAME,
    }
)  # fmt: skip

# The objects themselves: a new one has its key only once its row is there.
_busy: ContextVar[tuple[models.Model, ...]] = ContextVar("busy", default=())


def busy(obj: models.Model) -> bool:
    """Whether the object is being saved by one of our bases, which keeps it at the end."""
    return name(obj) in map(name, _busy.get())


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
        with transaction.atomic(savepoint=False):
            # A page has two rows. Who adds a child under it locks its own first, then the base's.
            lock(type(self), self.pk)
            take_place(self, "path", "depth", "numchild", "url_path")
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
        obj = locked(kind, key, model)
        had = bool(rows("SELECT 1 FROM blog_edition WHERE name = %s", [name_]))
        shown = obj is not None and alive(obj)
        if shown:
            store(obj, compose(obj))
        else:
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


def lock(model: type[models.Model], key: Any) -> None:
    """Locks one row until the transaction ends. SQLite has but one writer and needs none."""
    if key and connection.features.has_select_for_no_key_update:
        list(locking(model._base_manager.filter(pk=key)).values_list("pk"))


def locking(found: models.QuerySet) -> models.QuerySet:
    if connection.features.has_select_for_no_key_update:
        return found.select_for_update(no_key=True)
    return found


def locked(kind: str, key: str, model: type[models.Model] | None) -> models.Model | None:
    """The object of a name, its row locked, read afresh; None when it is gone. Of a page it is
    the base's row, whatever its class."""
    base = model_of(kind)
    lock(base, key)
    found = (model or base)._base_manager.filter(pk=key).first()
    return found.specific if type(found) is Page else found


def alive(obj: models.Model) -> bool:
    """Whether an object is live and not expired. A page of no declared type has no edition."""
    expire_at = getattr(obj, "expire_at", None)
    if not getattr(obj, "live", True) or (expire_at and expire_at <= timezone.now()):
        return False
    return not isinstance(obj, Page) or isinstance(obj, KeptPage)


def store(obj: models.Model, made: Composed) -> None:
    put(edition(obj, made))
    name_ = made.card["__name"]
    if made.body is not None:
        put(whole(name_, made.body, made.text))
    if (key := fulltext.key_of(name_)) is not None:
        introduction = str(made.card.get("introduction") or "")
        fulltext.put(key, made.title, introduction, made.text)
    if made.terms and not isinstance(obj, Page):
        terms.put_snippet(name_, made.terms, made.title, made.expire_at)


def edition(obj: models.Model, made: Composed) -> Edition:
    """The row of a card."""
    name_ = made.card["__name"]
    return Edition(
        name=name_,
        kind=name_.partition(":")[0],
        object_id=obj.pk,
        type=made.card["__typename"],
        slug=made.slug,
        date=made.date,
        title=made.title,
        expire_at=made.expire_at,
        fingerprint=fingerprint(),
        card=canonical(made.card),
        terms=canonical(made.terms),
    )


def whole(name_: str, body: dict[str, Any], text: str) -> Body:
    """The row of what only the whole edition has."""
    from .prerender import mark, prerendered

    html = canonical(prerendered(body))
    return Body(name=name_, data=canonical(body), text=text, html=html, rendered_by=mark())


def put(row: Edition | Body) -> None:
    """Writes a row, in the place of the one of its name, by one statement."""
    columns = [f.name for f in row._meta.concrete_fields if not f.primary_key]
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=columns
    )


def drop(name_: str) -> None:
    """Removes an edition with its terms."""
    terms.drop(name_)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM blog_edition WHERE name = %s", [name_])
        cursor.execute("DELETE FROM blog_body WHERE name = %s", [name_])
    if (key := fulltext.key_of(name_)) is not None:
        fulltext.drop(key)


@cache
def fingerprint() -> str:
    """Of the code that composes: the composer's source and all declarations."""
    from grapple.registry import registry

    found = blake2b(digest_size=8)
    here = Path(__file__).parent
    sources = ("compose.py", "blocks.py", "declarations.py", "fulltext.py", "models.py")
    for source in (*sources, "../richtext.py", "../sections.py"):
        found.update((here / source).read_bytes())
    classes = [cls for cls in registry.models if isinstance(cls, type)]
    for cls in sorted(classes, key=lambda c: f"{c.__module__}.{c.__qualname__}"):
        fields = [(f.key, f.source, f.through, f.many, f.required) for f in declared(cls)]
        found.update(repr(fields).encode())
    return found.hexdigest()
