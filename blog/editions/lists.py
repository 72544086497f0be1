"""Lists: which rows of the term index they hold, in which order, and any part of them.

A `Range` says which rows (a `Union` those of several), a `Part` which of these; what lies behind or
before a place is found by the index, so that a part costs the same wherever it lies, and nothing
that is published meanwhile moves a place. `read` answers any number of questions about lists in one statement.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from blog.visibility import Scope, among, on_sqlite, rows

from . import translations
from .terms import EVERYWHERE, NOINDEX

BY_DATE_DESC, BY_DATE_ASC, BY_TITLE = "DATE_DESC", "DATE_ASC", "TITLE"
# Order → its column, and whether it falls.
ORDERS = {BY_DATE_DESC: ("date", True), BY_DATE_ASC: ("date", False), BY_TITLE: ("title", False)}

ARMS = 400  # SQLite joins at most 500 SELECTs

# Where a row stands in an order: its key there and what tells equals apart.
Place = tuple[Any, ...]
# A condition of SQL with its arguments; a tuple among these is one list.
Condition = tuple[str, tuple]
# Of a row: the name, the key of the order as text.
Row = tuple[str, str]


class Part(NamedTuple):
    """So many rows, the first or the `last` ones of those between two places."""

    count: int
    after: Place | None = None
    before: Place | None = None
    last: bool = False
    offset: int = 0


class Range(NamedTuple):
    """The rows of one term that meet all conditions, unexpired ones.

    few: what few names meet, from which the rows are looked up; everywhere: of what stands in no
    site.
    """

    term: str
    order: str = BY_DATE_DESC
    conditions: tuple[Condition, ...] = ()
    few: Condition | None = None
    everywhere: bool = False

    def where(self, *conditions: Condition) -> "Range":
        """Of these rows those that meet more conditions."""
        return self._replace(conditions=(*self.conditions, *conditions))


class Union(NamedTuple):
    """The rows of ranges that have no row in common, in their one order."""

    ranges: tuple[Range, ...]

    @property
    def order(self) -> str:
        return self.ranges[0].order


class Slice(NamedTuple):
    """The question for the rows of a part of a range."""

    range: Range | Union
    part: Part


def newest_of(term: str, count: int, offset: int = 0) -> Slice:
    """The question for the newest rows of a term."""
    return Slice(Range(term), Part(count, offset=offset))


class Total(NamedTuple):
    """The question how many rows a range has."""

    range: Range | Union


def newest_indexed(scope: Scope, term: str, count: int, *conditions: Condition) -> Slice:
    """The same, those aside that search engines are asked to leave out."""
    return Slice(Range(term, conditions=(unmarked(scope), *conditions)), Part(count))


class Translations(NamedTuple):
    """The question in which languages a page can be read, by its name."""

    name: str


Question = Slice | Total | Translations


def cut(
    part: Part, key: str, name: str, *, falls: bool = False, place: str = "(%s, %s)"
) -> tuple[str, list]:
    """What follows the conditions of a SELECT so that it reads a part of its rows in the order of
    two columns, and its arguments. Of the last ones, the last comes first.

    place: how a place is written.
    """
    forward, backward = ("<", ">") if falls else (">", "<")
    sql, args = "", []
    for given, compare in ((part.after, forward), (part.before, backward)):
        if given is not None:
            sql += f" AND ({key}, {name}) {compare} {place}"
            args += given
    direction = "DESC" if falls != part.last else "ASC"
    sql += f" ORDER BY {key} {direction}, {name} {direction}"
    if on_sqlite() or part.offset:
        return f"{sql} LIMIT %s OFFSET %s", [*args, part.count, part.offset]
    # PostgreSQL would plan it anew each time, unless it knows how few are wanted.
    return f"{sql} LIMIT {part.count:d}", args


def in_order(part: Part, found: list) -> list:
    """The rows that `cut` read, in the order of their list."""
    return found[::-1] if part.last else found


# ---- conditions ----


def one_of(select: str, column: str = "name") -> str:
    """The condition that a row's name, or another column, is one of what a SELECT gives, which is
    made once.

    PostgreSQL would look for each row anew; that it may not turn what is asked of a truth value
    into a join keeps it from that.
    """
    found = f"{column} IN ({select})"
    return found if on_sqlite() else f"({found}) IS TRUE"


def having(scope: Scope, *terms: str) -> Condition:
    """That a row has one of these terms too."""
    condition, arg = among("term", terms) if len(terms) > 1 else ("term = %s", terms[0])
    found = f"SELECT name FROM blog_term WHERE site_id = %s AND locale_id = %s AND {condition}"
    args = (scope.site_id, scope.locale_id, arg if isinstance(arg, str) else tuple(arg))
    return one_of(found), args


def these(names: Iterable[str]) -> Condition:
    """That a row is one of these names."""
    condition, arg = among("name", names)
    return condition, (arg if isinstance(arg, str) else tuple(arg),)


def none_of(names: Iterable[str]) -> Condition:
    """That a row is none of these names."""
    condition, args = these(names)
    return f"NOT ({condition})", args


def unmarked(scope: Scope) -> Condition:
    """That search engines may list what a row names."""
    found, args = having(scope, NOINDEX)
    return f"NOT ({found})", args


def dated(compare: str, moment: datetime) -> Condition:
    """How the date of a row compares with a moment: `>=`, `<=`, `<`."""
    return f"date {compare} %s", (connection.ops.adapt_datetimefield_value(moment),)


# ---- reading ----


def where(scope: Scope, range_: Range) -> tuple[str, list]:
    """The condition of a range's rows, and its arguments."""
    place = [EVERYWHERE, EVERYWHERE] if range_.everywhere else [scope.site_id, scope.locale_id]
    # The plus keeps SQLite from going through the whole listing instead of a few names.
    plus = "+" if range_.few and on_sqlite() else ""
    sql = (
        f"{plus}site_id = %s AND {plus}locale_id = %s AND {plus}term = %s"
        " AND (expire_at IS NULL OR expire_at > %s)"
    )
    args: list = [*place, range_.term, scope.moment]
    first = (range_.few,) if range_.few else ()
    for condition, given in (*first, *range_.conditions):
        sql += f" AND {condition}"
        args += [list(arg) if isinstance(arg, tuple) else arg for arg in given]
    return sql, args


def arm(scope: Scope, label: int, question: Slice | Total) -> tuple[str, list]:
    """The SELECT that answers one question, each row behind its label; its arguments."""
    key, _ = ORDERS[question.range.order]
    if isinstance(question, Total):
        source, args = rows_of(scope, question.range, key)
        counted = f"SELECT {label} AS label, CAST(count(*) AS text) AS name, '' AS as_text"
        return f"{counted} FROM {source}", args
    source, args = slice_of(scope, question)
    # Named, since PostgreSQL would call the text as the column and sort all of the range by it.
    sql = f"SELECT {label} AS label, name, CAST({key} AS text) AS as_text FROM {source}"
    return f"SELECT * FROM ({sql}) x", args


def slice_of(scope: Scope, question: Slice) -> tuple[str, list]:
    """(the FROM … LIMIT of a part of a range, its arguments); the last ones come last first."""
    key, falls = ORDERS[question.range.order]
    source, args = rows_of(scope, question.range, key)
    tail, tail_args = cut(question.part, key, "name", falls=falls)
    return f"{source}{tail}", [*args, *tail_args]


def rows_of(scope: Scope, range_: Range | Union, key: str) -> tuple[str, list]:
    """(the FROM … WHERE of all rows of a range, its arguments). Of several, each by its own index:
    both databases merge what comes in order."""
    if isinstance(range_, Range):
        condition, args = where(scope, range_)
        return f"blog_term WHERE {condition}", args
    arms = [where(scope, one) for one in range_.ranges]
    sql = " UNION ALL ".join(
        f"SELECT name, {key} FROM blog_term WHERE {condition}" for condition, _ in arms
    )
    return f"({sql}) u WHERE 1 = 1", [arg for _, args in arms for arg in args]


def read(scope: Scope, questions: Iterable[Question]) -> dict[Question, Any]:
    """The answer to each question: the rows of a Slice, the number of a Total, and, by a statement
    of their own, the languages of Translations."""
    asked = list(dict.fromkeys(questions))
    names = {question.name for question in asked if isinstance(question, Translations)}
    if not names:
        return ranges(scope, asked)
    others = [question for question in asked if not isinstance(question, Translations)]
    languages = translations.read(scope, names)
    return ranges(scope, others) | {Translations(name): languages[name] for name in names}


def ranges(scope: Scope, asked: list[Slice | Total]) -> dict[Any, Any]:
    found: list[list[Row]] = [[] for _ in asked]
    for start in range(0, len(asked), ARMS):
        numbered = enumerate(asked[start : start + ARMS], start)
        arms = [arm(scope, label, question) for label, question in numbered]
        sql = " UNION ALL ".join(text for text, _ in arms)
        for row in rows(sql, [arg for _, args in arms for arg in args]):
            found[row[0]].append(row[1:])
    return {
        question: in_order(question.part, answer)
        if isinstance(question, Slice)
        else int(answer[0][0])
        for question, answer in zip(asked, found, strict=True)
    }
