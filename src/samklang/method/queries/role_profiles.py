"""The roles of the staff register, and the profile that goes with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish, jobcentres_for
from samklang.method.models import Profile, RoleProfile
from samklang.method.queries.editions import holding_editions
from samklang.people.models import Engagement

_WORDS = {
    "job-consultant": ("jobkonsulent", "job consultant", "jobformidler"),
    "business-service-consultant": (
        "virksomhedskonsulent", "erhvervskonsulent", "virksomhedsservice", "business", "employer",
    ),
    "team-leader": ("teamleder", "team leader", "faglig leder", "afdelingsleder", "teamkoordinator"),
    "counsellor": (
        "rådgiver", "sagsbehandler", "beskæftigelseskonsulent", "counsellor", "caseworker", "jobvejleder",
    ),
}  # fmt: skip
"""What a role is called in the register, for Samklang's own profiles; the first that fits is the guess."""


@dataclass(frozen=True)
class RoleAt:
    """A role as the register writes it. people: how many work so on the day.

    chosen: the key of its profile, empty where it was said that none goes with it, None where nobody has chosen.
    """

    role: str
    people: int
    chosen: str | None
    guess: str


def jobcentres_to_choose_for(person: Person) -> QuerySet[Place]:
    """Where the person chooses the profiles of roles; by name."""
    return jobcentres_for(person, Right.EDIT_METHOD).order_by(danish("name"), "pk")


def profiles_to_choose(jobcentre: Place, day: date) -> list[Profile]:
    """The profiles of the editions that hold on the day, each key once, in the order of the frameworks."""
    found = Profile.objects.filter(edition__in=holding_editions(jobcentre, day))
    ordered = found.select_related("edition__framework").order_by("edition__framework__key", "position", "pk")
    by_key: dict[str, Profile] = {}
    for one in ordered:
        by_key.setdefault(one.key, one)
    return list(by_key.values())


def roles_at(jobcentre: Place, day: date) -> list[RoleAt]:
    """The roles in which people work on the day, by name; those without a role are left out."""
    chosen = dict(RoleProfile.objects.filter(jobcentre=jobcentre).values_list("role", "profile_key"))
    keys = [one.key for one in profiles_to_choose(jobcentre, day)]
    found = Engagement.objects.filter(employee__jobcentre=jobcentre).on(day).exclude(role="")
    rows = found.values("role").annotate(people=Count("employee", distinct=True)).order_by(danish("role"), "role")
    return [RoleAt(row["role"], row["people"], chosen.get(row["role"]), guess_from(row["role"], keys)) for row in rows]


def guess_from(role: str, keys: Iterable[str]) -> str:
    """The key that the role's name suggests, among those there are; empty where it suggests none."""
    name, there = role.casefold(), set(keys)
    return next((key for key, words in _WORDS.items() if key in there and any(one in name for one in words)), "")
