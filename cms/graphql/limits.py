"""What one request may cost at most, and what is said where it would cost more.

Bytes are counted before a request is read, tokens while it is parsed; measure.py looks at the
document, cost.py estimates the answer, and a Budget counts while it is made.
"""

from time import monotonic
from typing import Any

from django.conf import settings
from graphql import GraphQLError

# Steps of compiling a document; what keeps to the other limits takes far fewer.
COMPILE_STEPS = 50_000
# Fields of an answer about the schema itself; the standard question has some 6,000.
SCHEMA_FIELDS = 50_000

# Each field counts for one; what costs more than a copied value counts for more.
ROOT = 1_000
WEIGHTS = {
    ("*", "totalCount"): 1_000,
    ("*", "pageCount"): 1_000,
    # Each redirect is looked at.
    ("RedirectConnection", "totalCount"): 40_000,
    ("RedirectConnection", "pageCount"): 40_000,
    ("*", "articles"): 100,
    ("SearchConnection", "facets"): 5_000,
    ("SearchEdge", "highlights"): 100,
    ("FAQ", "pages"): 100,
    ("CategoryPage", "categories"): 100,
    ("ArticlePage", "previous"): 100,
    ("ArticlePage", "next"): 100,
    ("FAQ", "url"): 100,
    ("PageRoute", "breadcrumbs"): 1_000,
    ("RichText", "html"): 10,
    ("RichText", "text"): 10,
    ("RichText", "markdown"): 10,
    ("RichText", "json"): 10,
    ("RichText", "links"): 10,
    ("*", "markdown"): 2_000,
    ("*", "seo"): 200,
    # With the articles that it lists.
    ("CategoryPage", "seo"): 600,
    ("Author", "seo"): 600,
    ("Tag", "seo"): 600,
}


def weight(type_name: str, field: str) -> int:
    """What a field costs beside its being one."""
    return WEIGHTS.get((type_name, field)) or WEIGHTS.get(("*", field), 0)


def exceeded(code: str, what: str, limit: float, node: Any = None, **found: Any) -> GraphQLError:
    """The error of a limit: its code, the figure under its name, and the limit."""
    [(name, figure)] = found.items()
    message = f"{what.format(figure)}; the limit is {limit}."
    return GraphQLError(message, node, extensions={"code": code, name: figure, "limit": limit})


class Exhausted(BaseException):
    """A request that may not go on. No error handling of a field may swallow it: that would go
    on to the next one. `error` is what the client is told."""

    def __init__(self, error: GraphQLError):
        super().__init__(error.message)
        self.error = error


class Budget:
    """What one request may still spend: the fields of its answer, and time."""

    __slots__ = ("left", "until")

    def __init__(self, until: float):
        self.left, self.until = settings.GRAPHQL_MAX_COST, until

    def spend(self, cost: int) -> None:
        """Raises Exhausted where nothing is left, or the time is up."""
        self.left -= cost
        if self.left < 0:
            raise too_costly(settings.GRAPHQL_MAX_COST - self.left)
        if monotonic() > self.until:
            raise too_slow(self.until)


def deadline() -> float:
    """When the answer to a request that begins now must be done, by the monotonic clock."""
    return monotonic() + settings.GRAPHQL_TIMEOUT


def too_costly(cost: int) -> Exhausted:
    limit = settings.GRAPHQL_MAX_COST
    what = "The answer costs {} or more: ask for fewer items or fields"
    return Exhausted(exceeded("TOO_COSTLY", what, limit, cost=cost))


def too_slow(until: float) -> Exhausted:
    limit = settings.GRAPHQL_TIMEOUT
    seconds = round(monotonic() - until + limit, 1)
    return Exhausted(exceeded("TOO_SLOW", "The answer takes {} s or more", limit, seconds=seconds))


def too_complex() -> Exhausted:
    what = "The document takes more than {} steps to compile"
    return Exhausted(exceeded("TOO_COMPLEX", what, COMPILE_STEPS, steps=COMPILE_STEPS))
