"""A colleague does the task before a session, tries something after it, and takes the knowledge check on a phone."""

import pytest
from playwright.sync_api import Page, expect
from tests.factories.delivery import person_called, the_coming_monday
from tests.factories.learning import asked_after, asked_before, the_learning_course, the_notice_of_knowledge
from tests.journeys.looking import looked_at

from samklang.delivery.models import Assignment, Course, KnowledgeCheck

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course() -> Course:
    found = the_learning_course(monday=the_coming_monday())
    the_notice_of_knowledge(found.programme.jobcentre)
    return found


def test_what_is_asked_before_and_after_a_session_is_done_from_my_courses(page: Page, sign_in, course):
    anne = person_called(course, "anne")
    asked_before(course)
    session = asked_after(course)
    sign_in(anne)
    page.goto("/courses/own/")
    looked_at(page, "own-courses-asked")
    task = Assignment.objects.filter(person=anne, kind="before").order_by("due", "pk")[0]
    page.goto(task.get_absolute_url())
    looked_at(page, "own-task")
    page.goto(f"/courses/own/sessions/{session.pk}/tries/")
    looked_at(page, "own-tries")


def test_the_knowledge_check_is_taken_question_by_question(page: Page, sign_in, course):
    sign_in(person_called(course, "anne"))
    page.goto(f"/courses/{course.pk}/check/")
    looked_at(page, "knowledge")
    page.get_by_role("button", name="Begynd").click()
    check = KnowledgeCheck.objects.get()
    for number in range(1, check.asked + 1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Spørgsmål {number} af {check.asked}")
        page.locator("main input[type=radio], main input[type=checkbox]").first.check()
        if number == 1:
            looked_at(page, "knowledge-question")
        page.locator("main form button.button-primary").click()
    looked_at(page, "knowledge-before-finishing")
    page.get_by_role("button", name="Slut, og se svarene").click()
    looked_at(page, "knowledge-result")
    check.refresh_from_db()
    assert check.finished_at is not None
