"""Somebody new."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from samklang.access.models import Person, Place
from samklang.ledger.commands import record


@transaction.atomic
def add_person(*, by: Person | None, municipality: Place, name: str, email: str = "", language: str = "da") -> Person:
    """Somebody new, without a role and without a password. email: empty where they will not sign in."""
    person = Person(municipality=municipality, name=name.strip(), email=clean_email(email), language=language)
    person.set_unusable_password()
    person.save()
    record("person-added", by=by, subject=person, about=person, place=municipality)
    return person


@transaction.atomic
def give_one_password(*, municipality: Place, password: str) -> int:
    """The same password to everybody of a constructed municipality who has an address; how many they are.

    Hashed once, since hashing is slow on purpose. For the demo alone: it is the house that does it, for nobody real.
    """
    people = Person.objects.filter(municipality=municipality, email__isnull=False)
    count = people.update(password=make_password(password))
    record("passwords-given", by=None, place=municipality, details={"people": count})
    return count


def clean_email(email: str) -> str | None:
    """The address as it is kept: small letters, None where there is none."""
    return email.strip().lower() or None
