"""What is asked of everybody before and after their sessions: made at night, done by whoever it is asked of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.calendar import COPENHAGEN
from samklang.delivery import learning_content
from samklang.delivery.bilingual import Text
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import AssignmentKind, Mark, SessionKind, SessionState
from samklang.delivery.models import Assignment, Course, Participation, Session
from samklang.delivery.queries.learning import CATCH_UP, WERE_THERE, competences_of
from samklang.delivery.rules import learning as rules
from samklang.people.models import Employee

DAYS_BEFORE, DAYS_AFTER = 7, 10
"""How long before a session something is asked, and how long after it there is to try."""
_BEFORE = (AssignmentKind.BEFORE, AssignmentKind.QUESTION)
_AFTER = (AssignmentKind.ATTEMPT, AssignmentKind.REFLECTION, AssignmentKind.PEER)


class _Due(NamedTuple):
    """Somebody of whom something is to be asked."""

    session: Session
    person: Person
    kinds: Sequence[AssignmentKind]
    due: date


def assign_due(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Ask what is due before and after the sessions around the day. Asked again it does nothing.

    returns: how many things were asked, or would be.
    """
    sessions = _sessions_around(today)
    courses: dict[int, list[Session]] = defaultdict(list)
    for one in sessions:
        courses[one.course_id].append(one)
    return sum(_assign(rows[0].course, rows, now, today, dry_run) for rows in courses.values())


def _sessions_around(today: date) -> list[Session]:
    first = datetime.combine(today - timedelta(days=CATCH_UP), time(0), COPENHAGEN)
    last = datetime.combine(today + timedelta(days=DAYS_BEFORE + 1), time(0), COPENHAGEN)
    found = Session.objects.filter(
        begins__gte=first, begins__lt=last, state=SessionState.PLANNED, course__programme__deleted_at=None
    ).exclude(kind=SessionKind.TOUCH)
    return list(found.select_related("course__programme__jobcentre").order_by("begins", "pk"))


@transaction.atomic
def _assign(course: Course, sessions: Sequence[Session], now: datetime, today: date, dry_run: bool) -> int:
    Course.objects.select_for_update().get(pk=course.pk)
    asked = {
        (one["person"], one["session__module"], one["kind"])
        for one in Assignment.objects.filter(course=course).values("person", "session__module", "kind")
    }
    peers = _peers_of(course)
    new = [
        made
        for due in _due(sessions, today)
        for made in _made(course, due, peers, now)
        if (due.person.pk, due.session.module, made.kind) not in asked
    ]
    if dry_run:
        return len(new)
    Assignment.objects.bulk_create(new, batch_size=500)
    _follow_sessions(course, now)
    write(course, _letters(course, new), now)
    return len(new)


def _due(sessions: Sequence[Session], today: date) -> Iterator[_Due]:
    days = {one.pk: timezone.localdate(one.begins, COPENHAGEN) for one in sessions}
    known = {one.pk: one for one in sessions}
    going = Participation.objects.filter(session__in=list(known)).select_related("person").order_by("session", "pk")
    for one in going:
        session, day = known[one.session_id], days[one.session_id]
        if one.person.erased_at is not None:
            continue
        if day > today and one.mark == Mark.EXPECTED:
            yield _Due(session, one.person, _BEFORE, day)
        elif day < today and one.mark in WERE_THERE:
            yield _Due(session, one.person, _AFTER, day + timedelta(days=DAYS_AFTER))


def _made(course: Course, due: _Due, peers: Mapping[int, Person], now: datetime) -> Iterator[Assignment]:
    """The task is of the first competence that the module trains, the question of the last."""
    keys = competences_of(course, due.session.module)
    if not keys:
        return
    first = learning_content.of_competence(course.framework, keys[0])
    last = learning_content.of_competence(course.framework, keys[-1])
    if first is None or last is None:
        return
    texts: dict[AssignmentKind, tuple[str, Sequence[Text]]] = {
        AssignmentKind.BEFORE: (keys[0], [first.before]),
        AssignmentKind.QUESTION: (keys[-1], [last.question]),
        AssignmentKind.ATTEMPT: (keys[0], first.attempts),
        AssignmentKind.REFLECTION: (keys[0], first.reflections),
        AssignmentKind.PEER: (keys[0], [first.peer]),
    }
    for kind in due.kinds:
        competence, said = texts[kind]
        yield Assignment(
            course=course, session=due.session, person=due.person, kind=kind, competence=competence, due=due.due,
            texts=[one.as_document() for one in said], made_at=now,
            peer=peers.get(due.person.pk) if kind == AssignmentKind.PEER else None,
        )  # fmt: skip


def _peers_of(course: Course) -> dict[int, Person]:
    """The peer of everybody who has one in the register, by the person's number."""
    found = Employee.objects.filter(
        jobcentre=course.programme.jobcentre_id, person__participations__session__course=course, peer__isnull=False
    )
    return {one.person_id: one.peer.person for one in found.select_related("peer__person").distinct() if one.peer}


def _follow_sessions(course: Course, now: datetime) -> None:
    """What comes before a session that was moved is wanted by its new day, and of nobody who no longer goes."""
    waiting = Assignment.objects.filter(course=course, kind__in=_BEFORE, done_at=None, session__begins__gt=now)
    going = set(Participation.objects.filter(session__course=course).values_list("session", "person"))
    gone, moved = [], []
    for one in waiting.select_related("session"):
        day = timezone.localdate(one.session.begins, COPENHAGEN)
        if (one.session_id, one.person_id) not in going and not one.answer:
            gone.append(one.pk)
        elif one.due != day:
            one.due = day
            moved.append(one)
    Assignment.objects.filter(pk__in=gone).delete()
    Assignment.objects.bulk_update(moved, ["due"], batch_size=300)


def _letters(course: Course, made: Iterable[Assignment]) -> Iterator[Letter]:
    """One letter of what comes before, one of what comes after and one of the peer, to each person and session."""
    by_person: dict[tuple[int, int], dict[str, Assignment]] = defaultdict(dict)
    for one in made:
        by_person[one.session_id, one.person_id][one.kind] = one
    for kinds in by_person.values():
        before = [kinds[kind] for kind in _BEFORE if kind in kinds]
        if before:
            yield _letter("task-before", course, before)
        if AssignmentKind.ATTEMPT in kinds:
            yield _letter("try-this", course, [kinds[AssignmentKind.ATTEMPT]])
        if AssignmentKind.PEER in kinds:
            yield _letter("peer-nudge", course, [kinds[AssignmentKind.PEER]])


def _letter(letter: str, course: Course, asked: Sequence[Assignment]) -> Letter:
    session = asked[0].session
    facts: dict[str, Any] = {
        "programme": course.programme.title, "module": session.title, "begins": session.begins.isoformat(),
        "ends": session.ends.isoformat(), "until": asked[0].due.isoformat(),
        "items": [text for one in asked for text in one.texts], "path": asked[0].get_absolute_url(),
    }  # fmt: skip
    return Letter(letter, asked[0].person, facts, gathered=True)


# -- done by whoever it is asked of ----------------------------------------------------------------------------------


@transaction.atomic
def do_task(*, by: Person, assignment: Assignment, now: datetime, text: str | None = None) -> Assignment:
    """It is done; a text of one's own can be kept with it. Raises NotAllowed. Nobody else is told."""
    assignment = _locked(by, assignment.pk)
    if text is not None:
        assignment.answer = {"text": text.strip()} if text.strip() else {}
    assignment.done_at = assignment.done_at or now
    assignment.save(update_fields=["answer", "done_at"])
    return assignment


@transaction.atomic
def undo_task(*, by: Person, assignment: Assignment) -> Assignment:
    """It is not done after all; what was written stays. Raises NotAllowed."""
    assignment = _locked(by, assignment.pk)
    assignment.done_at = None
    assignment.save(update_fields=["done_at"])
    return assignment


@transaction.atomic
def write_tries(
    *, by: Person, attempt: Assignment, choice: int, tries: Iterable[int], answers: Sequence[str], done: bool,
    now: datetime,
) -> None:  # fmt: skip
    """What was tried, how often, and what came of it, on one page. Raises NotAllowed.

    choice: the place of what was tried, from 0. tries: those of 1, 2 and 3 that are done. answers: to the questions.
    """
    attempt = _locked(by, attempt.pk)
    attempt.answer = {"choice": choice, "tries": sorted(set(tries))}
    attempt.done_at = (attempt.done_at or now) if done else None
    attempt.save(update_fields=["answer", "done_at"])
    thought = Assignment.objects.select_for_update().filter(
        session=attempt.session_id, person=by, kind=AssignmentKind.REFLECTION
    )
    for one in thought:
        one.answer = {"answers": [text.strip() for text in answers]} if any(answers) else {}
        one.done_at = attempt.done_at
        one.save(update_fields=["answer", "done_at"])


@transaction.atomic
def choose_peer(*, by: Person, assignment: Assignment, peer: Person | None, among: Iterable[int]) -> Assignment:
    """With whom it is to be done. among: the numbers of the colleagues one can ask. Raises NotAllowed."""
    assignment = _locked(by, assignment.pk)
    require(rules.choose_peer(assignment, peer, set(among)))
    assignment.peer = peer
    assignment.save(update_fields=["peer"])
    return assignment


def _locked(by: Person, pk: int) -> Assignment:
    found = Assignment.objects.select_for_update(of=("self",)).select_related("session").get(pk=pk)
    require(rules.do_task(by, found))
    return found
