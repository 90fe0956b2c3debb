"""A jobcentre words its own questions, retires Samklang's, and moves them as a file; what was asked keeps its words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.delivery import NOW, person_called, the_coming_monday
from tests.factories.learning import the_learning_course, the_notice_of_knowledge
from tests.factories.people import the_head_of, the_lead_of

from samklang.delivery.commands.knowledge import begin_check
from samklang.delivery.models import Course, OwnQuestion
from samklang.delivery.queries.question_bank import bank_of
from samklang.delivery.questions import shipped_bank

pytestmark = pytest.mark.django_db
KEY = "conv-involving-01"


@pytest.fixture
def course(client) -> Course:
    found = the_learning_course(monday=the_coming_monday())
    client.force_login(the_lead_of(found.programme.jobcentre))
    return found


def the_bank(course: Course) -> dict:
    return {one.key: one for one in bank_of(course.programme.jobcentre, course.framework)}


def typed(**changes: str) -> dict:
    given = {"text_da": "Hvad gør du?", "competence": "digital", "kind": "one", "difficulty": "2",
             "explanation_da": "Fordi.", "option_0_da": "Det ene", "option_0_right": "on", "option_1_da": "Det andet",
             "option_2_da": "Det tredje"}  # fmt: skip
    return {key: value for key, value in {**given, **changes}.items() if value}


def test_a_question_of_ones_own_is_asked_from_now_on(client, course):
    url = f"/courses/{course.pk}/questions/"
    assert client.get(url).status_code == 200
    assert client.get(f"{url}new/").status_code == 200
    assert client.post(f"{url}new/", typed()).url == url
    own = OwnQuestion.objects.get()
    assert (the_bank(course)[own.key].text.da, own.version) == ("Hvad gør du?", 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"text_da": ""},
        {"option_2_da": ""},
        {"option_0_right": ""},
        {"option_1_right": "on"},
        {"kind": "several"},
        {"competence": "cooking"},
        {"difficulty": "9"},
    ],
)
def test_what_cannot_be_asked_is_not_kept(client, course, changes):
    assert client.post(f"/courses/{course.pk}/questions/new/", typed(**changes)).status_code == 422
    assert OwnQuestion.objects.count() == 0


def test_samklangs_own_can_be_worded_anew_and_what_was_asked_keeps_its_words(client, course):
    the_notice_of_knowledge(course.programme.jobcentre)
    url = f"/courses/{course.pk}/questions/{KEY}/"
    initial = client.get(url).context["form"].initial
    given = {key: "on" if value is True else value for key, value in initial.items() if value is not False}
    check = begin_check(by=person_called(course, "anne"), course=course, now=NOW, today=NOW.date())
    assert client.post(url, {**given, "text_da": "Sagt anderledes?"}).status_code == 302
    assert the_bank(course)[KEY].text.da == "Sagt anderledes?"
    assert the_bank(course)[KEY].indicator == "invites-preparation"
    check.refresh_from_db()
    assert "Sagt anderledes?" not in str(check.questions)
    assert client.post(url, {**given, "text_da": "Sagt anderledes?"}).status_code == 302
    assert OwnQuestion.objects.count() == 1


def test_a_question_is_retired_and_taken_back(client, course):
    url = f"/courses/{course.pk}/questions/{KEY}/use/"
    client.post(url)
    assert KEY not in the_bank(course)
    assert len(the_bank(course)) == len(shipped_bank("conversation")) - 1
    client.post(url)
    assert the_bank(course)[KEY] in shipped_bank("conversation")
    assert client.post(f"/courses/{course.pk}/questions/nothing/use/").status_code == 404


def test_a_file_that_is_fetched_is_read_in_again_and_changes_nothing(client, course):
    fetched = client.get(f"/courses/{course.pk}/questions.json").content
    url = f"/courses/{course.pk}/questions/import/"
    assert client.post(url, {"file": SimpleUploadedFile("q.json", fetched)}).status_code == 302
    assert OwnQuestion.objects.count() == 0
    document = json.loads(fetched)
    document["questions"][0]["text"]["da"] = "Nyt"
    document["questions"][1]["key"] = "egen-1"
    sent = json.dumps(document).encode()
    assert client.post(url, {"file": SimpleUploadedFile("q.json", sent)}).status_code == 302
    assert OwnQuestion.objects.count() == 2
    assert "egen-1" in the_bank(course)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b'{"samklang": "questions"}',
        b'{"samklang": "questions", "framework": "conversation", "questions": []}',
        b'{"samklang": "questions", "framework": "conversation", "questions": [7]}',
        b'{"samklang": "questions", "framework": "company-meeting", "questions": [{}]}',
        b'{"samklang": "questions", "framework": "conversation", "questions": [{"key": "a"}]}',
    ],
)
def test_a_file_with_faults_changes_nothing(client, course, content):
    url = f"/courses/{course.pk}/questions/import/"
    assert client.post(url, {"file": SimpleUploadedFile("q.json", content)}).status_code == 422
    assert OwnQuestion.objects.count() == 0


def test_one_fault_among_many_questions_keeps_them_all_out(client, course):
    document = json.loads(client.get(f"/courses/{course.pk}/questions.json").content)
    document["questions"][0]["text"]["da"] = "Nyt"
    document["questions"][5]["options"] = document["questions"][5]["options"][:1]
    sent = json.dumps(document).encode()
    answer = client.post(f"/courses/{course.pk}/questions/import/", {"file": SimpleUploadedFile("q.json", sent)})
    assert (answer.status_code, OwnQuestion.objects.count()) == (422, 0)


def test_only_whoever_runs_the_course_words_questions(client, course):
    client.force_login(the_head_of(course.programme.jobcentre))
    assert client.get(f"/courses/{course.pk}/questions/").status_code == 403
    assert client.post(f"/courses/{course.pk}/questions/new/", typed()).status_code == 403
    assert OwnQuestion.objects.count() == 0
