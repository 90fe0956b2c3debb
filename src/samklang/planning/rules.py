"""Who may make, see and publish course plans, and what must hold first: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say, say_n
from samklang.planning.enums import AT_WORK, Errand, RunState

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.planning.models import Programme, Publication, Run, Variant, Version

MOST_SECONDS = 3_600
MOST_THREADS = 8
MOST_WAITING = 6
"""Runs of one programme that can wait or work at once."""


def see_plans(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever sees course plans at the jobcentre."""
    if by is None or by.standing.may(Right.SEE_PLANS, jobcentre.pk):
        return None
    return Refusal(say("You do not see the course plans of {place}. Ask the programme lead.", place=jobcentre.name))


def see_any_plans(by: Person) -> Refusal | None:
    """Whoever sees course plans somewhere."""
    return (
        None
        if by.standing.may(Right.SEE_PLANS)
        else Refusal(say("You do not see course plans. Your own dates stand on your own page."))
    )


def make_any_plans(by: Person) -> Refusal | None:
    """Whoever makes course plans somewhere."""
    return (
        None
        if by.standing.may(Right.MAKE_PLANS)
        else Refusal(say("You do not make course plans. Ask the programme lead."))
    )


def make_plans(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever makes course plans at the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.MAKE_PLANS, jobcentre.pk):
        return None
    return Refusal(say("You do not make course plans at {place}. Ask the programme lead.", place=jobcentre.name))


def draw_into(
    by: Person | None, jobcentre: Place, document: Mapping[str, Any], waves: Mapping[str, int]
) -> Refusal | None:
    """Who makes plans there, for people of the programme, with numbers from 1."""
    refusal = make_plans(by, jobcentre)
    if refusal is not None:
        return refusal
    strangers = waves.keys() - {one["id"] for one in document.get("people", ())}
    if strangers:
        return Refusal(
            say_n(
                "{count} person of the draw is not in the programme. Take the staff from the register, and draw anew.",
                "{count} people of the draw are not in the programme. Take the staff from the register, and draw anew.",
                len(strangers),
            )
        )
    if any(wave < 1 for wave in waves.values()):
        return Refusal(say("The numbers of a draw begin with 1."))
    return None


def start_run(by: Person | None, version: Version, under_way: int) -> Refusal | None:
    """Who makes plans, with rules that hold together, and not too many at once."""
    refusal = make_plans(by, version.programme.jobcentre)
    if refusal is not None:
        return refusal
    if version.programme.deleted_at is not None:
        return Refusal(say("The programme was deleted. Take it back first."))
    if not version.ready:
        return Refusal(
            say("Something is missing or wrong in the rules. Mend that first; the programme's page says what.")
        )
    if under_way >= MOST_WAITING:
        return Refusal(
            say("{count} searches of this programme are waiting or at work. Wait, or cancel one.", count=under_way)
        )
    return None


def settings_of_run(time_limit_s: int, threads: int) -> Refusal | None:
    """Within what a machine shared with others can bear."""
    if not 1 <= time_limit_s <= MOST_SECONDS:
        return Refusal(say("Choose between 1 second and {most} minutes.", most=MOST_SECONDS // 60))
    if not 1 <= threads <= MOST_THREADS:
        return Refusal(say("Choose between 1 and {most} threads.", most=MOST_THREADS))
    return None


def stop_run(by: Person | None, run: Run) -> Refusal | None:
    """Who makes plans there, while it is at work."""
    refusal = make_plans(by, run.programme.jobcentre)
    if refusal is None and run.state not in AT_WORK:
        return Refusal(say("The planner is not at work on this any more."))
    return refusal


def cancel_run(by: Person | None, run: Run) -> Refusal | None:
    """Who makes plans there, before a worker has begun."""
    refusal = make_plans(by, run.programme.jobcentre)
    if refusal is None and run.state != RunState.WAITING:
        return Refusal(say("The planner has begun already. Stop it instead: the best plan so far is kept."))
    return refusal


def apply_way_out(by: Person | None, run: Run, latest: Version) -> Refusal | None:
    """Who makes plans there, as long as nobody has changed the rules since."""
    refusal = make_plans(by, run.programme.jobcentre)
    if refusal is None and run.version_id != latest.pk:
        return Refusal(
            say("The rules have been changed since this was worked out. Run the planner again to see the ways out now.")
        )
    return refusal


def publish_plans(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever publishes course plans at the jobcentre."""
    if by is None or by.standing.may(Right.PUBLISH_PLANS, jobcentre.pk):
        return None
    return Refusal(
        say("You do not publish course plans at {place}. Ask the head or the programme lead.", place=jobcentre.name)
    )


def publish(by: Person | None, variant: Variant, latest: Version, holding: Publication | None) -> Refusal | None:
    """Who may, a plan that the checker approves, made for the rules as they are now."""
    refusal = publish_plans(by, variant.programme.jobcentre)
    if refusal is not None:
        return refusal
    if variant.deleted_at is not None:
        return Refusal(say("The plan was deleted. Take it back first."))
    if not variant.approved:
        return Refusal(say("The plan breaks rules, so it cannot be published. Mend it, or make another."))
    if variant.version.fingerprint != latest.fingerprint:
        return Refusal(
            say(
                "The rules have been changed since the plan was made (version {old}, now {new}). Make a plan for the "
                "rules as they are now.",
                old=variant.version.number,
                new=latest.number,
            )
        )
    if holding is not None and holding.variant_id == variant.pk:
        return Refusal(say("This plan is published already."))
    return None


def publish_seats(
    by: Person | None, variant: Variant, holding: Publication | None, only_seats: bool, not_theirs: int
) -> Refusal | None:
    """An approved plan made from the one that holds, or the one that was made from; by who approves those seats.

    only_seats: whether every session is as it was.
    not_theirs: of how many people it changes the seat without `by` approving seats for them.
    """
    if not_theirs and publish_plans(by, variant.programme.jobcentre) is not None:
        return Refusal(say("You approve seats for your own people only. Ask the programme lead about the others."))
    if holding is None or holding.variant_id == variant.pk:
        return Refusal(say("The seats are as they were. Look at what is there now, and try again."))
    if not variant.approved:
        return Refusal(say("The plan breaks rules, so it cannot be published. Mend it, or make another."))
    if not only_seats:
        return Refusal(say("The plan moves sessions too. Ask whoever publishes plans to publish it."))
    if holding.variant_id != variant.parent_id and holding.variant.parent_id != variant.pk:
        return Refusal(say("The seats have been changed since. Look at what is there now, and try again."))
    return None


def withdraw(by: Person | None, publication: Publication) -> Refusal | None:
    """Who publishes there, while it holds."""
    refusal = publish_plans(by, publication.programme.jobcentre)
    if refusal is None and publication.ended_at is not None:
        return Refusal(say("The publication has ended already."))
    return refusal


def delete_variant(by: Person | None, variant: Variant, holding: Publication | None) -> Refusal | None:
    """Who makes plans there, unless people go by it."""
    refusal = make_plans(by, variant.programme.jobcentre)
    if refusal is None and holding is not None and holding.variant_id == variant.pk:
        return Refusal(say("The plan is published. Withdraw it or publish another one first."))
    return refusal


def delete_programme(by: Person | None, programme: Programme, holding: Publication | None) -> Refusal | None:
    """Who makes plans there, unless people go by one of its plans."""
    refusal = make_plans(by, programme.jobcentre)
    if refusal is None and holding is not None:
        return Refusal(say("A plan of the programme is published. Withdraw it first."))
    return refusal


def adjust(by: Person | None, variant: Variant) -> Refusal | None:
    """Who makes plans there; a plan that is whole."""
    refusal = make_plans(by, variant.programme.jobcentre)
    if refusal is None and variant.deleted_at is not None:
        return Refusal(say("The plan was deleted. Take it back first."))
    return refusal


def keep_adjustment(by: Person | None, variant: Variant, steps: int) -> Refusal | None:
    """Something must have been changed."""
    return adjust(by, variant) if steps else Refusal(say("Nothing has been changed yet."))


def replan(by: Person | None, variant: Variant) -> Refusal | None:
    """Who makes plans there; from a plan the checker approved."""
    refusal = make_plans(by, variant.programme.jobcentre)
    if refusal is None and not variant.approved:
        return Refusal(say("The plan breaks rules, so it cannot be changed as little as possible. Make another."))
    return refusal


def retry(run: Run, now: datetime, most_attempts: int) -> bool:
    """Whether a run whose worker has gone is begun once more; one that somebody asked to stop is not."""
    return run.silent(now) and run.state == RunState.RUNNING and run.attempt < most_attempts


def is_replan(run: Run) -> bool:
    """Whether the run changes a plan as little as possible."""
    return run.errand == Errand.REPLAN
