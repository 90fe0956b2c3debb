"""Frameworks side by side, and an edition laid out as its page shows it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Model, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import jobcentres_for
from samklang.method.models import Competence, Concept, Edition, Framework, Indicator, Phase, Profile
from samklang.method.queries.editions import editions_for, frameworks_for, indicators_of, profiles_of


class Listed(NamedTuple):
    """One framework, the edition that holds, what it holds, and the draft where the person writes it."""

    framework: Framework
    edition: Edition | None
    indicators: int
    concepts: int
    draft: Edition | None


def listed_frameworks(person: Person, on: date) -> list[Listed]:
    """Every framework the person reads, as it holds on the day, by jobcentre."""
    frameworks = list(frameworks_for(person))
    editions = list(editions_for(person).filter(framework__in=frameworks))
    holding = newest_by_framework(editions, on)
    drafts = {one.framework_id: one for one in editions if one.is_draft}
    indicators, concepts = (_counted(model, holding.values()) for model in (Indicator, Concept))
    found = []
    for framework in frameworks:
        edition = holding.get(framework.pk)
        number = edition.pk if edition else 0
        counts = indicators.get(number, 0), concepts.get(number, 0)
        found.append(Listed(framework, edition, *counts, drafts.get(framework.pk)))
    return found


def newest_by_framework(editions: Iterable[Edition], on: date) -> dict[int, Edition]:
    """The edition of each framework that holds on the day, as `holding_edition` finds it for one."""
    found: dict[int, Edition] = {}
    published = [one for one in editions if one.first_day is not None and one.first_day <= on]
    for one in sorted(published, key=lambda one: (str(one.first_day), one.number)):
        found[one.framework_id] = one
    return found


def _counted(model: type[Model], editions: Iterable[Edition]) -> dict[int, int]:
    rows: QuerySet[Model] = model._default_manager.filter(edition__in=[one.pk for one in editions])
    return dict(rows.order_by().values_list("edition").annotate(Count("pk")))


def jobcentres_without(person: Person) -> list[Place]:
    """The jobcentres where the person writes the method and no framework has been taken in."""
    taken = Framework.objects.values("jobcentre")
    return list(jobcentres_for(person, Right.EDIT_METHOD).exclude(pk__in=taken))


class PhaseRow(NamedTuple):
    """A phase, or None where indicators stand without one; its indicators, and the same by competence."""

    phase: Phase | None
    indicators: Sequence[Indicator]
    by_competence: Sequence[tuple[Competence, Sequence[Indicator]]]


class DemandRow(NamedTuple):
    """An indicator and the level that each profile demands; None where it does not."""

    indicator: Indicator
    levels: Sequence[tuple[Profile, int | None]]


class Laid(NamedTuple):
    """An edition as its page shows it."""

    competences: Sequence[Competence]
    phases: Sequence[PhaseRow]
    profiles: Sequence[Profile]
    demands: Sequence[DemandRow]
    concepts: int


def laid_out(edition: Edition) -> Laid:
    """Phases by competences, every indicator in its phase, and what each profile demands."""
    indicators = list(indicators_of(edition))
    competences = list(edition.competences.order_by("position", "pk"))
    phases: list[Phase | None] = [*edition.phases.order_by("position", "pk"), None]
    profiles = list(profiles_of(edition))
    demanded = [(profile, {one.indicator_id: one.level for one in profile.demands.all()}) for profile in profiles]
    rows = [_phase_row(phase, indicators, competences) for phase in phases]
    demands = [DemandRow(one, [(profile, levels.get(one.pk)) for profile, levels in demanded]) for one in indicators]
    return Laid(
        competences,
        [row for row in rows if row.phase is not None or row.indicators],
        profiles,
        [row for row in demands if any(level is not None for _profile, level in row.levels)],
        edition.concepts.count(),
    )


def _phase_row(phase: Phase | None, indicators: Iterable[Indicator], competences: Iterable[Competence]) -> PhaseRow:
    within = [one for one in indicators if one.phase_id == (phase.pk if phase else None)]
    cells = [(each, [one for one in within if one.competence_id == each.pk]) for each in competences]
    return PhaseRow(phase, within, cells)
