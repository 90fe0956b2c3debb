"""Taking back what a file of companies has done: only what nobody has built upon since."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.companies.commands.companies import renew_found_by
from samklang.companies.commands.load_writing import AT_A_TIME, chunks, kept, upsert
from samklang.companies.enums import LoadState
from samklang.companies.models import Company, CompanyContact, Entry, Load, Meeting, Site
from samklang.companies.queries.hanging import POINTS_AT_SITE, with_something_on
from samklang.companies.queries.loads import last_done
from samklang.companies.rules import loads as rules
from samklang.ledger.commands import record
from samklang.ledger.models import Entry as LedgerEntry

_DATES = ("ceased_on", "owned_since")


@transaction.atomic
def undo_load(*, by: Person | None, load: Load, now: datetime) -> Load:
    """As it was before the file. Companies that have a timeline by now stay, and so do fields changed since.

    Raises NotAllowed. What stayed is counted in `Load.counts`: "kept" companies and "kept-fields".
    """
    Place.objects.select_for_update().get(pk=load.municipality_id)
    load = Load.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=load.pk)
    require(rules.undo_load(by, load, last_done(load.municipality_id)))
    done = load.changes
    _delete(Entry, done["entries"])
    stayed = _delete_made(load, done)
    kept_fields = _put_back(Company, done["changed"]) + _put_back(Site, done["sites_changed"])
    _delete(CompanyContact, _unused_contacts(done["contacts_made"], stayed))
    _delete(Site, _unused_sites(done["sites_made"], stayed))
    for before, numbers in done["seen"].items():
        at = datetime.fromisoformat(before) if before else None
        for piece in chunks(numbers, AT_A_TIME):
            Company.objects.filter(pk__in=piece).update(register_at=at)
    load.counts = {**load.counts, "kept": len(stayed), "kept-fields": kept_fields}
    for piece in chunks([*done["touched"], *sorted(stayed)], AT_A_TIME):
        renew_found_by(Company.objects.filter(pk__in=piece).order_by("pk"))
    load.state, load.undone_at, load.changes = LoadState.UNDONE, now, {}
    load.save(update_fields=["counts", "state", "undone_at", "changes"])
    record("companies-load-undone", by=by, subject=load, place=load.municipality, details=load.counts)
    return load


def _delete(model: Any, numbers: Sequence[int]) -> None:
    for piece in chunks(numbers, AT_A_TIME):
        model.objects.filter(pk__in=piece).delete()


def _delete_made(load: Load, done: Mapping[str, Any]) -> set[int]:
    """Delete the companies that came with the file. returns: those on which something hangs by now, which stay."""
    number = LedgerEntry.objects.filter(
        deed="companies-loaded", subject_type=Load._meta.label_lower, subject_id=str(load.pk)
    ).values_list("number", flat=True)
    after = number.order_by("-number").first()
    own = {Site: done["sites_made"], CompanyContact: done["contacts_made"]}
    stayed: set[int] = set()
    for piece in chunks(done["made"], AT_A_TIME):
        busy = with_something_on(piece, apart_from=own, after=after)
        stayed |= busy
        Company.objects.filter(pk__in=[pk for pk in piece if pk not in busy]).delete()
    return stayed


def _put_back(model: Any, changed: Mapping[str, Mapping[str, Sequence[Any]]]) -> int:
    """Each field as it was, unless it is another one by now. returns: how many are."""
    different = 0
    for piece in chunks(changed.items(), AT_A_TIME):
        rows = model.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([int(pk) for pk, _ in piece])
        fields: set[str] = set()
        for pk, told in piece:
            row = rows.get(int(pk))
            for name, (was, to) in told.items() if row is not None else ():
                if kept(getattr(row, name)) == to:
                    setattr(row, name, _value(name, was))
                    fields.add(name.removesuffix("_id"))
                else:
                    different += 1
        if fields:
            upsert(model, list(rows.values()), sorted(fields))
    return different


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value else value


def _unused_contacts(made: Sequence[int], stayed: Collection[int]) -> list[int]:
    """Contacts that came with the file, at companies that were here before, and whom nobody has been in touch with."""
    found: list[int] = []
    for piece in chunks(made, AT_A_TIME):
        rows = CompanyContact.objects.filter(pk__in=piece).exclude(company__in=stayed)
        used = Entry.objects.filter(contact__in=piece).values_list("contact", flat=True)
        met = Meeting.contacts.through.objects.filter(contact__in=piece)
        asked = rows.filter(enquiries__isnull=False).values_list("pk", flat=True)
        busy = {*used, *met.values_list("contact", flat=True), *asked}
        found += [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if pk not in busy]
    return found


def _unused_sites(made: Sequence[int], stayed: Collection[int]) -> list[int]:
    """Places that came with the file, at companies that were here before, and that nothing points at."""
    found: list[int] = []
    for piece in chunks(made, AT_A_TIME):
        busy: set[int] = set()
        for model, name in POINTS_AT_SITE:
            busy |= set(model.objects.filter(**{f"{name}__in": piece}).values_list(name, flat=True))
        rows = Site.objects.filter(pk__in=piece).exclude(company__in=stayed).order_by("pk")
        found += [pk for pk in rows.values_list("pk", flat=True) if pk not in busy]
    return found
