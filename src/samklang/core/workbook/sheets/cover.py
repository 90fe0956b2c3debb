"""The sheets about the counter: teams, groups that stand in for each other, and other minimums in some periods."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Count, Money, Text
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.repeated import code_column, period_columns

TEMP_CAP = Column(
    "temp_cap",
    Count(),
    Label("Vikarer højst", "Most temps"),
    Label(
        "Flest vikarer, der kan købes på en halv dag. Tom: 0.",
        "The most temps that can be bought in one half-day. Blank: 0.",
    ),
    ("Max vikarer", "Antal vikarer", "Temps", "Temp cap"),
    default=0,
    width=9,
)
TEMP_COST = Column(
    "temp_cost_ore",
    Money(),
    Label("Pris pr. vikar (kr. pr. halvdag)", "Price of a temp (kr. per half-day)"),
    Label("Prisen for én vikar i en halv dag. Tom: 0.", "The price of one temp in one half-day. Blank: 0."),
    ("Vikarpris", "Pris pr. vikar", "Price of a temp", "Temp cost"),
    default=0,
    width=16,
)

TEAMS = SheetKind(
    "teams",
    Label("Teams", "Teams"),
    Label(
        "Jeres teams, og hvor mange af hvert team der mindst skal være tilbage hver formiddag og eftermiddag.",
        "The teams, and the fewest of each team to be left every morning and afternoon.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Team", "Team"),
            Label("Teamets navn, som I siger det.", "The team's name as you say it."),
            ("Navn", "Hold", "Holdnavn", "Teamnavn", "Afdeling", "Enhed", "Name", "Team name", "Department"),
            required=True,
            width=26,
        ),
        Column(
            "minimum",
            Count(),
            Label("Mindst tilbage", "Minimum left"),
            Label(
                "Så mange af teamet skal der mindst være på arbejde. Tom: intet krav for teamet som helhed.",
                "So many of the team must be at work. Blank: no demand for the team as a whole.",
            ),
            ("Mindste bemanding", "Minimumsbemanding", "Bemanding", "Minimum", "Minimum cover", "Cover"),
            width=12,
        ),
        TEMP_CAP,
        TEMP_COST,
        Column(
            "cohort_cap",
            Count(least=1),
            Label("Højst på samme hold", "Most in one cohort"),
            Label(
                "Flest fra teamet på ét hold. Tom: som i Regler.",
                "The most of the team in one cohort. Blank: as in Rules.",
            ),
            ("Højst på samme kursushold", "Højst pr. hold", "Højst pr. kursushold", "Cohort cap", "Cap"),
            width=14,
        ),
        Column(
            "site",
            Text(),
            Label("Sted", "Site"),
            Label("Adressen eller huset.", "The address or house."),
            ("Arbejdssted", "Lokation", "Adresse", "Location"),
            default="",
            width=18,
        ),
        code_column(Label("For eksempel ROD.", "For example ROD.")),
    ),
    ("Hold", "Team", "Afdelinger", "Enheder", "Departments", "Units"),
    required=True,
)

GROUPS = SheetKind(
    "groups",
    Label("Bemanding", "Cover"),
    Label(
        "Krav på tværs af teams: telefon, sprog, hus. Den, der passer på alt, der er udfyldt i rækken, tæller med.",
        "Demands across teams: phone, languages, house. Whoever matches everything filled in in the row counts.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Navn", "Name"),
            Label(
                "Hvad kravet kaldes i planen, for eksempel Telefonen.",
                "What the demand is called in the plan, for example Phone.",
            ),
            ("Gruppe", "Bemandingsgruppe", "Krav", "Group", "Cover group"),
            required=True,
            width=26,
        ),
        Column(
            "minimum",
            Count(),
            Label("Mindst tilbage", "Minimum left"),
            Label("Så mange skal der mindst være på arbejde.", "So many must be at work."),
            ("Mindste bemanding", "Minimumsbemanding", "Minimum", "Minimum cover", "Antal"),
            required=True,
            width=12,
        ),
        Column(
            "team",
            Text(is_name=True),
            Label("Team", "Team"),
            Label("Kun dette team. Tom: alle.", "Only this team. Blank: all."),
            ("Hold", "Afdeling", "Department"),
            width=22,
            refers="teams",
        ),
        Column(
            "role",
            Text(),
            Label("Stilling", "Role"),
            Label("Kun denne stilling. Tom: alle.", "Only this role. Blank: all."),
            ("Rolle", "Position"),
            width=18,
        ),
        Column(
            "skill",
            Text(),
            Label("Kan", "Skill"),
            Label(
                "Kun dem, der har dette under “Kan også”. Tom: alle.",
                "Only those with this among their skills. Blank: all.",
            ),
            ("Kan også", "Kompetence", "Færdighed", "Skills"),
            width=18,
        ),
        Column(
            "site",
            Text(),
            Label("Sted", "Site"),
            Label("Kun dette sted. Tom: alle.", "Only this site. Blank: all."),
            ("Arbejdssted", "Lokation", "Location"),
            width=18,
        ),
        TEMP_CAP,
        TEMP_COST,
        code_column(Label("For eksempel TLF.", "For example PHONE.")),
    ),
    ("Bemandingskrav", "Bemandingsgrupper", "Minimumsbemanding", "Cover groups", "Minimum cover"),
)

EXCEPTIONS = SheetKind(
    "exceptions",
    Label("Bemanding undtagelser", "Cover exceptions"),
    Label(
        "Perioder med et andet krav end det sædvanlige. Den nederste, der gælder på en halv dag, tæller.",
        "Periods with another demand than the usual. The lowest one that applies to a half-day counts.",
    ),
    (
        Column(
            "group",
            Text(is_name=True),
            Label("Bemanding", "Cover group"),
            Label(
                "Teamet fra arket Teams eller navnet fra arket Bemanding.",
                "The team from Teams or the name from Cover.",
            ),
            ("Navn", "Gruppe", "Hold", "Team", "Name", "Group"),
            required=True,
            width=26,
            refers="teams",
        ),
        *period_columns(),
        Column(
            "count",
            Count(),
            Label("Mindst tilbage", "Minimum left"),
            Label("Kravet i perioden.", "The demand in the period."),
            ("Mindste bemanding", "Minimum", "Antal", "Count"),
            required=True,
            width=12,
        ),
    ),
    ("Undtagelser", "Exceptions", "Anden bemanding"),
)
