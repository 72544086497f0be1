"""Every block has both faces: a declaration with its GraphQL type, and a template with a preview."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from graphql import GraphQLObjectType

from blog.blocks import BodyBlock
from blog.editions.blocks import block_name
from blog.editions.declarations import alias_of, declared
from blog.editions.show import BlockOfEdition
from cms.graphql.schema import schema
from tests import factories as make


def every_block() -> dict[str, BlockOfEdition]:
    """The blocks that stand in a body, at any depth, by the name of their class."""
    found: dict[str, BlockOfEdition] = {}

    def walk(block) -> None:
        if isinstance(block, BlockOfEdition):
            found[type(block).__name__] = block
        for child in getattr(block, "child_blocks", {}).values():
            walk(child)

    walk(BodyBlock())
    return found


BLOCKS = every_block()
SHOWN = {name: block for name, block in BLOCKS.items() if not alias_of(type(block))}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_type_with_the_fields_that_it_declares(name):
    block = BLOCKS[name]
    type_ = schema().type_map[block_name(block)]
    assert isinstance(type_, GraphQLObjectType)
    for field in declared(type(block)):
        camel = field.key.split("_")[0] + "".join(p.title() for p in field.key.split("_")[1:])
        assert (camel in type_.fields) == field.public
    assert type(block).__dict__.get("graphql_fields") is not None


@pytest.mark.parametrize("name", SHOWN)
def test_a_block_has_a_template_a_description_and_an_icon(name):
    block = SHOWN[name]
    assert get_template(block.meta.template)
    assert block.meta.description
    assert block.meta.icon != "placeholder"


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHOWN)
def test_a_block_shows_itself_in_the_editors_preview(home, client, name):
    block = SHOWN[name]
    assert hasattr(block.meta, "preview_value")
    client.force_login(make.editor())
    response = client.get(
        reverse("wagtailadmin_block_preview"),
        {"id": block.definition_prefix},
        HTTP_HOST="testserver",
    )
    assert response.status_code == 200
    assert "<main" in response.content.decode() or len(response.content) > 200
