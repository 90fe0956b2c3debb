"""What is written when people are invited, sign in and out, and change how they do so."""

from functools import partial
from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from samklang.access import letters
from samklang.access.links import password_link
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.access.rules import sign_in as rules
from samklang.ledger.commands import record


@transaction.atomic
def invite(*, by: Person | None, person: Person, place: Place) -> Person:
    """Mail the person a link to choose a password, in their language.

    place: where `by` gives access. raises: NotAllowed.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(rules.invite(by, person, place))
    letter = letters.invitation(person, by, person.municipality, password_link(person))
    record("person-invited", by=by, subject=person, about=person, place=place)
    transaction.on_commit(partial(letter.send, str(person.email), person.language))
    return person


@transaction.atomic
def set_password(*, person: Person, password: str) -> Person:
    """The person's own new password. Their other sessions end, since each holds a mark of the old one."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password-changed", by=person, subject=person, about=person, place=person.municipality)
    return person


@transaction.atomic
def choose_language(*, person: Person, language: str) -> Person:
    """The language of pages and mail."""
    if language != person.language:
        person.language = language
        person.save(update_fields=["language"])
        record("language-chosen", by=person, subject=person, about=person, place=person.municipality)
    return person


def note_sign_in(*, person: Person, way: str, second_step: str) -> None:
    """way: "password", "password_reset", "passkey", "openid_connect", "saml". second_step: "totp", "theirs", "none"."""
    details = {"way": way, "second_step": second_step}
    record("signed-in", by=person, subject=person, about=person, place=person.municipality, details=details)


def note_sign_out(*, person: Person, why: str = "asked") -> None:
    """why: "asked", or "time" where the session had lasted as long as it may."""
    record("signed-out", by=person, subject=person, about=person, place=person.municipality, details={"why": why})


def note_failed_sign_in(*, person: Person, step: str) -> None:
    """Somebody, perhaps not the person, did not get past "password" or the second step."""
    record("sign-in-failed", by=None, subject=person, about=person, place=person.municipality, details={"step": step})


def note_refused_sign_in() -> None:
    """Somebody came from the municipality's sign-in and was not let in; who it was is not known here."""
    record("sign-in-refused", by=None)


def note_second_step(deed: str, *, by: Person, authenticator: Authenticator) -> None:
    """deed: "second-step-added", "second-step-removed" or "second-step-renewed"."""
    details = {"kind": str(authenticator.type)}
    record(deed, by=by, subject=authenticator, about=by, place=by.municipality, details=details)


@transaction.atomic
def end_sessions(*, by: Person | None, person: Person) -> int:
    """Sign the person out everywhere, at once: they left, were erased, or lost a device. Returns how many ended."""
    sessions = list(UserSession.objects.filter(user=person))
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in sessions:
        store.delete(session.session_key)
        session.delete()
    if sessions:
        details = {"count": len(sessions)}
        record("sessions-ended", by=by, subject=person, about=person, place=person.municipality, details=details)
    return len(sessions)


@transaction.atomic
def forget_sign_in(*, by: Person | None, person: Person) -> None:
    """Sign the person out and take away everything they sign in with: they are erased, or have lost it all."""
    end_sessions(by=by, person=person)
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record("sign-in-forgotten", by=by, subject=person, about=person, place=person.municipality)


@transaction.atomic
def renew_sign_in(*, by: Person | None, person: Person, place: Place) -> Person:
    """They have lost phone and codes: what they sign in with is taken away, and they are invited. Raises NotAllowed."""
    require(rules.renew_sign_in(by, person, place))
    forget_sign_in(by=by, person=person)
    return invite(by=by, person=person, place=place)
