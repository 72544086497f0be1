"""What a value of an edition may be, so that it can be copied as it is."""

import math
from collections.abc import Callable
from typing import Any

from graphql import GraphQLEnumType, GraphQLList, GraphQLNonNull, is_leaf_type

from .projection import Run, Step, Unplannable

PYTHON = {"Int": int, "Float": float, "Boolean": bool, "RichTextNodes": list}


def kinds(type_: Any) -> frozenset:
    """The Python types of a value of a GraphQL type in an edition."""
    if not isinstance(type_, GraphQLNonNull):
        return kinds(GraphQLNonNull(type_)) | {type(None)}
    inner = type_.of_type
    if isinstance(inner, GraphQLList):
        return frozenset({list})
    return frozenset({PYTHON.get(inner.name, str) if is_leaf_type(inner) else dict})


def leaf_check(alias: str, type_: Any) -> Step | None:
    """The step that looks at a leaf's value, where its Python type does not say enough."""
    if isinstance(type_, GraphQLEnumType):
        return among(alias, frozenset(type_.values))
    check = CHECKS.get(type_.name)
    return check and check(alias)


def whole_number(alias: str) -> Step:
    """GraphQL's Int has 32 bits."""

    def step(value: dict, made: dict, run: Run) -> None:
        if made[alias] is not None and not -(2**31) <= made[alias] < 2**31:
            raise Unplannable(alias)

    return step


def finite(alias: str) -> Step:
    def step(value: dict, made: dict, run: Run) -> None:
        if made[alias] is not None and not math.isfinite(made[alias]):
            raise Unplannable(alias)

    return step


def among(alias: str, values: frozenset[str]) -> Step:
    """An enum's value is one that it knows."""

    def step(value: dict, made: dict, run: Run) -> None:
        if made[alias] is not None and made[alias] not in values:
            raise Unplannable(alias)

    return step


def constant(alias: str, said: str) -> Step:
    def step(value: dict, made: dict, run: Run) -> None:
        made[alias] = said

    return step


CHECKS: dict[str, Callable[[str], Step]] = {"Int": whole_number, "Float": finite}
