"""Meetings planned, moved, cancelled and taken back. Each change that a calendar must know of raises the sequence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EntryKind, MeetingState
from samklang.companies.models import Company, CompanyContact, Meeting, Site
from samklang.companies.queries.companies import team_of
from samklang.companies.rules import meetings as rules
from samklang.ledger.commands import record

_FIELDS = ("holder", "channel", "title", "where", "begins", "ends", "site")
_IN_CALENDAR = ("title", "where", "begins", "ends", "site")


@dataclass(frozen=True)
class Plan:
    """Who is to meet whom, when, where and how."""

    holder: Person
    begins: datetime
    ends: datetime
    title: str
    channel: Channel = Channel.MEETING
    where: str = ""
    site: Site | None = None
    contacts: Sequence[CompanyContact] = ()


@transaction.atomic
def plan_meeting(*, by: Person | None, company: Company, plan: Plan, now: datetime) -> Meeting:
    """Put it on the company's timeline and in the holder's list. Raises NotAllowed."""
    company = Company.objects.select_for_update(of=("self",)).get(pk=company.pk)
    require(rules.plan_meeting(by, company))
    meeting = Meeting(company=company, created_at=now, changed_at=now, team=team_of(plan.holder, _day(plan.begins)))
    for field in _FIELDS:
        setattr(meeting, field, getattr(plan, field))
    meeting.save()
    meeting.contacts.set(plan.contacts)
    _tell(meeting, "meeting-planned", by, now)
    record("meeting-planned", by=by, subject=meeting, place=_place(meeting))
    return meeting


@transaction.atomic
def change_meeting(*, by: Person | None, meeting: Meeting, plan: Plan, now: datetime) -> Meeting:
    """Another time, place, holder or company contact. Raises NotAllowed."""
    meeting = locked(meeting)
    require(rules.change_meeting(by, meeting))
    changed = [field for field in _FIELDS if getattr(meeting, field) != getattr(plan, field)]
    for field in changed:
        setattr(meeting, field, getattr(plan, field))
    meeting.contacts.set(plan.contacts)
    if "holder" in changed:
        meeting.team = team_of(plan.holder, _day(plan.begins))
    if set(changed) & set(_IN_CALENDAR):
        _rise(meeting, now)
    meeting.save()
    if "begins" in changed:
        _tell(meeting, "meeting-moved", by, now, day=_day(meeting.begins).isoformat())
    record("meeting-changed", by=by, subject=meeting, place=_place(meeting), details={"fields": changed})
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Person | None, meeting: Meeting, because: str, now: datetime) -> Meeting:
    """It is not held. What was prepared is kept. Raises NotAllowed."""
    meeting = locked(meeting)
    require(rules.cancel_meeting(by, meeting, because))
    meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, because.strip()[:300]
    _rise(meeting, now)
    meeting.save(update_fields=["state", "cancelled_because", "sequence", "changed_at"])
    _tell(meeting, "meeting-cancelled", by, now)
    record("meeting-cancelled", by=by, subject=meeting, place=_place(meeting))
    return meeting


@transaction.atomic
def restore_meeting(*, by: Person | None, meeting: Meeting, now: datetime) -> Meeting:
    """It is held after all, as it was planned. Raises NotAllowed."""
    meeting = locked(meeting)
    require(rules.restore_meeting(by, meeting))
    meeting.state, meeting.cancelled_because = MeetingState.PLANNED, ""
    _rise(meeting, now)
    meeting.save(update_fields=["state", "cancelled_because", "sequence", "changed_at"])
    _tell(meeting, "meeting-restored", by, now)
    record("meeting-restored", by=by, subject=meeting, place=_place(meeting))
    return meeting


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now; nobody else changes it meanwhile."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("company__municipality", "site", "holder")
    return rows.get(pk=meeting.pk)


def _rise(meeting: Meeting, now: datetime) -> None:
    meeting.sequence += 1
    meeting.changed_at = now


def _tell(meeting: Meeting, key: str, by: Person | None, now: datetime, **told: str) -> None:
    """A plan is not yet a contact: what is planned, moved and cancelled stands as a note, what is held as a meeting."""
    tell(
        meeting.company, EntryKind.NOTE, key, by=by, at=now, told={"title": meeting.title, **told}, meeting=meeting,
        site=meeting.site, text=meeting.cancelled_because,
    )  # fmt: skip


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _place(meeting: Meeting) -> Place:
    return meeting.company.municipality
