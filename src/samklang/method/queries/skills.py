"""Where one member of staff stands: what each kind of judgement says of each indicator, beside the role's demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal
from samklang.method.enums import Basis, Scale
from samklang.method.models import AssessedLevel, Assessment, Competence, Edition, Indicator, Profile
from samklang.method.queries.assessments import (
    assessments_seen,
    demands_of,
    editions_to_judge,
    latest_levels,
    profile_key_of,
    profile_of,
    said_in,
)
from samklang.method.queries.editions import holding_editions, indicators_of
from samklang.people.models import Employee


@dataclass(frozen=True)
class SkillLine:
    """One indicator of one member of staff. The gap is judged on what others have seen, never on one's own level."""

    indicator: Indicator
    demand: int | None
    own: AssessedLevel | None
    manager: AssessedLevel | None
    observed: AssessedLevel | None

    @property
    def by_others(self) -> AssessedLevel | None:
        """What counts: what a licensed rater has observed, else what the manager says; the newest of each."""
        return self.observed or self.manager

    @property
    def gap(self) -> int | None:
        """How many levels are lacking; 0 where the demand is reached, None where it cannot be said."""
        if self.demand is None or self.by_others is None:
            return None
        return max(0, self.demand - self.by_others.level)

    @property
    def differs(self) -> bool:
        """Whether the person and others see it differently."""
        return self.own is not None and self.by_others is not None and self.own.level != self.by_others.level

    @property
    def told(self) -> list[AssessedLevel]:
        """What has been said, one's own first."""
        return [one for one in (self.own, self.manager, self.observed) if one is not None]


@dataclass(frozen=True)
class CompetenceSkills:
    """The lines of one competence."""

    competence: Competence
    lines: Sequence[SkillLine]


@dataclass(frozen=True)
class FrameworkSkills:
    """The skills of one framework, by the edition that holds on the day."""

    edition: Edition
    profile: Profile | None
    competences: Sequence[CompetenceSkills]

    @property
    def lines(self) -> list[SkillLine]:
        """Every line, in the order of the edition."""
        return [line for one in self.competences for line in one.lines]

    @property
    def has_judgements(self) -> bool:
        """Whether anything has been said at all."""
        return any(line.told for line in self.lines)

    @property
    def judged_by_others(self) -> bool:
        """Whether anybody but the person has judged anything."""
        return any(line.by_others for line in self.lines)

    @property
    def older(self) -> list[Edition]:
        """The other editions by whose words something here was judged, the newest first."""
        found = {told.assessment.edition for line in self.lines for told in line.told}
        return sorted(found - {self.edition}, key=lambda one: -one.number)

    @property
    def gaps(self) -> list[SkillLine]:
        """Where something is lacking, in the order of the edition."""
        return [line for line in self.lines if line.gap]

    @property
    def differences(self) -> list[SkillLine]:
        """Where the person and others see it differently, in the order of the edition."""
        return [line for line in self.lines if line.differs]


def skills_of(employee: Employee, day: date, assessments: Sequence[Assessment]) -> list[FrameworkSkills]:
    """Each framework that demands something of the employee's role or in which they have been judged.

    assessments: those that may be shown to whoever looks, newest first. What was judged by the words of an older
    edition is found by the indicator's key.
    """
    key = profile_key_of(employee, day)
    found = []
    for edition in holding_editions(employee.jobcentre, day):
        profile = profile_of(edition, key)
        demands = demands_of(profile)
        said = {basis: latest_levels(assessments, edition.framework.key, basis) for basis in Basis}
        one = FrameworkSkills(edition, profile, _competences(edition, demands, said))
        if demands or one.has_judgements:
            found.append(one)
    return found


def _competences(
    edition: Edition, demands: Mapping[str, int], said: Mapping[Basis, Mapping[str, AssessedLevel]]
) -> list[CompetenceSkills]:
    lines: dict[int, tuple[Competence, list[SkillLine]]] = {}
    for one in indicators_of(edition):
        told = [said[basis].get(one.key) for basis in (Basis.SELF, Basis.MANAGER, Basis.OBSERVED)]
        if one.scale != Scale.LEVEL or (one.key not in demands and not any(told)):
            continue
        line = SkillLine(one, demands.get(one.key), *told)
        lines.setdefault(one.competence_id, (one.competence, []))[1].append(line)
    ordered = sorted(lines.values(), key=lambda found: (found[0].position, found[0].pk))
    return [CompetenceSkills(competence, own) for competence, own in ordered]


def refusal_to_judge(employee: Employee, today: date) -> Refusal | None:
    """What stands in the way of judging the employee's skills today: no notice of it is in force."""
    return refusal_to_measure(employee.jobcentre, Purpose.SKILLS, today)


@dataclass(frozen=True)
class Judging:
    """How far the person's own judgement of the employee by one edition has come."""

    edition: Edition
    being_written: Assessment | None
    written: int
    asked: int
    shared: Assessment | None


def judgings_of(by: Person, employee: Employee, today: date) -> list[Judging]:
    """What `by` may judge the employee by today, with what they are writing and what they have shared last."""
    basis = Basis.SELF if by.pk == employee.person_id else Basis.MANAGER
    mine = [one for one in assessments_seen(by, employee) if one.basis == basis and one.by_id == by.pk]
    found = []
    for edition in editions_to_judge(employee, today):
        own = [one for one in mine if one.edition.framework_id == edition.framework_id]
        open_ = next((one for one in own if one.shared_at is None and one.edition_id == edition.pk), None)
        shared = next((one for one in own if one.shared_at is not None), None)
        asked = Indicator.objects.filter(edition=edition, scale=Scale.LEVEL).count()
        found.append(Judging(edition, open_, len(said_in(open_)), asked, shared))
    return found
