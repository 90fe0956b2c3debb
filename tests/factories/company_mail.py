"""Mails as companies send them, octet for octet."""

from email.message import EmailMessage
from typing import Any

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
"""As much of a PDF as is needed to know it by."""


def a_message(text: str, **headers: Any) -> EmailMessage:
    """From Pia Lund at the machine works. headers: by name, with _ for -; None leaves one out."""
    given = {
        "from": "Pia Lund <pia@maskin.example>", "to": "virksomhed@egtved.example", "subject": "Vi mangler to smede",
        "message_id": "<en@maskin.example>", "date": "Mon, 07 Sep 2026 10:00:00 +0200", **headers,
    }  # fmt: skip
    mail = EmailMessage()
    for name, value in given.items():
        if value is not None:
            mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def a_mail(text: str = "Vi mangler to smede fra 1. oktober.\n\nVenlig hilsen\nPia Lund", **headers: Any) -> bytes:
    """As it lies in a mailbox."""
    return a_message(text, **headers).as_bytes()


def a_mail_with(*files: tuple[str, bytes], text: str = "Se vedhæftet.", **headers: Any) -> bytes:
    """With files: name and what they hold."""
    mail = a_message(text, **headers)
    for name, content in files:
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def a_report(message_id: str, *, status: str = "5.1.1") -> bytes:
    """What a mail server writes when a mail did not arrive (RFC 3464)."""
    return (
        f"""From: MAILER-DAEMON@mx.example
To: samklang@egtved.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-{status}-{len(message_id)}@mx.example>
Date: Tue, 08 Sep 2026 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grænse"

--grænse
Content-Type: text/plain

It did not arrive.

--grænse
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; pia@maskin.example
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} No such user

--grænse
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: x

--grænse--
""".replace("grænse", "edge")
        .replace("\n", "\r\n")
        .encode()
    )
