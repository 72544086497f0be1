"""The articles that a list's page shows, as far as a description of it needs them."""

from typing import NamedTuple


class Listed(NamedTuple):
    """number: which page of the list; start: how many articles stand on those before it; articles:
    (title, url) of those on it."""

    number: int
    start: int
    articles: list[tuple[str, str]]
