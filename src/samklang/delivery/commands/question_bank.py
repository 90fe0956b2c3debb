"""A jobcentre's own questions: worded, retired and taken back. What has been asked keeps its words."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import Refusal, require
from samklang.delivery.frameworks import competence_names
from samklang.delivery.models import Course, OwnQuestion
from samklang.delivery.queries.question_bank import bank_of, every_question, newest_own
from samklang.delivery.question_files import faults_of
from samklang.delivery.questions import Question
from samklang.delivery.rules import course as course_rules
from samklang.ledger.commands import record


@transaction.atomic
def word_questions(
    *, by: Person, course: Course, questions: Iterable[Question], now: datetime, deed: str = "questions-changed"
) -> int:
    """Keep the questions as the jobcentre's own, in a new version where they differ from what is asked now.

    returns: how many were new or different. Raises NotAllowed.
    """
    jobcentre = _locked(by, course)
    held = {one.key: one for one in bank_of(jobcentre, course.framework)}
    versions = newest_own(jobcentre, course.framework)
    competences = competence_names(course.framework)
    made = []
    for one in questions:
        fault = next(faults_of(one, competences), None)
        require(Refusal(fault) if fault else None)
        if held.get(one.key) != one:
            before = versions.get(one.key)
            made.append(OwnQuestion(
                jobcentre=jobcentre, framework=course.framework, key=one.key, made_by=by, made_at=now,
                version=before.version + 1 if before else 1, document=one.as_document(),
            ))  # fmt: skip
    OwnQuestion.objects.bulk_create(made)
    if made:
        record(deed, by=by, subject=course, place=jobcentre, details={"questions": len(made)})
    return len(made)


@transaction.atomic
def retire_question(*, by: Person, course: Course, key: str, retired: bool, now: datetime) -> None:
    """Ask it no more, or again. Raises NotAllowed."""
    jobcentre = _locked(by, course)
    question = every_question(jobcentre, course.framework)[key]
    before = newest_own(jobcentre, course.framework).get(key)
    OwnQuestion.objects.create(
        jobcentre=jobcentre, framework=course.framework, key=key, made_by=by, made_at=now, retired=retired,
        version=before.version + 1 if before else 1, document=question.as_document(),
    )  # fmt: skip
    record("questions-changed", by=by, subject=course, place=jobcentre, details={"questions": 1})


def _locked(by: Person, course: Course) -> Place:
    require(course_rules.run_course(by, course))
    found: Place = Place.objects.select_for_update().get(pk=course.programme.jobcentre_id)
    return found
