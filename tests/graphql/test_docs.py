"""The queries that the guide shows are right, and so are their answers.

WRITE_ANSWERS=1 writes the answers.
"""

import itertools
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cms.graphql import limits
from cms.graphql.previews import token_for
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

DOCS = Path(settings.BASE_DIR) / "docs"
QUERIES = sorted((DOCS / "queries").glob("*.graphql"))
PATH = {"path": "/health/article-about-3/"}
VARIABLES = {
    "article": PATH,
    "seo": PATH,
    "listing": {"category": "health"},
    "search": {"words": "about 3"},
    "suggestions": {"typed": "art"},
    "route": {"path": "/health/sleep/article-about-4/"},
}


# What differs from one site to the next: an answer has an ellipsis there.
DIFFERS = re.compile(r"(?:.*I|i)d|.*Cursor|.*[dD]ate|.*At|.*Time|jsonLd")
PARTS = re.compile(r'/media/\S+|(?<=/documents/)[^"]+|(?<=faq-)\w+')


def general(found: Any, key: str = "") -> Any:
    """An answer as it is on every site with the same content."""
    if isinstance(found, dict):
        return {name: general(value, name) for name, value in found.items()}
    if isinstance(found, list):
        return [general(value) for value in found]
    if not isinstance(found, str):
        return found
    return "…" if DIFFERS.fullmatch(key) else PARTS.sub("…", found)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_of_the_guide_has_the_answer_beside_it(home, ask, path, monkeypatch):
    monkeypatch.setattr(make, "counter", itertools.count(1))
    article = showcase.build(home, articles=5).articles[0]
    variables = VARIABLES.get(path.stem, {})
    if path.stem == "preview":
        variables = {"token": token_for(article)}
    found = ask(path.read_text(encoding="utf-8"), **variables)
    assert all(found.values())
    found, answer = general(found), path.with_suffix(".json")
    if os.environ.get("WRITE_ANSWERS"):
        text = json.dumps(found, indent=2, ensure_ascii=False)
        answer.write_text(f"{text}\n", encoding="utf-8")
    assert found == json.loads(answer.read_text(encoding="utf-8"))


def test_the_guide_names_every_file_and_the_limits_as_they_are():
    guide = (DOCS / "graphql.md").read_text(encoding="utf-8")
    for path in QUERIES:
        assert path.stem == "first" or f"queries/{path.name}" in guide
    for name in (name for name in dir(settings) if name.startswith("GRAPHQL_MAX_")):
        assert f"| `{name}` | {getattr(settings, name):,} |" in guide
    for number in (limits.ROOT, limits.SCHEMA_FIELDS, limits.COMPILE_STEPS):
        assert f"{number:,}" in guide
