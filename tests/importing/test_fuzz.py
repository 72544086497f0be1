"""Whatever is typed, a file is imported or refused: never an exception, never half of an article."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from blog.importers.outcome import CREATED, REFUSED, UNCHANGED
from blog.importers.save import Importer
from blog.models import ArticlePage
from tests.unit.test_importers import LINES

pytestmark = pytest.mark.django_db

VALUES = st.sampled_from(
    [
        "x", "''", "[]", "[a, b]", "{a: b}", "12", "1.5", "true", "null", "2025-03-31", "about",
        "9999-12-31T23:59:59-10:00", r'"\0"', r'["\0"]', r'"\ud800"', r'["\ud800"]', r'"\u202e"', "0x" + "f" * 4000,
        "a" * 300, "../../etc", "é", "'#'", "[1, 2.5, true]", "!!python/name:os.system", "-",
    ]
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from(
        ["title", "slug", "id", "category", "date", "hero", "hero_alt", "hero_caption", "tags",
         "authors", "author", "related", "introduction", "other"]
    ),
    VALUES,
    max_size=4,
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines=st.lists(LINES, max_size=12),
    fields=FIELDS,
    suffix=st.sampled_from(["md", "txt"]),
    publish=st.booleans(),
)
def test_any_file_is_imported_or_refused(home, lines, fields, suffix, publish):
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    source = (f"---\n{front}---\n\n" if fields else "") + "\n".join(["# Some title", "", *lines])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"some.{suffix}"
        path.write_text(source)
        status = imported(path, publish)
        assert status in (CREATED, REFUSED)
        assert imported(path, publish) == (UNCHANGED if status == CREATED else REFUSED)
    assert not ArticlePage.objects.filter(latest_revision=None).exists()
    assert ArticlePage.objects.count() == (status == CREATED)
    for article in ArticlePage.objects.all():
        article.delete()


def imported(path: Path, publish: bool) -> str:
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    importer = Importer(site, publish=publish)
    importer.run(path)
    (outcome,) = importer.finish()
    assert bool(outcome.reason) == (outcome.status == REFUSED)
    return outcome.status
