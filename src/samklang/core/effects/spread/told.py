"""The spread in words: what the whole interval lets one say, and what luck alone would give.

A politician reads the first sentence; a specialist finds in it the figure, its interval and what it is a figure of.
"""

from decimal import Decimal

from samklang.core.effects.answers import Estimate, Undefined, Verdict
from samklang.core.effects.spread.answer import Spread, Standing
from samklang.core.effects.spread.change import SpreadChange
from samklang.core.effects.spread.sums import Kind
from samklang.core.words import Sentence, Share, Value, say, with_values

MUCH = 3.0
"""How many times the smallest difference that matters is called much, where nothing else is said."""
_STANDINGS: dict[Standing, Sentence] = {
    Standing.LITTLE: say(
        "Whom one meets means little here: the middle eight in ten of staff lie within {apart} of each other"
        " ({percent} % interval {bounds}) when luck is taken out, and less than {smallest} was stated beforehand not to"
        " matter."
    ),
    Standing.SOMETHING: say(
        "Whom one meets means something here: the middle eight in ten of staff lie within {apart} of each other"
        " ({percent} % interval {bounds}) when luck is taken out, and {smallest} was stated beforehand to matter."
    ),
    Standing.MUCH: say(
        "Whom one meets means much here: the middle eight in ten of staff lie within {apart} of each other ({percent} %"
        " interval {bounds}) when luck is taken out, and {smallest} was stated beforehand to matter."
    ),
    Standing.DIFFERS: say(
        "Staff differ by more than luck gives, but whether by enough to matter cannot be told: the middle eight in ten"
        " lie within {apart} of each other ({percent} % interval {bounds}), and {smallest} was stated beforehand to"
        " matter."
    ),
    Standing.CANNOT_TELL: say(
        "It cannot be told whether it means anything here whom one meets: how far apart the middle eight in ten of"
        " staff lie may be anything from {bounds} ({percent} % interval)."
    ),
}
_REASONS: dict[Undefined, Sentence] = {
    Undefined.NO_ROWS: say("nothing has been measured."),
    Undefined.TOO_FEW_UNITS: say("there are too few members of staff."),
    Undefined.TOO_FEW_CLUSTERS: say("it takes ten members of staff or more."),
    Undefined.NO_VARIATION: say("everything measured is the same."),
    Undefined.NOT_TOLD_APART: say("it takes several values of each and the same kinds of cases at several of them."),
    Undefined.NOT_FOUND: say("staff lie so far apart that no figure fits."),
}
_CHANGES: dict[Verdict, Sentence] = {
    Verdict.IMPROVED: say(
        "Staff lie closer to each other than before: the standard deviation between them was {before} and is {after};"
        " the change is {difference} ({percent} % interval {bounds})."
    ),
    Verdict.WORSENED: say(
        "Staff lie further from each other than before: the standard deviation between them was {before} and is"
        " {after}; the change is {difference} ({percent} % interval {bounds})."
    ),
    Verdict.NO_RELEVANT_CHANGE: say(
        "No change that matters is shown in the spread between staff: it was {before} and is {after}; the change is"
        " {difference} ({percent} % interval {bounds})."
    ),
    Verdict.CANNOT_TELL: say(
        "It cannot be told whether staff lie closer to each other than before: the standard deviation between them was"
        " {before} and is {after}; the change is {difference} ({percent} % interval {bounds})."
    ),
}


def standing(found: Estimate, smallest_relevant: float, much: float) -> Standing:
    """What the interval of a difference between staff shows.

    found:             such as `Spread.swap`, 0 or more.
    smallest_relevant: stated beforehand, in the outcome's unit, above 0; shares 0 to 1.
    much:              from where it is called much, no less than the smallest.
    raises:            ValueError otherwise.
    """
    if not 0 < smallest_relevant <= much:
        raise ValueError("The smallest difference that matters is above 0, and much is no less.")
    if found.low is None or found.high is None:
        return Standing.CANNOT_TELL
    if found.high < smallest_relevant:
        return Standing.LITTLE
    if found.low >= much:
        return Standing.MUCH
    if found.low >= smallest_relevant:
        return Standing.SOMETHING
    return Standing.DIFFERS if found.low > 0 else Standing.CANNOT_TELL


def told(found: Spread, *, smallest_relevant: float, much: float | None = None) -> tuple[Sentence, ...]:
    """How much it means whom one meets: the first sentence for everybody, then luck, then the share of variance.

    smallest_relevant: the smallest difference, across the middle eight in ten of staff, that matters; in the outcome's
                       unit (shares 0 to 1), above 0, stated beforehand.
    much:              from where it is called much; None: three times the smallest.
    raises:            see `standing`.
    """
    how = standing(found.swap, smallest_relevant, smallest_relevant * MUCH if much is None else much)
    if not found.swap.has_interval:
        reason = found.swap.reason or Undefined.NO_ROWS
        first = say("It cannot be told how much it means here whom one meets: {reason}",
                    reason=_REASONS.get(reason, _REASONS[Undefined.NOT_FOUND]))  # fmt: skip
        return (first, *found.notes)
    first = with_values(
        _STANDINGS[how], apart=_amount(found.kind, found.swap.estimate), bounds=_bounds(found.kind, found.swap),
        percent=_percent(found.confidence), smallest=_amount(found.kind, smallest_relevant),
    )  # fmt: skip
    return (first, *_luck(found), *_dependence(found), *found.notes)


def told_change(found: SpreadChange, kind: Kind) -> Sentence:
    """Whether staff have come closer to each other. It tells what followed, not what caused it.

    kind: of the two periods.
    """
    if not found.difference.has_interval:
        reason = found.difference.reason or Undefined.NO_ROWS
        return say("It cannot be told whether staff lie closer to each other than before: {reason}",
                   reason=_REASONS.get(reason, _REASONS[Undefined.NOT_FOUND]))  # fmt: skip
    return with_values(
        _CHANGES[found.verdict], before=_amount(kind, found.before.estimate), after=_amount(kind, found.after.estimate),
        difference=_amount(kind, found.difference.estimate), bounds=_bounds(kind, found.difference),
        percent=_percent(found.difference.confidence),
    )  # fmt: skip


def _luck(found: Spread) -> tuple[Sentence, ...]:
    tails = found.tails
    if tails is None:
        return ()
    return (
        say(
            "If all {staff} were alike, luck alone would still give {luck_low} on average among the {each} who came out"
            " lowest and {luck_high} among the {each} highest; what was seen is {seen_low} and {seen_high}.",
            staff=found.staff, each=tails.staff_in_each,
            luck_low=_level(found.kind, tails.luck_low), luck_high=_level(found.kind, tails.luck_high),
            seen_low=_level(found.kind, tails.seen_low), seen_high=_level(found.kind, tails.seen_high),
        ),
    )  # fmt: skip


def _dependence(found: Spread) -> tuple[Sentence, ...]:
    one = found.dependence
    if one.estimate is None or one.low is None or one.high is None:
        return ()
    return (
        say("Of all that varies within the same kind of cases, {share} goes with whom one meets ({percent} % interval"
            " {low} to {high}).", share=_share(one.estimate), low=_share(one.low), high=_share(one.high),
            percent=_percent(one.confidence)),
    )  # fmt: skip


def _amount(kind: Kind, value: float | None) -> Value:
    if value is None:
        return say("no figure")
    return say("{points} percentage points", points=_number(kind, value)) if kind is Kind.SHARES else _number(
        kind, value
    )  # fmt: skip


def _bounds(kind: Kind, found: Estimate) -> Sentence:
    low, high = (_number(kind, 0.0 if one is None else one) for one in (found.low, found.high))
    if kind is Kind.SHARES:
        return say("{low} to {high} percentage points", low=low, high=high)
    return say("{low} to {high}", low=low, high=high)


def _level(kind: Kind, value: float) -> Value:
    return _share(value) if kind is Kind.SHARES else _number(kind, value)


def _share(value: float) -> Share:
    return Share(round(value, 3))


def _number(kind: Kind, value: float) -> Decimal:
    """Percentage points with one decimal; scores with three digits, but no fewer than stand before the comma."""
    if kind is Kind.SHARES:
        return Decimal(f"{100 * value:.1f}")
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return Decimal(f"{value:.{max(0, 3 - whole)}f}")


def _percent(confidence: float) -> Decimal:
    return Decimal(f"{100 * confidence:.10g}")
