"""The working day before, and one mail a day instead of many."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.delivery import MONDAY, NOW, person_called, session_of, the_course

from samklang.delivery.commands.digests import gather
from samklang.delivery.commands.invitations import reconcile
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.commands.posting import post
from samklang.delivery.commands.reminders import remind, working_day_before
from samklang.delivery.enums import MailState
from samklang.delivery.models import Course, Mail, Session
from samklang.delivery.queries.letters import what_it_says

pytestmark = pytest.mark.django_db
FRIDAY_MORNING = datetime(2026, 9, 4, 5, 0, tzinfo=UTC)  # 7.00 in Denmark, when the quiet hours end


def reminders() -> list[Mail]:
    return list(Mail.objects.filter(letter="reminder").order_by("pk"))


@pytest.mark.parametrize(
    ("session", "reminded"),
    [
        (date(2026, 9, 8), date(2026, 9, 7)),
        (date(2026, 9, 7), date(2026, 9, 4)),  # a Monday
        (date(2027, 4, 22), date(2027, 4, 21)),
        (date(2027, 3, 30), date(2027, 3, 24)),  # the Tuesday after Easter
        (date(2027, 3, 28), date(2027, 3, 24)),  # Easter Sunday, when the clock goes forward
        (date(2026, 10, 25), date(2026, 10, 23)),  # a Sunday, when the clock goes back
    ],
)
def test_the_working_day_before(session, reminded):
    assert working_day_before(session) == reminded


def test_everybody_expected_on_monday_is_reminded_on_friday_at_the_end_of_the_quiet_hours_and_once():
    course = the_course()
    assert remind(FRIDAY_MORNING - timedelta(seconds=1)) == 0
    assert (remind(FRIDAY_MORNING), remind(FRIDAY_MORNING), remind(FRIDAY_MORNING + timedelta(hours=5))) == (3, 0, 0)
    assert sorted(one.person.name for one in reminders()) == ["Anne Holm", "Bo Kjær", "Tove"]
    assert what_it_says(reminders()[0]).subject == "Husk: Start"
    assert session_of(course, 1).begins.date() == MONDAY


def test_a_reminder_leaves_the_invitation_that_waits_alone():
    the_course()
    remind(FRIDAY_MORNING)
    assert Mail.objects.filter(letter="invitation", state=MailState.WAITING).count() == 12


def test_whoever_was_told_today_is_not_reminded_today():
    the_course(now=FRIDAY_MORNING - timedelta(hours=1))
    assert remind(FRIDAY_MORNING + timedelta(hours=1)) == 0


def test_a_session_that_moves_to_another_day_is_reminded_of_anew():
    course = the_course()
    remind(FRIDAY_MORNING)
    later = session_of(course, 1).begins + timedelta(days=7)
    Session.objects.filter(course=course, cohort=1, slot="start").update(begins=later, ends=later + timedelta(hours=3))
    reconcile(course, FRIDAY_MORNING + timedelta(hours=1))
    assert remind(FRIDAY_MORNING + timedelta(days=3, hours=1)) == 3  # Monday: of Tuesday's, cohort 2
    assert remind(FRIDAY_MORNING + timedelta(days=7)) == 3
    assert len([one for one in reminders() if one.person.name == "Anne Holm" and one.facts["module"] == "Start"]) == 2


def test_a_reminder_of_what_is_cancelled_is_not_written_and_what_is_over_is_not_sent():
    course = the_course()
    Session.objects.filter(cohort=1).update(state="cancelled")
    reconcile(course, NOW)
    assert remind(FRIDAY_MORNING) == 0
    Mail.objects.all().delete()
    remind(FRIDAY_MORNING + timedelta(days=3))
    post(now=FRIDAY_MORNING + timedelta(days=30))
    assert {one.state for one in reminders()} == {MailState.DROPPED}


# -- the digest --------------------------------------------------------------------------------------------------------


def gathered(course: Course, *letters: str, number: str = "anne", now: datetime = NOW) -> list[Mail]:
    person = person_called(course, number)
    facts = {"module": "Start", "items": ["Spørg"], "path": "/courses/tasks/1/", "until": "2026-09-14"}
    return write(course, [Letter(one, person, facts) for one in letters], now)


@pytest.mark.parametrize("letter", ["task-before", "try-this", "peer-nudge", "evaluation", "knowledge-check"])
def test_what_can_wait_is_gathered_by_itself(letter):
    (mail,) = gathered(the_course(), letter)
    assert mail.state == MailState.GATHERED


def test_what_is_gathered_goes_out_as_one_mail_the_next_working_morning_and_once():
    course = the_course()
    Mail.objects.all().delete()
    mails = gathered(course, "try-this", "evaluation", "peer-nudge", now=FRIDAY_MORNING + timedelta(hours=6))
    for too_soon in (timedelta(hours=8), timedelta(days=1), timedelta(days=2), timedelta(days=3, seconds=-1)):
        assert gather(FRIDAY_MORNING + too_soon) == 0
    monday = FRIDAY_MORNING + timedelta(days=3)
    assert (gather(monday), gather(monday), gather(monday + timedelta(hours=2))) == (1, 0, 0)
    digest = Mail.objects.get(letter="digest")
    assert {(one.state, one.digest_id) for one in Mail.objects.filter(pk__in=[one.pk for one in mails])} == {
        (MailState.DIGESTED, digest.pk)
    }
    body = what_it_says(digest).body
    assert "– Prøv én ting efter Start: http://localhost:8000/courses/tasks/1/" in body
    assert body.count("– ") == 3
    assert (digest.state, digest.not_before) == (MailState.WAITING, monday)


def test_whoever_has_one_letter_waiting_gets_it_as_it_is():
    course = the_course()
    (mail,) = gathered(course, "evaluation")
    assert gather(FRIDAY_MORNING) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.not_before) == (MailState.WAITING, FRIDAY_MORNING)
    assert not Mail.objects.filter(letter="digest").exists()


def test_each_person_gets_their_own():
    course = the_course()
    gathered(course, "try-this", "evaluation")
    gathered(course, "try-this", "evaluation", number="bo")
    assert gather(FRIDAY_MORNING) == 2
    assert {one.person.name for one in Mail.objects.filter(letter="digest")} == {"Anne Holm", "Bo Kjær"}


def test_what_is_urgent_is_not_gathered():
    course = the_course()
    (mail,) = write(course, [Letter("task-before", person_called(course, "anne"), {}, urgent=True)], NOW)
    assert mail.state == MailState.WAITING
