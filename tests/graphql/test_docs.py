"""The queries that the guide shows are right."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from cms.graphql import limits
from cms.graphql.previews import token_for
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

DOCS = Path(settings.BASE_DIR) / "docs"
QUERIES = sorted((DOCS / "queries").glob("*.graphql"))
PATH = {"path": "/health/article-about-3/"}
VARIABLES = {
    "article": PATH,
    "seo": PATH,
    "listing": {"category": "health"},
    "search": {"words": "article about"},
    "suggestions": {"typed": "art"},
    "route": {"path": "/health/sleep/article-about-4/"},
}


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_of_the_guide_is_answered_without_errors(home, ask, path):
    article = showcase.build(home, articles=5).articles[0]
    variables = VARIABLES.get(path.stem, {})
    if path.stem == "preview":
        variables = {"token": token_for(article)}
    found = ask(path.read_text(encoding="utf-8"), **variables)
    assert all(found.values())
    answer = path.with_suffix(".json")
    assert not answer.exists() or found == json.loads(answer.read_text(encoding="utf-8"))


def test_the_guide_names_every_file_and_the_limits_as_they_are():
    guide = (DOCS / "graphql.md").read_text(encoding="utf-8")
    for path in QUERIES:
        assert path.stem == "first" or f"queries/{path.name}" in guide
    for name in (name for name in dir(settings) if name.startswith("GRAPHQL_MAX_")):
        assert f"| `{name}` | {getattr(settings, name):,} |" in guide
    for number in (limits.ROOT, limits.SCHEMA_FIELDS, limits.COMPILE_STEPS):
        assert f"{number:,}" in guide
