"""Evidence of both jobcentres, with a truth that is known: what was put into the data stands here, beside the figures.

Vejen trains many by lot, and training truly moves the outcome: the study finds it. Ringkøbing-Skjern has thirty
consultants and a small true effect: the honest answer is that it cannot be told. In both, staff truly lie further from
each other before the training than after it.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import StringIO
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng

from samklang.access.commands import announce_notice, write_notice
from samklang.access.enums import Purpose, Role
from samklang.access.models import Person
from samklang.core.chance import stream
from samklang.delivery.models import Course
from samklang.demo.calibration import at
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.evidence.commands.ladder import read_quarters, set_baseline
from samklang.evidence.commands.public_loads import load_file
from samklang.evidence.commands.public_tables import follow_tables
from samklang.evidence.commands.spread import Given, load_spread
from samklang.evidence.commands.studies import begin_study, change_study, choose_staff, draw_study, freeze_study
from samklang.evidence.commands.study_answers import answer_study
from samklang.evidence.commands.study_files import keep_study_file, read_study_file
from samklang.evidence.enums import Chosen, How, Kind, Steps, Unit, UnitKind
from samklang.evidence.models import PublicTable, Study
from samklang.evidence.public_samples import sample
from samklang.evidence.queries.studies import staff_to_study, teams_to_study, units_of
from samklang.evidence.spread_file import read_spread
from samklang.evidence.study_periods import period_at
from samklang.evidence.unit_codes import unit_code
from samklang.people.models import Employee


class Truth(NamedTuple):
    """What is put into the data of one jobcentre."""

    key: str
    title: str
    question: str
    outcome: str
    definition: str
    level: float
    """The share without training."""
    effect: float
    """By how much training truly moves it, from its month on."""
    smallest: float
    cases: int
    """Cases of each member of staff in each month."""
    between: float
    """Standard deviation between staff, of the share."""
    first_day: date
    periods: int
    first_wave: int
    waves: int
    apart: int
    neighbours: Sequence[str]


VEJEN = Truth(
    "vejen", "Ved borgeren, hvad næste skridt er?",
    "Fører uddannelsen i den jobrettede samtale til, at flere borgere går fra samtalen med et aftalt næste skridt?",
    "Borgere, der går fra samtalen med et aftalt næste skridt",
    "Tæller: samtaler, hvor næste skridt står i planen samme dag. Nævner: alle samtaler. Kilde: fagsystemet.",
    level=0.42, effect=0.12, smallest=0.05, cases=24, between=0.10, first_day=date(2027, 3, 1), periods=10,
    first_wave=6, waves=4, apart=1, neighbours=("Varde", "Esbjerg"),
)  # fmt: skip
RINGKOBING_SKJERN = Truth(
    "rksk", "Fører mødet til en praktik eller et job?",
    "Fører uddannelsen i virksomhedsmødet til, at flere møder ender med en praktik, et løntilskud eller et job?",
    "Møder, der ender med en aftalt plads",
    "Tæller: møder med en aftalt plads inden 30 dage. Nævner: alle møder. Kilde: fagsystemet.",
    level=0.25, effect=0.03, smallest=0.05, cases=6, between=0.08, first_day=date(2026, 9, 1), periods=12,
    first_wave=6, waves=3, apart=2, neighbours=("Herning", "Varde"),
)  # fmt: skip
TRUTHS = {"Vejen Kommune": VEJEN, "Ringkøbing-Skjern Kommune": RINGKOBING_SKJERN}
SPREAD_BEFORE, SPREAD_AFTER = 0.14, 0.05
"""The true standard deviation between staff, of a share, in the year before the training and in the year after it."""
_MIX = ("Jobparate", "Aktivitetsparate", "Sygemeldte")
_MIX_MOVES = (0.10, -0.08, -0.02)


def show_evidence(town: Register, stage: Stage, seed: int) -> None:
    """Baseline and ladder, spread before and, once it can be, after, a study set up, frozen, and answered."""
    truth = TRUTHS.get(town.municipality.name)
    lead = town.cast.get(Role.PROGRAMME_LEAD)
    course = Course.objects.filter(programme__jobcentre=town.jobcentre).select_related("programme").first()
    if truth is None or lead is None or course is None:
        return
    _tell_staff(town, truth.first_day - timedelta(days=150))
    begins = truth.first_day + timedelta(days=120)
    if begins <= stage.today:
        set_baseline(
            by=lead, programme=course.programme, day=begins, note="Før det første hold", today=stage.today,
            now=at(stage.today),
        )  # fmt: skip
    read_quarters(today=stage.today, now=at(stage.today))
    _load_spread(town, lead, truth, stage, seed)
    _follow_public_figures(town, truth, stage)
    asked = truth.first_day - timedelta(days=40)
    if asked < stage.today:
        study = _set_up(town, lead, course, truth, asked)
        draw_study(by=lead, study=study, seed=chance_seed(seed, truth), now=at(asked + timedelta(days=7)))
        frozen = asked + timedelta(days=14)
        study = freeze_study(by=lead, study=study, today=frozen, now=at(frozen))
        _answer(town, lead, study, truth=truth, stage=stage, seed=seed)


def _tell_staff(town: Register, day: date) -> None:
    """Both purposes are announced long before anything is loaded, and the works council has been heard."""
    head = town.cast[Role.HEAD]
    for purpose, texts in _NOTICES.items():
        values = {"purpose": purpose, **texts, "works_council_day": day, "first_day": day + timedelta(days=42)}
        announce_notice(by=head, notice=write_notice(by=head, jobcentre=town.jobcentre, values=values), today=day)


_HANDLING = (
    "Medarbejdernumre bliver kodet, før noget gemmes. Ingen kan se tal for en kollega, heller ikke lederen."
    " Tallene bruges ikke til løn eller personalesager."
)
_NOTICES = {
    Purpose.SPREAD: {
        "why": "Vi vil vide, hvor meget det betyder, hvem man møder, så alle møder den samme metode.",
        "data": "Antal sager og udfald for hver medarbejder og målgruppe, under dæknavn. Intet om den enkelte borger.",
        "handling": f"{_HANDLING} Man kan selv se sit eget punkt, når der er sager nok.",
    },
    Purpose.OUTCOMES: {
        "why": "Vi vil vide, om uddannelsen flytter noget for borgere og virksomheder.",
        "data": "Antal sager og udfald for hver medarbejder og måned, under dæknavn, og dagen, hvor man blev uddannet."
        " Intet om den enkelte borger.",
        "handling": _HANDLING,
    },
}


def chance_of(seed: int, *names: str) -> Generator:
    """A generator that depends on the seed and the names alone."""
    return default_rng(stream(seed, "demo", "evidence", *names).getrandbits(63))


def _follow_public_figures(town: Register, truth: Truth, stage: Stage) -> None:
    """Samklang's own tables with its samples, which are constructed and say so."""
    follow_tables(by=None, municipality=town.municipality, neighbours=truth.neighbours)
    for table in PublicTable.objects.filter(municipality=town.municipality).order_by("position"):
        found = sample(table.key)
        if found is not None:
            name, content = found
            load_file(by=None, table=table, name=name, content=content, now=at(stage.today), how=How.SAMPLE)


# -- the spread -------------------------------------------------------------------------------------------------------


def _load_spread(town: Register, lead: Person, truth: Truth, stage: Stage, seed: int) -> None:
    year = truth.first_day.year
    periods = (
        (date(year - 1, 1, 1), date(year - 1, 12, 31), SPREAD_BEFORE, "before"),
        (date(year, 7, 1), date(year + 1, 3, 31), SPREAD_AFTER, "after"),
    )
    for first_day, last_day, deviation, name in periods:
        if last_day >= stage.today:
            continue
        rows = list(spread_rows(_numbers(town), truth, deviation, chance_of(seed, truth.key, "spread", name)))
        given = Given(
            truth.outcome, truth.definition, Kind.SHARE, Unit.PERCENTAGE_POINTS, True, 0.10, first_day, last_day
        )
        load_spread(
            by=lead, jobcentre=town.jobcentre, given=given, found=read_spread(rows, Kind.SHARE),
            content=_csv(rows), name=f"udfald-{name}.csv", today=stage.today, now=at(stage.today),
        )  # fmt: skip


def spread_rows(
    numbers: Sequence[str], truth: Truth, deviation: float, chance: Generator
) -> Iterator[Sequence[str | int]]:  # fmt: skip
    """A file with the count and the sum of each member of staff in each target group, as the case system sends it.

    deviation: exactly so far apart staff truly lie, and not what chance would make of it.
    """
    yield ("Medarbejder", "Antal", "Sum", "Målgruppe")
    drawn = chance.normal(size=len(numbers))
    own = np.clip(truth.level + deviation * (drawn - drawn.mean()) / drawn.std(), 0.03, 0.97)
    for number, level in zip(numbers, own, strict=True):
        for kind, moves in zip(_MIX, _MIX_MOVES, strict=True):
            cases = int(chance.integers(15, 60))
            yield (number, cases, int(chance.binomial(cases, min(0.97, max(0.03, level + moves)))), kind)


def _numbers(town: Register) -> list[str]:
    found = Employee.objects.filter(jobcentre=town.jobcentre, person__erased_at=None)
    return list(found.order_by("number").values_list("number", flat=True))


# -- the study --------------------------------------------------------------------------------------------------------


def _answer(town: Register, lead: Person, study: Study, *, truth: Truth, stage: Stage, seed: int) -> None:
    last_day = period_at(truth.first_day, Steps.MONTH, truth.periods).last_day
    if last_day >= stage.today:
        return
    numbers = {unit_code(one, town.jobcentre.pk): one for one in _numbers(town)}
    units = [(numbers[one.code], one.wave) for one in units_of(study) if one.code in numbers and one.wave]
    rows = list(study_rows(units, truth, chance_of(seed, truth.key, "study")))
    file = read_study_file(
        by=lead, study=study, name="udfald-undersoegelse.csv", content=_csv(rows), today=stage.today,
        now=at(stage.today),
    )  # fmt: skip
    keep_study_file(by=lead, file=file, now=at(stage.today))
    answer_study(by=lead, study=study, now=at(stage.today))


def _set_up(town: Register, lead: Person, course: Course, truth: Truth, asked: date) -> Study:
    study = begin_study(
        by=lead, jobcentre=town.jobcentre, title=truth.title, question=truth.question, programme=course.programme,
        now=at(asked),
    )  # fmt: skip
    study = change_study(by=lead, study=study, values={
        "outcome": truth.outcome, "definition": truth.definition, "kind": Kind.SHARE, "unit": Unit.PERCENTAGE_POINTS,
        "higher_is_better": True, "smallest_relevant": truth.smallest,
        "smallest_why": "Mindre end det kan ingen mærke i hverdagen.", "chosen": Chosen.DRAWN,
        "unit_kind": UnitKind.PERSON, "steps": Steps.MONTH, "first_day": truth.first_day, "periods": truth.periods,
        "first_wave": truth.first_wave, "waves": truth.waves, "apart": truth.apart, "cases": truth.cases,
        "level": truth.level, "between": truth.between,
    })  # fmt: skip
    teams = [team for team, _people in teams_to_study(study, asked)]
    staff = staff_to_study(study, teams, asked, to_train_only=False)
    choose_staff(by=lead, study=study, staff=staff, within_teams=False)
    return study


def chance_seed(seed: int, truth: Truth) -> int:
    """What the order is drawn by: above the number that says it was not drawn."""
    return stream(seed, "demo", "evidence", truth.key, "order").randrange(1_000, 1_000_000)


def study_rows(units: Sequence[tuple[str, int]], truth: Truth, chance: Generator) -> Iterator[Sequence[str | int]]:
    """A file with the count and the sum of each member of staff in each month, with the true effect in it, and when
    each was trained: as it was drawn.

    units: each number with the wave that was drawn for it, 1 first.
    """
    yield ("Medarbejdernummer", "Periode", "Antal", "Sum", "Uddannet")
    months = [period_at(truth.first_day, Steps.MONTH, place) for place in range(1, truth.periods + 1)]
    season = chance.normal(0, 0.015, truth.periods)
    own = chance.normal(0, truth.between, len(units))
    for (number, wave), apart in zip(units, own, strict=True):
        begins = truth.first_wave + (wave - 1) * truth.apart
        for place, month in enumerate(months, 1):
            level = truth.level + apart + season[place - 1] + (truth.effect if place >= begins else 0.0)
            cases = int(chance.poisson(truth.cases)) or 1
            went_well = int(chance.binomial(cases, min(0.98, max(0.02, level))))
            yield (number, month.key, cases, went_well, months[begins - 1].first_day.isoformat())


def _csv(rows: Sequence[Sequence[str | int]]) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()
