"""Schemes are taken in from those that come with Samklang, changed as the funder's own text is read, and put away."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.grants.document import terms_from, to_document
from samklang.core.grants.terms import TERM_WORDS, Terms
from samklang.core.words import say
from samklang.funding.given import RoundGiven
from samklang.funding.models import Scheme, SchemeRound
from samklang.funding.rules.grants import run_grants
from samklang.ledger.commands import record

CHANGEABLE = frozenset({
    "name", "funder", "kind", "account", "region", "first_day", "last_day", "applicants", "target_groups",
    "source_url", "checked_on",
})  # fmt: skip
_SHIPPED = Path(__file__).parent.parent / "content" / "schemes.toml"


@cache
def shipped() -> Mapping[str, Mapping[str, Any]]:
    """The schemes that come with Samklang, by key, as their file has them."""
    return {one["key"]: one for one in tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))["scheme"]}


@transaction.atomic
def take_in_scheme(*, by: Person | None, jobcentre: Place, key: str, first_day: date, now: datetime) -> Scheme:
    """One that comes with Samklang, in the person's language, to be held against the funder's text.

    Raises NotAllowed.
    """
    require(run_grants(by, jobcentre))
    found = shipped().get(key)
    if found is None:
        raise NotAllowed(Refusal(say("Choose a scheme from the list.")))
    if Scheme.objects.filter(jobcentre=jobcentre, key=key, first_day=first_day).exists():
        raise NotAllowed(Refusal(say("That scheme is here already from the same day.")))
    language = by.language if by else "da"
    made = Scheme.objects.create(
        jobcentre=jobcentre, key=key, name=found["name"][language], funder=found["funder"][language],
        kind=found["kind"], account=found["account"], first_day=first_day, applicants=found["applicants"][language],
        target_groups=found["targets"][language], terms=to_document(terms_from(found["terms"])),
        notes={term: texts[language] for term, texts in found.get("notes", {}).items()}, source_url=found["url"],
        made_by=by, made_at=now,
    )  # fmt: skip
    for one in found.get("rounds", ()):
        SchemeRound.objects.create(scheme=made, name=one["name"][language])
    record("scheme-taken-in", by=by, subject=made, place=jobcentre, details={"key": key})
    return made


@transaction.atomic
def write_scheme(*, by: Person | None, jobcentre: Place, key: str, values: Mapping[str, Any], now: datetime) -> Scheme:
    """A scheme of one's own, with no terms yet: everything in it is to be looked up. Raises NotAllowed."""
    require(run_grants(by, jobcentre))
    if Scheme.objects.filter(jobcentre=jobcentre, key=key, first_day=values["first_day"]).exists():
        raise NotAllowed(Refusal(say("That scheme is here already from the same day.")))
    given = {name: values[name] for name in CHANGEABLE & set(values)}
    made = Scheme.objects.create(
        jobcentre=jobcentre,
        key=key,
        terms=to_document(Terms(unknown=frozenset(TERM_WORDS))),
        made_by=by,
        made_at=now,
        **given,
    )
    record("scheme-taken-in", by=by, subject=made, place=jobcentre, details={"key": key})
    return made


@transaction.atomic
def change_scheme(
    *, by: Person | None, scheme: Scheme, values: Mapping[str, Any] | None = None, terms: Terms | None = None,
    notes: Mapping[str, str] | None = None,
) -> Scheme:  # fmt: skip
    """Words, terms or notes; what was applied for and granted keeps the terms of its time. Raises NotAllowed."""
    scheme = Scheme.objects.select_for_update().select_related("jobcentre").get(pk=scheme.pk)
    require(run_grants(by, scheme.jobcentre))
    changed = sorted(name for name in CHANGEABLE & set(values or {}) if getattr(scheme, name) != (values or {})[name])
    for name in changed:
        setattr(scheme, name, (values or {})[name])
    if terms is not None and to_document(terms) != scheme.terms:
        scheme.terms = to_document(terms)
        changed.append("terms")
    if notes is not None and dict(notes) != scheme.notes:
        scheme.notes = dict(notes)
        changed.append("notes")
    if changed:
        scheme.save()
        record("scheme-changed", by=by, subject=scheme, place=scheme.jobcentre, details={"fields": changed})
    return scheme


@transaction.atomic
def write_round(*, by: Person | None, scheme: Scheme, number: int | None, given: RoundGiven) -> SchemeRound:
    """One round is added (number: None) or changed; the others stay. Raises NotAllowed."""
    scheme = Scheme.objects.select_for_update().select_related("jobcentre").get(pk=scheme.pk)
    require(run_grants(by, scheme.jobcentre))
    row = scheme.rounds.filter(pk=number).first() if number else SchemeRound(scheme=scheme)
    if row is None:
        raise NotAllowed(Refusal(say("Somebody else has taken it out meanwhile. Look at what is there.")))
    for name, value in asdict(given).items():
        setattr(row, name, value)
    row.save()
    _round_changed(by, scheme)
    return row


@transaction.atomic
def remove_round(*, by: Person | None, scheme: Scheme, number: int) -> None:
    """One that no application has been sent in is removed; the others stay. Raises NotAllowed."""
    scheme = Scheme.objects.select_for_update().select_related("jobcentre").get(pk=scheme.pk)
    require(run_grants(by, scheme.jobcentre))
    row = scheme.rounds.filter(pk=number).first()
    if row is None:
        return
    if row.applications.exclude(sent_at=None).exists():
        raise NotAllowed(Refusal(say("{round} has applications, and stays.", round=row.name)))
    row.delete()
    _round_changed(by, scheme)


def _round_changed(by: Person | None, scheme: Scheme) -> None:
    details = {"rounds": scheme.rounds.count()}
    record("scheme-round-changed", by=by, subject=scheme, place=scheme.jobcentre, details=details)


@transaction.atomic
def retire_scheme(*, by: Person | None, scheme: Scheme, retired: bool, now: datetime) -> Scheme:
    """Put it away, so that no application begins from it, or take it out again. Raises NotAllowed."""
    scheme = Scheme.objects.select_for_update().select_related("jobcentre").get(pk=scheme.pk)
    require(run_grants(by, scheme.jobcentre))
    if (scheme.retired_at is not None) != retired:
        scheme.retired_at = now if retired else None
        scheme.save(update_fields=["retired_at"])
        record("scheme-retired", by=by, subject=scheme, place=scheme.jobcentre, details={"retired": retired})
    return scheme
