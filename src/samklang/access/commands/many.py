"""People and the role of staff for many at once: what a file of staff brings, one entry in the ledger for each.

The same as `add_person`, `change_account`, `give_role` and `end_role` do for one, done by the house itself (`by` is
only whom the ledger names): whoever calls has asked whether the file may be imported.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from secrets import token_hex

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from samklang.access.commands.person import clean_email
from samklang.access.enums import Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.ledger.many import Deed, record_many

_AT_A_TIME = 500


@transaction.atomic
def add_people(*, by: Person | None, municipality: Place, people: Iterable[tuple[str, str]]) -> list[Person]:
    """Everybody new, without a role and without a password, in their order. people: name and address of each."""
    now = timezone.now()
    made = [
        Person(
            municipality=municipality,
            name=name,
            email=clean_email(email),
            created_at=now,
            password=UNUSABLE_PASSWORD_PREFIX + token_hex(20),
        )
        for name, email in people
    ]
    Person.objects.bulk_create(made, batch_size=_AT_A_TIME)
    record_many((Deed("person-added", Person, one.pk, one.pk, municipality.pk) for one in made), by=by)
    return made


@transaction.atomic
def change_people(*, by: Person | None, place: Place, changes: Mapping[int, Mapping[str, str]]) -> None:
    """Other names and addresses. changes: for each person's number, "name" or "email" or both.

    raises: IntegrityError where an address is somebody else's, which callers ask for first.
    """
    people = list(Person.objects.select_for_update().filter(pk__in=changes).order_by("pk"))
    moving = [pk for pk, change in changes.items() if "email" in change]
    Person.objects.filter(pk__in=moving).update(email=None)  # two may have changed addresses with each other
    for person in people:
        change = changes[person.pk]
        person.name = change.get("name", person.name)
        person.email = clean_email(change["email"]) if "email" in change else person.email
    Person.objects.bulk_update(people, ["name", "email"], batch_size=_AT_A_TIME)
    deeds = (
        Deed("account-changed", Person, one.pk, one.pk, place.pk, {"fields": sorted(changes[one.pk])}) for one in people
    )
    record_many(deeds, by=by)


@transaction.atomic
def give_staff_roles(*, wanted: Sequence[tuple[int, int, date, date | None]]) -> list[RoleGrant]:
    """The role of staff, by the house. wanted: person, team, first and last day of each."""
    now = timezone.now()
    made = [
        RoleGrant(
            person_id=person, role=Role.STAFF, place_id=team, first_day=first_day, last_day=last_day, given_at=now
        )
        for person, team, first_day, last_day in wanted
    ]
    RoleGrant.objects.bulk_create(made, batch_size=_AT_A_TIME)
    _record("role-given", made)
    return made


@transaction.atomic
def end_roles(*, grants: Sequence[tuple[RoleGrant, date]]) -> None:
    """Each role ends with its day; one that had not begun is taken away."""
    _record("role-ended", [grant for grant, _ in grants])
    RoleGrant.objects.filter(pk__in=[grant.pk for grant, day in grants if day < grant.first_day]).delete()
    lasting = [(grant, day) for grant, day in grants if day >= grant.first_day]
    for grant, day in lasting:
        grant.last_day = day
    RoleGrant.objects.bulk_update([grant for grant, _ in lasting], ["last_day"], batch_size=_AT_A_TIME)


@transaction.atomic
def put_roles_back(*, taken: Sequence[int], before: Sequence[Mapping[str, object]]) -> None:
    """Roles as they were: those given are taken away, those ended hold as before.

    taken: numbers of grants to delete. before: fields of grants to restore, "id" among them.
    """
    given = list(RoleGrant.objects.filter(pk__in=taken))
    _record("role-ended", given)
    RoleGrant.objects.filter(pk__in=taken).delete()
    restored = [RoleGrant(**dict(fields)) for fields in before]
    RoleGrant.objects.filter(pk__in=[one.pk for one in restored]).delete()
    RoleGrant.objects.bulk_create(restored, batch_size=_AT_A_TIME)
    _record("role-reopened", restored)


def _record(deed: str, grants: Iterable[RoleGrant]) -> None:
    record_many(
        (Deed(deed, RoleGrant, one.pk, one.person_id, one.place_id, {"role": str(one.role)}) for one in grants), by=None
    )
