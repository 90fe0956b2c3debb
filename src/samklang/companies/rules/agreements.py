"""Who writes down what was agreed with a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person

_MOST = 300


def agree(by: Person | None, municipality_id: int, what: str) -> Refusal | None:
    """Whoever writes about the company, in one line."""
    refusal = write_about_company(by, municipality_id)
    if refusal is not None:
        return refusal
    if not what.strip():
        return Refusal(say("Write what was agreed."))
    if len(" ".join(what.split())) > _MOST:
        return Refusal(say("Write it in at most {count} signs: one agreement in each line.", count=_MOST))
    return None
