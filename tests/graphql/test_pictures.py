"""Pictures: the files that exist, and no others, whatever a client asks for."""

import re

import pytest

from blog.models import CustomRendition
from blog.models.media import FORMATS, PRESETS, SOURCES
from tests import factories as make

HERO = "{ articles { nodes { title hero { %s } } } }"


@pytest.fixture
def hero(home, db, django_capture_on_commit_callbacks):
    """An article's picture, 2,000 pixels wide, with its files."""
    with django_capture_on_commit_callbacks(execute=True):
        image = make.image("Harbour", file=make.picture_file(2000, 1000))
    make.article(make.category(home, "Health"), "Walking", hero=image)
    return image


def test_each_format_has_the_picture_in_all_widths(hero, ask):
    asked = " ".join(f"{name}: srcSet(preset: CARD, format: {name})" for name in FORMATS)
    found = ask(HERO % asked)["articles"]["nodes"][0]["hero"]
    for name in FORMATS:
        ending = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg"}[name]
        assert re.fullmatch(
            rf"\S+\.{ending} 480w, \S+\.{ending} 960w, \S+\.{ending} 1600w", found[name]
        )
        sizes = [part.split()[0] for part in found[name].split(", ")]
        assert all(CustomRendition.objects.filter(file=url[len("/media/") :]) for url in sizes)


def test_a_shape_of_one_file_has_it_in_its_own_format_alone(hero, ask):
    asked = "webp: srcSet(preset: PORTRAIT, format: WEBP) avif: srcSet(preset: PORTRAIT)"
    asked += " none: srcSet(preset: PORTRAIT, format: null)"
    found = ask(HERO % asked)["articles"]["nodes"][0]["hero"]
    assert found["webp"].endswith(" 160w")
    assert found["avif"] is found["none"] is None


def test_a_picture_has_a_colour_until_it_is_there(hero, ask):
    found = ask(HERO % "placeholder")["articles"]["nodes"][0]["hero"]["placeholder"]
    assert re.fullmatch("#[0-9a-f]{6}", found)
    hero.file = make.picture_file(10, 10, colour=(255, 0, 0))
    hero.save()
    assert ask(HERO % "placeholder")["articles"]["nodes"][0]["hero"]["placeholder"] == "#ff0000"


def test_nothing_that_a_client_asks_for_makes_a_file(hero, ask):
    made = {spec for specs in SOURCES.values() for spec in specs} | set(PRESETS.values())
    aliases = " ".join(
        f"a{n}{preset}{name}: srcSet(preset: {preset}, format: {name})"
        for n in range(5)
        for preset in PRESETS
        for name in FORMATS
    )
    ask(HERO % aliases)
    assert set(CustomRendition.objects.values_list("filter_spec", flat=True)) == made
    assert CustomRendition.objects.count() == len(made)


def test_a_hundred_source_sets_cost_what_a_hundred_titles_and_pictures_cost(
    home, ask, statements, db
):
    category = make.category(home, "Health")
    for n in range(30):
        make.article(category, f"Article {n}", hero=make.image())
    asked = "{ articles(first: %d) { nodes { title hero { alt %s } } } }"
    counts = []
    for first, more in ((30, ""), (5, "srcSet(preset: WIDE)"), (30, "srcSet(preset: WIDE)")):
        ask(asked % (first, more))
        with statements() as sql:
            ask(asked % (first, more))
        counts.append(len(sql))
    assert counts[0] == counts[1] == counts[2]


def test_the_page_offers_every_format_in_every_width(hero, visitor):
    page = visitor.get("/health/walking/").content.decode()
    picture = re.search("<picture>.*?</picture>", page)[0]
    assert picture.count("<source") == 2
    assert picture.index("image/avif") < picture.index("image/webp") < picture.index("<img")
    assert picture.count("480w") == picture.count("1600w") == 3
    assert 'width="960" height="480"' in picture
