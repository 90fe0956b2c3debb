"""What the figures of the company door are counted on."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.factories.companies import NOW, a_company
from tests.factories.people import a_team, an_employee

from samklang.access.models import Place
from samklang.companies.enums import Channel, EnquiryState, MeetingState, OpeningKind, OpeningState, Result
from samklang.companies.models import Company, Enquiry, Entrance, GuardOutcome, Meeting, NextStep, Opening

_numbers = count(1)
DUE = datetime(2026, 8, 12, 10, tzinfo=NOW.tzinfo)
"""In the third quarter of 2026, which is not over on the day of the tests."""


def a_large_team(jobcentre: Place, name: str = "", people: int = 5) -> Place:
    """A team with so many people that its figures are nobody's."""
    team = a_team(jobcentre, name)
    for _ in range(people):
        an_employee(team)
    return team


def some_enquiries(entrance: Entrance, kept: int, of: int, *, team: Place | None = None, **changes: Any) -> None:
    """So many whose promise ran out at DUE; those not kept were answered a day later."""
    due = changes.pop("due_at", DUE)
    Enquiry.objects.bulk_create(
        Enquiry(
            entrance=entrance, team=team,
            **{
                "reference": f"F-{next(_numbers):08}", "channel": Channel.WEB, "state": EnquiryState.ANSWERED,
                "subject": "To til lageret", "received_at": due - timedelta(days=1), "promise_hours": 7.5,
                "due_at": due, "answered_at": due - timedelta(hours=2) if place < kept else due + timedelta(days=1),
                **changes,
            },
        )
        for place in range(of)
    )  # fmt: skip


def some_meetings(company: Company, steps: int, none: int, of: int, **changes: Any) -> None:
    """So many written down at DUE, with a next step, with an explicit none, and with neither."""
    for place in range(of):
        meeting = Meeting.objects.create(company=company, **{
            "title": "Timer", "begins": DUE, "ends": DUE + timedelta(hours=1), "state": MeetingState.HELD,
            "written_at": DUE, "created_at": DUE,
            "no_step_because": "De vender tilbage" if steps <= place < steps + none else "", **changes,
        })  # fmt: skip
        for _ in range(2 if place < steps else 0):
            NextStep.objects.create(company=company, meeting=meeting, what="Ring", due=DUE.date(), made_at=DUE)


def some_warnings(company: Company, spared: int, of: int, **changes: Any) -> None:
    """So many times the guard had something to say, and how often that was the end of it."""
    GuardOutcome.objects.bulk_create(
        GuardOutcome(
            company=company, **{"day": DUE.date(), "reasons": ["talked"], "went_on": place >= spared, **changes}
        )
        for place in range(of)
    )


def an_ended_one(company: Company, result: str = Result.PAID, **changes: Any) -> Opening:
    """A placement that ended in the quarter."""
    given = {
        "kind": OpeningKind.PLACEMENT, "state": OpeningState.ENDED, "title": "Lager", "first_day": date(2026, 7, 6),
        "last_day": date(2026, 8, 14), "result": result, "created_at": DUE, "changed_at": DUE,
    }  # fmt: skip
    return Opening.objects.create(company=company, **{**given, **changes})


def some_companies(municipality: Place, number: int, **changes: Any) -> list[Company]:
    """Companies that have been known for a year."""
    known = {"created_at": NOW - timedelta(days=400), **changes}
    return [a_company(municipality, f"Firma {next(_numbers)}", **known) for _ in range(number)]
