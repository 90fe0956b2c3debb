"""Files that prove something are kept as they came, with their checksum."""

import hashlib
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say
from samklang.funding.models import Application, Attachment, Document
from samklang.funding.rules.grants import run_grants
from samklang.ledger.commands import record

LARGEST = 10_000_000
"""Bytes of one file."""
TAKEN = {
    "pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff",
    "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04",
}  # fmt: skip
"""The endings that are taken, and how such a file begins."""


def keep_document(*, by: Person | None, jobcentre: Place, name: str, content: bytes, now: datetime) -> Document:
    """Within the transaction of what it belongs to. Raises NotAllowed for a file that is empty, too large or not what
    its name says."""
    require(run_grants(by, jobcentre))
    if refusal := refusal_of(name, content):
        raise NotAllowed(refusal)
    return Document.objects.create(
        jobcentre=jobcentre, name=name[-200:], content=content, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), added_by=by, added_at=now,
    )  # fmt: skip


def refusal_of(name: str, content: bytes) -> Refusal | None:
    """What is wrong with a file; None: nothing."""
    begins = TAKEN.get(name.rpartition(".")[2].lower())
    if not content:
        return Refusal(say("The file is empty. Choose another."))
    if len(content) > LARGEST:
        return Refusal(say("The file is larger than {most} MB. Scan it at a lower resolution.", most=LARGEST // 10**6))
    if begins is None or not content.startswith(begins):
        return Refusal(say("Choose a PDF, a picture (PNG, JPG), a DOCX or an XLSX."))
    return None


@transaction.atomic
def attach_document(
    *, by: Person | None, application: Application, what: str, name: str, content: bytes, now: datetime
) -> Attachment:
    """A file goes with the application, before it is sent or with its answer. Raises NotAllowed."""
    document = keep_document(by=by, jobcentre=application.jobcentre, name=name, content=content, now=now)
    made = Attachment.objects.create(application=application, document=document, what=what)
    record("attachment-added", by=by, subject=application, place=application.jobcentre, details={"name": name})
    return made
