"""Two agree on a sparring, move it, cancel it, and say that it was held. Both calendars follow."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.delivery.commands.mail import new_message_id, quiet_of
from samklang.delivery.enums import TO_BE_SENT, MailState, Method
from samklang.delivery.hours import may_be_sent
from samklang.delivery.told import differs
from samklang.ledger.commands import record
from samklang.method.models import Framework
from samklang.practice.enums import SparringState
from samklang.practice.letters import BOOKED, CANCELLED, MOVED
from samklang.practice.models import PairingRound, Sparring, SparringEntry, SparringMail, SparringNotes
from samklang.practice.queries.sparring import facts_of, known_of, team_of
from samklang.practice.rules import sparring as rules

_SOON = timedelta(hours=36)
"""What is nearer than this is told at once, whatever the hour."""
_HEARD = (*TO_BE_SENT, MailState.DROPPED, MailState.FAILED)


@transaction.atomic
def book(
    *, by: Person | None, focus_person: Person, partner: Person, framework: Framework, begins: datetime,
    ends: datetime, where: str = "", round_: PairingRound | None = None, now: datetime,
) -> Sparring:  # fmt: skip
    """Put it in both calendars. The focus person asks; whoever runs practice books what a round has paired.

    raises: NotAllowed.
    """
    jobcentre = framework.jobcentre
    # One booking of a jobcentre at a time, so that nobody is promised to two.
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    require(rules.ask_colleague(by, focus_person, jobcentre.pk, of_round=round_ is not None))
    require(rules.takes_place(begins, ends, now))
    known = known_of(
        focus_person=focus_person, partner=partner, framework=framework, begins=begins, ends=ends, round_=round_
    )
    require(rules.fit_together(focus_person, partner, known))
    made = Sparring.objects.create(
        jobcentre=jobcentre, team=team_of(focus_person, timezone.localdate(begins)), framework=framework, round=round_,
        focus_person=focus_person, partner=partner, begins=begins, ends=ends, where=_where(where), made_by=by,
        made_at=now,
    )  # fmt: skip
    SparringNotes.objects.create(sparring=made)
    for person in (focus_person, partner):
        entry = SparringEntry.objects.create(
            sparring=made, person=person, uid=f"{secrets.token_hex(16)}@samklang", told=facts_of(made, person),
            changed_at=now,
        )  # fmt: skip
        _write(entry, BOOKED, Method.REQUEST, now)
    record("sparring-booked", by=by, subject=made, about=focus_person, place=jobcentre)
    return made


@transaction.atomic
def move(*, by: Person | None, sparring: Sparring, begins: datetime, ends: datetime, where: str, now: datetime) -> bool:
    """Another time or place, in both calendars. Whether anything is another than it was. Raises NotAllowed."""
    Place.objects.select_for_update().get(pk=sparring.jobcentre_id)
    sparring = locked(sparring)
    require(rules.change_sparring(by, sparring, now))
    if (sparring.begins, sparring.ends, sparring.where) == (begins, ends, _where(where)):
        return False
    require(rules.takes_place(begins, ends, now))
    if (sparring.begins, sparring.ends) != (begins, ends) and sparring.partner is not None:
        known = known_of(
            focus_person=sparring.focus_person, partner=sparring.partner, framework=sparring.framework, begins=begins,
            ends=ends, round_=sparring.round, but=sparring,
        )  # fmt: skip
        require(rules.at_hand(known))
    sparring.begins, sparring.ends, sparring.where = begins, ends, _where(where)
    sparring.save(update_fields=["begins", "ends", "where"])
    for entry in _entries(sparring):
        told = facts_of(sparring, entry.person)
        if differs(entry.told, told):
            _change(entry, told, now)
    record("sparring-moved", by=by, subject=sparring, about=sparring.focus_person, place=sparring.jobcentre)
    return True


@transaction.atomic
def cancel(*, by: Person | None, sparring: Sparring, because: str = "", now: datetime) -> Sparring:
    """It does not take place: taken out of both calendars, and what the two had prepared is deleted.

    raises: NotAllowed.
    """
    sparring = locked(sparring)
    require(rules.change_sparring(by, sparring, now))
    sparring.state, sparring.cancelled_because = SparringState.CANCELLED, because.strip()[:200]
    sparring.save(update_fields=["state", "cancelled_because"])
    SparringNotes.objects.filter(sparring=sparring).delete()
    for entry in _entries(sparring):
        entry.active, entry.sequence, entry.changed_at = False, entry.sequence + 1, now
        entry.save(update_fields=["active", "sequence", "changed_at"])
        if sparring.begins > now:
            _take_back(entry, now)
    record("sparring-cancelled", by=by, subject=sparring, about=sparring.focus_person, place=sparring.jobcentre)
    return sparring


@transaction.atomic
def set_held(*, by: Person, sparring: Sparring, now: datetime) -> Sparring:
    """It took place. Raises NotAllowed."""
    sparring = locked(sparring)
    require(rules.set_held(by, sparring, now))
    sparring.state, sparring.held_at = SparringState.HELD, now
    sparring.save(update_fields=["state", "held_at"])
    record("sparring-held", by=by, subject=sparring, about=sparring.focus_person, place=sparring.jobcentre)
    return sparring


def locked(sparring: Sparring) -> Sparring:
    """The sparring, with nobody else at it until the transaction is over."""
    found = Sparring.objects.select_for_update(of=("self",))
    return found.select_related("focus_person", "partner", "framework", "jobcentre__parent", "round").get(
        pk=sparring.pk
    )


def _where(text: str) -> str:
    return " ".join(text.split())[:200]


def _entries(sparring: Sparring) -> list[SparringEntry]:
    found = SparringEntry.objects.select_for_update(of=("self",)).filter(sparring=sparring, active=True)
    return list(found.select_related("person").order_by("pk"))


def _change(entry: SparringEntry, told: dict[str, str], now: datetime) -> None:
    before, entry.told = entry.told, told
    entry.sequence, entry.changed_at = entry.sequence + 1, now
    entry.save(update_fields=["told", "sequence", "changed_at"])
    was = {f"before_{name}": str(before.get(name, "")) for name in ("begins", "ends")}
    # Whoever has not heard of it yet is invited to what holds now, and never learns of the other.
    if _has_heard(entry):
        _write(entry, MOVED, Method.REQUEST, now, was)
    else:
        _write(entry, BOOKED, Method.REQUEST, now)


def _take_back(entry: SparringEntry, now: datetime) -> None:
    if _has_heard(entry):
        _write(entry, CANCELLED, Method.CANCEL, now)
    else:
        SparringMail.objects.filter(entry=entry, state__in=TO_BE_SENT).update(state=MailState.DROPPED)


def _has_heard(entry: SparringEntry) -> bool:
    asked = SparringMail.objects.filter(entry=entry, method=Method.REQUEST)
    return asked.exclude(state__in=_HEARD).exists()


def _write(
    entry: SparringEntry, letter: str, method: Method, now: datetime, was: dict[str, str] | None = None
) -> None:  # fmt: skip
    """Write the letter down for whoever has an address; what waits about the same entry no longer holds."""
    SparringMail.objects.filter(entry=entry, state__in=TO_BE_SENT).update(state=MailState.DROPPED)
    if not entry.person.email or entry.person.erased_at is not None:
        return
    moments = [entry.told["begins"], *([was["before_begins"]] if was else [])]
    urgent = any(now < datetime.fromisoformat(one) <= now + _SOON for one in moments)
    SparringMail.objects.create(
        entry=entry, letter=letter, method=method, sequence=entry.sequence, facts={**entry.told, **(was or {})},
        written_at=now, not_before=now if urgent else may_be_sent(now, quiet_of(None)), message_id=new_message_id(),
    )  # fmt: skip
