"""docs/settings.md tells of every variable that the code reads, with the default that it has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
READERS = [*sorted((ROOT / "cms" / "settings").glob("*.py")), ROOT / "cms" / "serve.py"]
# What an expression of a default may name.
KNOWN = {"BASE_DIR": ROOT, "PORT": 8000, "BASE_URL": "http://localhost:8000", "str": str}


class Names(dict):
    """A name that only a running installation knows is an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def reads(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """(variable, the expression of its default) of each env(…) and os.environ.get(…)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called, name = ast.unparse(node.func), node.args[0]
        if re.fullmatch(r"env(\.(str|int|bool|list|float|url|json|email_url))?", called):
            assert isinstance(name, ast.Constant), f"{path}: {ast.unparse(node)}"
            given = [k.value for k in node.keywords if k.arg == "default"]
            yield name.value, given[0]
        elif called == "os.environ.get":
            yield name.value, node.args[1]


def said(value: Any) -> str:
    """A default as the table says it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(value)
    return str(value).replace(f"{ROOT}/", "")


def in_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in READERS:
        for name, default in reads(path):
            code = compile(ast.Expression(default), str(path), "eval")
            found.setdefault(name, set()).add(said(eval(code, {}, Names(KNOWN))))  # noqa: S307
    return found


def in_table() -> dict[str, str]:
    text = (ROOT / "docs" / "settings.md").read_text()
    table = re.findall(r"^\| `([A-Z_]+)` \| (empty|`[^`]+`) \|", text, re.MULTILINE)
    return {name: "" if default == "empty" else default.strip("`") for name, default in table}


def test_every_variable_that_is_read_is_documented_and_every_documented_one_is_read():
    assert sorted(in_table()) == sorted(in_code())


@pytest.mark.parametrize("name", sorted(in_code()))
def test_the_documented_default_is_the_one_that_the_code_has(name):
    assert in_code()[name] == {in_table().get(name)}


def test_the_example_names_only_what_is_documented():
    text = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)) <= in_table().keys()


def test_no_other_code_reads_the_environment():
    for app in ("blog", "home", "search", "cms"):
        for path in (ROOT / app).rglob("*.py"):
            source = path.read_text()
            if path not in READERS and "os.environ" in source:
                lines = [line for line in source.splitlines() if "os.environ" in line]
                assert all("DJANGO_SETTINGS_MODULE" in line for line in lines), path
