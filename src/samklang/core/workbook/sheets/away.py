"""The sheets about when people are not free: working times that change, absences and booked duties."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Choice, Count, Text, YesNo
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.repeated import MARKS, WORKS, name_column, number_column, period_columns

WORKING_TIMES = SheetKind(
    "working_times",
    Label("Arbejdstider", "Working times"),
    Label(
        "Kun for dem, hvis arbejdstid skifter: én række for hver periode. Den nederste, der gælder på en dag, tæller.",
        "Only for those whose working time changes: one row for each period. The lowest one in force on a day counts.",
    ),
    (number_column(), name_column(), *period_columns(weekdays=False), *MARKS, WORKS),
    ("Arbejdstid", "Arbejdsmønstre", "Mødetider", "Working patterns", "Patterns"),
)

ABSENCE_KINDS = {
    "sick": Label("syg", "sick"),
    "maternity": Label("barsel", "maternity"),
    "holiday": Label("ferie", "holiday"),
    "leave": Label("orlov", "leave"),
    "other": Label("andet", "other"),
}
ABSENCE_WORDS = {
    **dict.fromkeys(("sygdom", "sygemeldt", "sygemelding", "sygefravær", "delvis syg", "langtidssyg", "barns sygdom",
                     "barn syg", "illness", "sickness", "sick leave", "ill"), "sick"),
    **dict.fromkeys(("barselsorlov", "barsel/orlov", "barselorlov", "graviditet", "graviditetsorlov", "forældreorlov",
                     "fædreorlov", "maternity leave", "parental leave", "paternity leave"), "maternity"),
    **dict.fromkeys(("feriefridag", "feriefridage", "6. ferieuge", "sjette ferieuge", "afspadsering", "fri", "vacation",
                     "annual leave", "time off"), "holiday"),
    **dict.fromkeys(("tjenestefri", "tjenestefrihed", "omsorgsdag", "omsorgsdage", "seniordag", "seniordage",
                     "unpaid leave", "leave of absence"), "leave"),
    **dict.fromkeys(("kursus", "uddannelse", "møde", "fravær", "course", "absent"), "other"),
}  # fmt: skip
KIND_COLUMN = Column(
    "kind",
    Choice(ABSENCE_KINDS, ABSENCE_WORDS),
    Label("Årsag", "Kind"),
    Label("Vælg fra listen. Tom: andet.", "Choose from the list. Blank: other."),
    ("Type", "Art", "Fraværstype", "Fraværsårsag", "Fraværsart", "Reason", "Cause", "Absence type"),
    default="other",
    width=12,
)
ABSENCES = SheetKind(
    "absences",
    Label("Fravær", "Absences"),
    Label(
        "Kendt fravær i programmets tid: barsel, orlov, ferie, sygdom. Skriv aldrig diagnoser.",
        "Known absences in the programme's time: maternity, leave, holidays, illness. Never write diagnoses.",
    ),
    (number_column(), name_column(), *period_columns(), KIND_COLUMN),
    ("Fraværsliste", "Ferie og fravær", "Ferie", "Orlov", "Absence", "Leave"),
)

DUTIES = SheetKind(
    "duties",
    Label("Bookede opgaver", "Booked duties"),
    Label(
        "Telefonvagter, møder og aftaler: på en dato (skriv den i Fra og Til) eller på faste ugedage.",
        "Phone rota, meetings and appointments: on a date (write it under From and To) or on fixed weekdays.",
    ),
    (
        number_column(),
        name_column(),
        *period_columns(),
        Column(
            "what",
            Text(),
            Label("Hvad", "What"),
            Label(
                "For eksempel telefonvagt eller teammøde. Ingen borgernavne.",
                "For example phone rota or team meeting. No citizens' names.",
            ),
            ("Opgave", "Emne", "Beskrivelse", "Aftale", "Task", "Duty", "Subject"),
            default="",
            width=26,
        ),
        Column(
            "movable",
            YesNo(),
            Label("Kan flyttes", "Movable"),
            Label(
                "ja, hvis opgaven kan flyttes til en anden dag. Tom: nej.",
                "yes if it can be moved to another day. Blank: no.",
            ),
            ("Flytbar", "Må flyttes", "Can be moved"),
            default=False,
            width=10,
        ),
        Column(
            "conversations",
            Count(),
            Label("Samtaler", "Conversations"),
            Label(
                "Kun for opgaver, der kan flyttes: samtaler, der må flyttes i hver halve dag.",
                "Only for duties that can be moved: conversations to be moved in each half-day.",
            ),
            ("Antal samtaler", "Samtaler pr. halvdag", "Conversations per half-day"),
            default=0,
            width=11,
        ),
        Column(
            "counts_as_cover",
            YesNo(),
            Label("Tæller som bemanding", "Counts as cover"),
            Label(
                "ja, hvis personen stadig tæller med i bemandingen (en telefonvagt gør, et møde gør ikke). Tom: nej.",
                "yes if the person still counts in the cover (a phone rota does, a meeting does not). Blank: no.",
            ),
            ("Tæller i bemanding", "Tæller med", "Bemanding", "Covers"),
            default=False,
            width=13,
        ),
    ),
    ("Aftaler", "Vagter", "Vagtplan", "Opgaver", "Duties", "Bookings", "Rota"),
)
