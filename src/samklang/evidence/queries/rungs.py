"""What each rung of a programme's ladder is on a day or in a quarter: shares of people or answers, never a name.

Everything is reckoned from dated facts, so that a quarter that is over can be read at any time. It is read once, when
it is over, and kept (`commands.ladder.read_quarters`): what is deleted later does not move the chain.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from samklang.access.enums import Purpose
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure, refusals_to_measure
from samklang.access.refusals import Refusal
from samklang.citizens import metrics as citizens
from samklang.citizens.queries.figures import counted_in
from samklang.companies import metrics as companies
from samklang.companies.models import Entrance
from samklang.companies.queries.pulse import pulse_of
from samklang.core.metric import Rung
from samklang.delivery import metrics as delivery
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Course, EarlierProof, KnowledgeCheck, Seat
from samklang.delivery.queries.outlook import trained_in
from samklang.evidence import metrics
from samklang.method.enums import Span
from samklang.method.models import AssessedLevel, Demand, RoleProfile
from samklang.method.periods import Period, around, before
from samklang.method.shares import Estimate, Lack, share_of
from samklang.method.suppression import Count, may_be_shown
from samklang.people.models import Engagement
from samklang.practice.enums import ObservationState, Setting
from samklang.practice.models import Observation

COMPANY_FRAMEWORK = "company-meeting"
"""The framework whose effect companies notice, and not citizens."""
DAYS_SEEN = 365
"""What was observed longer ago says nothing of today."""


class RungFigure(NamedTuple):
    """One figure of a rung. off: why it is not measured here."""

    rung: Rung
    metric: str
    """Its key in the catalogue."""
    found: Estimate | Lack
    off: Refusal | None = None


def figures_of(course: Course, period: Period, today: date) -> Iterator[RungFigure]:
    """Every rung at the end of the period, or today where it is not over; answers are those of the period itself."""
    day = min(period.last_day, today)
    jobcentre = course.programme.jobcentre
    here = _employed(jobcentre, day)
    wanted = _wanted(course, here, day)
    yield RungFigure(Rung.ATTENDED, delivery.TRAINED, _share(len(trained_in(course, wanted, day)), len(wanted)))
    off = dict(refusals_to_measure(jobcentre, day))
    yield _knows(course, wanted, day, off[Purpose.KNOWLEDGE])
    yield _seen(course, here, day, Setting.ROLE_PLAY, off[Purpose.OBSERVATION])
    yield _seen(course, here, day, Setting.REAL, off[Purpose.OBSERVATION])
    yield from _felt(course, jobcentre, period, today)


def _share(reach: int, of: int) -> Estimate | Lack:
    """Where it tells of nobody: see `method.suppression`."""
    if of == 0:
        return Lack.NOTHING
    return share_of(reach, of) if may_be_shown(Count(reach, of)) else Lack.TOO_FEW


def _employed(jobcentre: Place, day: date) -> dict[int, int]:
    """Employees by the number of their person."""
    rows = Engagement.objects.filter(employee__jobcentre=jobcentre).on(day)
    return dict(rows.values_list("employee__person", "employee").order_by("employee__person").distinct())


def _wanted(course: Course, here: dict[int, int], day: date) -> set[int]:
    """Those employed on the day who have or had a seat by then, or came with the training from before."""
    seats = Seat.objects.filter(course=course, state=SeatState.HELD, person__in=list(here))
    proofs = EarlierProof.objects.filter(programme=course.programme_id, person__in=list(here), day__lte=day)
    return {*seats.values_list("person", flat=True), *proofs.values_list("person", flat=True)}


def _knows(course: Course, wanted: set[int], day: date, off: Refusal | None) -> RungFigure:
    tries = KnowledgeCheck.objects.filter(course=course, person__in=list(wanted), finished_at__date__lte=day)
    tried = set(tries.values_list("person", flat=True))
    passed = set(tries.filter(passed=True).values_list("person", flat=True))
    return RungFigure(Rung.KNOWS, delivery.PASSED, _share(len(passed), len(tried)), off)


def _seen(course: Course, here: dict[int, int], day: date, setting: Setting, off: Refusal | None) -> RungFigure:
    """Of those whom a licensed observer has seen in the year before the day, who reach what their role demands."""
    rung, key = (Rung.DOES, metrics.DOES_REACHED) if setting is Setting.REAL else (Rung.SHOWS, metrics.SHOWS_REACHED)
    reached = _reached(course, here, day, setting)
    return RungFigure(rung, key, _share(sum(reached.values()), len(reached)), off)


def _reached(course: Course, here: dict[int, int], day: date, setting: Setting) -> dict[int, bool]:
    """By employee: whether the newest observed level of every indicator their role demands reaches the demand."""
    rows = AssessedLevel.objects.filter(
        assessment__observation__in=Observation.objects.filter(
            employee__in=list(here.values()), state=ObservationState.RATED, setting=setting,
            edition__framework__key=course.framework, day__gt=day - timedelta(days=DAYS_SEEN), day__lte=day,
        )
    ).order_by("assessment__day", "pk")  # fmt: skip
    newest: dict[tuple[int, str], tuple[int, int]] = {}
    for employee, edition, key, level in rows.values_list(
        "assessment__employee", "assessment__edition", "indicator__key", "level"
    ):
        newest[employee, key] = (edition, level)
    if not newest:
        return {}
    demands = _demands(course, {edition for edition, _level in newest.values()})
    profiles = _profiles(course, {employee for employee, _key in newest}, day)
    found: dict[int, bool] = {}
    for (employee, key), (edition, level) in newest.items():
        demand = demands.get((edition, profiles.get(employee, ""), key))
        if demand is not None:
            found[employee] = found.get(employee, True) and level >= demand
    return found


def _demands(course: Course, editions: set[int]) -> dict[tuple[int, str, str], int]:
    """The level demanded, by edition, profile and indicator."""
    rows = Demand.objects.filter(profile__edition__in=editions, profile__edition__framework__key=course.framework)
    found = rows.values_list("profile__edition", "profile__key", "indicator__key", "level").order_by("pk")
    return {(edition, profile, key): level for edition, profile, key, level in found}


def _profiles(course: Course, employees: set[int], day: date) -> dict[int, str]:
    """The profile of each employee's role on the day."""
    jobcentre = course.programme.jobcentre
    of_role = dict(RoleProfile.objects.filter(jobcentre=jobcentre).values_list("role", "profile_key").order_by("pk"))
    working = Engagement.objects.filter(employee__in=employees).on(day).values_list("employee", "role")
    return {employee: of_role.get(role, "") for employee, role in working.order_by("pk")}


def _felt(course: Course, jobcentre: Place, period: Period, today: date) -> Iterator[RungFigure]:
    if course.framework == COMPANY_FRAMEWORK:
        yield _pulse(jobcentre, period, today)
        return
    off = refusal_to_measure(jobcentre, Purpose.CITIZEN_FEEDBACK, today)
    told = {one.metric.key: one.quarters.get(period) for one in counted_in(jobcentre, [period])}
    for key in (citizens.INVOLVED, citizens.SAME):
        quarter = told.get(key)
        yield RungFigure(Rung.FELT, key, quarter.whole.estimate if quarter else Lack.NOTHING, off)


def _pulse(jobcentre: Place, period: Period, today: date) -> RungFigure:
    """How likely companies are to recommend us, from 1 to 10."""
    off = refusal_to_measure(jobcentre, Purpose.COMPANY_PULSE, today)
    entrance = Entrance.objects.filter(municipality=jobcentre.parent).first()
    quarters = pulse_of(entrance, today).quarters if entrance else ()
    found = next((one.all.mean for one in quarters if one.quarter == period), Lack.NOTHING)
    return RungFigure(Rung.FELT, companies.RECOMMEND, found, off)


def closed_quarters(today: date, count: int) -> list[Period]:
    """The last quarters that are over, the oldest first."""
    running = around(today, Span.QUARTER)
    return [before(running, back) for back in range(count, 0, -1)]
