"""What an app adds shows on both faces by its declarations and templates alone.

Run by tests/editions/test_owning.py in a process of its own, since its types are in the schema.
"""

import json

import pytest

from blog.editions import mend
from blog.editions.models import Edition
from tests import factories as make

from .models import RecipeIngredient, RecipePage, Tool

pytestmark = pytest.mark.django_db

QUERY = """{ page(urlPath: "/bread/") { title ... on RecipePage { servings note { text }
    ingredients { name }
    body { __typename ... on StepBlock { minutes text { text } tool { name } } } } } }"""


@pytest.fixture
def recipe(home):
    tool = Tool.objects.create(name="Whisk")
    step = make.block("step", {"minutes": 3, "text": "<p>Beat the eggs.</p>", "tool": tool.pk})
    page = RecipePage(title="Bread", servings=4, note="<p>Salt it.</p>", body=json.dumps([step]))
    page.ingredients = [RecipeIngredient(name="Flour"), RecipeIngredient(name="Eggs")]
    return home.add_child(instance=page)


def test_both_faces_show_what_it_declares(recipe, ask, visitor):
    assert ask(QUERY)["page"] == {
        "title": "Bread",
        "servings": 4,
        "note": {"text": "Salt it."},
        "ingredients": [{"name": "Flour"}, {"name": "Eggs"}],
        "body": [
            {
                "__typename": "StepBlock",
                "minutes": 3,
                "text": {"text": "Beat the eggs."},
                "tool": {"name": "Whisk"},
            }
        ],
    }
    html = visitor.get("/bread/").content.decode()
    for words in ("For 4.", "Salt it.", "<li>Eggs</li>", "3 minutes", "Beat the eggs.", "Whisk"):
        assert words in html


def test_what_it_names_is_one_edition(recipe, ask):
    tool = Tool.objects.get()
    tool.name = "Fork"
    tool.save()
    assert ask(QUERY)["page"]["body"][0]["tool"] == {"name": "Fork"}
    assert "Fork" not in Edition.objects.get(name=f"page:{recipe.pk}").card


def test_an_ingredient_written_by_itself_is_in_the_edition(recipe, ask):
    RecipeIngredient.objects.create(page=recipe, name="Salt", sort_order=9)
    assert {"name": "Salt"} in ask(QUERY)["page"]["ingredients"]


def test_nothing_of_it_is_wrong(recipe):
    recipe.unpublish()
    recipe.save_revision().publish()
    assert list(mend.faults(everything=True)) == []
