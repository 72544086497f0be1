"""Which articles a list holds: a filter's conditions as a range of the term index."""

import datetime
from typing import Any

import graphene
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from blog.editions.compose import has_faq
from blog.editions.lists import Condition, Range, dated, having, none_of, these
from blog.editions.read import Reader
from blog.editions.terms import ARTICLES
from search.query import holding

from .asking import MOST, argument
from .cursors import name_of
from .types import DateTime

TAGS = 20
DAY = datetime.timedelta(days=1)
MIDNIGHT = datetime.time.min
WHEN = "a day like 2026-03-01 or a moment like 2026-03-01T09:00:00Z"


class TagFilter(graphene.InputObjectType):
    """Which tags an article has."""

    any = graphene.List(
        graphene.NonNull(graphene.String), description=f"At least one of these slugs, up to {TAGS}."
    )
    all = graphene.List(
        graphene.NonNull(graphene.String), description=f"Each of these slugs, up to {TAGS}."
    )


class DateRange(graphene.InputObjectType):
    """Between when an article is dated: a day like `2026-03-01`, or a moment with its offset."""

    from_ = DateTime(name="from", description="From this day or moment on.")
    to = DateTime(description="Until this day's end or this moment.")


class IDFilter(graphene.InputObjectType):
    """Which articles by their ids."""

    in_ = graphene.List(
        graphene.NonNull(graphene.ID), name="in", description=f"Only these, up to {MOST}."
    )
    not_in = graphene.List(
        graphene.NonNull(graphene.ID), description=f"None of these, up to {MOST}."
    )


class ArticleFilter(graphene.InputObjectType):
    """Which articles a list holds; all conditions must be met."""

    category = graphene.String(description="Slug of a category; with what stands under it.")
    author = graphene.String(description="Slug of an author.")
    tag = graphene.String(description="Slug of a tag.")
    tags = TagFilter(description="Several tags.")
    date = DateRange(description="When it is dated.")
    ids = IDFilter(description="Which ones, by their ids.")
    has_faq = graphene.Boolean(description="Whether it has questions with answers.")
    search = graphene.String(
        description="Words that it holds, as `search` finds them; blank text is no condition."
    )


class Nothing(Exception):
    """No article can meet a condition."""


def range_of(door: Reader, filter_: dict, order: str) -> Range | None:
    """The range of a filter; None where it names only what is not public. Raises GraphQLError
    for a value that is none."""
    given = {key: value for key, value in filter_.items() if value is not None}
    try:
        conditions = [*by_date(given), *by_words(door, given)]
        few, more = by_id(given)
        # What goes first is gone through row by row, the rest is looked up in it: the larger
        # listings first.
        terms, anyone = by_term(door, given)
    except Nothing:
        return None
    first, *others = terms or [ARTICLES]
    conditions += [*more, *anyone, *(having(door.scope, term) for term in others)]
    return Range(first, order, tuple(conditions), few)


def listed(name: str, values: list, most: int) -> list:
    """A list of an argument. Raises GraphQLError for one that is too long."""
    if len(values) > most:
        raise argument(f"filter.{name}", f"a list of {len(values)}", f"at most {most}")
    return values


# ---- terms ----


def by_term(door: Reader, given: dict) -> tuple[list[str], list[Condition]]:
    """(the terms that a row has all of, the condition that it has one of some)."""
    terms = [has_faq(given["has_faq"])] if "has_faq" in given else []
    for key, type_ in (("category", "CategoryPage"), ("author", "Author")):
        if key in given:
            terms.append(sure(door.one(type_, given[key])))
    tags = given.get("tags") or {}
    anyone = tags.get("any")
    every = [given["tag"]] if "tag" in given else []
    every += listed("tags.all", tags.get("all") or [], TAGS)
    known = door.slugs("Tag", [*every, *listed("tags.any", anyone or [], TAGS)])
    terms += dict.fromkeys(sure(known.get(slug)) for slug in every)
    if anyone is None:
        return terms, []
    names = [known[slug] for slug in anyone if slug in known]
    return terms, [having(door.scope, *names)] if sure(names) else []


def sure(found: Any) -> Any:
    if not found:
        raise Nothing
    return found


# ---- ids, dates, words ----


def by_id(given: dict) -> tuple[Condition | None, list[Condition]]:
    """(the condition of `in`, which few names meet; that of `notIn`)."""
    ids = given.get("ids") or {}
    only, but = ids.get("in_"), ids.get("not_in")
    more = [none_of(named("ids.notIn", but))] if but else []
    return None if only is None else these(sure(named("ids.in", only))), more


def named(argument_: str, ids: list[str]) -> tuple[str, ...]:
    names = (name_of(id_) for id_ in listed(argument_, ids, MOST))
    return tuple(name for name in names if name)


def by_date(given: dict) -> list[Condition]:
    dates = given.get("date") or {}
    found = []
    if (value := dates.get("from_")) is not None:
        found.append(dated(">=", moment("date.from", value)))
    if (value := dates.get("to")) is not None:
        found.append(dated("<" if is_day(value) else "<=", moment("date.to", value, end=True)))
    return found


def is_day(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= len("2026-03-01")


def moment(name: str, value: Any, end: bool = False) -> datetime.datetime:
    """The moment that a text says; of a day where it begins, or at its `end` where the next one
    does. Raises GraphQLError."""
    try:
        found = (parse_date if is_day(value) else parse_datetime)(value)
        if found is None or not value.isascii():
            raise ValueError
        if not isinstance(found, datetime.datetime):
            found = ended(found) if end else datetime.datetime.combine(found, MIDNIGHT)
        return in_utc(timezone.make_aware(found) if timezone.is_naive(found) else found)
    except (ValueError, TypeError):
        raise argument(f"filter.{name}", value, WHEN) from None


def ended(day: datetime.date) -> datetime.datetime:
    """Where the next day begins; of the last day that there is, its end."""
    if day == datetime.date.max:
        return datetime.datetime.max
    return datetime.datetime.combine(day + DAY, MIDNIGHT)


def in_utc(moment_: datetime.datetime) -> datetime.datetime:
    """The same moment in UTC; within a day of the calendar's ends the same hour there."""
    try:
        return moment_.astimezone(datetime.UTC)
    except OverflowError:
        return moment_.replace(tzinfo=datetime.UTC)


def by_words(door: Reader, given: dict) -> list[Condition]:
    text = given.get("search", "").strip()
    return [sure(holding(door, text))] if text else []
