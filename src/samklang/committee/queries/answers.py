"""What citizens and companies said, in whole quarters of which each may be shown by itself.

Only such quarters are added up. So whoever takes one page from another gets quarters that may be shown, and never the
few answers of one that may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple

from samklang.access.enums import Purpose
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.citizens.metrics import INVOLVED, SAME
from samklang.citizens.queries.figures import counted_in as citizens_counted
from samklang.committee.claims import Claim, Figure, Offer, Raw
from samklang.committee.enums import Measure, Question
from samklang.committee.window import Window
from samklang.companies.metrics import ANSWER_KEPT, RECOMMEND
from samklang.companies.models import Entrance
from samklang.companies.queries.figures import counted as companies_counted
from samklang.companies.queries.pulse import pulse_of
from samklang.companies.rules.pulse import DAYS_TO_ANSWER
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Sentence, Value, say
from samklang.method.periods import Period
from samklang.method.shares import Estimate, Lack, share_of
from samklang.method.views.figure_parts import share_bounds_said, share_said

_NOT_SAID = (
    say("Whoever is very satisfied or very dissatisfied answers more often. Look at the trend, not at one figure."),
    say("What people felt is not what came of it: that stands under the fifth question."),
)

_CITIZENS_OFF = say("Citizens are not asked, since no notice of it is in force.")
_COMPANIES_OFF = say("Companies are not asked, since no notice of it is in force.")


class Part(NamedTuple):
    """One quarter: how many of how many; None where it may not be shown. some: whether anything was counted."""

    quarter: Period
    reach: int | None
    of: int
    some: bool


class Pooled(NamedTuple):
    """Quarters added up. left_out: quarters in which there was something, and too little."""

    found: Estimate | Lack
    quarters: Sequence[Period]
    left_out: int


def pooled(parts: Iterable[Part], wanted: Sequence[Period]) -> Pooled:
    """The quarters that may be shown, put together. wanted: those that were looked at, at least one."""
    held = list(parts)
    shown = [one for one in held if one.reach is not None]
    left_out = sum(1 for one in held if one.reach is None and one.some)
    if not shown:
        return Pooled(Lack.TOO_FEW if left_out else Lack.NOTHING, wanted, left_out)
    found = share_of(sum(one.reach or 0 for one in shown), sum(one.of for one in shown))
    return Pooled(found, [one.quarter for one in shown], left_out)


def what_was_said(jobcentre: Place, window: Window) -> tuple[Claim, list[Offer]]:
    """The answer with its figures, and what it gives reason to ask for."""
    off = [] if _may_ask(jobcentre, Purpose.CITIZEN_FEEDBACK, window) else [_CITIZENS_OFF]
    citizens = {} if off else _citizens(jobcentre, window)
    entrance = Entrance.objects.filter(municipality=jobcentre.parent_id).select_related(
        "municipality", "jobcentre"
    ).first()  # fmt: skip
    companies = _companies(entrance, window) if entrance is not None else {}
    if entrance is not None and RECOMMEND not in companies:
        off.append(_COMPANIES_OFF)
    claim = Claim(
        question=Question.ANSWERS,
        answer=_answer(citizens.get(INVOLVED), companies.get(RECOMMEND), is_off=bool(off)),
        told=[*off, *_told([*citizens.values(), *companies.values()])],
        figures=[_figure(key, one) for key, one in {**citizens, **companies}.items()], not_said=_NOT_SAID,
    )  # fmt: skip
    offers = []
    if citizens and isinstance(citizens[INVOLVED].found, Lack):
        offers.append(Offer("ask-citizens", say(
            "That citizens are asked the two questions after each conversation for one quarter, so that enough answer "
            "for a figure."
        )))  # fmt: skip
    return claim, offers


def _may_ask(jobcentre: Place, purpose: Purpose, window: Window) -> bool:
    """Whether a notice of it is in force: else its figures are shown nowhere."""
    return refusal_to_measure(jobcentre, purpose, window.today) is None


def _citizens(jobcentre: Place, window: Window) -> dict[str, Pooled]:
    quarters = window.quarters
    found: dict[str, Pooled] = {}
    for one in citizens_counted(jobcentre, quarters):
        parts = [
            Part(quarter, of.whole.reach, of.whole.estimate.n if isinstance(of.whole.estimate, Estimate) else 0,
                 of.whole.estimate is not Lack.NOTHING)
            for quarter, of in one.quarters.items()
        ]  # fmt: skip
        found[one.metric.key] = pooled(parts, quarters)
    return {key: found[key] for key in (INVOLVED, SAME)}


def _companies(entrance: Entrance, window: Window) -> Mapping[str, Pooled]:
    """The pulse while there is notice of it; enquiries are counted without asking anybody."""
    quarters = window.quarters
    found = {RECOMMEND: _pulse(entrance, window)} if _may_ask(entrance.jobcentre, Purpose.COMPANY_PULSE, window) else {}
    end = datetime.combine(window.day_after, time.min, tzinfo=COPENHAGEN)
    kept = next(one for one in companies_counted(entrance.municipality, quarters, end) if one.metric.key == ANSWER_KEPT)
    answered = [
        Part(quarter, told.tally.reach if told.tally else None, told.tally.of if told.tally else 0,
             told.estimate is not Lack.NOTHING)
        for quarter, told in kept.whole.items()
    ]  # fmt: skip
    return {**found, ANSWER_KEPT: pooled(answered, quarters)}


def _pulse(entrance: Entrance, window: Window) -> Pooled:
    """A quarter belongs to the page in whose days the time to answer runs out."""
    quarters = window.quarters_over(DAYS_TO_ANSWER)
    parts = [
        Part(one.quarter, *_counts(one.all.high), one.all.high is not Lack.NOTHING)
        for one in pulse_of(entrance, window.today).quarters if one.quarter in quarters
    ]  # fmt: skip
    return pooled(sorted(parts, key=lambda one: one.quarter.first_day), quarters)


def _counts(found: Estimate | Lack) -> tuple[int | None, int]:
    return (None, 0) if isinstance(found, Lack) else (round(found.value * found.n), found.n)


_LABELS: Mapping[str, Sentence] = {
    INVOLVED: say("Citizens who felt involved"), SAME: say("Citizens who met the same approach as last time"),
    RECOMMEND: say("Companies that gave 9 or 10 of 10 for recommending us"),
    ANSWER_KEPT: say("Enquiries from companies answered within the promise"),
}  # fmt: skip
_SOURCES: Mapping[str, Sentence] = {
    INVOLVED: say("Citizens' own answers by link or code"), SAME: say("Citizens' own answers by link or code"),
    RECOMMEND: say("Companies' own answers by the link in their mail"),
    ANSWER_KEPT: say("The enquiries of the municipality's entrance for companies"),
}  # fmt: skip


def _figure(key: str, one: Pooled) -> Figure:
    there, quarters = one.found, one.quarters
    raw = bar = None
    n: Value = ""
    if isinstance(there, Estimate):
        raw, bar, n = Raw(Measure.SHARE, there.value, there.low, there.high, there.n), there.value, there.n
    return Figure(
        key=key, metric=key, label=_LABELS[key], said=share_said(there), bounds=share_bounds_said(there), n=n,
        first_day=quarters[0].first_day, last_day=quarters[-1].last_day, source=_SOURCES[key], raw=raw, bar=bar,
    )  # fmt: skip


def _answer(citizens: Pooled | None, companies: Pooled | None, *, is_off: bool) -> Sentence:
    felt = citizens.found if citizens is not None else Lack.NOTHING
    high = companies.found if companies is not None else Lack.NOTHING
    match isinstance(felt, Estimate), isinstance(high, Estimate):
        case True, True:
            return say(
                "{citizens} of the citizens who answered felt involved, and {companies} of the companies would "
                "recommend us with 9 or 10 of 10.", citizens=share_said(felt), companies=share_said(high),
            )  # fmt: skip
        case True, False:
            return say("{citizens} of the citizens who answered felt involved. Of companies there is no figure yet.",
                       citizens=share_said(felt))  # fmt: skip
        case False, True:
            return say("{companies} of the companies that answered would recommend us with 9 or 10 of 10. Of citizens "
                       "there is no figure yet.", companies=share_said(high))  # fmt: skip
        case _:
            if Lack.TOO_FEW in (felt, high):
                return say("Too few have answered for a figure to be shown.")
            return say("There is no figure to show.") if is_off else say("Nobody has been asked yet.")


def _told(found: Iterable[Pooled]) -> Iterator[Sentence]:
    if any(one.left_out and isinstance(one.found, Estimate) for one in found):
        yield say("Quarters in which too few answered are left out.")
