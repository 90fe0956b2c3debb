"""The spread as a paper: the sentence, its figures, the pictures in which nobody can be found, what has changed."""

from collections.abc import Iterator
from decimal import Decimal

from samklang.core.effects.answers import Estimate
from samklang.core.effects.spread import Kind
from samklang.core.effects.told import REASONS, Unit, amount
from samklang.core.words import Sentence, Share, Value, render, say
from samklang.evidence.pictures.caterpillar import Band, caterpillar
from samklang.evidence.pictures.frame import Scale, round_marks
from samklang.evidence.pictures.funnel import Dot, Edge, funnel
from samklang.reports.evidence_paper import Paper, Section, Table
from samklang.reports.evidence_values import NONE, chance, figure, interval, scale_of
from samklang.reports.spread_view import SpreadView


def paper(view: SpreadView, language: str) -> Paper:
    """The whole answer, for the screen and for the page."""
    sections = [_figures(view), _caterpillar(view, language), _funnel(view, language)]
    if view.change is not None:
        sections.append(_change(view))
    if view.notes:
        sections.append(Section("notes", say("What to know"), told=view.notes))
    return Paper(
        eyebrow=say("Does it mean anything whom one meets?"),
        title=say("Spread between staff"),
        source=view.source,
        first=view.said[0],
        about=view.said[1:],
        sections=tuple(sections),
        made_at=view.made_at,
        foot=(
            say("This page names nobody, and no point in it is one person's."),
            say("Seed {seed}: the same file gives the same answer.", seed=view.found.seed),
        ),
    )


def _unit(view: SpreadView) -> Unit:
    return Unit.PERCENTAGE_POINTS if view.kind is Kind.SHARES else Unit.POINTS


def _level(value: float | None, kind: Kind) -> Value:
    if value is None:
        return NONE
    return Share(round(value, 3)) if kind is Kind.SHARES else Decimal(f"{value:.2f}").normalize() + 0


def _levels(found: Estimate, kind: Kind) -> Value:
    if found.low is None or found.high is None:
        return NONE if found.reason is None else REASONS[found.reason]
    return say("{low} to {high}", low=_level(found.low, kind), high=_level(found.high, kind))


def _figures(view: SpreadView) -> Section:
    found, unit = view.found, _unit(view)
    rows: list[list[Value]] = [
        [say("All together"), _level(found.mean.estimate, view.kind), _levels(found.mean, view.kind)],
        [say("How far apart the middle eight in ten lie"), figure(found.swap, unit), interval(found.swap, unit)],
        [say("Standard deviation between staff"), figure(found.between, unit), interval(found.between, unit)],
        [say("Share of the variation that lies between staff"), _level(found.dependence.estimate, Kind.SHARES),
         _levels(found.dependence, Kind.SHARES)],
    ]  # fmt: skip
    if found.no_difference is not None:
        rows.append([say("Chance of so much if staff were alike"), chance(found.no_difference.p), NONE])
    if found.reliability is not None:
        rows.append([say("How much of a single person's figure is more than luck, on average"),
                     Share(round(found.reliability, 2)), NONE])  # fmt: skip
    if found.odds is not None:
        rows.append([say("Median odds ratio"), *_ratio(found.odds.median_odds_ratio)])
    rows.append([say("Smallest difference that matters, stated beforehand"), amount(view.smallest, unit), NONE])
    rows.append([say("Counted on"), say("{values} cases of {staff} members of staff", values=found.values,
                                        staff=found.staff), NONE])  # fmt: skip
    return Section(
        "figures",
        say("The figures"),
        tables=(Table(say("The spread of “{outcome}”", outcome=view.outcome),
                      [say("Figure"), say("Estimate"), say("95 % interval")], rows),),
    )  # fmt: skip


def _ratio(found: Estimate) -> list[Value]:
    if found.estimate is None or found.low is None or found.high is None:
        return [NONE, NONE if found.reason is None else REASONS[found.reason]]
    value, low, high = (Decimal(f"{one:.2f}") for one in (found.estimate, found.low, found.high))
    return [value, say("{low} to {high}", low=low, high=high)]


def _caterpillar(view: SpreadView, language: str) -> Section:
    points, title = view.found.caterpillar.points, say("Staff beside each other, luck taken out")
    if not points:
        return Section("staff", title, told=tuple(_why_not(view)))
    middle = view.found.mean.estimate or 0.0
    up = _up(view, [end for one in points for end in (one.low, one.high)] + [middle], language)
    picture = caterpillar(
        [Band(one.value, one.low, one.high) for one in points], middle, up, up_name=_unit_said(view, language),
        across_name=render(say("Staff, from the lowest to the highest"), language),
    )  # fmt: skip
    heads = [
        say("From the lowest"),
        say("Figure, luck taken out"),
        say("Interval from"),
        say("Interval to"),
        say("Staff"),
    ]
    rows: list[list[Value]] = [
        [place, *(_level(value, view.kind) for value in (one.value, one.low, one.high)), one.staff]
        for place, one in enumerate(points, 1)
    ]
    return Section(
        "staff", title, picture=picture,
        under=say("Each dot is the mean of some neighbours, with a line from the low to the high end of the interval."),
        tables=(Table(title, heads, rows, on_screen=False),),
    )  # fmt: skip


def _funnel(view: SpreadView, language: str) -> Section:
    found, title = view.found.funnel, say("What luck alone gives")
    if not found.points:
        return Section("luck", title, told=tuple(_why_not(view)))
    edges = [Edge(one.n, one.low_95, one.high_95) for one in found.limits]
    dots = [Dot(one.n, one.value) for one in found.points]
    up = _up(view, [one.value for one in dots] + [end for one in edges for end in (one.low, one.high)], language)
    highest = max([one.n for one in edges] + [one.n for one in dots])
    marks = [(one, f"{int(one)}") for one in round_marks(0, highest) if one == int(one)]
    picture = funnel(
        edges, dots, found.middle or 0.0, up, Scale(0, highest * 1.03, marks), up_name=_unit_said(view, language),
        across_name=render(say("Cases each"), language),
    )  # fmt: skip
    heads = [say("Cases each, about"), say("Mean of a group"), say("By luck from"), say("By luck to"), say("Staff")]
    rows: list[list[Value]] = [
        [one.n, *(_level(value, view.kind) for value in (one.value, one.luck_low, one.luck_high)), one.staff]
        for one in found.points
    ]
    return Section(
        "luck", title, told=tuple(_outside(view)), picture=picture,
        under=say(
            "The band shows where 95 in a hundred would lie if staff were alike. Each dot is the mean of some staff."
        ),
        tables=(Table(title, heads, rows, on_screen=False),),
    )  # fmt: skip


def _outside(view: SpreadView) -> Iterator[Sentence]:
    found = view.found.funnel
    if found.outside_by_luck is None:
        return
    seen: Value = say("fewer than five") if found.outside_seen is None else found.outside_seen
    yield say(
        "{seen} of {staff} lie outside the band; by luck alone about {luck} would.",
        seen=seen, staff=view.found.staff, luck=Decimal(f"{found.outside_by_luck:.1f}"),
    )  # fmt: skip


def _why_not(view: SpreadView) -> Iterator[Sentence]:
    reason = view.found.caterpillar.reason or view.found.reason
    yield say("There is no picture. It takes ten members of staff or more, so that nobody can be found in it.")
    if view.found.reason is not None and reason is not None:
        yield REASONS[reason]


def _change(view: SpreadView) -> Section:
    told, one = view.change_told, view.change
    if told is None or one is None:
        raise AssertionError("Only asked for where there is a change.")
    unit = _unit(view)
    rows: list[list[Value]] = [
        [say("Before"), figure(one.before, unit), interval(one.before, unit)],
        [say("After"), figure(one.after, unit), interval(one.after, unit)],
        [say("Difference"), figure(one.difference, unit), interval(one.difference, unit)],
    ]
    heads = [say("Standard deviation between staff"), say("Estimate"), say("95 % interval")]
    return Section("change", say("Has it changed since “{file}”?", file=view.before_source), told=(told,),
                   tables=(Table(say("The spread then and now"), heads, rows),))  # fmt: skip


def _up(view: SpreadView, values: list[float], language: str) -> Scale:
    shares = view.kind is Kind.SHARES
    return scale_of(values, language, times=100 if shares else 1, ends=(0.0, 1.0) if shares else None)


def _unit_said(view: SpreadView, language: str) -> str:
    return render(say("per cent"), language) if view.kind is Kind.SHARES else view.outcome
