"""New versions of a programme's rules. A version is never changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people.queries.planning_source import register_as_document
from samklang.planning import documents, rules
from samklang.planning.enums import Origin
from samklang.planning.models import Programme, Version
from samklang.planning.queries import latest_version
from samklang.planning.queries.done import done_before


@transaction.atomic
def change_rules(
    *, by: Person | None, programme: Programme, document: Mapping[str, Any], note: str, now: datetime,
    origin: Origin = Origin.FORM,
) -> Version:  # fmt: skip
    """The rules as the document has them. note: what was changed, in a word or two. Raises NotAllowed."""
    programme = Programme.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=programme.pk)
    require(rules.make_plans(by, programme.jobcentre))
    return new_version(by=by, programme=programme, document=document, origin=origin, note=note, now=now)


def read_workbook(
    *, by: Person | None, programme: Programme, document: Mapping[str, Any], file_name: str, now: datetime
) -> Version:
    """The rules as a workbook has them; the document is what core.workbook read from it. Raises NotAllowed."""
    return change_rules(
        by=by, programme=programme, document=document, note=file_name[:200], now=now, origin=Origin.WORKBOOK
    )


def take_from_register(*, by: Person | None, programme: Programme, now: datetime) -> Version:
    """Staff, leave, cover and closed days as the register has them for the programme's days. Raises NotAllowed."""
    before = latest_version(programme).document
    first, last = date.fromisoformat(before["first_day"]), date.fromisoformat(before["last_day"])
    register = register_as_document(by, programme.jobcentre, first, last)
    document = documents.with_done(documents.with_register(before, register), done_before(programme))
    return change_rules(by=by, programme=programme, document=document, note="", now=now, origin=Origin.REGISTER)


def draw_into(
    *, by: Person | None, programme: Programme, waves: Mapping[str, int], as_rule: bool, now: datetime
) -> Version:
    """A drawn order of training, to be kept as a rule or else wished for; the next plan is made with it.

    waves: numbers from 1 by the person's id in the programme, which is the employee number; 1 is to begin first, and a
    team drawn as a whole has one number. Who is not among them is in no draw, whatever was drawn before.
    Raises NotAllowed, also where somebody drawn is not in the programme or a number is below 1.
    """
    before = latest_version(programme).document
    require(rules.draw_into(by, programme.jobcentre, before, waves))
    document = documents.with_draw(before, waves, as_rule=as_rule)
    return change_rules(by=by, programme=programme, document=document, note="", now=now, origin=Origin.DRAW)


def restore_version(*, by: Person | None, version: Version, now: datetime) -> Version:
    """The rules as they were in an earlier version, as a new one. Raises NotAllowed."""
    return change_rules(
        by=by, programme=version.programme, document=version.document, note=str(version.number), now=now,
        origin=Origin.EARLIER,
    )  # fmt: skip


def new_version(
    *, by: Person | None, programme: Programme, document: Mapping[str, Any], origin: Origin, note: str, now: datetime
) -> Version:
    """The next version, within a transaction that holds the programme; the newest one where nothing is changed."""
    normal = documents.without_reasons_for_leave(documents.normal(document))
    fingerprint = documents.fingerprint(normal)
    newest = Version.objects.filter(programme=programme).order_by("-number").first()
    if newest is not None and newest.fingerprint == fingerprint:
        return newest
    version = Version.objects.create(
        programme=programme,
        number=newest.number + 1 if newest else 1,
        origin=origin,
        note=note[:200],
        document=normal,
        fingerprint=fingerprint,
        ready=not documents.faults_of(normal),
        people=len(normal.get("people", ())),
        to_train=documents.eligible(normal),
        made_by=by,
        made_at=now,
    )
    title = str(normal.get("title") or programme.title)[:200]
    if title != programme.title:
        programme.title = title
        programme.save(update_fields=["title"])
    details = {"number": version.number, "origin": str(origin)}
    record("rules-changed", by=by, subject=programme, place=programme.jobcentre, details=details)
    return version
