"""The tables whose mail the worker sends: that to staff, and those that other areas join with `send_also`."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Generic, NamedTuple, TypeVar

from django.db.models import QuerySet

from samklang.delivery.enums import MailState
from samklang.delivery.models import Posted

Post = TypeVar("Post", bound=Posted)


class NotNow(NamedTuple):
    """Why a mail that was due is not sent. until: when it is looked at again; None where it is settled in `state`."""

    state: MailState = MailState.WAITING
    until: datetime | None = None


class Outbox(ABC, Generic[Post]):
    """One table of mail, and what is special about it. How it is sent once is the same for all: docs/adr/0020."""

    model: type[Post]

    @abstractmethod
    def due(self, now: datetime, silent_since: datetime) -> QuerySet[Post]:
        """What is to be sent now, what cannot wait first; with mail that was begun before `silent_since`."""

    def rows(self) -> QuerySet[Post]:
        """The table, with what is needed to write a mail out."""
        return self.model._default_manager.all()

    def hindrance(self, mail: Post, now: datetime) -> NotNow | None:
        """Why it is not sent after all; None where it is."""
        del mail, now
        return None

    @abstractmethod
    def message(self, mail: Post, at: datetime) -> EmailMessage:
        """The mail itself. Raises Unwritable where nobody can be written to at the address."""

    def address_is_dead(self, mail: Post, said: str, now: datetime) -> None:
        """The mail server says that there is no such address; called within the transaction that marks the mail."""
        del mail, said, now


_outboxes: list[Outbox[Posted]] = []


def send_also(outbox: Outbox[Post]) -> None:
    """From now on the worker sends this mail too. Called once, when an area is set up."""
    if all(type(one) is not type(outbox) for one in _outboxes):
        _outboxes.append(outbox)  # type: ignore[arg-type]  # it is only ever given mail of its own table


def outboxes() -> Sequence[Outbox[Posted]]:
    """All of them."""
    return tuple(_outboxes)
