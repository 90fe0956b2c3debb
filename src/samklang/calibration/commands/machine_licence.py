"""Licences of a machine that was calibrated outside a round: by the same rule and figures as those of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.calibration import rules
from samklang.calibration.commands.licence import licence_figures
from samklang.calibration.enums import LicenceEnd
from samklang.calibration.findings import OwnFigure
from samklang.calibration.models import Licence, Machine
from samklang.calibration.queries.licences import terms_on
from samklang.calibration.terms import Meets, last_day_of, meets
from samklang.ledger.commands import record
from samklang.method.enums import Scale
from samklang.method.models import Framework


@dataclass(frozen=True)
class Stand:
    """How the machine's levels of one indicator stand to the key. figure: None where it rated no case with a key."""

    scale: Scale
    figure: OwnFigure | None


@transaction.atomic
def license_machine(
    *, by: Person | None, machine: Machine, framework: Framework, stands: Mapping[str, Stand], today: date
) -> list[Licence]:
    """A licence on every indicator where it meets what is asked; those it held are renewed. Raises NotAllowed.

    Where it held one and no longer meets it, the licence ends: who tries again until it goes well gets nothing by it.
    Too few cases change nothing. stands: by the indicator's key.
    """
    Machine.objects.select_for_update().get(pk=machine.pk)
    require(rules.license_machine(by, machine, framework))
    terms = terms_on(framework.jobcentre, today)
    made, ended = [], 0
    for key, stand in stands.items():
        said = meets(stand.figure, stand.scale, terms)
        held = Licence.objects.filter(machine=machine, framework=framework, indicator_key=key, ended_day=None)
        if said is Meets.YES and stand.figure is not None:
            held.update(ended_day=today, ended_because=LicenceEnd.RENEWED)
            made.append(_grant(machine, framework, key, licence_figures(stand.figure, terms), today))
        elif said is not Meets.TOO_FEW:
            ended += held.update(ended_day=today, ended_because=LicenceEnd.DRIFT)
    if made:
        record(
            "machine-licences-given", by=by, subject=machine, place=machine.jobcentre, details={"licences": len(made)}
        )
    if ended:
        record("machine-licences-ended", by=by, subject=machine, place=machine.jobcentre, details={"licences": ended})
    return made


def _grant(machine: Machine, framework: Framework, key: str, figures: dict[str, Any], today: date) -> Licence:
    return Licence.objects.create(
        machine=machine, framework=framework, indicator_key=key, round=None, first_day=today,
        last_day=last_day_of(today, figures["terms"]["months"]), figures=figures,
    )  # fmt: skip
