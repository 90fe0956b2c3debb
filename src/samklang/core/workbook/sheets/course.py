"""The sheets about the course: modules, trainers, rooms and when they are taken."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Choice, Count, Halves, Items, Money, Text, YesNo
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.repeated import MARKS, WORKS, code_column, period_columns

MODULES = SheetKind(
    "modules",
    Label("Moduler", "Modules"),
    Label(
        "Programmets dele i den rækkefølge, de skal tages. Hver del afholdes på én dato for hvert hold.",
        "The parts of the programme in the order they are to be taken. Each is held on one date for each cohort.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Modul", "Module"),
            Label("Modulets navn.", "The module's name."),
            ("Navn", "Modulnavn", "Emne", "Titel", "Name", "Module name", "Title"),
            required=True,
            width=38,
        ),
        Column(
            "length",
            Choice(
                {2: Label("hel dag", "whole day"), 1: Label("halv dag", "half day")},
                {"hel": 2, "heldag": 2, "1 dag": 2, "en dag": 2, "1": 2, "full day": 2, "day": 2, "whole": 2}
                | {"halv": 1, "halvdag": 1, "½ dag": 1, "0,5": 1, "0,5 dag": 1, "½": 1, "half": 1, "half-day": 1},
            ),
            Label("Længde", "Length"),
            Label(
                "Hel dag eller halv dag. En hel dag begynder om formiddagen. Tom: hel dag.",
                "Whole or half day. A whole day starts in the morning. Blank: whole day.",
            ),
            ("Varighed", "Duration"),
            default=2,
            width=11,
        ),
        Column(
            "halves",
            Halves(),
            Label("Halvdag", "Half-day"),
            Label(
                "For halve dage: hvornår de må holdes. Tom: begge.",
                "For half days: when they may be held. Blank: both.",
            ),
            ("Tidspunkt", "Fm/em", "Halves", "Time of day"),
            default=["am", "pm"],
            width=13,
        ),
        Column(
            "gap_min_days",
            Count(least=1),
            Label("Mindst dage efter forrige", "Fewest days after previous"),
            Label(
                "Kalenderdage efter det forrige modul, så der er tid til at øve sig. Tom: 1.",
                "Calendar days after the module before, so that there is time to practise. Blank: 1.",
            ),
            ("Mindst dage", "Min dage", "Mindste afstand", "Min days", "Gap min"),
            default=1,
            width=13,
        ),
        Column(
            "gap_max_days",
            Count(least=1),
            Label("Højst dage efter forrige", "Most days after previous"),
            Label(
                "Kalenderdage efter det forrige modul, så det lærte ikke går tabt. Tom: 60.",
                "Calendar days after the module before, so that what was learnt is not lost. Blank: 60.",
            ),
            ("Højst dage", "Max dage", "Største afstand", "Max days", "Gap max"),
            default=60,
            width=13,
        ),
        Column(
            "cost_per_cohort_ore",
            Money(),
            Label("Materialer pr. hold (kr.)", "Materials per cohort (kr.)"),
            Label("Udgift for hvert hold. Tom: 0.", "Cost for each cohort. Blank: 0."),
            ("Pris pr. hold", "Udgift pr. hold", "Cost per cohort"),
            default=0,
            width=14,
        ),
        Column(
            "cost_per_person_ore",
            Money(),
            Label("Materialer pr. person (kr.)", "Materials per person (kr.)"),
            Label(
                "Udgift for hver deltager, for eksempel bog og forplejning. Tom: 0.",
                "Cost for each participant, for example book and catering. Blank: 0.",
            ),
            ("Pris pr. person", "Udgift pr. person", "Cost per person"),
            default=0,
            width=14,
        ),
        code_column(Label("For eksempel M1.", "For example M1.")),
    ),
    ("Modul", "Kursusdage", "Forløb", "Module", "Course"),
    required=True,
)

TRAINERS = SheetKind(
    "trainers",
    Label("Undervisere", "Trainers"),
    Label(
        "Hvem der kan undervise i hvad, på hvilke halve dage, og hvad en dag koster.",
        "Who can teach what, on which half-days, and what a day costs.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Underviser", "Trainer"),
            Label("Navnet.", "The name."),
            ("Navn", "Underviser navn", "Konsulent", "Name", "Teacher"),
            required=True,
            width=26,
        ),
        Column(
            "modules",
            Items(knows_all=True),
            Label("Moduler", "Modules"),
            Label("Moduler, underviseren kan holde, eller “alle”.", "Modules the trainer can teach, or “all”."),
            ("Modul", "Underviser i", "Module", "Teaches"),
            required=True,
            width=30,
        ),
        *MARKS,
        WORKS,
        *period_columns(weekdays=False),
        Column(
            "external",
            YesNo(),
            Label("Ekstern", "External"),
            Label(
                "nej, hvis underviseren er jeres egen. Tom: ja.", "no if the trainer is one of your own. Blank: yes."
            ),
            ("Eksternt", "Is external"),
            default=True,
            width=9,
        ),
        Column(
            "day_cost_ore",
            Money(),
            Label("Pris pr. dag (kr.)", "Price per day (kr.)"),
            Label(
                "En dato med én eller to halve dage koster en dag. Tom: 0.",
                "A date with one or two half-days costs one day. Blank: 0.",
            ),
            ("Dagspris", "Honorar", "Pris", "Day cost", "Fee", "Daily fee"),
            default=0,
            width=12,
        ),
        Column(
            "travel_cost_ore",
            Money(),
            Label("Rejse pr. dag (kr.)", "Travel per day (kr.)"),
            Label("For hver dato, underviseren er der. Tom: 0.", "For each date the trainer is there. Blank: 0."),
            ("Rejse", "Transport", "Kørsel", "Travel", "Travel cost"),
            default=0,
            width=12,
        ),
        Column(
            "max_days",
            Count(),
            Label("Højst antal dage", "Most days"),
            Label("Flest datoer i alt. Tom: ingen grænse.", "The most dates in all. Blank: no limit."),
            ("Max dage", "Antal dage", "Max days"),
            width=10,
        ),
        code_column(Label("", "")),
    ),
    ("Underviser", "Konsulenter", "Trainer", "Teachers"),
    required=True,
)

ROOMS = SheetKind(
    "rooms",
    Label("Lokaler", "Rooms"),
    Label("Lokaler, der kan bruges til kurset.", "Rooms that can be used for the course."),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Lokale", "Room"),
            Label("Lokalets navn.", "The room's name."),
            ("Navn", "Lokalenavn", "Rum", "Name", "Room name"),
            required=True,
            width=28,
        ),
        Column(
            "capacity",
            Count(least=1),
            Label("Pladser", "Seats"),
            Label("Flest deltagere, underviseren ikke talt med.", "The most participants, not counting the trainer."),
            ("Antal pladser", "Kapacitet", "Personer", "Capacity"),
            required=True,
            width=10,
        ),
        Column(
            "site",
            Text(),
            Label("Sted", "Site"),
            Label("Adressen eller huset.", "The address or house."),
            ("Lokation", "Adresse", "Location", "Address"),
            default="",
            width=20,
        ),
        Column(
            "half_day_cost_ore",
            Money(),
            Label("Pris pr. halvdag (kr.)", "Price per half-day (kr.)"),
            Label("Leje for en halv dag. Tom: 0.", "Rent for half a day. Blank: 0."),
            ("Pris", "Leje", "Pris pr. halv dag", "Price", "Rent"),
            default=0,
            width=14,
        ),
        code_column(Label("", "")),
    ),
    ("Lokale", "Rum", "Room"),
    required=True,
)

TAKEN_KINDS = {"trainers": Label("underviser", "trainer"), "rooms": Label("lokale", "room")}
TAKEN = SheetKind(
    "taken",
    Label("Optaget", "Taken"),
    Label(
        "Hvornår undervisere og lokaler er optaget af andet.",
        "When trainers and rooms are taken by something else.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Underviser eller lokale", "Trainer or room"),
            Label(
                "Navnet, som det står i arket Undervisere eller Lokaler.",
                "The name as it stands in the sheet Trainers or Rooms.",
            ),
            ("Navn", "Hvem", "Hvad", "Underviser", "Lokale", "Name", "Who", "Trainer", "Room"),
            required=True,
            width=28,
        ),
        Column(
            "kind",
            Choice(
                TAKEN_KINDS, {"undervisere": "trainers", "lokaler": "rooms", "trainers": "trainers", "rooms": "rooms"}
            ),
            Label("Type", "Type"),
            Label(
                "Kun nødvendig, hvis en underviser og et lokale hedder det samme.",
                "Only needed if a trainer and a room have the same name.",
            ),
            ("Art", "Kind"),
            width=13,
        ),
        *period_columns(),
    ),
    ("Optagede tider", "Bookinger", "Busy", "Bookings of trainers and rooms"),
)
