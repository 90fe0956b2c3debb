"""The pairs of a round: found by the search, chosen by hand, taken out, published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.calendar import Half, HalfDay
from samklang.core.planner.pairing import Pair, Pairing, check, pair
from samklang.core.planner.plan import in_every_language
from samklang.core.words import Sentence, say, say_n
from samklang.ledger.commands import record
from samklang.practice.commands.pairing import locked, opened
from samklang.practice.commands.sparring import book
from samklang.practice.enums import PairingState
from samklang.practice.models import PairingRound, ProposedPair
from samklang.practice.queries.pairing import pairs_of, search_of
from samklang.practice.queries.pairing_problem import Told, beside, problem_of, sound
from samklang.practice.rules import pairing as rules
from samklang.practice.rules.sparring import times_of


@dataclass(frozen=True)
class Found:
    """What a search came to. waits: it is left to the worker. released: pairs that held no longer and were let go."""

    pairs: int = 0
    unpaired: int = 0
    released: int = 0
    waits: bool = False


def search_pairs(*, by: Person | None, round_: PairingRound, keep_all: bool, now: datetime) -> Found:
    """Find pairs: at once, or by the worker where there are many people.

    keep_all: every pair stands that still holds, and only those without are paired; else only those chosen by hand do.
    raises:   NotAllowed.
    """
    require(rules.change_round(by, round_, searching=search_of(round_, now) is not None))
    if round_.members.count() > rules.AT_ONCE:
        _hand_to_a_worker(by, round_, keep_all, now)
        return Found(waits=True)
    return find_pairs(by=by, round_=round_, keep_all=keep_all, seconds=rules.SECONDS_AT_ONCE, now=now)


@transaction.atomic
def _hand_to_a_worker(by: Person | None, round_: PairingRound, keep_all: bool, now: datetime) -> None:
    from samklang.practice.tasks import find_pairs as find  # noqa: PLC0415 - the task stands above what it calls

    opened(by, round_, now)
    find.enqueue(round_.pk, by.pk if by is not None else None, keep_all)


def find_pairs(*, by: Person | None, round_: PairingRound, keep_all: bool, seconds: float, now: datetime) -> Found:
    """Search, holding nothing meanwhile; then keep what was found, if the round is still as it was.

    raises: NotAllowed.
    """
    told = problem_of(round_, now)
    rows = list(pairs_of(round_) if keep_all else pairs_of(round_).filter(by_hand=True))
    given = told.pairs(rows)
    standing = sound(told.problem, given)
    found = pair(beside(told.problem, standing), seed=round_.pk, time_limit_s=seconds)
    kept = _keep(by, round_, told, _Answer(standing, found), now)
    return replace(kept, released=len(given) - len(standing))


class _Answer(NamedTuple):
    """The pairs that stood, and what was found beside them."""

    standing: Sequence[Pair]
    found: Pairing


@transaction.atomic
def _keep(by: Person | None, round_: PairingRound, told: Told, answer: _Answer, now: datetime) -> Found:
    round_, found = locked(round_), answer.found
    require(rules.change_round(by, round_))
    there = set(round_.members.filter(person__erased_at=None).values_list("person", flat=True))
    before = {told.pair(one): one.pk for one in pairs_of(round_) if told.knows(one)}
    if not set(answer.standing) <= set(before) or there != set(told.names):
        require(Refusal(say("Somebody changed the round while pairs were sought. Look at it, and search again.")))
    kept = [before[one] for one in answer.standing]
    ProposedPair.objects.filter(round=round_).exclude(pk__in=kept).delete()
    ProposedPair.objects.bulk_create([_row(round_, told, one, _reasons(told, one)) for one in found.pairs])
    round_.levels = [{"name": one.name, "value": one.value, "proved": one.proved} for one in found.levels]
    round_.unpaired = {str(told.people[one.focus].pk): in_every_language(one.why) for one in found.unpaired}
    round_.paired_at = now
    round_.save(update_fields=["levels", "unpaired", "paired_at"])
    record("pairing-searched", by=by, subject=round_, place=round_.jobcentre, details={"pairs": len(found.pairs)})
    return Found(len(found.pairs) + len(kept), len(found.unpaired))


def _reasons(told: Told, one: Pair) -> list[Sentence]:
    """The grounds as the lead may read them: how far the licences reach, and nothing of what was wished for."""
    held = next(len(who.licences) for who in told.problem.participants if who.id == one.partner)
    licences = (
        say_n("The partner holds a licence for {count} indicator.",
              "The partner holds licences for {count} indicators.", held)
        if held else say("The partner holds no licence, and none is asked for in this round.")
    )  # fmt: skip
    return [licences, *one.why[1:]]


def _row(
    round_: PairingRound, told: Told, one: Pair, why: Iterable[Sentence], *, by_hand: bool = False
) -> ProposedPair:  # fmt: skip
    return ProposedPair(
        round=round_, focus_person=told.people[one.focus], partner=told.people[one.partner], day=one.half_day.date,
        half=one.half_day.half.value, why=[in_every_language(each) for each in why], by_hand=by_hand,
    )  # fmt: skip


# -- by hand ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose_pair(
    *, by: Person | None, round_: PairingRound, focus_person: Person, partner: Person, day: date, half: Half,
    now: datetime,
) -> ProposedPair:  # fmt: skip
    """Another partner or time for somebody; it stands in searches to come.

    raises: NotAllowed, with the rule that the pair would break.
    """
    round_ = opened(by, round_, now)
    told = problem_of(round_, now, wishes=False)
    if not {focus_person.pk, partner.pk} <= set(told.names):
        require(Refusal(say("Both must be in the round. Put them in first.")))
    new = Pair(told.names[focus_person.pk], told.names[partner.pk], HalfDay(day, half))
    others = [one for one in told.pairs(pairs_of(round_)) if one.focus != new.focus]
    broken = next((fault.what for fault in check(told.problem, [*others, new]) if new in fault.pairs), None)
    require(rules.takes_part(broken))
    ProposedPair.objects.filter(round=round_, focus_person=focus_person).delete()
    made = _row(round_, told, new, [say("Chosen by hand; it keeps every rule of the round.")], by_hand=True)
    made.save()
    record("pair-chosen", by=by, subject=round_, about=focus_person, place=round_.jobcentre)
    return made


@transaction.atomic
def take_out_pair(*, by: Person | None, round_: PairingRound, focus_person: Person, now: datetime) -> bool:
    """Let somebody be without a partner; whether they had one. Raises NotAllowed."""
    round_ = opened(by, round_, now)
    gone, _ = ProposedPair.objects.filter(round=round_, focus_person=focus_person).delete()
    if gone:
        round_.unpaired = {
            **round_.unpaired, str(focus_person.pk): in_every_language(say("The pair was taken out by hand."))
        }  # fmt: skip
        round_.save(update_fields=["unpaired"])
        record("pair-taken-out", by=by, subject=round_, about=focus_person, place=round_.jobcentre)
    return bool(gone)


# -- published --------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_pairing(*, by: Person | None, round_: PairingRound, now: datetime) -> int:
    """Book every pair into both calendars, or none; how many. The proposals and the wishes are deleted with it.

    raises: NotAllowed, where a pair no longer holds by what is known today.
    """
    round_ = opened(by, round_, now)
    rows = list(pairs_of(round_))
    told = problem_of(round_, now, wishes=False)
    pairs = told.pairs(rows)
    at_fault = len(rows) - len(sound(told.problem, pairs))
    require(rules.publish(by, round_, len(rows), at_fault))
    for row in rows:
        begins, ends = times_of(row.day, Half(row.half))
        try:
            book(
                by=by, focus_person=row.focus_person, partner=row.partner, framework=round_.framework, begins=begins,
                ends=ends, round_=round_, now=now,
            )  # fmt: skip
        except NotAllowed as refused:
            raise NotAllowed(rules.not_booked(row.focus_person, row.partner, refused.refusal.reason)) from None
    ProposedPair.objects.filter(round=round_).delete()
    round_.members.update(focus=[])
    round_.state, round_.published_at, round_.unpaired = PairingState.PUBLISHED, now, {}
    round_.save(update_fields=["state", "published_at", "unpaired"])
    record("pairing-published", by=by, subject=round_, place=round_.jobcentre, details={"pairs": len(rows)})
    return len(rows)
