"""The empty, explained workbook."""

from datetime import date, timedelta
from pathlib import Path

from samklang.core.workbook.book import Content, save
from samklang.core.workbook.examples import TITLES, closed_days, examples, modules, wishes
from samklang.core.workbook.sheets import SETTINGS


def template(path: Path, *, programme: str, first_day: date, language: str = "da") -> None:
    """Write the workbook to be filled in: headings, help, lists to choose from, examples that are never read.

    programme: "conversations" or "companies"; decides the suggested modules.
    first_day: the programme's first day; closing days are filled in for the year from it.
    language:  of headings and words, "da" or "en"; the other stands in small below.
    raises:    OSError if the file cannot be written; then nothing is written at all.
    """
    last_day = _year_from(first_day)
    settings = {
        **{setting.key: setting.default for setting in SETTINGS},
        "title": TITLES[programme].in_(language),
        "programme": programme,
        "first_day": first_day,
        "last_day": last_day,
        "avoid_fridays": 1,
        "avoid_autumn_holiday": 3,
    }
    rows = {
        "modules": modules(programme, language),
        "closed_days": closed_days(first_day, last_day, language),
        "wishes": wishes(),
    }
    save(Content(rows, settings, programme, examples(programme, language, first_day)), path, language)


def _year_from(first_day: date) -> date:
    """The day before the same day a year later; 28 February after a 29th."""
    later = first_day.replace(year=first_day.year + 1, day=min(first_day.day, 28 if first_day.month == 2 else 31))
    return later - timedelta(days=1)
