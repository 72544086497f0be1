"""A page as a revision has it, in few statements: publishing and opening a draft both begin here."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from blog.visibility import among, rows

# What Wagtail takes from the page's row whatever a revision says, and would look up before.
OF_THE_ROW = frozenset(
    {"content_type", "locale", "latest_revision", "alias_of", "owner", "locked_by"}
)


class FromRevision:
    """modelcluster looks up each key that a revision holds, by a statement of its own, and for each
    child the page that it belongs to. Here one statement asks for all; only of a revision that names
    what is gone modelcluster decides what becomes of it."""

    def with_content_json(self, content: dict[str, Any]) -> Any:
        own = {key: value for key, value in content.items() if key not in OF_THE_ROW}
        return super().with_content_json(own)  # type: ignore[misc]

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Any:
        checked = check_fks and not all_there(cls, data)  # type: ignore[arg-type]
        return super().from_serializable_data(data, checked, strict_fks)  # type: ignore[misc]


def all_there(model: type[models.Model], data: dict[str, Any]) -> bool:
    """Whether all that is named in a page's serialized form exists."""
    keys: dict[models.Field, set] = defaultdict(set)
    for field, key in named(model, data):
        target = field.target_field
        keys[target].add(target.get_db_prep_value(target.to_python(key), connection))
    if not keys:
        return True
    quoted = connection.ops.quote_name
    counted, args = [], []
    for target, wanted in keys.items():
        condition, arg = among(quoted(target.column), wanted)
        table = quoted(target.model._meta.db_table)
        counted.append(f"(SELECT count(*) FROM {table} WHERE {condition}) = {len(wanted)}")
        args.append(arg)
    return bool(rows(f"SELECT {' AND '.join(counted)}", args)[0][0])


def named(
    model: type[models.Model], data: dict[str, Any]
) -> Iterator[tuple[models.ForeignKey, Any]]:
    """The foreign keys of an object and of its children, those of children to it left out."""
    for field in model._meta.concrete_fields:
        key = data.get(field.name)
        names = isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey)
        if names and key is not None:
            yield field, key
    for relation in get_all_child_relations(model):
        for child in data.get(relation.get_accessor_name(), ()):
            yield from named(relation.related_model, child)
