"""What needs somebody today about money: alarms of grants, vouchers to attest, deadlines."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from samklang.access.clock import now
from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.core.grants.alarms import alarms
from samklang.core.grants.findings import Severity
from samklang.core.words import Moment, say, say_n
from samklang.desk.queries.need import Need
from samklang.funding.enums import ApplicationState
from samklang.funding.models import SchemeRound, Voucher
from samklang.funding.queries.grants import applications_for, grants_for
from samklang.funding.queries.position import standing_of

_SOON = timedelta(days=30)


def _alarms(person: Person, today: date) -> Iterator[Need]:
    """What is wrong with a running grant: everything that stops, and what should be looked at."""
    if not person.standing.may(Right.RUN_GRANTS):
        return
    for grant in grants_for(person).filter(closed_at=None):
        for one in alarms(standing_of(grant, today).position):
            if one.severity is not Severity.NOTE:
                says = say("{grant}: {what}", grant=grant.application.title, what=one.says)
                yield Need(says, str(grant.get_absolute_url()), pressing=one.severity is Severity.STOP)


def _to_attest(person: Person, today: date) -> Iterator[Need]:
    """Vouchers that somebody else has entered."""
    del today
    places = person.standing.places(Right.RUN_GRANTS)
    waiting = Voucher.objects.filter(jobcentre__in=places, attested_at=None).exclude(entered_by=person).count()
    if waiting:
        says = say_n("One voucher waits to be attested.", "{count} vouchers wait to be attested.", waiting)
        yield Need(says, f"{reverse('funding:vouchers')}?waiting=on")


def _deadlines(person: Person, today: date) -> Iterator[Need]:
    """A draft whose round closes soon."""
    del today
    if not person.standing.may(Right.RUN_GRANTS):
        return
    at: datetime = now()
    drafts = applications_for(person).filter(
        Q(round__opens_at=None) | Q(round__opens_at__lte=at), state=ApplicationState.DRAFT,
        round__closes_at__gt=at, round__closes_at__lte=at + _SOON,
    )  # fmt: skip
    for one in drafts:
        round_: SchemeRound | None = one.round
        if round_ is not None and round_.closes_at is not None:
            says = say("“{title}” must be sent before {moment}.", title=one.title, moment=Moment(round_.closes_at))
            yield Need(says, str(one.get_absolute_url()), pressing=True)


FUNDING_SOURCES: tuple[Callable[[Person, date], Iterator[Need]], ...] = (_deadlines, _alarms, _to_attest)
