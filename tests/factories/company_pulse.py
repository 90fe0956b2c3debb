"""Companies that are asked how it went, and what they answered."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.factories.access import a_notice
from tests.factories.companies import NOW, a_company, a_contact, an_entrance
from tests.factories.people import a_jobcentre

from samklang.access.enums import Purpose
from samklang.access.models import Notice, Place
from samklang.access.models.token import hash_of
from samklang.companies.enums import Channel, EnquiryState, MeetingState
from samklang.companies.models import Company, Enquiry, Entrance, Meeting, PulseAnswer, PulseAsked

_numbers = count(1)
YESTERDAY = NOW - timedelta(days=1)
TODAY = NOW.date()


def the_notice_of_the_pulse(jobcentre: Place) -> Notice:
    """In force since long ago."""
    return a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.COMPANY_PULSE)


def an_asking_entrance(jobcentre: Place | None = None, **changes: Any) -> Entrance:
    """An entrance that asks companies how it went, with notice of it."""
    jobcentre = jobcentre or a_jobcentre()
    the_notice_of_the_pulse(jobcentre)
    return an_entrance(jobcentre, **{"pulse_on": True, **changes})


def a_closed_enquiry(entrance: Entrance, email: str = "pia@maskin.example", **changes: Any) -> Enquiry:
    """From a contact of a company, answered within the promise and closed yesterday."""
    if "company" not in changes:
        changes["company"] = a_company(entrance.municipality)
        changes["contact"] = a_contact(changes["company"], email=email)
    given = {
        "reference": f"V-{next(_numbers):06}", "channel": Channel.WEB, "state": EnquiryState.CLOSED,
        "subject": "To til lageret", "from_email": email, "from_name": "Pia Lund",
        "received_at": NOW - timedelta(days=4), "promise_hours": 7.5, "due_at": NOW - timedelta(days=3),
        "answered_at": NOW - timedelta(days=3, hours=1), "closed_at": YESTERDAY,
    }  # fmt: skip
    return Enquiry.objects.create(entrance=entrance, **{**given, **changes})


def a_written_meeting(company: Company, **changes: Any) -> Meeting:
    """Held, written down, and sent yesterday."""
    contacts = changes.pop("contacts", None)
    given = {
        "title": "Ordinære timer", "begins": NOW - timedelta(days=2), "ends": NOW - timedelta(days=2, hours=-1),
        "state": MeetingState.HELD, "written_at": YESTERDAY, "sent_at": YESTERDAY, "created_at": NOW,
        "minutes": "Vi talte om timer.",
    }  # fmt: skip
    meeting = Meeting.objects.create(company=company, **{**given, **changes})
    meeting.contacts.set(contacts if contacts is not None else list(company.contacts.all()))
    return meeting


def an_asked(entrance: Entrance, secret: str, **changes: Any) -> PulseAsked:
    """An address that was asked now, and has not answered."""
    given = {
        "address_key": f"{next(_numbers):064}", "token_key": hash_of(secret), "asked_at": NOW,
        "until": TODAY + timedelta(days=21), "in_time": True,
    }  # fmt: skip
    return PulseAsked.objects.create(entrance=entrance, **{**given, **changes})


def some_pulses(
    entrance: Entrance, scores: list[int], *, team: Place | None = None, quarter: str = "2026Q2", asked: int = 0,
    **changes: Any,
) -> None:  # fmt: skip
    """Answers of a quarter, and as many who were asked unless another number is given."""
    PulseAnswer.objects.bulk_create(
        PulseAnswer(entrance=entrance, team=team, quarter=quarter, score=one, **changes) for one in scores
    )
    day = datetime(int(quarter[:4]), int(quarter[5]) * 3 - 1, 2, 9, tzinfo=NOW.tzinfo)
    for place in range(max(asked, len(scores))):
        an_asked(
            entrance, f"{entrance.pk}-{next(_numbers)}", team=team, asked_at=day, until=day.date() + timedelta(days=21),
            answered=place < len(scores),
        )  # fmt: skip
