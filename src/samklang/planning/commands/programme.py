"""Programmes begun, put away and taken back."""

from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.planning import documents, rules
from samklang.planning.commands.version import new_version
from samklang.planning.enums import Origin
from samklang.planning.models import Programme
from samklang.planning.queries import holding


@transaction.atomic
def add_programme(
    *, by: Person | None, jobcentre: Place, title: str, programme: str, first_day: date, last_day: date, now: datetime
) -> Programme:
    """A programme with nothing in it but its frame. programme: "conversations" or "companies". Raises NotAllowed."""
    require(rules.make_plans(by, jobcentre))
    if last_day < first_day:
        require(Refusal(say("The last day {last} comes before the first day {first}.", first=first_day, last=last_day)))
    made = Programme.objects.create(jobcentre=jobcentre, title=title.strip(), created_by=by, created_at=now)
    document = documents.empty(made.title, programme, first_day, last_day)
    new_version(by=by, programme=made, document=document, origin=Origin.FORM, note="", now=now)
    record("programme-added", by=by, subject=made, place=jobcentre)
    return made


@transaction.atomic
def delete_programme(*, by: Person | None, programme: Programme, now: datetime) -> Programme:
    """Put the programme away; nothing of it is lost. Raises NotAllowed."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    require(rules.delete_programme(by, programme, holding(programme)))
    programme.deleted_at = now
    programme.save(update_fields=["deleted_at"])
    record("programme-deleted", by=by, subject=programme, place=programme.jobcentre)
    return programme


@transaction.atomic
def restore_programme(*, by: Person | None, programme: Programme) -> Programme:
    """Take the programme back. Raises NotAllowed."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    require(rules.make_plans(by, programme.jobcentre))
    programme.deleted_at = None
    programme.save(update_fields=["deleted_at"])
    record("programme-restored", by=by, subject=programme, place=programme.jobcentre)
    return programme
