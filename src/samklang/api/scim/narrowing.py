"""A filter put to the database as far as it safely can be: what may match. The filter itself then decides."""

from typing import Any

from django.db.models import Q
from scim2_models import default_comparison_key
from scim2_models.path import (
    CompareOperator,
    Comparison,
    FilterNode,
    FilterVisitor,
    LogicalExpr,
    LogicalOperator,
    Not,
    Path,
    Present,
    ValuePath,
)

from samklang.api.scim.messages import storable
from samklang.api.scim.schemas import DescribedUser

EVERYBODY = Q()
NOBODY = Q(pk__in=[])
LONGEST_NUMBER = 18
"""Digits that every database takes for a whole number."""


class Narrowing(FilterVisitor[Q]):
    """Rows that may match; never fewer than do. Directories ask for one user by name for each user they have."""

    def visit_comparison(self, node: Comparison) -> Q:
        """Equal to one text in a column with an index; anything else may be anybody."""
        name = str(node.attr_path).rpartition(":")[2].lower()
        if node.op != CompareOperator.eq or not isinstance(node.value, str):
            return EVERYBODY
        if not storable(node.value):
            return NOBODY
        match name:
            case "username" | "emails" | "emails.value":
                return Q(email=default_comparison_key(Path[DescribedUser]("userName").resolve(), node.value))
            case "externalid":
                return Q(directory_entry__external_id=node.value)
            case "id":
                return Q(pk=int(node.value)) if _is_number(node.value) else NOBODY
            case _:
                return EVERYBODY

    def visit_logical_expr(self, node: LogicalExpr) -> Q:
        """All of them, or any of them."""
        found = EVERYBODY
        terms = [self.visit(term) for term in node.terms]
        if node.op == LogicalOperator.or_ and EVERYBODY in terms:
            return EVERYBODY
        for term in terms:
            found = (found & term) if node.op == LogicalOperator.and_ else (found | term)
        return found

    def visit_not(self, node: Not) -> Q:  # noqa: ARG002 - what does not match more than matches is everybody
        """Anybody."""
        return EVERYBODY

    def visit_present(self, node: Present) -> Q:  # noqa: ARG002 - a present value is asked of the whole
        """Anybody."""
        return EVERYBODY

    def visit_value_path(self, node: ValuePath) -> Q:  # noqa: ARG002 - selections are asked of the whole
        """Anybody."""
        return EVERYBODY


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def narrowed(node: FilterNode) -> Q:
    """What may match the filter."""
    found: Any = Narrowing().visit(node)
    return Q(found)
