"""What a file of companies would change: new ones, changed fields, those that look like one, what is left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from samklang.access.models import Person
from samklang.companies.alikeness import REASONS, features
from samklang.companies.enums import LoadKind
from samklang.companies.incoming import REGISTER_FIELDS, SITE_FIELDS, TOLD, Contents, Incoming, Problem, unpacked
from samklang.companies.models import Company, CompanyContact, Load, Site
from samklang.companies.queries.companies import consultants
from samklang.companies.queries.duplicates import Index, index_of
from samklang.core.words import Sentence, say, with_values
from samklang.core.workbook.labels import folded

NEW, CHANGED, CEASED, ALIKE, SAME, LEFT = "new", "changed", "ceased", "alike", "same", "left"
KINDS: Mapping[str, Sentence] = {
    ALIKE: say("Looks like one that is here"),
    NEW: say("New here"),
    CHANGED: say("Changed"),
    CEASED: say("Ceased"),
    LEFT: say("Left out"),
    SAME: say("As before"),
}
"""What a line is, in the order in which they are shown."""
AS_NEW = "new"
"""The choice that a company which looks like another is its own."""
_ONLY_WHERE_EMPTY = frozenset({"phone", "email", "website"})
"""Ways to reach a company that a colleague has written are better than those of any file."""
_MOST_SHOWN_ALIKE = 3
_ROW = ("pk", "cvr", "register_at", "owner_id", *REGISTER_FIELDS)


@dataclass(frozen=True)
class Change:
    """One field: what it is, and what the file says."""

    field: str
    was: Any
    to: Any


@dataclass(frozen=True)
class Line:
    """One company of the file, and what would become of it."""

    kind: str
    incoming: Incoming
    company: int | None = None
    """The number of the company it is; None for a new one."""
    changes: tuple[Change, ...] = ()
    new_sites: tuple[str, ...] = ()
    site_changes: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    alike: tuple[tuple[int, tuple[Sentence, ...]], ...] = ()
    """Companies that it looks like, with why."""
    choice: str = ""
    """Of one that looks like others: `AS_NEW`, or the number of the one it is."""
    owner: int | None = None
    """The person who becomes its owner; None where nobody does."""
    new_contact: bool = False
    why: Sentence | None = None
    """Why it is left out."""

    @property
    def does_something(self) -> bool:
        """Whether anything is written."""
        return self.kind in (NEW, CHANGED, CEASED)


@dataclass(frozen=True)
class Difference:
    """Every line of a file, and what could not be read of it."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines there are of each kind."""
        found = dict.fromkeys(KINDS, 0)
        for line in self.lines:
            found[line.kind] += 1
        return {**found, "problems": len(self.problems)}

    @cached_property
    def digest(self) -> str:
        """Another one where anything else would be written."""
        parts = (
            [one.kind, one.incoming.row, one.company, [(c.field, str(c.was), str(c.to)) for c in one.changes],
             one.new_sites, sorted(one.site_changes), one.choice, one.owner, one.new_contact]
            for one in self.lines
            if one.kind != SAME
        )  # fmt: skip
        return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()

    def of(self, kind: str) -> list[Line]:
        """The lines of one kind, in the file's order."""
        return [one for one in self.lines if one.kind == kind]


def difference_of(load: Load, *, today: date, contents: Contents | None = None) -> Difference:
    """What the file would change, as everything is now. Empty where its content is no longer kept."""
    if contents is None:
        contents = unpacked(bytes(load.content)) if load.content else Contents(())
    return _Comparison(load, contents, today).difference()


class _Comparison:
    """A file beside what is known."""

    def __init__(self, load: Load, contents: Contents, today: date) -> None:
        self.load, self.contents = load, contents
        self.problems = list(contents.problems)
        rows = Company.objects.filter(municipality=load.municipality_id)
        self.rows = {row["pk"]: row for row in rows.filter(merged_into=None).order_by("pk").values(*_ROW).iterator()}
        self.by_cvr = {row["cvr"]: pk for pk, row in self.rows.items() if row["cvr"]}
        gone = rows.exclude(merged_into=None).exclude(cvr="").values_list("cvr", "merged_into__name").order_by("pk")
        self.merged = {cvr: name for cvr, name in gone.iterator() if cvr not in self.by_cvr}
        self.sites = self._sites()
        self.contacts = self._contacts()
        self.index: Index | None = None
        self.people = _people(consultants(load.municipality, today))
        self.choices: Mapping[str, str] = load.changes.get("choices", {}) if load.changes else {}
        self.here = _plain_place(load.municipality.name)
        self.says_where = any(self.here in map(_plain_place, one.lies_in) for one in contents.companies)

    def _sites(self) -> dict[int, dict[str, dict[str, Any]]]:
        found: dict[int, dict[str, dict[str, Any]]] = {}
        here = Site.objects.filter(company__municipality=self.load.municipality_id).exclude(p_number="")
        for row in here.order_by("pk").values("pk", "company_id", "p_number", *SITE_FIELDS).iterator():
            found.setdefault(row["company_id"], {})[row["p_number"]] = row
        return found

    def _contacts(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        if any(one.contact for one in self.contents.companies):
            here = CompanyContact.objects.filter(company__municipality=self.load.municipality_id)
            for company, name, email in here.order_by("pk").values_list("company_id", "name", "email").iterator():
                found.setdefault(company, set()).update({folded(name), email.lower()} - {""})
        return found

    def difference(self) -> Difference:
        taken: dict[int, int] = {}
        lines = [self._line(one) for one in self.contents.companies]
        for number, line in enumerate(lines):
            if line.company is not None and line.company in taken:
                first = lines[taken[line.company]]
                why = say("It is the same company as line {row}.", row=str(first.incoming.row))
                lines[number] = Line(LEFT, line.incoming, why=why)
            elif line.company is not None:
                taken[line.company] = number
        return Difference(tuple(lines), tuple(sorted(self.problems, key=lambda one: one.row)))

    def _line(self, one: Incoming) -> Line:
        company = self.by_cvr.get(one.cvr) if one.cvr else None
        if company is None and one.cvr in self.merged:
            return self._left(one, "merged", cvr=one.cvr, name=self.merged[one.cvr])
        if self.says_where and one.lies_in and company is None and self.here not in map(_plain_place, one.lies_in):
            return self._left(one, "elsewhere", name=one.name or one.cvr, place=one.lies_in[0].title())
        if company is not None:
            return self._beside(one, company)
        return self._unknown(one) if one.name else self._unnamed(one)

    def _unknown(self, one: Incoming) -> Line:
        """Nothing here has its number: another one without a number, or a new one."""
        choice = self.choices.get(str(one.row), "")
        alike = self._alike(one)
        if choice.isdecimal() and int(choice) in {number for number, _ in alike}:
            return self._beside(one, int(choice), alike, choice)
        if alike and choice != AS_NEW:
            return Line(ALIKE, one, alike=alike)
        if one.values.get("ceased_on"):
            return Line(LEFT, one, why=say("It has ceased, and is not known here."))
        return Line(NEW, one, None, (), tuple(one.sites), {}, alike, choice, self._owner(one), bool(one.contact))

    def _unnamed(self, one: Incoming) -> Line:
        if one.sites:
            return self._left(one, "unit-alone", number=next(iter(one.sites)), cvr=one.cvr)
        return self._left(one, "no-name")

    def _left(self, one: Incoming, key: str, **values: str) -> Line:
        return Line(LEFT, one, why=with_values(TOLD[key], **values))

    def _alike(self, one: Incoming) -> tuple[tuple[int, tuple[Sentence, ...]], ...]:
        if self.index is None:
            self.index = index_of(self.load.municipality_id)
        said = {name: str(one.values.get(name) or "") for name in ("postcode", "phone", "email", "website")}
        found = self.index.like(features(cvr=one.cvr, name=one.name, p_numbers=one.sites, **said))
        return tuple((pk, tuple(REASONS[key] for key in how.why)) for pk, how in found[:_MOST_SHOWN_ALIKE])

    def _beside(
        self, one: Incoming, pk: int, alike: tuple[tuple[int, tuple[Sentence, ...]], ...] = (), choice: str = ""
    ) -> Line:
        row = self.rows[pk]
        changes = list(self._changes(one.values, row, sure=row["register_at"] is not None))
        if one.cvr and not row["cvr"]:
            changes.insert(0, Change("cvr", "", one.cvr))
        known = self.sites.get(pk, {})
        new_sites = tuple(
            number for number, site in one.sites.items() if number not in known and not site.get("ceased_on")
        )
        site_changes = {
            known[number]["pk"]: found
            for number, site in one.sites.items()
            if number in known and (found := tuple(self._changes(site, known[number], sure=False)))
        }
        owner = self._owner(one) if row["owner_id"] is None else None
        new_contact = bool(one.contact) and not {
            folded(one.contact["name"]), one.contact.get("email", "").lower() or "-"
        } & self.contacts.get(pk, set())  # fmt: skip
        ceases = any(change.field == "ceased_on" and change.to for change in changes)
        does = changes or new_sites or site_changes or owner or new_contact
        kind = CEASED if ceases else CHANGED if does else SAME
        return Line(kind, one, pk, tuple(changes), new_sites, site_changes, alike, choice, owner, new_contact)

    def _changes(self, said: Mapping[str, Any], row: Mapping[str, Any], *, sure: bool) -> Iterator[Change]:
        """What differs. sure: the register has said what is known; a spreadsheet then only fills what is empty."""
        only_empty = sure and self.load.kind == LoadKind.SHEET
        for name, value in said.items():
            was = row.get(name)
            if value == was or (name == "employees_most" and "employees" not in said):
                continue
            empty = was in (None, "", False)
            if (only_empty or name in _ONLY_WHERE_EMPTY) and not empty:
                continue
            if name == "employees_most" and only_empty and row.get("employees") is not None:
                continue
            yield Change(name, was, value)

    def _owner(self, one: Incoming) -> int | None:
        if not one.owner:
            return None
        found = self.people.get(folded(one.owner), ())
        if len(found) == 1:
            return found[0]
        key = "two-colleagues" if found else "no-such-colleague"
        self.problems.append(Problem(one.row, key, {"name": one.owner}))
        return None


def _people(found: Iterable[Person]) -> dict[str, tuple[int, ...]]:
    """Who is meant by a name or an e-mail address, folded."""
    people: dict[str, tuple[int, ...]] = {}
    for person in found:
        for text in {folded(person.name), folded(person.email or "")} - {""}:
            people[text] = (*people.get(text, ()), person.pk)
    return people


def _plain_place(name: str) -> str:
    return folded(name).removesuffix("kommune").removeprefix("kommune")
