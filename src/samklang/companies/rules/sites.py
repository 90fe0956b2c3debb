"""What holds for the sites of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.companies.models import Site


def use_p_number(p_number: str, taken_by: Site | None) -> Refusal | None:
    """A P-number leads to one site. taken_by: another site of the company that has it."""
    if not p_number or taken_by is None:
        return None
    return Refusal(say("The site {site} has that P-number already. Change that one instead.", site=str(taken_by)))
