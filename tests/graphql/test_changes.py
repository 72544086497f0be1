"""Who breaks the schema has to say so."""

import pytest
from django.core.management import call_command

from cms.graphql.changes import breaking, untold

BEFORE = """
type Query { article(slug: String, id: ID): Article  kind: Kind! }
type Article { id: ID!  title: String!  hero: String }
enum Kind { ONE TWO }
"""
CHANGES = {
    "Article.hero was removed.": ("  hero: String", ""),
    "Article.title changed type from String! to String.": ("title: String!", "title: String"),
    "Query.article arg id was removed.": (", id: ID", ""),
    "Query.article arg slug has changed type from String to String!.": (
        "slug: String",
        "slug: String!",
    ),
    "TWO was removed from enum type Kind.": ("ONE TWO", "ONE"),
}


@pytest.mark.parametrize("sentence", CHANGES)
def test_a_breaking_change_is_found_and_has_to_be_named(sentence):
    after = BEFORE.replace(*CHANGES[sentence])
    log = "# Changelog\n\n## Unreleased\n\n- Faster.\n\n## 1.0\n\n- {}\n"
    assert breaking(BEFORE, after) == [sentence]
    assert untold(BEFORE, after, log.format(sentence)) == [sentence]
    wrapped = sentence.replace(" ", "\n  ", 2)
    assert untold(BEFORE, after, log.replace("Faster.", f"Breaking: `{wrapped}`")) == []


def test_what_is_added_or_deprecated_breaks_nothing():
    after = BEFORE.replace("hero: String", 'hero: String @deprecated(reason: "Use `picture`.")')
    after = after.replace("title:", "picture: String  title:").replace("TWO", "TWO THREE")
    assert breaking(BEFORE, after) == []


def test_the_schema_breaks_nothing_that_was_released_without_a_word():
    with pytest.raises(SystemExit) as end:
        call_command("schema", check=True)
    assert end.value.code == 0
