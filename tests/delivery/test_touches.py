"""Follow-ups are proposed by who is at work, planned like sessions, and told to calendars."""

from datetime import date, timedelta

import pytest
from tests.factories.delivery import NOW, person_called, session_of
from tests.factories.learning import the_learning_course
from tests.factories.people import the_lead_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.delivery import learning_content
from samklang.delivery.commands.touches import When, cancel_touch, follow_cohorts, plan_as_proposed, plan_touch
from samklang.delivery.enums import MailState, Method, SessionKind, SessionState
from samklang.delivery.models import Invitation, Mail, Participation, Seat, Session
from samklang.delivery.queries.touches import touches_of
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave

pytestmark = pytest.mark.django_db


def works(course, number: str, half_days: str = "1111111111", conversations: int = 0) -> None:
    Engagement.objects.filter(employee__person=person_called(course, number)).update(
        half_days=half_days, conversations_per_half_day=conversations
    )


def the_first(course, cohort: int = 1):
    return next(one for one in touches_of(course, NOW) if (one.cohort, one.touch.order) == (cohort, 1))


def planned(course, cohort: int = 1):
    found = the_first(course, cohort)
    when = When(found.proposal.begins, found.proposal.ends, found.proposal.trainer, "Kælderen")
    return plan_touch(
        by=the_lead_of(course.programme.jobcentre), course=course, cohort=cohort, touch=found.touch, when=when, now=NOW
    )


def test_the_first_is_proposed_four_weeks_after_the_last_session_when_all_are_at_work():
    course = the_learning_course()
    found = the_first(course).proposal
    last = session_of(course, 1, "videre")
    assert found.begins.date() == last.begins.date() + timedelta(weeks=4) == date(2026, 10, 7)
    assert (found.at_work, found.people, found.trainer, found.room) == (2, 2, last.trainer, last.room)


def test_a_day_when_somebody_is_away_is_passed_over():
    course = the_learning_course()
    Leave.objects.create(
        employee=Employee.objects.get(person=person_called(course, "anne")), kind=LeaveKind.OTHER,
        first_day=date(2026, 10, 5), last_day=date(2026, 10, 8),
    )  # fmt: skip
    assert the_first(course).proposal.begins.date() == date(2026, 10, 9)


def test_the_half_day_with_the_least_to_move_is_chosen():
    course = the_learning_course()
    works(course, "anne", "1010101010", conversations=3)
    works(course, "bo", "1111111111", conversations=1)
    found = the_first(course).proposal
    assert (found.begins.date(), found.at_work, found.conversations) == (date(2026, 10, 7), 2, 4)
    works(course, "anne", "1111111111")
    assert the_first(course).proposal.conversations == 1


def test_where_they_are_never_at_work_together_the_day_with_most_is_chosen():
    course = the_learning_course()
    works(course, "anne", "1010101010")
    works(course, "bo", "0101010101")
    assert the_first(course).proposal.at_work == 1


def test_a_planned_follow_up_is_a_session_with_everybody_in_it_and_calendars_are_told():
    course = the_learning_course()
    Mail.objects.update(state=MailState.SENT)
    session = planned(course)
    assert (session.kind, session.slot, session.title) == (SessionKind.TOUCH, "touch-1", "Hvad blev til noget?")
    assert sorted(one.person.name for one in session.participations.all()) == ["Anne Holm", "Bo Kjær"]
    assert Invitation.objects.filter(slot="touch-1", teaches=False).count() == 2
    assert Mail.objects.filter(state=MailState.WAITING, method=Method.REQUEST).count() == 3
    assert the_first(course).session == session


def test_planned_anew_it_is_the_same_session_and_the_same_entry():
    course = the_learning_course()
    session = planned(course)
    Mail.objects.update(state=MailState.SENT)
    when = When(session.begins + timedelta(days=1), session.ends + timedelta(days=1), session.trainer, "Loftet")
    lead = the_lead_of(course.programme.jobcentre)
    again = plan_touch(by=lead, course=course, cohort=1, touch=the_first(course).touch, when=when, now=NOW)
    assert (again.pk, again.room) == (session.pk, "Loftet")
    assert set(Invitation.objects.filter(slot="touch-1").values_list("sequence", flat=True)) == {1}


def test_all_of_a_cohorts_are_planned_as_proposed():
    course = the_learning_course()
    made = plan_as_proposed(by=the_lead_of(course.programme.jobcentre), course=course, cohort=1, now=NOW)
    assert len(made) == len(learning_content.touches("conversation"))
    assert not [one for one in touches_of(course, NOW) if one.cohort == 1 and one.proposal]
    assert [one for one in touches_of(course, NOW) if one.cohort == 2 and one.proposal]


def test_no_time_is_proposed_when_the_room_or_the_trainer_is_elsewhere():
    course = the_learning_course()
    third = [one for one in touches_of(course, NOW) if one.cohort == 1][2].proposal
    Session.objects.create(
        course=course, cohort=2, slot="x", title="Noget andet", begins=third.begins, ends=third.ends, room=third.room,
        capacity=2,
    )  # fmt: skip
    again = [one for one in touches_of(course, NOW) if one.cohort == 1][2].proposal
    assert (again.begins, again.room) != (third.begins, third.room)
    plan_as_proposed(by=the_lead_of(course.programme.jobcentre), course=course, cohort=1, now=NOW)
    assert Session.objects.filter(kind=SessionKind.TOUCH, cohort=1).count() == 4


def test_it_is_not_planned_in_the_past_nor_while_the_cohort_or_the_trainer_is_elsewhere():
    course = the_learning_course()
    lead, touch, other = the_lead_of(course.programme.jobcentre), the_first(course).touch, session_of(course, 1)
    given = {"by": lead, "course": course, "cohort": 1, "touch": touch}
    with pytest.raises(NotAllowed, match="That time has passed"):
        plan_touch(**given, when=When(NOW, NOW + timedelta(hours=1), None), now=NOW)
    with pytest.raises(NotAllowed, match="The trainer teaches"):
        plan_touch(**given, when=When(other.begins, other.ends, other.trainer), now=NOW)
    with pytest.raises(NotAllowed, match="Some of the cohort are at"):
        plan_touch(**given, when=When(other.begins, other.ends, None), now=NOW)
    assert not Session.objects.filter(kind=SessionKind.TOUCH).exists()


def test_only_whoever_runs_the_course_plans_them():
    course = the_learning_course()
    leader = the_leader_of(course.programme.jobcentre.children.first())
    found = the_first(course)
    with pytest.raises(NotAllowed, match="You do not run courses"):
        plan_touch(
            by=leader, course=course, cohort=1, touch=found.touch, now=NOW,
            when=When(found.proposal.begins, found.proposal.ends, None),
        )  # fmt: skip


def test_whoever_comes_into_the_cohort_later_is_expected_and_whoever_leaves_is_not():
    course = the_learning_course()
    session = planned(course)
    anne, dorte = person_called(course, "anne"), person_called(course, "dorte")
    Seat.objects.filter(person=anne).update(cohort=2)
    Seat.objects.filter(person=dorte).update(cohort=1)
    assert follow_cohorts(now=NOW) == 1
    assert sorted(one.person.name for one in session.participations.all()) == ["Bo Kjær", "Dorte Øst"]
    assert follow_cohorts(now=NOW) == 0


def test_a_cancelled_follow_up_is_taken_out_of_calendars_and_proposed_again():
    course = the_learning_course()
    session = planned(course)
    Mail.objects.update(state=MailState.SENT)
    cancel_touch(by=the_lead_of(course.programme.jobcentre), session=session, now=NOW)
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED
    assert Mail.objects.filter(method=Method.CANCEL).count() == 3
    assert the_first(course).proposal is not None
    assert Participation.objects.filter(session=session).count() == 2


def test_participants_are_invited_to_a_follow_up_and_the_trainer_is_booked():
    course = the_learning_course()
    plan_as_proposed(by=the_lead_of(course.programme.jobcentre), course=course, cohort=1, now=NOW)
    letters = set(
        Mail.objects.filter(invitation__session__kind=SessionKind.TOUCH).values_list("letter", "invitation__teaches")
    )
    assert letters == {("follow-up", False), ("invitation", True)}
