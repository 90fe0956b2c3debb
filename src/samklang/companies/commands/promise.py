"""The promise of an enquiry: paused while we wait for the company, and reckoned again when the opening times change."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.mail import write_to_company
from samklang.companies.commands.routing import locked, reckon
from samklang.companies.enums import WAITING
from samklang.companies.models import Enquiry, Entrance, Pause
from samklang.companies.queries.enquiries import email_of
from samklang.companies.rules import enquiries as rules
from samklang.ledger.commands import record

_LONGEST = Pause._meta.get_field("reason").max_length


@transaction.atomic
def pause(by: Person, enquiry: Enquiry, reason: str, now: datetime, question: str = "") -> Enquiry:
    """The promise stands still from now on. question: what the company is written, where it is. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.pause(by, enquiry, reason, is_paused=enquiry.pauses.filter(ends=None).exists()))
    Pause.objects.create(enquiry=enquiry, begins=now, reason=" ".join(reason.split())[:_LONGEST])
    if question.strip():
        write_to_company(
            enquiry.entrance, "reply-expected", to_name=enquiry.from_name, to_email=email_of(enquiry), facts={},
            text=question, language=enquiry.language, company=enquiry.company, enquiry=enquiry, by=by, now=now,
        )  # fmt: skip
    record("enquiry-paused", by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def resume(by: Person, enquiry: Enquiry, now: datetime) -> Enquiry:
    """The promise goes on with what was left of it. Raises NotAllowed."""
    enquiry = locked(enquiry)
    open_pause = enquiry.pauses.filter(ends=None)
    require(rules.resume(by, enquiry, is_paused=open_pause.exists()))
    open_pause.update(ends=now)
    reckon(enquiry)
    enquiry.save(update_fields=["due_at", "again_due_at"])
    record("enquiry-resumed", by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


def reckon_again(entrance: Entrance) -> int:
    """Reckon every promise that still runs by the opening times as they are now. returns: how many are due at another
    moment than before."""
    changed = 0
    for one in Enquiry.objects.filter(entrance=entrance, state__in=WAITING).order_by("pk"):
        with transaction.atomic():
            enquiry = locked(one)
            before = (enquiry.due_at, enquiry.again_due_at)
            reckon(enquiry)
            if (enquiry.due_at, enquiry.again_due_at) != before:
                enquiry.save(update_fields=["due_at", "again_due_at"])
                changed += 1
    return changed
