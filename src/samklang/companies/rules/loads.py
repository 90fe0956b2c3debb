"""What may be done with a file of companies, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import LoadState
from samklang.companies.rules.company import run_companies
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Load


def change_load(by: Person | None, load: Load) -> Refusal | None:
    """Choose, load or throw away: while it waits for approval."""
    if refused := run_companies(by, load.municipality_id):
        return refused
    if load.state == LoadState.LOADING:
        return Refusal(say("The file is being loaded right now. Wait until it is done."))
    if load.state != LoadState.READ:
        return Refusal(say("The file has been loaded already."))
    return None


def apply_load(by: Person | None, load: Load, *, changing: int, busy: bool) -> Refusal | None:
    """Load it. changing: how many companies it changes. busy: another file is being loaded."""
    if refused := change_load(by, load):
        return refused
    if busy:
        return Refusal(say("Another file is being loaded. Wait until it is done."))
    if not changing:
        return Refusal(say("The file changes nothing, so there is nothing to load."))
    return None


def undo_load(by: Person | None, load: Load, last: Load | None) -> Refusal | None:
    """Take it back. last: the file that was loaded last."""
    if refused := run_companies(by, load.municipality_id):
        return refused
    if load.state != LoadState.DONE:
        return Refusal(say("The file is not loaded, so there is nothing to undo."))
    if last is not None and last.pk != load.pk:
        return Refusal(
            say("Only the file that was loaded last can be undone: undo “{name}” first.", name=last.file_name)
        )
    return None
