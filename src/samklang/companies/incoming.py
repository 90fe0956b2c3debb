"""What a file says of companies, whichever kind of file it is: one shape for the register and the spreadsheet. Pure."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from samklang.core.words import Sentence, say, with_values

REGISTER_FIELDS = (
    "name", "industry_code", "industry", "employees", "employees_most", "street", "postcode", "town", "phone", "email",
    "website", "protected", "ceased_on",
)  # fmt: skip
"""Fields of a company that a file fills in. What a consultant has written – about, owner, contacts, language – is not
among them: a file fills those in where they are empty, and never writes over them."""
SITE_FIELDS = ("name", "street", "postcode", "town", "industry_code", "industry", "employees", "ceased_on")
_DATES = ("ceased_on",)


@dataclass(frozen=True)
class Incoming:
    """One company of a file.

    row:      the line, the number in the list or the row of the spreadsheet, from 1.
    cvr:      eight digits with a right check digit; empty where the file has none.
    values:   by field of `REGISTER_FIELDS`, only what the file says. None is said too: "no longer ceased".
    sites:    by P-number, values by field of `SITE_FIELDS`.
    contact:  name, phone and email of somebody one talks to; empty where the file names nobody.
    owner:    name or e-mail of the colleague who owns it; empty where the file names nobody.
    lies_in:  the municipalities where the company and its places lie; empty where the file does not say.
    """

    row: int
    cvr: str
    values: Mapping[str, Any]
    sites: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    lies_in: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the file calls it; empty where it does not say."""
        return str(self.values.get("name") or "")


@dataclass(frozen=True)
class Problem:
    """What a file says that could not be used. told: a key of `TOLD` and its values."""

    row: int
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> Sentence:
        """In words."""
        values = {**self.values, "field": CELLS[self.values["field"]]} if "field" in self.values else self.values
        return with_values(TOLD[self.key], **values)


@dataclass(frozen=True)
class Contents:
    """Everything a file says."""

    companies: tuple[Incoming, ...]
    problems: tuple[Problem, ...] = ()

    def packed(self) -> bytes:
        """As it is kept until it is loaded."""
        said = {
            "companies": [_plain(one) for one in self.companies],
            "problems": [asdict(one) for one in self.problems],
        }
        return gzip.compress(
            json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"), 5, mtime=0
        )


def unpacked(content: bytes) -> Contents:
    """What `Contents.packed` has packed."""
    said = json.loads(gzip.decompress(content))
    return Contents(
        tuple(_company(one) for one in said["companies"]), tuple(Problem(**one) for one in said["problems"])
    )


def _plain(one: Incoming) -> list[Any]:
    sites = {number: _said(values) for number, values in one.sites.items()}
    return [one.row, one.cvr, _said(one.values), sites, dict(one.contact), one.owner, list(one.lies_in)]


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _company(said: list[Any]) -> Incoming:
    row, cvr, values, sites, contact, owner, lies_in = said
    dated = {number: with_dates(site) for number, site in sites.items()}
    return Incoming(row, cvr, with_dates(values), dated, contact, owner, tuple(lies_in))


def with_dates(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a row has them, from values as JSON keeps them."""
    found = dict(values)
    for name in _DATES:
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    return found


def one_for_each(companies: Iterable[Incoming], problems: list[Problem]) -> tuple[Incoming, ...]:
    """The companies, each CVR number once: the last line of a number holds, and its places are put together."""
    found: dict[str, Incoming] = {}
    for number, one in enumerate(companies):
        key = one.cvr or f"row {number}"
        before = found.pop(key, None)
        if before is not None:
            problems.append(Problem(before.row, "twice", {"cvr": one.cvr, "row": str(one.row)}))
            one = _together(before, one)  # noqa: PLW2901 - the later line, with what only the earlier one says
        found[key] = one
    return tuple(sorted(found.values(), key=lambda one: one.row))


def _together(first: Incoming, last: Incoming) -> Incoming:
    sites = {**first.sites}
    for number, values in last.sites.items():
        sites[number] = {**sites.get(number, {}), **values}
    return Incoming(
        last.row, last.cvr, {**first.values, **last.values}, sites, last.contact or first.contact,
        last.owner or first.owner, tuple(dict.fromkeys((*first.lies_in, *last.lies_in))),
    )  # fmt: skip


TOLD: Mapping[str, Sentence] = {
    "twice": say("CVR {cvr} stands more than once. The last line holds: line {row}."),
    "broken": say("The line is broken and was left out. The other lines were read."),
    "broken-off": say("The file breaks off here. What stands before was read."),
    "not-a-company": say("It is neither a company nor a production unit, and was left out."),
    "no-number": say("It has no CVR number and was left out."),
    "wrong-number": say("“{text}” is no CVR number: eight digits, and the last one must fit. It was left out."),
    "wrong-cvr": say("“{text}” is no CVR number: eight digits, and the last one must fit. Read without it."),
    "wrong-p-number": say("“{text}” is no P-number: it has ten digits. Read without it."),
    "no-name": say("It has no name and was left out."),
    "letters": say("Letters in it cannot be read, so it was left out. Save the file as UTF-8."),
    "unit-alone": say("The production unit {number} belongs to CVR {cvr}, which the file does not hold."),
    "personal-number": say("It holds what looks like a civil registration number and was left out. Delete the number."),
    "not-read": say("“{text}” could not be read as {field}. That cell was left out."),
    "cut": say("“{text}” is too long and was cut."),
    "too-many": say("Only the first {most} companies are read from one file. Send the rest in another one."),
    "elsewhere": say("{name} lies in {place}, and was left out."),
    "no-such-colleague": say("Nobody is called “{name}” here, so nobody was made its owner."),
    "two-colleagues": say("More than one is called “{name}”, so nobody was made its owner. Write the e-mail address."),
    "same-row": say("“{name}” stands in line {row} too, without a CVR number. It was read once."),
    "merged": say("CVR {cvr} was merged into “{name}”, which it is read as."),
}
"""Everything that can be wrong with a line, in words."""

CELLS: Mapping[str, Sentence] = {
    "employees": say("the number of employees"),
    "protected": say("advertising protection"),
    "ceased_on": say("the day it ceased"),
    "email": say("an e-mail address"),
    "contact_email": say("an e-mail address"),
    "industry_code": say("an industry code"),
    "cell": say("a value, since it shows an error"),
}
"""What a cell should have held."""
