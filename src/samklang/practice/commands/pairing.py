"""Rounds of pairs: begun, changed, dropped, who is in them, and what somebody in one would like to work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method.models import Framework
from samklang.practice.enums import PairingState
from samklang.practice.models import PairingMember, PairingRound, ProposedPair
from samklang.practice.queries.pairing import indicators_to_wish, people_of_teams, search_of
from samklang.practice.queries.pairing_problem import holders
from samklang.practice.rules import pairing as rules


@dataclass(frozen=True)
class Frame:
    """What holds for the whole round. min_licences: how many a partner holds; 0 asks for none."""

    title: str
    first_day: date
    last_day: date
    most_minutes: int = 60
    min_licences: int = 1


@transaction.atomic
def begin_pairing(
    *, by: Person | None, framework: Framework, frame: Frame, teams: Sequence[Place] = (), most_beside: int = 2,
    today: date, now: datetime,
) -> PairingRound:  # fmt: skip
    """A round with everybody of the teams in it, or of the whole jobcentre where none is named.

    Whether a licence is asked for is reckoned: where those who hold one cannot reach everybody, none is.

    raises: NotAllowed.
    """
    jobcentre = framework.jobcentre
    require(rules.run_rounds(by, jobcentre.pk))
    require(rules.days_fit(frame.first_day, frame.last_day, today))
    made = PairingRound.objects.create(
        jobcentre=jobcentre, framework=framework, title=frame.title, first_day=frame.first_day,
        last_day=frame.last_day, most_minutes=frame.most_minutes, made_by=by, made_at=now,
    )  # fmt: skip
    people = people_of_teams(jobcentre, teams, frame.first_day, frame.last_day)
    _put_in(made, people, most_beside)
    held = holders(made)
    able = sum(1 for one in people if one.pk in held)
    made.min_licences = rules.licences_to_ask_for(able, most_beside, len(people))
    made.save(update_fields=["min_licences"])
    record("pairing-begun", by=by, subject=made, place=jobcentre, details={"people": len(people)})
    return made


@transaction.atomic
def change_pairing(
    *, by: Person | None, round_: PairingRound, frame: Frame, today: date, now: datetime
) -> PairingRound:  # fmt: skip
    """Another frame; pairs that no longer hold are shown as such. Raises NotAllowed."""
    round_ = opened(by, round_, now)
    require(rules.days_fit(frame.first_day, frame.last_day, today))
    round_.title, round_.first_day, round_.last_day = frame.title, frame.first_day, frame.last_day
    round_.most_minutes, round_.min_licences = frame.most_minutes, frame.min_licences
    round_.save(update_fields=["title", "first_day", "last_day", "most_minutes", "min_licences"])
    record("pairing-changed", by=by, subject=round_, place=round_.jobcentre)
    return round_


@transaction.atomic
def drop_pairing(*, by: Person | None, round_: PairingRound, now: datetime) -> PairingRound:
    """Nothing comes of it; it can be taken up again. Raises NotAllowed."""
    round_ = opened(by, round_, now)
    _set_state(round_, PairingState.DROPPED)
    record("pairing-dropped", by=by, subject=round_, place=round_.jobcentre)
    return round_


@transaction.atomic
def restore_pairing(*, by: Person | None, round_: PairingRound) -> PairingRound:
    """A dropped round is prepared again. Raises NotAllowed."""
    round_ = locked(round_)
    require(rules.take_up_again(by, round_))
    _set_state(round_, PairingState.DRAFT)
    record("pairing-restored", by=by, subject=round_, place=round_.jobcentre)
    return round_


def _set_state(round_: PairingRound, state: PairingState) -> None:
    round_.state = state
    round_.save(update_fields=["state"])


# -- who is in it -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_members(
    *, by: Person | None, round_: PairingRound, people: Sequence[Person], most_beside: int = 1, now: datetime
) -> int:
    """Put people in; how many were not in it before. Raises NotAllowed."""
    round_ = opened(by, round_, now)
    already = set(round_.members.values_list("person", flat=True))
    new = [one for one in people if one.pk not in already]
    _put_in(round_, new, most_beside)
    for one in new:
        record("pairing-member-added", by=by, subject=round_, about=one, place=round_.jobcentre)
    return len(new)


def _put_in(round_: PairingRound, people: Sequence[Person], most_beside: int) -> None:
    PairingMember.objects.bulk_create(
        [PairingMember(round=round_, person=one, most_as_partner=most_beside) for one in people], batch_size=500
    )


@transaction.atomic
def change_member(
    *, by: Person | None, member: PairingMember, is_focus: bool, most_beside: int, now: datetime
) -> PairingMember:
    """Whether a colleague is to sit beside them, and beside how many they sit. Raises NotAllowed."""
    round_ = opened(by, member.round, now)
    member.is_focus, member.most_as_partner = is_focus, most_beside
    member.save(update_fields=["is_focus", "most_as_partner"])
    if not is_focus:
        ProposedPair.objects.filter(round=round_, focus_person=member.person).delete()
    record("pairing-member-changed", by=by, subject=round_, about=member.person, place=round_.jobcentre)
    return member


@transaction.atomic
def remove_member(*, by: Person | None, member: PairingMember, now: datetime) -> None:
    """Take somebody out, and the pairs they are in. Raises NotAllowed."""
    round_, person = opened(by, member.round, now), member.person
    ProposedPair.objects.filter(round=round_, focus_person=person).delete()
    ProposedPair.objects.filter(round=round_, partner=person).delete()
    member.delete()
    record("pairing-member-removed", by=by, subject=round_, about=person, place=round_.jobcentre)


@transaction.atomic
def choose_wishes(*, by: Person, member: PairingMember, wishes: Sequence[str], today: date) -> PairingMember:
    """What somebody would like to work on: only the search looks at it. Raises NotAllowed."""
    rows = PairingMember.objects.select_for_update(of=("self",)).select_related("round__framework", "round__jobcentre")
    member = rows.get(pk=member.pk)
    indicators = {one.key for one in indicators_to_wish(member.round)}
    require(rules.choose_wishes(by, member, wishes, indicators, today))
    member.focus = list(wishes)
    member.save(update_fields=["focus"])
    record("pairing-wish-chosen", by=by, subject=member.round, about=by, place=member.round.jobcentre)
    return member


# -- held while it is changed -----------------------------------------------------------------------------------------


def locked(round_: PairingRound) -> PairingRound:
    """The round, with nobody else at it until the transaction is over."""
    found = PairingRound.objects.select_for_update(of=("self",)).select_related("jobcentre__parent", "framework")
    return found.get(pk=round_.pk)


def opened(by: Person | None, round_: PairingRound, now: datetime) -> PairingRound:
    """The same, where it may be changed. Raises NotAllowed."""
    found = locked(round_)
    require(rules.change_round(by, found, searching=search_of(found, now) is not None))
    return found
