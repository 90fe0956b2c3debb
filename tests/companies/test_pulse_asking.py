"""Companies are asked once, in peace, and only while staff have notice of it."""

from datetime import date, timedelta

import pytest
from tests.factories.access import a_notice
from tests.factories.companies import NOW, a_company, a_contact, an_entrance
from tests.factories.company_pulse import (
    TODAY,
    YESTERDAY,
    a_closed_enquiry,
    a_written_meeting,
    an_asked,
    an_asking_entrance,
    the_notice_of_the_pulse,
)
from tests.factories.people import a_jobcentre, a_team, the_head_of

from samklang.access.commands import withdraw_notice
from samklang.access.enums import Purpose
from samklang.access.models.token import hash_of
from samklang.companies.commands.pulse import ask_companies, forget_links, forget_who_was_asked
from samklang.companies.enums import EnquiryState, MeetingState
from samklang.companies.models import CompanyMail, PulseAsked
from samklang.delivery.enums import MailState

pytestmark = pytest.mark.django_db


def asked_now(dry_run: bool = False) -> int:
    return ask_companies(now=NOW, today=TODAY, dry_run=dry_run)


def nobody_is_asked() -> bool:
    return (asked_now(), PulseAsked.objects.count(), CompanyMail.objects.count()) == (0, 0, 0)


def test_the_day_after_an_enquiry_is_closed_its_contact_is_asked_once():
    entrance = an_asking_entrance()
    team = a_team(entrance.jobcentre)
    enquiry = a_closed_enquiry(entrance, team=team)
    assert (asked_now(dry_run=True), PulseAsked.objects.count()) == (1, 0)
    assert (asked_now(), asked_now()) == (1, 0)
    asked, mail = PulseAsked.objects.get(), CompanyMail.objects.get()
    assert (asked.company, asked.enquiry, asked.team, asked.in_time) == (enquiry.company, enquiry, team, True)
    assert (asked.until, asked.answered) == (TODAY + timedelta(days=21), False)
    assert (mail.letter, mail.to_name, mail.to_email, mail.language) == (
        "pulse",
        "Pia Lund",
        "pia@maskin.example",
        "da",
    )
    assert (mail.company, mail.enquiry) == (None, None)


def test_neither_the_address_nor_the_secret_of_the_link_is_kept_as_it_is():
    a_closed_enquiry(an_asking_entrance())
    asked_now()
    asked, link = (
        PulseAsked.objects.get(),
        next(line for line in CompanyMail.objects.get().text.splitlines() if "/entrance/pulse/" in line),
    )
    secret = link.rstrip("/").rpartition("/")[2]
    assert len(secret) >= 40
    assert asked.token_key == hash_of(secret)
    kept = [str(value) for value in PulseAsked.objects.values_list().get()]
    assert not any(secret in one or "pia" in one for one in kept)


def test_the_link_is_taken_out_of_the_letter_once_it_is_sent():
    a_closed_enquiry(an_asking_entrance())
    asked_now()
    assert forget_links(now=NOW + timedelta(days=2)) == 0
    CompanyMail.objects.update(state=MailState.SENT, sent_at=NOW)
    assert forget_links(now=NOW + timedelta(hours=1)) == 0
    assert forget_links(now=NOW + timedelta(days=2), dry_run=True) == 1
    assert forget_links(now=NOW + timedelta(days=2)) == 1
    text = CompanyMail.objects.get().text
    assert "/entrance/pulse/" not in text
    assert "Pia Lund" in text


def test_after_a_meeting_whose_minutes_were_sent_one_of_those_who_were_there_is_asked():
    entrance = an_asking_entrance()
    company = a_company(entrance.municipality)
    a_contact(company, "Ole Friis", email="", left_on=None)
    a_contact(company, "Ida Bo", email="ida@maskin.example", left_on=TODAY)
    a_contact(company, "Kim Ravn", email="kim@maskin.example", language="pl")
    a_contact(company, "Per Holm", email="per@maskin.example")
    meeting = a_written_meeting(company, team=a_team(entrance.jobcentre))
    assert (asked_now(), asked_now()) == (1, 0)
    asked, mail = PulseAsked.objects.get(), CompanyMail.objects.get()
    assert (asked.meeting, asked.team, asked.in_time) == (meeting, meeting.team, None)
    assert (mail.to_email, mail.language) == ("kim@maskin.example", "en")
    assert "?language=en" in mail.text


@pytest.mark.parametrize(
    "changes",
    [
        {"state": EnquiryState.ANSWERED, "closed_at": None},
        {"answered_at": None},
        {"state": EnquiryState.JUNK},
        {"closed_at": NOW - timedelta(days=9)},
        {"closed_at": NOW},
    ],
)
def test_nobody_is_asked_about_what_is_not_answered_and_closed_lately(changes):
    a_closed_enquiry(an_asking_entrance(), **changes)
    assert nobody_is_asked()


@pytest.mark.parametrize(
    "changes",
    [{"state": MeetingState.PLANNED}, {"written_at": None}, {"sent_at": None}, {"sent_at": NOW - timedelta(days=9)}],
)
def test_nobody_is_asked_about_a_meeting_that_is_not_written_down_and_sent(changes):
    company = a_company(an_asking_entrance().municipality)
    a_contact(company)
    a_written_meeting(company, **changes)
    assert nobody_is_asked()


@pytest.mark.parametrize("changes", [{"protected": True}, {"ceased_on": date(2026, 9, 1)}])
def test_a_company_that_is_protected_or_has_ceased_is_not_asked(changes):
    entrance = an_asking_entrance()
    company = a_company(entrance.municipality, **changes)
    a_closed_enquiry(entrance, company=company, contact=a_contact(company))
    a_written_meeting(company)
    assert nobody_is_asked()


def test_an_address_where_mail_came_back_is_not_asked():
    entrance = an_asking_entrance()
    a_closed_enquiry(entrance, email="Pia@Maskin.example")
    CompanyMail.objects.create(
        entrance=entrance, letter="receipt", to_email="pia@maskin.EXAMPLE", language="da", subject="", text="",
        state=MailState.BOUNCED, written_at=NOW, not_before=NOW, message_id="1",
    )  # fmt: skip
    assert asked_now() == 0


def test_nobody_is_asked_while_the_company_waits_for_another_answer():
    entrance = an_asking_entrance()
    one = a_closed_enquiry(entrance)
    waits = {"state": EnquiryState.OWNED, "answered_at": None, "closed_at": None}
    a_closed_enquiry(entrance, company=one.company, email="ib@maskin.example", **waits)
    assert nobody_is_asked()


def test_nor_while_somebody_unknown_waits_at_the_same_address():
    entrance = an_asking_entrance()
    a_closed_enquiry(entrance, company=None)
    a_closed_enquiry(entrance, company=None, email="PIA@maskin.example", state=EnquiryState.NEW, answered_at=None,
                     closed_at=None)  # fmt: skip
    assert nobody_is_asked()


def test_the_same_address_is_left_in_peace_for_the_gap_whatever_it_is_about(settings):
    entrance = an_asking_entrance(pulse_gap_days=90)
    one = a_closed_enquiry(entrance)
    a_closed_enquiry(entrance, company=one.company, contact=None, email=" PIA@maskin.example ")
    a_written_meeting(one.company)
    assert asked_now() == 1
    later = NOW + timedelta(days=89)
    a_closed_enquiry(entrance, company=one.company, closed_at=later - timedelta(days=1))
    assert ask_companies(now=later, today=later.date()) == 0
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key than before, long enough"
    assert ask_companies(now=later, today=later.date()) == 0
    later += timedelta(days=1)
    assert ask_companies(now=later, today=later.date()) == 1


def test_whoever_wrote_is_asked_where_no_company_was_found():
    a_closed_enquiry(an_asking_entrance(), company=None, from_name="Nyt Bageri", email="bager@nyt.example")
    assert asked_now() == 1
    assert CompanyMail.objects.get().to_email == "bager@nyt.example"


def test_nobody_is_asked_while_it_is_off():
    a_closed_enquiry(an_asking_entrance(pulse_on=False))
    assert nobody_is_asked()


def test_nobody_is_asked_without_notice_to_staff_before_it_is_in_force_or_after_it_is_withdrawn():
    jobcentre = a_jobcentre()
    a_closed_enquiry(an_entrance(jobcentre, pulse_on=True))
    assert nobody_is_asked()
    notice = a_notice(jobcentre, announced=TODAY - timedelta(days=2), purpose=Purpose.COMPANY_PULSE)
    assert nobody_is_asked()
    withdraw_notice(by=the_head_of(jobcentre), notice=notice, today=TODAY)
    the_notice_of_the_pulse(jobcentre)
    assert asked_now() == 1


def test_after_the_notice_is_withdrawn_nobody_is_asked():
    jobcentre = a_jobcentre()
    notice = the_notice_of_the_pulse(jobcentre)
    a_closed_enquiry(an_entrance(jobcentre, pulse_on=True))
    withdraw_notice(by=the_head_of(jobcentre), notice=notice, today=YESTERDAY.date())
    assert nobody_is_asked()


def test_another_municipality_is_not_asked_by_this_one():
    an_asking_entrance()
    elsewhere = an_entrance()
    a_closed_enquiry(elsewhere)
    company = a_company(elsewhere.municipality)
    a_contact(company)
    a_written_meeting(company)
    assert nobody_is_asked()


def test_when_the_time_to_answer_is_over_nobody_can_tell_which_company_was_asked():
    entrance = an_asking_entrance()
    enquiry = a_closed_enquiry(entrance)
    asked = an_asked(entrance, "hemmeligt", company=enquiry.company, enquiry=enquiry)
    assert (forget_who_was_asked(today=asked.until), PulseAsked.objects.get().enquiry) == (0, enquiry)
    later = asked.until + timedelta(days=1)
    assert (forget_who_was_asked(today=later, dry_run=True), forget_who_was_asked(today=later)) == (1, 1)
    kept = PulseAsked.objects.get()
    assert (kept.company, kept.enquiry, kept.address_key) == (None, None, asked.address_key)
    assert forget_who_was_asked(today=later) == 0
