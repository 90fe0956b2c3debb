"""What is ours in allauth's signing in: one file for each of its apps."""

from samklang.access.adapters.account import AccountAdapter
from samklang.access.adapters.second_step import SecondStep, SecondStepAdapter
from samklang.access.adapters.workplace import WorkplaceAdapter

__all__ = ["AccountAdapter", "SecondStep", "SecondStepAdapter", "WorkplaceAdapter"]
