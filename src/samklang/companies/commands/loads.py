"""Files of companies: read, chosen about, loaded in one go, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands.load_writing import write_lines
from samklang.companies.company_sheet import read_sheet
from samklang.companies.enums import LoadKind, LoadState
from samklang.companies.incoming import Contents
from samklang.companies.models import Load
from samklang.companies.queries.load_difference import Difference, difference_of
from samklang.companies.register_file import read_register
from samklang.companies.rules import loads as rules
from samklang.companies.rules.company import run_companies
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.personal import masked
from samklang.ledger.commands import record

__all__ = ["Misread", "RegisterChanged", "apply_load", "begin_load", "begin_loading", "carry_out", "choose",
           "discard_load", "look_into", "stop_loading"]  # fmt: skip
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST_NAME = 200


class RegisterChanged(Exception):
    """Companies have changed since the difference was looked through: nothing is written, and there is a fresh one."""


def read_file(content: bytes, name: str) -> tuple[LoadKind, Contents]:
    """What kind of file it is, by what it holds, and what it says. Raises Misread."""
    start = content[:2_000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if content.startswith(b"\x1f\x8b") or start.startswith((b"{", b"[")):
        return LoadKind.REGISTER, read_register(content)
    return LoadKind.SHEET, read_sheet(content, name)


def begin_load(*, by: Person | None, municipality: Place, name: str, content: bytes, now: datetime) -> Load:
    """A file that is read and kept until somebody approves it. No company changes. Raises NotAllowed, Misread."""
    require(run_companies(by, municipality.pk))
    kind, contents = read_file(content, name)
    load = Load(municipality=municipality, kind=kind, file_name=_short(name), by=by, at=now)
    load.counts = difference_of(load, today=timezone.localdate(now), contents=contents).counts
    load.content = contents.packed()
    with transaction.atomic():
        load.save()
        record("company-file-read", by=by, subject=load, place=municipality, details=load.counts)
    return load


def look_into(*, municipality: Place, name: str, content: bytes, now: datetime) -> Difference:
    """What a file would change; nothing is kept. Raises Misread."""
    kind, contents = read_file(content, name)
    load = Load(municipality=municipality, kind=kind, file_name=_short(name), at=now)
    return difference_of(load, today=timezone.localdate(now), contents=contents)


def _short(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return masked("".join(sign for sign in last if sign.isprintable()))[-_LONGEST_NAME:] or "fil"


@transaction.atomic
def choose(*, by: Person | None, load: Load, choices: Mapping[int, str]) -> Load:
    """Which company each line is that looks like others. Raises NotAllowed.

    choices: by the line's number: "new", the company's number, or "" to leave it out after all.
    """
    load = _locked(load)
    require(rules.change_load(by, load))
    kept = {**load.changes.get("choices", {}), **{str(row): choice for row, choice in choices.items()}}
    load.changes = {"choices": {row: choice for row, choice in kept.items() if choice}}
    load.save(update_fields=["changes"])
    record("company-file-chosen", by=by, subject=load, place=load.municipality, details={"lines": len(choices)})
    return load


def apply_load(*, by: Person | None, load: Load, digest: str | None, now: datetime) -> Load:
    """Everything the lines say, or nothing. Raises NotAllowed; RegisterChanged where the difference is another one.

    digest: of the difference that was looked through; None where nobody looked (a nightly job).
    """
    try:
        with transaction.atomic():
            return _applied(by, _locked(load), digest, now)
    except IntegrityError:
        raise RegisterChanged from None


def _applied(by: Person | None, load: Load, digest: str | None, now: datetime) -> Load:
    found = difference_of(load, today=timezone.localdate(now))
    changing = sum(one.does_something for one in found.lines)
    is_register = load.kind == LoadKind.REGISTER and bool(found.lines)
    require(rules.apply_load(by, load, changing=changing or is_register, busy=_busy(load)))
    if digest is not None and digest != found.digest:
        raise RegisterChanged
    load.changes = write_lines(by, load, found, now)
    load.counts, load.content = found.counts, None
    load.state, load.done_at = LoadState.DONE, now
    load.save(update_fields=["changes", "counts", "content", "state", "done_at"])
    record("companies-loaded", by=by, subject=load, place=load.municipality, details=load.counts)
    return load


def _busy(load: Load) -> bool:
    return Load.objects.filter(municipality=load.municipality_id, state=LoadState.LOADING).exclude(pk=load.pk).exists()


@transaction.atomic
def begin_loading(*, by: Person, load: Load, digest: str) -> Load:
    """A large file is loaded by the worker; until then nobody else loads one. Raises NotAllowed."""
    load = _locked(load)
    require(rules.apply_load(by, load, changing=1, busy=_busy(load)))
    load.state = LoadState.LOADING
    load.counts = {**load.counts, "digest": digest}
    load.save(update_fields=["state", "counts"])
    record("company-file-waits", by=by, subject=load, place=load.municipality)
    return load


@transaction.atomic
def stop_loading(*, by: Person | None, load: Load) -> Load:
    """A file that the worker has not loaded goes back to be looked through. Raises NotAllowed."""
    load = _locked(load)
    require(run_companies(by, load.municipality_id))
    if load.state == LoadState.LOADING:
        load.state = LoadState.READ
        load.save(update_fields=["state"])
        record("company-file-stopped", by=by, subject=load, place=load.municipality)
    return load


def carry_out(*, by: Person, load: Load, now: datetime) -> Load:
    """What the worker does with a file that waits; one that was stopped meanwhile is left alone."""
    try:
        with transaction.atomic():
            found = _locked(load)
            if found.state != LoadState.LOADING:
                return found
            found.state = LoadState.READ  # so that the rule is asked as it is for everybody
            return _applied(by, found, str(found.counts.get("digest")), now)
    except (NotAllowed, RegisterChanged, IntegrityError):
        return stop_loading(by=None, load=load)


@transaction.atomic
def discard_load(*, by: Person | None, load: Load) -> None:
    """The file is thrown away before it was loaded. Raises NotAllowed."""
    load = _locked(load)
    require(rules.change_load(by, load))
    record("company-file-discarded", by=by, subject=load, place=load.municipality)
    load.delete()


def _locked(load: Load) -> Load:
    """The file as it is now; no other file of the municipality is loaded or undone until the transaction is over."""
    Place.objects.select_for_update().get(pk=load.municipality_id)
    return Load.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=load.pk)
