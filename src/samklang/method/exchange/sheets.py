"""The sheets of the workbook of one edition, and their columns."""

from dataclasses import dataclass
from typing import Any

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Choice, Count, Kind, Raw, Read, words
from samklang.core.workbook.labels import Label
from samklang.method.enums import Scale

MOST_ROWS = 10_000


@dataclass(frozen=True)
class Passage(Kind):
    """Words as they are, line breaks too; what does not fit is told when the whole is looked at."""

    @property
    def described(self) -> Label:
        """What to write in such a cell."""
        return Label("tekst", "text")

    def read(self, raw: Raw) -> Read:
        """The words without spaces at the ends; 1042.0 is "1042"."""
        text = raw.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(raw, str) else words(raw)
        return Read(text)

    def write(self, value: Any, _language: str) -> str:
        """The words as they are."""
        return str(value)


SCALES = Choice(
    {
        Scale.LEVEL: Label("niveau", "level"),
        Scale.COUNT: Label("antal", "count"),
        Scale.CHOICE: Label("valg", "choice"),
    },
    {"tal": Scale.COUNT},
)


def _column(key: str, danish: str, english: str, help_da: str, help_en: str, **given: Any) -> Column:
    kind = given.pop("kind", Passage())
    return Column(key, kind, Label(danish, english), Label(help_da, help_en), **given)


def _pair(name: str, danish: str, english: str, *, width: int) -> tuple[Column, Column]:
    """One text in both languages, side by side."""
    help_da, help_en = f"{danish} på dansk.", f"{english} in Danish."
    other_da, other_en = f"{danish} på engelsk. Kan stå tom.", f"{english} in English. It may be blank."
    return (
        _column(f"{name}_da", f"{danish}, dansk", f"{english}, Danish", help_da, help_en, width=width),
        _column(f"{name}_en", f"{danish}, engelsk", f"{english}, English", other_da, other_en, width=width),
    )


NUMBER = _column(
    "number", "Nr.", "No.", "Til at læse efter. Rækkernes egen rækkefølge gælder.",
    "To read by. The order of the rows themselves counts.", kind=Count(), width=6,
)  # fmt: skip
KEY = _column(
    "key", "Nøgle", "Key", "Små bogstaver, tal og bindestreger. Samme nøgle er samme række i en senere udgave.",
    "Small letters, digits and hyphens. The same key is the same row in a later edition.", width=24, required=True,
)  # fmt: skip
ESCO = _column(
    "esco", "ESCO-adresse", "ESCO address", "Kompetencens webadresse i ESCO. Kan stå tom.",
    "The web address in ESCO. It may be blank.", width=24,
)  # fmt: skip


def _key_of(key: str, danish: str, english: str, *, required: bool = True) -> Column:
    return _column(key, danish, english, "Nøglen.", "Its key.", width=24, required=required)


NAMES = _pair("name", "Navn", "Name", width=30)
DESCRIPTIONS = _pair("description", "Beskrivelse", "Description", width=60)


def _level(most: int) -> Column:
    return _column(
        "level", "Niveau", "Level", f"Et helt tal fra 1 til {most}.", f"A whole number from 1 to {most}.",
        kind=Count(least=1, most=most), width=9, required=True,
    )  # fmt: skip


def _sheet(key: str, names: tuple[str, str], purpose: tuple[str, str], *columns: Column, **given: Any) -> SheetKind:
    return SheetKind(key, Label(*names), Label(*purpose), columns, most_rows=MOST_ROWS, **given)


FRAME = _sheet(
    "frame", ("Ramme", "Framework"), ("Hvad rammen hedder, og hvad den er til.", "Its name and what it is for."),
    KEY, *NAMES, *DESCRIPTIONS, required=True,
)  # fmt: skip
PHASES = _sheet(
    "phases", ("Faser", "Phases"), ("Samtalens eller mødets dele i rækkefølge.", "Its parts, in their order."),
    NUMBER, KEY, *NAMES,
)  # fmt: skip
COMPETENCES = _sheet(
    "competences", ("Kompetencer", "Competences"), ("Hvad man skal kunne.", "What one must be able to do."),
    NUMBER, KEY, *NAMES, *DESCRIPTIONS, ESCO,
)  # fmt: skip
INDICATORS = _sheet(
    "indicators", ("Indikatorer", "Indicators"), ("Hvad der kan ses eller tælles.", "What can be seen or counted."),
    NUMBER, KEY, _key_of("competence", "Kompetence", "Competence"), _key_of("phase", "Fase", "Phase", required=False),
    _column("scale", "Skala", "Scale", "Niveau, antal eller valg.", "Level, count or choice.", kind=SCALES, width=10,
            required=True),
    *NAMES, *_pair("looks_for", "Se efter", "What to look for", width=60),
    *_pair("unit", "Det, der tælles", "What is counted", width=20), ESCO,
)  # fmt: skip
LEVELS = _sheet(
    "levels", ("Niveautekster", "Level texts"),
    ("Hvad man ser på hvert niveau; ved et valg svarene.", "What one sees at each level; for a choice the answers."),
    NUMBER, _key_of("indicator", "Indikator", "Indicator"), _level(20), *_pair("text", "Tekst", "Text", width=60),
)  # fmt: skip
CONCEPTS = _sheet(
    "concepts", ("Begreber", "Concepts"), ("Ord med én aftalt betydning.", "Words with one agreed meaning."),
    NUMBER, KEY, *_pair("term", "Ord", "Term", width=26), *_pair("definition", "Betydning", "Definition", width=50),
    *_pair("example", "Eksempel", "Example", width=50),
    *_pair("counter_example", "Modeksempel", "Counter-example", width=50), ESCO,
)  # fmt: skip
PROFILES = _sheet(
    "profiles", ("Rolleprofiler", "Role profiles"), ("Hvad en rolle skal kunne.", "What a role must be able to do."),
    NUMBER, KEY, *NAMES, *DESCRIPTIONS,
)  # fmt: skip
DEMANDS = _sheet(
    "demands", ("Krav", "Demands"), ("Niveauet, som en profil kræver.", "The level that a profile demands."),
    NUMBER, _key_of("profile", "Rolleprofil", "Role profile"), _key_of("indicator", "Indikator", "Indicator"),
    _level(5),
)  # fmt: skip
SHEETS = (FRAME, PHASES, COMPETENCES, INDICATORS, LEVELS, CONCEPTS, PROFILES, DEMANDS)
