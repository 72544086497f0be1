"""What a query may cost at most: bytes and tokens before parsing, depth while validating."""

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
