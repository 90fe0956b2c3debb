"""Samklang's own branching cases taken in, and taken in again when Samklang's text of one has changed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method.models import Framework
from samklang.practice.content import shipped_cases
from samklang.practice.enums import BranchingState, CaseFrom
from samklang.practice.models import BranchingCase
from samklang.practice.queries.ground import to_take_in
from samklang.practice.rules import ground as rules
from samklang.practice.script import Script, to_document


@transaction.atomic
def take_in_shipped_cases(*, by: Person | None, jobcentre: Place, now: datetime) -> list[BranchingCase]:
    """Samklang's own cases for the jobcentre's frameworks, in use at once: new ones, and those whose text has changed.

    A changed one is its next revision; walks keep the revision they began on. What the jobcentre has rewritten or put
    away is left as it is. Raises NotAllowed.
    """
    require(rules.run_practice(by, jobcentre))
    made: list[BranchingCase] = []
    for framework in Framework.objects.select_for_update().filter(jobcentre=jobcentre).order_by("key", "pk"):
        wanted = to_take_in(framework)
        made += [_take_in(by, framework, one, now) for one in shipped_cases(framework.key) if one.key in wanted]
    if made:
        record("branching-cases-taken-in", by=by, subject=jobcentre, place=jobcentre, details={"cases": len(made)})
    return made


def _take_in(by: Person | None, framework: Framework, script: Script, now: datetime) -> BranchingCase:
    there = BranchingCase.objects.filter(framework=framework, key=script.key)
    last = there.aggregate(last=Max("revision"))["last"] or 0
    there.filter(state=BranchingState.PUBLISHED).update(state=BranchingState.RETIRED, changed_at=now)
    return BranchingCase.objects.create(
        jobcentre_id=framework.jobcentre_id, framework=framework, key=script.key, revision=last + 1,
        origin=CaseFrom.SAMKLANG, state=BranchingState.PUBLISHED, title_da=script.title.da, title_en=script.title.en,
        difficulty=script.difficulty, minutes=script.minutes, script=to_document(script), made_by=by, made_at=now,
        published_at=now,
    )  # fmt: skip
