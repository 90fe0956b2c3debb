"""Taking a knowledge check. What one answers and how it goes is one's own: nothing of it stands in the ledger."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.urls import reverse

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.models import Course, KnowledgeCheck, Mail, Session
from samklang.delivery.queries.courses import takes_part
from samklang.delivery.queries.learning import competences_trained, is_lately, last_sessions, people_of
from samklang.delivery.queries.question_bank import bank_of, seen_by
from samklang.delivery.questions import draw, is_right
from samklang.delivery.rules import learning as rules

_SEEDS = 2**31
_DAYS = 14
"""How long after the last session one would like it to be taken. It can be taken later too."""


@transaction.atomic
def begin_check(*, by: Person, course: Course, now: datetime, today: date, seed: int | None = None) -> KnowledgeCheck:
    """Draw the person's questions; one that is begun goes on. Raises NotAllowed.

    seed: what is drawn with, so that a test can draw the same again.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    jobcentre = course.programme.jobcentre
    competences = competences_trained(course)
    bank = [one for one in bank_of(jobcentre, course.framework) if one.competence in competences]
    measuring = refusal_to_measure(jobcentre, Purpose.KNOWLEDGE, today)
    require(rules.begin_check(takes_part(by, course), measuring, len(bank)))
    begun = KnowledgeCheck.objects.filter(course=course, person=by, finished_at=None).first()
    if begun is not None:
        return begun
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    drawn = draw(bank, competences, seen_by(by), Random(seed))
    return KnowledgeCheck.objects.create(
        course=course, person=by, competences=competences, seed=seed, asked=len(drawn), begun_at=now,
        questions=[one.as_document() for one in drawn], pass_mark=course.pass_mark,
    )  # fmt: skip


@transaction.atomic
def answer_question(*, by: Person, check: KnowledgeCheck, key: str, chosen: Iterable[int], today: date) -> None:
    """Keep what was chosen; it can be changed until the check is finished. Raises NotAllowed."""
    check = _locked(by, check.pk, today)
    question = next((one for one in check.asked_questions() if one.key == key), None)
    if question is None:
        require(Refusal(say("This question is not part of the check. Go back to the check and go on from there.")))
        return
    places = sorted({one for one in chosen if 0 <= one < len(question.options)})
    check.answers = {**check.answers, key: places}
    check.save(update_fields=["answers"])


@transaction.atomic
def finish_check(*, by: Person, check: KnowledgeCheck, now: datetime, today: date) -> KnowledgeCheck:
    """Judge the answers. What is not answered is not right. Raises NotAllowed."""
    check = _locked(by, check.pk, today)
    check.right = sum(is_right(one, check.chosen(one.key)) for one in check.asked_questions())
    check.passed = check.right * 100 >= check.pass_mark * check.asked
    check.finished_at = now
    check.save(update_fields=["right", "passed", "finished_at"])
    return check


def tell_of_checks(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Write, the day after a cohort's last session, to those who were there and have not passed; each once.

    returns: to how many, or would be. Nobody is written to while staff may not be measured.
    """
    told = 0
    for course in Course.objects.filter(programme__deleted_at=None).select_related("programme__jobcentre"):
        last = [one for one in last_sessions(course) if is_lately(one.ends, today)]
        competences = competences_trained(course)
        if not last or not competences:
            continue
        if refusal_to_measure(course.programme.jobcentre, Purpose.KNOWLEDGE, today) is not None:
            continue
        letters = list(_letters(course, last, today))
        told += len(letters)
        if not dry_run:
            write(course, letters, now)
    return told


def _letters(course: Course, sessions: Iterable[Session], today: date) -> Iterator[Letter]:
    heard = set(Mail.objects.filter(course=course, letter="knowledge-check").values_list("person", flat=True))
    heard |= set(KnowledgeCheck.objects.filter(course=course, passed=True).values_list("person", flat=True))
    for session in sessions:
        for person in people_of(session):
            if person.pk not in heard:
                facts = {
                    "programme": course.programme.title, "module": course.programme.title,
                    "until": (today + timedelta(days=_DAYS)).isoformat(),
                    "path": reverse("delivery:knowledge", args=[course.pk]),
                }  # fmt: skip
                yield Letter("knowledge-check", person, facts, gathered=True)


def _locked(by: Person, pk: int, today: date) -> KnowledgeCheck:
    found = KnowledgeCheck.objects.select_for_update(of=("self",)).select_related("course__programme__jobcentre")
    check = found.get(pk=pk)
    measuring = refusal_to_measure(check.course.programme.jobcentre, Purpose.KNOWLEDGE, today)
    require(rules.answer_check(by, check, measuring))
    return check
