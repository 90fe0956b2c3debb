"""Who agrees on a sparring, moves and cancels it, and who writes what of its notes: a refusal, or None."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.calendar import COPENHAGEN, Half
from samklang.core.words import say
from samklang.practice.enums import SparringState

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.practice.models import Sparring, SparringNotes

MOST_IN_FOCUS, MOST_AGREEMENTS = 3, 2
LONGEST = timedelta(hours=8)
FURTHEST = timedelta(days=366)
_TIMES = {Half.MORNING: (time(9), time(11, 30)), Half.AFTERNOON: (time(12, 30), time(15))}


class Known(NamedTuple):
    """What is looked up of the two before it is agreed.

    colleague: whether both work at the framework's jobcentre then. leads: whether one of them leads the other.
    licensed:  whether the partner holds a licence for the framework. away: the name of whoever is not at work.
    busy:      the name of whoever has another sparring then.
    """

    colleague: bool = True
    leads: bool = False
    licensed: bool = True
    away: str = ""
    busy: str = ""


def times_of(day: date, half: Half) -> tuple[datetime, datetime]:
    """When a sparring of a half-day begins and ends, where no other time is given."""
    begins, ends = _TIMES[Half(half)]
    return datetime.combine(day, begins, COPENHAGEN), datetime.combine(day, ends, COPENHAGEN)


def practise(by: Person) -> Refusal | None:
    """Staff, those who lead them, trainers and observers."""
    if by.standing.may(Right.PRACTISE):
        return None
    return Refusal(say("Sparring is for those who hold conversations and meetings here, and those who teach them."))


def is_one_of(by: Person, sparring: Sparring) -> bool:
    """Whether it is a sparring of theirs."""
    return by.pk in (sparring.focus_person_id, sparring.partner_id)


def runs(by: Person, sparring: Sparring) -> bool:
    """Whether the person paired the two, or could have: only what comes from a round is theirs to move."""
    return sparring.round_id is not None and by.standing.may(Right.RUN_PRACTICE, sparring.jobcentre_id)


def ask_colleague(by: Person | None, focus_person: Person, jobcentre_id: int, *, of_round: bool) -> Refusal | None:
    """One asks for oneself; the lead books what a round has paired. by: None is the house itself."""
    if by is None or (of_round and by.standing.may(Right.RUN_PRACTICE, jobcentre_id)):
        return None
    if of_round:
        return Refusal(say("Pairs of a round are booked by the programme lead."))
    if by.pk != focus_person.pk:
        return Refusal(say("One asks for sparring oneself; nobody is sent to it."))
    return practise(by)


def fit_together(focus_person: Person, partner: Person, known: Known) -> Refusal | None:
    """Two equals of one jobcentre, at work then, of whom one has learnt to look."""
    if partner.pk == focus_person.pk or not known.colleague:
        return Refusal(say("Choose a colleague who works at the jobcentre that day."))
    if known.leads:
        return Refusal(say("One of you leads the other. Sparring is between equals: choose somebody else."))
    if not known.licensed:
        return Refusal(say("{name} holds no licence for this method. Choose a colleague who does.", name=partner.name))
    return at_hand(known)


def at_hand(known: Known) -> Refusal | None:
    """Both are at work then, and at no other sparring."""
    if known.away:
        return Refusal(say("{name} is not at work then. Choose another time.", name=known.away))
    if known.busy:
        return Refusal(say("{name} is at another sparring then. Choose another time.", name=known.busy))
    return None


def takes_place(begins: datetime, ends: datetime, now: datetime) -> Refusal | None:
    """A time to come, of some length."""
    if begins <= now:
        return Refusal(say("That time has passed. Choose a time to come."))
    if begins > now + FURTHEST:
        return Refusal(say("That is more than a year ahead. Choose a nearer day."))
    if ends <= begins:
        return Refusal(say("It must end after it begins."))
    if ends - begins > LONGEST:
        return Refusal(say("A sparring lasts eight hours at most."))
    return None


def change_sparring(by: Person | None, sparring: Sparring, now: datetime) -> Refusal | None:
    """Either of the two; whoever runs rounds, where it comes from one and has not begun. by: None is the house."""
    if sparring.state == SparringState.CANCELLED:
        return Refusal(say("The sparring is cancelled."))
    if sparring.state == SparringState.HELD:
        return Refusal(say("The sparring has been held."))
    if by is None or is_one_of(by, sparring):
        return None
    if not runs(by, sparring):
        return Refusal(say("Only the two change their sparring."))
    if sparring.begins <= now:
        return Refusal(say("It has begun, so only the two change it."))
    return None


def set_held(by: Person, sparring: Sparring, now: datetime) -> Refusal | None:
    """Either of the two, once it has begun."""
    if refusal := _of_the_two(by, sparring):
        return refusal
    if sparring.state != SparringState.PLANNED:
        return Refusal(say("The sparring is held or cancelled already."))
    return Refusal(say("It has not begun yet.")) if sparring.begins > now else None


def see_notes(by: Person, sparring: Sparring, notes: SparringNotes | None) -> Refusal | None:
    """The two, for as long as there are any."""
    if refusal := _of_the_two(by, sparring):
        return refusal
    if sparring.state == SparringState.CANCELLED:
        return Refusal(say("The sparring is cancelled."))
    return Refusal(say("Your notes are deleted.")) if notes is None else None


def choose_focus(by: Person, sparring: Sparring, notes: SparringNotes | None) -> Refusal | None:
    """The focus person, until they have spoken about it afterwards."""
    if refusal := see_notes(by, sparring, notes):
        return refusal
    if by.pk != sparring.focus_person_id:
        return Refusal(say("The focus person chooses what is looked at."))
    return Refusal(say("You have talked about it already.")) if notes is not None and notes.after_at else None


def write_sheet(by: Person, sparring: Sparring, notes: SparringNotes | None) -> Refusal | None:
    """The partner, who sits beside."""
    if refusal := see_notes(by, sparring, notes):
        return refusal
    return None if by.pk == sparring.partner_id else Refusal(say("The partner writes the sheet."))


def speak_first(by: Person, sparring: Sparring, notes: SparringNotes | None, now: datetime) -> Refusal | None:
    """The focus person, once it has begun."""
    if refusal := see_notes(by, sparring, notes):
        return refusal
    if by.pk != sparring.focus_person_id:
        return Refusal(say("The focus person speaks first."))
    return Refusal(say("It has not begun yet.")) if sparring.begins > now else None


def see_sheet_together(by: Person, sparring: Sparring, notes: SparringNotes | None) -> Refusal | None:
    """Both, once the focus person has spoken."""
    if refusal := see_notes(by, sparring, notes):
        return refusal
    if notes is not None and notes.after_at is None:
        return Refusal(say("The focus person speaks first; then you look at the sheet together."))
    return None


def _of_the_two(by: Person, sparring: Sparring) -> Refusal | None:
    return None if is_one_of(by, sparring) else Refusal(say("Only the two take part in their sparring."))
