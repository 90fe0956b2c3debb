"""Constructed public figures in the sources' own forms, for the demonstration and the tests: none of them is real.

The names of municipalities are real, since a page without them would show nothing of how neighbours look beside each
other. `.json`: answers of the sources' APIs, null where no figure is shown. `jobindsats-otij01.csv`: one row for each
area and month, UTF-8 with its mark, decimal commas. `jobindsats-y25i07.csv`: a column for each month, Windows-1252.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
FILES: Final[Mapping[str, str]] = {
    "unemployment": "jobindsats-y25i01.json",
    "job-after-placement": "jobindsats-y14d03.json",
    "ordinary-hours": "jobindsats-otij01.csv",
    "new-vacancies": "jobindsats-y25i07.csv",
    "unemployment-statbank": "statbank-aup02.json",
}
"""By the key of the table in the catalogue."""


def sample(key: str) -> tuple[str, bytes] | None:
    """The file's name and what it holds; None for a table without one."""
    name = FILES.get(key)
    return None if name is None else (name, (FOLDER / name).read_bytes())
