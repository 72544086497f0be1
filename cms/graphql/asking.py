"""What readers of fields share: how they ask for names and lists, how a wrong argument is told."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from graphql import GraphQLError

from blog.editions.lists import Question
from blog.editions.read import Reader
from blog.streams import CLOSING

# Of a list at once: where nothing says how many, of related articles at most, and at most by default
# (GRAPHQL_MAX_LIST).
DEFAULT, MOST_RELATED, MOST = 20, CLOSING, 100


class Ask(NamedTuple):
    """What a reader returns that needs names or lists: they are read with their wave, then it goes
    on with what was found of them, to another Ask where that names more."""

    names: Iterable[str]
    then: Callable[[dict], Any]
    lists: Iterable[Question] = ()


class FieldReader(NamedTuple):
    """key: what of the edition is read; read: (value, door, **arguments) → data or names.

    entire: the value is the edition itself, whole; filled: its streams filled.
    """

    key: str
    read: Callable[..., Any]
    entire: bool = False
    filled: bool = False


def answered(given: Any, door: Reader) -> Any:
    """What an Ask comes to, at once."""
    while isinstance(given, Ask):
        names = door.editions(given.names)
        given = given.then(names | door.lists(given.lists) if given.lists else names)
    return given


def argument(name: str, value: Any, takes: str) -> GraphQLError:
    """The error for a wrong argument: its name, its value and what is accepted."""
    return GraphQLError(
        f"Argument “{name}” is {value!r}; it takes {takes}.",
        extensions={"code": "BAD_ARGUMENT", "argument": name},
    )


def first_of(
    value: int | None, most: int | None = None, default: int = DEFAULT, name: str = "first"
) -> int:
    """How many are asked for. Raises GraphQLError for none, or more than are given at once."""
    most = settings.GRAPHQL_MAX_LIST if most is None else most
    if value is None or value == default:
        return min(default, most)
    if not 1 <= value <= most:
        raise argument(name, value, f"a whole number from 1 to {most}")
    return value
