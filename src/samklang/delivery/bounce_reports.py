"""Reads what mail servers write back when a mail does not arrive. Pure.

source: RFC 3464 (delivery status notifications), RFC 3462 (multipart/report), RFC 3463 (codes of status).
"""

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from pathlib import Path


@dataclass(frozen=True)
class Report:
    """A mail of ours did not arrive.

    message_id: which. status: such as "5.1.1", for good where it begins with 5. said: the server's words.
    written_at: when the report was written; None where it does not say.
    """

    message_id: str
    status: str
    said: str
    written_at: datetime | None

    @property
    def for_good(self) -> bool:
        """Whether the address itself is at fault, so that the next mail would not arrive either."""
        return self.status.startswith("5")


def messages_in(path: Path) -> Iterator[bytes]:
    """The mails in a Maildir, in an mbox file, or the one that a file is. Raises OSError."""
    if path.is_dir():
        box = mailbox.Maildir(path, create=False)
        yield from (box.get_bytes(key) for key in sorted(box.keys()))
        return
    content = path.read_bytes()
    yield from messages_of(content, path)


def messages_of(content: bytes, path: Path | None = None) -> Iterator[bytes]:
    """The mails in what a file holds: one, or those of an mbox."""
    if content.startswith(b"From ") and path is not None:
        yield from (one.as_bytes() for one in mailbox.mbox(path, create=False))
        return
    # A mail that a mail server pipes to a program begins with the line of an mbox too.
    yield content.split(b"\n", 1)[1] if content.startswith(b"From ") and b"\n" in content else content


def read(content: bytes) -> Report | None:
    """What a mail reports, or None where it is no report that a mail failed for good or for too long.

    Never raises: what is made so that it cannot be read is no report of a mail server.
    """
    try:
        return _read(content)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return None


def _read(content: bytes) -> Report | None:
    mail = message_from_bytes(content, policy=policy.default)
    if not isinstance(mail, EmailMessage) or mail.get_content_type() != "multipart/report":
        return None
    status, said, failed = "", "", False
    message_id = ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for fields in _groups(part):
                if _field(fields, "Action").lower() == "failed":
                    failed = True
                    status = _field(fields, "Status") or status
                    said = _field(fields, "Diagnostic-Code") or said
        elif kind == "message/rfc822":
            message_id = message_id or _id_of(_first(part))
        elif kind == "text/rfc822-headers":
            message_id = message_id or _id_of(message_from_bytes(_octets(part), policy=policy.compat32))
    if not failed or not message_id:
        return None
    return Report(message_id, status, " ".join(said.split())[:300], _written_at(mail))


def _groups(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _first(part: Message) -> Message | None:
    groups = _groups(part)
    return groups[0] if groups else None


def _octets(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _field(fields: Message, name: str) -> str:
    return str(fields.get(name) or "").strip()


def _id_of(original: Message | None) -> str:
    return "" if original is None else "".join(str(original.get("Message-ID") or "").split())


def _written_at(mail: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(mail.get("Date") or ""))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
