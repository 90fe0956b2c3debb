"""Terms as a plain document that JSON can hold, and back, with every fault found at once.

{"schema": "samklang-grant-terms/1", "headings": {"wages": "eligible", "rent": "blocked"},
 "most_per_project_ore": 50000000, "funder_share_bp": 8000, "net_grant": true, "vat": "never",
 "reports": [{"kind": "final", "offset_months": 3, "offset_days": 0, "counted_from": "grant_end"}],
 "payouts": [{"share_bp": 8000, "when": "start", "offset_months": 0}], "unknown": ["reports"], …}
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from samklang.core.grants.faults import Fault, Path, TermsFaults
from samklang.core.grants.shares import WHOLE_BP
from samklang.core.grants.terms import (
    TERM_WORDS,
    CountedFrom,
    Heading,
    Payout,
    PayoutWhen,
    ReportDue,
    ReportKind,
    Standing,
    Terms,
    VatRule,
)
from samklang.core.words import say

SCHEMA = "samklang-grant-terms/1"
MOST_ORE = 10**15
"""No amount is larger; it fits every database."""
Choice = TypeVar("Choice", bound=StrEnum)
Read = Callable[[Any, Path, list[Fault]], Any]


def to_document(terms: Terms) -> dict[str, Any]:
    """The terms as dicts, lists, text, whole numbers, true, false and None; `terms_from` is its inverse."""
    found: dict[str, Any] = {"schema": SCHEMA}
    for one in fields(Terms):
        found[one.name] = getattr(terms, one.name)
    found["headings"] = {str(heading): str(terms.standing(heading)) for heading in Heading if heading in terms.headings}
    found["vat"] = str(terms.vat)
    found["reports"] = [_plain(one) for one in terms.reports]
    found["payouts"] = [_plain(one) for one in terms.payouts]
    found["unknown"] = sorted(terms.unknown)
    return found


def _plain(row: ReportDue | Payout) -> dict[str, Any]:
    values = {one.name: getattr(row, one.name) for one in fields(row)}
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in values.items()}


def terms_from(document: Mapping[str, Any]) -> Terms:
    """The terms that a document holds; what is left out keeps its default.

    raises: TermsFaults (a ValueError) with every fault, its place and a sentence: unknown names, other kinds of value,
            numbers out of range, instalments that come to more than the award.
    """
    faults: list[Fault] = []
    if not isinstance(document, Mapping):
        raise TermsFaults([Fault((), say("The terms are written as names with values."))])
    values: dict[str, Any] = {}
    for name, value in document.items():
        if name == "schema":
            if value != SCHEMA:
                faults.append(Fault((name,), say("“{found}” is not a form of terms known here.", found=_shown(value))))
        elif name in _READERS:
            values[name] = _READERS[name](value, (name,), faults)
        else:
            faults.append(Fault((str(name),), say("“{name}” is not a term known here.", name=_shown(name))))
    if faults:
        raise TermsFaults(faults)
    terms = Terms(**values)
    if sum(one.share_bp for one in terms.payouts) > WHOLE_BP:
        raise TermsFaults([Fault(("payouts",), say("The instalments come to more than the award."))])
    return terms


def _shown(value: object) -> str:
    return str(value)[:80]


def _whole(value: Any, path: Path, faults: list[Fault], *, most: int, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        faults.append(Fault(path, say("“{found}” is not a whole number.", found=_shown(value))))
        return least
    if not least <= value <= most:
        text = say("“{found}” does not lie between {least} and {most}.", found=_shown(value), least=least, most=most)
        faults.append(Fault(path, text))
    return value


def _or_none(value: Any, path: Path, faults: list[Fault], *, read: Read) -> Any:
    return None if value is None else read(value, path, faults)


def _yes_or_no(value: Any, path: Path, faults: list[Fault]) -> bool:
    if not isinstance(value, bool):
        faults.append(Fault(path, say("“{found}” is neither true nor false.", found=_shown(value))))
    return bool(value)


def _choice(value: Any, path: Path, faults: list[Fault], *, of: type[Choice]) -> Choice:
    if isinstance(value, str) and value in {str(one) for one in of}:
        return of(value)
    choices = tuple(str(one) for one in of)
    faults.append(Fault(path, say("“{found}” is none of {choices}.", found=_shown(value), choices=choices)))
    return next(iter(of))


def _headings(value: Any, path: Path, faults: list[Fault]) -> dict[Heading, Standing]:
    if not isinstance(value, Mapping):
        faults.append(Fault(path, say("“{found}” is not a list of headings.", found=_shown(value))))
        return {}
    return {
        _choice(heading, (*path, str(heading)), faults, of=Heading): _choice(
            standing, (*path, str(heading)), faults, of=Standing
        )
        for heading, standing in value.items()
    }


def _rows(
    value: Any, path: Path, faults: list[Fault], *, of: type[Any], readers: Mapping[str, Read]
) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        faults.append(Fault(path, say("“{found}” is not a list.", found=_shown(value))))
        return ()
    required = next(iter(readers))
    found = []
    for place, row in enumerate(value):
        here = (*path, place)
        if not isinstance(row, Mapping) or required not in row or set(row) - set(readers):
            text = say("“{found}” needs “{name}”, and has no other names than {names}.",
                       found=_shown(row), name=required, names=tuple(readers))  # fmt: skip
            faults.append(Fault(here, text))
            continue
        values = {str(name): readers[name](one, (*here, str(name)), faults) for name, one in row.items()}
        found.append(of(**values))
    return tuple(found)


def _names(value: Any, path: Path, faults: list[Fault]) -> frozenset[str]:
    if not isinstance(value, list | tuple | set | frozenset):
        faults.append(Fault(path, say("“{found}” is not a list.", found=_shown(value))))
        return frozenset()
    for one in value:
        if one not in TERM_WORDS:
            faults.append(Fault(path, say("“{name}” is not a term known here.", name=_shown(one))))
    return frozenset(map(str, value))


_ORE: Read = partial(_or_none, read=partial(_whole, most=MOST_ORE))
_SHARE: Read = partial(_whole, most=WHOLE_BP)
_REPORT: Mapping[str, Read] = {
    "kind": partial(_choice, of=ReportKind),
    "offset_months": partial(_whole, most=120, least=-120),
    "offset_days": partial(_whole, most=3660, least=-3660),
    "counted_from": partial(_choice, of=CountedFrom),
}
_PAYOUT: Mapping[str, Read] = {
    "share_bp": _SHARE,
    "when": partial(_choice, of=PayoutWhen),
    "offset_months": partial(_whole, most=120),
}
_READERS: Mapping[str, Read] = {
    "headings": _headings,
    "most_per_project_ore": _ORE,
    "most_per_person_ore": _ORE,
    "person_window_months": partial(_whole, most=120, least=1),
    "funder_share_bp": _SHARE,
    "net_grant": _yes_or_no,
    "free_reallocation_bp": partial(_or_none, read=_SHARE),
    "audit_from_ore": _ORE,
    "retention_years": partial(_or_none, read=partial(_whole, most=100)),
    "earliest_months_before_start": partial(_or_none, read=partial(_whole, most=120)),
    "latest_days_before_start": partial(_or_none, read=partial(_whole, most=3660)),
    "own_hours_count": partial(_or_none, read=_yes_or_no),
    "vat": partial(_choice, of=VatRule),
    "reports": partial(_rows, of=ReportDue, readers=_REPORT),
    "payouts": partial(_rows, of=Payout, readers=_PAYOUT),
    "unknown": _names,
}
