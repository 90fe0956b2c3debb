"""The outbox, a letter written anew, and one's own calendar, as those meet them who run a course or take part."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.factories.delivery import person_called, the_coming_monday, the_course
from tests.factories.people import the_lead_of
from tests.journeys.looking import looked_at

from samklang.delivery.enums import MailState
from samklang.delivery.models import DeadAddress, LetterText, Mail

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_mail_that_came_back_is_found_and_sent_again_and_a_letter_is_written_anew(page, sign_in):
    course = the_course(monday=the_coming_monday())
    bo = person_called(course, "bo")
    Mail.objects.filter(person=bo).update(state=MailState.BOUNCED, error="550 5.1.1 User unknown")
    DeadAddress.objects.create(person=bo, address=bo.email, found_at=timezone.now(), said="550 5.1.1 User unknown")
    sign_in(the_lead_of(course.programme.jobcentre))
    page.goto(f"/courses/{course.pk}/mail/")
    looked_at(page, "outbox")
    page.get_by_role("link", name=re.compile("Indkaldelse til en kursusgang.*Bo Kjær")).first.click()
    looked_at(page, "mail")
    page.get_by_role("button", name="Send den nu").click()
    expect(page.get_by_text("Mailen til Bo Kjær bliver sendt igen inden for et minut.")).to_be_visible()
    page.goto(f"/courses/{course.pk}/mail/")
    page.get_by_role("link", name="Hvad der står i brevene").click()
    looked_at(page, "letters")
    page.get_by_role("link", name=re.compile("Samklangs egen.*Indkaldelse til en kursusgang, Dansk")).click()
    page.get_by_label("Emne").fill("Kom til {module}")
    page.get_by_role("button", name="Se, hvordan det ser ud").click()
    expect(page.get_by_text("Kom til Den første samtale")).to_be_visible()
    looked_at(page, "letter")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Brevet er gemt.")).to_be_visible()
    assert LetterText.objects.get().subject == "Kom til {module}"


def test_somebody_gives_their_calendar_a_secret_address_and_takes_it_back(page, sign_in):
    course = the_course(monday=the_coming_monday())
    sign_in(person_called(course, "anne"))
    page.goto("/courses/own/")
    page.get_by_role("link", name="I min kalender").click()
    page.get_by_role("button", name="Lav en adresse").click()
    address = page.get_by_label("Din hemmelige adresse").input_value()
    looked_at(page, "own-feed")
    assert page.request.get(address).text().count("BEGIN:VEVENT") == 2
    page.get_by_role("button", name="Spær adressen").click()
    expect(page.get_by_text("Adressen virker ikke længere.")).to_be_visible()
    assert page.request.get(address).status == 404
