"""The statement that reads editions: what of their rows, and what stands in for one that other code
has stored."""

from functools import lru_cache

from django.db import connection

from blog.visibility import STEP, among, selected

from .compose import compose
from .declarations import PAGE, QUESTION, model_of

# Where the pages of a kind stand.
ADDRESSES = {"blog.author": "/authors/", "taggit.tag": "/tags/"}
LISTED = ", ".join(f"'{kind}'" for kind in ADDRESSES)
OWN = " ".join(f"WHEN '{kind}' THEN '{at}'" for kind, at in ADDRESSES.items())


# What cards show of others.
OF_CARDS = ("hero", "portrait", "parent")


def with_shown(names: list[str]) -> tuple[str, list]:
    """The condition that edition e is one of these names or what their cards show, its arguments."""
    named, arg = among("n.name", names)
    sqlite = connection.vendor == "sqlite"
    arms = [f"SELECT n.name FROM blog_edition n WHERE {named}"]
    for key in OF_CARDS[:-1]:
        shown = (
            f"json_extract(n.card, '$.{key}.__ref')"
            if sqlite
            else f"n.card::json #>> '{{{key},__ref}}'"
        )
        arms.append(f"SELECT {shown} FROM blog_edition n WHERE {named}")
    arms.append(
        f"""SELECT 'page:' || above.id FROM blog_edition n
            JOIN wagtailcore_page own ON n.kind = 'page' AND own.id = n.object_id
            JOIN wagtailcore_page above ON above.path = substr(own.path, 1, length(own.path) - {STEP})
            WHERE {named}"""
    )
    return selected("e.name", " UNION ".join(arms)), [arg] * len(arms)


@lru_cache(maxsize=16)
def columns(whole: bool, html: bool, addressed: bool, mark: str) -> str:
    """The columns that are read beside a name and its place in the tree: the card, if it was made
    by the code of this mark; the address of a thing that can have a page of its own, "" if it has
    none; the body and what of it is rendered."""
    from . import prerender

    own = body = rendered = "NULL"
    if addressed:
        own = f"""CASE WHEN e.kind IN ({LISTED}) THEN CASE WHEN EXISTS (SELECT 1 FROM blog_term t
            WHERE t.site_id = %s AND t.locale_id = %s AND t.term = e.name
            AND (t.expire_at IS NULL OR t.expire_at > %s))
            THEN CASE e.kind {OWN} END || e.slug || '/' ELSE '' END END"""
    if whole:
        body = "b.data"
    if whole and html:
        rendered = f"CASE WHEN b.rendered_by = '{prerender.mark()}' THEN b.html END"
    return f"""CASE WHEN e.fingerprint = '{mark}' THEN e.card END,
          CASE WHEN e.kind = 'page' THEN p.path END, p.url_path, up.id,
          {own}, {body}, {rendered}"""


@lru_cache(maxsize=256)
def selection(where: str, rule: str, asked: str) -> str:
    """SELECT of the editions of a condition that a rule lets through."""
    return f"""SELECT e.name, {asked}
        FROM blog_edition e
        LEFT JOIN wagtailcore_page p ON e.kind IN ('page', 'question') AND p.id = e.object_id
        LEFT JOIN wagtailcore_page up ON up.path = substr(p.path, 1, length(p.path) - {STEP})
        {"LEFT JOIN blog_body b ON b.name = e.name" if "b." in asked else ""}
        WHERE ({where}) AND {rule}"""


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
