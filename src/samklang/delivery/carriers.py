"""How a mail is handed to a mail server so that one knows what became of it, whatever breaks.

SMTP takes a mail when the line with a single full stop has come, and not before. So the whole mail is handed over, then
`handed` is called and writes that down, and only then comes the full stop. What breaks before it was not taken; what
breaks after it may have been.
"""

import re
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from types import TracebackType
from typing import Protocol, Self

from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from samklang.delivery.letter_mail import octets

_SERVICE_CLOSES = 421
_TOO_LARGE = 552
_GO_ON = 354
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


class Trouble(Exception):
    """The mail was not taken. Its text is what the server said."""


class Refused(Trouble):
    """And will not be, however often one tries."""


class AddressRefused(Refused):
    """Since there is no such address."""


class Later(Trouble):
    """For now."""


class Unreachable(Trouble):
    """The server is not there, or does not want to talk with us: no mail's fault."""


class Doubtful(Trouble):
    """The line broke after the full stop: perhaps it was taken."""


class Taken(Exception):
    """Somebody else sends this mail; ours was broken off before the full stop."""


Handed = Callable[[], bool]
"""Writes down that all but the full stop is handed over; False where the mail is no longer ours to send."""


class Carrier(Protocol):
    """Carries one mail after the other, over one line where it can."""

    def hand(self, mail: EmailMessage, sender: str, to: str, handed: Handed) -> None:
        """Hand one mail over. Raises Trouble, or Taken; without either it was taken."""

    def close(self) -> None:
        """The line is not needed any more, or is to be opened anew."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None: ...


class _Closing:
    def close(self) -> None:
        """Nothing to close."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def carrier() -> Carrier:
    """The one that the settings ask for."""
    backend = django_mail.get_connection()
    return OverSmtp(backend) if isinstance(backend, EmailBackend) else ThroughDjango(backend)


class ThroughDjango(_Closing):
    """To the log, to a file, or into the memory of a test: whatever Django is set to."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend

    def hand(self, mail: EmailMessage, sender: str, to: str, handed: Handed) -> None:
        """Hand one mail over."""
        if not handed():
            raise Taken
        try:
            self._backend.send_messages([_AsDjango(mail, sender, to)])
        except OSError as fault:
            raise Unreachable(str(fault)) from fault


class _AsDjango(django_mail.EmailMessage):
    """A mail that is made already, as Django's backends take it."""

    def __init__(self, mail: EmailMessage, sender: str, to: str) -> None:
        body = mail.get_body(("plain",))
        super().__init__(str(mail["Subject"]), body.get_content() if body else "", sender, [to])
        self.made = mail

    def message(self, *_: object, **__: object) -> EmailMessage:
        """The mail itself."""
        return self.made


class OverSmtp(_Closing):
    """One conversation with the mail server for many mails, with the sign-in and encryption of the settings."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend
        self._used = False

    def close(self) -> None:
        """Say goodbye, where the server still listens."""
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._backend.connection = None
        self._used = False

    def hand(self, mail: EmailMessage, sender: str, to: str, handed: Handed) -> None:
        """Hand one mail over; where a line that was used before has gone cold, over a new one."""
        content = dotted(octets(mail))
        used = self._used
        try:
            self._begin(len(content), sender, to)
        except Unreachable:
            self.close()
            if not used:
                raise
            self._begin(len(content), sender, to)
        self._used = True
        self._body(content, handed)

    def _server(self) -> smtplib.SMTP:
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable(_words(fault)) from fault
        server = self._backend.connection
        if server is None:
            raise Unreachable("no connection")
        return server

    def _begin(self, size: int, sender: str, to: str) -> None:
        server = self._server()
        try:
            server.ehlo_or_helo_if_needed()
            options = [f"size={size}"] if server.has_extn("size") else []
            code, said = server.mail(sender, options)
            if code not in (250, _TOO_LARGE):
                raise Unreachable(_answer(code, said))  # it is the sender it does not like, and that is us
            _judge(code, said)
            code, said = server.rcpt(to)
            if _is_about_the_address(code, said):
                raise AddressRefused(_answer(code, said))
            _judge(code, said)
            _judge(*server.docmd("DATA"), good=(_GO_ON,))
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable(_words(fault)) from fault
        except (Refused, Later):
            self._start_over(server)
            raise

    def _body(self, content: bytes, handed: Handed) -> None:
        server = self._server()
        try:
            server.send(content)
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Later(_words(fault)) from fault
        if not handed():
            server.close()  # without the full stop, so that it is not taken
            self._backend.connection = None
            raise Taken
        try:
            server.send(b".\r\n")
            code, said = server.getreply()
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Doubtful(_words(fault)) from fault
        if code == _SERVICE_CLOSES:
            self.close()
        _judge(code, said)

    def _start_over(self, server: smtplib.SMTP) -> None:
        try:
            server.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def dotted(content: bytes) -> bytes:
    """With the ends of lines of mail, and two full stops where a line begins with one (RFC 5321, 4.5.2)."""
    lines = _LINE_ENDS.sub(b"\r\n", content)
    doubled = re.sub(rb"(?m)^\.", b"..", lines)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


def _is_about_the_address(code: int, said: bytes) -> bool:
    """By the finer code where there is one (RFC 3463): 5.1 the address, 5.2.1 a mailbox that is closed."""
    finer = re.match(rb"(5\.\d+\.\d+)", said)
    if finer is not None:
        return finer[1].startswith(b"5.1.") or finer[1] == b"5.2.1"
    return code in (550, 551, 553)


def _judge(code: int, said: bytes, good: tuple[int, ...] = (250, 251)) -> None:
    if code in good:
        return
    if code == _SERVICE_CLOSES:
        raise Unreachable(_answer(code, said))
    raise (Refused if code >= 500 else Later)(_answer(code, said))


def _answer(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"[:300]


def _words(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__)[:300]
