"""The first sheet: what to fill in, in which order, in ten minutes."""

from xlsxwriter.worksheet import Worksheet

from samklang.core.workbook.labels import Label
from samklang.core.workbook.look import DARK, EXAMPLE_FILL, LINE_HEIGHT, PALE, Look, lines_needed
from samklang.core.workbook.sheets import PROGRAMMES, SHEETS

_WIDTHS = (4, 24, 66, 66)
_TITLE = Label("Kursusplan", "Course plan")
_INTRODUCTION = Label(
    "Udfyld arkene i rækkefølgen nedenfor. Det vigtigste tager ti minutter; resten kan vente. "
    "Send så filen til Samklang: du får en plan tilbage, eller en liste over alt, der skal rettes, med ark og celle.",
    "Fill in the sheets in the order below. The most important takes ten minutes; the rest can wait. "
    "Then give the file to Samklang: you get a plan back, or a list of everything to correct, with sheet and cell.",
)
_FIRST_HEADING = Label("De ti minutter", "The ten minutes")
_STEPS = (
    (
        "rules",
        Label(
            "Navn, første og sidste dag, hvor mange hold og hvor store. (1 minut)",
            "Title, first and last day, how many cohorts and how large. (1 minute)",
        ),
    ),
    (
        "teams",
        Label(
            "Jeres teams, og hvor mange af hvert der mindst skal være tilbage. (1 minut)",
            "The teams, and the fewest of each to be left. (1 minute)",
        ),
    ),
    (
        "staff",
        Label(
            "Alle medarbejdere: nummer, navn, team og x for de halve dage, de arbejder. Kopiér gerne "
            "fra personalesystemet. (4 minutter)",
            "All staff: number, name, team, and x for the half-days they work. Copy from the "
            "personnel system if you like. (4 minutes)",
        ),
    ),
    (
        "modules",
        Label(
            "Programmets dele. De er foreslået; ret dem til. (1 minut)",
            "The parts of the programme. They are suggested; change them. (1 minute)",
        ),
    ),
    (
        "trainers",
        Label(
            "Hvem der underviser i hvad, og hvad en dag koster. (1 minut)",
            "Who teaches what, and what a day costs. (1 minute)",
        ),
    ),
    (
        "rooms",
        Label(
            "Lokaler og pladser. (1 minut)",
            "Rooms and seats. (1 minute)",
        ),
    ),
    (
        "grants",
        Label(
            "Tilskuddet: beløb, periode og andel. (1 minut)",
            "The grant: amount, period and share. (1 minute)",
        ),
    ),
)
_SECOND_HEADING = Label(
    "Når du har mere tid",
    "When you have more time",
)
_LATER = (
    (
        "absences",
        Label(
            "Kendt fravær: barsel, orlov, ferie. Jo mere, jo bedre holder planen.",
            "Known absences: maternity, leave, holidays. The more, the better the plan holds.",
        ),
    ),
    (
        "duties",
        Label(
            "Telefonvagter, møder og aftaler.",
            "Phone rota, meetings and appointments.",
        ),
    ),
    (
        "working_times",
        Label(
            "Kun for dem, hvis arbejdstid skifter undervejs.",
            "Only for those whose working time changes on the way.",
        ),
    ),
    (
        "groups",
        Label(
            "Krav på tværs af teams: telefon, sprog, hus.",
            "Demands across teams: phone, languages, house.",
        ),
    ),
    (
        "exceptions",
        Label(
            "Perioder, hvor kravet er et andet.",
            "Periods in which the demand is another.",
        ),
    ),
    (
        "taken",
        Label(
            "Hvornår undervisere og lokaler er optaget.",
            "When trainers and rooms are taken.",
        ),
    ),
    (
        "closed_days",
        Label(
            "Helligdage står der. Tilføj jeres egne lukkedage.",
            "Public holidays are there. Add your own closing days.",
        ),
    ),
    (
        "avoided",
        Label(
            "Dage, I helst vil være fri for, for eksempel vinterferien.",
            "Days you would rather be without, such as the winter holiday.",
        ),
    ),
    (
        "wishes",
        Label(
            "Hvad der er vigtigst, hvis alt ikke kan lade sig gøre.",
            "What matters most if not everything is possible.",
        ),
    ),
)
_THIRD_HEADING = Label(
    "Godt at vide",
    "Good to know",
)
_ADVICE = (
    Label(
        "Mørkeblå overskrifter skal udfyldes; lyse kan være tomme. Hold musen over en overskrift for at få hjælp.",
        "Dark blue headings must be filled in; pale ones may be blank. Hold the mouse over a heading for help.",
    ),
    Label(
        "Rækker, hvis første celle begynder med “Eksempel”, læses aldrig. Slet dem eller skriv oven i dem.",
        "Rows whose first cell begins with “Example” are never read. Delete them or write over them.",
    ),
    Label(
        "Datoer: dag, måned og år med fire cifre, for eksempel 12-09-2027. Beløb: kroner, for "
        "eksempel 500.000. Flere ting i én celle: komma imellem.",
        "Dates: day, month and year with four digits, for example 12-09-2027. Amounts: kroner, "
        "for example 500.000. Several things in one cell: commas between.",
    ),
    Label(
        "Kolonner og ark, I selv tilføjer, bliver ikke brugt; det siges blot. Rækkefølgen af kolonner er lige meget.",
        "Columns and sheets that you add yourselves are not used; that is all. The order of columns does not matter.",
    ),
    Label(
        "Skriv aldrig CPR-numre, diagnoser eller borgeres navne nogen steder i filen.",
        "Never write civil registration numbers, diagnoses or citizens' names anywhere in the file.",
    ),
    Label(
        "Bliver noget misforstået, står det i svaret. Intet gættes i det skjulte.",
        "If something was understood in a special way, the answer says so. Nothing is guessed in secret.",
    ),
)


def write_readme(sheet: Worksheet, look: Look, language: str, programme: str) -> None:
    """Fill the sheet, the workbook's language to the left and the other to the right, with links to the sheets."""
    sheet.hide_gridlines(2)
    sheet.set_tab_color(PALE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 34)
    name = PROGRAMMES[programme].in_(language)
    sheet.write_string(0, 1, f"{_TITLE.in_(language)}: {name}", look.of(bold=True, font_size=22, font_color=DARK))
    row = _texts(sheet, look, language, 2, _INTRODUCTION)
    for heading, steps, numbered in ((_FIRST_HEADING, _STEPS, True), (_SECOND_HEADING, _LATER, False)):
        row = _heading(sheet, look, language, row + 1, heading)
        for number, (key, text) in enumerate(steps, start=1):
            if numbered:
                sheet.write_number(row, 0, number, look.of(bold=True, font_color=DARK, align="center"))
            row = _texts(sheet, look, language, row, text, key=key)
    row = _heading(sheet, look, language, row + 1, _THIRD_HEADING)
    for place, text in enumerate(_ADVICE):
        sample = {
            0: (
                "mørkeblå" if language == "da" else "dark blue",
                {"bg_color": DARK, "font_color": "white", "bold": True},
            ),
            1: ("Eksempel 1" if language == "da" else "Example 1", {"bg_color": EXAMPLE_FILL, "italic": True}),
        }
        if place in sample:
            words, properties = sample[place]
            sheet.write_string(row, 1, words, look.of(**properties))
        row = _texts(sheet, look, language, row, text)


def _heading(sheet: Worksheet, look: Look, language: str, row: int, label: Label) -> int:
    other = "en" if language == "da" else "da"
    sheet.set_row(row, 24)
    band = look.of(bold=True, font_size=13, font_color=DARK, bottom=2, bottom_color=DARK, valign="bottom")
    soft = look.of(italic=True, font_size=12, indent=1, bottom=2, bottom_color=DARK, valign="bottom")
    sheet.write_string(row, 1, label.in_(language), band)
    sheet.write_blank(row, 2, None, band)
    sheet.write_string(row, 3, label.in_(other), soft)
    return row + 1


def _texts(sheet: Worksheet, look: Look, language: str, row: int, label: Label, *, key: str = "") -> int:
    texts = (label.in_(language), label.in_("en" if language == "da" else "da"))
    lines = max(lines_needed(text, _WIDTHS[2] * 1.1) for text in texts)
    sheet.set_row(row, LINE_HEIGHT * lines + 4)
    if key:
        name = next(kind.name.in_(language) for kind in SHEETS if kind.key == key)
        link = look.of(bold=True, underline=1, font_color="#0563C1")
        sheet.write_url(row, 1, f"internal:'{name}'!A1", link, name)
    sheet.write_string(row, 2, texts[0], look.of(text_wrap=True, indent=1))
    sheet.write_string(row, 3, texts[1], look.of(text_wrap=True, italic=True, font_color="#55616B", indent=1))
    return row + 1
