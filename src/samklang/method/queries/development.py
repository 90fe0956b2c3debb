"""Development plans as the two who talk see them, what a plan begins with, and which talks are near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.method.enums import Basis, Scale
from samklang.method.models import Assessment, DevelopmentPlan, Goal, Indicator
from samklang.method.queries.assessments import employees_talked_with, people_led_by
from samklang.method.queries.editions import holding_editions
from samklang.method.queries.skills import FrameworkSkills, SkillLine
from samklang.people.models import Employee

SOON = timedelta(days=30)
"""How long before a talk it is said to be near: time to judge, to share, and to read what the other has shared."""
HALF_A_YEAR = timedelta(days=182)
_LONGEST = 300


def plans_for(person: Person, today: date) -> QuerySet[DevelopmentPlan]:
    """The plans of the person and of those whose talk they hold, the newest talk first; nobody else's."""
    theirs = employees_talked_with(person, today).order_by().values("pk")
    found = DevelopmentPlan.objects.filter(employee__in=theirs, removed_at=None)
    return _with_goals(found).order_by("-talk_day", "-pk")


def removed_plans_for(person: Person, today: date) -> QuerySet[DevelopmentPlan]:
    """Those that can still be taken back."""
    theirs = employees_talked_with(person, today).order_by().values("pk")
    found = DevelopmentPlan.objects.filter(employee__in=theirs, removed_at__isnull=False)
    return _with_goals(found).order_by("-removed_at", "-pk")


def goals_for(person: Person, today: date) -> QuerySet[Goal]:
    """The goals of those plans, those removed too, so that they can be put back."""
    plans = plans_for(person, today).order_by().values("pk")
    found = Goal.objects.filter(plan__in=plans).select_related("plan__employee__person", "plan__employee__jobcentre")
    return found.order_by("plan_id", "position", "pk")


def plan_before(plan: DevelopmentPlan) -> DevelopmentPlan | None:
    """The employee's plan for the talk before."""
    found = DevelopmentPlan.objects.filter(employee=plan.employee_id, removed_at=None, talk_day__lt=plan.talk_day)
    return _with_goals(found).order_by("-talk_day", "-pk").first()


def _with_goals(found: QuerySet[DevelopmentPlan]) -> QuerySet[DevelopmentPlan]:
    goals = Prefetch("goals", Goal.objects.filter(removed_at=None).order_by("position", "pk"))
    return found.select_related("employee__person", "employee__jobcentre", "made_by").prefetch_related(goals)


@dataclass(frozen=True)
class Proposal:
    """A goal that a gap suggests."""

    line: SkillLine
    framework_key: str
    what: str

    @property
    def key(self) -> str:
        """By which it is chosen on the page."""
        return f"{self.framework_key}/{self.line.indicator.key}"


def proposals_from(skills: Iterable[FrameworkSkills], language: str) -> list[Proposal]:
    """A goal for each gap: the indicator, and what one sees at the level that is demanded."""
    return [
        Proposal(line, one.edition.framework.key, _what(line.indicator, line.demand or 0, language))
        for one in skills
        for line in one.gaps
    ]


def _what(indicator: Indicator, demand: int, language: str) -> str:
    anchors = {one.level: one.worded("text", language) for one in indicator.anchors.all()}
    text = f"{indicator.worded('name', language)}: {anchors.get(demand, '')}".rstrip(": ")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


# -- what is near -----------------------------------------------------------------------------------------------------


def talks_soon(person: Person, today: date) -> list[DevelopmentPlan]:
    """The talks of the coming month: the person's own, and those they hold with others; the next first."""
    return list(plans_for(person, today).filter(talk_day__range=(today, today + SOON)).order_by("talk_day", "pk"))


@dataclass(frozen=True)
class MissingJudgement:
    """A talk is near, and the person has not shared their judgement for it. begun: whether they have begun on it."""

    plan: DevelopmentPlan
    is_own: bool
    begun: bool


def judgements_missing(person: Person, today: date) -> list[MissingJudgement]:
    """The talks of the coming month for which the person has not shared what they judge, the next first.

    Nothing where no notice is in force, for then nothing may be judged; nor where there are no words to judge by.
    """
    plans = talks_soon(person, today)
    allowed = _may_be_judged({plan.employee.jobcentre for plan in plans}, today)
    since = _since(plans, today)
    made = _judged(person, plans)
    found = []
    for plan in plans:
        for_this_talk = [shared for day, shared in made.get(plan.employee_id, []) if day >= since[plan.pk]]
        if plan.employee.jobcentre_id in allowed and not any(for_this_talk):
            own = plan.employee.person_id == person.pk
            found.append(MissingJudgement(plan, own, bool(for_this_talk)))
    return found


def _may_be_judged(jobcentres: Iterable[Place], today: date) -> set[int]:
    """The jobcentres where skills may be judged today, and there are words to judge by."""
    with_levels = Indicator.objects.filter(scale=Scale.LEVEL)
    return {
        one.pk
        for one in jobcentres
        if refusal_to_measure(one, Purpose.SKILLS, today) is None
        and with_levels.filter(edition__in=holding_editions(one, today)).exists()
    }


def _since(plans: Iterable[DevelopmentPlan], today: date) -> dict[int, date]:
    """From when on a judgement is for the talk of each plan: since the talk before, but at most half a year ago."""
    plans = list(plans)
    days = DevelopmentPlan.objects.filter(employee__in=[one.employee_id for one in plans], removed_at=None)
    talks: dict[int, list[date]] = {}
    for employee, day in days.values_list("employee_id", "talk_day").order_by("pk"):
        talks.setdefault(employee, []).append(day)
    half_a_year_ago = today - HALF_A_YEAR
    return {
        one.pk: max([half_a_year_ago, *(day for day in talks[one.employee_id] if day < one.talk_day)]) for one in plans
    }


def _judged(person: Person, plans: Iterable[DevelopmentPlan]) -> dict[int, list[tuple[date, bool]]]:
    """The person's own judgements of those the plans are of: their day, and whether they are shared."""
    found: dict[int, list[tuple[date, bool]]] = {}
    mine = Assessment.objects.filter(by=person, basis__in=[Basis.SELF, Basis.MANAGER])
    mine = mine.filter(employee__in=[one.employee_id for one in plans]).order_by("pk")
    for employee, day, shared_at in mine.values_list("employee_id", "day", "shared_at"):
        found.setdefault(employee, []).append((day, shared_at is not None))
    return found


@dataclass(frozen=True)
class LedPerson:
    """Somebody whose talk one holds: when the next is, and whether there is something to read. No levels."""

    employee: Employee
    plan: DevelopmentPlan | None
    has_shared: bool
    judged: bool


def led_people(person: Person, today: date) -> Sequence[LedPerson]:
    """Those whose talk the person holds, by name; never by anything that has been judged."""
    recent = Assessment.objects.filter(employee=OuterRef("pk"), day__gte=today - HALF_A_YEAR, shared_at__isnull=False)
    people = people_led_by(person, today).annotate(
        has_shared=Exists(recent.filter(basis=Basis.SELF)),
        judged=Exists(recent.filter(Q(basis=Basis.MANAGER, by=person))),
    )
    plans: dict[int, DevelopmentPlan] = {}
    for plan in plans_for(person, today).filter(talk_day__gte=today).order_by("talk_day", "pk"):
        plans.setdefault(plan.employee_id, plan)
    return [LedPerson(one, plans.get(one.pk), one.has_shared, one.judged) for one in people]
