"""When one may apply: rounds that open and close by the clock, rounds that run until the money is gone, and days that
are counted from the start of a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from samklang.core.calendar import COPENHAGEN, plus_months
from samklang.core.grants.findings import Finding, Severity
from samklang.core.grants.terms import Terms
from samklang.core.words import Moment, Sentence, say, say_n


@dataclass(frozen=True)
class Round:
    """One call for applications. Both moments know their time zone.

    It is open from `opens` until just before `closes`: "before 12:00" is 11:59:59 at the latest. None opens at once,
    or runs until the money is gone.
    """

    key: str
    opens: datetime | None = None
    closes: datetime | None = None
    decision_on: date | None = None

    def __post_init__(self) -> None:
        for moment in (self.opens, self.closes):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("A round's moments know their time zone.")
        if self.opens is not None and self.closes is not None and _utc(self.closes) <= _utc(self.opens):
            raise ValueError("A round closes after it opens.")


def at_clock(day: date, clock: time) -> datetime:
    """A moment by the clock in Denmark, summer and winter."""
    return datetime.combine(day, clock, COPENHAGEN)


def is_open(round_: Round, at: datetime) -> bool:
    """Whether an application can be sent at a moment."""
    return not _not_yet(round_, at) and not _closed(round_, at)


def next_round(rounds: Sequence[Round], at: datetime) -> Round | None:
    """The round to send in: the open one that closes first, else the one that opens first; None where all are over."""
    ahead = [one for one in rounds if not _closed(one, at)]
    return min(ahead, key=lambda one: _urgency(one, at), default=None)


def _urgency(round_: Round, at: datetime) -> tuple[bool, datetime, datetime, str]:
    last = datetime.max.replace(tzinfo=UTC)
    closes = _utc(round_.closes) if round_.closes else last
    waits = _not_yet(round_, at)
    return waits, _utc(round_.opens) if waits and round_.opens else closes, closes, round_.key


def told(round_: Round, at: datetime) -> Sentence:
    """Where a round stands, in words: how long until it opens or closes, how long since it closed."""
    if round_.opens is not None and _not_yet(round_, at):
        return say("Opens {moment}: {span}.", moment=Moment(round_.opens), span=_in(_utc(round_.opens) - _utc(at)))
    if round_.closes is None:
        return say("Open until the money is gone.")
    if _closed(round_, at):
        ago = _ago(_utc(at) - _utc(round_.closes))
        return say("Closed {moment}: {span}.", moment=Moment(round_.closes), span=ago)
    return say("Closes {moment}: {span}.", moment=Moment(round_.closes), span=_in(_utc(round_.closes) - _utc(at)))


def may_send(round_: Round, at: datetime) -> Sentence | None:
    """Why an application cannot be sent at a moment; None where it can. Late ones are not looked at."""
    if round_.opens is not None and _not_yet(round_, at):
        return say("The round opens {moment}. Keep the application until then.", moment=Moment(round_.opens))
    if round_.closes is not None and _closed(round_, at):
        return say(
            "The round closed {moment}, {span}. Late applications are not looked at; choose the next round.",
            moment=Moment(round_.closes),
            span=_ago(_utc(at) - _utc(round_.closes)),
        )
    return None


@dataclass(frozen=True)
class ApplicationDays:
    """First and last day on which one may apply for a course; None where the terms set no limit."""

    earliest: date | None
    latest: date | None


def application_days(terms: Terms, start: date) -> ApplicationDays:
    """The days counted back from the first day of the course.

    source: Den Kommunale Kompetencefond: at the earliest 9 months before, at the latest the day before the start
            (https://www.henley.education/da/kommunale-kompetencefond); given by the terms, never by this code.
    """
    months, days = terms.earliest_months_before_start, terms.latest_days_before_start
    earliest = None if months is None else plus_months(start, -months)
    return ApplicationDays(earliest, None if days is None else start - timedelta(days=days))


def check_application(terms: Terms, start: date, today: date) -> list[Finding]:
    """What stands against applying today for a course that starts on a day; empty where nothing does."""
    days = application_days(terms, start)
    if days.earliest is not None and today < days.earliest:
        text = say("One may apply from {day} on for a course that starts {start}.", day=days.earliest, start=start)
        return [Finding("apply-early", terms.weight("earliest_months_before_start"), text)]
    if days.latest is not None and today > days.latest:
        text = say("The last day to apply was {day}, for a course that starts {start}.", day=days.latest, start=start)
        return [Finding("apply-late", terms.weight("latest_days_before_start"), text)]
    if days.latest is not None and (days.latest - today).days <= 7:
        text = say("The last day to apply is {day}.", day=days.latest)
        return [Finding("apply-soon", terms.weight("latest_days_before_start", Severity.WARN), text)]
    return []


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment knows its time zone.")
    return moment.astimezone(UTC)


def _not_yet(round_: Round, at: datetime) -> bool:
    return round_.opens is not None and _utc(at) < _utc(round_.opens)


def _closed(round_: Round, at: datetime) -> bool:
    return round_.closes is not None and _utc(at) >= _utc(round_.closes)


def _ago(span: timedelta) -> Sentence:
    count, unit = _largest(span)
    if unit == "days":
        return say_n("{count} day ago", "{count} days ago", count)
    if unit == "hours":
        return say_n("{count} hour ago", "{count} hours ago", count)
    if unit == "minutes":
        return say_n("{count} minute ago", "{count} minutes ago", count)
    return say("less than a minute ago")


def _in(span: timedelta) -> Sentence:
    count, unit = _largest(span)
    if unit == "days":
        return say_n("in {count} day", "in {count} days", count)
    if unit == "hours":
        return say_n("in {count} hour", "in {count} hours", count)
    if unit == "minutes":
        return say_n("in {count} minute", "in {count} minutes", count)
    return say("in less than a minute")


def _largest(span: timedelta) -> tuple[int, str]:
    """Whole days from two days on, whole hours from two hours on, else whole minutes."""
    minutes = span // timedelta(minutes=1)
    if minutes >= 2 * 24 * 60:
        return minutes // (24 * 60), "days"
    if minutes >= 2 * 60:
        return minutes // 60, "hours"
    return (minutes, "minutes") if minutes else (0, "none")
