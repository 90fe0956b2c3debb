"""Who sees public figures, and who decides which are followed and loads them: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.evidence.enums import How

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.evidence.models import PublicLoad, PublicTable

MOST_AREAS = 12
"""So many lines can be told apart, and so many columns read."""


def run_public_figures(by: Person | None, municipality_id: int) -> Refusal | None:
    """Whoever runs evidence somewhere in the municipality. by: None is the house itself."""
    if by is None or (by.standing.may(Right.RUN_EVIDENCE) and by.municipality_id == municipality_id):
        return None
    return Refusal(say("Public figures are loaded by the programme lead and the head of service."))


def choose_areas(by: Person | None, municipality_id: int, count: int) -> Refusal | None:
    """Not more than can be read beside each other. count: of the neighbours."""
    if (refused := run_public_figures(by, municipality_id)) is not None:
        return refused
    if count > MOST_AREAS - 2:
        return Refusal(
            say("Choose at most {most} municipalities to stand beside, so that the figures can be read.",
                most=MOST_AREAS - 2)
        )  # fmt: skip
    return None


def fetch_figures(by: Person | None, table: PublicTable) -> Refusal | None:
    """Only a table whose number is known can be asked for."""
    if (refused := run_public_figures(by, table.municipality_id)) is not None:
        return refused
    if not table.code:
        return Refusal(say("The table's number at the source is not known. Look it up, and write it in the settings."))
    return None


def take_back(by: Person | None, load: PublicLoad, newest: PublicLoad | None) -> Refusal | None:
    """Only what is shown now can be taken back; what was loaded before is then shown again."""
    if (refused := run_public_figures(by, load.table.municipality_id)) is not None:
        return refused
    if newest is None or newest.pk != load.pk:
        return Refusal(say("Only what was loaded last can be taken back."))
    return None


def bring_back(by: Person | None, load: PublicLoad) -> Refusal | None:
    """What was taken back can be shown again."""
    if (refused := run_public_figures(by, load.table.municipality_id)) is not None:
        return refused
    if load.taken_back_at is None:
        return Refusal(say("These figures have not been taken back."))
    return None


def load_sample(by: Person | None, how: How) -> Refusal | None:
    """Constructed figures are for the demonstration, which the house makes itself."""
    if how is How.SAMPLE and by is not None:
        return Refusal(say("Constructed figures are only for the demonstration."))
    return None
