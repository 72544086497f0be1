"""A plan answers as graphql-core does, byte for byte, errors included.

OPERATIONS in the environment: how many; SEED: which ones.
"""

import os
import random
from collections import Counter
from typing import Any

import orjson
import pytest
from django.db import transaction
from graphql import OperationDefinitionNode, parse

from blog.editions.compose import node_id
from blog.editions.models import Body, Edition
from blog.editions.read import Reader
from cms.graphql import execute
from cms.graphql.plan import Plan
from cms.graphql.previews import token_for
from cms.graphql.queries import ROOTS
from cms.graphql.schema import schema, shape
from cms.graphql.selections import Selections
from tests.graphql import showcase
from tests.graphql.operations import Generator

pytestmark = pytest.mark.django_db

OPERATIONS = int(os.environ.get("OPERATIONS", "1000"))
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))


@pytest.fixture(autouse=True)
def _wide(settings: Any) -> None:
    """Random operations are larger than any that a client would write."""
    settings.GRAPHQL_MAX_ALIASES = settings.GRAPHQL_MAX_DIRECTIVES = 1_000


@pytest.fixture
def site(home: Any) -> showcase.Showcase:
    return showcase.build(home)


def samples(site: showcase.Showcase, door: Reader) -> dict[str, list]:
    ids = [node_id(f"page:{a.pk}") for a in site.articles]
    ids += [node_id(n) for n in Edition.objects.exclude(kind="page").values_list("name", flat=True)]
    found = execute.answer(door, "{ articles(first: 5) { pageInfo { startCursor endCursor } } }")
    return {
        "id": [*ids, node_id("page:99999999999999999999"), "nonsense", ""],
        "slug": site.slugs,
        "urlPath": site.paths,
        "path": [*site.paths, *site.lost],
        "first": [1, 2, 3, 5, 12, 0, 101, 13],
        "page": [1, 2, 3, 0],
        "perPage": [1, 3, 5],
        "last": [1, 2, 3, 0],
        "after": [found["data"]["articles"]["pageInfo"]["startCursor"]] * 3 + ["bad"],
        "before": [found["data"]["articles"]["pageInfo"]["endCursor"]] * 3 + ["bad"],
        "anchor": ["one", "none"],
        "category": ["health", "sleep", "none"],
        "tag": ["food", "tag-1", "none"],
        "author": ["ada", "none"],
        "any": [["food"], ["food", "tag-1"], ["none"], []],
        "all": [["food"], ["food", "tag-1"], ["none"], []],
        "from": ["2020-01-01", "2020-01-01T00:00:00Z", "bad"],
        "to": ["2100-01-01", "2100-01-01T00:00:00Z", ""],
        "in": [ids[:3], ["nonsense"]],
        "notIn": [ids[:2], []],
        "topic": ["topic-1", "none"],
        "search": ["article", "about 3", ""],
        "query": ["article", "about 3", "", "nothing-like-it"],
        "name": ["main", "none"],
        "token": [*map(token_for, site.articles[:3]), "none"],
    }


def compared(door: Reader, text: str, variables: dict) -> tuple[dict, bool]:
    """(the answer, whether the plan gave it by itself); fails where graphql-core's differs."""
    before = execute.fallbacks
    got = execute.answer(door, text, variables)
    by_itself = execute.fallbacks == before
    document = execute.documents.get(text)
    if document.errors or "data" not in got:
        return got, False
    want = execute.reference(door, document, variables, None)
    assert orjson.dumps(got) == orjson.dumps(want), f"seed {SEED}: {text} {variables}"
    return got, by_itself


def test_generated_operations_get_the_same_bytes_from_plan_and_graphql_core(site, door):
    print(f"seed {SEED}")  # noqa: T201
    made, seen = Generator(schema(), SEED, samples(site, door)), Counter()
    for _ in range(OPERATIONS):
        operation = made.operation()
        answer, by_itself = compared(door, operation.text, operation.variables)
        if "data" not in answer:
            seen["refused"] += 1
            continue
        seen["answered"] += 1
        seen["wrong arguments"] += "errors" in answer
        assert by_itself or "errors" in answer, f"seed {SEED}: fell back on {operation.text}"
        for error in answer.get("errors", ()):
            assert error["extensions"]["code"] == "BAD_ARGUMENT", (
                f"seed {SEED}: {error} {operation}"
            )
    assert seen["answered"] > OPERATIONS * 0.8, seen
    assert seen["answered"] > 2 * seen["wrong arguments"], seen


def spoiled(data: Any, chance: random.Random) -> None:
    """Changes one place of an edition to what no composer would write."""
    places = list(places_in(data))
    if not places:
        return
    holder, key = chance.choice(places)
    named = isinstance(holder[key], dict) and "__ref" in holder[key]
    change = chance.choice(("null", "missing", "type", "name", "other"))
    if change == "missing" and isinstance(holder, dict):
        del holder[key]
    elif change == "type" and isinstance(holder[key], dict):
        holder[key]["__typename"] = chance.choice(("Nope", "Tag", "ArticlePage", "QuoteBlock"))
    elif change == "name" and named:
        holder[key]["__ref"] = "page:99999999999999999999"
    elif change == "other" and key not in ("__ref", "__name"):
        holder[key] = chance.choice((2**31, -1.5, "words", True, [], {}, ["a"], 2**70 % 10**19))
    else:
        holder[key] = "page:0" if key in ("__ref", "__name") else None


def places_in(data: Any) -> Any:
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield data, key
        if isinstance(value, dict | list):
            yield from places_in(value)


def spoil(chance: random.Random) -> None:
    """Spoils some editions in the database."""
    for edition in chance.sample(list(Edition.objects.order_by("name")), 6):
        if chance.random() < 0.2:
            Edition.objects.filter(name=edition.name).delete()
            continue
        data = orjson.loads(edition.card)
        spoiled(data, chance)
        Edition.objects.filter(name=edition.name).update(card=orjson.dumps(data).decode())
    for body in Body.objects.order_by("name"):
        data = orjson.loads(body.data)
        for _ in range(chance.randint(0, 3)):
            spoiled(data, chance)
        Body.objects.filter(name=body.name).update(data=orjson.dumps(data).decode())


def test_spoiled_editions_get_the_same_bytes_too(site, door, caplog):
    caplog.set_level("CRITICAL", logger="colophon.graphql")
    print(f"seed {SEED}")  # noqa: T201
    chance, made = random.Random(SEED), Generator(schema(), SEED, samples(site, door))
    failed = 0
    for _ in range(max(OPERATIONS // 20, 15)):
        with transaction.atomic():
            spoil(chance)
            for _ in range(8):
                operation = made.operation()
                answer, _ = compared(door, operation.text, operation.variables)
                codes = {e["extensions"]["code"] for e in answer.get("errors", ())}
                failed += "INTERNAL_ERROR" in codes
            transaction.set_rollback(True)
    assert failed > max(3, OPERATIONS // 100)


def plan_of(text: str) -> Plan:
    document = parse(text)
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    return Plan(shape(), ROOTS, Selections(shape(), document, operation, {}))


def test_twenty_doubled_fragments_compile_in_few_steps():
    text = '{ page(urlPath: "/") { ...F0 } }'
    for n in range(20):
        text += f" fragment F{n} on PageInterface {{ title ...F{n + 1} ...F{n + 1} }}"
    text += " fragment F20 on PageInterface { slug }"
    assert plan_of(text).selections.steps < 1_000


def test_twenty_doubled_fields_compile_in_few_steps():
    text = '{ page(urlPath: "/") { ...F0 } }'
    for n in range(20):
        text += (
            f" fragment F{n} on PageInterface"
            f" {{ a: parent {{ ...F{n + 1} }} b: parent {{ ...F{n + 1} }} }}"
        )
    text += " fragment F20 on PageInterface { slug }"
    assert plan_of(text).selections.steps < 2_000


def test_interfaces_nested_eight_deep_compile_in_few_steps():
    inner = "title"
    for _ in range(8):
        inner = f"parent {{ ... on CategoryPage {{ {inner} }} ... on HomePage {{ title }} }}"
    assert plan_of(f'{{ page(urlPath: "/") {{ {inner} }} }}').selections.steps < 1_000


def test_an_item_goes_with_the_article_it_needs_whatever_is_selected(site, door):
    slug = site.articles[5].slug
    asked = f'{{ article(slug: "{slug}") {{ relatedArticles {{ reason }} }} }}'
    before, _ = compared(door, asked, {})
    gone = site.articles[0]
    Edition.objects.filter(name=f"page:{gone.pk}").delete()
    after, by_itself = compared(door, asked, {})
    count = len(before["data"]["article"]["relatedArticles"])
    assert len(after["data"]["article"]["relatedArticles"]) == count - 1
    assert by_itself


def test_documents_are_kept_up_to_a_number_and_to_their_bytes():
    kept = execute.Documents(most=3, most_bytes=200)
    for n in range(5):
        kept.get(f"{{ a{n}: site {{ name }} }}")
    assert len(kept.kept) == 3
    long = "{ site { name } }" + " " * 150
    kept.get(long)
    assert list(kept.kept)[-1] == long
    assert kept.size == sum(map(len, kept.kept)) <= 200
    kept.get("{ no such }")
    assert "{ no such }" not in kept.kept
