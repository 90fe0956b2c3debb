"""Columns that several sheets have: who, when, which half-days, and a code."""

from samklang.core.calendar import HALVES, Half
from samklang.core.workbook.columns import Column
from samklang.core.workbook.kinds import DAY_WORDS, Date, HalfOfDay, Mark, Text, Weekdays, WorkingWeek
from samklang.core.workbook.labels import Label

_SHORT = {Half.MORNING: Label("fm", "am"), Half.AFTERNOON: Label("em", "pm")}
_LONG = {
    "man": ("mandag", "Monday"),
    "tir": ("tirsdag", "Tuesday"),
    "ons": ("onsdag", "Wednesday"),
    "tor": ("torsdag", "Thursday"),
    "fre": ("fredag", "Friday"),
}
NUMBER_WORDS = (
    "Nr",
    "Nummer",
    "Medarbejdernummer",
    "Medarbejder nr",
    "Medarb nr",
    "Medarbejder-id",
    "Medarbejder ID",
    "Lønnummer",
    "Lønnr",
    "Løbenummer",
    "Tjenestenummer",
    "ID",
    "Number",
    "No",
    "Staff number",
    "Employee number",
    "Employee ID",
    "Employee",
)
NAME_WORDS = (
    "Medarbejder",
    "Medarbejdernavn",
    "Fulde navn",
    "Fornavn og efternavn",
    "Full name",
    "Employee name",
    "Person",
)


def _marks() -> tuple[Column, ...]:
    columns = []
    for day, label in DAY_WORDS.items():
        danish, english = _LONG[label.da]
        for half in HALVES:
            short = _SHORT[half]
            whole = Label("formiddag", "morning") if half is Half.MORNING else Label("eftermiddag", "afternoon")
            also = (
                f"{danish} {short.da}",
                f"{danish} {whole.da}",
                f"{label.da} {whole.da}",
                f"{english} {short.en}",
                f"{english} {whole.en}",
                f"{label.en} {whole.en}",
            )
            help_ = Label(
                f"x, hvis personen arbejder {danish} {whole.da}.", f"x if the person works {english} {whole.en}."
            )
            heading = Label(f"{label.da} {short.da}", f"{label.en} {short.en}")
            columns.append(Column(f"{day}-{half}", Mark(), heading, help_, also, width=7))
    return tuple(columns)


MARKS = _marks()
WORKS = Column(
    "works",
    WorkingWeek(),
    Label("Arbejdstid", "Works"),
    Label(
        "Kun hvis der ikke er sat x under dagene: arbejdstiden i ord, for eksempel “man-tor” eller “ingen”.",
        "Only where there is no x under the days: the working time in words, for example “Mon-Thu” or “none”.",
    ),
    ("Arbejdsdage", "Mødetid", "Arbejdsmønster", "Working days", "Working time", "Pattern"),
    width=18,
)


def number_column(*, required: bool = False, refers: str | None = "staff") -> Column:
    """The employee number, as every sheet about people has it."""
    return Column(
        "id" if required else "person",
        Text(is_name=True),
        Label("Medarbejdernr.", "Employee no."),
        Label(
            "Nummeret fra lønsystemet. Aldrig et CPR-nummer.",
            "The number from the payroll system. Never a civil registration number.",
        )
        if required
        else Label(
            "Nummeret fra arket Medarbejdere. Nummer eller navn er nok; står begge, gælder nummeret.",
            "The number from the sheet Staff. Number or name is enough; where both stand, the number counts.",
        ),
        NUMBER_WORDS,
        required=required,
        width=17,
        refers=refers,
    )


def name_column(*, required: bool = False) -> Column:
    """The person's name, as every sheet about people has it."""
    return Column(
        "name" if required else "person_name",
        Text(is_name=True),
        Label("Navn", "Name"),
        Label("Fornavn og efternavn.", "First name and surname."),
        NAME_WORDS,
        required=required,
        width=26,
    )


_FIRST_DAY = Column(
    "first_day",
    Date(),
    Label("Fra", "From"),
    Label("Første dag. Tom: fra begyndelsen.", "First day. Blank: from the beginning."),
    (
        "Fra dato",
        "Startdato",
        "Start",
        "Første dag",
        "Fra og med",
        "Gælder fra",
        "Dato",
        "From date",
        "First day",
        "Date",
    ),
    width=13,
)
_LAST_DAY = Column(
    "last_day",
    Date(),
    Label("Til", "To"),
    Label("Sidste dag. Tom: ingen slutdato.", "Last day. Blank: no end."),
    (
        "Til dato",
        "Slutdato",
        "Slut",
        "Sidste dag",
        "Til og med",
        "Gælder til",
        "To date",
        "Last day",
        "End",
        "Until",
    ),
    width=13,
)
_WEEKDAYS = Column(
    "weekdays",
    Weekdays(),
    Label("Ugedage", "Weekdays"),
    Label(
        "Kun disse ugedage, for eksempel “man, ons”. Tom: alle.",
        "Only these weekdays, such as “Mon, Wed”. Blank: all.",
    ),
    ("Ugedag", "Dage", "Dag", "Weekday", "Days", "Day"),
    default=[],
    width=14,
)
_HALF = Column(
    "half",
    HalfOfDay(),
    Label("Halvdag", "Half-day"),
    Label("Formiddag eller eftermiddag. Tom: hele dagen.", "Morning or afternoon. Blank: the whole day."),
    ("Halv dag", "Fm/em", "Tidspunkt", "Half", "Half of day", "Time of day"),
    width=13,
)


def period_columns(*, weekdays: bool = True) -> tuple[Column, ...]:
    """From, to, weekdays and half of the day, as every sheet with periods has them."""
    return (_FIRST_DAY, _LAST_DAY, _WEEKDAYS, _HALF) if weekdays else (_FIRST_DAY, _LAST_DAY)


def code_column(example: Label) -> Column:
    """A short name of its own for a row, where the name is not enough."""
    return Column(
        "id",
        Text(is_name=True),
        Label("Kode", "Code"),
        Label(
            f"Kan være tom: så er navnet også koden. {example.da}",
            f"May be blank: then the name is the code too. {example.en}",
        ),
        ("Kortnavn", "Forkortelse", "Short name", "ID"),
        width=14,
    )
