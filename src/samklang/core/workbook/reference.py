"""The reference of every sheet and column, made from the definitions that reading and writing go by."""

from collections.abc import Iterator

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.kinds import Choice, HalfOfDay, Halves, YesNo
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets import RULES, SETTINGS, SHEETS

_TITLE = Label("Regnearket, ark for ark", "The workbook, sheet by sheet")
_INTRODUCTION = Label(
    "Ark og kolonner findes på navnet, på dansk eller engelsk, uanset store bogstaver, mellemrum, accenter, "
    "bindestreger og rækkefølge. Overskrifterne skal stå inden for de første 15 rækker. Blanke rækker springes "
    "over, og rækker, hvis første celle begynder med “Eksempel” eller “Example”, læses aldrig. Beløb er i kroner.",
    "Sheets and columns are found by name, in Danish or English, whatever their case, spaces, accents, hyphens and "
    "order. The headings must stand within the first 15 rows. Blank rows are skipped, and rows whose first cell "
    "begins with “Eksempel” or “Example” are never read. Amounts are in kroner.",
)
_RULES_OF_READING = Label(
    """- **Datoer** er rigtige datoer eller tekst med dagen først: `12-09-2027`, `12.9.2027`, `12/9 2027`,
  `12. september 2027`, eller `2027-09-12`. Året har fire cifre. Et regnearks dagtal (46642) forstås også.
- **Tal** har komma som decimaltegn. Et punktum eller mellemrum fulgt af præcis tre cifre skiller tusinder (`500.000`);
  fulgt af andet end tre cifre er punktum decimaltegn (`37.0`). `1,000` kan være begge dele og afvises. Et helt tal
  rundes aldrig af.
- **Procent** skrives som 75 eller “75 %”. Et bart tal over 0 og op til 1 afvises, for det kan være 1 % eller 100 %.
- **Personer** nævnes ved nummer eller navn. Står begge, gælder nummeret, og navnet skal kunne passe. Et navn, der
  kun afviger i store bogstaver, mellemrum, accenter, å/aa, æ/ae, ø/oe eller “Efternavn, Fornavn”, forstås, hvis det
  passer på præcis én, og det siges.
- **Flere i én celle** skilles med komma eller semikolon; noget, der selv rummer et komma, sættes i "anførselstegn".
- **Flettede celler** nedad gælder for hver af rækkerne, og det siges.
- **CPR-numre** afvises overalt i filen.""",
    """- **Dates** are real dates or text with the day first: `12-09-2027`, `12.9.2027`, `12/9 2027`,
  `12 September 2027`, or `2027-09-12`. The year has four digits. A spreadsheet's day number (46642) is
  understood as well.
- **Numbers** have a decimal comma. A point or space followed by exactly three digits separates thousands (`500.000`);
  followed by any other number of digits a point is a decimal sign (`37.0`). `1,000` could be both and is refused. A
  whole number is never rounded.
- **Percent** is written as 75 or “75 %”. A bare number above 0 and up to 1 is refused, since it could be 1 % or 100 %.
- **People** are named by number or by name. Where both stand, the number counts, and the name must be able to be
  theirs. A name that differs only in case, spaces, accents, å/aa, æ/ae, ø/oe or “Surname, First name” is understood if
  it fits exactly one, and this is told.
- **Several in one cell** have commas or semicolons between them; something that itself holds a comma stands in
  "quotation marks".
- **Merged cells** downwards count for each of the rows, and this is told.
- **Civil registration numbers** are refused anywhere in the file.""",
)
_HEADER = Label("| Kolonne | Skriv | Tom betyder | Hvad |", "| Column | Write | Blank means | What |")
_RULES_HEADER = Label("| Regel | Skriv | Tom betyder | Hvad |", "| Rule | Write | Blank means | What |")
_MUST = Label("skal udfyldes", "must be filled in")
_SHEET_MUST = Label("Arket skal være der.", "The sheet must be there.")
_ALSO = Label("Kendes også som", "Also known as")
_ALSO_HEADINGS = Label("Andre overskrifter, der forstås", "Other headings that are understood")


def reference(language: str) -> str:
    """The reference as Markdown, in "da" or "en"."""
    return "\n".join(_lines(language)).rstrip() + "\n"


def _lines(language: str) -> Iterator[str]:
    yield from (f"# {_TITLE.in_(language)}", "", _INTRODUCTION.in_(language), "", _RULES_OF_READING.in_(language), "")
    for kind in SHEETS:
        yield from _sheet(kind, language)


def _sheet(kind: SheetKind, language: str) -> Iterator[str]:
    other = "en" if language == "da" else "da"
    yield from (f"## {kind.name.in_(language)} ({kind.name.in_(other)})", "", kind.purpose.in_(language))
    if kind.required:
        yield _SHEET_MUST.in_(language)
    yield f"{_ALSO.in_(language)}: {', '.join(kind.also)}."
    yield ""
    columns = SETTINGS if kind is RULES else kind.columns
    yield (_RULES_HEADER if kind is RULES else _HEADER).in_(language)
    yield "|---|---|---|---|"
    yield from (_row(column, language) for column in columns)
    yield from ("", f"{_ALSO_HEADINGS.in_(language)}:", "")
    yield from (f"- {column.heading.in_(language)}: {', '.join(column.also)}" for column in columns if column.also)
    yield ""


def _row(column: Column, language: str) -> str:
    other = "en" if language == "da" else "da"
    name, second = column.heading.in_(language), column.heading.in_(other)
    both = name if name == second else f"{name} ({second})"
    return (
        f"| {both} | {column.kind.described.in_(language)} | {_blank(column, language)} | {column.help.in_(language)} |"
    )


def _blank(column: Column, language: str) -> str:
    if column.required:
        return _MUST.in_(language)
    if column.default in (None, "", []):
        return "–"
    if isinstance(column.kind, Choice | YesNo | Halves | HalfOfDay):
        return column.kind.write(column.default, language)
    return f"{column.default:g}" if isinstance(column.default, float) else str(column.default)
