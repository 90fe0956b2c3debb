"""Which profile goes with which role of the staff register."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method.models import RoleProfile
from samklang.method.queries.role_profiles import profiles_to_choose, roles_at
from samklang.method.rules import assessment as rules


@transaction.atomic
def choose_profiles(*, by: Person | None, jobcentre: Place, chosen: Mapping[str, str], today: date) -> int:
    """The profile of each role; an empty key says that none goes with it. How many differ from before.

    chosen: the key of a profile by the role as the register writes it; other roles stay as they are.
    raises: NotAllowed, also for a profile that no edition holds today.
    """
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    require(rules.choose_profiles(by, jobcentre))
    require(rules.profiles_are_there(chosen.values(), [one.key for one in profiles_to_choose(jobcentre, today)]))
    before = dict(RoleProfile.objects.filter(jobcentre=jobcentre).values_list("role", "profile_key"))
    changed = {role: key for role, key in chosen.items() if before.get(role) != key}
    for role, key in changed.items():
        RoleProfile.objects.update_or_create(jobcentre=jobcentre, role=role, defaults={"profile_key": key})
    if changed:
        record("role-profiles-chosen", by=by, subject=jobcentre, place=jobcentre, details={"roles": len(changed)})
    return len(changed)


def guess_profiles(*, by: Person | None, jobcentre: Place, today: date) -> int:
    """A profile for each role nobody has chosen one for, where its name says which. How many. Raises NotAllowed."""
    guessed = {one.role: one.guess for one in roles_at(jobcentre, today) if one.chosen is None and one.guess}
    return choose_profiles(by=by, jobcentre=jobcentre, chosen=guessed, today=today)
