"""A real mail server to talk with, that keeps what it gets and can be told to refuse."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from tests.config.conftest import a_free_port


class Postbox:
    """What came, in order, and how the server behaves.

    refuses: by recipient, what it answers to RCPT. answers: by recipient, what it answers when the mail is whole.
    slow_s:  how long it thinks about each mail.
    """

    def __init__(self) -> None:
        self.came: list[tuple[str, EmailMessage]] = []
        self.refuses: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.slow_s = 0.0
        self.sessions: set[int] = set()
        self.changed = threading.Condition()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802 - as aiosmtpd has it
        """Take the address or refuse it."""
        self.sessions.add(id(session))
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - as aiosmtpd has it
        """The whole mail, after its full stop."""
        to = envelope.rcpt_tos[0]
        if to in self.answers:
            return self.answers[to]
        if self.slow_s:
            time.sleep(self.slow_s)
        with self.changed:
            self.came.append((to, message_from_bytes(envelope.content, policy=policy.default)))
            self.changed.notify_all()
        return "250 OK"

    def waits_for(self, count: int, seconds: float = 60) -> bool:
        """Whether so many mails came within the time."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.came) >= count, seconds)

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails alone."""
        return [mail for _, mail in self.came]


@contextmanager
def a_mail_server() -> Iterator[tuple[int, Postbox]]:
    """Its port, and what it gets."""
    postbox, port = Postbox(), a_free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, postbox
    finally:
        controller.stop()
