"""What the night takes from the company door, to the day, and what stays for the figures."""

from datetime import date, timedelta

import pytest
from tests.factories.companies import NOW, a_contact, an_entrance
from tests.factories.company_known import a_known_company, a_talk
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.commands.retention import moment, run
from samklang.access.retention import BY_NAME
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import AttachmentState, Channel, EnquiryState, EntryKind, LoadKind
from samklang.companies.models import (
    Attachment,
    Claim,
    CompanyContact,
    CompanyMail,
    Enquiry,
    Entry,
    Load,
    Meeting,
    ObserverAsked,
    ReceivedMail,
    SelfReview,
)
from samklang.delivery.enums import MailState

pytestmark = pytest.mark.django_db
TODAY = date(2030, 9, 7)


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def entrance(team):
    return an_entrance(team.parent)


@pytest.fixture
def company(entrance):
    return a_known_company(entrance.municipality)


def ago(days: int):
    """Noon of the day so many days ago."""
    return moment(TODAY - timedelta(days=days)) + timedelta(hours=12)


def night(what: str, *, dry_run: bool = False) -> int:
    return sum(one.count or 0 for one in run(today=TODAY, dry_run=dry_run) if one.rule.kind.what == what)


def to_the_day(what: str, make, left) -> None:
    """What lies exactly as long ago as it is kept for stays; a day more, and it goes; a preview takes nothing."""
    days = BY_NAME[what].days
    make(days)
    assert night(what) == 0
    make(days + 1)
    before = left()
    assert night(what, dry_run=True) == 1
    assert left() == before
    assert night(what) == 1
    assert left() == before - 1
    assert night(what) == 0


def an_enquiry(entrance, company, days: int, **changes) -> Enquiry:
    number = Enquiry.objects.count()
    given = {
        "state": EnquiryState.CLOSED, "closed_at": ago(days), "received_at": ago(days + 3), "subject": "Svejsere søges",
        "text": "Vi mangler to", "from_name": "Pia Lund", "from_email": "pia@maskin.example", "from_phone": "20000001",
        "contact": a_contact(company, f"Pia {number}"), "channel": Channel.MAIL, **changes,
    }  # fmt: skip
    enquiry = Enquiry.objects.create(
        entrance=entrance, reference=f"V-{number}", company=company, promise_hours=7, due_at=NOW, **given
    )
    tell(company, EntryKind.ENQUIRY, "enquiry", by=None, at=NOW, enquiry=enquiry, told={"subject": "Svejsere søges"},
         text="Vi mangler to")  # fmt: skip
    mail = ReceivedMail.objects.create(
        entrance=entrance, enquiry=enquiry, message_id=f"<{number}@x>", text="Vi mangler to", at=NOW
    )
    Attachment.objects.create(
        enquiry=enquiry, mail=mail, file_name="cv.pdf", content=b"%PDF", state=AttachmentState.KEPT
    )  # fmt: skip
    a_mail(entrance, f"svar-{number}", days, enquiry=enquiry)
    return enquiry


def a_mail(entrance, name: str, days: int, **changes) -> CompanyMail:
    given = {"state": MailState.SENT, "written_at": ago(days), **changes}
    return CompanyMail.objects.create(
        entrance=entrance, letter="answer", to_email="pia@maskin.example", language="da", subject="Svar",
        text="Kære Pia", not_before=NOW, message_id=f"<{name}@os>", **given,
    )  # fmt: skip


def test_an_enquiry_loses_its_words_and_stays_as_one_that_was(entrance, company):
    kept_for = BY_NAME["company-enquiry"].days
    young, old = an_enquiry(entrance, company, kept_for), an_enquiry(entrance, company, kept_for + 1)
    assert night("company-enquiry", dry_run=True) == 1
    assert Enquiry.objects.get(pk=old.pk).text == "Vi mangler to"
    assert night("company-enquiry") == 1
    assert night("company-enquiry") == 0
    old.refresh_from_db()
    assert (old.subject, old.text, old.from_name, old.from_email, old.from_phone, old.contact) == (
        "–", "", "", "", "", None,
    )  # fmt: skip
    assert (old.received_at, old.need, old.state) == (ago(kept_for + 4), young.need, EnquiryState.CLOSED)
    for rows in (Attachment, ReceivedMail, CompanyMail):
        assert [one.enquiry_id for one in rows.objects.all()] == [young.pk]
    told = Entry.objects.get(enquiry=old)
    assert (told.what, told.told, told.text) == ("enquiry", {"subject": "–"}, "")
    assert Entry.objects.get(enquiry=young).text == "Vi mangler to"


def test_an_answered_enquiry_that_nobody_closed_goes_too_and_one_that_waits_never(entrance, company):
    an_enquiry(entrance, company, 3000, state=EnquiryState.ANSWERED, closed_at=None, answered_at=ago(2900))
    an_enquiry(entrance, company, 3000, state=EnquiryState.JUNK, closed_at=None)
    waiting = an_enquiry(entrance, company, 3000, state=EnquiryState.OWNED, closed_at=None)
    assert night("company-enquiry") == 2
    assert list(Enquiry.objects.exclude(subject="–")) == [waiting]


def test_mail_that_belongs_to_no_enquiry_goes_by_its_own_day(entrance, company):
    days = BY_NAME["company-enquiry"].days
    for number, old in enumerate((days, days + 1)):
        ReceivedMail.objects.create(entrance=entrance, message_id=f"<{number}>", at=ago(old), left_out="loop")
        a_mail(entrance, f"minutes-{number}", old)
    a_mail(entrance, "waits", days + 100, state=MailState.WAITING)
    assert night("company-enquiry") == 2
    assert (ReceivedMail.objects.count(), CompanyMail.objects.count()) == (1, 2)


def test_a_contact_who_left_is_erased_everywhere(company):
    def make(days: int) -> None:
        contact = a_contact(company, f"Ole {days}", left_on=TODAY - timedelta(days=days), email=f"o{days}@x.example")
        a_talk(company, what=f"Talte med Ole {days}", contact=contact)

    a_contact(company, "Bliver")
    to_the_day("company-contact", make, CompanyContact.objects.count)
    days = BY_NAME["company-contact"].days
    told = " ".join(Entry.objects.values_list("what", flat=True))
    assert f"Ole {days}" in told
    assert f"Ole {days + 1}" not in told


def test_claims_that_have_run_out_are_deleted(company, team):
    def make(days: int) -> None:
        Claim.objects.create(company=company, person=a_colleague_in(team), at=ago(days + 1), until=ago(days))

    to_the_day("company-claim", make, Claim.objects.count)


def test_files_of_companies_are_emptied_and_the_row_stays(company):
    def make(days: int) -> None:
        Load.objects.create(
            municipality=company.municipality, kind=LoadKind.SHEET, file_name="liste.xlsx", content=b"PK",
            at=ago(days), changes={"made": [1]}, counts={"new": 3},
        )  # fmt: skip

    to_the_day("company-load", make, Load.objects.exclude(content=None).count)
    emptied = Load.objects.get(content=None)
    assert (emptied.changes, emptied.counts, emptied.file_name) == ({}, {"new": 3}, "liste.xlsx")


def a_meeting(company, days: int) -> Meeting:
    ends = ago(days)
    return Meeting.objects.create(
        company=company, title="Møde", begins=ends - timedelta(hours=1), ends=ends, created_at=NOW
    )


def test_who_was_asked_along_to_a_meeting_is_forgotten(company, team):
    def make(days: int) -> None:
        ObserverAsked.objects.create(meeting=a_meeting(company, days), person=a_colleague_in(team), asked_at=NOW)

    to_the_day("company-observer", make, ObserverAsked.objects.count)


def test_ones_own_look_back_on_a_meeting_is_forgotten(company, team):
    def make(days: int) -> None:
        SelfReview.objects.create(
            meeting=a_meeting(company, 0), person=a_colleague_in(team), framework="company", edition=1, at=ago(days)
        )

    to_the_day("company-self-review", make, SelfReview.objects.count)


def test_another_municipalitys_companies_are_left_alone_when_one_is_gone_through(entrance, company):
    an_enquiry(entrance, company, 3000)
    elsewhere = an_entrance(a_jobcentre()).municipality
    assert [one for one in run(today=TODAY, dry_run=False, municipality=elsewhere) if one.count] == []
    assert Enquiry.objects.get().text == "Vi mangler to"
