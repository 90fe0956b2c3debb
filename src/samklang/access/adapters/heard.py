"""What allauth tells by signal only: a second step was added, removed, renewed, or did not work."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator

from samklang.access.commands import sign_in as commands
from samklang.access.models import Person


def listen() -> None:
    """Write it in the ledger from now on."""
    signals.authenticator_added.connect(_added, dispatch_uid="samklang-added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="samklang-removed")
    signals.authenticator_reset.connect(_renewed, dispatch_uid="samklang-renewed")
    signals.authentication_failed.connect(_failed, dispatch_uid="samklang-failed")


def _added(user: Person, authenticator: Authenticator, **_: Any) -> None:
    commands.note_second_step("second-step-added", by=user, authenticator=authenticator)


def _removed(user: Person, authenticator: Authenticator, **_: Any) -> None:
    commands.note_second_step("second-step-removed", by=user, authenticator=authenticator)


def _renewed(user: Person, authenticator: Authenticator, **_: Any) -> None:
    commands.note_second_step("second-step-renewed", by=user, authenticator=authenticator)


def _failed(user: Person | None, **_: Any) -> None:
    if user is not None:
        commands.note_failed_sign_in(person=user, step="second-step")
