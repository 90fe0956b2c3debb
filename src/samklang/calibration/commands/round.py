"""Rounds made, changed, put away, opened, closed and opened again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.calibration import rules
from samklang.calibration.commands.letters import invite
from samklang.calibration.commands.result import keep_result
from samklang.calibration.models import Case, Rater, Result, Round, RoundCase, RoundIndicator
from samklang.calibration.queries.rounds import licences_of, rated, round_counts
from samklang.calibration.round_contents import Contents
from samklang.core.chance import stream
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.method.models import Edition, Indicator
from samklang.method.queries.editions import holding_edition

_ABOVE_ALL = 10_000
"""Added to the numbers of raters while they are drawn anew, so that no two are alike meanwhile."""


@transaction.atomic
def make_round(*, by: Person | None, edition: Edition, contents: Contents, now: datetime) -> Round:
    """A round to be prepared, which nobody but the leaders sees. Raises NotAllowed."""
    jobcentre = edition.framework.jobcentre
    require(rules.make_round(by, jobcentre, contents.held))
    round_ = Round.objects.create(
        jobcentre=jobcentre, edition=edition, leader=by, made_at=now, **_own_fields(contents)
    )  # fmt: skip
    _fill(round_, contents)
    record("round-made", by=by, subject=round_, place=jobcentre, details=contents.held._asdict())
    return round_


@transaction.atomic
def change_round(*, by: Person | None, round_: Round, edition: Edition, contents: Contents) -> Round:
    """Other contents, while it is being prepared. edition: the one its indicators are of. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.change_round(by, round_) or rules.make_round(by, round_.jobcentre, contents.held))
    if edition.framework_id != round_.edition.framework_id:
        require(Refusal(say("The round is about another framework. Make a new round for this one.")))
    round_.edition = edition
    for name, value in _own_fields(contents).items():
        setattr(round_, name, value)
    round_.save()
    for rows in (RoundCase, RoundIndicator, Rater):
        rows.objects.filter(round=round_).delete()
    _fill(round_, contents)
    record("round-changed", by=by, subject=round_, place=round_.jobcentre, details=contents.held._asdict())
    return round_


def _own_fields(contents: Contents) -> dict[str, object]:
    return {
        "title": contents.title.strip(), "last_day": contents.last_day, "kind": contents.kind,
        "earlier": contents.earlier, "smallest_relevant": contents.smallest_relevant,
    }  # fmt: skip


def _fill(round_: Round, contents: Contents) -> None:
    cases = [RoundCase(round=round_, case=one, position=place) for place, one in enumerate(contents.cases, 1)]
    RoundCase.objects.bulk_create(cases)
    _fill_indicators(round_, contents.indicators)
    raters = [Rater(round=round_, person=one, number=place) for place, one in enumerate(contents.people, 1)]
    Rater.objects.bulk_create(raters)


def _fill_indicators(round_: Round, indicators: Iterable[Indicator]) -> None:
    rows = [RoundIndicator(round=round_, indicator=one, position=place) for place, one in enumerate(indicators, 1)]
    RoundIndicator.objects.bulk_create(rows)


@transaction.atomic
def delete_round(*, by: Person | None, round_: Round, now: datetime) -> Round:
    """Put a round away that is being prepared; it can be taken back. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.change_round(by, round_))
    round_.deleted_at = now
    round_.save(update_fields=["deleted_at"])
    record("round-deleted", by=by, subject=round_, place=round_.jobcentre)
    return round_


@transaction.atomic
def restore_round(*, by: Person | None, round_: Round) -> Round:
    """Take it back. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.restore_round(by, round_))
    round_.deleted_at = None
    round_.save(update_fields=["deleted_at"])
    record("round-restored", by=by, subject=round_, place=round_.jobcentre)
    return round_


@transaction.atomic
def open_round(*, by: Person | None, round_: Round, seed: int, today: date, now: datetime) -> Round:
    """Let the raters rate, by the words that hold today, and ask them to by mail. Raises NotAllowed.

    seed: of the draw of the raters' numbers; nobody can tell from a number who it is.
    """
    round_ = locked(round_.pk)
    held = held_by(round_)
    measuring = refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, today)
    require(rules.open_round(by, round_, held, measuring, today))
    _pin_edition(round_, today)
    _take_newest_cases(round_)
    draw_numbers(round_, seed)
    round_.opened_at = now
    round_.save(update_fields=["opened_at", "edition"])
    raters = Rater.objects.filter(round=round_)
    raters.update(invited_at=now)
    people = [rater.person for rater in raters.select_related("person") if rater.person is not None]
    told = invite(round_, people, held.cases)
    details = {**held._asdict(), "edition": round_.edition.number, "told": told}
    record("round-opened", by=by, subject=round_, place=round_.jobcentre, details=details)
    return round_


def held_by(round_: Round) -> rules.Held:
    """How many the round holds of each."""
    return rules.Held(
        Rater.objects.filter(round=round_).count(), RoundCase.objects.filter(round=round_).count(),
        RoundIndicator.objects.filter(round=round_).count(),
    )  # fmt: skip


def _pin_edition(round_: Round, today: date) -> None:
    """The same indicators in the words that hold today, where the round was made by earlier ones."""
    holding = holding_edition(round_.edition.framework, today)
    if holding is None or holding.pk == round_.edition_id:
        return
    chosen = RoundIndicator.objects.filter(round=round_).select_related("indicator").order_by("position", "pk")
    keys = [one.indicator.key for one in chosen]
    rows: Mapping[str, Indicator] = {one.key: one for one in Indicator.objects.filter(edition=holding, key__in=keys)}
    gone = tuple(one.indicator.name_da for one in chosen if one.indicator.key not in rows)
    if gone:
        require(
            Refusal(
                say("The method no longer holds {gone}. Change the round, and choose its indicators again.", gone=gone)
            )
        )
    RoundIndicator.objects.filter(round=round_).delete()
    _fill_indicators(round_, [rows[key] for key in keys])
    round_.edition = holding


def draw_numbers(round_: Round, seed: int) -> None:
    """Draw the numbers of all raters of a round; while nobody has seen a result, they can be drawn again."""
    raters = list(Rater.objects.filter(round=round_).order_by("pk"))
    numbers = list(range(1, len(raters) + 1))
    stream(seed, "raters", str(round_.pk)).shuffle(numbers)
    for rater, number in zip(raters, numbers, strict=True):
        rater.number = number + _ABOVE_ALL
    Rater.objects.bulk_update(raters, ["number"])
    for rater in raters:
        rater.number -= _ABOVE_ALL
    Rater.objects.bulk_update(raters, ["number"])


def _take_newest_cases(round_: Round) -> None:
    """The revision that holds of each case, where it has been changed since the round was made."""
    old = RoundCase.objects.filter(round=round_, case__retired_at__isnull=False).select_related("case")
    rows = list(old.order_by("position", "pk"))
    framework = round_.edition.framework
    found = Case.objects.filter(framework=framework, retired_at=None, key__in=[row.case.key for row in rows])
    newest = {one.key: one for one in found}
    gone = tuple(row.case.title_da for row in rows if row.case.key not in newest)
    if gone:
        require(Refusal(say("No longer in use: {gone}. Change the round, and choose its cases again.", gone=gone)))
    for row in rows:
        row.case = newest[row.case.key]
    RoundCase.objects.bulk_update(rows, ["case"])


@transaction.atomic
def move_last_day(*, by: Person | None, round_: Round, last_day: date, today: date) -> Round:
    """Another last day to rate, while it is open. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.manage_round(by, round_) or rules.day_to_come(last_day, today))
    details = {"before": round_.last_day.isoformat(), "after": last_day.isoformat()}
    round_.last_day = last_day
    round_.save(update_fields=["last_day"])
    record("round-last-day-moved", by=by, subject=round_, place=round_.jobcentre, details=details)
    return round_


@transaction.atomic
def close_round(*, by: Person | None, round_: Round, now: datetime) -> Round:
    """Stop further answers, reckon what they show and let it be read. Raises NotAllowed."""
    round_ = locked(round_.pk)
    counts = round_counts(round_)
    require(rules.close_round(by, round_, counts.all_finished, rated(round_)))
    round_.closed_at, round_.closed_by, round_.closings = now, by, round_.closings + 1
    round_.save(update_fields=["closed_at", "closed_by", "closings"])
    details = {"raters": counts.raters + counts.left, "finished": counts.finished, "closings": round_.closings}
    record("round-closed", by=by, subject=round_, place=round_.jobcentre, details=details)
    keep_result(round_, now)
    return round_


@transaction.atomic
def reopen_round(*, by: Person | None, round_: Round, reason: str, last_day: date, today: date) -> Round:
    """Let people rate again; the result is gone until it is closed again. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(
        rules.reopen_round(by, round_, licences_of(round_, today), reason)
        or rules.notice_in_force(refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, today))
        or rules.day_to_come(last_day, today)
    )
    Result.objects.filter(round=round_).delete()
    round_.closed_at, round_.closed_by, round_.last_day = None, None, last_day
    round_.save(update_fields=["closed_at", "closed_by", "last_day"])
    details = {"closings": round_.closings}
    record("round-reopened", by=by, subject=round_, place=round_.jobcentre, reason=reason, details=details)
    return round_


def locked(pk: int) -> Round:
    """The round, held until the transaction is over.

    Who closed it is read once it is held: PostgreSQL joins nobody to a row that it has waited for.
    """
    Round.objects.select_for_update().get(pk=pk)
    return Round.objects.select_related("jobcentre", "edition__framework", "closed_by", "leader").get(pk=pk)
