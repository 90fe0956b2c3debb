"""The sheets about the calendar: closing days, and days to be avoided."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Count, Date, Text
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.repeated import period_columns

CLOSED = SheetKind(
    "closed_days",
    Label("Lukkedage", "Closing days"),
    Label(
        "Dage uden kursus og uden åbent. Slet dem, hvor I har åbent.",
        "Days without sessions and without opening. Delete those on which you are open.",
    ),
    (
        Column(
            "day",
            Date(),
            Label("Dato", "Date"),
            Label("Dagen.", "The day."),
            ("Dag", "Lukkedag", "Fra", "Day", "Closed day", "From"),
            required=True,
            width=14,
        ),
        Column(
            "reason",
            Text(),
            Label("Hvorfor", "Reason"),
            Label("For eksempel helligdag eller personaledag.", "For example public holiday or staff day."),
            ("Årsag", "Anledning", "Navn", "Helligdag", "Beskrivelse", "Why", "Name"),
            default="",
            width=36,
        ),
        Column(
            "last_day",
            Date(),
            Label("Til", "To"),
            Label(
                "Kun hvis der er lukket flere dage i træk: den sidste.", "Only for several days in a row: the last one."
            ),
            ("Til dato", "Til og med", "Sidste dag", "Until", "Last day"),
            width=14,
        ),
    ),
    ("Helligdage", "Ferielukning", "Lukket", "Closed days", "Closures", "Holidays"),
)

AVOIDED = SheetKind(
    "avoided",
    Label("Undgå", "Avoid"),
    Label(
        "Tider, hvor der helst ikke skal være kursus, men hvor det må være.",
        "Times when there had better be no session, but may be.",
    ),
    (
        Column(
            "reason",
            Text(),
            Label("Hvorfor", "Reason"),
            Label("For eksempel vinterferie.", "For example winter holiday."),
            ("Årsag", "Anledning", "Navn", "Why", "Name"),
            default="",
            width=30,
        ),
        *period_columns(),
        Column(
            "weight",
            Count(least=1, most=100),
            Label("Vægt", "Weight"),
            Label(
                "1 til 100: hvor meget hver halve kursusdag tæller imod. Tom: 1.",
                "1 to 100: how much each half-day with a session counts against. Blank: 1.",
            ),
            ("Vægtning",),
            default=1,
            width=9,
        ),
    ),
    ("Undgå dage", "Helst ikke", "Avoided", "Days to avoid"),
)
