"""Finding who signs in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place


def municipality_named(name: str) -> Place | None:
    """The municipality; the only one where no name is given; None where it is not clear which."""
    found = Place.objects.filter(kind=PlaceKind.MUNICIPALITY)
    municipalities = list((found.filter(name=name) if name else found).order_by("pk")[:2])
    return municipalities[0] if len(municipalities) == 1 else None


def person_with_address(email: str, municipality: Place | None) -> Person | None:
    """The person of the municipality who signs in with the address."""
    return Person.objects.filter(email=email.lower(), municipality=municipality).first() if municipality else None


def people_let_in_by(person: Person) -> QuerySet[Person]:
    """Those whom the person may invite: with a role where they keep the register or give roles, or below."""
    places = person.standing.places(Right.EDIT_STAFF) | person.standing.places(Right.GIVE_ROLES)
    return Person.objects.filter(Q(grants__place__in=places) | Q(municipality__in=places)).distinct().order_by("pk")


def place_of(person: Person, by: Person) -> Place:
    """Where `by` lets the person in: a place of the person's roles where `by` gives access, else the municipality."""
    places = by.standing.places(Right.GIVE_ROLES) or by.standing.places(Right.EDIT_STAFF)
    grant = person.grants.filter(place__in=places).select_related("place").order_by("pk").first()
    return grant.place if grant else person.municipality


def has_second_step(person: Person) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())


def second_steps(person: Person) -> list[Authenticator]:
    """What the person has set up, oldest first."""
    return list(Authenticator.objects.filter(user=person).order_by("created_at", "pk"))


def session_count(person: Person) -> int:
    """In how many places the person is signed in."""
    return len(UserSession.objects.purge_and_list(person))
