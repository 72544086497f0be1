"""docs/tutorial.md is true: what it prints, applied to a copy of the checkout, does what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# What step 8 does by hand, then what a visitor and a client get.
VISIT = """
import datetime, json, os, sys
import django
django.setup()
from django.test import Client
from wagtail.models import Page, Site
from events.models import EventPage
from home.models import HomePage

Site.objects.all().delete()
home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="front"))
Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
block = {"type": "definition", "id": "", "value":
         {"term": "Colophon", "meaning": "<p>The last words of a book.</p>"}}
page = EventPage(title="Open day", slug="open-day", place="The old library", live=False,
                 starts=datetime.datetime(2030, 5, 4, 10, tzinfo=datetime.UTC),
                 body=json.dumps([block]))
home.add_child(instance=page)
form = EventPage.get_edit_handler().get_form_class()(instance=page)
children = EventPage.body.field.stream_block.child_blocks
page.save_revision().publish()
visitor = Client(HTTP_HOST="testserver")
asked = visitor.post("/graphql/", data={"query": sys.argv[1]}, content_type="application/json")
print(json.dumps({
    "html": visitor.get("/open-day/").content.decode(),
    "graphql": asked.json(),
    "offered": [model.__name__ for model in HomePage.allowed_subpage_models()],
    "fields": list(form.fields),
    "preview": str(children["definition"].render(children["definition"].get_preview_value())),
}))
"""


class Copy:
    """A copy of the checkout with a database of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        )
        for name in listed.stdout.decode().split("\0"):
            if name and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "TEST_DATABASE_URL": f"sqlite:///{folder / 'copy.sqlite3'}",
        }

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        assert not path.exists(), f"{name} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def change(self, name: str, diff: str) -> None:
        """Applies a part of a diff, whose lines stand in the file exactly once."""
        lines = diff.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = (self.folder / name).read_text()
        assert text.count(old) == 1, f"{name} has {text.count(old)} times:\n{old}"
        (self.folder / name).write_text(text.replace(old, new))

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def typed(self, line: str) -> None:
        """A line of the tutorial, with the environment that runs the tests."""
        if line.startswith("make "):
            ready = ("-o", ".venv/dev", "-o", ".venv/installed", f"PY={sys.executable}")
            self.run("make", *ready, *line.split()[1:])
        else:
            self.run(*line.replace(".venv/bin/python", sys.executable).split())


def fences() -> list[tuple[str, str, str]]:
    """(language, file, text) of each fenced block, in order."""
    return FENCE.findall((ROOT / "docs" / "tutorial.md").read_text())


def one(language: str) -> str:
    (found,) = [text for kind, name, text in fences() if kind == language and not name]
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The checkout after all that the tutorial says."""
    made = Copy(tmp_path_factory.mktemp("tutorial"))
    for language, name, text in fences():
        if language == "diff":
            made.change(name, text)
        elif name:
            made.write(name, text)
    for line in one("sh").splitlines():
        made.typed(line)
    return made


@pytest.fixture(scope="module")
def seen(copy: Copy) -> dict:
    """What the editor, a visitor and a client see of the event."""
    return json.loads(copy.run(sys.executable, "-c", VISIT, one("graphql")).splitlines()[-1])


@pytest.mark.slow
def test_the_page_shows_the_new_type_and_the_new_block(seen: dict):
    assert "<h1>Open day</h1>" in seen["html"]
    assert "4 May 2030</time>, The old library" in seen["html"]
    assert "<dt>Colophon</dt>" in seen["html"]
    assert "<p>The last words of a book.</p>" in seen["html"]


@pytest.mark.slow
def test_graphql_answers_what_the_tutorial_prints(seen: dict):
    assert seen["graphql"] == {"data": json.loads(one("json"))}


@pytest.mark.slow
def test_the_editor_offers_the_type_its_fields_and_the_preview_of_the_block(seen: dict):
    assert "EventPage" in seen["offered"]
    assert {"title", "starts", "place", "body"} <= set(seen["fields"])
    assert "<dt>Colophon</dt>" in seen["preview"]


@pytest.mark.slow
def test_make_schema_has_written_both(copy: Copy):
    written = (copy.folder / "cms" / "schema.graphql").read_text()
    assert "type EventPage implements" in written
    assert "type DefinitionBlock implements" in written


@pytest.mark.slow
def test_what_the_tutorial_prints_passes_the_linters(copy: Copy):
    names = [name for language, name, _ in fences() if language == "python"]
    names += [name for language, name, _ in fences() if language == "diff"]
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        copy.run(sys.executable, "-m", "ruff", *command, *sorted(set(names)))
