"""Constructed staff to try with: the file that one can fetch, and that the button imports."""

from io import BytesIO

import xlsxwriter

from samklang.core.workbook.book import write_sheet
from samklang.core.workbook.filling import Filled
from samklang.core.workbook.kinds import HALF_DAYS
from samklang.core.workbook.sheets import TEAMS
from samklang.core.workbook.sheets.register import STAFF_LIST

FILE_NAME = "samklang-konstrueret-personale.xlsx"
"""The name of the import that the button makes."""
FILE_TO_FOLLOW = "samklang-eksempel.xlsx"
"""The name of the file that is fetched, which somebody may fill with their own staff and send in."""
MARK = {"da": "konstrueret", "en": "constructed"}
"""Stands in every name of the sample, on every page and in every plan."""
_TEAMS = ("Birk", "Eg", "Lind")
_LEAST = 4
_NAMES = (
    "Anna Berg", "Bo Holm", "Camilla Dam", "David Ek", "Eva Frost", "Finn Grøn", "Gitte Hav", "Hans Ilsø",
    "Ida Juul", "Jens Krog", "Karen Lund", "Lars Mose", "Mette Nør", "Niels Odde", "Oda Pors", "Per Quist",
    "Rikke Rask", "Søren Sø", "Tine Thy", "Ulla Uth", "Viggo Vang", "Winnie Wulff", "Åge Ø", "Æble Ådal",
)  # fmt: skip
_ROLES = {"da": ("jobkonsulent", "socialrådgiver", "sagsbehandler"),
          "en": ("job consultant", "social worker", "case worker")}  # fmt: skip
_PART_TIME = 5
"""Every fifth works four days, so that the plan has something to think about."""


def _marked(name: str, language: str) -> str:
    return f"{name} ({MARK[language]})"


def is_marked(name: str) -> bool:
    """Whether it is a name of the sample, in either language."""
    return name.endswith(tuple(f"({mark})" for mark in MARK.values()))


def teams(language: str) -> list[str]:
    """The names of the teams in the sample."""
    return [_marked(f"Team {name}", language) for name in _TEAMS]


def staff(language: str) -> list[Filled]:
    """Twenty-four people in three teams."""
    rows: list[Filled] = []
    for place, name in enumerate(_NAMES):
        part_time = place % _PART_TIME == _PART_TIME - 1
        half_days = HALF_DAYS[:8] if part_time else HALF_DAYS
        rows.append(
            {
                "id": f"K-{place + 1:02}",
                "name": _marked(name, language),
                "team": teams(language)[place % len(_TEAMS)],
                "role": _ROLES[language][place % 3],
                "hours": 29.6 if part_time else 37.0,
                **dict.fromkeys(half_days, True),
                "conversations_per_half_day": 2,
            }
        )
    return rows


def sample_file(language: str) -> bytes:
    """The sample as a workbook with staff and teams, as a personnel office could send it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": FILE_NAME, "author": "Samklang"})
    write_sheet(book, STAFF_LIST, staff(language), language)
    write_sheet(book, TEAMS, [{"name": name, "minimum": _LEAST} for name in teams(language)], language)
    book.close()
    return buffer.getvalue()
