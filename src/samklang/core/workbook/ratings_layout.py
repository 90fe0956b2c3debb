"""Where in a table of ratings the raters, cases, items and levels stand: by headings, by names given, or by shape.

A long table has one rating a row. A wide one has a row for each case and a column for each rater, or a row for each
rater and a column for each case.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samklang.core.words import Sentence, say
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.headings import SEARCHED_ROWS, wordings
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.labels import INVISIBLE, folded, tidy

RATER, CASE, ITEM, LEVEL, KEY = "rater", "case", "item", "level", "key"
_WORDS = {
    RATER: (
        "bedømmer", "vurderer", "rater", "koder", "coder", "judge", "dommer", "observer", "observatør", "annotator",
        "medarbejder", "kollega", "konsulent", "rater id", "raternr", "bedømmernr", "vurderingsperson",
    ),
    CASE: (
        "sag", "case", "tilfælde", "enhed", "unit", "subject", "emne", "dialog", "samtale", "casenr", "sagsnr",
        "case id", "case number", "sagsnummer", "unit id", "subject id", "eksempel",
    ),
    ITEM: (
        "indikator", "indicator", "item", "punkt", "spørgsmål", "question", "kriterium", "criterion", "dimension",
        "kompetence", "competence", "competency", "item id", "indikatornr",
    ),
    LEVEL: (
        "niveau", "level", "vurdering", "rating", "score", "værdi", "value", "karakter", "grade", "point", "points",
        "bedømmelse", "svar", "answer", "kategori", "category", "code", "kode", "label",
    ),
    KEY: (
        "nøgle", "nøgleniveau", "facit", "key", "key level", "answer key", "gold", "gold standard", "aftalt niveau",
        "agreed level",
    ),
}  # fmt: skip
"""What a column may be headed, apart from spelling differences."""
_BY_WORD = {folded(word): role for role, words in _WORDS.items() for word in words}
_OPTIONS = {RATER: "--rater", CASE: "--case", ITEM: "--item", LEVEL: "--value", KEY: "--key"}
_NUMBERED = re.compile(r"([a-z]+?)(?:\d+|[a-z])")


class Form(StrEnum):
    """What a row of the table is."""

    LONG = "long"
    """One rating."""
    CASES = "cases"
    """One case, with a column for each rater."""
    RATERS = "raters"
    """One rater, with a column for each case."""


@dataclass(frozen=True)
class Layout:
    """Which column is what; rows and columns counted from 0."""

    form: Form
    row: int
    """That of the headings."""
    place: Mapping[str, int]
    """Columns by role."""
    across: tuple[int, ...] = ()
    """Of a wide table, the columns with levels."""
    key_unused: int | None = None
    """A column that looks like a key and was not asked for."""


@dataclass
class _Headings:
    """One row taken as headings."""

    row: int
    cells: Sequence[Raw]
    roles: dict[str, list[int]] = field(default_factory=dict)

    def text(self, place: int) -> str:
        return tidy(shown(self.cells[place])) if place < len(self.cells) else ""

    @property
    def texts(self) -> tuple[Sentence, ...]:
        return tuple(say("“{name}”", name=text) for place in range(len(self.cells)) if (text := self.text(place)))


def filled(cell: Raw) -> bool:
    """Whether a cell holds something that can be seen."""
    return cell != "" and not (isinstance(cell, str) and not cell.strip(INVISIBLE))


def layout_of(grid: Grid, named: Mapping[str, str], wide: Form | None) -> Layout:
    """Which column of a sheet is what.

    named:  headings of columns by role, as the user gave them; that of the key may be a rater's name instead.
    wide:   which wide form it is, where the user said so.
    raises: Misread where headings are missing, or where it cannot be told what is what.
    """
    headings = _headings(grid, named)
    _refuse_unknown_names(headings, named)
    _refuse_doubles(headings)
    found = {role: places[0] for role, places in headings.roles.items() if places}
    unused = None if KEY in named else found.pop(KEY, None)
    form = wide or _form(headings, found)
    if form is Form.LONG:
        return Layout(form, headings.row, found, key_unused=unused)
    by, against = (CASE, RATER) if form is Form.CASES else (RATER, CASE)
    place = {role: column for role, column in found.items() if role in (by, ITEM, KEY)}
    if by not in place and (first := _first_names_rows(grid, headings, place)) is not None:
        place[by] = first
    across = _across(grid, headings, {*place.values(), *(() if unused is None else (unused,))})
    if not across:
        raise Misread(
            say("There is no column with levels beside the names.")
            if against == RATER
            else say("There is no column with levels of a case."),
            _say_how(),
        )
    return Layout(form, headings.row, place, across, unused)


def _headings(grid: Grid, named: Mapping[str, str]) -> _Headings:
    """The row among the first 15 with most known headings, else the first with two filled cells."""
    tops = [_Headings(row, cells) for row, cells in enumerate(grid.rows[:SEARCHED_ROWS])]
    for top in tops:
        top.roles = _roles(top.cells, named)
    most = max((len(top.roles) for top in tops), default=0)
    if most:
        return next(top for top in tops if len(top.roles) == most)
    for top in tops:
        cells = [cell for cell in top.cells if filled(cell)]
        if len(cells) > 1:
            if all(isinstance(cell, float | int) or tidy(str(cell)).replace(",", ".").replace(".", "").isdigit()
                   for cell in cells):  # fmt: skip
                break
            return top
    raise Misread(
        say("There is no row with headings above the ratings in “{sheet}”.", sheet=grid.name),
        say("Write a row above them, such as: Bedømmer; Sag; Indikator; Niveau. Or: rater; case; indicator; level."),
    )


def _roles(cells: Sequence[Raw], named: Mapping[str, str]) -> dict[str, list[int]]:
    wanted = {folded(name): role for role, name in named.items()}
    roles: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if not filled(cell):
            continue
        fold = folded(shown(cell))
        role = wanted.get(fold)
        if role is None:
            role = next((_BY_WORD[one] for one in wordings(cell) if one in _BY_WORD), None)
            role = None if role in named else role
        if role:
            roles.setdefault(role, []).append(place)
    return roles


def _refuse_unknown_names(headings: _Headings, named: Mapping[str, str]) -> None:
    for role, name in named.items():
        if role != KEY and role not in headings.roles:
            raise Misread(
                say("There is no column “{name}”.", name=name),
                say("Write one of these after {option}: {headings}.", option=_OPTIONS[role], headings=headings.texts),
            )


def _refuse_doubles(headings: _Headings) -> None:
    for role, places in headings.roles.items():
        if len(places) > 1:
            first, second = (headings.text(place) for place in places[:2])
            raise Misread(
                say("“{first}” and “{second}” may both be the column meant.", first=first, second=second),
                say("Say which with {option}, or change one of the headings.", option=_OPTIONS[role]),
            )


def _form(headings: _Headings, found: Mapping[str, int]) -> Form:
    """What a row is. Raises Misread where that cannot be told."""
    match (RATER in found, CASE in found, LEVEL in found):
        case (True, True, True):
            return Form.LONG
        case (False, True, False):
            return Form.CASES
        case (True, False, False):
            return Form.RATERS
        case (False, False, False):
            numbered = _numbered(headings, found)
            if numbered:
                return numbered
    missing = [role for role in (RATER, CASE, LEVEL) if role not in found]
    if len(missing) == 3:
        raise Misread(
            say("It cannot be told from the headings {headings} what a row is.", headings=headings.texts), _say_how()
        )
    raise Misread(
        say("No column was found for {what}.", what=tuple(_ROLES[role] for role in missing)),
        say(
            "Say which with {options} and the heading, or --wide if each row holds several ratings.",
            options=tuple(_OPTIONS[role] for role in missing),
        ),
    )


def _say_how() -> Sentence:
    return say(
        "Write --wide cases if each row is a case with a column for each rater, --wide raters if each row is a rater "
        "with a column for each case."
    )


def _numbered(headings: _Headings, found: Mapping[str, int]) -> Form | None:
    """By headings such as “Rater1”, “Rater2”, or “Case A”, “Case B”."""
    seen = set()
    for place, cell in enumerate(headings.cells):
        if place in found.values() or not filled(cell):
            continue
        match = _NUMBERED.fullmatch(folded(shown(cell)))
        role = match and _BY_WORD.get(match[1])
        if role is None and place == 0:
            continue
        seen.add(role)
    forms = {RATER: Form.CASES, CASE: Form.RATERS}
    return forms.get(seen.pop() or "") if len(seen) == 1 else None


def _first_names_rows(grid: Grid, headings: _Headings, place: Mapping[str, int]) -> int | None:
    """The first column, where it has no heading or nothing in it is a number: then it names the rows."""
    below = [cells[0] for cells in grid.rows[headings.row + 1 :] if cells and filled(cells[0])]
    if 0 in place.values() or not below:
        return None
    words = all(isinstance(cell, str) and not any(map(str.isdigit, cell)) and len(tidy(cell)) > 2 for cell in below)
    return 0 if words or not headings.text(0) else None


def _across(grid: Grid, headings: _Headings, taken: set[int]) -> tuple[int, ...]:
    """The columns with levels. Raises Misread where one has no heading, or two have the same."""
    width = max(map(len, grid.rows[headings.row :]))
    places = [place for place in range(width) if place not in taken]
    first: dict[str, int] = {}
    for place in list(places):
        text = headings.text(place)
        if not text:
            if any(len(cells) > place and filled(cells[place]) for cells in grid.rows[headings.row + 1 :]):
                raise Misread(
                    say("Column {column} has no heading.", column=grid.place(0, place).cell.rstrip("1")),
                    say("Write above it whose or which levels they are."),
                )
            places.remove(place)
        elif text in first:
            raise Misread(
                say("Two columns are headed “{name}”.", name=text),
                say("Give each rater, or each case, a column of its own name."),
            )
        first[text] = place
    return tuple(places)


_ROLES: Mapping[str, Sentence] = {
    RATER: say("the rater"),
    CASE: say("the case"),
    LEVEL: say("the level"),
}
