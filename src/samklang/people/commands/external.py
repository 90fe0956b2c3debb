"""Trainers and observers from outside."""

from datetime import date

from django.db import transaction

from samklang.access import commands as access
from samklang.access.enums import Role
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.enums import ExternalKind
from samklang.people.models import External

_ROLES = {ExternalKind.TRAINER: Role.TRAINER, ExternalKind.OBSERVER: Role.OBSERVER}


@transaction.atomic
def add_external(
    *,
    by: Person | None,
    jobcentre: Place,
    kind: ExternalKind,
    name: str,
    organisation: str,
    email: str,
    first_day: date,
    last_day: date | None = None,
) -> External:
    """Somebody from outside, with the least access there is, for the days. Raises NotAllowed."""
    require(rules.edit_staff(by, jobcentre))
    require(rules.days_in_order(first_day, last_day))
    municipality = Place.objects.get(pk=jobcentre.numbers()[0])
    person = access.add_person(by=by, municipality=municipality, name=name, email=email)
    external = External.objects.create(
        person=person, jobcentre=jobcentre, kind=kind, organisation=organisation.strip(), first_day=first_day,
        last_day=last_day,
    )  # fmt: skip
    record("external-added", by=by, subject=external, about=person, place=jobcentre)
    access.give_role(by=None, person=person, role=_ROLES[kind], place=jobcentre, first_day=first_day, last_day=last_day)
    return external


@transaction.atomic
def end_external(*, by: Person | None, external: External, last_day: date) -> External:
    """The last day somebody from outside has access. Raises NotAllowed."""
    external = (
        External.objects.select_for_update(of=("self",)).select_related("person", "jobcentre").get(pk=external.pk)
    )
    require(rules.edit_staff(by, external.jobcentre))
    require(rules.days_in_order(external.first_day, last_day))
    external.last_day = last_day
    external.save(update_fields=["last_day"])
    record("external-ended", by=by, subject=external, about=external.person, place=external.jobcentre)
    role = _ROLES[ExternalKind(external.kind)]
    for grant in external.person.grants.filter(role=role, place=external.jobcentre):
        if grant.last_day is None or grant.last_day > last_day:
            access.end_role(by=None, grant=grant, last_day=last_day)
    return external
