"""Hours of one's own staff at the grant's course, session by session, reckoned from attendance without names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.core.calendar import COPENHAGEN
from samklang.core.grants.hours import GroupHours, HourRow, HoursRefused, Rate, own_hours
from samklang.core.words import Sentence, say
from samklang.delivery.enums import Mark
from samklang.delivery.models import Participation, Session
from samklang.funding.enums import VoucherKind
from samklang.funding.models import Grant, HourlyRate, Voucher
from samklang.funding.queries.grants import lock_day


@dataclass(frozen=True)
class SessionHours:
    """One session: when, how many people and minutes, and what they come to at the rate of the day."""

    session: Session
    day: date
    found: GroupHours
    rate_ore: int
    """An hour on the day; 0 where no rate had begun."""
    entered: bool
    """Whether they are in the books, of this grant or of another."""
    locked: bool
    """Whether the day has been reported, so that nothing is entered on it any more."""

    @property
    def waits(self) -> bool:
        """Whether they can be entered."""
        return not self.entered and not self.locked and self.rate_ore > 0


@dataclass(frozen=True)
class Hours:
    """Every session in order; or, where attendance cannot be true as it stands, why nothing is reckoned."""

    sessions: Sequence[SessionHours] = ()
    refused: Sequence[Sentence] = ()


def hours_of(grant: Grant, rate: HourlyRate, until: date) -> Hours:
    """Sessions of the grant's programme within its period that attendance was taken at, and somebody's time noted.

    rate: any one of the staff; each day has the rate of that name that was in force on it.
    """
    if grant.application.programme_id is None:
        return Hours()
    sessions = list(Session.objects.filter(
        course__programme=grant.application.programme_id, taken_at__isnull=False,
        begins__date__range=(grant.begins, min(grant.ends, until)),
    ).order_by("begins", "pk"))  # fmt: skip
    rates = _rates(grant, rate.name)
    rows = list(_rows({one.pk: one for one in sessions}, rate.name))
    try:
        found = own_hours(rows, rates, grant.begins, grant.ends)
    except HoursRefused as refused:
        return Hours(refused=[one.says for one in refused.findings])
    without = _without_rate([one.row for one in found.set_aside])
    entered, locked_to = _entered(sessions), lock_day(grant)
    told = []
    for session in sessions:
        day, key = _day(session), str(session.pk)
        hours = found.by_session.get(key) or without.get(key)
        if hours is not None:
            ore = next((one.ore_per_hour for one in rates if one.first_day <= day <= (one.last_day or day)), 0)
            locked = locked_to is not None and day <= locked_to
            told.append(SessionHours(session, day, hours, ore, session.pk in entered, locked))
    return Hours(told)


def no_rate(name: str, day: date) -> Sentence:
    """Why the hours of a day cannot be entered."""
    return say("There is no hourly rate for “{group}” on {day}.", group=name, day=day)


def _rates(grant: Grant, name: str) -> list[Rate]:
    """Those of the name, each until the day before the next one begins."""
    rows = list(grant.rates.filter(name=name).order_by("first_day"))
    ends = [*(one.first_day - timedelta(days=1) for one in rows[1:]), None]
    return [Rate(name, one.rate_ore, one.first_day, last) for one, last in zip(rows, ends, strict=True)]


def _without_rate(rows: Sequence[HourRow]) -> dict[str, GroupHours]:
    """People and minutes of the sessions on days that no rate covers."""
    found: dict[str, GroupHours] = {}
    for one in rows:
        before = found.get(one.session_key, GroupHours(0, 0, 0))
        found[one.session_key] = GroupHours(0, before.minutes + one.minutes, before.people + 1)
    return found


def _entered(sessions: Sequence[Session]) -> set[int]:
    """Those whose hours are in the books; they co-fund one grant and not two."""
    rows = Voucher.objects.filter(kind=VoucherKind.OWN_HOURS, session__in=sessions, countered_by=None)
    return set(rows.values_list("session", flat=True))


def _rows(sessions: Mapping[int, Session], group: str) -> Iterator[HourRow]:
    """Each person who was there, under a number that only tells them apart."""
    for there in Participation.objects.filter(session__in=sessions).order_by("session_id", "pk"):
        session = sessions[there.session_id]
        begins = session.begins.astimezone(COPENHAGEN)
        whole = int((session.ends - session.begins).total_seconds() // 60)
        minutes = _minutes(there, whole)
        if minutes:
            yield HourRow(
                str(there.person_id), str(session.pk), group, begins.date(), minutes,
                _began(there, begins.hour * 60 + begins.minute, whole - minutes),
            )  # fmt: skip


def _began(there: Participation, begins: int, missed: int) -> int | None:
    """The minute of the day they came; None where they were there for a part and nobody knows which."""
    if not missed:
        return begins
    return begins + missed if there.mark == Mark.LATE else None


def _minutes(there: Participation, whole: int) -> int:
    if there.mark in {Mark.PRESENT, Mark.LATE}:
        return whole if there.minutes is None else min(there.minutes, whole)
    return min(there.minutes or 0, whole) if there.mark == Mark.PARTIAL else 0


def _day(session: Session) -> date:
    return session.begins.astimezone(COPENHAGEN).date()
