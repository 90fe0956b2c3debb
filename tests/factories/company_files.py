"""Files of companies: documents as the public register gives them, and spreadsheets as people keep them."""

import gzip
import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def a_cvr(number: int = 1) -> str:
    """The n-th number with a right check digit."""
    found = 0
    body = 3_000_000
    while True:
        body += 1
        rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, str(body), strict=True)) % 11
        if rest != 1:
            found += 1
            if found == number:
                return f"{body}{(11 - rest) % 11}"


def many_cvr(count: int) -> list[str]:
    """As many different numbers with a right check digit."""
    found: list[str] = []
    body = 3_000_000
    while len(found) < count:
        body += 1
        rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, str(body), strict=True)) % 11
        if rest != 1:
            found.append(f"{body}{(11 - rest) % 11}")
    return found


def a_period(begins: str = "2010-03-01", ends: str | None = None) -> dict[str, Any]:
    """A time, open unless it ends."""
    return {"gyldigFra": begins, "gyldigTil": ends}


def an_address(**changes: Any) -> dict[str, Any]:
    """Østergade 12B, 1. tv, in Egtved."""
    given = {
        "landekode": "DK", "fritekst": None, "vejkode": 9012, "husnummerFra": 12, "husnummerTil": None,
        "bogstavFra": "B", "bogstavTil": None, "etage": "1", "sidedoer": "tv", "conavn": None, "postboks": None,
        "vejnavn": "Østergade", "bynavn": None, "postnummer": 6040, "postdistrikt": "Egtved",
        "kommune": {"kommuneKode": 630, "kommuneNavn": "EGTVED", "periode": a_period()}, "periode": a_period(),
    }  # fmt: skip
    return {**given, **changes}


def a_document(cvr: str | int = "", name: str = "Egtved Smede ApS", **changes: Any) -> dict[str, Any]:
    """A company as the register gives it. changes: `about` in its metadata, everything else at its top."""
    about = {
        "nyesteNavn": {"navn": name, "periode": a_period()},
        "nyesteBeliggenhedsadresse": an_address(),
        "nyesteHovedbranche": {"branchekode": "251100", "branchetekst": "Fremstilling af metalkonstruktioner"},
        "nyesteKontaktoplysninger": ["75550000", "post@smede.example"],
        "nyesteAarsbeskaeftigelse": {"aar": 2024, "intervalKodeAntalAnsatte": "ANTAL_5_9"},
        "nyesteErstMaanedsbeskaeftigelse": {"aar": 2026, "maaned": 6, "intervalKodeAntalAnsatte": "ANTAL_10_19"},
        "sammensatStatus": "Aktiv", "stiftelsesDato": "2010-03-01", "virkningsDato": "2010-03-01",
    }  # fmt: skip
    given = {
        "cvrNummer": int(cvr or a_cvr()), "reklamebeskyttet": False, "livsforloeb": [{"periode": a_period()}],
        "telefonNummer": [{"kontaktoplysning": "75550000", "hemmelig": False, "periode": a_period()}],
        "elektroniskPost": [{"kontaktoplysning": "post@smede.example", "hemmelig": False, "periode": a_period()}],
        "hjemmeside": [], "penheder": [{"pNummer": 1003456789, "periode": a_period()}],
        "deltagerRelation": [{"deltager": {"navne": [{"navn": "Hans Hemmelig"}]}}],
        "virksomhedMetadata": {**about, **changes.pop("about", {})},
    }  # fmt: skip
    return {"Vrvirksomhed": {**given, **changes}}


def a_unit(cvr: str | int, p_number: int = 1003456789, name: str = "Egtved Smede, værkstedet", **changes: Any) -> Any:
    """A production unit as the register gives it."""
    about = {
        "nyesteNavn": {"navn": name}, "nyesteBeliggenhedsadresse": an_address(vejnavn="Industrivej", husnummerFra=3,
        bogstavFra=None, etage=None, sidedoer=None), "nyesteHovedbranche": {"branchekode": "251100",
        "branchetekst": "Fremstilling af metalkonstruktioner"}, "nyesteCvrNummerRelation": int(cvr),
        "nyesteErstMaanedsbeskaeftigelse": {"antalAnsatte": 7}, "sammensatStatus": "Aktiv",
    }  # fmt: skip
    given = {
        "pNummer": p_number, "reklamebeskyttet": False, "livsforloeb": [{"periode": a_period()}],
        "virksomhedsrelation": [{"cvrNummer": int(cvr), "periode": a_period()}],
        "produktionsEnhedMetadata": {**about, **changes.pop("about", {})},
    }  # fmt: skip
    return {"VrproduktionsEnhed": {**given, **changes}}


def an_answer(documents: Iterable[Any], **dump: Any) -> bytes:
    """The documents as one answer of the search service."""
    hits = [
        {"_index": "cvr-v-20260901", "_type": "_doc", "_id": str(number), "_score": 1.0, "_source": one}
        for number, one in enumerate(documents)
    ]
    answer = {"took": 3, "timed_out": False, "_shards": {"total": 6, "failed": 0},
              "hits": {"total": len(hits), "max_score": 1.0, "hits": hits}}  # fmt: skip
    return json.dumps(answer, ensure_ascii=False, **dump).encode()


def in_lines(documents: Iterable[Any]) -> bytes:
    """The documents one a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in documents).encode()


def packed(content: bytes) -> bytes:
    """The content as a .gz file."""
    return gzip.compress(content, 1)


def a_book(rows: Sequence[Sequence[Any]], sheet: str = "Virksomheder") -> bytes:
    """An Excel workbook with one sheet."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()
