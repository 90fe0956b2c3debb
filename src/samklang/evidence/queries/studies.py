"""Studies as somebody sees them, their units, and who can be in one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish, jobcentres_for
from samklang.access.queries.notices import jobcentres_around
from samklang.evidence.enums import StudyState, UnitKind
from samklang.evidence.models import Study, StudyAnswer, StudyFile, StudyUnit
from samklang.evidence.study_periods import period_at
from samklang.people.models import Engagement
from samklang.people.queries.search import holding
from samklang.people.queries.teams import open_on
from samklang.planning.models import Programme
from samklang.planning.queries.programmes import latest_version, programmes_for


def studies_for(person: Person) -> QuerySet[Study]:
    """Those of the jobcentres where the person sees evidence, the newest first."""
    found = Study.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_EVIDENCE))
    found = found.select_related("jobcentre__parent", "programme", "created_by", "frozen_by")
    return found.order_by("-created_at", "-pk")


def studies_found(person: Person, text: str, state: str) -> QuerySet[Study]:
    """The same, of which title, question or outcome hold the words. state: one of `StudyState`, else every state."""
    found = studies_for(person).filter(holding(text, ("title", "question", "outcome")))
    return found.filter(state=state) if state in StudyState.values else found


def jobcentres_to_study(person: Person) -> list[Place]:
    """Where the person sets up studies, by name."""
    return list(jobcentres_for(person, Right.RUN_EVIDENCE))


def programmes_to_study(person: Person, jobcentre: Place) -> list[Programme]:
    """What a study there can be about, the newest first."""
    return list(programmes_for(person).filter(jobcentre=jobcentre))


def units_of(study: Study) -> QuerySet[StudyUnit]:
    """Whom training reaches: teams by name, members of staff by their made-up names."""
    return StudyUnit.objects.filter(study=study).select_related("team").order_by(danish("name"), "code", "pk")


def last_day_of(study: Study) -> date | None:
    """The last day of the last period; None while nobody has said when the first begins."""
    return period_at(study.first_day, study.steps, study.periods).last_day if study.first_day else None


# -- whom training can reach ------------------------------------------------------------------------------------------


def teams_to_study(study: Study, day: date) -> list[tuple[Place, int]]:
    """The jobcentre's teams with how many work there on the day, by name; teams without anybody too."""
    teams = Place.objects.filter(open_on(day), kind=PlaceKind.TEAM, parent=study.jobcentre_id)
    sizes = dict(
        Engagement.objects.on(day).filter(team__in=teams).order_by().values_list("team")
        .annotate(Count("employee", distinct=True))
    )  # fmt: skip
    return [(team, sizes.get(team.pk, 0)) for team in teams.order_by(danish("name"), "pk")]


class Member(NamedTuple):
    """A member of staff who can be in a study."""

    number: str
    team: str


def staff_to_study(study: Study, teams: Sequence[Place], day: date, *, to_train_only: bool) -> list[Member]:
    """Those who work in the teams on the day.

    to_train_only: only those whom the study's programme is to train; everybody where it has no programme.
    """
    rows = Engagement.objects.on(day).filter(team__in=[one.pk for one in teams], employee__person__erased_at=None)
    found = [Member(*one) for one in rows.order_by("employee_id").values_list("employee__number", "team__name")]
    wanted = numbers_to_train(study.programme) if to_train_only and study.programme else None
    return [one for one in found if wanted is None or one.number in wanted]


def numbers_to_train(programme: Programme) -> set[str]:
    """The employee numbers of those whom the programme is to train."""
    people = latest_version(programme).part("people")
    return {str(one.get("id")) for one in people if one.get("to_train", True)}


class WaveCount(NamedTuple):
    """How many of a team, or of a stratum, are in each wave, the first wave first. stratum: empty for all together."""

    stratum: str
    counts: Sequence[int]


def wave_counts(study: Study, units: Sequence[StudyUnit]) -> list[WaveCount]:
    """How the order fell, as counts: for each stratum, and last for all together."""
    strata = sorted({one.stratum for one in units} - {""})
    by_place = Counter((one.stratum, one.wave) for one in units)
    waves = range(1, study.waves + 1)
    rows = [WaveCount(one, [by_place[one, wave] for wave in waves]) for one in strata]
    return [*rows, WaveCount("", [sum(1 for one in units if one.wave == wave) for wave in waves])]


def are_people(study: Study) -> bool:
    """Whether training reaches members of staff one by one, who are measured then."""
    return study.unit_kind == UnitKind.PERSON


# -- data and answers -------------------------------------------------------------------------------------------------


def files_of(study: Study) -> QuerySet[StudyFile]:
    """What was loaded, the newest first, without the sums."""
    return StudyFile.objects.filter(study=study).select_related("study__jobcentre", "loaded_by").defer("cells")


def file_in_force(study: Study) -> StudyFile | None:
    """The newest file that was kept and not taken back."""
    rows = StudyFile.objects.filter(study=study, kept_at__isnull=False, taken_back_at=None)
    return rows.select_related("study__jobcentre").order_by("-kept_at", "-pk").first()


def answers_of(study: Study) -> QuerySet[StudyAnswer]:
    """What the plan came to, the newest first; those of files that were taken back are left out."""
    rows = StudyAnswer.objects.filter(study=study, file__taken_back_at=None).select_related("file")
    return rows.order_by("-made_at", "-pk")
