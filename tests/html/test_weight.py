"""What a page weighs, and what a browser must have before it shows anything."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from home.demo import load
from tests import factories as make
from tests.graphql.showcase import picture


def file(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def compressed(body: bytes) -> int:
    return len(brotli.compress(body, quality=4))


@pytest.fixture
def page(home, visitor) -> str:
    """An article as long as those of the demo, with six to read next."""
    health = make.category(home, "Health")
    text = Path(load.__file__).parent / "articles" / "health" / "sleep-without-trying-harder.md"
    words = text.read_text(encoding="utf-8").split("---", 2)[2]
    parts = [part.partition("\n") for part in words.split("\n## ")]
    sections = [
        make.section(heading, make.paragraph(f"<p>{body}</p>"), numbered=True)
        for heading, _, body in parts[1:]
    ]
    author = make.author("Amara Nwosu", biography="She writes.", portrait=picture("Hills"))
    for n in range(7):
        make.article(health, f"Another article {n}", hero=picture("Hills"), authors=[author])
    questions = make.faq(*[(f"Is {n} enough?", f"{n} is plenty for most of us.") for n in range(4)])
    article = make.article(
        health, "Sleep", hero=picture("Hills"), authors=[author], body=[*sections, questions]
    )
    return visitor.get(article.url).content.decode()


def test_an_article_and_its_stylesheet_weigh_at_most_twelve_kilobytes(page):
    assert len(page) > 20_000
    assert compressed(page.encode()) + compressed(file("css/site.css")) <= 12_000


def test_scripts_weigh_at_most_three_kilobytes():
    assert compressed(file("js/site.js")) + len(file("js/theme.js")) <= 3_000


def test_nothing_blocks_a_page_but_its_stylesheet(page):
    head = page.partition("</head>")[0]
    scripts = re.findall(r"<script([^>]*)>", head)
    assert [s for s in scripts if "src=" in s and 'type="module"' not in s] == []
    assert len(re.findall('rel="stylesheet"', page)) == 1
    assert "@import" not in file("css/site.css").decode()
    assert "url(" not in file("css/site.css").decode()


def test_nothing_of_a_page_has_a_style_or_a_handler_of_its_own(page):
    tags = "".join(re.findall(r"<[a-z][^>]*>", page))
    assert re.findall(r"\s(style|on[a-z]+)=", tags) == []


def test_the_hero_alone_is_eager_and_every_picture_keeps_its_place(page):
    pictures = re.findall(r"<img[^>]*>", page)
    assert len(pictures) > 7
    assert ["loading=" not in found for found in pictures].count(True) == 1
    assert page.count('fetchpriority="high"') == 1
    for found in pictures:
        assert re.search(r' width="\d+" height="\d+"', found), found
