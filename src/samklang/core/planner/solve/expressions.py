"""The type of a sum in the exact model."""

from typing import Any, TypeAlias

Expr: TypeAlias = Any
"""A CP-SAT expression or a number. CP-SAT's own alias admits NumPy scalars, which do not add to its expressions."""
