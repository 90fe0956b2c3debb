"""A jobcentre with something to tell a committee: teams, those in them who are trained, and a page of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories.access import a_draft
from tests.factories.citizens_feedback import some_answers
from tests.factories.delivery import the_course
from tests.factories.people import a_jobcentre, a_team, an_employee, somebody_who_is, the_head_of

from samklang.access.commands import announce_notice
from samklang.access.enums import Purpose, Role
from samklang.access.models import Notice, Person, Place
from samklang.committee.commands.issues import issue_page, make_issue
from samklang.committee.models import Issue
from samklang.delivery.models import Certificate, Course, StatusEntry
from samklang.people.models import Employee

TODAY = date(2027, 3, 31)
NOW = datetime(2027, 3, 31, 9, tzinfo=UTC)
HALF_A_YEAR_AGO = date(2026, 9, 30)


def trained_now(course: Course, person: Person, on: date = date(2026, 9, 1)) -> Certificate:
    """The person holds a certificate of the course from the day on, for five years."""
    jobcentre = course.programme.jobcentre
    place = StatusEntry.objects.filter(jobcentre=jobcentre).count()
    status = StatusEntry.objects.create(jobcentre=jobcentre, number=1, index=place)
    return Certificate.objects.create(
        person=person, course=course, jobcentre=jobcentre, name=person.name, title_da="Bevis", title_en="Proof",
        programme=course.programme.title, issued_on=on, expires_on=on + timedelta(days=5 * 365), status=status,
        credential="signed",
    )  # fmt: skip


class Town:
    """A jobcentre whose course is under way. sizes: for each team how many work there, and how many are trained."""

    def __init__(self, sizes: Mapping[str, tuple[int, int]]) -> None:
        self.jobcentre: Place = a_jobcentre()
        self.head: Person = the_head_of(self.jobcentre.parent)
        self.notice: Notice = self.announced(Purpose.CITIZEN_FEEDBACK)
        self.teams: dict[str, Place] = {}
        self.staff: dict[str, list[Employee]] = {}
        for name in sizes:
            self.teams[name] = a_team(self.jobcentre, name)
            self.staff[name] = []
        self.course: Course = the_course(self.jobcentre, team=a_team(self.jobcentre, "Kursusholdet"), trainer=False)
        Course.objects.filter(pk=self.course.pk).update(began_at=datetime(2026, 8, 3, 9, tzinfo=UTC))
        for name, (people, trained) in sizes.items():
            for at in range(people):
                self.hire(name, trained=at < trained)

    def announced(self, purpose: Purpose) -> Notice:
        """A notice of it to the staff, in force since long ago."""
        day = date(2020, 1, 2)
        draft = a_draft(
            self.jobcentre, by=self.head, purpose=purpose, works_council_day=day, first_day=day + timedelta(days=42)
        )
        return announce_notice(by=self.head, notice=draft, today=day)

    def hire(self, team: str, *, trained: bool = False, first_day: date = date(2020, 1, 1)) -> Employee:
        """One more, who is trained since September 2026 or not at all."""
        made = an_employee(self.teams[team], first_day=first_day)
        self.staff[team].append(made)
        if trained:
            trained_now(self.course, Person.objects.get(pk=made.person_id))
        return made

    def train(self, team: str, count: int, on: date) -> None:
        """So many more of the team hold a certificate from the day on."""
        people = [Person.objects.get(pk=one.person_id) for one in self.staff[team]]
        new = [one for one in people if not Certificate.objects.filter(person=one).exists()]
        for one in new[:count]:
            trained_now(self.course, one, on)

    def answers(self, team: str, quarter: str, much: int, little: int) -> None:
        """So many citizens felt much involved, and so many little, in the quarter."""
        some_answers(self.teams[team], [5] * much + [1] * little, quarter=quarter)

    def reader(self, role: Role = Role.WORKS_COUNCIL_READER) -> Person:
        """Somebody who reads reports and makes none."""
        return somebody_who_is(role, self.jobcentre)

    def draft(self, last_day: date = TODAY, first_day: date | None = None, **more: Any) -> Issue:
        """A draft by the head."""
        given = {"by": self.head, "today": max(last_day, TODAY), "now": NOW, **more}
        return make_issue(
            jobcentre=self.jobcentre, first_day=first_day or last_day - timedelta(days=181), last_day=last_day, **given
        )

    def issued(self, last_day: date = TODAY, **more: Any) -> Issue:
        """A page by the head that is issued."""
        return issue_page(by=self.head, issue=self.draft(last_day, **more), now=NOW)


def a_town() -> Town:
    """Two teams large enough to be shown, and one that is not."""
    return Town({"Team Havn": (10, 6), "Team Mark": (12, 5), "Team Lille": (3, 1)})
