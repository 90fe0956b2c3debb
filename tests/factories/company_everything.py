"""A company with a row in each table that follows it, for what moves or removes a company whole."""

from datetime import timedelta

from tests.factories.companies import NOW, a_contact, an_entrance

from samklang.access.models import Person
from samklang.companies.enums import Channel, EntryKind, HandOverReason, OpeningKind
from samklang.companies.models import (
    Claim,
    Company,
    CompanyContact,
    CompanyMail,
    Enquiry,
    Entrance,
    Entry,
    GuardOutcome,
    HandOver,
    HandOverItem,
    Meeting,
    NextStep,
    Opening,
    PulseAsked,
    Site,
)

LATER = NOW + timedelta(hours=1)


def everything_on(company: Company, by: Person, number: int = 1) -> None:
    """One row of each table that follows a company; number tells two companies of one test apart."""
    known = Entrance.objects.filter(municipality=company.municipality).first()
    entrance = known or an_entrance(company.municipality.children.first())
    site = Site.objects.create(company=company, p_number=f"100000000{number}", name="Værkstedet")
    contact = a_contact(company, site=site)
    _what_they_wrote(company, entrance, contact, number)
    _what_is_done_with_them(company, by, contact)
    Claim.objects.create(company=company, person=by, at=NOW, until=LATER)
    GuardOutcome.objects.create(company=company, day=NOW.date(), went_on=True)
    over = HandOver.objects.filter(giver=by).first() or HandOver.objects.create(
        giver=by, municipality=company.municipality, reason=HandOverReason.LEAVE, first_day=NOW.date(), made_at=NOW
    )
    HandOverItem.objects.create(hand_over=over, company=company)
    PulseAsked.objects.create(
        entrance=entrance, company=company, address_key="a", token_key=f"{company.pk}-{number}", asked_at=NOW,
        until=NOW.date(),
    )  # fmt: skip


def _what_they_wrote(company: Company, entrance: Entrance, contact: CompanyContact, number: int) -> None:
    enquiry = Enquiry.objects.create(
        entrance=entrance, reference=f"V-{company.pk}-{number}", channel=Channel.PHONE, company=company,
        contact=contact, subject="Søger en smed", received_at=NOW, due_at=NOW, promise_hours=7,
    )  # fmt: skip
    CompanyMail.objects.create(
        entrance=entrance, company=company, enquiry=enquiry, letter="answer", to_email="pia@maskin.example",
        language="da", subject="Svar", text="Hej", written_at=NOW, not_before=NOW,
        message_id=f"<{company.pk}-{number}@egtved.example>",
    )  # fmt: skip


def _what_is_done_with_them(company: Company, by: Person, contact: CompanyContact) -> None:
    site = contact.site
    meeting = Meeting.objects.create(
        company=company, site=site, holder=by, title="Besøg", begins=NOW, ends=LATER, created_at=NOW
    )
    meeting.contacts.add(contact)
    opening = Opening.objects.create(
        company=company, site=site, kind=OpeningKind.JOB, title="Smed", created_at=NOW, changed_at=NOW
    )
    NextStep.objects.create(company=company, meeting=meeting, what="Ring", owner=by, due=NOW.date(), made_at=NOW)
    Entry.objects.create(
        company=company, kind=EntryKind.NOTE, at=NOW, what="Note", site=site, contact=contact, opening=opening
    )
