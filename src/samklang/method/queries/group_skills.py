"""How many of a group reach what their role demands, as others have judged: counts of groups, and nobody's name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.queries.notices import jobcentres_around
from samklang.method.enums import Basis
from samklang.method.models import AssessedLevel, Assessment, Competence, Edition, Indicator, Profile, RoleProfile
from samklang.method.queries.assessments import demands_of
from samklang.method.queries.editions import indicators_of
from samklang.method.suppression import Count, Shown, shown
from samklang.people.models import Engagement

_BEFORE = {Basis.OBSERVED: 0, Basis.MANAGER: 1}
"""What counts, and what counts first where both are there."""


@dataclass(frozen=True)
class MatrixLine:
    """One indicator: what is demanded, and how many reach it in each group that may be shown."""

    indicator: Indicator
    demand: int
    counts: Sequence[Count | None]
    """Of the teams the person sees, in their order."""
    whole: Count | None
    """Of the jobcentre; None also where the person does not see it."""


@dataclass(frozen=True)
class Matrix:
    """The skills of the people with one role profile, at one jobcentre on one day."""

    jobcentre: Place
    profile: Profile
    teams: Sequence[Place]
    sees_whole: bool
    lines: Sequence[MatrixLine]

    @property
    def competences(self) -> list[tuple[Competence, list[MatrixLine]]]:
        """The lines by competence, in the order of the edition."""
        found: dict[int, tuple[Competence, list[MatrixLine]]] = {}
        for line in self.lines:
            competence = line.indicator.competence
            found.setdefault(competence.pk, (competence, []))[1].append(line)
        return sorted(found.values(), key=lambda one: (one[0].position, one[0].pk))

    @property
    def shows_something(self) -> bool:
        """Whether there is any figure that may be shown."""
        return any(line.whole or any(line.counts) for line in self.lines)


def jobcentres_with_skills(person: Person) -> QuerySet[Place]:
    """The jobcentres of which, or of a team of which, the person sees the skills of groups; by name."""
    return jobcentres_around(person, Right.SEE_SKILLS)


def profiles_in(editions: Iterable[Edition]) -> list[Profile]:
    """The role profiles that demand something, framework by framework."""
    found = Profile.objects.filter(edition__in=list(editions), demands__isnull=False).distinct()
    return list(found.select_related("edition__framework").order_by("edition__framework__key", "position", "pk"))


def usual_profile(jobcentre: Place, profiles: Sequence[Profile], day: date) -> Profile | None:
    """What is shown where nothing else is asked for: the profile of most people, in the framework most judged by."""
    roles = dict(RoleProfile.objects.filter(jobcentre=jobcentre).values_list("role", "profile_key"))
    working = Engagement.objects.filter(employee__jobcentre=jobcentre).on(day).values_list("role", flat=True)
    people = Counter(roles.get(role) for role in working)
    counted = Assessment.objects.filter(edition__framework__jobcentre=jobcentre, basis__in=list(_BEFORE))
    judged = Counter(counted.filter(day__lte=day).values_list("edition__framework", flat=True))
    ranked = [(-people[one.key], -judged[one.edition.framework_id], place) for place, one in enumerate(profiles)]
    return profiles[min(ranked)[2]] if ranked else None


def matrix_of(person: Person, jobcentre: Place, profile: Profile, day: date) -> Matrix:
    """The counts by the judgements made until the day, of those whose role then went with the profile.

    What is kept back is decided over all teams of the jobcentre, whoever looks, so that two who look at different teams
    cannot put together what neither may see.
    """
    teams = list(Place.objects.filter(parent=jobcentre, kind=PlaceKind.TEAM).order_by(danish("name"), "pk"))
    where = _team_of_each(jobcentre, profile, day)
    reached = _levels(profile.edition, where, day)
    seen = person.standing.places(Right.SEE_SKILLS)
    mine = [team for team in teams if team.pk in seen]
    sees_whole = jobcentre.pk in seen
    demands = demands_of(profile)
    lines = []
    for one in indicators_of(profile.edition):
        if one.key not in demands:
            continue
        found = _shown(one.key, demands[one.key], [team.pk for team in teams], where, reached)
        counts = [found.groups.get(team.pk) for team in mine]
        lines.append(MatrixLine(one, demands[one.key], counts, found.whole if sees_whole else None))
    return Matrix(jobcentre, profile, mine, sees_whole, lines)


def _team_of_each(jobcentre: Place, profile: Profile, day: date) -> dict[int, int]:
    """The team of each employee whose role went with the profile on the day."""
    roles = RoleProfile.objects.filter(jobcentre=jobcentre, profile_key=profile.key).values("role")
    found = Engagement.objects.filter(employee__jobcentre=jobcentre, role__in=roles).on(day).order_by("employee_id")
    return dict(found.values_list("employee_id", "team_id"))


def _levels(edition: Edition, employees: Mapping[int, int], day: date) -> dict[tuple[str, int], int]:
    """The level that counts, by indicator and employee: observed before the manager's, and the newest of each."""
    until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    counts = Q(assessment__basis__in=list(_BEFORE), assessment__shared_at__lt=until, assessment__day__lte=day)
    found = AssessedLevel.objects.filter(
        counts, assessment__edition__framework=edition.framework_id, assessment__employee__in=list(employees)
    )
    rows = found.values_list(
        "indicator__key", "assessment__employee", "level", "assessment__basis", "assessment__day", "pk"
    ).order_by("pk")
    best: dict[tuple[str, int], tuple[tuple[int, int, int], int]] = {}
    for key, employee, level, basis, made, pk in rows:
        rank = (_BEFORE[Basis(basis)], -made.toordinal(), -pk)
        if (key, employee) not in best or rank < best[key, employee][0]:
            best[key, employee] = (rank, level)
    return {where: level for where, (_, level) in best.items()}


def _shown(
    key: str, demand: int, teams: Sequence[int], where: Mapping[int, int], reached: Mapping[tuple[str, int], int]
) -> Shown:
    groups = dict.fromkeys(teams, Count(0, 0))
    for employee, team in where.items():
        level = reached.get((key, employee))
        if level is not None:
            so_far = groups.get(team, Count(0, 0))
            groups[team] = Count(so_far.reach + (level >= demand), so_far.judged + 1)
    return shown(groups)
