"""What happened in courses is told to the municipality's store of learning, where it has one."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from samklang.access.models import Person
from samklang.delivery.enums import ATTENDED, StatementState, StatementVerb
from samklang.delivery.models import Certificate, Course, KnowledgeCheck, Participation, Statement
from samklang.delivery.xapi import Answer, Store, number_of, pseudonym, send, statement

MOST_AT_ONCE = 50
MOST_ATTEMPTS = 14
_MOST_WRITTEN = 500
_LEASE = timedelta(minutes=10)
"""How long one worker has a statement in hand; afterwards another may send it, under the same number."""
_SETTLED_AFTER = timedelta(hours=24)
"""A mark is told a day after it was set, when mistakes have been put right."""


def the_store() -> Store | None:
    """Where statements go; None where the installation has not chosen any."""
    if not settings.XAPI_URL:
        return None
    return Store(settings.XAPI_URL, settings.XAPI_KEY, settings.XAPI_SECRET)


def tell_store(now: datetime) -> int:
    """Write down what is not told yet, and send what is due; the answer is how many the store has taken."""
    store = the_store()
    if store is None:
        return 0
    write_statements(now)
    return send_due(store, now)


def write_statements(now: datetime) -> int:
    """One statement for each session attended, check passed and certificate issued; never two for the same."""
    made = [_made(told, now) for found in (_attended, _passed, _completed) for told in found(now)]
    Statement.objects.bulk_create(made, ignore_conflicts=True, batch_size=200)
    return len(made)


def send_due(store: Store, now: datetime) -> int:
    """Send what is due, in order. Where the store does not answer, the rest waits too."""
    taken = 0
    waiting = Statement.objects.filter(state=StatementState.WAITING, not_before__lte=now)
    for one in list(waiting.order_by("not_before", "pk")[:MOST_AT_ONCE]):
        claimed = Statement.objects.filter(pk=one.pk, state=StatementState.WAITING, not_before=one.not_before)
        if not claimed.update(not_before=now + _LEASE, attempts=F("attempts") + 1):
            continue
        answer, said = send(store, one.document)
        _note(one, answer, said, now)
        if answer is Answer.LATER:
            break
        taken += answer is Answer.TAKEN
    return taken


def _note(one: Statement, answer: Answer, said: str, now: datetime) -> None:
    row = Statement.objects.filter(pk=one.pk)
    if answer is Answer.TAKEN:
        row.update(state=StatementState.SENT, sent_at=now, error="")
    elif answer is Answer.REFUSED or one.attempts + 1 >= MOST_ATTEMPTS:
        row.update(state=StatementState.FAILED, error=said[:300])
    else:
        row.update(not_before=now + timedelta(minutes=2 ** min(one.attempts, 10)), error=said[:300])


class _Told(NamedTuple):
    """What one statement is made from. activity: path, kind and name."""

    verb: StatementVerb
    about: int
    person: Person
    course: Course
    activity: tuple[str, str, str]
    at: datetime


def _untold(verb: StatementVerb) -> Q:
    return ~Q(Exists(Statement.objects.filter(verb=verb, about=OuterRef("pk"))))


def _attended(now: datetime) -> Iterator[_Told]:
    verb = StatementVerb.ATTENDED
    there = Participation.objects.filter(
        _untold(verb), mark__in=ATTENDED, marked_at__lte=now - _SETTLED_AFTER, person__erased_at=None
    )
    for one in there.select_related("person", "session__course__programme").order_by("pk")[:_MOST_WRITTEN]:
        about = (reverse("delivery:session", args=[one.session_id]), "meeting", one.session.title)
        yield _Told(verb, one.pk, one.person, one.session.course, about, one.session.begins)


def _passed(now: datetime) -> Iterator[_Told]:
    verb = StatementVerb.PASSED
    checks = KnowledgeCheck.objects.filter(_untold(verb), passed=True, finished_at__lte=now, person__erased_at=None)
    for one in checks.select_related("person", "course__programme").order_by("pk")[:_MOST_WRITTEN]:
        about = (f"{one.course.get_absolute_url()}#check", "assessment", one.course.programme.title)
        yield _Told(verb, one.pk, one.person, one.course, about, one.finished_at or now)


def _completed(now: datetime) -> Iterator[_Told]:
    verb = StatementVerb.COMPLETED
    issued = Certificate.objects.filter(_untold(verb), revoked_at=None, replaces=None, person__erased_at=None)
    for one in issued.select_related("person", "course__programme").order_by("pk")[:_MOST_WRITTEN]:
        if one.course is not None:
            about = (one.course.get_absolute_url(), "course", one.course.programme.title)
            at = datetime.combine(one.issued_on, time(), now.tzinfo)
            yield _Told(verb, one.pk, one.person, one.course, about, at)


def _made(told: _Told, now: datetime) -> Statement:
    site = str(settings.PUBLIC_ADDRESS)
    number = number_of(told.verb, told.about, site)
    document = statement(
        number, told.verb, site=site, actor=pseudonym(told.person.pk, settings.SECRET_KEY),
        name=told.person.name if settings.XAPI_NAMES else "", activity=told.activity,
        course=(told.course.get_absolute_url(), told.course.programme.title), at=told.at,
    )  # fmt: skip
    return Statement(
        id=number, person=told.person, verb=told.verb, about=told.about, document=document, written_at=now,
        not_before=now,
    )  # fmt: skip
