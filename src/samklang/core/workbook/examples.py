"""Example rows of the template, marked so that they are never read, and the modules each programme begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.core.calendar import public_holidays, weekday_of
from samklang.core.workbook.build.programme import CLOSED_BY_CHOICE
from samklang.core.workbook.filling import Filled
from samklang.core.workbook.kinds import ALL, HALF_DAYS
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets import USUAL_WISHES, WISHES

TITLES = {
    "conversations": Label("Jobrettede samtaler", "Job-oriented conversations"),
    "companies": Label("Samtaler med virksomheder", "Conversations with companies"),
}
_MODULES: dict[str, Sequence[tuple[Label, int]]] = {
    "conversations": (
        (Label("Forberedelse af samtalen", "Preparing the conversation"), 2),
        (Label("Åbning: fælles dagsorden", "Opening: a shared agenda"), 1),
        (Label("Gennemførelse: job i samtalen", "Carrying through: jobs in the conversation"), 2),
        (Label("Afslutning: aftale og næste skridt", "Closing: agreement and next step"), 1),
    ),
    "companies": (
        (Label("Forberedelse af mødet", "Preparing the meeting"), 2),
        (Label("Gennemførelse af mødet", "Conducting the meeting"), 2),
        (Label("Virksomhedsforståelse og salgsteknik", "Business understanding and sales technique"), 2),
        (Label("Forhandling", "Negotiation"), 2),
    ),
}
_ROLES = {"conversations": ("rådgiver", "counsellor"), "companies": ("jobkonsulent", "job consultant")}


def modules(programme: str, language: str) -> list[Filled]:
    """The modules the template suggests for a programme, with time to practise between them."""
    found: list[Filled] = []
    for number, (name, length) in enumerate(_MODULES[programme]):
        row: Filled = {"name": name.in_(language), "length": length, "cost_per_person_ore": 25_000}
        if number:
            row |= {"gap_min_days": 7, "gap_max_days": 35}
        if length == 1:
            row["halves"] = ("am", "pm")
        found.append(row)
    return found


def closed_days(first_day: date, last_day: date, language: str) -> list[Filled]:
    """Public holidays from first_day to last_day, with Constitution Day, 24 and 31 December where on a weekday."""
    found = public_holidays(first_day, last_day, language=language)
    for _, month, day, name in CLOSED_BY_CHOICE:
        for year in range(first_day.year, last_day.year + 1):
            one = date(year, month, day)
            if first_day <= one <= last_day and weekday_of(one):
                found.setdefault(one, name.in_(language))
    return [{"day": day, "reason": reason} for day, reason in sorted(found.items())]


def wishes() -> list[Filled]:
    """Every wish in the usual order, and without a number those that are usually not wished for."""
    usual = [{"order": number, "wish": wish, "give_percent": 0.0} for number, wish in enumerate(USUAL_WISHES, start=1)]
    return usual + [{"wish": wish} for wish in WISHES if wish not in USUAL_WISHES]


def examples(programme: str, language: str, first_day: date) -> dict[str, list[Filled]]:
    """Example rows by sheet. The first cell of each begins with "Eksempel" or "Example"."""
    one = _Examples(programme, language, first_day + timedelta(days=60), first_day)
    return {**one.people(), **one.cover(), **one.course(), **one.frame()}


@dataclass(frozen=True)
class _Examples:
    programme: str
    language: str
    later: date
    first_day: date

    def either(self, danish: str, english: str) -> str:
        return danish if self.language == "da" else english

    def marked(self, danish: str, english: str) -> str:
        return f"{self.either('Eksempel', 'Example')}: {self.either(danish, english)}"

    @property
    def week(self) -> Filled:
        return {"first_day": self.later, "last_day": self.later + timedelta(days=4)}

    def people(self) -> dict[str, list[Filled]]:
        first, second = (self.either(f"Eksempel {number}", f"Example {number}") for number in (1, 2))
        both = {
            "team": self.either("Team Vest", "Team West"),
            "role": self.either(*_ROLES[self.programme]),
            "to_train": True,
        }
        skills = [self.either("telefon", "phone")]
        site = self.either("Rådhuset", "Town hall")
        anna = {"id": first, "name": "Anna Berg", **both, "site": site, "skills": skills, "hours": 37,
                "conversations_per_half_day": 3, "peer": second}  # fmt: skip
        bo = {"id": second, "name": "Bo Holm", **both, "hours": 22.2, "is_temp": True, "conversations_per_half_day": 2}
        to_bo = {"person": second, "person_name": "Bo Holm"}
        rota = {"what": self.either("telefonvagt", "phone rota"), "movable": False, "counts_as_cover": True}
        holiday = {"first_day": self.later, "last_day": self.later + timedelta(days=20), "kind": "holiday"}
        return {
            "staff": [_marks(anna, HALF_DAYS), _marks(bo, HALF_DAYS[:6])],
            "working_times": [_marks({**to_bo, "first_day": self.later}, HALF_DAYS[:8])],
            "absences": [{"person": first, "person_name": "Anna Berg", **holiday}],
            "duties": [{**to_bo, "weekdays": ("tue",), "half": "pm", **rota}],
        }

    def cover(self) -> dict[str, list[Filled]]:
        team = self.marked("Team Vest", "Team West")
        phone = {"minimum": 2, "skill": self.either("telefon", "phone")}
        return {
            "teams": [{"name": team, "minimum": 4, "temp_cap": 1, "temp_cost_ore": 160_000, "cohort_cap": 5}],
            "groups": [{"name": self.marked("Telefonen", "The phone"), **phone}],
            "exceptions": [{"group": team, **self.week, "count": 2}],
        }

    def course(self) -> dict[str, list[Filled]]:
        trainer, room = self.marked("Tina Dam", "Tina Dam"), self.marked("Mødesalen", "The hall")
        prices = {"external": True, "day_cost_ore": 1_400_000, "travel_cost_ore": 80_000, "max_days": 20}
        return {
            "trainers": [_marks({"name": trainer, "modules": ALL, **prices}, HALF_DAYS[2:8])],
            "rooms": [{"name": room, "capacity": 16, "site": self.either("Rådhuset", "Town hall")}],
            "taken": [
                {"name": trainer, "kind": "trainers", **self.week},
                {"name": room, "kind": "rooms", "weekdays": ("mon",), "half": "am"},
            ],
        }

    def frame(self) -> dict[str, list[Filled]]:
        covered = {"share_percent": 75.0, "headings": ["trainer", "travel", "materials"]}
        span = {"first_day": self.first_day, "last_day": self.first_day + timedelta(days=364)}
        pool = self.marked("Statens pulje", "The state pool")
        return {
            "grants": [{"name": pool, "amount_ore": 50_000_000, **span, **covered}],
            "avoided": [{"reason": self.marked("vinterferie", "winter holiday"), **self.week, "weight": 3}],
        }


def _marks(row: Filled, half_days: Sequence[str]) -> Filled:
    return row | dict.fromkeys(half_days, True)
