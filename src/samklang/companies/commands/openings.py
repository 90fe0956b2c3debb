"""Openings: written, changed, filled, begun, ended, followed up. Each is a line of the company's timeline."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, OpeningState, Result
from samklang.companies.models import Company, Meeting, Opening
from samklang.companies.queries.companies import team_of
from samklang.companies.rules import openings as rules
from samklang.companies.rules.openings import OpeningFacts
from samklang.ledger.commands import record

_FACTS = [one.name for one in fields(OpeningFacts)]


@transaction.atomic
def add_opening(
    *, by: Person | None, company: Company, facts: OpeningFacts, now: datetime, meeting: Meeting | None = None
) -> Opening:
    """A company has room for somebody. Raises NotAllowed."""
    require(rules.write_opening(by, company.municipality_id, facts))
    opening = Opening(company=company, meeting=meeting, created_at=now, changed_at=now)
    _take_in(opening, facts, now)
    opening.save()
    _tell(opening, f"opening-{opening.kind}", by, now)
    _record("opening-added", by, opening)
    return opening


@transaction.atomic
def change_opening(*, by: Person | None, opening: Opening, facts: OpeningFacts, now: datetime) -> Opening:
    """Write it anew. Raises NotAllowed."""
    opening = _locked(opening)
    require(rules.change_opening(by, opening, facts))
    before = {name: getattr(opening, name) for name in _FACTS}
    _take_in(opening, facts, now)
    changed = sorted(name for name in _FACTS if getattr(opening, name) != before[name])
    if not changed:
        return opening
    opening.changed_at = now
    opening.save()
    _tell(opening, "opening-changed", by, now)
    place = opening.company.municipality
    record("opening-changed", by=by, subject=opening, about=opening.owner, place=place, details={"fields": changed})
    return opening


@transaction.atomic
def move_opening(*, by: Person | None, opening: Opening, state: OpeningState, now: datetime) -> Opening:
    """Filled, begun, withdrawn or open again; it ends by `end_opening`. Raises NotAllowed."""
    opening = _locked(opening)
    require(rules.move_opening(by, opening, state))
    if state == OpeningState.ENDED:
        require(rules.end_opening(by, opening, opening.result, opening.paid_hours, timezone.localdate(now)))
    opening.state, opening.changed_at = state, now
    if state == OpeningState.RUNNING and opening.first_day is None:
        opening.first_day = timezone.localdate(now)
    opening.save(update_fields=["state", "changed_at", "first_day"])
    _tell(opening, f"opening-is-{state.value}", by, now)
    _record("opening-moved", by, opening)
    return opening


@transaction.atomic
def end_opening(
    *, by: Person | None, opening: Opening, result: Result, paid_hours: Decimal | None, last_day: date, now: datetime
) -> Opening:
    """It has ended, and this came of it. Raises NotAllowed."""
    opening = _locked(opening)
    require(rules.end_opening(by, opening, result, paid_hours, last_day))
    opening.state, opening.result, opening.paid_hours = OpeningState.ENDED, result, paid_hours
    opening.last_day, opening.follow_up_on, opening.changed_at = last_day, None, now
    opening.save(update_fields=["state", "result", "paid_hours", "last_day", "follow_up_on", "changed_at"])
    _tell(opening, f"opening-ended-{result}", by, now)
    _record("opening-ended", by, opening)
    return opening


@transaction.atomic
def follow_up_opening(
    *, by: Person | None, opening: Opening, what: str, again_on: date | None, now: datetime
) -> Opening:
    """It was followed up, and will be again on a day, or not any more. Raises NotAllowed."""
    opening = _locked(opening)
    require(rules.follow_up_opening(by, opening, what, again_on, timezone.localdate(now)))
    opening.follow_up_on, opening.changed_at = again_on, now
    opening.save(update_fields=["follow_up_on", "changed_at"])
    _tell(opening, "opening-followed-up", by, now, what=" ".join(what.split())[:300])
    _record("opening-followed-up", by, opening)
    return opening


def _take_in(opening: Opening, facts: OpeningFacts, now: datetime) -> None:
    for name in _FACTS:
        setattr(opening, name, getattr(facts, name))
    opening.title = " ".join(facts.title.split())[:200]
    opening.team = team_of(facts.owner, timezone.localdate(now))


def _locked(opening: Opening) -> Opening:
    found = Opening.objects.select_for_update(of=("self",)).select_related("company__municipality", "owner", "site")
    return found.get(pk=opening.pk)


def _tell(opening: Opening, key: str, by: Person | None, now: datetime, **told: str) -> None:
    tell(
        opening.company, EntryKind.OPENING, key, by=by, at=now, opening=opening, site=opening.site,
        meeting=opening.meeting, told={"title": opening.title, **told},
    )  # fmt: skip


def _record(deed: str, by: Person | None, opening: Opening) -> None:
    record(deed, by=by, subject=opening, about=opening.owner, place=opening.company.municipality)
