"""A spreadsheet of companies, as somebody keeps it: Excel or CSV, Danish or English, values as typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samklang.companies.cvr import cleaned_cvr, cleaned_p_number, is_cvr, is_p_number
from samklang.companies.incoming import Contents, Incoming, Problem, one_for_each
from samklang.core.words import say
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.headings import wordings
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import shown
from samklang.core.workbook.labels import INVISIBLE, folded, tidy
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.core.workbook.untrusted import sheets_of

MOST_ROWS = 50_000
_SEARCHED_ROWS = 15
_HEADINGS: Mapping[str, str] = {
    "cvr": "cvr; cvrnr; cvrnummer; cvr no; cvr number; vat number; vatno; se nr; virksomhedsnummer",
    "p_number": "pnummer; pnr; p enhed; penhed; produktionsenhed; produktionsenhedsnummer; p number; pno",
    "name": "navn; virksomhed; virksomhedsnavn; virksomhedens navn; firma; firmanavn; arbejdsplads; name; company; "
    "company name; business",
    "street": "adresse; vej; gade; vejnavn; gadenavn; beliggenhed; besøgsadresse; address; street; adresselinje 1",
    "postcode": "postnr; postnummer; post nr; zip; zip code; postal code; postcode; post code",
    "town": "by; bynavn; postdistrikt; postby; town; city",
    "industry_code": "branchekode; hovedbranchekode; db07; db25; nace; industry code",
    "industry": "branche; branchetekst; hovedbranche; branchebetegnelse; industry; sector; erhverv",
    "employees": "ansatte; antal ansatte; antal medarbejdere; medarbejdere; årsværk; størrelse; employees; staff; "
    "number of employees; headcount",
    "phone": "telefon; tlf; telefonnr; telefonnummer; tlf nr; hovednummer; phone; telephone; phone number",
    "email": "mail; e-mail; email; mailadresse; e-mailadresse; emailadresse; hovedmail; e-mail address",
    "website": "hjemmeside; website; web; www; url; internetadresse; webadresse; homepage",
    "contact": "kontakt; kontaktperson; kontaktpersoner; kontaktnavn; leder; contact; contact person",
    "contact_phone": "kontakttelefon; kontaktperson telefon; kontaktpersons telefon; direkte telefon; mobil; "
    "contact phone; mobile; telefon kontaktperson; mobilnummer",
    "contact_email": "kontaktmail; kontaktperson mail; kontaktpersons mail; mail kontaktperson; contact email; "
    "contact e-mail; kontaktperson e-mail",
    "owner": "ejer; konsulent; virksomhedskonsulent; ansvarlig; jobkonsulent; kontaktansvarlig; owner; consultant; "
    "responsible; account manager",
    "protected": "reklamebeskyttelse; reklamebeskyttet; beskyttet; advertising protection; protected; robinson",
    "ceased_on": "ophørt; ophørsdato; ophør; lukket; ceased; ceased on; closed",
}  # fmt: skip
_KEYS = {folded(word): key for key, words in _HEADINGS.items() for word in words.split(";")}
_LONGEST = {
    "name": 200, "industry": 200, "street": 200, "postcode": 100, "town": 80, "phone": 40, "website": 200,
    "contact": 120, "contact_phone": 40, "owner": 200,
}  # fmt: skip
_YES = {"ja", "j", "yes", "y", "x", "1", "true", "sand", "sandt", "beskyttet", "protected"}
_NO = {"nej", "n", "no", "0", "false", "falsk", "ikke"}
_EMAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]+")
_BAND = re.compile(r"([0-9]{1,6})\s*(?:-|–|til|to)\s*([0-9]{1,6})")
_MORE = re.compile(r"(?:>|over|mere end|\+)?\s*([0-9]{1,6})\s*\+?(?:\s*(?:ansatte|medarbejdere|employees))?")
_DAY = re.compile(r"([0-9]{1,2})[./-]\s*([0-9]{1,2})[./-]\s*([0-9]{4})")
_DENMARK = re.compile(r"^(?:\+|00)\s?45[\s.-]*(?=[0-9])")
_WRITTEN_AS_PERSONAL = re.compile(r"[0-9]{6}[-–][0-9]{4}")
_POSTCODE_AND_TOWN = re.compile(r"(?:DK[- ]?)?([0-9]{3,4})\s+(\D.*)", re.IGNORECASE)


def read_sheet(content: bytes, name: str) -> Contents:
    """Every company of the file, and what could not be read of it, by its row. Raises Misread where there is none.

    A company that stands in several rows – one for each place or contact – is one company. The sheet with most known
    headings is read.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / (re.sub(r"[^\w .-]", "_", name)[-80:] or "fil")
        path.write_bytes(content)
        grids = sheets_of(path)
    grid, row, columns = _found(grids)
    problems: list[Problem] = []
    companies: list[Incoming] = []
    for number, cells in enumerate(grid.rows[row + 1 :], start=row + 2):
        given = {key: cells[place] for place, key in columns.items() if place < len(cells) and _filled(cells[place])}
        if not given:
            continue
        if len(companies) >= MOST_ROWS:
            problems.append(Problem(number, "too-many", {"most": MOST_ROWS}))
            break
        if (read := _Row(number, given, problems).company()) is not None:
            companies.append(read)
    kept = _once_without_number(one_for_each(_in_one(companies), problems), problems)
    if not kept and not problems:
        raise Misread(
            say("There are headings in “{sheet}” but nothing below them.", sheet=grid.name),
            say("Fill in at least one row below the headings."),
        )
    return Contents(kept, tuple(sorted(problems, key=lambda one: one.row)))


def _found(grids: Sequence[Grid]) -> tuple[Grid, int, dict[int, str]]:
    best: tuple[Grid, int, dict[int, str]] | None = None
    for grid in grids:
        for row, cells in enumerate(grid.rows[:_SEARCHED_ROWS]):
            columns = _columns(cells)
            if best is None or len(columns) > len(best[2]):
                best = grid, row, columns
    if best is None or not {"cvr", "name"} & set(best[2].values()):
        raise Misread(
            say("No row with headings was found in the first {count} rows.", count=_SEARCHED_ROWS),
            say("Write a row with headings such as “CVR”, “Navn”, “Adresse”, “Postnr” and “By” above the rows."),
        )
    return best


def _columns(cells: Sequence[Any]) -> dict[int, str]:
    """What each column is; where two headings mean the same, the first one counts."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        key = next((_KEYS[fold] for fold in wordings(cell) if fold in _KEYS), None)
        if key is not None and key not in found.values():
            found[place] = key
    return found


class _Row:
    """One row being read."""

    def __init__(self, number: int, given: Mapping[str, Any], problems: list[Problem]) -> None:
        self.number, self.given, self.problems = number, dict(given), problems

    def company(self) -> Incoming | None:
        """The company; None, and why, where the row is none."""
        if self._holds_personal_number():
            return None
        broken = [
            key for key, cell in self.given.items() if isinstance(cell, str) and cell.startswith("#") and "!" in cell
        ]
        for key in [
            *broken,
            *(key for key, cell in self.given.items() if cell in ("#N/A", "#I/T", "#NAME?", "#NAVN?")),
        ]:
            self._not_read("cell", self.given.pop(key, ""))
        cvr, p_number = self._cvr(), self._p_number()
        values: dict[str, Any] = {
            key: text for key in ("name", "street", "town", "industry") if (text := self._text(key))
        }
        values |= self._codes() | self._ways_to_reach() | self._employees() | self._ceased()
        if "protected" in self.given and (protected := self._yes_or_no()) is not None:
            values["protected"] = protected
        if not values.get("name") and not cvr:
            self._tell("no-name")
            return None
        place: dict[str, Any] = {key: values[key] for key in ("street", "postcode", "town") if key in values}
        contact = {key: text for key, text in self._contact().items() if text}
        sites: dict[str, dict[str, Any]] = {p_number: place} if p_number else {}
        named = contact if contact.get("name") else {}
        return Incoming(self.number, cvr, values, sites, named, self._text("owner"))

    def _holds_personal_number(self) -> bool:
        """A P-number looks like one and is none, unless somebody has written it as one: six digits, a hyphen, four."""
        cells = [cell for key, cell in self.given.items() if key != "p_number"]
        cells += [cell for cell in [self.given.get("p_number")] if _WRITTEN_AS_PERSONAL.fullmatch(str(cell).strip())]
        if found := any(holds_civil_registration_number(cell) for cell in cells):
            self._tell("personal-number")
        return found

    def _cvr(self) -> str:
        cvr = cleaned_cvr(self.given.get("cvr"))
        if cvr and not is_cvr(cvr):
            self._tell("wrong-cvr", text=shown(self.given["cvr"]))
            return ""
        return cvr

    def _p_number(self) -> str:
        number = cleaned_p_number(self.given.get("p_number"))
        if number and not is_p_number(number):
            self._tell("wrong-p-number", text=shown(self.given["p_number"]))
            return ""
        return number

    def _text(self, key: str) -> str:
        cell = self.given.get(key)
        if cell is None:
            return ""
        text = tidy(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))
        if len(text) > _LONGEST[key]:
            self._tell("cut", text=text[:40] + "…")
        return text[: _LONGEST[key]].rstrip()

    def _codes(self) -> dict[str, Any]:
        """Postcode and industry code, with the zeros that a spreadsheet takes from the front of a number."""
        found: dict[str, Any] = {}
        if postcode := self._text("postcode"):
            both = _POSTCODE_AND_TOWN.fullmatch(postcode)
            if both:
                postcode = both[1]
                found["town"] = both[2][: _LONGEST["town"]].rstrip()
            found["postcode"] = postcode.zfill(4) if postcode.isdecimal() else postcode[:10].rstrip()
            if self._text("town"):
                found.pop("town", None)
        if "industry_code" in self.given:
            code = re.sub(r"[.\s]", "", str(shown(self.given["industry_code"])))
            if code.isdecimal() and 2 <= len(code) <= 6:
                found["industry_code"] = code.zfill(6) if len(code) == 5 else code
            else:
                self._not_read("industry_code", self.given["industry_code"])
        return found

    def _ways_to_reach(self) -> dict[str, Any]:
        found = {"phone": self._phone("phone"), "email": self._email("email"), "website": self._text("website")}
        return {key: text for key, text in found.items() if text}

    def _phone(self, key: str) -> str:
        """A Danish number as its eight digits in pairs; another one as it is."""
        text = _DENMARK.sub("", self._text(key))
        digits = re.sub(r"[\s.\-()/]", "", text)
        if digits.isdecimal() and len(digits) == 10 and digits.startswith("45"):
            digits = digits[2:]
        return " ".join(re.findall("..", digits)) if digits.isdecimal() and len(digits) == 8 else text

    def _email(self, key: str) -> str:
        text = tidy(str(self.given.get(key) or ""))
        found = _EMAIL.search(text.removeprefix("mailto:"))
        if text and (found is None or len(found[0]) > 254):
            self._not_read(key, text)
            return ""
        return found[0].lower() if found else ""

    def _employees(self) -> dict[str, Any]:
        if "employees" not in self.given:
            return {}
        cell = self.given["employees"]
        text = shown(cell).lower()
        if band := _BAND.search(text):
            least, most = sorted((int(band[1]), int(band[2])))
            return {"employees": least, "employees_most": most if most > least else None}
        if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1_000_000:
            return {"employees": round(cell), "employees_most": None}
        if number := _MORE.fullmatch(text.replace(".", "")):
            return {"employees": int(number[1]), "employees_most": None}
        self._not_read("employees", cell)
        return {}

    def _yes_or_no(self) -> bool | None:
        cell = self.given["protected"]
        text = shown(cell).lower()
        if cell is True or text in _YES:
            return True
        if cell is False or text in _NO:
            return False
        self._not_read("protected", cell)
        return None

    def _ceased(self) -> dict[str, Any]:
        cell = self.given.get("ceased_on")
        if cell is None or shown(cell).lower() in _NO:
            return {}
        if isinstance(cell, date):
            return {"ceased_on": date(cell.year, cell.month, cell.day)}
        try:
            said = _DAY.search(str(cell))
            day = date(int(said[3]), int(said[2]), int(said[1])) if said else date.fromisoformat(str(cell).strip()[:10])
        except ValueError:
            self._not_read("ceased_on", cell)
            return {}
        return {"ceased_on": day}

    def _contact(self) -> dict[str, str]:
        phone, email = self._phone("contact_phone"), self._email("contact_email")
        return {"name": self._text("contact"), "phone": phone, "email": email}

    def _not_read(self, key: str, cell: Any) -> None:
        self.problems.append(Problem(self.number, "not-read", {"text": shown(cell), "field": key}))

    def _tell(self, key: str, **values: Any) -> None:
        self.problems.append(Problem(self.number, key, values))


def _in_one(companies: Sequence[Incoming]) -> list[Incoming]:
    """Rows that follow one another with the same number and name are one company with several places."""
    found: list[Incoming] = []
    for one in companies:
        last = found[-1] if found else None
        same = (
            last is not None and one.cvr and last.cvr == one.cvr and folded(last.name) == folded(one.name or last.name)
        )
        if last is not None and same:
            found[-1] = Incoming(
                last.row, last.cvr, {**one.values, **last.values}, {**last.sites, **one.sites},
                last.contact or one.contact, last.owner or one.owner,
            )  # fmt: skip
        else:
            found.append(one)
    return found


def _once_without_number(companies: Sequence[Incoming], problems: list[Problem]) -> tuple[Incoming, ...]:
    """Of rows without a number that say the same name in the same place, one."""
    found: dict[tuple[str, str, str], Incoming] = {}
    for one in companies:
        key = (one.cvr, "", "") if one.cvr else (folded(one.name), str(one.values.get("postcode", "")), "")
        if not one.cvr and key in found:
            first = found[key]
            problems.append(Problem(one.row, "same-row", {"name": one.name, "row": str(first.row)}))
            found[key] = Incoming(
                first.row, "", {**one.values, **first.values}, {**first.sites, **one.sites},
                first.contact or one.contact, first.owner or one.owner,
            )  # fmt: skip
        else:
            found[key] = one
    return tuple(found.values())


def _filled(cell: Any) -> bool:
    return cell != "" and cell is not None and not (isinstance(cell, str) and not cell.strip(INVISIBLE))
