"""A company writes, is answered in time, is met by the method, and is not lost when its consultant goes on leave."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.factories.companies import a_company, a_contact, an_entrance, owned_by
from tests.factories.company_mail import a_mail
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_leader_of
from tests.journeys.looking import looked_at

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.companies.commands.enquiries import Sender, take_in
from samklang.companies.commands.mail_in import take_in_mail
from samklang.companies.enums import Channel, EnquiryState, MeetingState, StepState
from samklang.companies.models import Company, CompanyMail, Enquiry, Entry, HandOver, Meeting, NextStep
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORDS = "Vi skal bruge to, der kan svejse, fra den første. Kan I finde dem?"


class _Clicks:
    """Counts what a person presses. Filling in a field is typing and not a click."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, what: str) -> None:
        """Press one thing."""
        self.count += 1
        self.page.locator(what).first.click()


def _a_door() -> tuple[Company, Person, Person]:
    """A company that Anne owns the contact with, and her colleague Bo."""
    jobcentre = a_jobcentre()
    team = a_team(jobcentre)
    an_entrance(jobcentre, slug="egtved", mail_address="virksomhed@egtved.example", fallback_team=team)
    anne, bo = a_colleague_in(team), a_colleague_in(team)
    for person, name in ((anne, "Anne Holm"), (bo, "Bo Kjær")):
        person.name = name
        person.save()
    company = owned_by(a_company(jobcentre.parent, cvr="10150817"), anne)
    a_contact(company)
    return company, anne, bo


def test_a_company_writes_is_answered_in_time_met_and_promised_a_next_step(page, sign_in):
    page.set_default_timeout(40_000)
    company, anne, bo = _a_door()
    _write(page)
    enquiry = Enquiry.objects.get()
    assert (enquiry.company, enquiry.owner, enquiry.text) == (company, anne, WORDS)
    assert "Anne Holm" in CompanyMail.objects.get(letter="receipt").text
    sign_in(anne)
    _answer(page, enquiry)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.owner) == (EnquiryState.ANSWERED, anne)
    assert enquiry.answered_at < enquiry.due_at
    meeting = _meet(page, company)
    step = NextStep.objects.get(meeting=meeting)
    assert (meeting.state, step.what, step.state) == (MeetingState.HELD, "Sende tre kandidater", StepState.OPEN)
    sign_in(bo)
    _look_first(page, company)
    assert company.guard_outcomes.get().went_on is False


def _write(page: Page) -> None:
    """A company, on the public form."""
    page.goto("/entrance/egtved/")
    looked_at(page, "entrance-form")
    for name, text in (
        ("company", "Egtved Maskinfabrik"), ("cvr", "10150817"), ("name", "Pia Lund"), ("email", "pia@maskin.example"),
        ("postcode", "6040"), ("text", WORDS),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=need][value=recruit]").check(force=True)
    page.wait_for_timeout(3_200)  # nobody writes so quickly
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Anne Holm").first).to_be_visible()
    looked_at(page, "entrance-receipt")


def _answer(page: Page, enquiry: Enquiry) -> None:
    """Whoever owns it, from the queue."""
    page.goto("/companies/enquiries/")
    looked_at(page, "enquiries")
    page.get_by_role("link", name=enquiry.subject).first.click()
    page.wait_for_url(f"**{enquiry.get_absolute_url()}")
    looked_at(page, "enquiry")
    page.locator("[name=how][value=mail]").check(force=True)
    page.locator("#answer [name=text]").fill("Kære Pia. Jeg ringer kl. 10 i morgen. Venlig hilsen Anne")
    page.locator("#answer form button.button-primary").click()
    expect(page.locator(".messages").first).to_be_visible()


def _look_first(page: Page, company: Company) -> None:
    """A colleague who is about to call is told, and leaves it."""
    page.goto(f"/companies/{company.pk}/")
    looked_at(page, "company")
    page.locator("#guard a.button-primary").click()
    page.wait_for_url("**/guard/**")
    expect(page.get_by_text("Anne Holm").first).to_be_visible()
    looked_at(page, "guard-warns")
    page.locator("button[name=way][value=leave]").click()
    page.wait_for_url(f"**/companies/{company.pk}/")


def _meet(page: Page, company: Company) -> Meeting:
    """Planned, prepared, held and written down."""
    page.goto(f"/companies/{company.pk}/meetings/new/")
    page.locator("[name=day]").fill((today() + timedelta(days=1)).isoformat())
    page.locator("[name=begins]").fill("09:00")
    page.locator("[name=title]").fill("Besøg i smedjen")
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/companies/meetings/*/")
    meeting = Meeting.objects.get()
    page.get_by_role("link", name="Forbered", exact=True).click()
    page.wait_for_url("**/sheet/")
    looked_at(page, "sheet")
    drafted = page.locator("[name=hypotheses]").input_value()
    page.locator("#section-needs summary").first.click()
    page.locator("#section-needs button[name=take]").first.click()
    expect(page.locator("[name=hypotheses]")).not_to_have_value(drafted)
    page.locator("main form button.button-primary").first.click()
    page.wait_for_url("**/companies/meetings/*/")
    page.goto(f"/companies/meetings/{meeting.pk}/notes/")
    looked_at(page, "meeting-notes")
    Meeting.objects.filter(pk=meeting.pk).update(
        begins=now() - timedelta(hours=2), ends=now() - timedelta(hours=1)
    )  # the day comes
    page.goto(f"/companies/meetings/{meeting.pk}/minutes/")
    looked_at(page, "minutes")
    page.locator("[name=text]").fill("Vi så smedjen. To svejsere, og en til at pakke om fredagen.")
    page.locator("[name=agreements]").fill("Pia skriver opgaverne ned")
    page.locator("[name=next][value=step]").check(force=True)
    page.locator("[name=what]").fill("Sende tre kandidater")
    page.locator("[name=due]").fill((today() + timedelta(days=7)).isoformat())
    page.locator("[name=owner]").select_option(label="Anne Holm")
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/companies/meetings/*/")
    looked_at(page, "meeting-held")
    meeting.refresh_from_db()
    return meeting


def test_a_contact_is_written_down_in_at_most_six_clicks(page, sign_in):
    page.set_default_timeout(40_000)
    company, anne, _ = _a_door()
    sign_in(anne)
    page.goto(f"/companies/{company.pk}/")
    clicks = _Clicks(page)
    clicks.on(f"a[href='/companies/{company.pk}/contact-log/']")
    page.wait_for_url("**/contact-log/")
    looked_at(page, "contact-log")
    page.locator("[name=what]").fill("Ringede om pakningen om fredagen")
    page.locator("[name=step]").fill("Komme forbi og se lageret")
    page.locator("[name=due]").fill((today() + timedelta(days=3)).isoformat())
    clicks.on("main form button.button-primary")
    page.wait_for_url(f"**/companies/{company.pk}/")
    assert clicks.count <= 6
    assert Entry.objects.filter(company=company, what="Ringede om pakningen om fredagen").exists()
    assert NextStep.objects.get(company=company).owner == anne


def test_when_a_consultant_goes_on_leave_the_company_is_received_and_its_next_mail_reaches_the_stand_in(page, sign_in):
    page.set_default_timeout(40_000)
    company, anne, bo = _a_door()
    entrance = company.municipality.entrance
    sender = Sender(company.name, company.cvr, "6040", "Pia Lund", "", "pia@maskin.example")
    enquiry = take_in(
        entrance, channel=Channel.WEB, subject="To svejsere", text=WORDS, sender=sender, company=company, now=now()
    )
    assert enquiry.owner == anne
    employee = Employee.objects.get(person=anne)
    last = today() + timedelta(days=40)
    add_leave(by=None, employee=employee, kind=LeaveKind.MATERNITY, first_day=today(), last_day=last)
    sign_in(the_leader_of(employee.engagements.get().team))
    _hand_over(page, last + timedelta(days=1))
    sign_in(bo)
    _receive(page)
    company.refresh_from_db()
    assert company.owner == bo
    receipt = CompanyMail.objects.get(letter="receipt")
    written = a_mail(
        "Det haster lidt mere nu.", in_reply_to=receipt.message_id, subject=f"Re: {receipt.subject}",
        to=entrance.mail_address,
    )  # fmt: skip
    take_in_mail(written, now())
    enquiry.refresh_from_db()
    assert (enquiry.owner, enquiry.received.count()) == (bo, 1)
    page.goto(enquiry.get_absolute_url())
    expect(page.get_by_text("Det haster lidt mere nu.")).to_be_visible()
    looked_at(page, "enquiry-with-thread")


def _hand_over(page: Page, back_on: date) -> None:
    """The leader gives Anne's companies to Bo."""
    page.goto("/companies/hand-overs/new/")
    looked_at(page, "hand-over-new")
    page.locator("[name=giver]").select_option(label="Anne Holm")
    page.locator("[name=reason][value=leave]").check(force=True)
    page.locator("[name=first_day]").fill(today().isoformat())
    page.locator("[name=back_on]").fill(back_on.isoformat())
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/owners/")
    looked_at(page, "hand-over-owners")
    page.locator(f"[name=item][value='{HandOver.objects.get().items.get().pk}']").check(force=True)
    page.locator("[name=receiver]").select_option(label="Bo Kjær")
    page.locator("main form button.button-primary").first.click()
    expect(page.locator(".messages").first).to_be_visible()
    page.goto(f"/companies/hand-overs/{HandOver.objects.get().pk}/summary/")
    looked_at(page, "hand-over-summary")
    page.get_by_role("button", name="Send til de nye").click()
    expect(page.locator(".messages").first).to_be_visible()


def _receive(page: Page) -> None:
    """Bo finds it on his first page, and takes it over."""
    page.goto("/")
    looked_at(page, "start-takes-over")
    page.get_by_role("link", name="Overtag en virksomhed").click()
    page.wait_for_url("**/hand-overs/**")
    looked_at(page, "hand-over-receive")
    page.locator("main form button.button-primary").first.click()
    expect(page.locator(".messages").first).to_be_visible()
