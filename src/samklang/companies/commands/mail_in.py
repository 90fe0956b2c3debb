"""Mail from companies: each is taken in once, whoever reads it and however often."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import IntegrityError, transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.enquiries import Sender, take_in
from samklang.companies.commands.routing import route_reply
from samklang.companies.enums import AttachmentState, Channel, Need, Sector, Tongue
from samklang.companies.models import Attachment, CompanyMail, Enquiry, Entrance, ReceivedMail
from samklang.companies.queries.mails import is_message_id, may_have_a_receipt
from samklang.companies.queries.senders import conversation_of, entrance_for, known_sender
from samklang.companies.received import File, Received, read
from samklang.companies.rules import mail as rules
from samklang.companies.suspicion import suspicion_of
from samklang.core.workbook.personal import masked
from samklang.delivery import bounce_reports
from samklang.delivery.commands.bounces import Noted, note_bounces
from samklang.delivery.letter_mail import sender_of
from samklang.ledger.commands import record

MOST_ALIKE = 5
"""More mails with one subject from one address within an hour are a loop."""
_HOUR = timedelta(hours=1)


class TakenIn(Enum):
    """What became of a mail."""

    NEW = "new"
    REPLY = "reply"
    LEFT_OUT = "left out"
    BOUNCE = "bounce"
    KNOWN = "known"
    """It was taken in before."""
    NO_ENTRANCE = "no entrance"
    """Nobody knows whom it is for; nothing of it is kept."""


def take_in_mail(content: bytes, now: datetime, *, cut: bool = False) -> TakenIn:
    """Read one mail and keep it: as a new enquiry, as part of one, or with the reason why it is neither.

    cut: only the beginning of a mail that is too large, so that its files are not whole.
    All of it is stored when this returns, or nothing is.
    """
    report = bounce_reports.read(content)
    if report is not None and note_bounces([report], now)[Noted.NOT_OURS] == 0:
        return TakenIn.BOUNCE
    mail = read(content, cut=cut)
    entrance = entrance_for(mail.recipients)
    if entrance is None:
        return TakenIn.NO_ENTRANCE
    mail = _told_apart(entrance, mail)
    try:
        with transaction.atomic():
            return _kept(entrance, mail, now)
    except IntegrityError:
        if _known(entrance, mail) and _told_apart(entrance, mail) == mail:
            return TakenIn.KNOWN  # another worker was quicker
        raise


def _told_apart(entrance: Entrance, mail: Received) -> Received:
    """Under another name where somebody else has sent a mail of that name, so that nobody can keep a mail out."""
    same = ReceivedMail.objects.filter(entrance=entrance, message_id=mail.message_id)
    if not same.exclude(from_email__in=("", mail.from_email[:254])).exists():
        return mail
    own = hashlib.sha256(f"{mail.message_id} {mail.from_email}".encode()).hexdigest()
    return replace(mail, message_id=f"sha256:{own}")


def _known(entrance: Entrance, mail: Received) -> bool:
    return ReceivedMail.objects.filter(entrance=entrance, message_id=mail.message_id).exists()


def _kept(entrance: Entrance, mail: Received, now: datetime) -> TakenIn:
    if _known(entrance, mail):
        return TakenIn.KNOWN
    reason = _left_out(entrance, mail, now)
    enquiry = conversation_of(entrance, mail)
    row = ReceivedMail.objects.create(
        entrance=entrance, enquiry=enquiry, message_id=mail.message_id, from_name=masked(mail.from_name),
        from_email=mail.from_email[:254], subject=masked(mail.subject), text=masked(mail.text), at=now, left_out=reason,
    )  # fmt: skip
    if reason:
        return TakenIn.LEFT_OUT
    if enquiry is not None:
        attach(enquiry, mail.files, row)
        route_reply(enquiry, now)
        return TakenIn.REPLY
    _begin(row, mail.subject, mail.words.new, mail.files, now)
    return TakenIn.NEW


def _begin(row: ReceivedMail, subject: str, text: str, files: Sequence[File], now: datetime) -> Enquiry:
    """A new enquiry from the mail, with a receipt unless the address has had many lately."""
    entrance = row.entrance
    company, contact = known_sender(entrance.municipality, row.from_email)
    language = contact.language if contact else company.language if company else _language(text)
    look = suspicion_of(text)
    sender = Sender(
        company=company.name if company else "", name=row.from_name or (contact.name if contact else ""),
        email=row.from_email, phone=contact.phone if contact else "",
    )  # fmt: skip
    enquiry = take_in(
        entrance, channel=Channel.MAIL, subject=_subject(subject, text, row.from_email), text=text, sender=sender,
        need=Need.OTHER, language=language, sector=company.sector if company else Sector.UNKNOWN, company=company,
        contact=contact, receipt=not look and may_have_a_receipt(entrance, row.from_email, now), now=now,
    )  # fmt: skip
    enquiry.look_because = look
    enquiry.save(update_fields=["look_because"])
    row.enquiry = enquiry
    row.save(update_fields=["enquiry"])
    attach(enquiry, files, row)
    _answer_beneath(enquiry, row)
    return enquiry


def _answer_beneath(enquiry: Enquiry, row: ReceivedMail) -> None:
    """Let the receipt lie beneath the mail that it is for."""
    if is_message_id(row.message_id):
        enquiry.mails.filter(letter="receipt", in_reply_to="").update(in_reply_to=row.message_id)


@transaction.atomic
def take_in_after_all(*, by: Person, mail: ReceivedMail, now: datetime) -> Enquiry:
    """Somebody has looked: it is an enquiry. What the mail brought along lies in the mailbox. Raises NotAllowed."""
    held = ReceivedMail.objects.select_for_update(of=("self",)).select_related("entrance__municipality", "enquiry")
    row = held.get(pk=mail.pk)
    require(rules.take_in_after_all(by, row))
    row.left_out = ""
    row.save(update_fields=["left_out"])
    if row.enquiry is None:
        enquiry = _begin(row, row.subject, row.words.new, (), now)
    else:
        enquiry = row.enquiry
        route_reply(enquiry, now)
    record("company-mail-taken-in", by=by, subject=row, place=row.entrance.jobcentre)
    return enquiry


def attach(enquiry: Enquiry, files: Sequence[File], mail: ReceivedMail | None = None) -> None:
    """Keep the files, and the names of those that are not kept with the reason."""
    Attachment.objects.bulk_create(
        Attachment(
            enquiry=enquiry, mail=mail, file_name=masked(one.name)[:200], kind=one.kind, content=one.content,
            size=one.size, state=AttachmentState.REFUSED if one.refused else AttachmentState.KEPT,
            refused_because=one.refused,
        )
        for one in files
    )  # fmt: skip


def _subject(subject: str, text: str, address: str) -> str:
    """Without “Re:”; the first words where there is none."""
    plain = re.sub(r"(?i)^(?:\s*(?:re|sv|vs|fw|fwd|aw|wg|odp)\s*:)+\s*", "", subject).strip()
    return (plain or text.strip().partition("\n")[0] or address or "?")[:200]


def _language(text: str) -> str:
    """English where the words are; Danish otherwise. Only common words are looked at."""
    words = set(re.findall(r"[a-zæøå]+", text.lower()))
    english = len(words & {"the", "and", "we", "our", "you", "with", "would", "please", "are", "have", "looking"})
    danish = len(words & {"og", "vi", "det", "en", "til", "har", "ikke", "jeg", "med", "er", "for", "hilsen"})
    return Tongue.ENGLISH if english > danish else Tongue.DANISH


# -- what is left out -------------------------------------------------------------------------------------------------


def _left_out(entrance: Entrance, mail: Received, now: datetime) -> str:
    """Why the mail is not taken in, such as "loop"; empty where it is."""
    checks: Sequence[tuple[str, Callable[[], bool]]] = (
        ("ours", lambda: _is_ours(entrance, mail)),
        (mail.automatic, lambda: bool(mail.automatic)),
        ("loop", lambda: _goes_in_circles(entrance, mail, now)),
    )
    return next((reason for reason, holds in checks if holds()), "")


def _is_ours(entrance: Entrance, mail: Received) -> bool:
    """What we have sent ourselves has come back to us."""
    ours = {entrance.mail_address.lower(), sender_of(settings.DEFAULT_FROM_EMAIL)[1].lower()}
    return mail.from_email in ours or CompanyMail.objects.filter(message_id=mail.message_id).exists()


def _goes_in_circles(entrance: Entrance, mail: Received, now: datetime) -> bool:
    """Whether one sender has written so often lately, always with the same subject, that two machines write."""
    lately = ReceivedMail.objects.filter(entrance=entrance, from_email=mail.from_email, at__gt=now - _HOUR)
    wanted = _bare(masked(mail.subject))
    return sum(_bare(one) == wanted for one in lately.values_list("subject", flat=True)[:200]) >= MOST_ALIKE


def _bare(subject: str) -> str:
    """The subject without what machines put before it or count up in it."""
    return re.sub(
        r"(?i)^(?:\s*(?:re|sv|vs|fw|fwd|aw|auto|automatic reply|autosvar)\s*:)+|\[V-\w+\]|\d+|\W+", "", subject
    ).lower()
