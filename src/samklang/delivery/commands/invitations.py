"""Calendars are kept as the sessions are: what is new is invited to, what moved moves, what is gone is taken back."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import TO_BE_SENT, Method, SessionKind, SessionState
from samklang.delivery.models import Course, Invitation, Mail, Participation, Session
from samklang.delivery.told import differs, facts

_SOON = timedelta(hours=36)
"""What is nearer than this is told at once, whatever the hour."""
_INVITING = {SessionKind.MAKEUP: "makeup", SessionKind.TOUCH: "follow-up"}


class _Wanted(NamedTuple):
    """Somebody who is to have an entry."""

    person: Person
    slot: str
    teaches: bool
    session: Session


@transaction.atomic
def reconcile(course: Course, now: datetime, people: Iterable[Person] | None = None) -> list[Mail]:
    """Tell every calendar what is no longer as it was told; sessions that have begun are left as they are.

    people: only theirs, where only they can have changed.
    """
    only = None if people is None else {one.pk for one in people}
    wanted = {(one.person.pk, one.slot): one for one in _wanted(course, now, only)}
    found = Invitation.objects.filter(course=course).select_related("person", "session")
    if only is not None:
        found = found.filter(person__in=only)
    held = {(one.person_id, one.slot): one for one in found}
    told = _told(course, wanted.values())
    new, changed, letters = [], [], []
    for key, one in wanted.items():
        entry = held.get(key)
        if entry is None:
            entry = _entry(course, one, told[one.session.pk], now)
            new.append(entry)
            letters.append(_letter(_inviting(entry), entry, Method.REQUEST, now))
        elif not entry.active or differs(entry.told, told[one.session.pk]):
            before, again = entry.told, not entry.active
            _move(entry, one.session, told[one.session.pk], now)
            changed.append(entry)
            letters.append(_letter(_inviting(entry) if again else "changed", entry, Method.REQUEST, now, before))
    for key, entry in held.items():
        if key not in wanted and entry.active and datetime.fromisoformat(entry.told["begins"]) > now:
            entry.active, entry.sequence, entry.changed_at = False, entry.sequence + 1, now
            changed.append(entry)
            letters.append(_letter("cancelled", entry, Method.CANCEL, now))
    Invitation.objects.bulk_create(new, batch_size=500)
    Invitation.objects.bulk_update(changed, ["session", "told", "active", "sequence", "changed_at"], batch_size=300)
    return write(course, _needed(letters), now)


def _wanted(course: Course, now: datetime, only: set[int] | None) -> Iterator[_Wanted]:
    """Everybody who is to have an entry; people and sessions are fetched once each, however many entries there are."""
    planned = Session.objects.filter(course=course, state=SessionState.PLANNED, begins__gt=now)
    sessions = planned.in_bulk()
    # Whoever is marked before the beginning, at the door, keeps the entry.
    going = Participation.objects.filter(session__in=planned.values("pk"))
    if only is not None:
        going = going.filter(person__in=only)
    pairs = list(going.values_list("person", "session"))
    teaching = [(one.trainer_id, one) for one in sessions.values() if one.trainer_id is not None]
    wanted = {person for person, _ in pairs} | {person for person, _ in teaching if only is None or person in only}
    people = Person.objects.in_bulk(wanted)
    for person, one in teaching:
        if person in people:
            yield _Wanted(people[person], f"{one.slot}@{one.cohort}", True, one)
    for person, session in pairs:
        yield _Wanted(people[person], sessions[session].slot, False, sessions[session])


def _told(course: Course, wanted: Iterable[_Wanted]) -> dict[int, dict[str, Any]]:
    """What is to be told of each session, by its number."""
    sessions = {one.session.pk: one.session for one in wanted}
    programme = course.programme.title
    return {pk: facts(one, programme=programme, contact=course.contact) for pk, one in sessions.items()}


def _entry(course: Course, one: _Wanted, told: dict[str, object], now: datetime) -> Invitation:
    return Invitation(
        course=course, person=one.person, slot=one.slot, teaches=one.teaches, session=one.session,
        uid=f"{secrets.token_hex(16)}@samklang", told=told, changed_at=now,
    )  # fmt: skip


def _move(entry: Invitation, session: Session, told: dict[str, object], now: datetime) -> None:
    entry.session, entry.told, entry.active = session, told, True
    entry.sequence, entry.changed_at = entry.sequence + 1, now


def _inviting(entry: Invitation) -> str:
    """The letter that invites: to a session of the plan, to a make-up or to a follow-up; whoever teaches is booked."""
    return "invitation" if entry.teaches else _INVITING.get(SessionKind(entry.session.kind), "invitation")


def _letter(
    letter: str, entry: Invitation, method: Method, now: datetime, before: dict[str, object] | None = None
) -> Letter:
    moments = [entry.told["begins"], *([before["begins"]] if before else [])]
    urgent = any(now < datetime.fromisoformat(str(one)) <= now + _SOON for one in moments)
    told = {**entry.told, "teaches": entry.teaches}
    if letter == "changed" and before is not None:
        told |= {f"before_{name}": before.get(name, "") for name in ("begins", "ends", "room", "site")}
    return Letter(letter, entry.person, told, entry, method, urgent=urgent)


def _needed(letters: Iterable[Letter]) -> list[Letter]:
    """Without the cancelling of what nobody was told of yet: there what waits is dropped, and nothing is written."""
    given = list(letters)
    taken_back = [one.invitation.pk for one in given if one.method == Method.CANCEL and one.invitation is not None]
    heard = set(
        Mail.objects.filter(invitation__in=taken_back, method=Method.REQUEST)
        .exclude(state__in=[*TO_BE_SENT, "dropped", "failed"])
        .values_list("invitation", flat=True)
    )
    unheard = {pk for pk in taken_back if pk not in heard}
    Mail.objects.filter(invitation__in=unheard, state__in=TO_BE_SENT).update(state="dropped")
    return [one for one in given if one.invitation is None or one.invitation.pk not in unheard]
