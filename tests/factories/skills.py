"""Staff whose skills are judged, and what is said of them; made through commands."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from tests.factories.access import a_notice
from tests.factories.method import an_edition
from tests.factories.people import a_colleague_in, a_team, an_employee, the_leader_of

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.models import Notice, Person, Place
from samklang.method.commands.assessment import Said, add_observed, judge_skills, share_judgement
from samklang.method.commands.development import GoalText, make_plan
from samklang.method.models import Assessment, DevelopmentPlan, Edition, RoleProfile
from samklang.method.queries.editions import holding_editions, indicators_of
from samklang.people.models import Employee

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
ROLE = "Rådgiver"


def the_notice_of_skills(jobcentre: Place) -> Notice:
    """Staff of the jobcentre have been told long ago that their skills are judged."""
    return a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.SKILLS)


class Two:
    """A member of staff and the leader of their team, at a jobcentre with a small framework; the notice is in force."""

    def __init__(self, *, notice: bool = True, indicators: int = 3) -> None:
        self.team = a_team()
        self.jobcentre: Place = self.team.parent
        self.edition: Edition = an_edition(self.jobcentre, indicators=indicators)
        self.person: Person = a_colleague_in(self.team)
        Employee.objects.get(person=self.person).engagements.update(role=ROLE)
        RoleProfile.objects.create(jobcentre=self.jobcentre, role=ROLE, profile_key="counsellor")
        self.employee: Employee = Employee.objects.get(person=self.person)
        self.leader: Person = the_leader_of(self.team)
        if notice:
            the_notice_of_skills(self.jobcentre)

    def said(self, **levels: int | None) -> dict:
        """Levels by the indicators' keys, as commands take them."""
        by_key = {one.key: one for one in indicators_of(self.edition)}
        return {by_key[key]: Said(level) for key, level in levels.items()}

    def judged(self, by: Person, day: date | None = None, **levels: int | None) -> Assessment | None:
        """A judgement of the employee, not shared."""
        return judge_skills(
            by=by, employee=self.employee, edition=self.edition, said=self.said(**levels), today=day or today(), now=NOW
        )

    def shared(self, by: Person, day: date | None = None, **levels: int | None) -> Assessment:
        """The same, shared."""
        made = self.judged(by, day, **levels)
        return share_judgement(by=by, assessment=made, today=day or today(), now=NOW)

    def observed(self, by: Person, day: date | None = None, **levels: int) -> Assessment:
        """What a licensed colleague has seen."""
        return add_observed(
            by=by, employee=self.employee, edition=self.edition, levels=self.said(**levels), day=day or today(),
            licensed=lambda _: True, today=today(), now=NOW,
        )  # fmt: skip

    def plan(
        self, by: Person | None = None, in_days: int = 10, *goals: str, day: date | None = None
    ) -> DevelopmentPlan:
        """A plan for a talk in some days. day: on which it is made."""
        on = day or today()
        return make_plan(
            by=by or self.person, employee=self.employee, talk_day=on + timedelta(days=in_days),
            goals=[GoalText(what) for what in goals or ("Åbne spørgsmål",)], today=on, now=NOW,
        )  # fmt: skip


def a_group_of(team: Place, reach: int, judged: int, *, level: Callable[[bool], int] | None = None) -> list[Employee]:
    """Counsellors in a team whom its leader has judged on indicator i1, of which 3 is demanded; some reach it."""
    leader = the_leader_of(team)
    edition = holding_editions(team.parent, today())[0]
    by_key: Mapping = {one.key: one for one in indicators_of(edition)}
    made = []
    for number in range(judged):
        employee = an_employee(team, role=ROLE)
        said = {by_key["i1"]: Said((level or (lambda reaches: 3 if reaches else 2))(number < reach))}
        found = judge_skills(by=leader, employee=employee, edition=edition, said=said, today=today(), now=NOW)
        share_judgement(by=leader, assessment=found, today=today(), now=NOW)
        made.append(employee)
    return made
