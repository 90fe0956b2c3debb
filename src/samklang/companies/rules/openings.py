"""What an opening must say, and what may become of it: a refusal with a sentence, or None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from samklang.access.case_reference import fault_of
from samklang.access.refusals import Refusal
from samklang.access.words import said
from samklang.companies.enums import GOES_TO, OpeningKind, OpeningState, Result
from samklang.companies.rules.company import write_about_company
from samklang.companies.vitas import is_vitas_link
from samklang.core.words import Sentence, say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Opening, Site

NEEDS_PATH = (OpeningKind.PLACEMENT, OpeningKind.SUBSIDY)
"""Kinds that are a way to ordinary paid hours, and must say which."""
UNDER_WAY = (OpeningState.OPEN, OpeningState.FILLED, OpeningState.RUNNING)
"""States in which something is still to come of it."""


@dataclass(frozen=True)
class OpeningFacts:
    """What somebody writes of an opening."""

    kind: OpeningKind
    title: str
    text: str = ""
    site: Site | None = None
    places: int = 1
    weekly_hours: Decimal | None = None
    deadline: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    follow_up_on: date | None = None
    case_reference: str = ""
    vitas: str = ""
    path_to_hours: str = ""
    owner: Person | None = None


def write_opening(by: Person | None, municipality_id: int, facts: OpeningFacts) -> Refusal | None:
    """Whoever writes about the company, with what its kind needs."""
    refusal = write_about_company(by, municipality_id)
    if refusal is not None:
        return refusal
    fault = next((sentence for _, sentence in faults(facts)), None)
    return Refusal(fault) if fault is not None else None


def faults(facts: OpeningFacts) -> list[tuple[str, Sentence]]:
    """What is wrong or missing, with the field where it is put right."""
    found: list[tuple[str, Sentence | None]] = [
        ("title", None if facts.title.strip() else say("Write what it is, in a few words.")),
        ("path_to_hours", _path_fault(facts)),
        ("last_day", _days_fault(facts.first_day, facts.last_day)),
        ("case_reference", fault_of(facts.case_reference)),
        ("vitas", _vitas_fault(facts.vitas)),
    ]
    return [(field, sentence) for field, sentence in found if sentence is not None]


def _path_fault(facts: OpeningFacts) -> Sentence | None:
    if facts.kind not in NEEDS_PATH or facts.path_to_hours.strip():
        return None
    return say("Write how it is to lead to ordinary paid hours, or why it cannot.")


def _days_fault(first_day: date | None, last_day: date | None) -> Sentence | None:
    if first_day is None or last_day is None or first_day <= last_day:
        return None
    return say("The last day comes before the first, {first}.", first=first_day)


def _vitas_fault(address: str) -> Sentence | None:
    if not address or is_vitas_link(address):
        return None
    return say("Only an address that begins with https://vitas.bm.dk/ or https://star.dk/ can stand here.")


def change_opening(by: Person | None, opening: Opening, facts: OpeningFacts) -> Refusal | None:
    """As for a new one, until it has ended: then what came of it is counted."""
    if opening.state == OpeningState.ENDED:
        return write_about_company(by, opening.company.municipality_id) or Refusal(
            say("It has ended, and what came of it is counted. Write a new opening.")
        )
    return write_opening(by, opening.company.municipality_id, facts)


def move_opening(by: Person | None, opening: Opening, state: OpeningState) -> Refusal | None:
    """From its state to one that may follow."""
    refusal = write_about_company(by, opening.company.municipality_id)
    if refusal is not None:
        return refusal
    may = GOES_TO[OpeningState(opening.state)]
    if state in may:
        return None
    was = said(OpeningState(opening.state))
    if not may:
        return Refusal(say("It has ended already. Write a new opening instead."))
    next_ones = tuple(said(one) for one in may)
    return Refusal(say("It is “{state}”. From there it can only become: {next}.", state=was, next=next_ones))


def end_opening(
    by: Person | None, opening: Opening, result: str, paid_hours: Decimal | None, last_day: date
) -> Refusal | None:
    """With what came of it, and the ordinary hours a week where there are some."""
    refusal = move_opening(by, opening, OpeningState.ENDED)
    if refusal is not None:
        return refusal
    if result not in Result.values:
        return Refusal(say("Say what came of it."))
    if result == Result.PAID and not paid_hours:
        return Refusal(say("Write how many ordinary hours a week came of it."))
    if result != Result.PAID and paid_hours:
        return Refusal(say("Ordinary hours belong only where ordinary paid hours came of it."))
    fault = _days_fault(opening.first_day, last_day)
    return Refusal(fault) if fault is not None else None


def follow_up_opening(
    by: Person | None, opening: Opening, what: str, again_on: date | None, today: date
) -> Refusal | None:
    """What was heard, and when it is followed up again; no more once it has ended or is withdrawn."""
    refusal = write_about_company(by, opening.company.municipality_id)
    if refusal is not None:
        return refusal
    if opening.state not in UNDER_WAY:
        return Refusal(say("Nothing more is to come of it, so there is nothing to follow up."))
    if not what.strip():
        return Refusal(say("Write in one line what you heard."))
    if again_on is not None and again_on <= today:
        return Refusal(say("Choose a day after today, or none."))
    return None
