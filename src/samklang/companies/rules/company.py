"""Who sees companies, and who runs the entrance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person


def see_companies(by: Person) -> Refusal | None:
    """Whoever is staff somewhere in the municipality: all teams share one picture of a company."""
    if by.standing.may(Right.SEE_COMPANIES):
        return None
    return Refusal(say("Companies are seen by the staff of the jobcentre."))


def write_about_company(by: Person | None, municipality_id: int) -> Refusal | None:
    """Whoever sees the companies of the municipality. by: None is the house itself."""
    if by is None or (by.standing.may(Right.SEE_COMPANIES) and by.municipality_id == municipality_id):
        return None
    return Refusal(say("Only staff of the municipality write about its companies."))


def run_companies(by: Person | None, municipality_id: int) -> Refusal | None:
    """The team leaders, the programme lead and the head. by: None is the house itself."""
    if by is None or (by.standing.may(Right.RUN_COMPANIES) and by.municipality_id == municipality_id):
        return None
    return Refusal(say("The entrance for companies is run by the team leaders, the programme lead and the head."))
