"""What companies send through the public form: each form becomes one enquiry, and none is thrown away."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction

from samklang.companies import suspicion
from samklang.companies.commands.enquiries import Sender, take_in
from samklang.companies.commands.mail_in import attach
from samklang.companies.enums import Channel, Need, Sector
from samklang.companies.models import Enquiry, Entrance, FormSent
from samklang.companies.queries.mails import may_have_a_receipt
from samklang.companies.queries.senders import known_sender
from samklang.companies.received import File

MOST_OF_AN_ADDRESS = 5
"""More forms from one network address within an hour are a rush."""
MOST_OF_ALL = 60
"""More forms for one entrance within an hour are one too."""
_HOUR = timedelta(hours=1)
_REMEMBERED_FOR = timedelta(days=1)
_SUBJECT = 80


class Sent(NamedTuple):
    """One form. key: its own name, scrambled. address_key: where it came from, scrambled."""

    sender: Sender
    need: str
    language: str
    text: str
    files: Sequence[File]
    key: str
    address_key: str
    trapped: bool = False


def send_form(entrance: Entrance, sent: Sent, now: datetime) -> Enquiry:
    """The enquiry that the form becomes; the one that it became where it was sent before."""
    try:
        return _taken_in(entrance, sent, now)
    except IntegrityError:
        before = FormSent.objects.select_related("enquiry").filter(token_key=_key_of(sent), entrance=entrance).first()
        if before is None or before.enquiry is None:
            raise
        return before.enquiry


def _key_of(sent: Sent) -> str:
    """The form's own name with what stands in it: who goes back and writes about something else has written twice."""
    said = "\0".join((sent.key, *sent.sender, sent.need, sent.text))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def _taken_in(entrance: Entrance, sent: Sent, now: datetime) -> Enquiry:
    FormSent.objects.filter(entrance=entrance, at__lt=now - _REMEMBERED_FOR).delete()
    row = FormSent.objects.create(entrance=entrance, token_key=_key_of(sent), address_key=sent.address_key, at=now)
    flooded = _is_rush(row)
    look = suspicion.suspicion_of(sent.text, *sent.sender, trapped=sent.trapped, flooded=flooded)
    company, contact = known_sender(entrance.municipality, sent.sender.email, sent.sender.cvr)
    enquiry = take_in(
        entrance, channel=Channel.WEB, subject=_subject(sent.text, sent.need), text=sent.text, sender=sent.sender,
        need=sent.need, language=sent.language, sector=company.sector if company else Sector.UNKNOWN, company=company,
        contact=contact, receipt=not look and may_have_a_receipt(entrance, sent.sender.email, now), now=now,
    )  # fmt: skip
    enquiry.look_because = look
    enquiry.save(update_fields=["look_because"])
    attach(enquiry, [_named(one) for one in sent.files] if look == suspicion.FLOOD else sent.files)
    row.enquiry = enquiry
    row.save(update_fields=["enquiry"])
    return enquiry


def _is_rush(row: FormSent) -> bool:
    lately = FormSent.objects.filter(entrance=row.entrance_id, at__gt=row.at - _HOUR)
    return lately.filter(address_key=row.address_key).count() > MOST_OF_AN_ADDRESS or lately.count() > MOST_OF_ALL


def _named(file: File) -> File:
    """In a rush files are named and not kept, so that the disk is not filled."""
    return File(file.name, file.size, refused="rush")


def _subject(text: str, need: str) -> str:
    """The first line; what it is about where there is none. Cut at a word."""
    line = text.strip().partition("\n")[0].strip()
    if len(line) > _SUBJECT:
        line = line[:_SUBJECT].rpartition(" ")[0] or line[:_SUBJECT]
        line = line.rstrip(".,;: ") + " …"
    return line or str(Need(need).label)
