"""What a query may cost at most: bytes and tokens before parsing, depth while validating, work
while compiling, fields while answering."""

from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    ValidationRule,
    specified_rules,
)

MAX_BYTES = 100_000
MAX_TOKENS = 5_000
MAX_DEPTH = 15
COMPILE_STEPS = 50_000

# Fields that one answer may hold; what costs more than a copied field counts for more.
FIELDS = 100_000
ROOT = 1_000
WEIGHTS = {
    ("*", "totalCount"): 1_000,
    ("*", "pageCount"): 1_000,
    # Each redirect is looked at.
    ("RedirectConnection", "totalCount"): 40_000,
    ("RedirectConnection", "pageCount"): 40_000,
    ("*", "articles"): 100,
    ("FAQ", "pages"): 100,
    ("PageRoute", "breadcrumbs"): 1_000,
    ("RichText", "html"): 10,
    ("RichText", "text"): 10,
    ("RichText", "markdown"): 10,
    ("RichText", "json"): 10,
    ("RichText", "links"): 10,
    ("*", "markdown"): 2_000,
    ("*", "seo"): 200,
}


def weight(type_name: str, field: str) -> int:
    """What a field costs beside its being one."""
    return WEIGHTS.get((type_name, field)) or WEIGHTS.get(("*", field), 0)


class TooCostly(BaseException):
    """The answer costs more than one request may. No error handling of a field may swallow it:
    that would go on to the next one."""


def too_costly() -> GraphQLError:
    return GraphQLError(
        f"The answer would hold more than {FIELDS} fields; ask for fewer items or fields.",
        extensions={"code": "TOO_COSTLY", "limit": FIELDS},
    )


class DepthLimit(ValidationRule):
    """Refuses operations that nest fields deeper than MAX_DEPTH; introspection aside."""

    def enter_operation_definition(self, node: Any, *_: Any) -> None:
        fragments = {
            d.name.value: d
            for d in self.context.document.definitions
            if isinstance(d, FragmentDefinitionNode)
        }
        depth = self.deepest(node, fragments, {}, ())
        if depth > MAX_DEPTH:
            self.report_error(
                GraphQLError(
                    f"The query is {depth} fields deep; the limit is {MAX_DEPTH}.",
                    node,
                    extensions={"code": "TOO_DEEP", "depth": depth, "limit": MAX_DEPTH},
                )
            )

    def deepest(self, node: Any, fragments: dict, known: dict, above: tuple) -> int:
        found = 0
        for child in node.selection_set.selections if node.selection_set else ():
            if isinstance(child, FragmentSpreadNode):
                name = child.name.value
                if name in above or name not in fragments:
                    continue
                if name not in known:
                    known[name] = self.deepest(fragments[name], fragments, known, (*above, name))
                found = max(found, known[name])
            elif isinstance(child, FieldNode):
                if not child.name.value.startswith("__"):
                    found = max(found, 1 + self.deepest(child, fragments, known, above))
            else:
                found = max(found, self.deepest(child, fragments, known, above))
        return found


RULES = [*specified_rules, DepthLimit]
