"""What a personnel system hands over about a constructed jobcentre: its staff list, and a week's news of absences."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from samklang.core.calendar import WEEKDAYS, Half, Weekday
from samklang.core.chance import stream
from samklang.core.planner.problem import Pattern, Problem
from samklang.demo.news import news_of

ENCODING = "cp1252"
"""The encoding of both files, as older personnel systems write it."""
_DAY_WORDS = dict(zip(WEEKDAYS, ("man", "tir", "ons", "tor", "fre"), strict=True))
_HOURS_PER_HALF_DAY = 3.7
_AGREEMENTS = {
    "socialrådgiver": "Socialrådgivere og socialformidlere",
    "administrativ medarbejder": "HK Kommunal",
    "ydelsesmedarbejder": "HK Kommunal",
}
_STAFF_HEADINGS = (
    "Medarbejdernr.",
    "Navn",
    "Afdeling",
    "Stillingsbetegnelse",
    "Arbejdssted",
    "Overenskomst",
    "Ugentlig arbejdstid",
    "Arbejdsdage",
    "Ansættelsesdato",
    "Fratrædelsesdato",
)


def staff_list(problem: Problem, seed: int) -> str:
    """The staff as a personnel system exports them: semicolons, Danish headings, dates and decimals, CRLF.

    Everybody has a date of employment here, drawn for those whose date the programme does not need.
    """
    chance = stream(seed, "employed")
    teams = {team.id: team.name for team in problem.teams}
    rows = [list(_STAFF_HEADINGS)]
    for person in problem.people:
        employed = date(2027, 7, 1) - timedelta(days=chance.randrange(60, 9000))
        pattern = next(one for one in person.patterns if one.last_day is None or one.last_day >= problem.first_day)
        rows.append(
            [
                person.id,
                person.name,
                teams[person.team],
                person.role,
                person.site,
                _AGREEMENTS.get(person.role, "Akademikere og HK Kommunal"),
                f"{len(pattern.half_days) * _HOURS_PER_HALF_DAY:.2f}".replace(".", ","),
                ", ".join(_days_in_words(pattern)),
                _danish(person.employed_from or employed),
                _danish(person.employed_to),
            ]
        )
    return _lines(rows)


def news_of_absences(problem: Problem, seed: int) -> str:
    """The news of late September 2027 as a file.

    The resignation stands with the last day at work, in the column for the last day.
    """
    absences, (leaver, last_day_at_work) = news_of(problem, seed)
    rows = [["Nummer", "Navn", "Fra", "Til", "Årsag"]]
    for one in absences:
        rows.append([one.person.id, one.person.name, _danish(one.first_day), _danish(one.last_day), one.said])
    rows.append([leaver.id, leaver.name, "", _danish(last_day_at_work), "fratrådt"])
    return _lines(rows)


def _days_in_words(pattern: Pattern) -> Iterator[str]:
    """«man-tor», «fre fm»: whole days in a row drawn together, then each half day."""
    run: list[Weekday] = []
    for day in (*WEEKDAYS, None):
        if day is not None and all(f"{day}-{half}" in pattern.half_days for half in Half):
            run.append(day)
            continue
        if run:
            yield _DAY_WORDS[run[0]] + (f"-{_DAY_WORDS[run[-1]]}" if len(run) > 1 else "")
            run = []
        if day is not None:
            halves = ((Half.MORNING, "fm"), (Half.AFTERNOON, "em"))
            yield from (f"{_DAY_WORDS[day]} {word}" for half, word in halves if f"{day}-{half}" in pattern.half_days)


def _danish(day: date | None) -> str:
    return day.strftime("%d-%m-%Y") if day else ""


def _lines(rows: Iterable[list[str]]) -> str:
    return "".join(";".join(row) + "\r\n" for row in rows)
