"""The sheet of rules: one row for each setting of the programme, each with its default."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Anything, Choice, Count, Date, Money, Text, YesNo
from samklang.core.workbook.labels import Label

PROGRAMMES = {
    "conversations": Label("Borgersamtaler", "Conversations with citizens"),
    "companies": Label("Virksomhedssamtaler", "Conversations with companies"),
}
COMPOSITIONS = {
    "mixed": Label("blandede teams", "mixed teams"),
    "whole_teams": Label("hele teams samlet", "whole teams"),
}
SETTINGS = (
    Column(
        "title",
        Text(),
        Label("Programmets navn", "Title of the programme"),
        Label("Står øverst i planen.", "Stands at the top of the plan."),
        ("Titel", "Navn", "Program", "Title", "Name"),
        required=True,
    ),
    Column(
        "programme",
        Choice(
            PROGRAMMES,
            {
                "conversations": "conversations",
                "companies": "companies",
                "borgere": "conversations",
                "virksomheder": "companies",
                "samtaler": "conversations",
                "virksomhed": "companies",
            },
        ),
        Label("Hvilke samtaler", "Which conversations"),
        Label("Samtaler med borgere eller med virksomheder.", "Conversations with citizens or with companies."),
        ("Programtype", "Type", "Programme", "Kind of programme"),
        default="conversations",
    ),
    Column(
        "first_day",
        Date(),
        Label("Første dag", "First day"),
        Label("Den første dag, der må holdes kursus.", "The first day a session may be held."),
        ("Startdato", "Start", "Fra", "Begynder", "From", "Start date"),
        required=True,
    ),
    Column(
        "last_day",
        Date(),
        Label("Sidste dag", "Last day"),
        Label("Den sidste dag, der må holdes kursus.", "The last day a session may be held."),
        ("Slutdato", "Slut", "Til", "Slutter", "To", "End date"),
        required=True,
    ),
    Column(
        "cohorts_minimum",
        Count(),
        Label("Hold, mindst", "Cohorts, fewest"),
        Label("Hvor mange hold der mindst skal oprettes.", "How many cohorts there must at least be."),
        ("Antal hold mindst", "Kursushold mindst", "Mindste antal hold", "Minimum cohorts"),
        default=1,
    ),
    Column(
        "cohorts_maximum",
        Count(least=1, most=200),
        Label("Hold, højst", "Cohorts, most"),
        Label("Hvor mange hold der højst må oprettes.", "How many cohorts there may be at most."),
        ("Antal hold højst", "Kursushold højst", "Største antal hold", "Maximum cohorts"),
        default=10,
    ),
    Column(
        "size_minimum",
        Count(least=1),
        Label("Deltagere pr. hold, mindst", "Participants per cohort, fewest"),
        Label("Færre kan et hold ikke køre med.", "A cohort cannot run with fewer."),
        ("Holdstørrelse mindst", "Mindste hold", "Minimum size"),
        default=6,
    ),
    Column(
        "size_maximum",
        Count(least=1),
        Label("Deltagere pr. hold, højst", "Participants per cohort, most"),
        Label("Flere kan der ikke være på et hold.", "A cohort cannot hold more."),
        ("Holdstørrelse højst", "Største hold", "Maximum size"),
        default=16,
    ),
    Column(
        "composition",
        Choice(
            COMPOSITIONS,
            {
                "blandet": "mixed",
                "blandede": "mixed",
                "mixed": "mixed",
                "hele hold": "whole_teams",
                "hele hold samlet": "whole_teams",
                "blandede hold": "mixed",
                "hele teams": "whole_teams",
                "samlet": "whole_teams",
                "whole_teams": "whole_teams",
            },
        ),
        Label("Sammensætning", "Composition"),
        Label(
            "Blandede teams, eller hele teams samlet på samme hold.",
            "Mixed teams, or whole teams together in one cohort.",
        ),
        ("Holdsammensætning", "Blandede teams", "Blandede hold"),
        default="mixed",
    ),
    Column(
        "team_cap",
        Count(least=1),
        Label("Højst fra samme team", "Most from one team"),
        Label(
            "Flest fra ét team på samme hold. Tom: ingen grænse.",
            "The most of one team in one cohort. Blank: no limit.",
        ),
        ("Højst fra samme hold", "Team cap"),
    ),
    Column(
        "everyone_must_be_trained",
        YesNo(),
        Label("Alle skal uddannes", "Everyone must be trained"),
        Label(
            "ja: en plan, der lader nogen blive tilbage, er ingen plan. nej: de nævnes med grunden.",
            "yes: a plan that leaves somebody out is no plan. no: they are named, with the reason.",
        ),
        ("Alle skal med", "Everyone"),
        default=False,
    ),
    Column(
        "keep_drawn_order",
        YesNo(),
        Label("Lodtrækningen er en regel", "The draw is a rule"),
        Label(
            "ja: ingen begynder senere end en med et højere nummer i lodtrækningen. nej: den kan være et ønske.",
            "yes: nobody begins later than somebody with a higher number in the draw. no: it can be a wish.",
        ),
        ("Hold lodtrækningens rækkefølge", "Keep the drawn order"),
        default=False,
    ),
    Column(
        "own_budget_ore",
        Money(),
        Label("Egne penge (kr.)", "Own money (kr.)"),
        Label(
            "Hvad kommunen selv kan betale. Tom: ingen grænse.",
            "What the municipality itself can pay. Blank: no limit.",
        ),
        ("Eget budget", "Egenfinansiering", "Kommunens egne penge", "Own budget"),
    ),
    Column(
        "closed_public_holidays",
        YesNo(),
        Label("Lukket på helligdage", "Closed on public holidays"),
        Label(
            "ja: helligdage lægges til arket Lukkedage, hvor de mangler.",
            "yes: public holidays are added to the closing days where missing.",
        ),
        ("Helligdage lukket", "Helligdage"),
        default=True,
    ),
    Column(
        "closed_constitution_day",
        YesNo(),
        Label("Lukket grundlovsdag", "Closed on Constitution Day"),
        Label("5. juni.", "5 June."),
        ("Grundlovsdag lukket", "Grundlovsdag", "Constitution Day"),
        default=True,
    ),
    Column(
        "closed_24_december",
        YesNo(),
        Label("Lukket 24. december", "Closed on 24 December"),
        Label("Juleaftensdag.", "Christmas Eve."),
        ("Juleaften", "24. december", "Christmas Eve"),
        default=True,
    ),
    Column(
        "closed_31_december",
        YesNo(),
        Label("Lukket 31. december", "Closed on 31 December"),
        Label("Nytårsaftensdag.", "New Year's Eve."),
        ("Nytårsaften", "31. december", "New Year's Eve"),
        default=True,
    ),
    Column(
        "avoid_fridays",
        Count(most=100),
        Label("Undgå fredage (vægt)", "Avoid Fridays (weight)"),
        Label(
            "0: lige meget. 1 til 100: hvor meget hver halve kursusdag tæller imod.",
            "0: no matter. 1 to 100: how much each half-day with a session counts against.",
        ),
        ("Undgå fredage", "Avoid Fridays"),
        default=0,
    ),
    Column(
        "avoid_mondays",
        Count(most=100),
        Label("Undgå mandage (vægt)", "Avoid Mondays (weight)"),
        Label("Som ovenfor.", "As above."),
        ("Undgå mandage", "Avoid Mondays"),
        default=0,
    ),
    Column(
        "avoid_autumn_holiday",
        Count(most=100),
        Label("Undgå efterårsferien, uge 42 (vægt)", "Avoid the autumn holiday, week 42 (weight)"),
        Label("Som ovenfor.", "As above."),
        ("Undgå efterårsferien", "Undgå uge 42", "Avoid week 42", "Avoid autumn holiday"),
        default=0,
    ),
)

RULES = SheetKind(
    "rules",
    Label("Regler", "Rules"),
    Label("Programmets ramme: udfyld kolonnen Værdi.", "The programme's frame: fill in the column Value."),
    (
        Column(
            "rule",
            Anything(),
            Label("Regel", "Rule"),
            Label("Hvad der bestemmes.", "What is decided."),
            ("Indstilling", "Setting", "Felt"),
            required=True,
            width=36,
        ),
        Column(
            "value",
            Anything(),
            Label("Værdi", "Value"),
            Label("Skriv her.", "Write here."),
            ("Indhold", "Svar", "Valg"),
            width=28,
        ),
        Column(
            "help",
            Anything(),
            Label("Forklaring", "Explanation"),
            Label("Hvad det betyder.", "What it means."),
            ("Hjælp", "Bemærkning", "Note"),
            width=70,
        ),
    ),
    ("Program", "Programme", "Indstillinger", "Programme and rules", "Program og regler", "Settings"),
    required=True,
)
