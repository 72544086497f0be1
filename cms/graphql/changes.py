"""What a change of the schema breaks for who has written queries, and whether it is said."""

from graphql import build_schema, find_breaking_changes


def breaking(before: str, after: str) -> list[str]:
    """The changes between two schemas that break queries or clients, a sentence each."""
    found = find_breaking_changes(build_schema(before), build_schema(after))
    return [change.description for change in found]


def unreleased(changelog: str) -> str:
    """What a changelog says of the time since the last release, in one line."""
    _, _, rest = changelog.partition("## Unreleased\n")
    return " ".join(rest.partition("\n## ")[0].replace("`", "").split())


def untold(before: str, after: str, changelog: str) -> list[str]:
    """Of the breaking changes since a release those that the changelog does not name, each by the
    sentence that it has to hold."""
    said = unreleased(changelog)
    return [change for change in breaking(before, after) if change not in said]
