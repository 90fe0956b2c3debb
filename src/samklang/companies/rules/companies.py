"""Who changes what of a company, and until when a slip is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Company, Entry

TAKEN_BACK_WITHIN = timedelta(hours=1)
"""For how long a logged contact can be taken back."""


def change_company(by: Person | None, company: Company) -> Refusal | None:
    """Whoever writes about the municipality's companies, while the company stands for itself."""
    if company.merged_into_id is not None:
        return Refusal(say("The company has become part of another one. Write about that one."))
    return write_about_company(by, company.municipality_id)


def use_cvr(cvr: str, taken_by: Company | None) -> Refusal | None:
    """A CVR number leads to one company. taken_by: another company of the municipality that has it."""
    if not cvr or taken_by is None:
        return None
    return Refusal(say("{name} has that CVR number already. Open that company instead.", name=taken_by.name))


def may_give(by: Person | None, company: Company) -> bool:
    """Whether they may choose anybody as the company's owner: its owner, and whoever runs the entrance."""
    return by is None or by.pk == company.owner_id or by.standing.may(Right.RUN_COMPANIES)


def change_owner(by: Person | None, company: Company, to: Person | None, *, can_own: bool) -> Refusal | None:
    """One takes a company that nobody has; its owner and whoever runs the entrance give it to anybody.

    can_own: whether whoever gets it is employed here and meets companies.
    """
    if (refused := change_company(by, company)) is not None:
        return refused
    if to is not None and not can_own:
        return Refusal(say("{name} does not meet companies here. Choose a colleague who does.", name=to.name))
    takes_it = by is not None and to is not None and to.pk == by.pk and company.owner_id is None
    if takes_it or may_give(by, company):
        return None
    if company.owner_id is None:
        return Refusal(say("Take the company yourself, or ask your leader to give it to a colleague."))
    return Refusal(say("Only its owner, or whoever runs the entrance, gives the company to somebody else."))


def undo_contact_log(by: Person | None, entry: Entry, now: datetime) -> Refusal | None:
    """Whoever wrote it, within the hour."""
    if by is None or entry.by_id != by.pk:
        return Refusal(say("Only the one who wrote it takes it back."))
    if now - entry.at > TAKEN_BACK_WITHIN:
        return Refusal(say("It is more than an hour ago. Write a note with what is right instead."))
    return None
