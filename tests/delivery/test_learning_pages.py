"""The pages of learning in use, on a phone and at a desk."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.delivery import person_called, session_of, the_coming_monday
from tests.factories.learning import (
    asked_after,
    asked_before,
    asked_to_evaluate,
    the_learning_course,
    the_notice_of_knowledge,
)
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.delivery.commands.knowledge import begin_check
from samklang.delivery.enums import SessionKind, SessionState
from samklang.delivery.models import (
    Assignment,
    Course,
    EvaluationAnswer,
    EvaluationAsked,
    KnowledgeCheck,
    Mail,
    Material,
    MaterialVersion,
    Session,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def course() -> Course:
    found = the_learning_course(monday=the_coming_monday())
    the_notice_of_knowledge(found.programme.jobcentre)
    return found


def signed_in(client, person):
    client.force_login(person)
    return client


def test_what_waits_stands_on_my_courses_and_is_done_with_one_tap(client, course):
    asked_before(course)
    anne = person_called(course, "anne")
    signed_in(client, anne)
    task = Assignment.objects.get(person=anne, kind="before")
    assert f"/courses/own/tasks/{task.pk}/" in client.get("/courses/own/").content.decode()
    assert client.post(f"/courses/own/tasks/{task.pk}/done/").url == "/courses/own/"
    page = client.get("/courses/own/").content.decode()
    assert f'href="/courses/own/tasks/{task.pk}/"' not in page
    client.post(f"/courses/own/tasks/{task.pk}/undone/")
    assert f'href="/courses/own/tasks/{task.pk}/"' in client.get("/courses/own/").content.decode()


def test_ones_own_notes_are_kept_and_read_by_nobody_else(client, course):
    asked_before(course)
    anne = person_called(course, "anne")
    task = Assignment.objects.get(person=anne, kind="before")
    url = f"/courses/own/tasks/{task.pk}/"
    signed_in(client, anne)
    assert client.post(url, {"text": "Mine tre spørgsmål"}).status_code == 302
    assert "Mine tre spørgsmål" in client.get(url).content.decode()
    for other in (person_called(course, "bo"), the_lead_of(course.programme.jobcentre)):
        signed_in(client, other)
        assert (client.get(url).status_code, client.post(url, {"text": "X"}).status_code) == (404, 404)


def test_three_tries_and_three_answers_stand_on_one_page(client, course):
    session = asked_after(course)
    anne = person_called(course, "anne")
    signed_in(client, anne)
    url = f"/courses/own/sessions/{session.pk}/tries/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"tries": ["1"]}).status_code == 422
    client.post(url, {"choice": "0", "tries": ["1"], "answer_0": "Hun tænkte sig om", "later": "1"})
    assert Assignment.objects.get(person=anne, kind="attempt").done_at is None
    client.post(url, {"choice": "0", "tries": ["1", "2", "3"], "answer_0": "Hun tænkte sig om"})
    assert Assignment.objects.get(person=anne, kind="reflection").done_at is not None
    assert "Hun tænkte sig om" in client.get(url).content.decode()


def test_a_peer_is_chosen_among_those_in_the_course(client, course):
    asked_after(course)
    anne, bo = person_called(course, "anne"), person_called(course, "bo")
    task = Assignment.objects.get(person=anne, kind="peer")
    signed_in(client, anne)
    assert "Dorte Øst" in client.get(task.get_absolute_url()).content.decode()
    client.post(f"/courses/own/tasks/{task.pk}/peer/", {"peer": bo.pk})
    client.post(f"/courses/own/tasks/{task.pk}/peer/", {"peer": "9999999"})
    task.refresh_from_db()
    assert task.peer == bo
    assert "Anne Holm" in signed_in(client, bo).get("/courses/own/").content.decode()


def test_a_check_is_taken_one_question_a_page_and_explained_afterwards(client, course):
    anne = person_called(course, "anne")
    signed_in(client, anne)
    url = f"/courses/{course.pk}/check/"
    assert client.get(url).status_code == 200
    first = client.post(url).url
    check = KnowledgeCheck.objects.get()
    assert first == f"/courses/own/checks/{check.pk}/1/"
    question = check.asked_questions()[0]
    assert client.get(first).status_code == 200
    right = [str(one) for one in sorted(question.right())]
    assert client.post(first, {"chosen": right}).url == f"/courses/own/checks/{check.pk}/2/"
    saved = client.post(first, {"chosen": right}, HTTP_HX_REQUEST="true")
    assert (saved.status_code, "Gemt" in saved.content.decode()) == (200, True)
    assert client.post(f"/courses/own/checks/{check.pk}/2/", {"back": "1"}).url == first
    assert client.post(first, {"chosen": ["77"]}).status_code == 422
    overview = f"/courses/own/checks/{check.pk}/"
    assert question.explanation.da not in client.get(overview).content.decode()
    assert client.post(f"/courses/own/checks/{check.pk}/finishing/").url == overview
    assert question.explanation.da in client.get(overview).content.decode()
    assert client.get(first).url == overview
    assert client.get(url).status_code == 200
    assert client.get(f"/courses/own/checks/{check.pk}/99/").status_code == 404


def test_without_a_notice_the_page_says_why_there_is_no_check(client):
    course = the_learning_course(monday=the_coming_monday())
    signed_in(client, person_called(course, "anne"))
    page = client.get(f"/courses/{course.pk}/check/")
    assert (page.status_code, f'action="/courses/{course.pk}/check/"' in page.content.decode()) == (200, False)
    assert client.post(f"/courses/{course.pk}/check/").status_code == 403
    assert KnowledgeCheck.objects.count() == 0


def test_the_lead_sees_counts_and_no_check_of_anybody(client, course):
    anne = person_called(course, "anne")
    check = begin_check(by=anne, course=course, now=course.began_at, today=course.began_at.date())
    signed_in(client, the_lead_of(course.programme.jobcentre))
    page = client.get(f"/courses/{course.pk}/knowledge/")
    assert (page.status_code, "Anne" in page.content.decode()) == (200, False)
    assert client.get(f"/courses/own/checks/{check.pk}/").status_code == 404


def test_an_evaluation_is_answered_once_on_one_page(client, course):
    asked = asked_to_evaluate(course)
    EvaluationAsked.objects.update(until=asked.until + timedelta(days=60))
    url = f"/courses/own/evaluations/{asked.pk}/"
    signed_in(client, asked.person)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"score_useful": "9"}).status_code == 422
    assert client.post(url, {"score_useful": "4", "words_keep": "Øvelserne"}).status_code == 302
    assert client.post(url, {"score_useful": "4"}).status_code == 422
    assert EvaluationAnswer.objects.count() == 1
    signed_in(client, the_lead_of(course.programme.jobcentre))
    page = client.get(f"/courses/{course.pk}/evaluations/").content.decode()
    assert "Øvelserne" not in page
    assert client.get(url).status_code == 404
    assert client.get(f"/courses/{course.pk}/evaluations/at-once.csv").status_code == 200


def test_a_trainer_sees_how_the_learning_goes_and_no_settings(client, course):
    tove = session_of(course, 1).trainer
    signed_in(client, tove)
    for part in ("effort", "knowledge", "evaluations", "material", "follow-ups"):
        assert client.get(f"/courses/{course.pk}/{part}/").status_code == 200, part
    assert client.get(f"/courses/{course.pk}/effort.csv").status_code == 200
    assert client.get(f"/courses/{course.pk}/settings/").status_code == 404


def test_material_is_seen_by_everybody_in_the_course_in_its_newest_version(client, course):
    tove, anne = session_of(course, 1).trainer, person_called(course, "anne")
    signed_in(client, tove)
    url = f"/courses/{course.pk}/material/new/"
    assert client.get(url).status_code == 200
    given = {"title": "Spørgekort", "module": "start", "note": "Første udgave"}
    made = client.post(url, {**given, "file": SimpleUploadedFile("kort.pdf", PDF)})
    assert made.url == f"/courses/{course.pk}/material/"
    material = Material.objects.get()
    assert (
        client.post(f"/courses/material/{material.pk}/version/", {"link": "https://example.org/kort"}).status_code
        == 302
    )
    old = MaterialVersion.objects.get(number=1)
    signed_in(client, anne)
    page = client.get(f"/courses/{course.pk}/material/").content.decode()
    assert ("https://example.org/kort" in page, f"/courses/material/files/{old.pk}/" in page) == (True, True)
    fetched = client.get(f"/courses/material/files/{old.pk}/")
    assert fetched.content == PDF
    assert fetched["Content-Disposition"] == 'attachment; filename="kort.pdf"'
    assert (fetched["X-Content-Type-Options"], fetched["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in fetched["Content-Security-Policy"]
    assert client.post(url, {**given, "link": "https://example.org"}).status_code == 403


@pytest.mark.parametrize(
    "given",
    [
        {"title": "X"},
        {"title": "X", "link": "http://example.org"},
        {"title": "X", "link": "javascript:alert(1)"},
        {"title": "X", "link": "https://example.org", "file": b"%PDF-1.7"},
        {"title": "X", "file": b"<html><script>alert(1)</script>"},
        {"title": "X", "file": b"PK\x03\x04 not a package"},
        {"title": "X", "file": b""},
        {"title": "", "link": "https://example.org"},
    ],
)
def test_what_is_no_material_is_not_taken_in(client, course, given):
    signed_in(client, the_lead_of(course.programme.jobcentre))
    sent = {key: SimpleUploadedFile("a.pdf", value) if key == "file" else value for key, value in given.items()}
    assert client.post(f"/courses/{course.pk}/material/new/", sent).status_code == 422
    assert Material.objects.count() == 0


def test_withdrawn_material_is_gone_until_it_is_put_back(client, course):
    signed_in(client, the_lead_of(course.programme.jobcentre))
    client.post(f"/courses/{course.pk}/material/new/", {"title": "Kort", "file": SimpleUploadedFile("k.pdf", PDF)})
    material, version = Material.objects.get(), MaterialVersion.objects.get()
    client.post(f"/courses/material/{material.pk}/withdrawal/")
    assert client.get(f"/courses/material/files/{version.pk}/").status_code == 404
    client.post(f"/courses/material/{material.pk}/restoring/")
    assert client.get(f"/courses/material/files/{version.pk}/").status_code == 200


def test_follow_ups_are_planned_moved_and_cancelled_on_the_web(client, course):
    signed_in(client, the_lead_of(course.programme.jobcentre))
    url = f"/courses/{course.pk}/follow-ups/"
    assert client.get(url).status_code == 200
    assert client.post(f"{url}1/").url == url
    made = Session.objects.filter(kind=SessionKind.TOUCH)
    assert (made.count(), made.filter(cohort=1).count()) == (4, 4)
    form = client.get(f"{url}1/1/").context["form"].initial
    given = {**form, "begins": "13:00", "room": "Loftet"}
    given = {key: "" if value is None else value for key, value in given.items()}
    assert client.post(f"{url}1/1/", given).url == url
    first = Session.objects.get(slot="touch-1", cohort=1)
    assert first.room == "Loftet"
    assert client.post(f"{url}1/1/", {**given, "day": "2020-01-02"}).status_code == 422
    assert client.get(f"{url}7/1/").status_code == 404
    client.post(f"/courses/follow-ups/{first.pk}/cancellation/")
    first.refresh_from_db()
    assert first.state == SessionState.CANCELLED


def settings_of(client, course) -> dict:
    initial = client.get(f"/courses/{course.pk}/settings/").context["form"].initial
    return {key: value for key, value in initial.items() if value not in (None, False)}


def test_new_times_of_day_move_the_coming_sessions_and_tell_calendars(client, course):
    signed_in(client, the_lead_of(course.programme.jobcentre))
    Mail.objects.update(state="sent")
    given = {**settings_of(client, course), "morning_begins": "09:00"}
    assert client.post(f"/courses/{course.pk}/settings/", given).status_code == 302
    assert Mail.objects.filter(letter="changed").count() == 12
    course.refresh_from_db()
    assert str(course.morning_begins) == "09:00:00"
    assert [one["competences"] for one in course.modules] == [["involving", "digital"], ["labour-market"]]


def test_a_morning_that_ends_before_it_begins_is_not_taken(client, course):
    signed_in(client, the_lead_of(course.programme.jobcentre))
    given = {**settings_of(client, course), "morning_ends": "08:00"}
    assert client.post(f"/courses/{course.pk}/settings/", given).status_code == 422
    course.refresh_from_db()
    assert str(course.morning_ends) == "12:00:00"


def test_nobody_from_elsewhere_opens_any_of_it(client, course):
    signed_in(client, the_lead_of(a_jobcentre()))
    for part in ("check", "effort", "knowledge", "evaluations", "material", "material/new", "follow-ups", "settings"):
        assert client.get(f"/courses/{course.pk}/{part}/").status_code == 404, part
