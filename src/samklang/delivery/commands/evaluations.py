"""Asking everybody what they got out of it, and keeping what they say apart from who they are."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery import learning_content
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import EvaluationMoment
from samklang.delivery.models import Course, EvaluationAnswer, EvaluationAsked, Session
from samklang.delivery.queries.learning import is_lately, module_sessions, people_of
from samklang.delivery.rules import learning as rules

DAYS = {EvaluationMoment.AT_ONCE: 7, EvaluationMoment.LATER: 14}
"""How long there is to answer. Nothing is shown before, so that no single answer can be told from what is added."""
_LONGEST = 1000
_LETTERS = {EvaluationMoment.AT_ONCE: "evaluation", EvaluationMoment.LATER: "evaluation-later"}


class _Due(NamedTuple):
    session: Session
    moment: EvaluationMoment


def ask_for_evaluations(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Ask what is due the day after sessions, and some months after the last. Asked again it does nothing.

    returns: how many people are asked, or would be.
    """
    courses = Course.objects.filter(programme__deleted_at=None).select_related("programme__jobcentre").order_by("pk")
    return sum(_ask(one, now, today, dry_run) for one in courses)


@transaction.atomic
def _ask(course: Course, now: datetime, today: date, dry_run: bool) -> int:
    due = list(_due(course, today))
    if not due:
        return 0
    Course.objects.select_for_update().get(pk=course.pk)
    asked = set(EvaluationAsked.objects.filter(course=course).values_list("session", "person", "moment"))
    new: list[EvaluationAsked] = []
    for session, moment in due:
        until = today + timedelta(days=DAYS[moment])
        new += [
            EvaluationAsked(course=course, session=session, person=person, moment=moment, until=until)
            for person in people_of(session)
            if (session.pk, person.pk, moment.value) not in asked
        ]
    if not dry_run:
        made = EvaluationAsked.objects.bulk_create(new, batch_size=500)
        write(course, _letters(course, made), now)
    return len(new)


def _due(course: Course, today: date) -> Iterator[_Due]:
    """The sessions of yesterday (a few nights may be missed), and those that were the last some months ago."""
    later = timedelta(weeks=course.later_weeks) - timedelta(days=1)
    for sessions in module_sessions(course).values():
        last = sessions[-1]
        for one in sessions:
            if (one is last or course.evaluate_each) and is_lately(one.ends, today):
                yield _Due(one, EvaluationMoment.AT_ONCE)
        if is_lately(last.ends + later, today):
            yield _Due(last, EvaluationMoment.LATER)


def _letters(course: Course, asked: Iterable[EvaluationAsked]) -> Iterator[Letter]:
    for one in asked:
        facts = {
            "programme": course.programme.title, "module": one.session.title, "until": one.until.isoformat(),
            "path": reverse("delivery:own-evaluation", args=[one.pk]),
        }  # fmt: skip
        yield Letter(_LETTERS[EvaluationMoment(one.moment)], one.person, facts, gathered=True)


@transaction.atomic
def answer_evaluation(
    *, by: Person, asked: EvaluationAsked, scores: Mapping[str, int], words: Mapping[str, str], today: date
) -> None:
    """Keep the answer, and that the person has answered, with nothing that leads from one to the other.

    Raises NotAllowed.
    """
    asked = EvaluationAsked.objects.select_for_update().get(pk=asked.pk)
    questions = learning_content.evaluation(asked.moment)
    given = {one.key: scores[one.key] for one in questions.statements if scores.get(one.key) in range(1, 6)}
    said = {one.key: words[one.key].strip()[:_LONGEST] for one in questions.open if words.get(one.key, "").strip()}
    require(rules.answer_evaluation(by, asked, today, bool(given or said)))
    asked.answered = True
    asked.save(update_fields=["answered"])
    EvaluationAnswer.objects.create(
        course_id=asked.course_id, session_id=asked.session_id, moment=asked.moment, scores=given, words=said
    )
