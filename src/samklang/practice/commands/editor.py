"""Branching cases begun, changed, published, put away and taken back by whoever runs practice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.alphabet import key_of
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.method.models import Framework
from samklang.practice.editor_edits import begun, free_key, stamp_of
from samklang.practice.enums import BranchingState, CaseFrom
from samklang.practice.models import BranchingCase
from samklang.practice.queries.editor import words_of
from samklang.practice.queries.ground import script_of
from samklang.practice.rules import editor as rules
from samklang.practice.rules.ground import run_practice
from samklang.practice.script import Script, Text, to_document

_LONGEST_KEY = 70


class ChangedMeanwhile(Exception):
    """Somebody else has saved the same part since it was opened. case: as it is now."""

    def __init__(self, case: BranchingCase) -> None:
        super().__init__(case.pk)
        self.case = case


@transaction.atomic
def begin_case(*, by: Person | None, framework: Framework, title: str, now: datetime) -> BranchingCase:
    """A new case with an empty first turn. Its key is made of the title. Raises NotAllowed."""
    framework = _locked(framework)
    require(run_practice(by, framework.jobcentre))
    return _draft(by, framework, begun(_key(framework, title), title), now)


@transaction.atomic
def copy_case(
    *, by: Person | None, case: BranchingCase, framework: Framework, title: str, now: datetime
) -> BranchingCase:
    """A case of one's own that begins as another is, also one of Samklang's. Raises NotAllowed."""
    framework = _locked(framework)
    require(run_practice(by, case.jobcentre))
    require(run_practice(by, framework.jobcentre))
    script = replace(script_of(case), key=_key(framework, title), title=Text(da=title))
    return _draft(by, framework, script, now)


@transaction.atomic
def import_case(
    *, by: Person | None, framework: Framework, script: Script, replacing: bool, now: datetime
) -> tuple[BranchingCase, Script | None]:
    """A case from a file, as a draft; where the key is there already, as the next revision of that case.

    replacing: whether it may take the place of a draft of the same key. With what that draft was. Raises NotAllowed.
    """
    framework = _locked(framework)
    require(run_practice(by, framework.jobcentre))
    draft = BranchingCase.objects.filter(framework=framework, key=script.key, state=BranchingState.DRAFT).first()
    if draft is None:
        return _draft(by, framework, script, now), None
    before = script_of(draft)
    if not replacing:
        raise NotAllowed(Refusal(
            say("“{title}” is being written already, by the same key. Say that the file takes its place, or give the "
                "file another key.", title=draft.title_da)
        ))  # fmt: skip
    _write(by, draft, script, now)
    return draft, before


@transaction.atomic
def begin_revision(*, by: Person | None, case: BranchingCase, now: datetime) -> BranchingCase:
    """The next revision to write on; where one is being written already, that one. Raises NotAllowed."""
    framework = _locked(case.framework)
    case = BranchingCase.objects.select_related("jobcentre").get(pk=case.pk)
    require(rules.next_revision(by, case))
    there = BranchingCase.objects.filter(framework=framework, key=case.key, state=BranchingState.DRAFT).first()
    return there or _draft(by, framework, script_of(case), now)


@transaction.atomic
def change_draft(
    *, by: Person | None, case: BranchingCase, change: Callable[[Script], Script], now: datetime,
    seen: tuple[str, str] | None = None,
) -> tuple[BranchingCase, Script]:  # fmt: skip
    """What is being written, changed. With what it was before.

    seen: the part that is saved and its stamp when it was opened. Raises NotAllowed, and ChangedMeanwhile where the
    part is another now: nothing is saved then.
    """
    case = _held(case)
    require(rules.change_draft(by, case))
    before = script_of(case)
    if seen is not None and stamp_of(before, seen[0]) != seen[1]:
        raise ChangedMeanwhile(case)
    after = replace(change(before), key=case.key)
    require(rules.keys_once(after))
    if after != before:
        _write(by, case, after, now)
    return case, before


@transaction.atomic
def publish_case(*, by: Person | None, case: BranchingCase, today: date, now: datetime) -> BranchingCase:
    """In use; the revision that was is put away, and walks keep it. Raises NotAllowed while something is missing."""
    case = _held(case)
    faults = words_of(case.framework, today).faults_of(script_of(case))
    require(rules.publish(by, case, len(faults)))
    _same(case).filter(state=BranchingState.PUBLISHED).update(state=BranchingState.RETIRED, changed_at=now)
    case.state, case.published_at = BranchingState.PUBLISHED, now
    case.save(update_fields=["state", "published_at"])
    record("branching-case-published", by=by, subject=case, place=case.jobcentre)
    return case


@transaction.atomic
def put_away(*, by: Person | None, case: BranchingCase, now: datetime) -> BranchingCase:
    """Not offered any more; what somebody has begun can be ended. Raises NotAllowed."""
    case = _held(case)
    require(rules.put_away(by, case))
    case.state, case.changed_at = BranchingState.RETIRED, now
    case.save(update_fields=["state", "changed_at"])
    record("branching-case-put-away", by=by, subject=case, place=case.jobcentre)
    return case


@transaction.atomic
def take_back(*, by: Person | None, case: BranchingCase, today: date, now: datetime) -> BranchingCase:
    """In use again. Raises NotAllowed."""
    case = _held(case)
    in_use = _same(case).filter(state=BranchingState.PUBLISHED).exists()
    faults = words_of(case.framework, today).faults_of(script_of(case))
    require(rules.take_back(by, case, another_in_use=in_use, faults=len(faults)))
    case.state, case.changed_at = BranchingState.PUBLISHED, now
    case.save(update_fields=["state", "changed_at"])
    record("branching-case-taken-back", by=by, subject=case, place=case.jobcentre)
    return case


@transaction.atomic
def remove_draft(*, by: Person | None, case: BranchingCase) -> None:
    """Thrown away; nobody has practised on it. Raises NotAllowed."""
    case = _held(case)
    require(rules.change_draft(by, case))
    record("branching-case-removed", by=by, subject=case, place=case.jobcentre)
    case.delete()


def _locked(framework: Framework) -> Framework:
    """One at a time in a framework, so that two do not take the same key or the same revision."""
    Framework.objects.select_for_update().get(pk=framework.pk)
    return Framework.objects.select_related("jobcentre").get(pk=framework.pk)


def _held(case: BranchingCase) -> BranchingCase:
    _locked(case.framework)
    return BranchingCase.objects.select_related("framework", "jobcentre").get(pk=case.pk)


def _same(case: BranchingCase) -> QuerySet[BranchingCase]:
    return BranchingCase.objects.filter(framework=case.framework_id, key=case.key)


def _key(framework: Framework, title: str) -> str:
    wanted = key_of(title, most=_LONGEST_KEY, otherwise="case")
    there = BranchingCase.objects.filter(framework=framework, key__startswith=wanted)
    return free_key(wanted, set(there.values_list("key", flat=True)))


def _draft(by: Person | None, framework: Framework, script: Script, now: datetime) -> BranchingCase:
    there = BranchingCase.objects.filter(framework=framework, key=script.key)
    last = there.aggregate(last=Max("revision"))["last"] or 0
    made = BranchingCase.objects.create(
        jobcentre_id=framework.jobcentre_id, framework=framework, key=script.key, revision=last + 1,
        origin=CaseFrom.OWN, state=BranchingState.DRAFT, title_da=script.title.da, title_en=script.title.en,
        difficulty=script.difficulty, minutes=script.minutes, script=to_document(script), made_by=by, made_at=now,
    )  # fmt: skip
    record("branching-case-begun", by=by, subject=made, place=framework.jobcentre)
    return made


def _write(by: Person | None, case: BranchingCase, script: Script, now: datetime) -> None:
    case.script, case.changed_at = to_document(script), now
    case.title_da, case.title_en = script.title.da, script.title.en
    case.difficulty, case.minutes = script.difficulty, script.minutes
    case.save(update_fields=["script", "changed_at", "title_da", "title_en", "difficulty", "minutes"])
    record("branching-case-changed", by=by, subject=case, place=case.jobcentre)
