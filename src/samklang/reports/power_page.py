"""What a study or a spread would see beforehand, as a paper and as a document."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from samklang import __version__
from samklang.core.effects.power import (
    Estimator,
    LuckSpread,
    StudyDesign,
    StudyPower,
    clusters_needed,
    detectable_spread,
    luck_spread,
    order_is_worth,
    study_power,
    with_clusters,
)
from samklang.core.effects.told import REASONS, Unit, amount
from samklang.core.words import Sentence, Share, Value, render, say
from samklang.reports.evidence_paper import Paper, Section, Table
from samklang.reports.evidence_values import NONE, plain

SCHEMA = "samklang-power/1"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One design and what it would see, with and without lots deciding the order."""

    said: Sentence
    design: StudyDesign
    ordinary: StudyPower
    drawn: StudyPower


@dataclass(frozen=True, kw_only=True)
class StudyView:
    """A design beside others, and how many groups an effect would need."""

    rows: tuple[Seen, ...]
    """The asked one first."""
    effect: float | None
    needed: tuple[int | None, int | None]
    """Without and with a drawn order; None where nothing would do or nothing was asked."""
    worth: float | None
    by_lot: bool
    made_at: datetime

    @property
    def unit(self) -> Unit:
        """Percentage points for a share."""
        return Unit.PERCENTAGE_POINTS if self.rows[0].design.level is not None else Unit.POINTS


def study_view(
    design: StudyDesign, longer: StudyDesign, *, effect: float | None, by_lot: bool, made_at: datetime
) -> StudyView:
    """What the design would see, and others beside it.

    longer: the same with twice as many periods, over which its waves are spread anew.
    by_lot: whether lots decide who is trained first.
    raises: ValueError for an effect not above 0.
    """
    more = with_clusters(design, 2 * design.clusters)
    many = replace(design, people=2 * design.people)
    named = [(say("As asked"), design), (say("Twice as many groups"), more), (say("Twice as many periods"), longer),
             (say("Twice as many cases"), many)]  # fmt: skip
    kinds = (Estimator.GROUP_TIME, Estimator.RANDOM_ORDER)
    needed = [None if effect is None else clusters_needed(design, effect, kind) for kind in kinds]
    return StudyView(
        rows=tuple(
            Seen(said=said, design=one, ordinary=study_power(one, kinds[0]), drawn=study_power(one, kinds[1]))
            for said, one in named
        ),
        effect=effect,
        needed=(needed[0], needed[1]),
        worth=order_is_worth(design),
        by_lot=by_lot,
        made_at=made_at,
    )


def study_paper(view: StudyView) -> Paper:
    """What the design would see, for the screen and for the page."""
    asked = view.rows[0]
    seen = asked.drawn if view.by_lot else asked.ordinary
    rows: list[list[Value]] = [
        [one.said, one.design.clusters, one.design.periods, _people(one.design), _amount(one.ordinary, view.unit),
         _amount(one.drawn, view.unit)]
        for one in view.rows
    ]  # fmt: skip
    heads = [say("Design"), say("Groups"), say("Periods"), say("Cases in each"), say("Seen, order not drawn"),
             say("Seen, order drawn by lot")]  # fmt: skip
    return Paper(
        eyebrow=say("What can it show?"),
        title=say("Power"),
        source="",
        first=_first(seen, view.unit),
        about=tuple(_about(view)),
        sections=(
            Section("designs", say("Beside other designs"),
                    tables=(Table(say("Smallest effect seen four times of five"), heads, rows),)),
        ),
        made_at=view.made_at,
        foot=(say("It is reckoned from guesses of how alike people and offices are; real ones may differ."),),
    )  # fmt: skip


def _people(design: StudyDesign) -> Value:
    return int(design.people) if design.people == int(design.people) else Decimal(str(design.people))


def _amount(found: StudyPower, unit: Unit) -> Value:
    if found.detectable is None:
        return NONE if found.reason is None else REASONS[found.reason]
    return amount(found.detectable, unit)


def _first(seen: StudyPower, unit: Unit) -> Sentence:
    if seen.detectable is None:
        why: Value = "" if seen.reason is None else REASONS[seen.reason]
        return say("Such a study cannot see any effect. {why}", why=why)
    return say(
        "The smallest effect that such a study would see four times of five is {amount}.",
        amount=amount(seen.detectable, unit),
    )


def _about(view: StudyView) -> list[Sentence]:
    design, told = view.rows[0].design, []
    begins = tuple(str(int(one.first)) for one in design.waves if isfinite(one.first))
    told.append(say("Training begins in the periods {periods}.", periods=begins))
    if view.rows[0].ordinary.reason is not None and view.rows[0].ordinary.detectable is not None:
        told.append(say("With fewer than 10 groups there is an interval only where lots decide the order."))
    if view.worth is not None:
        told.append(say("To draw the order by lot is worth {times} times as many groups.",
                        times=Decimal(f"{view.worth:.1f}")))  # fmt: skip
    if view.effect is not None:
        for by_lot, number in enumerate(view.needed):
            told.append(_needed(view, number, drawn=bool(by_lot)))
    return told


def _needed(view: StudyView, number: int | None, *, drawn: bool) -> Sentence:
    size = amount(view.effect or 0.0, view.unit)
    if number is None:
        if drawn:
            return say("No number of groups would see {amount}, even with the order drawn.", amount=size)
        return say("No number of groups would see {amount} where the order is not drawn.", amount=size)
    if drawn:
        return say("To see {amount} takes {number} groups with the order drawn.", amount=size, number=number)
    return say("To see {amount} takes {number} groups where the order is not drawn.", amount=size, number=number)


def study_document(view: StudyView, language: str) -> dict[str, Any]:
    """Everything the page shows, with all digits."""
    return {
        "schema": SCHEMA,
        "samklang": __version__,
        "made_at": view.made_at.isoformat(timespec="seconds"),
        "of": "study",
        "in_short": render(study_paper(view).first, language),
        "counted_in": view.unit.value,
        "order_drawn": view.by_lot,
        "effect": view.effect,
        "groups_needed": {"order_not_drawn": view.needed[0], "order_drawn": view.needed[1]},
        "drawn_order_is_worth": view.worth,
        "designs": [
            {"design": render(one.said, language), "groups": one.design.clusters,
             "waves": [{"first": wave.first if isfinite(wave.first) else None, "groups": wave.clusters}
                       for wave in one.design.waves],
             **{key: value for key, value in plain(asdict(one.design), language).items() if key != "waves"},
             "order_not_drawn": plain(one.ordinary, language), "order_drawn": plain(one.drawn, language)}
            for one in view.rows
        ],
    }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class LuckView:
    """What luck alone spreads between staff, and what could be seen; the asked one first."""

    rows: tuple[tuple[LuckSpread, float | None], ...]
    made_at: datetime


def luck_view(share: float, citizens: int, staff: int, *, made_at: datetime) -> LuckView:
    """What so many staff with so many citizens show if all are alike. Raises ValueError outside the cores' ranges."""
    designs: Sequence[tuple[int, int]] = ((citizens, staff), (2 * citizens, staff), (4 * citizens, staff),
                                          (citizens, 2 * staff))  # fmt: skip
    return LuckView(
        rows=tuple((luck_spread(share, n, of), detectable_spread(share, n, of)) for n, of in designs), made_at=made_at
    )


def luck_paper(view: LuckView) -> Paper:
    """What luck gives, for the screen and for the page."""
    luck, seen = view.rows[0]
    rows: list[list[Value]] = [
        [one.staff, one.citizens, Share(round(one.lowest, 3)), Share(round(one.highest, 3)),
         say("none") if sd is None else amount(sd, Unit.PERCENTAGE_POINTS)]
        for one, sd in view.rows
    ]  # fmt: skip
    heads = [say("Staff"), say("Cases each"), say("Lowest tenth by luck"), say("Highest tenth by luck"),
             say("Smallest spread seen")]  # fmt: skip
    first = say(
        "If {staff} members of staff with {cases} cases each are all alike at {share}, luck alone puts the lowest "
        "tenth at {low} and the highest at {high}.",
        staff=luck.staff, cases=luck.citizens, share=Share(luck.share), low=Share(round(luck.lowest, 3)),
        high=Share(round(luck.highest, 3)),
    )  # fmt: skip
    about = say("No real spread between them would be seen four times of five.") if seen is None else say(
        "A real spread would be seen four times of five from a standard deviation of {amount} between them.",
        amount=amount(seen, Unit.PERCENTAGE_POINTS),
    )  # fmt: skip
    return Paper(
        eyebrow=say("What can it show?"),
        title=say("What luck alone gives"),
        source="",
        first=first,
        about=(about,),
        sections=(Section(
                "designs",
                say("Beside other numbers"),
                tables=(Table(say("Luck, and what is seen"), heads, rows),),
            ),),
        made_at=view.made_at,
        foot=(),
    )  # fmt: skip


def luck_document(view: LuckView, language: str) -> dict[str, Any]:
    """Everything the page shows, with all digits."""
    return {
        "schema": SCHEMA,
        "samklang": __version__,
        "made_at": view.made_at.isoformat(timespec="seconds"),
        "of": "spread",
        "in_short": render(luck_paper(view).first, language),
        "numbers": [{**plain(one, language), "detectable_sd": sd} for one, sd in view.rows],
    }
