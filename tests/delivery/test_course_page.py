"""A course at a glance: seats, who came, what it has cost, what to look at; and as a workbook."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from tests.factories.delivery import NOW, person_called, session_of, the_coming_monday, the_course
from tests.factories.people import a_jobcentre, a_team, an_employee, an_outsider, the_lead_of, the_leader_of

from samklang.delivery.enums import Mark
from samklang.delivery.models import EvaluationAsked, Participation, Session
from samklang.delivery.queries.overview import attendance, overview
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind

pytestmark = pytest.mark.django_db
AFTER_MONDAY = NOW + timedelta(days=35, hours=10)


def marked(course, cohort: int, mark: Mark, *numbers: str) -> None:
    for number in numbers:
        Participation.objects.filter(session=session_of(course, cohort), person=person_called(course, number)).update(
            mark=mark
        )


def test_seats_are_counted_by_cohort():
    found = overview(the_course(), NOW)
    assert [(one.cohort, one.held, one.asked, one.room) for one in found.cohorts] == [(1, 2, 0, 6), (2, 2, 0, 6)]


def test_who_came_is_counted_once_a_session_has_been_held():
    course = the_course()
    assert list(attendance(course, NOW)) == []
    marked(course, 1, Mark.LATE, "anne")
    marked(course, 1, Mark.ABSENT, "bo")
    (one,) = attendance(course, AFTER_MONDAY)
    assert (one.expected, one.came, one.partial, one.absent, one.share) == (2, 1, 0, 1, 0.5)


def test_a_session_where_nobody_is_marked_has_no_share():
    (one,) = attendance(the_course(), AFTER_MONDAY)
    assert one.share is None


def test_the_cost_until_now_is_that_of_the_dates_that_have_been():
    course = the_course()
    before, after, last = (
        overview(course, NOW + timedelta(days=days)).spent for days in (0, 35, 60)
    )  # fmt: skip
    assert before.until_now == 0
    assert 0 < after.until_now < after.in_all == last.until_now


def test_what_may_go_wrong_is_told_with_where_to_see_to_it():
    course = the_course(trainer=False)
    anne = person_called(course, "anne").employee
    day = session_of(course, 1).begins.date()
    add_leave(by=None, employee=anne, kind=LeaveKind.OTHER, first_day=day, last_day=day)
    told = [str(one.says) for one in overview(course, NOW + timedelta(days=34)).risks]
    assert any("is away on a day" in one for one in told)
    assert any("not known here" in one for one in told)
    marked(course, 1, Mark.ABSENT, "anne", "bo")
    assert any("Fewer than four in five" in str(one.says) for one in overview(course, AFTER_MONDAY).risks)


def test_what_is_not_taken_is_told_until_it_is():
    course = the_course()
    Session.objects.update(trainer=None)
    assert any("is not taken for 2 people" in str(one.says) for one in overview(course, AFTER_MONDAY).risks)
    marked(course, 1, Mark.PRESENT, "anne", "bo")
    assert not any("is not taken" in str(one.says) for one in overview(course, AFTER_MONDAY).risks)


def test_whoever_answers_for_it_sees_figures_and_a_team_leader_the_dates(client):
    jobcentre = a_jobcentre()
    team = a_team(jobcentre)
    course = the_course(jobcentre, team=team, monday=the_coming_monday())
    client.force_login(the_lead_of(jobcentre))
    page = client.get(course.get_absolute_url()).content.decode()
    assert "Det har kostet" in page
    assert "Andel, der kom" in page
    client.force_login(the_leader_of(team))
    page = client.get(course.get_absolute_url()).content.decode()
    assert "Hold 1" in page
    assert "Det har kostet" not in page
    assert "Andel, der kom" not in page


def test_the_course_can_be_fetched_with_the_people_one_sees(client):
    jobcentre = a_jobcentre()
    course = the_course(jobcentre, monday=the_coming_monday())
    client.force_login(the_leader_of(a_team(jobcentre)))
    empty = openpyxl.load_workbook(io.BytesIO(client.get(reverse("delivery:course-file", args=[course.pk])).content))
    assert empty["Pladser"].max_row == 1
    client.force_login(the_lead_of(jobcentre))
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("delivery:course-file", args=[course.pk])).content))
    assert book.sheetnames == ["Kursusgange", "Pladser", "Fremmøde", "Økonomi"]
    assert [row[0].value for row in book["Pladser"].iter_rows(min_row=2)] == [
        "Anne Holm", "Bo Kjær", "Camilla Ravn", "Dorte Øst",
    ]  # fmt: skip


def test_somebody_from_elsewhere_finds_no_course(client):
    course = the_course(monday=the_coming_monday())
    client.force_login(an_outsider())
    assert client.get(course.get_absolute_url()).status_code == 404
    assert client.get(reverse("delivery:course-file", args=[course.pk])).status_code == 404


def test_what_a_course_has_led_to_is_counted_where_nobody_can_be_found():
    course = the_course()
    assert overview(course, NOW).progress == ()
    everybody = [person_called(course, number) for number in ("anne", "bo", "camilla", "dorte")]
    others = [one.person for one in (an_employee() for _ in range(6))]
    session = session_of(course, 1)

    def asked(person, answered: bool) -> None:
        EvaluationAsked.objects.create(
            course=course, session=session, person=person, moment="at-once", until=NOW.date(), answered=answered
        )

    for one in everybody:
        asked(one, True)
    assert [(one.many, one.of) for one in overview(course, NOW).progress] == [(None, None)]
    for one in others[:2]:
        asked(one, True)
    assert [(one.many, one.of) for one in overview(course, NOW).progress] == [(None, None)]
    for one in others[2:]:
        asked(one, False)
    assert [(one.many, one.of) for one in overview(course, NOW).progress] == [(6, 10)]
