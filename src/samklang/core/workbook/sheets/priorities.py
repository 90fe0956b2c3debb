"""The sheets about money from outside and about the order of wishes."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Choice, Choices, Count, Date, Money, Percent, Text
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.repeated import code_column

HEADINGS = {
    "trainer": Label("underviser", "trainer"),
    "travel": Label("rejse", "travel"),
    "room": Label("lokale", "room"),
    "materials": Label("materialer", "materials"),
    "temp": Label("vikar", "temp"),
}
GRANTS = SheetKind(
    "grants",
    Label("Budget og tilskud", "Budget and grants"),
    Label(
        "Penge udefra. Kommunens egne penge står i arket Regler.",
        "Money from outside. The municipality's own money stands in the sheet Rules.",
    ),
    (
        Column(
            "name",
            Text(is_name=True),
            Label("Tilskud", "Grant"),
            Label("Puljens eller fondens navn.", "The name of the pool or fund."),
            ("Navn", "Pulje", "Fond", "Name", "Pool", "Fund"),
            required=True,
            width=34,
        ),
        Column(
            "amount_ore",
            Money(),
            Label("Beløb (kr.)", "Amount (kr.)"),
            Label("Hvad tilskuddet højst kan betale.", "The most the grant can pay."),
            ("Beløb", "Bevilling", "Ramme", "Amount"),
            required=True,
            width=14,
        ),
        Column(
            "first_day",
            Date(),
            Label("Fra", "From"),
            Label("Første dag, tilskuddet dækker.", "The first day the grant covers."),
            ("Fra dato", "Startdato", "Første dag", "First day"),
            required=True,
            width=13,
        ),
        Column(
            "last_day",
            Date(),
            Label("Til", "To"),
            Label("Sidste dag, tilskuddet dækker.", "The last day the grant covers."),
            ("Til dato", "Slutdato", "Sidste dag", "Last day"),
            required=True,
            width=13,
        ),
        Column(
            "share_percent",
            Percent(),
            Label("Andel (%)", "Share (%)"),
            Label(
                "Højst så mange procent af hver udgift. Skriv 75 for 75 %. Tom: 100.",
                "At most so many percent of each cost. Write 75 for 75 %. Blank: 100.",
            ),
            ("Andel", "Tilskudsprocent", "Procent", "Share", "Percent"),
            default=100.0,
            width=10,
        ),
        Column(
            "headings",
            Choices(HEADINGS),
            Label("Dækker", "Covers"),
            Label(
                "underviser, rejse, lokale, materialer, vikar, eller “alle”. Tom: alle.",
                "trainer, travel, room, materials, temp, or “all”. Blank: all.",
            ),
            ("Udgifter", "Poster", "Hvad dækkes", "Headings"),
            width=40,
        ),
        code_column(Label("", "")),
    ),
    ("Tilskud", "Puljer", "Budget", "Økonomi", "Grants", "Money"),
)

WISHES = {
    "untrained": Label("så få som muligt uden plads", "as few as possible without a seat"),
    "cost": Label("så billigt som muligt", "as cheap as possible"),
    "continuity": Label("så få flyttede samtaler som muligt", "as few conversations moved as possible"),
    "pairs": Label("makkere på samme hold", "peers in the same cohort"),
    "spread": Label("teams og stillinger jævnt fordelt", "teams and roles evenly spread"),
    "finish": Label("færdig så tidligt som muligt", "finished as early as possible"),
    "avoid": Label("undgå dage, I helst vil være fri for", "avoid the days you would rather be without"),
    "order": Label("begynd i lodtrækningens rækkefølge", "begin in the drawn order"),
}
USUAL_WISHES = tuple(wish for wish in WISHES if wish != "order")
"""The wishes where nothing is said, in their usual order: an order is wished for only where one was drawn."""
WISH_ORDER = SheetKind(
    "wishes",
    Label("Ønsker", "Wishes"),
    Label(
        "Rækkefølgen: 1 er vigtigst. Et ønske uden nummer tæller ikke.",
        "The order: 1 is the most important. A wish without a number does not count.",
    ),
    (
        Column(
            "order",
            Count(least=1, most=99),
            Label("Nummer", "Order"),
            Label("1 er vigtigst. Hvert nummer én gang.", "1 is the most important. Each number once."),
            ("Rækkefølge", "Nr", "Prioritet", "Priority", "Rank"),
            width=10,
        ),
        Column(
            "wish",
            Choice(WISHES, {key: key for key in WISHES}),
            Label("Ønske", "Wish"),
            Label("Vælg fra listen.", "Choose from the list."),
            ("Mål", "Hensyn", "Goal"),
            required=True,
            width=44,
        ),
        Column(
            "give_percent",
            Percent(),
            Label("Må gives op (%)", "May be given up (%)"),
            Label(
                "Så meget af ønsket må gives op for dem, der kommer efter. Tom: 0.",
                "So much of the wish may be given up for those after it. Blank: 0.",
            ),
            ("Slæk", "Giv op", "Give up", "Give percent"),
            default=0.0,
            width=16,
        ),
    ),
    ("Prioritering", "Rækkefølge", "Priorities", "Order of wishes"),
)
