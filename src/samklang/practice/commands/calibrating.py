"""The language model calibrated as people are: blind, on the jobcentre's own cases, by the same rule.

The model is asked before anything is written, so that nothing waits for it with the database in hand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import transaction

from samklang.access.models import Person, Place
from samklang.calibration.commands import Stand, add_machine, let_machine_rate, license_machine, rate_by_machine
from samklang.calibration.findings import OwnFigure
from samklang.calibration.models import Machine, Round
from samklang.calibration.queries.licences import terms_on
from samklang.calibration.reckoning import own_figure
from samklang.calibration.terms import Meets, meets
from samklang.core.agreement import LicenceTerms
from samklang.method.enums import Scale
from samklang.method.models import Framework, Indicator
from samklang.practice.partner.endpoint import Endpoint
from samklang.practice.partner.prompts import prompt_hash
from samklang.practice.partner.rating import Blind, Rated, rate
from samklang.practice.queries.partner import Calibration, calibration_of, fits_of, round_cases

Heard = Callable[[int, int, Rated], None]
"""Told after each case: its number from 1, how many there are, and what came of it."""


@dataclass(frozen=True)
class Row:
    """How the model did on one indicator."""

    framework: Framework
    indicator: Indicator
    figure: OwnFigure | None
    meets: Meets
    licensed: bool
    """Whether a licence was given for it; on a dry run whether one would have been."""

    @property
    def cases(self) -> int:
        """How many cases with a key were rated."""
        return self.figure.cases if self.figure else 0


@dataclass(frozen=True)
class Outcome:
    """The licence table, the terms it was judged by, and how many answers could not be read."""

    rows: Sequence[Row]
    terms: LicenceTerms
    unreadable: int


@dataclass
class _Asking:
    """The model at work, with somebody who hears how it goes. total: how many cases there are in all."""

    endpoint: Endpoint
    heard: Heard
    total: int
    number: int = 0

    def rated(self, cases: Sequence[Blind], indicators: Sequence[Indicator]) -> list[Rated]:
        """Each case alone. Raises Unanswered."""
        fits, found = fits_of(indicators), []
        for one in cases:
            found.append(rate(self.endpoint, one, fits))
            self.number += 1
            self.heard(self.number, self.total, found[-1])
        return found


def calibrate(
    *, by: Person | None, jobcentre: Place, frameworks: Sequence[Framework], endpoint: Endpoint, dry_run: bool,
    today: date, now: datetime, heard: Heard,
) -> Outcome:  # fmt: skip
    """Rate every keyed case, and license the model where it meets what is asked. Raises Unanswered and NotAllowed.

    dry_run: the model is asked, and nothing is written.
    """
    terms, rows, unreadable = terms_on(jobcentre, today), [], 0
    found = [calibration_of(one, today) for one in frameworks]
    asking = _Asking(endpoint, heard, sum(len(one.cases) for one in found))
    stands: list[tuple[Calibration, Mapping[str, Stand]]] = []
    for one in found:
        rated = asking.rated(one.cases, one.indicators)
        unreadable += sum(not case.readable for case in rated)
        stands.append((one, _stands(one, rated)))
    if not dry_run:
        _license(by=by, jobcentre=jobcentre, endpoint=endpoint, stands=stands, today=today, now=now)
    for one, of_one in stands:
        for indicator in one.indicators:
            stand = of_one[indicator.key]
            said = meets(stand.figure, stand.scale, terms)
            rows.append(Row(one.framework, indicator, stand.figure, said, said is Meets.YES))
    return Outcome(rows, terms, unreadable)


@transaction.atomic
def _license(
    *, by: Person | None, jobcentre: Place, endpoint: Endpoint,
    stands: Sequence[tuple[Calibration, Mapping[str, Stand]]], today: date, now: datetime,
) -> None:  # fmt: skip
    machine = machine_for(by=by, jobcentre=jobcentre, endpoint=endpoint, now=now)
    for one, of_one in stands:
        license_machine(by=by, machine=machine, framework=one.framework, stands=of_one, today=today)


def machine_for(*, by: Person | None, jobcentre: Place, endpoint: Endpoint, now: datetime) -> Machine:
    """This model with today's instructions, as one that rates. Raises NotAllowed."""
    return add_machine(
        by=by, jobcentre=jobcentre, name=endpoint.model[:120], model=endpoint.model[:200],
        prompt_hash=prompt_hash(endpoint.model), now=now,
    )  # fmt: skip


def calibrate_in_round(
    *, by: Person | None, round_: Round, endpoint: Endpoint, seed: int, dry_run: bool, now: datetime, heard: Heard
) -> int:
    """Rate an open round's cases as one of its raters; how many ratings. Licences come when the round closes.

    Raises Unanswered and NotAllowed. seed: of the draw of numbers.
    """
    indicators, cases = round_cases(round_)
    rated = _Asking(endpoint, heard, len(cases)).rated(cases, indicators)
    levels = {(one.blind.number, key): level for one in rated for key, level in one.levels.items()}
    if not dry_run:
        _rate_in_round(by=by, round_=round_, endpoint=endpoint, seed=seed, levels=levels, now=now)
    return len(levels)


@transaction.atomic
def _rate_in_round(
    *, by: Person | None, round_: Round, endpoint: Endpoint, seed: int, levels: Mapping[tuple[int, str], int | None],
    now: datetime,
) -> None:  # fmt: skip
    machine = machine_for(by=by, jobcentre=round_.jobcentre, endpoint=endpoint, now=now)
    let_machine_rate(by=by, round_=round_, machine=machine, seed=seed, now=now)
    rate_by_machine(by=by, round_=round_, machine=machine, levels=levels, now=now)


def _stands(calibration: Calibration, rated: Sequence[Rated]) -> dict[str, Stand]:
    found = {}
    for one in calibration.indicators:
        pairs = [
            (case.levels.get(one.key), key)
            for case in rated
            if (key := calibration.keys.get((case.blind.number, one.key))) is not None
        ]
        levels = np.array([np.nan if level is None else level for level, _ in pairs], dtype=np.float64)
        keys = np.array([key for _, key in pairs], dtype=np.float64)
        scale = Scale(one.scale)
        found[one.key] = Stand(scale, own_figure(levels, keys, scale))
    return found
