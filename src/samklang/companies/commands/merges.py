"""Two companies that turned out to be one: everything moves to the one that is kept, and back where it is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.companies import renew_found_by
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind
from samklang.companies.models import Company, DifferentCompanies, Merge, Site
from samklang.companies.queries.hanging import FOLLOWS, POINTS_AT_SITE, Hanging
from samklang.companies.queries.merges import choices_between, later_merge
from samklang.companies.rules import merges as rules
from samklang.ledger.commands import record

_AT_A_TIME = 500
_AT_SITE = "site of "
_DATES = ("ceased_on", "owned_since")


@transaction.atomic
def merge_companies(
    *, by: Person | None, kept: Company, gone: Company, choices: Mapping[str, str], now: datetime
) -> Merge:
    """Let everything of one company belong to the other from now on. Raises NotAllowed.

    choices: for each thing in which they differ, by its key: "first" (what the kept one says), "second", or "both" for
             what was written about them. What is not chosen is as `Choice.proposal` says.
    """
    kept, gone = _locked(kept, gone)
    require(rules.merge_companies(by, kept, gone))
    before = _take(kept, gone, choices)
    moved = {**_fold_sites(kept, gone), **{one.label: _move(one, gone, kept) for one in FOLLOWS}}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    kept.save(update_fields=[name.removesuffix("_id") for name in before] or ["name"])
    merge = Merge.objects.create(kept=kept, gone=gone, by=by, at=now, moved=moved, before=before)
    tell(kept, EntryKind.REGISTER, "merged", by=by, at=now, told={"name": gone.name})
    renew_found_by([Company.objects.get(pk=kept.pk)])
    details = {"kept": kept.pk, "gone": gone.pk, "rows": sum(len(rows) for rows in moved.values())}
    record("companies-merged", by=by, subject=kept, place=kept.municipality, details=details)
    return merge


@transaction.atomic
def undo_merge(*, by: Person | None, merge: Merge, now: datetime) -> Merge:
    """Two companies after all: every row that was moved goes back, and what came since stays where it is.

    Raises NotAllowed.
    """
    kept, gone = _locked(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    merge.kept, merge.gone = kept, gone
    _put_back(kept, merge.before)
    require(rules.undo_merge(by, merge, later=later_merge(merge), taken=_taken(kept, gone)))
    # First the one that is kept: until it has its own number again, the other cannot have the same.
    kept.save(update_fields=[*(name.removesuffix("_id") for name in merge.before), "owned_since"])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    for one in FOLLOWS:
        _move_back(one, merge.moved.get(one.label, ()), kept, gone)
    for model, name in POINTS_AT_SITE:
        _point_back(model, name, merge.moved.get(_AT_SITE + model._meta.label_lower, ()))
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    tell(kept, EntryKind.REGISTER, "merge-undone", by=by, at=now, told={"name": gone.name})
    renew_found_by(Company.objects.filter(pk__in=[kept.pk, gone.pk]).order_by("pk"))
    record("companies-merge-undone", by=by, subject=kept, place=kept.municipality, details={"gone": gone.pk})
    return merge


@transaction.atomic
def tell_apart(*, by: Person, first: Company, second: Company, now: datetime) -> DifferentCompanies:
    """The two look alike and are two: they are not asked about again. Raises NotAllowed."""
    require(rules.judge_pair(by, first, second))
    one, other = sorted((first, second), key=lambda company: company.pk)
    pair, new = DifferentCompanies.objects.get_or_create(first=one, second=other, defaults={"by": by, "at": now})
    if new:
        record("companies-different", by=by, subject=one, place=one.municipality, details={"other": other.pk})
    return pair


@transaction.atomic
def ask_again(*, by: Person, pair: DifferentCompanies) -> None:
    """They may be one after all. Raises NotAllowed."""
    require(rules.judge_pair(by, pair.first, pair.second))
    record("companies-different", by=by, subject=pair.first, place=pair.first.municipality, details={"undone": True})
    pair.delete()


def _locked(kept: Company, gone: Company) -> tuple[Company, Company]:
    """Both as they are now, locked in one order, so that two who merge them either way wait for each other."""
    numbers = sorted({kept.pk, gone.pk})
    found = Company.objects.select_for_update(of=("self",)).select_related("municipality").order_by("pk")
    rows = {company.pk: company for company in found.filter(pk__in=numbers)}
    return rows[kept.pk], rows[gone.pk]


def _take(kept: Company, gone: Company, choices: Mapping[str, str]) -> dict[str, list[Any]]:
    """Give the kept one what was chosen of the other. returns: what was changed from what to what, by field."""
    before: dict[str, list[Any]] = {}
    for choice in choices_between(kept, gone):
        chosen = choices.get(choice.field.key, choice.proposal)
        if chosen == "first":
            continue
        for name, was, other in zip(choice.field.names, choice.first, choice.second, strict=True):
            to = "\n\n".join(filter(None, (was, other))) if chosen == "both" and name == "about" else other
            if to != was:
                setattr(kept, name, to)
                before[name] = [_kept(was), _kept(to)]
    return before


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, value: Any) -> Any:
    if value and name in _DATES:
        return date.fromisoformat(value)
    return parse_datetime(value) if value and name == "register_at" else value


def _put_back(kept: Company, before: Mapping[str, Sequence[Any]]) -> None:
    """What the merge has changed, where nobody has changed it since. An owner who is gone by now is not put back."""
    for name, (was, to) in before.items():
        if _same(name, getattr(kept, name), to):
            value = _value(name, was)
            if name == "owner_id" and value and not Person.objects.filter(pk=value, erased_at=None).exists():
                value = None
            setattr(kept, name, value)
    if kept.owner_id is None:
        kept.owned_since = None


def _same(name: str, value: Any, kept: Any) -> bool:
    return bool(value == _value(name, kept))


def _taken(kept: Company, gone: Company) -> Company | None:
    """Another company that has the number of the one that comes back; also the kept one, where somebody typed it."""
    if not gone.cvr:
        return None
    if kept.cvr == gone.cvr:
        return kept
    same = Company.objects.filter(municipality=gone.municipality_id, cvr=gone.cvr, merged_into=None)
    return same.exclude(pk__in=[kept.pk, gone.pk]).first()


def _move(one: Hanging, gone: Company, kept: Company) -> list[Any]:
    """The rows that follow. returns: their numbers."""
    rows = one.model.objects.filter(**{one.field: gone}).order_by("pk")
    numbers = list(rows.values_list("pk", flat=True))
    if one.once:
        numbers = [pk for pk in numbers if pk not in _twice(one, gone, kept)]
    _give(one, numbers, kept)
    return numbers


def _twice(one: Hanging, gone: Company, kept: Company) -> set[Any]:
    """The rows of the one that goes which the kept one has already."""
    rows = one.model.objects.filter(**(one.open or {}))
    there = {values for values in rows.filter(**{one.field: kept}).values_list(*one.once) if any(values)}
    mine = rows.filter(**{one.field: gone}).order_by("pk").values_list("pk", *one.once)
    return {pk for pk, *values in mine if tuple(values) in there}


def _give(one: Hanging, numbers: Sequence[Any], to: Company) -> None:
    for start in range(0, len(numbers), _AT_A_TIME):
        one.model.objects.filter(pk__in=numbers[start : start + _AT_A_TIME]).update(**{one.field: to})


def _move_back(one: Hanging, numbers: Sequence[Any], kept: Company, gone: Company) -> None:
    """The rows that are still the kept one's. One that the other has again by now stays."""
    mine: set[Any] = set()
    for start in range(0, len(numbers), _AT_A_TIME):
        rows = one.model.objects.filter(pk__in=numbers[start : start + _AT_A_TIME], **{one.field: kept})
        mine |= set(rows.values_list("pk", flat=True))
    twice = _twice(one, kept, gone) if one.once else set()
    _give(one, [pk for pk in numbers if pk in mine and pk not in twice], gone)


def _fold_sites(kept: Company, gone: Company) -> dict[str, list[Any]]:
    """Places with the same P-number: what points at the one that stays behind points at the kept one's instead.

    returns: by table, for each row its number and the place it pointed at.
    """
    theirs = {site.p_number: site for site in kept.sites.exclude(p_number="")}
    moved: dict[str, list[Any]] = {}
    for site in gone.sites.filter(p_number__in=theirs).order_by("pk"):
        for model, name in POINTS_AT_SITE:
            rows = model.objects.filter(**{name: site})
            numbers = list(rows.order_by("pk").values_list("pk", flat=True))
            moved.setdefault(_AT_SITE + model._meta.label_lower, []).extend(
                [pk, site.pk, theirs[site.p_number].pk] for pk in numbers
            )
            rows.update(**{name: theirs[site.p_number]})
    return moved


def _point_back(model: Any, name: str, rows: Sequence[Sequence[int]]) -> None:
    """What pointed at another place before the merge, and at the kept one's since, points at the other again."""
    there = set(Site.objects.filter(pk__in={site for _, site, _ in rows}).values_list("pk", flat=True))
    for pk, site, instead in rows:
        if site in there:
            model.objects.filter(pk=pk, **{name: instead}).update(**{name: site})
