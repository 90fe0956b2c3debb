"""Machines that rate: they pass the same rounds as people, by the same rule."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import Refusal, require
from samklang.calibration import rules
from samklang.calibration.commands.rating import keep_judgements
from samklang.calibration.commands.round import draw_numbers, locked
from samklang.calibration.models import Machine, Rater, Round, RoundCase, RoundIndicator
from samklang.calibration.queries.ratings import Judgement, indicators_to_rate
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.method.enums import Scale


@transaction.atomic
def add_machine(
    *, by: Person | None, jobcentre: Place, name: str, model: str, prompt_hash: str, now: datetime
) -> Machine:
    """A model with its instructions; the one there is, where it was added before. Raises NotAllowed.

    prompt_hash: of the instructions; with others it is another machine, and has passed nothing.
    """
    require(rules.add_machine(by, jobcentre))
    machine, new = Machine.objects.get_or_create(
        jobcentre=jobcentre, model=model.strip(), prompt_hash=prompt_hash.strip(),
        defaults={"name": name.strip(), "added_by": by, "added_at": now},
    )  # fmt: skip
    if new:
        record("machine-added", by=by, subject=machine, place=jobcentre)
    return machine


@transaction.atomic
def let_machine_rate(*, by: Person | None, round_: Round, machine: Machine, seed: int, now: datetime) -> Rater:
    """The machine is one of the raters of an open round. Raises NotAllowed.

    seed: of the draw of numbers, so that its number tells nobody which it is.
    """
    round_ = locked(round_.pk)
    require(rules.machine_rates(by, round_))
    if machine.jobcentre_id != round_.jobcentre_id:
        require(Refusal(say("{name} belongs to another jobcentre. Add it at this one first.", name=machine.name)))
    there = Rater.objects.filter(round=round_)
    rater = there.filter(machine=machine).first()
    if rater is None:
        highest = there.order_by("-number").values_list("number", flat=True).first() or 0
        rater = Rater.objects.create(round=round_, machine=machine, number=highest + 1, invited_at=now)
        draw_numbers(round_, seed)
        record("machine-asked", by=by, subject=round_, place=round_.jobcentre)
        rater.refresh_from_db()
    return rater


@transaction.atomic
def rate_by_machine(
    *, by: Person | None, round_: Round, machine: Machine, levels: Mapping[tuple[int, str], int | None], now: datetime
) -> int:
    """Keep what the machine says, in place of what it said before; how many ratings. Raises NotAllowed.

    levels: by the case's place in the round and the indicator's key; None where it finds no ground to judge.
    """
    round_ = locked(round_.pk)
    require(rules.machine_rates(by, round_))
    rater = Rater.objects.filter(round=round_, machine=machine).first()
    if rater is None:
        require(Refusal(say("{name} is not asked to rate in this round.", name=machine.name)))
        return 0
    cases = {one.position: one for one in RoundCase.objects.filter(round=round_)}
    indicators = {one.indicator.key: one for one in indicators_to_rate(round_.pk)}
    said: dict[RoundCase, dict[RoundIndicator, Judgement]] = {}
    for (position, key), level in levels.items():
        if position not in cases or key not in indicators:
            require(Refusal(say("Case {position} or “{key}” is not part of the round.", position=position, key=key)))
        row = indicators[key]
        if level is not None:
            answers = [one.level for one in row.indicator.anchors.all()]
            require(rules.level_fits(Scale(row.indicator.scale), level, answers))
        said.setdefault(cases[position], {})[row] = Judgement(True, level)
    for case, judgements in said.items():
        keep_judgements(rater, case, judgements, now)
    if said:
        Rater.objects.filter(pk=rater.pk).update(finished_at=now)
    return len(levels)
