"""Writing what a file of companies says: many rows at once, with what is needed to take it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils import timezone

from samklang.access.models import Person
from samklang.companies.enums import EntryKind, LoadKind
from samklang.companies.found_by import found_by_of
from samklang.companies.industries import sector_of
from samklang.companies.models import Company, CompanyContact, Entry, Load, Site
from samklang.companies.queries.companies import team_of
from samklang.companies.queries.load_difference import NEW, Change, Difference, Line
from samklang.ledger.many import Deed, record_many

AT_A_TIME = 500


def write_lines(by: Person | None, load: Load, found: Difference, now: datetime) -> dict[str, Any]:
    """Everything that changes. returns: what was made and changed, as `Load.changes` keeps it."""
    writer = _Writer(by, load, now)
    for lines in chunks([one for one in found.lines if one.kind == NEW], AT_A_TIME):
        writer.make(lines)
    for lines in chunks([one for one in found.lines if one.kind != NEW and one.does_something], AT_A_TIME):
        writer.change(lines)
    if load.kind == LoadKind.REGISTER:
        writer.seen(found)
    writer.finish()
    return {**writer.done, "choices": load.changes.get("choices", {}) if load.changes else {}}


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows in lists of at most `size`."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece


def kept(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


class _Writer:
    def __init__(self, by: Person | None, load: Load, now: datetime) -> None:
        self.by, self.load, self.now, self.today = by, load, now, timezone.localdate(now)
        self.team = team_of(by, self.today)
        self.entries: list[Entry] = []
        self.deeds: list[Deed] = []
        self.done: dict[str, Any] = {
            "made": [], "changed": {}, "sites_made": [], "sites_changed": {}, "contacts_made": [], "seen": {},
            "entries": [], "touched": [],
        }  # fmt: skip

    def make(self, lines: Sequence[Line]) -> None:
        """New companies, with their places and whom one talks to."""
        rows = [self._new(line) for line in lines]
        sites = [self._new_sites(company, line) for company, line in zip(rows, lines, strict=True)]
        contacts = [self._new_contact(company, line) for company, line in zip(rows, lines, strict=True)]
        for company, places, people in zip(rows, sites, contacts, strict=True):
            company.found_by = found_by_of(company, places, people)
        Company.objects.bulk_create(rows)
        self._save(sites, contacts)
        self.done["made"] += [company.pk for company in rows]
        for company, line in zip(rows, lines, strict=True):
            self._owned(company, line)

    def _new(self, line: Line) -> Company:
        company = Company(municipality=self.load.municipality, cvr=line.incoming.cvr, created_at=self.now)
        self._put(company, line.incoming.values)
        if self.load.kind == LoadKind.REGISTER:
            company.register_at = self.now
        if line.owner is not None:
            company.owner_id, company.owned_since = line.owner, self.today
        return company

    @staticmethod
    def _put(company: Company, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(company, name, value)
        if values.get("industry_code"):
            company.sector = sector_of(company.industry_code)

    @staticmethod
    def _new_sites(company: Company, line: Line) -> list[Site]:
        return [Site(company=company, p_number=number, **line.incoming.sites[number]) for number in line.new_sites]

    def _new_contact(self, company: Company, line: Line) -> list[CompanyContact]:
        given = line.incoming.contact
        return [CompanyContact(company=company, created_at=self.now, **given)] if line.new_contact else []

    def _save(self, sites: Iterable[list[Site]], contacts: Iterable[list[CompanyContact]]) -> None:
        places = [one for some in sites for one in some]
        people = [one for some in contacts for one in some]
        Site.objects.bulk_create(places, batch_size=AT_A_TIME)
        CompanyContact.objects.bulk_create(people, batch_size=AT_A_TIME)
        self.done["sites_made"] += [one.pk for one in places]
        self.done["contacts_made"] += [one.pk for one in people]

    def change(self, lines: Sequence[Line]) -> None:
        """Companies that are here: their fields, their places, their first contact and owner."""
        numbers = [line.company for line in lines]
        found = Company.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
        rows = {company.pk: company for company in found.prefetch_related("sites", "contacts")}
        sites, contacts, changed = [], [], []
        for line in lines:
            company = rows[line.company or 0]
            self._change(company, line)
            new_sites, new_contacts = self._new_sites(company, line), self._new_contact(company, line)
            places = [self._changed_site(one, line) for one in company.sites.all()]
            company.found_by = found_by_of(company, [*places, *new_sites], [*company.contacts.all(), *new_contacts])
            sites.append(new_sites)
            contacts.append(new_contacts)
            changed.append(company)
        upsert(Company, changed, [*_FIELDS])
        upsert(Site, [one for company in changed for one in company.sites.all() if str(one.pk) in self._sites()], _SITE)
        self._save(sites, contacts)
        self.done["touched"] += [company.pk for company in changed]

    def _sites(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.done["sites_changed"]
        return found

    def _change(self, company: Company, line: Line) -> None:
        changes = list(line.changes)
        before = company.name
        for change in line.changes:
            setattr(company, change.field, change.to)
            if change.field == "industry_code" and (sector := sector_of(change.to)) != company.sector:
                changes.append(Change("sector", company.sector, sector))
                company.sector = sector
        if line.owner is not None and company.owner_id is None:
            changes += [Change("owner_id", None, line.owner), Change("owned_since", company.owned_since, self.today)]
            company.owner_id, company.owned_since = line.owner, self.today
            self._owned(company, line)
        if changes:
            told = {one.field: [kept(one.was), kept(one.to)] for one in changes}
            self.done["changed"][str(company.pk)] = told
        for change in line.changes:
            if change.field == "ceased_on" and change.to:
                self._tell(company, EntryKind.REGISTER, "company-ceased", {"day": change.to.isoformat()})
            if change.field == "name":
                self._tell(company, EntryKind.REGISTER, "company-renamed", {"before": before, "name": company.name})

    def _changed_site(self, site: Site, line: Line) -> Site:
        changes = line.site_changes.get(site.pk, ())
        for change in changes:
            setattr(site, change.field, change.to)
        if changes:
            self.done["sites_changed"][str(site.pk)] = {one.field: [kept(one.was), kept(one.to)] for one in changes}
        return site

    def _owned(self, company: Company, line: Line) -> None:
        if line.owner is not None:
            place = self.load.municipality_id
            self.deeds.append(Deed("company-owner-changed", Company, company.pk, line.owner, place))

    def _tell(self, company: Company, kind: EntryKind, what: str, told: Mapping[str, str]) -> None:
        self.entries.append(
            Entry(company=company, kind=kind, at=self.now, what=what, told=dict(told), by=self.by, team=self.team)
        )

    def seen(self, found: Difference) -> None:
        """The companies that the register has told of now, with when it did before."""
        numbers = sorted(one.company for one in found.lines if one.company is not None)
        for piece in chunks(numbers, AT_A_TIME):
            rows = Company.objects.filter(pk__in=piece)
            for pk, before in rows.order_by("pk").values_list("pk", "register_at"):
                self.done["seen"].setdefault(kept(before) or "", []).append(pk)
            rows.update(register_at=self.now)

    def finish(self) -> None:
        """The timeline and the ledger."""
        Entry.objects.bulk_create(self.entries, batch_size=AT_A_TIME)
        self.done["entries"] = [one.pk for one in self.entries]
        record_many(self.deeds, by=self.by)


_FIELDS = (
    "cvr", "name", "industry_code", "industry", "sector", "employees", "employees_most", "street", "postcode", "town",
    "phone", "email", "website", "protected", "ceased_on", "owner", "owned_since", "found_by",
)  # fmt: skip
_SITE = ("name", "street", "postcode", "town", "industry_code", "industry", "employees", "ceased_on")


def upsert(model: Any, rows: Sequence[Any], fields: Sequence[str]) -> None:
    """Write the fields of many rows that are there, in one statement for each 500."""
    model.objects.bulk_create(
        rows, batch_size=AT_A_TIME, update_conflicts=True, unique_fields=["id"], update_fields=list(fields)
    )
