"""The statement that reads editions: what of their rows, and what stands in for one that other code
has stored."""

from collections.abc import Iterable
from functools import cache, lru_cache

from blog.visibility import STEP, Scope, among, on_sqlite, public, selected

from .compose import compose
from .declarations import PAGE, QUESTION, model_of
from .marks import rendered_by

# Where the pages of a kind stand.
ADDRESSES = {"blog.author": "/authors/", "taggit.tag": "/tags/"}
LISTED = ", ".join(f"'{kind}'" for kind in ADDRESSES)
OWN = " ".join(f"WHEN '{kind}' THEN '{at}'" for kind, at in ADDRESSES.items())


# What cards show of others.
OF_CARDS = ("hero", "portrait", "parent")


def named(names: Iterable[str]) -> tuple[str, str | list]:
    """(the condition that edition e is one of these names, its one argument)."""
    condition, arg = among("e.name", names)
    if on_sqlite():
        return condition, arg
    # PostgreSQL takes the rule for dear, and for many names would compile it (JIT) each time. How
    # many an array has that is made by a SELECT, it does not see.
    return selected("e.name", "SELECT unnest(%s::text[])"), arg


def slugged() -> str:
    """The condition that edition e is of a type and slug; on PostgreSQL by names, whose
    number it does not see, so that one plan is as good as another."""
    if on_sqlite():
        return "e.type = %s AND e.slug = %s"
    return selected("e.name", "SELECT name FROM blog_edition WHERE type = %s AND slug = %s")


# That edition e is name n of a list: SQLite looks each up, and makes no set of them before.
EACH = "e.name = n.value"


def each(names: list[str]) -> tuple[str, str | list]:
    """The same as `named`, for a condition that stands by itself; the names are different ones."""
    condition, arg = named(names)
    return EACH if on_sqlite() else condition, arg


def with_shown(names: list[str]) -> tuple[str, list]:
    """The condition that edition e is one of these names or what their cards show, its arguments."""
    wanted, arg = among("n.name", names)
    arms = [f"SELECT n.name FROM blog_edition n WHERE {wanted}"]
    for key in OF_CARDS[:-1]:
        shown = (
            f"json_extract(n.card, '$.{key}.__ref')"
            if on_sqlite()
            else f"n.card::json #>> '{{{key},__ref}}'"
        )
        arms.append(f"SELECT {shown} FROM blog_edition n WHERE {wanted}")
    arms.append(
        f"""SELECT 'page:' || above.id FROM blog_edition n
            JOIN wagtailcore_page own ON n.kind = 'page' AND own.id = n.object_id
            JOIN wagtailcore_page above ON above.path = substr(own.path, 1, length(own.path) - {STEP})
            WHERE {wanted}"""
    )
    return selected("e.name", " UNION ".join(arms)), [arg] * len(arms)


@lru_cache(maxsize=16)
def columns(whole: bool, html: bool, addressed: bool, mark: str) -> str:
    """The columns that are read beside a name and its place in the tree: the card, if it was made
    by the code of this mark; the address of a thing that can have a page of its own, "" if it has
    none; the body and what of it is rendered."""
    own = body = rendered = "NULL"
    if addressed:
        own = f"""CASE WHEN e.kind IN ({LISTED}) THEN CASE WHEN EXISTS (SELECT 1 FROM blog_term t
            WHERE t.site_id = %s AND t.locale_id = %s AND t.term = e.name
            AND (t.expire_at IS NULL OR t.expire_at > %s))
            THEN CASE e.kind {OWN} END || e.slug || '/' ELSE '' END END"""
    if whole:
        body = "b.data"
    if whole and html:
        rendered = f"CASE WHEN b.rendered_by = '{rendered_by()}' THEN b.html END"
    return f"""CASE WHEN e.fingerprint = '{mark}' THEN e.card END,
          CASE WHEN e.kind = 'page' THEN p.path END, p.url_path, up.id,
          {own}, {body}, {rendered}"""


@cache
def source() -> str:
    """FROM of edition e and its page p, of a question the one that asks it; outer-joined."""
    kinds = "e.kind IN ('page', 'question')"
    if on_sqlite():
        # By CASE, whose NULL is looked up nowhere.
        key = f"CASE WHEN {kinds} THEN e.object_id END"
        return f"blog_edition e LEFT JOIN wagtailcore_page p ON p.id = {key}"
    # Each page by its key: since PostgreSQL takes the rule for dear, it would read all pages rather
    # than ask it of a few more.
    return f"""blog_edition e LEFT JOIN LATERAL (
        SELECT * FROM wagtailcore_page WHERE {kinds} AND id = e.object_id OFFSET 0) p ON TRUE"""


@lru_cache(maxsize=256)
def selection(where: str, rule: str, asked: str) -> str:
    """SELECT of the editions of a condition that a rule lets through."""
    names = "json_each(%s) n CROSS JOIN " if where == EACH else ""
    return f"""SELECT e.name, {asked}
        FROM {names}{source()}
        LEFT JOIN wagtailcore_page up ON up.path = substr(p.path, 1, length(p.path) - {STEP})
        {"LEFT JOIN blog_body b ON b.name = e.name" if "b." in asked else ""}
        WHERE ({where}) AND {rule}"""


def naming(scope: Scope, type_: str, slug: str) -> tuple[str, tuple]:
    """SELECT of the name of the public thing of a type and slug, of several pages the oldest; its
    arguments."""
    rule, args = public(scope)
    sql = f"""SELECT e.name FROM {source()}
        WHERE e.type = %s AND e.slug = %s AND {rule} ORDER BY e.object_id LIMIT 1"""
    return sql, (type_, slug, *args)


def composed_now(name: str) -> dict | None:
    """An edition whose stored form is of other code, composed in memory; None for a question that
    its page has no more."""
    kind, _, key = name.partition(":")
    asked = kind == QUESTION
    if asked:
        kind, key = PAGE, key.partition(":")[0]
    obj = model_of(kind)._base_manager.get(pk=key)
    made = compose(obj.specific if hasattr(obj, "specific") else obj)
    if asked:
        return next((question for question in made.questions if question["__name"] == name), None)
    return made.card | (made.body or {})
