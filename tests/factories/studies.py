"""Studies: a jobcentre with teams, whoever runs evidence there, and a study at any point of its way."""

from datetime import UTC, date, datetime
from typing import Any

from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of

from samklang.access.models import Person, Place
from samklang.evidence.commands import studies as commands
from samklang.evidence.commands.study_files import write_training
from samklang.evidence.models import Study
from samklang.evidence.study_periods import period_at, periods_of
from samklang.evidence.study_plan import first_period

BEFORE = datetime(2025, 1, 15, 12, tzinfo=UTC)
FIRST_DAY = date(2025, 2, 1)
AFTER = date(2026, 3, 1)
VALUES: dict[str, Any] = {
    "outcome": "i job efter 26 uger", "definition": "Borgere i job af alle, der har haft samtaler.",
    "kind": "share", "unit": "percentage-points", "higher_is_better": True, "smallest_relevant": 0.05,
    "unit_kind": "team", "chosen": "drawn", "steps": "month", "first_day": FIRST_DAY, "periods": 12, "first_wave": 5,
    "waves": 3, "apart": 3, "cases": 40, "level": 0.3,
}  # fmt: skip


class Studied:
    """A jobcentre with teams of two, and a study there. The study's year is over."""

    def __init__(self, teams: int = 12, **changes: Any) -> None:
        self.jobcentre: Place = a_jobcentre()
        self.lead: Person = the_lead_of(self.jobcentre)
        self.teams = [a_team(self.jobcentre, name=f"Hold {one:02}") for one in range(1, teams + 1)]
        self.staff = [an_employee(team) for team in self.teams for _ in range(2)]
        begun = commands.begin_study(
            by=self.lead, jobcentre=self.jobcentre, title="Jobsamtaler", question="Virker kurset?", now=BEFORE
        )
        self.study: Study = commands.change_study(by=self.lead, study=begun, values={**VALUES, **changes})

    def drawn(self, seed: int = 7) -> Study:
        """With all teams in it, and their order drawn."""
        commands.choose_teams(by=self.lead, study=self.study, teams=[(one, "") for one in self.teams])
        self.study = commands.draw_study(by=self.lead, study=self.study, seed=seed, now=BEFORE)
        return self.study

    def frozen(self) -> Study:
        """With its plan frozen before the first period."""
        self.drawn()
        self.study = commands.freeze_study(by=self.lead, study=self.study, today=BEFORE.date(), now=BEFORE)
        return self.study

    def trained(self) -> Study:
        """Frozen, and everybody trained as drawn."""
        study = self.frozen()
        days = {}
        for one in study.units.all():
            number = first_period(study, one.wave)
            days[one.pk] = period_at(FIRST_DAY, "month", number).first_day if number else None
        write_training(by=self.lead, study=study, days=days)
        return study

    def sums(self, effect: float = 0.0) -> str:
        """A file of sums as CSV: 100 cases for each team and month, 30 of them with the outcome, and an effect."""
        lines = ["enhed;periode;antal;sum"]
        for at, one in enumerate(self.study.units.order_by("name")):
            begins = first_period(self.study, one.wave) or 99
            for number, period in enumerate(periods_of(FIRST_DAY, "month", 12), start=1):
                yes = 30 + (at * 7 + number * 3) % 5 + round(100 * effect if number >= begins else 0)
                lines.append(f"{one.name};{period.first_day:%Y-%m};100;{yes}")
        return "\n".join(lines)
