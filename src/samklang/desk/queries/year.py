"""The year ahead: every deadline somebody has a part in, from whichever area, in order of day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from samklang.access.enums import Right
from samklang.access.models import Notice, Person
from samklang.access.queries.notices import jobcentres_around
from samklang.calibration.models import Licence
from samklang.committee.models import Schedule
from samklang.core.calendar import COPENHAGEN, plus_months
from samklang.core.grants.dates import report_days
from samklang.core.words import Sentence, say, say_n
from samklang.delivery.models import Certificate
from samklang.funding.enums import ReportKind, ReportState
from samklang.funding.models import Condition, Criterion, Grant, Instalment, Report, SchemeRound
from samklang.funding.queries.grants import grants_for, schemes_for, terms_of

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Deadline:
    """Something that is due on a day."""

    day: date
    says: Sentence
    url: str
    area: Sentence


@dataclass(frozen=True)
class Month:
    """A month and what is due in it. first: its first day."""

    first: date
    deadlines: tuple[Deadline, ...]


def year_of(person: Person, today: date) -> list[Month]:
    """The twelve months from this one on, those without deadlines too."""
    last = plus_months(today.replace(day=1), MONTHS_AHEAD)
    found = [one for source in _SOURCES for one in source(person, today, last) if today <= one.day < last]
    found.sort(key=lambda one: (one.day, one.url, str(one.says)))
    firsts = [plus_months(today.replace(day=1), number) for number in range(MONTHS_AHEAD)]
    return [
        Month(first, tuple(one for one in found if (one.day.year, one.day.month) == (first.year, first.month)))
        for first in firsts
    ]


_FUNDING, _COMMITTEE, _NOTICES = say("Funding"), say("Committee page"), say("Notices of measuring")
_COURSES, _CALIBRATION = say("Courses"), say("Calibration")


def _rounds(person: Person, today: date, last: date) -> Iterator[Deadline]:
    if not person.standing.may(Right.SEE_GRANTS):
        return
    rows = SchemeRound.objects.filter(scheme__in=schemes_for(person).filter(retired_at=None), closes_at__isnull=False)
    for one in rows.filter(closes_at__date__range=(today, last)).select_related("scheme"):
        if one.closes_at is None:
            continue
        local = one.closes_at.astimezone(COPENHAGEN)
        says = say(
            "{scheme}: applications before {clock} ({round})", scheme=one.scheme.name, clock=f"{local:%H:%M}",
            round=one.name,
        )  # fmt: skip
        yield Deadline(local.date(), says, str(one.scheme.get_absolute_url()), _FUNDING)


def _grants(person: Person, today: date, last: date) -> Iterator[Deadline]:
    del last
    if not person.standing.may(Right.SEE_GRANTS):
        return
    grants = list(grants_for(person).filter(closed_at=None))
    for grant in grants:
        yield from _of_grant(grant, today)


def _of_grant(grant: Grant, today: date) -> Iterator[Deadline]:
    url, title = str(grant.get_absolute_url()), grant.application.title

    def due(day: date | None, says: Sentence) -> Iterator[Deadline]:
        if day is not None and day >= today:
            yield Deadline(day, says, url, _FUNDING)

    sent = set(Report.objects.filter(grant=grant, state=ReportState.SENT).values_list("kind", "due_on"))
    for one in report_days(terms_of(grant), grant.begins, grant.ends):
        if (one.kind.value, one.due_on) not in sent:
            kind = str(ReportKind(one.kind.value).label)
            yield from due(one.due_on, say("{kind} for {title}", kind=kind, title=title))
    for instalment in Instalment.objects.filter(grant=grant, due_on__gte=today):
        yield from due(instalment.due_on, say("Instalment expected for {title}", title=title))
    for condition in Condition.objects.filter(grant=grant, met_on=None, due_on__gte=today):
        yield from due(condition.due_on, say("{title}: {condition}", title=title, condition=condition.text))
    for criterion in Criterion.objects.filter(application=grant.application_id, reached_on=None, due_on__gte=today):
        yield from due(criterion.due_on, say("{title}: measure “{what}”", title=title, what=criterion.indicator))
    yield from due(grant.ends, say("{title} ends", title=title))


def _committee(person: Person, today: date, last: date) -> Iterator[Deadline]:
    del today, last
    places = jobcentres_around(person, Right.RUN_REPORTS)
    for one in Schedule.objects.filter(jobcentre__in=places, paused_at=None).select_related("jobcentre"):
        says = say("The next committee page of {jobcentre} is made", jobcentre=one.jobcentre.name)
        yield Deadline(one.next_day, says, reverse("committee:issues"), _COMMITTEE)


def _notices(person: Person, today: date, last: date) -> Iterator[Deadline]:
    del last
    rows = Notice.objects.filter(jobcentre__in=jobcentres_around(person, Right.EDIT_NOTICES), first_day__gt=today)
    for one in rows.filter(announced_day__isnull=False):
        says = say("The notice of {purpose} comes into force", purpose=str(one.get_purpose_display()))
        if one.first_day is not None:
            yield Deadline(one.first_day, says, reverse("notice", args=[one.pk]), _NOTICES)


def _certificates(person: Person, today: date, last: date) -> Iterator[Deadline]:
    """How many run out in a month, told on the first that does; nobody is named."""
    places = jobcentres_around(person, Right.RUN_COURSES)
    rows = Certificate.objects.filter(
        course__programme__jobcentre__in=places, revoked_at=None, expires_on__range=(today, last)
    )
    yield from _by_month(
        rows.values_list("expires_on").annotate(Count("pk")).order_by("expires_on"),
        lambda count: say_n("One certificate runs out this month", "{count} certificates run out this month", count),
        reverse("delivery:courses"), _COURSES,
    )  # fmt: skip


def _licences(person: Person, today: date, last: date) -> Iterator[Deadline]:
    places = jobcentres_around(person, Right.LEAD_CALIBRATION)
    rows = Licence.objects.filter(framework__jobcentre__in=places, last_day__range=(today, last), ended_day=None)
    yield from _by_month(
        rows.values_list("last_day").annotate(Count("pk")).order_by("last_day"),
        lambda count: say_n("One rater's licence runs out this month", "{count} licences run out this month", count),
        reverse("calibration:rounds"), _CALIBRATION,
    )  # fmt: skip


def _by_month(
    rows: Iterable[tuple[date | None, int]], words: Callable[[int], Sentence], url: str, area: Sentence
) -> Iterator[Deadline]:
    months: dict[tuple[int, int], tuple[date, int]] = {}
    for day, count in rows:
        if day is None:
            continue
        first, so_far = months.get((day.year, day.month), (day, 0))
        months[day.year, day.month] = (first, so_far + count)
    for first, count in months.values():
        yield Deadline(first, words(count), url, area)


_SOURCES: tuple[Callable[[Person, date, date], Iterator[Deadline]], ...] = (
    _rounds, _grants, _committee, _notices, _certificates, _licences,
)  # fmt: skip
