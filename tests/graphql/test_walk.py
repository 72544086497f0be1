"""Nothing hidden is in any answer: the schema itself says what there is to ask.

A field, type or root that is new is asked with nobody adding it here. WALKS in the environment: in
how many orders (2).
"""

import base64
import binascii
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from typing import Any

import orjson
import pytest
from django.db.models.signals import post_init
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blog import faqs, visibility
from blog.editions import keep
from blog.editions.compose import node_id
from blog.editions.models import Edition
from blog.editions.read import Reader
from cms.graphql import execute
from cms.graphql.schema import schema
from tests.graphql import canaries
from tests.graphql.walk import Samples, Tour, all_fields, reached

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NEAR, SEEDS = 2, (2, None)[: int(os.environ.get("WALKS", "2"))]
WORD = re.compile(rf"{canaries.WORD}\w*")
# The front page has nothing above it; the picture is hidden.
NEVER = {("HomePage", "parent"), ("SiteSettings", "defaultImage")}
BASE64 = re.compile(r"[A-Za-z0-9_-]{8,}")


@pytest.fixture(autouse=True)
def _wide(settings: Any) -> None:
    """The walk asks for more at once than any client may."""
    for limit in ("TOKENS", "DEPTH", "ALIASES", "COST"):
        setattr(settings, f"GRAPHQL_MAX_{limit}", 10**12)
    settings.GRAPHQL_TIMEOUT = 600.0


@pytest.fixture
def seeded(home: Any, settings: Any) -> canaries.Canaries:
    settings.WAGTAIL_I18N_ENABLED = True
    languages = [("en-gb", "English"), ("fr", "French")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = languages
    return canaries.build(home)


def samples(seeded: canaries.Canaries) -> Samples:
    """Values of arguments that match what is public and what is hidden."""
    names = {*Edition.objects.values_list("name", flat=True), *seeded.hidden}
    ids = sorted(map(node_id, names))
    pages = list(Page.objects.order_by("path").values_list("slug", "url_path"))
    slugs = sorted({*Edition.objects.values_list("slug", flat=True), *(s for s, _ in pages)} - {""})
    words = sorted({*seeded.hidden.values()})
    paths = ["/", *sorted({"/" + url.split("/", 2)[-1] for _, url in pages if url.count("/") > 2})]
    return {
        "Boolean": [True, False],
        "Int": [1],
        "ID": ids,
        "String": [*words, *slugs, *paths],
        "DateTime": ["2020-01-01", "2100-01-01T00:00:00Z"],
        "first": [12],
        "last": [100],
        "perPage": [100],
        # Cursors are followed by themselves.
        "after": [],
        "before": [],
        "slug": slugs,
        "urlPath": paths,
        "path": [*paths, *(f"/{of}/{s}" for of in ("authors", "tags") for s in slugs),
                 *Redirect.objects.values_list("old_path", flat=True)],
        "query": [canaries.WORD, *words, "what", "open"],
        "search": [canaries.WORD, *words, "what", "open"],
        "name": ["main", "none"],
        "token": ["none"],
    }  # fmt: skip


# ---- asking ----


class Walker:
    """Asks as an anonymous visitor does, by plan and by graphql-core, and notes what it meets."""

    def __init__(self, seeded: canaries.Canaries):
        self.seeded, self.samples = seeded, samples(seeded)
        scope = visibility.scope("testserver", 80)
        assert scope is not None
        self.door = Reader(scope)
        self.reached: set[tuple[str, str]] = set()
        self.leaks: dict[str, str] = {}
        self.asked = 0

    def ask(self, text: str, variables: dict) -> Any:
        """The data of both answers, which are the same; of a wrong argument nothing."""
        planned = execute.answer(self.door, text, variables)
        codes = {error["extensions"]["code"] for error in planned.get("errors", ())}
        assert codes <= {"BAD_ARGUMENT"}, (planned["errors"][:2], variables, text[:3_000])
        document = execute.documents.get(text)
        plain = execute.reference(self.door, document, variables, None)
        assert orjson.dumps(planned) == orjson.dumps(plain), (variables, text[:3_000])
        self.asked += 1
        self.reached.update(reached(planned["data"]))
        for word in hidden_in(planned, self.seeded.hidden):
            self.leaks.setdefault(word, f"{variables} {text[:200]}")
        return planned["data"]

    def everywhere(self) -> None:
        """Every root with every value of every argument, and from the richest that was found of
        each type on as deep as a tour goes."""
        near = Tour(schema(), self.samples)
        far = [Tour(schema(), self.samples, seed) for seed in SEEDS]
        for root in schema().query_type.fields:
            found = self.richest(near, root)
            for tour in far:
                text = tour.document(root)
                for variables in found:
                    self.ask(text, variables)

    def by_id(self) -> None:
        """Each thing that there is."""
        self.richest(Tour(schema(), self.samples), "node")

    def richest(self, tour: Tour, root: str) -> list[dict]:
        """The variables that gave the largest answer of each type."""
        best: dict[str, tuple[int, dict]] = {}
        text = tour.document(root, NEAR)
        for variables in tour.variables(root):
            [found] = self.ask(text, variables).values()
            if found:
                one = found[0] if isinstance(found, list) else found
                size, type_ = len(orjson.dumps(found)), one["__typename"]
                best[type_] = max(best.get(type_, (0, {})), (size, variables), key=itemgetter(0))
        return [variables for _, variables in best.values()]


def hidden_in(data: Any, hidden: dict[str, str]) -> Iterator[str]:
    """The words of what is hidden that an answer holds, plainly or within an id or cursor."""
    text = orjson.dumps(without_the_gone(data)).decode()
    yield from WORD.findall(text)
    for found in set(BASE64.findall(text)):
        plain = decoded(found)
        yield from WORD.findall(plain)
        yield from (word for name, word in hidden.items() if name in plain.split("|"))


def decoded(text: str) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""


def without_the_gone(data: Any) -> Any:
    """An answer without the addresses of what is gone: they were public, and were asked for."""
    if isinstance(data, list):
        return [without_the_gone(item) for item in data]
    if isinstance(data, dict):
        if data.get("__typename") == "GoneRoute":
            return {}
        return {key: without_the_gone(value) for key, value in data.items()}
    return data


@contextmanager
def no_instances() -> Iterator[list[str]]:
    """The models of which an instance was made meanwhile."""
    made: list[str] = []

    def note(sender: type, **kwargs: Any) -> None:
        made.append(sender.__name__)

    post_init.connect(note)
    try:
        yield made
    finally:
        post_init.disconnect(note)


# ---- the promises ----


def test_nothing_hidden_is_in_any_answer_however_it_is_asked_for(seeded):
    walker = Walker(seeded)
    with no_instances() as made:
        walker.everywhere()
    assert walker.leaks == {}
    assert made == []
    assert all_fields(schema()) - walker.reached == NEVER


# The conditions of the rule, each with what a leaking one says and the words that it lets out.
CONDITIONS = {
    "live": ("p.live AND", "TRUE AND", {"drifted"}),
    "expiry of a page": (
        "(p.expire_at IS NULL OR p.expire_at > %s)",
        "(p.expire_at IS NULL OR p.expire_at > %s OR TRUE)",
        {"expiredbytheclockalone"},
    ),
    "restriction": (
        visibility.UNRESTRICTED,
        "TRUE",
        {"privatebylogin", "privatebypassword", "privatebygroup"},
    ),
    "restriction above": (
        visibility.ANCESTORS,
        "p.path",
        {"belowaprivatecategory", "belowacategorymadeprivatelater"},
    ),
    "restriction of an alias's source": (
        "OR a.alias_of_id IS NOT NULL AND EXISTS",
        "OR FALSE AND EXISTS",
        {"aliasofapagemadeprivatelater"},
    ),
    "site": ("AND (substr(p.path", "AND (TRUE OR substr(p.path", {"ofanothersite", "ofnosite"}),
    "collection": (
        visibility.media_condition(),
        "TRUE",
        {"privatecollection", "belowaprivatecollection"},
    ),
    "collection above": (
        "up.path = substr(c.path, 1, length(up.path))",
        "up.path = c.path",
        {"belowaprivatecollection"},
    ),
    "expiry of a snippet": (
        "(e.expire_at IS NULL OR e.expire_at > %s)",
        "(e.expire_at IS NULL OR e.expire_at > %s OR TRUE)",
        {"snippetexpired"},
    ),
}


def test_without_any_one_condition_of_the_rule_the_walk_finds_what_it_hides(
    seeded, monkeypatch, subtests
):
    rule = visibility.rule
    for name, (condition, instead, words) in CONDITIONS.items():
        with subtests.test(name), monkeypatch.context() as patch:
            assert condition in rule("(substr(p.path, 1, 8) = %s)")
            broken = partial(replaced, rule, condition, instead)
            patch.setattr(visibility, "rule", broken)
            walker = Walker(seeded)
            walker.by_id()
            assert {canaries.WORD + word for word in words} <= walker.leaks.keys()


def replaced(rule: Any, condition: str, instead: str, site: str) -> str:
    return rule(site).replace(condition, instead)


def test_without_the_conditions_outside_of_the_rule_the_walk_finds_what_they_hide(
    seeded, monkeypatch, subtests
):
    def compose_all() -> None:
        monkeypatch.setattr(keep, "alive", lambda obj: True)
        for name in seeded.hidden:
            keep.keep(name)

    breaks = {
        "what readers meet": (
            lambda: monkeypatch.setattr(faqs, "met", lambda scope: ("1 = 1", ())),
            {"unasked"},
        ),
        "what is live is composed": (compose_all, {"snippetneverpublished", "snippetunpublished"}),
    }
    for name, (make_hole, words) in breaks.items():
        with subtests.test(name):
            make_hole()
            walker = Walker(seeded)
            walker.by_id()
            assert {canaries.WORD + word for word in words} <= walker.leaks.keys()
            monkeypatch.undo()
