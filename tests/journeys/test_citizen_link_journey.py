"""A counsellor makes a link, the citizen ticks on their phone without signing in, and the topics come back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.factories.citizens_feedback import REFERENCE, a_citizen_door, a_full_team, a_way, some_answers
from tests.journeys.looking import looked_at

from samklang.citizens.models import FeedbackAnswer, PreparationText
from samklang.method.enums import Span
from samklang.method.periods import around, before

pytestmark = pytest.mark.django_db(transaction=True)
ARABIC = {"title": "حديثك القادم معنا", "name": "سهل القراءة", "intro": "سنتحدث قريبا عن العمل."}


def test_from_a_case_number_to_what_the_citizen_would_like_to_talk_about(page, sign_in):
    door = a_citizen_door()
    PreparationText.objects.create(
        jobcentre=door.jobcentre, level="easy", language="ar", language_name="العربية", content=ARABIC,
        changed_at=timezone.now(),
    )  # fmt: skip
    sign_in(door.counsellor)
    page.goto("/conversations/links/")
    page.get_by_role("link", name="Nyt link").click()
    page.get_by_label("Sagens nummer").fill("Mette Hansen")
    page.get_by_label("Dagen for samtalen").fill((timezone.localdate() + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Lav linket").click()
    looked_at(page, "citizen-link-refused")
    page.get_by_label("Sagens nummer").fill(REFERENCE)
    page.get_by_role("button", name="Lav linket").click()
    looked_at(page, "citizen-link-made")
    address = page.get_by_label("Linket alene").input_value()
    page.context.clear_cookies()
    page.goto(address)
    looked_at(page, "citizen-preparation")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your next conversation with us")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    looked_at(page, "citizen-preparation-arabic")
    page.get_by_role("link", name="Dansk").click()
    page.get_by_role("link", name="Let at læse").click()
    page.get_by_label("Mit CV").check()
    page.get_by_role("textbox", name="Noter til dig selv").fill("Husk at sige, at jeg ikke kan om mandagen")
    page.get_by_role("button", name="Send mine kryds").click()
    expect(page.get_by_text("Dine kryds er sendt")).to_be_visible()
    assert page.context.cookies() == []
    sign_in(door.counsellor)
    page.goto("/conversations/links/")
    expect(page.get_by_text("Mit CV og mine ansøgninger")).to_be_visible()
    looked_at(page, "citizen-links")


def test_two_questions_are_answered_once_with_two_taps(page):
    door = a_citizen_door()
    a_way(door.team, until=timezone.localdate())
    page.goto("/citizen/questions/a-secret-of-a-link/")
    looked_at(page, "citizen-questions")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(re.compile("Vælg et af svarene")).first).to_be_visible()
    page.get_by_label("Meget").check()
    page.get_by_label("Til dels").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak")
    assert FeedbackAnswer.objects.get().involved == 4
    assert page.goto("/citizen/questions/a-secret-of-a-link/").status == 404


def test_slips_codes_texts_and_figures_stand_on_a_phone_as_on_a_desk(page, sign_in):
    door = a_citizen_door()
    day = timezone.localdate()
    last = before(around(day, Span.QUARTER), 1).key
    for name in ("Team Nord", "Team Syd"):
        some_answers(a_full_team(door.jobcentre, name), [5, 4, 4, 4, 2, 1, 5], quarter=last)
    sign_in(door.lead)
    page.goto("/conversations/questions/codes/new/")
    page.get_by_label("Team", exact=True).select_option(label="Team Nord")
    page.get_by_label("Hvor den hænger").fill("Venteværelset")
    page.get_by_role("button", name="Lav koden").click()
    looked_at(page, "citizen-poster")
    page.goto("/conversations/questions/")
    looked_at(page, "citizen-feedback")
    page.get_by_role("link", name="Udskriv sedler").click()
    page.get_by_role("button", name="Lav sedlerne").click()
    expect(page.get_by_role("img", name="QR-kode med linket")).to_have_count(10)
    looked_at(page, "citizen-slips")
    page.goto("/conversations/texts/")
    looked_at(page, "citizen-texts")
    page.get_by_role("link", name=re.compile("Ret Dansk, Meget let")).click()
    looked_at(page, "citizen-text")
    page.goto("/conversations/figures/")
    expect(page.get_by_text("71 %").first).to_be_visible()
    looked_at(page, "citizen-figures")
