"""Who may say that two companies are one, or two after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Company, Merge


def judge_pair(by: Person | None, first: Company, second: Company) -> Refusal | None:
    """Whoever runs the entrance; otherwise whoever owns both. by: None is the house itself."""
    if refused := write_about_company(by, first.municipality_id):
        return refused
    if first.municipality_id != second.municipality_id:
        return Refusal(say("The two companies belong to different municipalities."))
    if first.pk == second.pk:
        return Refusal(say("A company cannot be merged with itself. Choose another one."))
    if by is None or by.standing.may(Right.RUN_COMPANIES) or first.owner_id == second.owner_id == by.pk:
        return None
    return Refusal(say("Companies are merged by whoever runs the entrance, or by the owner of both."))


def merge_companies(by: Person | None, kept: Company, gone: Company) -> Refusal | None:
    """Both stand by themselves until then."""
    if refused := judge_pair(by, kept, gone):
        return refused
    merged = next((one for one in (kept, gone) if one.merged_into_id is not None), None)
    if merged is not None:
        return Refusal(
            say("“{name}” has been merged already. Look at the company it was merged into.", name=merged.name)
        )
    return None


def undo_merge(by: Person | None, merge: Merge, *, later: Merge | None, taken: Company | None) -> Refusal | None:
    """The last merge is undone first. taken: another company that by now has the number of the one that comes back."""
    if refused := judge_pair(by, merge.kept, merge.gone):
        return refused
    if merge.undone_at is not None:
        return Refusal(say("The merge has been undone already."))
    if later is not None:
        return Refusal(say("“{name}” was merged again later. Undo that merge first.", name=merge.kept.name))
    if taken is not None:
        return Refusal(
            say("“{name}” has CVR {cvr} by now. Merge the two first, or take the number away; then undo this merge.",
                name=taken.name, cvr=merge.gone.cvr)
        )  # fmt: skip
    return None
