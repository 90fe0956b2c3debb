"""The planner hears who was there: whoever missed a module is seated where it is still to come."""

from datetime import timedelta

import pytest
from tests.factories.delivery import person_called, session_of, the_course
from tests.factories.problems import MONDAY, TUESDAY

from samklang.core.planner import plan as plans
from samklang.core.planner.replan import replan
from samklang.delivery.commands.attendance import Said, set_mark, set_rest_present
from samklang.delivery.enums import Mark, SessionKind
from samklang.delivery.models import Course, Participation, Session
from samklang.delivery.queries.held import sessions_held
from samklang.planning import documents
from samklang.planning.queries import holding
from samklang.planning.queries.held import Held, with_attendance

pytestmark = pytest.mark.django_db
FIRST = Held(1, "start", MONDAY)


def the_plan_of(course: Course):
    variant = holding(course.programme).variant
    return documents.problem_of(variant.version.document), plans.from_document(variant.document)


def take(session: Session, mark: Mark, minutes: int | None = None) -> None:
    """Anne so, and all the rest present."""
    anne = person_called(session.course, "anne")
    set_mark(by=None, session=session, said=Said(anne.pk, mark, minutes, session.begins), now=session.begins)
    set_rest_present(by=None, session=session, now=session.begins)


@pytest.mark.parametrize(("mark", "minutes", "counts"), [
    (Mark.PRESENT, None, True), (Mark.LATE, None, True), (Mark.ABSENT, None, False),
    (Mark.PARTIAL, 157, False), (Mark.PARTIAL, 158, True),
])  # fmt: skip
def test_whoever_was_there_for_three_quarters_has_been_there(mark, minutes, counts):
    course = the_course()
    assert sessions_held(course.programme) == {}
    take(session_of(course, 1), mark, minutes)
    assert sessions_held(course.programme) == {FIRST: {"anne", "bo"} if counts else {"bo"}}


def test_nothing_is_told_of_a_session_of_which_attendance_is_half_taken():
    course = the_course()
    session = session_of(course, 1)
    anne = person_called(course, "anne")
    set_mark(by=None, session=session, said=Said(anne.pk, Mark.PRESENT, None, session.begins), now=session.begins)
    assert sessions_held(course.programme) == {}


def test_a_make_up_session_counts_for_the_one_that_was_missed():
    course = the_course()
    session = session_of(course, 1)
    take(session, Mark.ABSENT)
    later = session.begins + timedelta(days=1)
    makeup = Session.objects.create(
        course=course, kind=SessionKind.MAKEUP, cohort=1, slot="start+1", module="start", title="Start",
        begins=later, ends=later + timedelta(hours=3), capacity=10,
    )  # fmt: skip
    Participation.objects.create(session=makeup, person=person_called(course, "anne"), mark=Mark.PRESENT)
    assert sessions_held(course.programme)[FIRST] == {"anne", "bo"}


def test_a_changed_plan_seats_whoever_was_absent_where_the_module_is_still_to_come():
    course = the_course()
    problem, plan = the_plan_of(course)
    take(session_of(course, 1), Mark.ABSENT)
    told = with_attendance(course.programme, problem, plan)
    assert [one.attended for one in told.sessions] == [("bo",), None, None, None]
    changed = replan(problem, told, today=TUESDAY, time_limit_s=5, threads=1, seed=1).plan
    assert {one.person: one.cohort for one in changed.seats}["anne"] == 2
    assert next(one for one in changed.sessions if one.attended is not None).attended == ("bo",)


def test_people_the_plan_does_not_know_and_sessions_on_other_dates_are_left_out():
    course = the_course()
    problem, plan = the_plan_of(course)
    session = session_of(course, 1)
    take(session, Mark.PRESENT)
    Participation.objects.create(session=session, person=person_called(course, "dorte"), mark=Mark.PRESENT)
    assert with_attendance(course.programme, problem, plan).sessions[0].attended == ("anne", "bo", "dorte")
    Session.objects.filter(pk=session.pk).update(
        begins=session.begins + timedelta(days=1), ends=session.ends + timedelta(days=1)
    )
    assert with_attendance(course.programme, problem, plan) == plan
