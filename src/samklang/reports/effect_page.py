"""An effect as a paper: the answer, by time since training, by cohort and period, before training, what to know."""

from collections.abc import Iterator

from samklang.core.effects.answers import Estimate
from samklang.core.effects.did.pre_trend import PreTrend
from samklang.core.effects.study import Further, GroupTime, Part
from samklang.core.effects.told import REASONS, Unit, amount, groups_needed
from samklang.core.words import Sentence, Share, Value, render, say, say_n
from samklang.evidence.pictures.event_study import Point, event_study
from samklang.reports.effect_view import EffectView
from samklang.reports.evidence_paper import Paper, Section, Table
from samklang.reports.evidence_values import NONE, chance, figure, interval, scale_of

_UNITS: dict[Unit, Sentence] = {
    Unit.PERCENTAGE_POINTS: say("percentage points"),
    Unit.POINTS: say("points"),
    Unit.DAYS: say("days"),
    Unit.KRONER: say("kroner"),
}


def paper(view: EffectView, language: str) -> Paper:
    """The whole answer, for the screen and for the page."""
    sections = [_since(view, language), _group_times(view), _before(view)]
    if view.result.secondary or view.result.exploring:
        sections.append(_further(view))
    return Paper(
        eyebrow=say("What followed training?"),
        title=say("Effect"),
        source=view.source,
        first=view.first,
        about=tuple(_about(view)),
        sections=(*sections, _notes(view)),
        made_at=view.made_at,
        foot=(
            say("The plan's hash is {hash}.", hash=view.plan.hash),
            say("Seed {seed}: the same file gives the same answer.", seed=view.plan.seed),
        ),
    )


def _about(view: EffectView) -> Iterator[Sentence]:
    plan, found = view.plan, view.result.answer.primary
    yield say(
        "Smallest effect that matters, stated beforehand: {amount}.", amount=amount(plan.smallest_relevant, view.unit)
    )
    if found.detectable is not None:
        yield say(
            "Smallest effect that could have been seen four times of five: {amount}.",
            amount=amount(found.detectable, view.unit),
        )
        needed = groups_needed(found, plan.smallest_relevant)
        if needed is not None:
            yield say("To see what matters, about {needed} groups like these would be needed.", needed=needed)
    yield say_n(
        "Counted on {rows} rows in {count} group by {engine}.",
        "Counted on {rows} rows in {count} groups by {engine}.",
        found.clusters,
        rows=found.n,
        engine=view.result.answer.engine,
    )
    if not view.frozen:
        yield say("The plan was stated with the question, not frozen beforehand. Freeze one with --freeze next time.")


def _since(view: EffectView, language: str) -> Section:
    parts, unit = view.result.since, view.unit
    rows: list[list[Value]] = [
        [one.at, say("compared with") if one.is_base else figure(one.estimate, unit), *_both(one, unit)]
        for one in parts
    ]
    return Section(
        "since",
        say("By time since training"),
        picture=_picture(parts, unit, language),
        under=say(
            "Each dot is the effect so many periods after training began. The thick line is its own interval; the thin "
            "one is the band that holds for all of them at once. Before training they should lie at nought."
        ),
        tables=(
            Table(
                say("Effect by periods since training"),
                [say("Periods since training"), say("Effect"), say("Interval alone"), say("Band for all at once")],
                rows,
            ),
        ),
    )


def _both(one: Part, unit: Unit) -> list[Value]:
    if one.is_base:
        return [NONE, NONE]
    return [interval(one.alone, unit), interval(one.estimate, unit) if one.estimate.has_interval else NONE]


def _picture(parts: tuple[Part, ...], unit: Unit, language: str) -> str:
    points = [
        Point(
            one.at,
            one.estimate.estimate,
            None if one.alone is None else one.alone.low,
            None if one.alone is None else one.alone.high,
            None if one.is_base else one.estimate.low,
            None if one.is_base else one.estimate.high,
        )
        for one in parts
        if one.estimate.estimate is not None
    ]
    if not points:
        return ""
    ends = [end for one in points for end in one[1:] if end is not None]
    up = scale_of([0.0, *ends], language, times=100 if unit is Unit.PERCENTAGE_POINTS else 1)
    return event_study(
        points,
        up,
        up_name=render(_UNITS[unit], language),
        across_name=render(say("periods since training"), language),
    )


def _group_times(view: EffectView) -> Section:
    rows = [_group_time(one, view.unit) for one in view.result.group_times]
    heads = [say("Trained from"), say("Period"), say("Effect"), say("Band for all at once")]
    return Section(
        "cohorts",
        say("By who was trained when"),
        told=() if rows else (say("There is nothing to compare by cohort and period."),),
        tables=(Table(say("Effect by cohort and period"), heads, rows),) if rows else (),
    )


def _group_time(one: GroupTime, unit: Unit) -> list[Value]:
    found = one.estimate
    period: Value = say("{period}, before training", period=str(one.period)) if one.before else str(one.period)
    if one.is_base:
        return [str(one.cohort), period, say("compared with"), NONE]
    return [str(one.cohort), period, figure(found, unit), interval(found, unit)]


def _before(view: EffectView) -> Section:
    tested = view.result.pre_trend
    return Section("before", say("Before training"), told=tuple(_of_pre_trend(tested)))


def _of_pre_trend(tested: PreTrend) -> Iterator[Sentence]:
    if tested.p is None:
        why = "" if tested.reason is None else REASONS[tested.reason]
        yield say("Whether the groups went alike before training cannot be tested. {why}", why=why)
        return
    yield say_n(
        "Over {count} period before training, groups that went alike would differ so much with a chance of {p}.",
        "Over {count} periods before training, groups that went alike would differ so much with a chance of {p}.",
        tested.periods,
        p=chance(tested.p),
    )
    if tested.power_trend is not None and tested.power_jump is not None:
        yield say(
            "A trend that alone makes the smallest effect that matters would have been seen with a chance of {trend}, "
            "a jump of that size with {jump}.",
            trend=Share(round(tested.power_trend, 3)),
            jump=Share(round(tested.power_jump, 3)),
        )
    if tested.passed:
        yield say("The test is passed.")
    else:
        yield say("The test is not passed, so it cannot be said that training did it unless lots decided the order.")


def _further(view: EffectView) -> Section:
    rows = [_other(one) for one in (*view.result.secondary, *view.result.exploring)]
    heads = [say("Outcome"), say("Effect"), say("95 % interval"), say("Chance, corrected"), say("What it is")]
    return Section("further", say("Other outcomes"), tables=(Table(say("Beside the primary outcome"), heads, rows),))


def _other(one: Further) -> list[Value]:
    kind = say("stated beforehand") if one.planned else say("a hint and no result: it was only explored")
    found: Estimate = one.estimate
    # Other outcomes may be counted in something else, so their numbers stand without a unit.
    plain = Unit.POINTS
    shown: Value = NONE if found.estimate is None else amount(found.estimate, plain).values["number"]
    return [one.outcome, shown, interval(found, plain), chance(one.corrected), kind]


def _notes(view: EffectView) -> Section:
    intake = view.intake
    told = [*view.result.answer.notes, *view.notes]
    if intake is not None:
        told.append(
            say("{rows} rows of {units} units in {periods} periods were read.", rows=intake.rows, units=intake.units,
                periods=len(intake.periods))
        )  # fmt: skip
        told += intake.notes
    return Section("notes", say("What to know"), told=tuple(told))
