"""What somebody is called and signs in with, and whether they may."""

from django.db import transaction
from django.db.models import Q

from samklang.access import rules
from samklang.access.clock import today
from samklang.access.commands.person import clean_email
from samklang.access.commands.sign_in import end_sessions
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.access.rules.account import change_key
from samklang.ledger.commands import record


@transaction.atomic
def change_account(*, by: Person | None, person: Person, place: Place, name: str, email: str) -> Person:
    """Another name or address, as the directory at the place has them.

    raises: NotAllowed; IntegrityError where the address is taken, which callers ask for first.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(rules.keep_account(by, place))
    wanted = {"name": name.strip(), "email": clean_email(email)}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if "email" in changed:
        held = person.grants.filter(Q(last_day__isnull=True) | Q(last_day__gte=today()))
        require(change_key(by, person, held))
    if changed:
        for field in changed:
            setattr(person, field, wanted[field])
        person.save(update_fields=changed)
        record("account-changed", by=by, subject=person, about=person, place=place, details={"fields": changed})
    return person


@transaction.atomic
def close_account(*, by: Person | None, person: Person, place: Place) -> Person:
    """The person can no longer sign in, and is signed out everywhere. Nothing else about them changes."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(rules.keep_account(by, place))
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        ended = end_sessions(by=by, person=person)
        record("account-closed", by=by, subject=person, about=person, place=place, details={"sessions": ended})
    return person


@transaction.atomic
def open_account(*, by: Person | None, person: Person, place: Place) -> Person:
    """The person can sign in again, with what they signed in with before."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(rules.keep_account(by, place))
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("account-opened", by=by, subject=person, about=person, place=place)
    return person
