"""The public register's own format: documents of companies and of the places where they work. Pure.

Source: Erhvervsstyrelsen's access for systems to CVR data; its search service distribution.virk.dk/cvr-permanent gives
JSON documents `Vrvirksomhed` and `VrproduktionsEnhed`. The names of the fields were compared with whole answers of the
service that stand in public code (alexdor/regtic, workers/vat-dk/cvr_parser.js, of 2018; Andreasbirch.github.io,
apps/HvemErEjeren/data.js, of 2022) and with the reader cvrminer. What a document says of the people who own or direct a
company (`deltagerRelation`) is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from samklang.companies.cvr import cleaned_cvr, cleaned_p_number, is_cvr, is_p_number
from samklang.companies.incoming import Contents, Incoming, Problem, one_for_each
from samklang.companies.json_documents import Broken, documents
from samklang.core.workbook.labels import tidy

MOST_COMPANIES = 50_000
_MOST_BARE_PLACES = 50
"""A chain has hundreds of places all over the country; those it names only by number are then left out."""
_COMPANY = ("Vrvirksomhed", "vrvirksomhed")
_UNIT = ("VrproduktionsEnhed", "Vrproduktionsenhed", "vrproduktionsenhed")
_EMPLOYMENT = (
    "nyesteErstMaanedsbeskaeftigelse", "nyesteMaanedsbeskaeftigelse", "nyesteKvartalsbeskaeftigelse",
    "nyesteAarsbeskaeftigelse",
)  # fmt: skip
"""From the freshest to the one that covers most companies; none of them covers all."""
_CEASED = ("OPHØRT", "OPLØST", "SLETTET", "TVANGSOPLØST")
_LONGEST = {
    "name": 200, "industry": 200, "street": 200, "postcode": 10, "town": 80, "phone": 40, "email": 254, "website": 200,
    "industry_code": 6,
}  # fmt: skip
_UNREADABLE = "\ufffd"
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""What JSON can hold and no database."""


def read_register(content: bytes) -> Contents:
    """Every company of the file, each once, and what could not be read of it. Raises Misread where it holds no JSON.

    content: one answer of the search service (hits.hits[]._source), a list, or one document a line (JSON lines, several
             answers among them); packed with gzip or not; UTF-8 or UTF-16 with its mark. Documents are looked at one at
             a time, so that the whole register's history of 20,000 companies is never in the memory at once.
    """
    problems: list[Problem] = []
    companies: list[Incoming] = []
    units: dict[str, dict[str, tuple[int, dict[str, Any], str]]] = {}
    for row, found in documents(content):
        if isinstance(found, Broken):
            problems.append(Problem(row, found.value))
        elif (unit := _inner(found, _UNIT)) is not None:
            _take_unit(row, unit, units, problems)
        elif (company := _inner(found, _COMPANY)) is not None or _looks_like_company(found):
            if len(companies) >= MOST_COMPANIES:
                problems.append(Problem(row, "too-many", {"most": MOST_COMPANIES}))
                break
            read = _company(row, company if company is not None else found, problems)
            companies += [read] if read is not None else []
        elif not _says_nothing(found):
            problems.append(Problem(row, "not-a-company"))
    kept = one_for_each(companies, problems)
    return Contents(_with_units(kept, units), tuple(sorted(problems, key=lambda one: one.row)))


def _inner(document: Any, names: Sequence[str]) -> Mapping[str, Any] | None:
    source = document.get("_source", document) if isinstance(document, Mapping) else None
    if not isinstance(source, Mapping):
        return None
    return next((source[name] for name in names if isinstance(source.get(name), Mapping)), None)


def _looks_like_company(document: Any) -> bool:
    return isinstance(document, Mapping) and "cvrNummer" in document and "virksomhedMetadata" in document


def _says_nothing(document: Any) -> bool:
    """The register's own notes on its delivery (`_type` "meta"), and owners and directors, which are not for us."""
    source = document.get("_source", document) if isinstance(document, Mapping) else None
    return isinstance(source, Mapping) and any(str(name).startswith(("Vrdeltager", "Newest")) for name in source)


def _company(row: int, said: Mapping[str, Any], problems: list[Problem]) -> Incoming | None:
    cvr = _number(cleaned_cvr(said.get("cvrNummer")))
    if not is_cvr(cvr):
        problems.append(Problem(row, "wrong-number", {"text": cvr[:40]}) if cvr else Problem(row, "no-number"))
        return None
    about = _mapping(said.get("virksomhedMetadata"))
    values = _values(said, about)
    if not values.get("name"):
        problems.append(Problem(row, "no-name"))
        return None
    if any(_UNREADABLE in one for one in values.values() if isinstance(one, str)):
        problems.append(Problem(row, "letters"))
        return None
    values["protected"] = said.get("reklamebeskyttet") is True
    values.update(_contacts(said, about))
    places = [
        number for one in _open(said.get("penheder")) if is_p_number(number := cleaned_p_number(one.get("pNummer")))
    ]
    bare: dict[str, dict[str, Any]] = {number: {} for number in places} if len(places) <= _MOST_BARE_PLACES else {}
    return Incoming(row, cvr, values, bare, lies_in=_lies_in(said, about))


def _number(text: str) -> str:
    """The register writes the number as a number: those of the oldest companies would otherwise lose a leading zero."""
    return text.zfill(8) if text.isdecimal() and len(text) < 8 else text


def _values(said: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    """What a company and a place say alike."""
    name = _mapping(about.get("nyesteNavn")) or _newest(said.get("navne"))
    industry = _mapping(about.get("nyesteHovedbranche")) or _newest(said.get("hovedbranche"))
    address = _address(said, about)
    least, most = _employees(about)
    values: dict[str, Any] = {
        "name": _text(name.get("navn"), "name"),
        "industry_code": _with_zeros(industry.get("branchekode"), 6, "industry_code"),
        "industry": _text(industry.get("branchetekst"), "industry"),
        "street": _street(address),
        "postcode": _with_zeros(address.get("postnummer"), 4, "postcode"),
        "town": _text(address.get("postdistrikt"), "town"),
        "ceased_on": _ceased(said, about),
    }
    if least is not None:
        values["employees"], values["employees_most"] = least, most
    return {name: value for name, value in values.items() if value != "" or name == "name"}


def _address(said: Mapping[str, Any], about: Mapping[str, Any]) -> Mapping[str, Any]:
    return _mapping(about.get("nyesteBeliggenhedsadresse")) or _newest(said.get("beliggenhedsadresse"))


def _street(address: Mapping[str, Any]) -> str:
    """ "Østergade 12B, 1. tv", as a Danish address is written; a free text where the address is a foreign one."""
    if not address.get("vejnavn"):
        return _text(address.get("fritekst"), "street")
    number = f"{_bare(address.get('husnummerFra'))}{_bare(address.get('bogstavFra'))}"
    if address.get("husnummerTil"):
        number += f"-{_bare(address.get('husnummerTil'))}{_bare(address.get('bogstavTil'))}"
    floor = _bare(address.get("etage"))
    floor = f"{floor}." if floor.isdecimal() else floor
    rest = " ".join(filter(None, (floor, _bare(address.get("sidedoer")))))
    road = " ".join(filter(None, (_bare(address.get("vejnavn")), number)))
    return _text(", ".join(filter(None, (road, rest))), "street")


def _with_zeros(value: Any, length: int, field: str) -> str:
    """A code that somebody has kept as a number, with the zeros it has lost in front."""
    text = _bare(value)
    return _text(text.zfill(length) if text.isdecimal() else text, field)


def _employees(about: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """How many, or the band: least and most. None, None where the register does not say."""
    for name in _EMPLOYMENT:
        said = _mapping(about.get(name))
        exact = said.get("antalAnsatte")
        if isinstance(exact, int) and not isinstance(exact, bool) and 0 <= exact < 1_000_000:
            return exact, None
        if (band := band_of(str(said.get("intervalKodeAntalAnsatte") or ""))) is not None:
            return band
    return None, None


def band_of(code: str) -> tuple[int, int | None] | None:
    """The least and the most of a band such as "ANTAL_10_19"; most is None in the highest band, and for one number."""
    parts = code.removeprefix("ANTAL_").split("_")
    numbers = [int(one) for one in parts if one.isascii() and one.isdigit() and len(one) < 8]
    if not code.startswith("ANTAL_") or not numbers or len(parts) > 2:
        return None
    least = numbers[0]
    most = numbers[1] if len(numbers) > 1 and numbers[1] < 100_000 else None
    return least, most if most is not None and most > least else None


def _ceased(said: Mapping[str, Any], about: Mapping[str, Any]) -> date | None:
    """The day it ended: the last of its lives is over, or its state says so. None while it lives."""
    lives = [one for one in _list(said.get("livsforloeb")) if isinstance(one, Mapping)]
    ends = [_day(_mapping(one.get("periode")).get("gyldigTil")) for one in lives]
    if ends and all(ends):
        return max(day for day in ends if day)
    state = str(about.get("sammensatStatus") or "").upper()
    if not state.startswith(_CEASED):
        return None
    status = _newest(said.get("virksomhedsstatus"))
    since = _day(_mapping(status.get("periode")).get("gyldigFra")) if status else None
    return since or _day(about.get("virkningsDato"))


def _contacts(said: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, str]:
    """Telephone, mail and website that are open to everybody today; never a secret one, never one that has run out."""
    found = {
        "phone": _open_text(said.get("telefonNummer")),
        "email": _open_text(said.get("elektroniskPost")),
        "website": _open_text(said.get("hjemmeside")),
    }
    named = any(name in said for name in ("telefonNummer", "elektroniskPost", "hjemmeside"))
    for text in [] if named else map(_bare, _list(about.get("nyesteKontaktoplysninger"))):
        digits = text.replace(" ", "").removeprefix("+45")
        kind = "email" if "@" in text else "phone" if digits.isdecimal() else "website" if "." in text else ""
        if kind and not found[kind]:
            found[kind] = text
    return {kind: _text(text, kind) for kind, text in found.items() if text and len(text) <= _LONGEST[kind]}


def _open_text(rows: Any) -> str:
    shown = [one for one in _open(rows) if not one.get("hemmelig") and one.get("kontaktoplysning")]
    return _bare(shown[-1]["kontaktoplysning"]) if shown else ""


def _lies_in(said: Mapping[str, Any], about: Mapping[str, Any]) -> tuple[str, ...]:
    name = _bare(_mapping(_address(said, about).get("kommune")).get("kommuneNavn"))
    return (name,) if name else ()


def _take_unit(
    row: int,
    said: Mapping[str, Any],
    units: dict[str, dict[str, tuple[int, dict[str, Any], str]]],
    problems: list[Problem],
) -> None:
    about = _mapping(said.get("produktionsEnhedMetadata"))
    number = cleaned_p_number(said.get("pNummer"))
    if not is_p_number(number):
        problems.append(Problem(row, "wrong-p-number", {"text": number[:40]}))
        return
    owners = [one.get("cvrNummer") for one in _open(said.get("virksomhedsrelation"))]
    cvr = _number(cleaned_cvr(about.get("nyesteCvrNummerRelation") or (owners[-1] if owners else None)))
    if not is_cvr(cvr):
        problems.append(Problem(row, "wrong-number", {"text": cvr[:40]}) if cvr else Problem(row, "no-number"))
        return
    values = _values(said, about)
    values.pop("employees_most", None)
    if any(_UNREADABLE in one for one in values.values() if isinstance(one, str)):
        problems.append(Problem(row, "letters"))
        return
    lies = next(iter(_lies_in(said, about)), "")
    units.setdefault(cvr, {})[number] = (row, {key: value for key, value in values.items() if value != ""}, lies)


def _with_units(
    companies: Iterable[Incoming], units: Mapping[str, Mapping[str, tuple[int, dict[str, Any], str]]]
) -> tuple[Incoming, ...]:
    """The companies with their places; those whose company the file does not hold come as one that says only these."""
    found: list[Incoming] = []
    known: set[str] = set()
    for one in companies:
        known.add(one.cvr)
        mine = units.get(one.cvr, {})
        sites = {**one.sites, **{number: values for number, (_, values, _) in mine.items()}}
        lies_in = tuple(dict.fromkeys((*one.lies_in, *(lies for _, _, lies in mine.values() if lies))))
        found.append(Incoming(one.row, one.cvr, one.values, sites, lies_in=lies_in))
    for cvr, mine in units.items():
        if cvr not in known:
            row = min(row for row, _, _ in mine.values())
            sites = {number: values for number, (_, values, _) in mine.items()}
            found.append(Incoming(row, cvr, {}, sites, lies_in=tuple({lies for _, _, lies in mine.values() if lies})))
    return tuple(sorted(found, key=lambda one: one.row))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _open(rows: Any) -> list[Mapping[str, Any]]:
    """Those of a list whose time has not run out, in their order."""
    return [
        one for one in _list(rows) if isinstance(one, Mapping) and not _mapping(one.get("periode")).get("gyldigTil")
    ]


def _newest(rows: Any) -> Mapping[str, Any]:
    """The one that holds now; else, for what is over, the one that held last."""
    found = [one for one in _list(rows) if isinstance(one, Mapping)]
    current = _open(found)
    if current:
        return current[-1]
    return max(found, key=lambda one: str(_mapping(one.get("periode")).get("gyldigTil") or ""), default={})


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _bare(value: Any) -> str:
    return (
        tidy(_UNSTORABLE.sub(_UNREADABLE, str(value)))
        if isinstance(value, str | int) and not isinstance(value, bool)
        else ""
    )


def _text(value: Any, field: str) -> str:
    return _bare(value)[: _LONGEST[field]].rstrip()
