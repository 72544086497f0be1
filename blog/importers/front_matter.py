"""Front matter: the fields that are typed above a Markdown text, each with its line."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from blog.importers.document import LONGEST_TITLE, Refused

LONGEST = 64 * 1024
SLUG = re.compile(r"[-\w]*")
TEXTS = ("title", "slug", "category", "introduction", "hero", "hero_alt", "hero_caption")
LISTS = {"tags": "tags", "authors": "authors", "author": "authors", "related": "related"}
# In characters, as their fields take them.
MOST = {
    "title": LONGEST_TITLE, "slug": 255, "category": 255, "id": 255, "hero_caption": 255,
    "hero_alt": 255, "tags": 100, "authors": 120, "author": 120,
}  # fmt: skip
# What no text of a page may hold.
UNSOUND = re.compile("[\0\ud800-\udfff]")
KINDS = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a group of fields",
    datetime.date: "a date",
    datetime.datetime: "a date",
}
# What PyYAML lets out for values that only look like a date, a number or a yes.
YAML_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def split_front_matter(text: str) -> tuple[dict[str, Any], str, list[str]]:
    """Return the fields of a Document, the text with blank lines for the front matter, notes."""
    handler = YAMLHandler()
    text = text.lstrip(" ") if text.lstrip(" ").startswith("---") else text
    if not handler.detect(text):
        return {}, text, []
    try:
        front, body = handler.split(text)
    except ValueError:
        return _unclosed(text)
    if len(front) > LONGEST:
        raise Refused(f"The front matter is longer than {LONGEST // 1024} kB.", 1)
    above = text[: text.index(front, 3)].count("\n") if front else 0
    loader = yaml.SafeLoader(front)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return {}, text, []
        notes: list[str] = []
        fields = _Fields(loader, node, above + 1, notes).read()
    except yaml.YAMLError as error:
        raise _bad_yaml(error, above + 1) from error
    except RecursionError as error:
        raise Refused("The front matter is nested too deeply.", 1) from error
    finally:
        loader.dispose()
    return fields, "\n" * (text.count("\n") - body.count("\n")) + body, notes


def _unclosed(text: str) -> tuple[dict[str, Any], str, list[str]]:
    """A first line of dashes alone is a rule; above a field it is front matter without an end."""
    if begins_with_fields(text):
        raise Refused("The front matter that begins here is not closed by a line of ---.", 1)
    return {}, text, []


def begins_with_fields(text: str) -> bool:
    """Whether a field that we know stands below a first line of dashes."""
    first, *below = text.lstrip().split("\n", 2)
    second = below[0].partition(":")[0].strip() if below else ""
    return first.rstrip() == "---" and second in (*TEXTS, *LISTS, "id", "date")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value, keys too; of a number that may be written the figures."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple, set)):
        for entry in value:
            yield from _strings(entry)
    else:
        yield str(value)


def _bad_yaml(error: yaml.YAMLError, offset: int) -> Refused:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    line = mark.line + offset if mark is not None else offset
    return Refused(f"The front matter is not valid YAML: {problem}.", line)


class _Fields:
    def __init__(
        self, loader: yaml.SafeLoader, node: yaml.MappingNode, offset: int, notes: list[str]
    ) -> None:
        self.loader, self.node, self.offset, self.notes = loader, node, offset, notes

    def read(self) -> dict[str, Any]:
        """Check every field; raises Refused with the field's line."""
        fields: dict[str, Any] = {}
        lines: dict[str, int] = {}
        self.loader.flatten_mapping(self.node)
        for key_node, value_node in self.node.value:
            line = key_node.start_mark.line + self.offset
            key = str(key_node.value)
            if key in lines:
                raise Refused(f"“{key}” is typed twice, first in line {lines[key]}.", line)
            lines[key] = line
            name = LISTS.get(key, key)
            value = self._value(key, self._construct(key, value_node, line), line)
            if value is not None:
                fields[name] = fields[name] + value if name in fields else value
        return fields

    def _construct(self, key: str, node: yaml.Node, line: int) -> Any:
        try:
            value = self.loader.construct_object(node, deep=True)
            if any(map(UNSOUND.search, _strings({key: value}))):
                shown = UNSOUND.sub("�", key)
                raise Refused(f"{shown}: there is a character that no text may have.", line)
            return value
        except YAML_ERRORS as error:
            typed = node.value[:80] if isinstance(node, yaml.ScalarNode) else "its value"
            raise Refused(f"{key}: “{typed}” cannot be read ({str(error)[:80]}).", line) from error

    def _value(self, key: str, value: Any, line: int) -> Any:
        if key not in (*TEXTS, *LISTS, "id", "date"):
            shown = "" if value is None else f" ({value})"
            self.notes.append(
                f"Line {line}: the field “{key}”{shown} is not known; it is left out."
            )
            return None
        if value is None or value == "":
            return None
        if key in LISTS:
            return _texts(key, value, line)
        if key == "date":
            return _date(value, line)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return _text(key, value, line)


def _refusal(key: str, value: Any, accepted: str, line: int) -> Refused:
    kind = KINDS.get(type(value), "not text")
    shown = str(value)[:80] if not isinstance(value, (list, dict)) else kind
    said = f"{key}: “{shown}” is {kind}" if shown != kind else f"{key} is {kind}"
    return Refused(f"{said}; {accepted}.", line)


def _text(key: str, value: Any, line: int) -> str | None:
    if not isinstance(value, str):
        hint = "a number in quotes is accepted too" if key == "id" else "put it in quotes"
        raise _refusal(key, value, f"text is accepted ({hint})", line)
    text = _fitting(key, " ".join(value.split()), line)
    if key == "slug" and not SLUG.fullmatch(text):
        accepted = "letters, digits, hyphens and underscores are accepted"
        raise Refused(f"slug: “{text[:80]}” is no part of an address; {accepted}.", line)
    return text or None


def _fitting(key: str, text: str, line: int) -> str:
    most = MOST.get(key)
    if most and len(text) > most:
        raise Refused(f"{key}: {len(text)} characters; at most {most} fit.", line)
    return text


def _texts(key: str, value: Any, line: int) -> list[str]:
    accepted = "a list of texts is accepted, or one text" + (
        " with commas between them" if key == "tags" else ""
    )
    if isinstance(value, str):
        entries: list[Any] = value.split(",") if key == "tags" else [value]
    elif isinstance(value, list):
        entries = value
    else:
        raise _refusal(key, value, accepted, line)
    texts = []
    for entry in entries:
        if isinstance(entry, bool) or not isinstance(entry, (str, int, float)):
            raise _refusal(key, entry, accepted, line)
        texts.append(_fitting(key, " ".join(str(entry).split()), line))
    return [text for text in dict.fromkeys(texts) if text]


def _date(value: Any, line: int) -> datetime.datetime:
    accepted = "a date is accepted, as 2025-03-31 or 2025-03-31 09:30 or 2025-03-31T09:30+02:00"
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise Refused(f"date: “{value[:80]}” is no date; {accepted}.", line) from error
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    if not isinstance(value, datetime.datetime):
        raise _refusal("date", value, accepted, line)
    try:
        return (
            value.astimezone(datetime.UTC) if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        )
    except OverflowError as error:
        raise Refused(f"date: {value} is outside of the calendar; {accepted}.", line) from error
