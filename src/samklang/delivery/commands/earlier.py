"""Training from before is vouched for, one at a time or from a file, and taken back."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.models import EarlierProof
from samklang.delivery.queries.earlier import modules_of
from samklang.delivery.queries.earlier_file import Found
from samklang.delivery.rules import earlier as rules
from samklang.ledger.commands import record
from samklang.people.models import Employee
from samklang.planning.models import Programme


@transaction.atomic
def add_proof(
    *, by: Person | None, programme: Programme, person: Person, module: str, day: date, source: str, today: date,
    now: datetime, document: bytes | None = None, document_name: str = "",
) -> EarlierProof:  # fmt: skip
    """Somebody has been through a module already. Raises NotAllowed."""
    programme = _locked(programme)
    modules = {key for key, _ in modules_of(programme)}
    _require(by, programme, Found(person.pk, person.name, module, day, source), modules, today)
    if document is not None:
        require(rules.keep_document(document))
    made = EarlierProof.objects.create(
        programme=programme, person=person, module=module, day=day, source=source.strip()[:300], document=document,
        document_name=document_name[-200:], confirmed_by=by, confirmed_at=now,
    )  # fmt: skip
    record("earlier-proof-added", by=by, subject=made, about=person, place=programme.jobcentre)
    return made


@transaction.atomic
def import_proofs(
    *, by: Person | None, programme: Programme, found: Sequence[Found], today: date, now: datetime
) -> tuple[uuid.UUID, int]:
    """All of a file's rows or none; the answer is what undoes them, and how many there are. Raises NotAllowed."""
    programme = _locked(programme)
    require(rules.vouch(by, programme))
    batch = uuid.uuid4()
    modules = {key for key, _ in modules_of(programme)}
    for one in found:
        _require(by, programme, one, modules, today)
        made = EarlierProof.objects.create(
            programme=programme, person_id=one.person, module=one.module, day=one.day, source=one.source,
            batch=batch, confirmed_by=by, confirmed_at=now,
        )  # fmt: skip
        record("earlier-proof-imported", by=by, subject=made, about=made.person, place=programme.jobcentre)
    return batch, len(found)


@transaction.atomic
def remove_proof(*, by: Person | None, proof: EarlierProof) -> None:
    """Take one back. Raises NotAllowed."""
    proof = EarlierProof.objects.select_for_update().get(pk=proof.pk)
    _remove(by, proof)


@transaction.atomic
def undo_import(*, by: Person | None, programme: Programme, batch: uuid.UUID) -> int:
    """Take back everything one file brought; the answer is how many. Raises NotAllowed."""
    programme = _locked(programme)
    require(rules.vouch(by, programme))
    rows = list(EarlierProof.objects.filter(programme=programme, batch=batch).order_by("pk"))
    for one in rows:
        _remove(by, one)
    return len(rows)


def _remove(by: Person | None, proof: EarlierProof) -> None:
    programme = proof.programme
    require(rules.vouch(by, programme))
    record("earlier-proof-removed", by=by, subject=proof, about=proof.person, place=programme.jobcentre)
    proof.delete()


def _locked(programme: Programme) -> Programme:
    Programme.objects.select_for_update().get(pk=programme.pk)
    return Programme.objects.select_related("jobcentre").get(pk=programme.pk)


def _require(by: Person | None, programme: Programme, one: Found, modules: Collection[str], today: date) -> None:
    here = Employee.objects.filter(person=one.person, jobcentre=programme.jobcentre_id).exists()
    known = EarlierProof.objects.filter(programme=programme, person=one.person, module=one.module).exists()
    require(rules.add_proof(
        by, programme, here=here, module=one.module, modules=modules, known=known, day=one.day, today=today,
        source=one.source,
    ))  # fmt: skip
