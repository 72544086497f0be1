"""`manage.py import_articles`, from files to articles."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as Picture
from taggit.models import Tag
from wagtail.models import Page, Site

from blog.editions import fulltext
from blog.importers.save import Importer
from blog.models import ArticlePage, Author, CategoryPage, CustomImage
from blog.visibility import on_sqlite
from search import query
from tests import factories as make

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parent.parent / "samples" / "quiet_garden.txt"


def run(*paths: Path, **options) -> str:
    """The command's report; a refusal is in it, its exit status is not looked at."""
    out = io.StringIO()
    try:
        call_command("import_articles", *map(str, paths), stdout=out, **options)
    except SystemExit as end:
        out.write(f"exit {end.code}")
    return out.getvalue()


def markdown(folder: Path, name: str, body: str = "Some words to read.", **front) -> Path:
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = {"title": name.replace("-", " ").title(), "slug": name, "introduction": "Hi."} | front
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    path.write_text(f"---\n{lines}---\n\n{body}\n", encoding="utf-8")
    return path


def test_a_pasted_article_becomes_a_page_of_sections_questions_and_a_teaser(home, visitor):
    report = run(SAMPLE, publish=True)
    assert report.startswith("created")
    article = ArticlePage.objects.get()
    types = [block.block_type for block in article.body]
    assert "section" in types
    assert "faq" in types
    assert article.get_parent().specific_class is CategoryPage
    assert visitor.get(article.url).status_code == 200


def test_an_article_is_a_draft_unless_publish_is_given(home, tmp_path, visitor):
    run(markdown(tmp_path / "health", "walking"))
    article = ArticlePage.objects.get()
    assert not article.live
    assert article.latest_revision is not None
    assert visitor.get("/health/walking/").status_code == 404


def test_the_words_of_an_import_are_looked_for_in_one_piece_of_the_index(
    home, tmp_path, door, monkeypatch
):
    if not on_sqlite():
        pytest.skip("PostgreSQL has no pieces")
    monkeypatch.setattr(fulltext, "PIECES", 1)  # SQLite makes one of some by itself
    monkeypatch.setattr(fulltext, "MERGED", 1)  # so that it takes many steps
    for n in range(7):
        words = " ".join(f"walk{n}x{word}" for word in range(1500))
        markdown(tmp_path / "health", f"walk-{n}", words)
    run(tmp_path, publish=True)
    assert fulltext.pieces(fulltext.PAGES) == 1
    assert len(query.search(door, "walk")) == 7
    third = ArticlePage.objects.get(slug="walk-3")
    assert query.search(door, "walk3x700") == [f"page:{third.pk}"]


def test_a_release_makes_one_piece_of_many_and_leaves_few_alone(home, monkeypatch):
    if not on_sqlite():
        pytest.skip("PostgreSQL has no pieces")
    health = make.category(home, "Health")
    for _ in range(200):
        make.article(health)
        if (many := fulltext.pieces(fulltext.PAGES)) > fulltext.PIECES:
            break
    with monkeypatch.context() as enough:
        enough.setattr(fulltext, "PIECES", many)
        call_command("editions", "--mend", verbosity=0)
    assert fulltext.pieces(fulltext.PAGES) == many
    call_command("editions", "--mend", verbosity=0)
    assert fulltext.pieces(fulltext.PAGES) == 1


def test_running_it_twice_changes_nothing(home, tmp_path):
    path = markdown(tmp_path / "health", "walking", tags="[a, b]", authors="[Ada]")
    run(path, publish=True)
    before = ArticlePage.objects.values().get()
    report = run(path, publish=True)
    assert report.startswith("unchanged")
    assert ArticlePage.objects.values().get() == before
    assert Author.objects.count() == 1


def test_a_changed_file_is_refused_without_update_and_drafted_with_it(home, tmp_path):
    path = markdown(tmp_path / "health", "walking")
    run(path, publish=True)
    markdown(tmp_path / "health", "walking", body="Other words now.")
    assert "refused" in run(path)
    assert run(path, update=True).startswith("updated")
    article = ArticlePage.objects.get()
    assert "Some words" in str(article.body)
    assert "Other words" in str(article.get_latest_revision_as_object().body)
    assert run(path, update=True).startswith("unchanged")


def test_questions_keep_their_anchors_when_a_file_is_imported_again(home, tmp_path):
    faqs = "## FAQs\n\nIs it far?\n\nNo.\n"
    path = markdown(tmp_path / "health", "walking", body=faqs)
    run(path, publish=True)
    first = ArticlePage.objects.get().body.raw_data[0]["value"]["items"][0]["id"]
    markdown(tmp_path / "health", "walking", body="More.\n\n" + faqs)
    run(path, publish=True, update=True)
    blocks = {b["type"]: b for b in ArticlePage.objects.get().body.raw_data}
    assert blocks["faq"]["value"]["items"][0]["id"] == first


def test_related_articles_may_come_later_in_the_same_run(home, tmp_path):
    markdown(tmp_path / "health", "a-first", related="[z-last, nowhere]")
    markdown(tmp_path / "health", "z-last")
    report = run(tmp_path, publish=True)
    picks = ArticlePage.objects.get(slug="a-first").related_picks.all()
    assert [pick.article.slug for pick in picks] == ["z-last"]
    assert "left unbound: related “nowhere”" in report


def test_a_run_that_was_stopped_again_and_again_is_taken_up_by_the_next(home, tmp_path):
    path = markdown(tmp_path / "health", "walking", tags="[a, b]", authors="[Ada]")
    for _ in range(2):
        Importer(Site.objects.get(is_default_site=True), publish=True).run(path)
        assert not ArticlePage.objects.get().live
    run(path, publish=True)
    article = ArticlePage.objects.get()
    assert article.live
    assert [a.author.name for a in article.article_authors.all()] == ["Ada"]
    assert [tag.name for tag in article.tags.order_by("name")] == ["a", "b"]


class Interrupting(io.StringIO):
    """Somebody presses Ctrl-C as soon as there is something to read."""

    def write(self, text: str) -> int:
        raise KeyboardInterrupt


def test_who_interrupts_a_run_is_told_that_the_same_command_goes_on(home, tmp_path):
    for slug in ("walking", "running"):
        markdown(tmp_path / "health", slug)
    with pytest.raises(CommandError, match="Interrupted: what is finished stays") as said:
        call_command("import_articles", str(tmp_path), publish=True, stdout=Interrupting())
    assert said.value.returncode == 130
    assert ArticlePage.objects.live().count() == 1
    assert "1 unchanged, 1 updated" in run(tmp_path, publish=True)
    assert ArticlePage.objects.live().count() == 2


def test_a_tag_is_known_in_whatever_case_and_taken_once(home, tmp_path):
    Tag.objects.create(name="Sleep")
    report = run(markdown(tmp_path / "health", "walking", tags="[sleep, Rest, rest, SLEEP]"))
    article = ArticlePage.objects.get().get_latest_revision_as_object()
    assert [tag.name for tag in article.tags.all()] == ["Sleep", "Rest"]
    assert report.count("tag “") == 1


def test_a_teaser_of_an_article_to_come_is_reported_and_shown_once_there_is_one(
    home, tmp_path, visitor
):
    path = markdown(tmp_path / "health", "walking", body="Words.\n\n## Read also\n\nRunning\n")
    assert "left unbound: “Running”" in run(path, publish=True)
    assert "Running" not in visitor.get("/health/walking/").content.decode()
    run(markdown(tmp_path / "health", "running"), publish=True)
    assert 'href="/health/running/"' in visitor.get("/health/walking/").content.decode()


def test_the_category_is_the_option_else_front_matter_else_the_folder(home, tmp_path):
    make.category(home, "Science", slug="science")
    run(markdown(tmp_path / "folder", "one", category="health"), category="science")
    run(markdown(tmp_path / "folder", "two", category="science"))
    report = run(markdown(tmp_path / "slow-food", "three"))
    parents = {a.slug: a.get_parent().slug for a in ArticlePage.objects.all()}
    assert parents == {"one": "science", "two": "science", "three": "slow-food"}
    assert "category “Slow food” created" in report


def test_a_bad_file_is_refused_with_its_reason_and_the_others_go_on(home, tmp_path):
    (tmp_path / "health").mkdir()
    (tmp_path / "health" / "a.txt").write_bytes(b"")
    markdown(tmp_path / "health", "b", hero="nowhere.jpg")
    markdown(tmp_path / "health", "c")
    report = run(tmp_path, publish=True)
    assert "1 created, 2 refused." in report
    assert "The file is empty" in report
    assert "picture “nowhere.jpg”" in report
    assert report.endswith("exit 1")
    assert [a.slug for a in ArticlePage.objects.all()] == ["c"]


def test_a_dry_run_reports_and_writes_nothing(home, tmp_path):
    pages = Page.objects.count()
    report = run(markdown(tmp_path / "health", "walking", authors="[Ada]"), dry_run=True)
    assert report.startswith("created")
    assert "author “Ada” created" in report
    assert Page.objects.count() == pages
    assert not Author.objects.exists()


def test_a_picture_is_uploaded_once(home, tmp_path, django_capture_on_commit_callbacks):
    Picture.new("RGB", (40, 30), "teal").save(tmp_path / "p.png")
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("one", "two"):
            run(markdown(tmp_path / "health", name, hero="../p.png", hero_alt="A pond"))
    image = CustomImage.objects.get()
    assert image.description == "A pond"
    heroes = [a.get_latest_revision_as_object().hero_id for a in ArticlePage.objects.all()]
    assert heroes == [image.pk, image.pk]


def test_an_interrupted_run_is_taken_up_by_the_next(home, tmp_path):
    from wagtail.models import Site

    from blog.importers.save import Importer

    path = markdown(tmp_path / "health", "walking")
    Importer(Site.objects.get(), publish=True).run(path)
    assert not ArticlePage.objects.get().live
    run(path, publish=True)
    assert ArticlePage.objects.get().live


def test_an_editor_finds_what_was_imported_and_no_draft_that_was_refused(
    home, tmp_path, django_capture_on_commit_callbacks
):
    many = [markdown(tmp_path / "health", f"walking-{n}") for n in range(3)]
    bad = markdown(tmp_path / "health", "refused", hero="missing.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        run(*many, bad, publish=True)
    found = {page.title for page in ArticlePage.objects.search("walking refused", operator="or")}
    assert found == {"Walking 0", "Walking 1", "Walking 2"}
