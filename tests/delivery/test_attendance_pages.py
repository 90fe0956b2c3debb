"""Attendance without JavaScript, from a script, and with bad input; the code page; one's own marks."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from tests.factories.delivery import person_called, session_of, the_course
from tests.factories.people import a_colleague_in, a_team, the_lead_of

from samklang.delivery import code as codes
from samklang.delivery.enums import Mark, SessionState
from samklang.delivery.models import AttendanceNote, Course, Participation, Session
from samklang.delivery.queries.check_in import secret_of

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> None:
    cache.clear()


@pytest.fixture
def course() -> Course:
    """Its first session has just begun."""
    course = the_course()
    begins = timezone.now()
    Session.objects.filter(course=course, cohort=1, slot="start").update(
        begins=begins, ends=begins + timezone.timedelta(minutes=210)
    )
    return course


@pytest.fixture
def session(course) -> Session:
    return session_of(course, 1)


def url(name: str, *args: object) -> str:
    return reverse(f"delivery:{name}", args=args)


def mark_of(session: Session, number: str) -> str:
    return Participation.objects.get(session=session, person=person_called(session.course, number)).mark


def test_the_trainer_marks_with_plain_buttons(client, session):
    client.force_login(session.trainer)
    page = client.get(url("attendance", session.pk))
    assert "Anne Holm" in page.text
    assert "Camilla" not in page.text
    anne = person_called(session.course, "anne")
    answer = client.post(url("attendance-marks", session.pk), {"person": anne.pk, "mark": "late"})
    assert answer.url.endswith(f"#attend-{anne.pk}")
    assert mark_of(session, "anne") == Mark.LATE


def test_all_the_rest_and_back_again(client, session):
    client.force_login(session.trainer)
    page = client.post(url("attendance-rest", session.pk), follow=True)
    undo = next(str(one.extra_tags) for one in page.context["messages"])
    assert mark_of(session, "bo") == Mark.PRESENT
    client.post(undo)
    assert mark_of(session, "bo") == Mark.EXPECTED
    assert client.post(url("attendance-rest-undo", session.pk, "x")).status_code == 404


def test_a_mark_that_waited_on_the_phone_counts_from_when_it_was_set_whatever_its_clock_says(client, session):
    client.force_login(session.trainer)
    anne = person_called(session.course, "anne")
    newest = {"person": anne.pk, "mark": "present", "at": 1_000_000, "sent": 1_000_100}
    answer = client.post(url("attendance-marks", session.pk), newest, headers=JSON)
    assert {**answer.json(), "moment": None} == {"person": anne.pk, "mark": "present", "minutes": None, "moment": None}
    older = {"person": anne.pk, "mark": "absent", "at": 5_000, "sent": 605_000}
    assert client.post(url("attendance-marks", session.pk), older, headers=JSON).json()["mark"] == "present"
    listed = client.get(url("attendance-marks", session.pk)).json()["marks"]
    assert {one["person"]: one["mark"] for one in listed}[anne.pk] == "present"


def test_a_mark_that_corrects_one_of_the_same_phone_counts_although_the_first_was_slow_to_arrive(client, session):
    client.force_login(session.trainer)
    anne, place = person_called(session.course, "anne"), url("attendance-marks", session.pk)
    first = {"person": anne.pk, "mark": "absent", "at": 10_000, "sent": 10_000}
    moment = client.post(place, first, headers=JSON).json()["moment"]
    second = {"person": anne.pk, "mark": "present", "at": 10_500, "sent": 40_000}
    assert client.post(place, second, headers=JSON).json()["mark"] == "absent"
    assert client.post(place, {**second, "after": moment}, headers=JSON).json()["mark"] == "present"
    far = {**second, "mark": "late", "after": 2**53}
    assert client.post(place, far, headers=JSON).json()["mark"] == "late"
    assert session.participations.get(person=anne).marked_at <= timezone.now()


@pytest.mark.parametrize("sent", [
    {}, {"person": "x", "mark": "present"}, {"person": "1" * 40, "mark": "present"}, {"person": "1", "mark": "there"},
    {"person": "1", "mark": "present", "at": "-1", "sent": "yes"}, {"person": str(2**60), "mark": "present"},
    {"person": "1", "mark": "present", "after": str(2**60)}, {"person": "1", "mark": "present", "after": "soon"},
])  # fmt: skip
def test_what_is_no_mark_is_answered_in_words(client, session, sent):
    client.force_login(session.trainer)
    answer = client.post(url("attendance-marks", session.pk), sent, headers=JSON)
    assert (answer.status_code, bool(answer.json()["refused"])) == (422, True)
    assert client.post(url("attendance-marks", session.pk), sent).status_code == 422


def test_a_mark_for_a_cancelled_session_is_refused_in_words(client, session):
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    client.force_login(session.trainer)
    anne = person_called(session.course, "anne")
    answer = client.post(url("attendance-marks", session.pk), {"person": anne.pk, "mark": "late"}, headers=JSON)
    assert "aflyst" in answer.json()["refused"]
    assert "aflyst" in client.get(url("attendance", session.pk)).text


def test_a_participant_does_not_see_the_list(client, session):
    client.force_login(person_called(session.course, "anne"))
    for name in ("attendance", "attendance-marks", "session-code", "attendance-newcomers"):
        assert client.get(url(name, session.pk)).status_code == 404


def test_the_lead_adds_by_name_and_the_trainer_passes_a_name_on(client, session):
    lead = the_lead_of(session.course.programme.jobcentre)
    client.force_login(lead)
    dorte = person_called(session.course, "dorte")
    page = client.get(url("attendance-newcomers", session.pk), {"q": "dort"})
    assert "Dorte Øst" in page.text
    client.post(url("attendance-newcomers", session.pk), {"q": "dort", "person": dorte.pk})
    assert mark_of(session, "dorte") == Mark.PRESENT
    stranger = a_colleague_in(a_team())
    client.post(url("attendance-newcomers", session.pk), {"q": stranger.name, "person": stranger.pk})
    assert not Participation.objects.filter(person=stranger).exists()
    client.force_login(session.trainer)
    assert client.post(url("attendance-newcomers", session.pk), {"text": "010190-1234"}).status_code == 422
    client.post(url("attendance-newcomers", session.pk), {"text": "Eva fra Brørup"})
    note = AttendanceNote.objects.get()
    client.force_login(lead)
    assert "Eva fra Brørup" in client.get(session.get_absolute_url()).text
    client.post(url("attendance-note-settled", note.pk))
    assert "Eva fra Brørup" not in client.get(session.get_absolute_url()).text


def test_the_code_on_the_screen_names_nobody_and_opens_the_session(client, session):
    client.force_login(session.trainer)
    page = client.get(url("session-code", session.pk))
    assert "Anne" not in page.text
    code = page.context["code"]
    client.force_login(person_called(session.course, "anne"))
    assert client.post(url("check-in"), {"code": code}).url == url("own-courses")
    assert mark_of(session, "anne") == Mark.PRESENT


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "१२३४५६"])
def test_what_is_no_code_is_said_at_the_field(client, session, code):
    client.force_login(person_called(session.course, "anne"))
    assert client.post(url("check-in"), {"code": code}).status_code == 422
    assert mark_of(session, "anne") == Mark.EXPECTED


def test_a_code_that_was_scanned_counts_from_then_though_signing_in_took_minutes(client, session, monkeypatch):
    begun = session.begins
    code = codes.code_of(secret_of(session), codes.step_of(begun))
    monkeypatch.setattr("samklang.delivery.views.check_in.now_is", lambda: begun)
    answer = client.get(url("check-in"), {"code": code})
    assert "/account/login/" in answer.url
    client.force_login(person_called(session.course, "anne"))
    monkeypatch.setattr("samklang.delivery.views.check_in.now_is", lambda: begun + timezone.timedelta(minutes=4))
    assert client.post(url("check-in"), {"code": code}).status_code == 302
    assert mark_of(session, "anne") == Mark.PRESENT


def test_a_person_sees_their_mark_says_it_is_wrong_and_reads_why_it_was_corrected(client, session):
    anne = person_called(session.course, "anne")
    row = Participation.objects.get(session=session, person=anne)
    client.force_login(session.trainer)
    client.post(url("attendance-marks", session.pk), {"person": anne.pk, "mark": "absent"})
    client.force_login(anne)
    assert url("objection", row.pk) in client.get(url("own-courses")).text
    assert client.post(url("objection", row.pk), {"text": "Jeg sad bagerst."}).status_code == 302
    client.force_login(person_called(session.course, "bo"))
    assert client.get(url("objection", row.pk)).status_code == 404
    assert client.get(url("correction", row.pk)).status_code == 404
    client.force_login(the_lead_of(session.course.programme.jobcentre))
    assert "Jeg sad bagerst." in client.get(session.get_absolute_url()).text
    assert client.post(url("correction", row.pk), {"mark": "present"}).status_code == 422
    client.post(url("correction", row.pk), {"mark": "present", "reason": "Anne sad bagerst."})
    assert "Anne sad bagerst." in client.get(session.get_absolute_url()).text
    client.force_login(anne)
    assert "Anne sad bagerst." in client.get(url("own-courses")).text


def test_the_worker_is_a_script_for_the_pages_of_courses(client):
    answer = client.get(url("attendance-worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.request["PATH_INFO"] == "/courses/attendance-worker.js"
