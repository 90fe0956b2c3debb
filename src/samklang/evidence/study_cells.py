"""A study's kept sums as the cells that the estimators ask for, and how training went beside the order drawn. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from samklang.core.effects.cells import NEVER, Cells
from samklang.evidence.enums import Chosen
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.study_periods import number_at
from samklang.evidence.study_plan import first_period, label_of

SOURCE = "samklang"
MOST_OTHERWISE = 0.1
"""A drawn order counts as kept while no more than this part of the units was trained at another time."""


@dataclass(frozen=True)
class Carried:
    """How training went beside the order drawn, as counts of units. unknown: of whom no day of training is known."""

    units: int
    as_drawn: int
    otherwise: int
    unknown: int

    @property
    def kept(self) -> bool:
        """Whether the order was kept well enough to speak of what it brought."""
        return self.otherwise + self.unknown <= MOST_OTHERWISE * self.units


def trained_in(study: Study, day: date | None) -> float:
    """The period of a day of training, 1 the first; 0 before the study, NEVER after it or where it never came."""
    if day is None or study.first_day is None:
        return NEVER
    number = number_at(study.first_day, study.steps, day)
    return NEVER if number > study.periods else float(max(0, number))


def carried_out(study: Study, units: Iterable[StudyUnit], days: Mapping[int, date]) -> Carried:
    """Compare the days of training with the order drawn. days: by the unit's number."""
    rows = list(units)
    counts = {"as_drawn": 0, "otherwise": 0, "unknown": 0}
    for one in rows:
        drawn = float(first_period(study, one.wave) or NEVER)
        day = days.get(one.pk)
        if day is None and drawn != NEVER:
            counts["unknown"] += 1
        else:
            counts["as_drawn" if trained_in(study, day) == drawn else "otherwise"] += 1
    return Carried(len(rows), **counts)


def cells_of_study(
    study: Study, units: Iterable[StudyUnit], days: Mapping[int, date], sums: Mapping[str, Any]
) -> Cells:
    """The sums with each unit's first period of training: as drawn where it was drawn, else as it happened.

    days: by the unit's number. sums: as `study_file.Reading.document` has them. Units and periods without cases are
          left out; whoever was trained before the study begins in period 0, so that nothing is compared with them.
    """
    first = {label_of(one): _cohort(study, one, days) for one in units}
    rows = sorted(
        row
        for row in zip(sums["unit"], sums["period"], sums["n"], sums["total"], sums["squares"], strict=True)
        if row[2]
    )
    labels = np.array([row[0] for row in rows], dtype=np.str_)
    n = np.array([row[2] for row in rows], dtype=np.int64)
    return Cells(
        cluster=labels,
        cohort=np.array([first[row[0]] for row in rows], dtype=np.float64),
        period=np.array([row[1] for row in rows], dtype=np.int64),
        stratum=np.array([""] * len(rows), dtype=np.str_),
        n=n,
        weight=n.astype(np.float64),
        total=np.array([row[3] for row in rows], dtype=np.float64),
        squares=np.array([row[4] for row in rows], dtype=np.float64),
        outcome=study.outcome,
        source=SOURCE,
    )


def _cohort(study: Study, unit: StudyUnit, days: Mapping[int, date]) -> float:
    if study.chosen == Chosen.DRAWN:
        return float(first_period(study, unit.wave) or NEVER)
    return trained_in(study, days.get(unit.pk))
