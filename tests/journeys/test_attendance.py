"""Attendance in a room without a connection, and participants who check in on their own phones."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from tests.factories.delivery import person_called, session_of, the_course
from tests.factories.people import the_lead_of
from tests.journeys.conftest import SCREENS
from tests.journeys.looking import looked_at
from tests.pages import CheckedClient

from samklang.access.models import Person
from samklang.delivery.enums import Mark
from samklang.delivery.models import Participation, Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EVERYTHING_IS_SENT = """() => !Object.entries(localStorage).some(
    ([key, kept]) => key.startsWith("samklang-attendance") && JSON.parse(kept).unsent.length)"""


@pytest.fixture
def session() -> Session:
    """It begins in ten minutes; Anne and Bo are expected."""
    cache.clear()
    found = session_of(the_course(), 1)
    begins = timezone.now() + timedelta(minutes=10)
    Session.objects.filter(pk=found.pk).update(begins=begins, ends=begins + timedelta(minutes=210))
    return session_of(found.course, 1)


@pytest.fixture
def phone(browser: Browser, live_server) -> Iterator[Page]:
    """The phone of a participant, beside the trainer's screen."""
    window = browser.new_context(base_url=live_server.url, viewport=SCREENS["phone"], locale="da-DK")
    yield window.new_page()
    window.close()


def signed_in_on(page: Page, person: Person, address: str) -> None:
    client = CheckedClient()
    client.force_login(person)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": address}])


def marks(session: Session) -> dict[str, str]:
    rows = Participation.objects.filter(session=session).order_by("person__name")
    return dict(rows.values_list("person__name", "mark"))


def row(page: Page, name: str):
    return page.locator(".attend").filter(has_text=name)


def test_the_trainer_marks_without_a_connection_and_everything_arrives_when_it_is_back(page, sign_in, session):
    sign_in(session.trainer)
    page.goto("/courses/own/")
    looked_at(page, "own-courses-today")
    page.get_by_role("link", name="Notér fremmøde").click()
    expect(page.get_by_text("ikke noteret endnu")).to_be_visible()
    looked_at(page, "attendance")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("async () => (await caches.keys()).length === 2")
    page.wait_for_function("async () => (await (await caches.open('attendance-pages')).keys()).length === 1")

    page.context.set_offline(True)
    row(page, "Anne Holm").get_by_role("button", name="For sent").click()
    row(page, "Bo Kjær").locator("summary").click()
    row(page, "Bo Kjær").get_by_label("Minutter til stede").fill("90")
    row(page, "Bo Kjær").get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Ikke sendt endnu: 2")).to_be_visible()
    looked_at(page, "attendance-offline")
    assert marks(session) == {"Anne Holm": Mark.EXPECTED, "Bo Kjær": Mark.EXPECTED}

    page.reload()
    expect(row(page, "Anne Holm").get_by_role("button", name="For sent")).to_have_attribute("aria-pressed", "true")
    expect(row(page, "Bo Kjær").get_by_text("90 minutter")).to_be_visible()
    expect(page.get_by_text("Ikke sendt endnu: 2")).to_be_visible()

    page.context.set_offline(False)
    expect(page.get_by_text("Alt er sendt.")).to_be_visible()
    assert marks(session) == {"Anne Holm": Mark.LATE, "Bo Kjær": Mark.PARTIAL}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('samklang-attendance')).length") <= 1
    page.reload()
    expect(row(page, "Bo Kjær").get_by_text("90 minutter")).to_be_visible()

    page.goto("/courses/own/")
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_function("async () => (await caches.keys()).length === 0")


def test_all_the_rest_and_back_and_the_session_page_shows_what_was_corrected(page, sign_in, session):
    sign_in(session.trainer)
    page.goto(f"/courses/sessions/{session.pk}/attendance/")
    row(page, "Anne Holm").get_by_role("button", name="Fraværende").click()
    page.get_by_role("button", name="Alle de andre er til stede").click()
    expect(page.get_by_text("1 flere noteret som til stede.")).to_be_visible()
    expect(page.get_by_text("Alt er sendt.").or_(page.locator("[data-queue]:empty"))).to_be_attached()
    page.get_by_role("button", name="Fortryd", exact=True).last.click()
    expect(page.locator("[data-count=expected]")).to_have_text("1")
    page.get_by_role("button", name="Alle de andre er til stede").click()
    expect(page.locator("[data-count=present]")).to_have_text("1")
    page.wait_for_function(EVERYTHING_IS_SENT)
    assert marks(session) == {"Anne Holm": Mark.ABSENT, "Bo Kjær": Mark.PRESENT}
    begins = session.begins - timedelta(days=2)
    Session.objects.filter(pk=session.pk).update(begins=begins, ends=begins + timedelta(minutes=210))
    sign_in(the_lead_of(session.course.programme.jobcentre))
    page.goto(f"/courses/sessions/{session.pk}/")
    page.get_by_role("link", name="Ret Anne Holm").click()
    page.get_by_label("Til stede").first.check()
    page.get_by_label("Hvorfor").fill("Anne sad bagerst.")
    looked_at(page, "correction")
    page.get_by_role("button", name="Ret", exact=True).click()
    expect(page.get_by_text("Anne sad bagerst.")).to_be_visible()
    looked_at(page, "session-corrected")
    for part in ("sheet", "keying", "marks-file"):
        page.goto(f"/courses/sessions/{session.pk}/{part}/")
        looked_at(page, f"attendance-{part}")
    sign_in(person_called(session.course, "anne"))
    page.goto("/courses/own/")
    expect(page.get_by_text("Anne sad bagerst.")).to_be_visible()
    looked_at(page, "own-courses-corrected")


def test_a_participant_checks_in_on_their_own_phone_and_the_trainer_sees_it(page, sign_in, session, phone, live_server):
    sign_in(session.trainer)
    page.goto(f"/courses/sessions/{session.pk}/code/")
    looked_at(page, "session-code")
    code = page.locator(".room-code-digits").inner_text()
    signed_in_on(phone, person_called(session.course, "anne"), live_server.url)
    phone.goto("/courses/check-in/")
    phone.get_by_label("Koden på skærmen").fill("123")
    phone.get_by_role("button", name="Jeg er her").click()
    expect(phone.get_by_text("Koden er seks cifre").first).to_be_visible()
    phone.get_by_label("Koden på skærmen").fill(code)
    looked_at(phone, "check-in")
    phone.get_by_role("button", name="Jeg er her").click()
    expect(phone.get_by_text("Du er meldt til stede").first).to_be_visible()
    page.goto(f"/courses/sessions/{session.pk}/attendance/")
    pressed = row(page, "Anne Holm").get_by_role("button", name="Til stede")
    expect(pressed).to_have_attribute("aria-pressed", "true")
