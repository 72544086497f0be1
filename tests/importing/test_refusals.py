"""Whatever a file holds, it is imported or refused with its reason, and the others go on."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail.signals import page_published

from blog.models import ArticlePage, CategoryPage
from tests import factories as make

pytestmark = pytest.mark.django_db

PROSE = "This is a sentence that is clearly longer than any of the headings. It has another one."


def run(*paths: Path, **options) -> tuple[str, int]:
    """The command's report and its exit status."""
    out, status = io.StringIO(), 0
    try:
        call_command("import_articles", *map(str, paths), stdout=out, **options)
    except SystemExit as end:
        status = end.code
    return out.getvalue(), status


def front(**fields: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in ({"title": "Bad"} | fields).items())
    return f"---\n{lines}---\n\n{PROSE}\n"


# The file's name, what it holds, what the reason says.
BAD = {
    "a title alone": ("bad.txt", "Title Only\n", "no text below the title"),
    "a picture alone": ("bad.md", "# T\n\n## Here\n\n![A lion](lion.png)", "no text below the title"),
    "a null byte in a list": ("bad.md", front(tags='["a\\0b"]'), "tags: there is a character"),
    "half a character in a name": ("bad.md", front(**{'"\\ud800k"': "1"}), "there is a character"),
    "a fault in fields above plain text": ("bad.txt", front(date="yesterday"), "Line 1: Front matter"),
    "no text": ("bad.md", "# \n", "No title"),
    "a slug of no address": ("bad.md", front(slug='"Hello/!!"'), "Line 3: slug: “Hello/!!”"),
    "a long slug": ("bad.md", front(slug="s" * 300), "Line 3: slug: 300 characters; at most 255"),
    "a long category": ("bad.md", front(category="c" * 300), "Line 3: category: 300 characters"),
    "a long id": ("bad.md", front(id="i" * 600), "Line 3: id: 600 characters; at most 255"),
    "a long caption": ("bad.md", front(hero_caption="c" * 300), "hero_caption: 300 characters"),
    "a long tag": ("bad.md", front(tags=f'["{"t" * 101}"]'), "tags: 101 characters; at most 100"),
    "a long name": ("bad.md", front(authors=f'["{"a" * 121}"]'), "authors: 121 characters"),
    "after the last day": ("bad.md", front(date="9999-12-31T23:59:59-10:00"), "Line 3: date: 9999"),
    "before the first": ("bad.md", front(date="0001-01-01T00:00:00+10:00"), "Line 3: date: 0001"),
    "half a character": ("bad.md", front(title='"x \\ud800 y"'), "Line 2: title: there is a char"),
    "a null byte": ("bad.md", front(hero='"a\\0.jpg"'), "Line 3: hero: there is a character"),
    "an endless number": ("bad.md", front(id="0x" + "f" * 4000), "Line 3: id: “0xfff"),
    "endless and unknown": ("bad.md", front(foo="0x" + "f" * 4000), "Line 3: foo: “0xfff"),
    "no such picture": ("bad.md", front(hero="none.png"), "picture “none.png”: there is no file"),
    "a drawing": ("bad.md", front(hero="drawing.svg"), "picture “drawing.svg”: avif, gif"),
    "another page's address": ("bad.md", front(category="about"), "another page stands at /about/"),
    "fields above plain text": ("bad.txt", front(), "Line 1: Front matter is read in Markdown"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("options", [{}, {"publish": True}, {"dry_run": True}], ids=str)
def test_a_bad_file_is_refused_with_its_reason_and_leaves_nothing(home, tmp_path, bad, options):
    make.standard(home, "About")
    name, content, reason = BAD[bad]
    folder = tmp_path / "health"
    folder.mkdir()
    (folder / "drawing.svg").write_text("<svg/>")
    (folder / name).write_text(content)
    for good in ("a-first", "z-last"):
        (folder / f"{good}.txt").write_text(f"Walking {good}\n\n{PROSE}\n\n{PROSE}")
    report, status = run(tmp_path, **options)
    assert f"refused {folder / name}: " in report
    assert reason in report
    assert status == 1
    assert "2 created, 1 refused" in report
    made = 0 if options.get("dry_run") else 2
    assert (
        ArticlePage.objects.count()
        == ArticlePage.objects.exclude(latest_revision=None).count()
        == made
    )


def test_what_is_no_picture_is_refused_and_leaves_nothing(home, tmp_path):
    (tmp_path / "bad.png").write_text("no picture")
    (tmp_path / "bad.md").write_text(front(hero="bad.png"))
    report, status = run(tmp_path, category="health")
    assert "picture “bad.png” is no picture" in report
    assert (status, ArticlePage.objects.count()) == (1, 0)


@pytest.mark.parametrize("options", [{}, {"publish": True}], ids=str)
def test_an_article_that_begins_with_a_heading_has_its_first_sentence_as_introduction(
    home, tmp_path, options
):
    (tmp_path / "a.md").write_text(f"# Walking\n\n## First section\n\n{PROSE}")
    (tmp_path / "b.txt").write_text(f"Running\n\n1. First\n\n{PROSE}\n\n2. Second\n\n{PROSE}")
    (tmp_path / "c.txt").write_text("Resting Places\n\n- in bed\n- on a bench")
    report, status = run(tmp_path, category="health", **options)
    assert status == 0, report
    found = dict(ArticlePage.objects.values_list("title", "introduction"))
    first = "This is a sentence that is clearly longer than any of the headings."
    assert found == {"Walking": first, "Running": first, "Resting Places": "in bed on a bench"}
    assert all(article.body for article in ArticlePage.objects.all())


TWINS = {
    "title": ("Twice The Same\n\nApples. {}\n\n{}", "Twice The Same\n\nOranges. {}\n\n{}", "txt"),
    "slug": ("C++ for All\n\nApples. {}\n\n{}", "C# for All\n\nOranges. {}\n\n{}", "txt"),
    "id": (
        "---\ntitle: One\nid: X\n---\n\nApples. {}",
        "---\ntitle: Two\nid: X\n---\n\nOranges. {}",
        "md",
    ),
}


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("same", TWINS)
def test_of_two_files_for_one_article_the_second_is_refused(home, tmp_path, same, update):
    one, two, suffix = TWINS[same]
    (tmp_path / f"a.{suffix}").write_text(one.format(PROSE, PROSE))
    (tmp_path / f"b.{suffix}").write_text(two.format(PROSE, PROSE))
    for _ in range(2):
        report, status = run(tmp_path, category="health", update=update)
        assert (
            f"a.{suffix} is for the same article by its {'id' if same == 'id' else 'slug'}"
            in report
        )
        assert status == 1
        assert "Apples" in ArticlePage.objects.get().introduction
    assert "1 refused, 1 unchanged" in report


def test_two_files_that_a_run_before_made_one_article_of_do_not_take_turns(home, tmp_path):
    (tmp_path / "a.md").write_text(front(id="x", title="Walking"))
    run(tmp_path, category="health")
    (tmp_path / "a.md").write_text(front(id="x", title="Running"))
    (tmp_path / "b.md").write_text(front(title="Walking"))
    for _ in range(2):
        report, status = run(tmp_path, category="health", update=True)
        assert "a.md is for the same article of an earlier run" in report
        assert status == 1
        assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Running"


def test_an_article_that_no_import_made_is_left_alone(home, tmp_path):
    article = make.article(make.category(home, "Health"), "Walking")
    article.revisions.all().delete()
    ArticlePage.objects.update(latest_revision=None, live_revision=None)
    (tmp_path / "walking.txt").write_text(f"Walking\n\n{PROSE}\n\n{PROSE}")
    report, status = run(tmp_path, category="health", publish=True)
    assert "is there already and differs" in report
    assert (status, ArticlePage.objects.get().introduction) == (1, article.introduction)


def test_a_file_that_is_named_twice_is_imported_once(home, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"Walking\n\n{PROSE}\n\n{PROSE}")
    assert run(path, tmp_path, category="health")[0].endswith("1 created.\n")


def test_a_fault_at_the_end_takes_out_what_was_made_at_the_beginning(home, tmp_path):
    """A signal's receiver that a deployer adds may fail when an article is published."""

    def fail(*args, **kwargs) -> None:
        raise LookupError("no mast")

    (tmp_path / "a.txt").write_text(f"Walking\n\n{PROSE}\n\n{PROSE}")
    page_published.connect(fail, sender=ArticlePage)
    try:
        report, status = run(tmp_path, category="health", publish=True)
    finally:
        page_published.disconnect(fail, sender=ArticlePage)
    assert "a.txt: LookupError: no mast" in report
    assert (status, ArticlePage.objects.count()) == (1, 0)
    assert run(tmp_path, category="health", publish=True)[1] == 0
    assert ArticlePage.objects.get().live


def test_a_name_of_other_bytes_than_utf_8_is_reported(home, tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(f"Walking\n\n{PROSE}\n\n{PROSE}".encode())
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("import_articles", str(tmp_path), category="health", stdout=out)
    out.flush()
    assert "caf�.txt" in out.buffer.getvalue().decode()


def test_only_what_is_hidden_within_a_folder_is_left_out(home, tmp_path, monkeypatch):
    inside = tmp_path / ".work" / "texts"
    (inside / ".trash").mkdir(parents=True)
    for path in (inside / "a.txt", inside / ".trash" / "b.txt"):
        path.write_text(f"Walking {path.stem}\n\n{PROSE}\n\n{PROSE}")
    monkeypatch.chdir(inside)
    assert "1 created" in run(Path("../texts"), category="health")[0]
    assert ArticlePage.objects.get().title == "Walking a"
    with pytest.raises(CommandError, match="file there"):
        run(tmp_path)


def test_what_a_file_says_elsewhere_is_reported(home, tmp_path):
    (tmp_path / "a.txt").write_text(f"Gymnastics\n\nWalking Every Day\n\n{PROSE}\n\n{PROSE}")
    text = front(keywords="[zebra, giraffe]", hero_alt="A lion", title="Seeing")
    (tmp_path / "b.md").write_text(text)
    report, _ = run(tmp_path, category="health")
    for word in ("Gymnastics", "zebra", "giraffe", "A lion"):
        assert word in report
    assert CategoryPage.objects.get().slug == "health"


def test_what_an_update_leaves_as_it_is_is_reported(home, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(front(id="one", slug="walking", category="health"))
    run(path, publish=True)
    path.write_text(front(id="one", slug="running", category="money", title="Better"))
    report, _ = run(path, update=True)
    assert "it stays in “Health”" in report
    assert "it keeps its slug “walking”" in report
    assert not CategoryPage.objects.filter(slug="money").exists()
    assert "its newest draft is not public" in run(path, publish=True)[0]
    assert Page.objects.get(slug="walking").live


def test_what_the_editor_could_not_save_is_reported(home, tmp_path):
    text = f"# T\n\n{PROSE}\n\n## {'h' * 300}\n\n> {PROSE}\n> — {'n' * 300}\n\n## FAQ\n\n### {'q' * 300}?\n\nSo.\n"
    (tmp_path / "a.md").write_text(text)
    report, status = run(tmp_path, category="health")
    assert status == 0
    for letter in "hnq":
        assert f"“{letter * 60}…” has 30" in report
    assert report.count("the editor takes 255 there") == 3
