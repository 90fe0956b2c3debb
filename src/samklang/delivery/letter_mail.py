"""A letter as a mail: plain text, and with it what the calendar is asked to do. Pure.

A calendar entry lies in the mail twice, as CalConnect's guide has it: as an alternative to the text, where Outlook and
Google look for it, and as a file, for programs that only see attachments. Both are the same octets.
"""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from samklang.delivery.enums import Method
from samklang.delivery.letters import Text

_SAFE = policy.SMTP.clone(cte_type="7bit")
"""Nothing but plain letters on the way: no server between has to know more."""
FILE_NAME = "invite.ics"


class Unwritable(Exception):
    """To this address no mail can be made."""


@dataclass(frozen=True)
class Envelope:
    """What stands on a mail beside what it says. to, sender, reply_to: name and address.

    references: the Message-IDs of the conversation so far, the one that is answered last.
    automatic:  no person wrote it.
    """

    to: tuple[str, str]
    sender: tuple[str, str]
    message_id: str
    at: datetime
    language: str
    reply_to: tuple[str, str] | None = None
    references: tuple[str, ...] = ()
    automatic: bool = True


def sender_of(text: str) -> tuple[str, str]:
    """Name and address in “Samklang <samklang@example.dk>”."""
    return parseaddr(text)


def as_mail(
    text: Text, envelope: Envelope, calendar: bytes | None = None, method: Method = Method.NONE
) -> EmailMessage:
    """The whole mail. Raises Unwritable where the address is none that mail can be sent to."""
    mail = EmailMessage(policy=_SAFE)
    mail["Subject"] = text.subject
    mail["From"] = _address(*envelope.sender)
    mail["To"] = _address(*envelope.to)
    mail["Date"] = format_datetime(envelope.at)
    mail["Message-ID"] = envelope.message_id
    if envelope.reply_to is not None:
        mail["Reply-To"] = _address(*envelope.reply_to)
    if envelope.references:
        mail["In-Reply-To"] = envelope.references[-1]
        mail["References"] = " ".join(envelope.references)
    if envelope.automatic:  # no machine answers “I am on leave” to it
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(text.body + "\n", charset="utf-8")
    if calendar is not None:
        mail.add_alternative(
            calendar.decode(), subtype="calendar", charset="utf-8", cte="base64", params={"method": method.value}
        )
        mail.add_attachment(calendar, maintype="application", subtype="ics", filename=FILE_NAME)
    mail["Content-Language"] = envelope.language  # last, for what is said of the content moves into the first part
    return mail


def octets(mail: EmailMessage) -> bytes:
    """As it goes over the line, with the ends of lines that mail has."""
    return mail.as_bytes(policy=_SAFE)


def _address(name: str, address: str) -> Address:
    try:
        local, _, domain = address.rpartition("@")
        domain = domain.encode("idna").decode()
        local.encode("ascii")
        return Address(" ".join(name.split()), addr_spec=f"{local}@{domain}")
    except (ValueError, UnicodeError) as fault:  # such as letters before the @ that plain mail has not got
        raise Unwritable(address) from fault
