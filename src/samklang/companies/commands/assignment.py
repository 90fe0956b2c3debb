"""Who has an enquiry: taken, given to a colleague, put back for anybody, and that undone."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.routing import hand_to, locked
from samklang.companies.enums import WAITING, EnquiryState
from samklang.companies.models import Enquiry
from samklang.companies.queries.companies import consultants, is_away, team_of
from samklang.companies.queries.routing import day_of
from samklang.companies.routing import Reason
from samklang.companies.rules import enquiries as rules
from samklang.ledger.commands import record

_BY_HAND = (Reason.TAKEN, Reason.GIVEN, Reason.PUT_BACK)


@transaction.atomic
def take(by: Person, enquiry: Enquiry, now: datetime) -> Enquiry:
    """Own it. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.assign(by, enquiry))
    if enquiry.owner_id != by.pk:
        team = team_of(by, day_of(now))
        hand_to(enquiry, by, Reason.TAKEN, team=team.pk if team else enquiry.team_id, by=by, now=now)
        record("enquiry-assigned", by=by, subject=enquiry, about=by, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def give(by: Person, enquiry: Enquiry, to: Person, now: datetime) -> Enquiry:
    """To a colleague who is at work. Raises NotAllowed."""
    enquiry, day = locked(enquiry), day_of(now)
    known = consultants(enquiry.entrance.municipality, day).filter(pk=to.pk).exists()
    require(rules.give(by, enquiry, to, is_consultant=known, is_away=is_away(to, day)))
    team = team_of(to, day)
    hand_to(enquiry, to, Reason.GIVEN, team=team.pk if team else enquiry.team_id, by=by, now=now)
    record("enquiry-assigned", by=by, subject=enquiry, about=to, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def put_back(by: Person, enquiry: Enquiry, now: datetime) -> Enquiry:
    """So that anybody can take it. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.assign(by, enquiry))
    if enquiry.owner_id is not None:
        hand_to(enquiry, None, Reason.PUT_BACK, team=enquiry.team_id, by=by, now=now)
        record("enquiry-assigned", by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def undo_assignment(by: Person, enquiry: Enquiry) -> Enquiry:
    """Whoever had it before has it again, as they had it; while nobody else has moved it since. Raises NotAllowed."""
    enquiry = locked(enquiry)
    rows = list(enquiry.assignments.select_related("person").order_by("-at", "-pk")[:2])
    newest = rows[0] if len(rows) > 1 else None
    mine = newest is not None and newest.by_id == by.pk and newest.why in _BY_HAND
    require(rules.undo_assignment(by, enquiry, is_newest_of=mine))
    before = rows[1]
    rows[0].delete()
    enquiry.owner = before.person
    enquiry.team = team_of(before.person, day_of(before.at)) if before.person else enquiry.team
    if enquiry.state in WAITING:
        enquiry.state = EnquiryState.OWNED if before.person else EnquiryState.NEW
    enquiry.save(update_fields=["owner", "team", "state"])
    record("enquiry-assigned", by=by, subject=enquiry, about=before.person, place=enquiry.entrance.jobcentre)
    return enquiry
