"""A drawn order of training is handed to the planner, who alone hears which names lie behind it."""

from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.evidence.commands.studies import locked_study
from samklang.evidence.enums import Offered
from samklang.evidence.models import Study
from samklang.evidence.queries.studies import numbers_to_train, units_of
from samklang.evidence.queries.study_training import numbers_by_code
from samklang.evidence.rules import studies as rules
from samklang.ledger.commands import record
from samklang.people.models import Engagement
from samklang.planning.commands import draw_into


@transaction.atomic
def offer_order(*, by: Person, study: Study, as_rule: bool, today: date, now: datetime) -> int:
    """The order, to the planner of the study's programme; of how many people. Raises NotAllowed.

    as_rule: whether every plan must keep it; otherwise it is wished for.
    """
    study = locked_study(study)
    require(rules.offer(by, study))
    assert study.programme is not None  # noqa: S101 - the rule refuses otherwise
    waves = waves_by_number(study, today)
    draw_into(by=by, programme=study.programme, waves=waves, as_rule=as_rule, now=now)
    study.offered = Offered.RULE if as_rule else Offered.WISH
    study.save(update_fields=["offered"])
    details = {"people": len(waves), "how": study.offered}
    record("study-order-offered", by=by, subject=study, place=study.jobcentre, details=details)
    return len(waves)


def waves_by_number(study: Study, on: date) -> dict[str, int]:
    """The wave of each employee number that the programme is to train; a team's wave is that of all who work there."""
    drawn = [one for one in units_of(study) if one.wave is not None]
    teams = {one.team_id: one.wave for one in drawn if one.team_id}
    there = Engagement.objects.on(on).filter(team__in=list(teams)).order_by("pk")
    found = {number: teams[team] for number, team in there.values_list("employee__number", "team")}
    behind = numbers_by_code(study) if len(teams) < len(drawn) else {}
    found |= {behind[one.code]: one.wave for one in drawn if one.code in behind}
    wanted = numbers_to_train(study.programme) if study.programme else set()
    return {number: wave for number, wave in found.items() if number in wanted and wave is not None}
