"""How the spread is said and drawn: pictures of many with their tables, and one's own point in a sentence."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from samklang.core.effects.answers import Estimate, Undefined
from samklang.core.effects.spread import FEWEST_VALUES
from samklang.core.words import Sentence, Share, Value, render, say, written
from samklang.evidence import metrics
from samklang.evidence.enums import Kind
from samklang.evidence.models import SpreadTable
from samklang.evidence.pictures.caterpillar import Band, caterpillar
from samklang.evidence.pictures.frame import Scale, round_marks
from samklang.evidence.pictures.funnel import Dot, Edge, funnel
from samklang.evidence.study_words import amount
from samklang.web.charts import Figure

CATERPILLAR_HEADINGS: Sequence[Value] = [
    say("From the lowest"), say("Figure, luck taken out"), say("Interval from"), say("Interval to"), say("Staff"),
]  # fmt: skip
FUNNEL_HEADINGS: Sequence[Value] = [
    say("Cases each, about"), say("Mean of a group"), say("By luck from"), say("By luck to"), say("Staff"),
]  # fmt: skip
_ROOM = 0.06


def level_said(value: float | None, kind: str) -> Value:
    """A level of the outcome: a share in per cent with one decimal, or a number."""
    if value is None:
        return "–"
    return Share(round(value, 3)) if kind == Kind.SHARE else Decimal(f"{value:.2f}").normalize() + 0


def facts_of(table: SpreadTable) -> list[tuple[Sentence, Value]]:
    """What a specialist asks for: each with its interval."""
    found, kind = table.document, table.kind
    facts: list[tuple[Sentence, Value]] = [
        (say("All together"), _with_bounds(found["mean"], lambda value: level_said(value, kind))),
        (say("Standard deviation between staff"), _with_bounds(found["between"], lambda value: _apart(value, table))),
        (say("From the lowest tenth to the highest, luck taken out"),
         _with_bounds(found["swap"], lambda value: _apart(value, table))),
        (say("Share of the variation that lies between staff"),
         _with_bounds(found["dependence"], lambda value: Share(round(value, 3)))),
    ]  # fmt: skip
    if found.get("no_difference"):
        facts.append((say("Chance of so much if staff were alike"), _chance(found["no_difference"]["p"])))
    if found.get("reliability") is not None:
        facts.append((say("How much of a single person's figure is more than luck, on average"),
                      Share(round(found["reliability"], 2))))  # fmt: skip
    if found.get("odds"):
        ratio = _with_bounds(found["odds"]["median_odds_ratio"], lambda value: Decimal(f"{value:.2f}"))
        facts.append((say("Median odds ratio"), ratio))
    facts.append((say("Counted on"), say("{values} cases of {staff} members of staff", values=found["values"],
                                         staff=found["staff"])))  # fmt: skip
    return facts


def _chance(p: float) -> Value:
    return say("less than {share}", share=Share(0.001)) if p < 0.001 else Share(round(p, 3))


def _apart(value: float, table: SpreadTable) -> Value:
    return amount(value, table.unit)


def _with_bounds(found: Mapping[str, Any], said: Any) -> Value:
    if found["estimate"] is None:
        return say("no figure")
    if found["low"] is None:
        return say("{figure}, too few for an interval", figure=said(found["estimate"]))
    return say("{figure} (95 % interval {low} to {high})", figure=said(found["estimate"]), low=said(found["low"]),
               high=said(found["high"]))  # fmt: skip


def caterpillar_rows(table: SpreadTable) -> list[list[Value]]:
    """The points in order of value, which tells nothing of who it is."""
    points = table.document["caterpillar"]["points"]
    return [
        [place, *(level_said(one[name], table.kind) for name in ("value", "low", "high")), one["staff"]]
        for place, one in enumerate(points, 1)
    ]


def funnel_rows(table: SpreadTable) -> list[list[Value]]:
    """The groups by how many cases each has."""
    points = table.document["funnel"]["points"]
    return [
        [one["n"], *(level_said(one[name], table.kind) for name in ("value", "luck_low", "luck_high")), one["staff"]]
        for one in sorted(points, key=lambda one: (one["n"], one["value"]))
    ]


def caterpillar_figure(table: SpreadTable, language: str) -> Figure | None:
    """Shrunken figures of neighbours; None where staff are too few."""
    points = table.document["caterpillar"]["points"]
    if not points:
        return None
    bands = [Band(one["value"], one["low"], one["high"]) for one in points]
    middle = table.document["mean"]["estimate"]
    up = _up(table, [end for one in bands for end in (one.low, one.high)] + [middle], language)
    picture = caterpillar(
        bands, middle, up, up_name=_unit_said(table, language),
        across_name=render(say("Staff, from the lowest to the highest"), language),
    )  # fmt: skip
    return Figure(
        say("Staff beside each other, luck taken out"), mark_safe(picture),  # noqa: S308 - drawn here of numbers
        say("Each dot is the mean of some neighbours, with a line from the low to the high end of the interval."),
        CATERPILLAR_HEADINGS, caterpillar_rows(table),
        reverse("evidence:spread-file", args=[table.pk, "staff", "csv"]), _source(table), metric=metrics.SPREAD,
    )  # fmt: skip


def funnel_figure(table: SpreadTable, language: str) -> Figure | None:
    """What luck alone gives by the number of cases; None where staff are too few."""
    found = table.document["funnel"]
    if not found["points"]:
        return None
    edges = [Edge(one["n"], one["low_95"], one["high_95"]) for one in found["limits"]]
    dots = [Dot(one["n"], one["value"]) for one in found["points"]]
    up = _up(table, [one.value for one in dots] + [end for one in edges for end in (one.low, one.high)], language)
    highest = max([one.n for one in edges] + [one.n for one in dots])
    marks = [(one, written(int(one), language)) for one in round_marks(0, highest) if one == int(one)]
    picture = funnel(
        edges, dots, found["middle"], up, Scale(0, highest * 1.03, marks), up_name=_unit_said(table, language),
        across_name=render(say("Cases each"), language),
    )  # fmt: skip
    return Figure(
        say("What luck alone gives"), mark_safe(picture),  # noqa: S308 - drawn here of numbers
        say("The band shows where 95 in a hundred would lie if staff were alike. Each dot is the mean of some staff."),
        FUNNEL_HEADINGS, funnel_rows(table), reverse("evidence:spread-file", args=[table.pk, "luck", "csv"]),
        _source(table), metric=metrics.SPREAD,
    )  # fmt: skip


def _up(table: SpreadTable, values: Sequence[float], language: str) -> Scale:
    lowest, highest = min(values), max(values)
    room = (highest - lowest or 1.0) * _ROOM
    lowest, highest = lowest - room, highest + room
    if table.kind == Kind.SHARE:
        lowest, highest = max(0.0, lowest), min(1.0, highest)
    if highest <= lowest:
        highest = lowest + 1e-6
    return Scale(
        lowest, highest, [(one, written(_mark(one, table.kind), language)) for one in round_marks(lowest, highest)]
    )


def _mark(value: float, kind: str) -> Value:
    return Share(value) if kind == Kind.SHARE else Decimal(repr(value)).normalize() + 0


def _unit_said(table: SpreadTable, language: str) -> str:
    return render(say("per cent"), language) if table.kind == Kind.SHARE else str(table.get_unit_display())


def _source(table: SpreadTable) -> Value:
    return say(
        "{title}, {first} to {last}. Read {day}.", title=table.title, first=table.first_day, last=table.last_day,
        day=table.loaded_at.date(),
    )  # fmt: skip


_WHY_NOT: Mapping[Undefined, Sentence] = {
    Undefined.TOO_FEW_CASES: say(
        "You have fewer than {count} cases in the file. Of so few nothing can be said of one person.",
        count=FEWEST_VALUES,
    ),
    Undefined.TOO_UNRELIABLE: say(
        "More than three tenths of what your own figure would show is luck. So it is not shown, not even to you."
    ),
    Undefined.TOO_FEW_CLUSTERS: say("There are fewer than ten members of staff in the file."),
}  # fmt: skip


def own_told(found: Estimate | None, table: SpreadTable) -> Sentence | None:
    """One's own point, for one's own eyes; None where one is not in the file."""
    if found is None:
        return None
    if found.estimate is None or found.low is None or found.high is None:
        other = say("Nothing can be said of your own figure.")
        return _WHY_NOT.get(found.reason, other) if found.reason else other
    return say(
        "Your own point, luck taken out: {figure} (95 % interval {low} to {high}), on {count} cases.",
        figure=level_said(found.estimate, table.kind), low=level_said(found.low, table.kind),
        high=level_said(found.high, table.kind), count=found.n,
    )  # fmt: skip
