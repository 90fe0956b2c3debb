"""Staff are told before they are measured."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from samklang.access import rules
from samklang.access.commands.letter import send_letter
from samklang.access.enums import Purpose
from samklang.access.models import Notice, Person, Place
from samklang.access.queries.person import people_at
from samklang.access.refusals import require
from samklang.access.words import said
from samklang.core.words import say
from samklang.ledger.commands import record

TEXTS = ("why", "data", "handling")
FIELDS = ("purpose", *TEXTS, "works_council_day", "first_day")


@transaction.atomic
def write_notice(*, by: Person, jobcentre: Place, values: Mapping[str, Any]) -> Notice:
    """A draft. values: as in FIELDS; all but the purpose may still be missing. Raises NotAllowed."""
    require(rules.edit_notice(by, jobcentre))
    notice = Notice.objects.create(jobcentre=jobcentre, written_by=by, **{name: values[name] for name in FIELDS})
    record("notice-written", by=by, subject=notice, place=jobcentre, details={"purpose": notice.purpose})
    return notice


@transaction.atomic
def change_notice(*, by: Person, notice: Notice, values: Mapping[str, Any]) -> Notice:
    """Change a draft. Raises NotAllowed."""
    notice = _locked(notice)
    require(rules.change_notice(by, notice))
    changed = [name for name in FIELDS if getattr(notice, name) != values[name]]
    for name in changed:
        setattr(notice, name, values[name])
    notice.save(update_fields=changed)
    record("notice-changed", by=by, subject=notice, place=notice.jobcentre, details={"fields": changed})
    return notice


@transaction.atomic
def delete_notice(*, by: Person, notice: Notice) -> None:
    """Throw a draft away. Raises NotAllowed."""
    notice = _locked(notice)
    require(rules.change_notice(by, notice))
    record("notice-deleted", by=by, subject=notice, place=notice.jobcentre, details={"purpose": notice.purpose})
    notice.delete()


@transaction.atomic
def announce_notice(*, by: Person, notice: Notice, today: date) -> Notice:
    """Tell everybody at the jobcentre; from now on it stands as it is. Raises NotAllowed."""
    notice = _locked(notice)
    require(rules.announce_notice(by, notice, today, settings.NOTICE_DAYS))
    notice.announced_day, notice.notice_days, notice.announced_by = today, settings.NOTICE_DAYS, by
    notice.save(update_fields=["announced_day", "notice_days", "announced_by"])
    told = send_letter(
        to=people_at(notice.jobcentre, today),
        subject=say("Notice: {purpose}", purpose=said(Purpose(notice.purpose))),
        lines=[
            say(
                "From {day} this begins at {place}: {purpose}.",
                day=notice.first_day or "",
                place=notice.jobcentre.name,
                purpose=said(Purpose(notice.purpose)),
            ),
            say("Why: {text}", text=notice.why),
            say("Which data: {text}", text=notice.data),
            say("How they are handled: {text}", text=notice.handling),
            say("It was discussed in the works council on {day}.", day=notice.works_council_day or ""),
        ],
        page="notice",
        key=notice.pk,
    )
    details = {"purpose": notice.purpose, "told": told}
    record("notice-announced", by=by, subject=notice, place=notice.jobcentre, details=details)
    return notice


@transaction.atomic
def withdraw_notice(*, by: Person, notice: Notice, today: date) -> Notice:
    """From today it is no longer in force, and what it allowed is off. Raises NotAllowed."""
    notice = _locked(notice)
    require(rules.withdraw_notice(by, notice, today))
    notice.withdrawn_day = today
    notice.save(update_fields=["withdrawn_day"])
    record("notice-withdrawn", by=by, subject=notice, place=notice.jobcentre, details={"purpose": notice.purpose})
    return notice


def _locked(notice: Notice) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=notice.pk)
