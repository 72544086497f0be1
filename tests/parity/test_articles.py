"""Every article of the demo says the same on its page, through GraphQL and in its source."""

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image
from wagtail.models import Site

from blog.importers.save import Importer
from home import demo
from tests.parity import words

pytestmark = pytest.mark.django_db

SOURCE = Path(demo.__file__).parent / "articles"
FILES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.*"))


def stub(path: Path) -> None:
    """A tiny picture in the place of one that takes seconds to draw."""
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (8, 6), (20, 90, 120)).save(path, "JPEG")


@pytest.fixture
def imported(home, tmp_path):
    """Imports one file of the demo and publishes it."""

    def run(name: Path):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True)
        shutil.copy(SOURCE / name, path)
        for picture in re.findall(r"pictures/[\w-]+\.jpg", path.read_text(encoding="utf-8")):
            stub(tmp_path / picture)
        importer = Importer(Site.objects.get(), publish=True)
        outcome = importer.run(path)
        assert outcome.reason == ""
        assert not [done.reason for done in importer.finish() if done.reason]
        return outcome

    return run


@pytest.mark.parametrize("name", FILES, ids=str)
def test_an_article_has_the_same_words_everywhere(imported, visitor, ask, name):
    imported(name)
    [found] = ask("{ articles { nodes { slug url } } }")["articles"]["nodes"]
    article = ask(words.ARTICLE, slug=found["slug"])["article"]
    typed = words.as_typed(SOURCE / name)
    assert len(typed) > 300
    for form in ("html", "text", "markdown"):
        assert words.from_graphql(article, form) == typed, form
    whole = iter(words.words(words.MARKDOWN.render(article["whole"])))
    assert [word for word in typed if word not in whole] == []
    assert words.on_page(visitor.get(found["url"]).content.decode()) == typed
