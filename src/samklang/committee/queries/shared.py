"""Is the method shared: agreement in the newest round, and how much it means whom one meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from samklang.access.models import Place
from samklang.calibration.findings import Findings, IndicatorFinding, Verdict
from samklang.calibration.metrics import AGREEMENT, CHANGE
from samklang.calibration.models import Round
from samklang.calibration.queries.results import findings_of, round_indicators
from samklang.committee.claims import LACKS, Both, Claim, Figure, Offer, Raw, interval_of
from samklang.committee.enums import Measure, Question
from samklang.committee.window import Window
from samklang.core.words import Sentence, Value, say
from samklang.evidence.metrics import SPREAD
from samklang.evidence.models import SpreadTable
from samklang.evidence.queries.spread import compared, earlier_than
from samklang.evidence.study_words import amount
from samklang.method.shares import Lack
from samklang.method.suppression import SMALLEST_GROUP

_VERDICTS = {
    Verdict.AGREE: say("we agree"), Verdict.DIVIDED: say("we are divided"),
    Verdict.CANNOT_TELL: say("cannot tell"), Verdict.TOO_FEW: say("too few cases"),
    Verdict.ALL_ALIKE: say("cannot tell: everybody used the same level"),
}  # fmt: skip
_CHANGES = {
    "improved": say("Colleagues agree more than in the round before."),
    "worsened": say("Colleagues agree less than in the round before."),
    "no-relevant-change": say("Colleagues agree as much as in the round before."),
}
_FEW = say("Too few have rated for a figure to be shown.")
_NOT_SAID = (
    say("Agreement is about cases on paper. It does not tell how anybody works, and nobody is named."),
    say("Spread tells that practice differs, not who does well, and not why."),
)


def is_method_shared(jobcentre: Place, window: Window) -> tuple[Claim, list[Offer]]:
    """The answer with its figures, and what it gives reason to ask for."""
    rounds = list(_closed_rounds(jobcentre, window))
    round_, findings = _newest_of_enough(rounds)
    few = bool(rounds) and findings is None
    table = _newest_table(jobcentre, window)
    figures = [
        *(_agreement(round_, findings) if round_ is not None and findings is not None else ()),
        *(_spread(table) if table is not None else ()),
    ]
    claim = Claim(
        question=Question.SHARED, answer=_answer(findings, table, few=few),
        told=list(_told(findings, table, few=few)), figures=figures, not_said=_NOT_SAID,
    )  # fmt: skip
    return claim, list(_offers(findings, few=few))


def _closed_rounds(jobcentre: Place, window: Window) -> QuerySet[Round]:
    """Those that were closed by the last day and reckoned, the newest first."""
    found = Round.objects.filter(
        jobcentre=jobcentre, deleted_at=None, closed_at__date__lte=window.last_day, result__isnull=False
    )
    return found.select_related("edition").order_by("-closed_at", "-pk")


def _newest_of_enough(rounds: Sequence[Round]) -> tuple[Round | None, Findings | None]:
    """The newest that enough have rated in; nothing where there is none."""
    for one in rounds:
        findings = findings_of(one)
        if findings is not None and findings.people >= SMALLEST_GROUP:
            return one, findings
    return None, None


def _newest_table(jobcentre: Place, window: Window) -> SpreadTable | None:
    found = SpreadTable.objects.filter(jobcentre=jobcentre, last_day__lte=window.last_day)
    return found.filter(loaded_at__date__lte=max(window.today, window.last_day)).order_by("-last_day", "-pk").first()


def _answer(findings: Findings | None, table: SpreadTable | None, *, few: bool) -> Sentence | Both:
    if findings is not None:
        return _agreed(findings)
    if table is not None and table.document.get("told"):
        return dict(table.document["told"][0])
    if few:
        return _FEW
    return say("Nobody knows yet: no round of ratings has been closed, and no outcomes have been loaded.")


def _agreed(findings: Findings) -> Sentence:
    found = Counter(one.verdict for one in findings.indicators)
    agree, divided, in_all = found[Verdict.AGREE], found[Verdict.DIVIDED], len(findings.indicators)
    if unsure := in_all - agree - divided:
        return say(
            "When colleagues rate the same cases by themselves, they agree on {agree} of {all} indicators and are "
            "divided on {divided}. Of {unsure} it cannot be told.",
            agree=agree, divided=divided, all=in_all, unsure=unsure,
        )  # fmt: skip
    return say(
        "When colleagues rate the same cases by themselves, they agree on {agree} of {all} indicators and are divided "
        "on {divided}.", agree=agree, divided=divided, all=in_all,
    )  # fmt: skip


def _told(findings: Findings | None, table: SpreadTable | None, *, few: bool) -> Iterator[Sentence | Both]:
    if findings is not None and findings.overall is not None and findings.overall.verdict in _CHANGES:
        yield _CHANGES[findings.overall.verdict]
    if table is None:
        return
    if few and table.document.get("told"):
        yield _FEW
    if findings is not None and table.document.get("told"):
        yield dict(table.document["told"][0])
    for earlier in earlier_than(table)[:1]:
        yield compared(earlier, table).told


def _agreement(round_: Round, findings: Findings) -> Iterator[Figure]:
    day = round_.closed_at.date() if round_.closed_at is not None else round_.last_day
    first = round_.opened_at.date() if round_.opened_at is not None else day
    source = say("The round “{title}”: {people} colleagues rated {cases} cases, each alone", title=round_.title,
                 people=findings.people, cases=findings.cases)  # fmt: skip
    days: dict[str, Any] = {"first_day": min(first, day), "last_day": day, "source": source}
    found = Counter(one.verdict for one in findings.indicators)
    yield Figure(
        key="agreed", metric=AGREEMENT, label=say("Indicators on which we agree"), n=findings.cases,
        said=say("{some} of {all}", some=found[Verdict.AGREE], all=len(findings.indicators)),
        bar=found[Verdict.AGREE] / len(findings.indicators) if findings.indicators else None,
        raw=Raw(Measure.COUNT, found[Verdict.AGREE], n=len(findings.indicators)), **days,
    )  # fmt: skip
    change = findings.overall
    if change is not None and change.difference is not None:
        yield Figure(
            key="agreement-change", metric=CHANGE, label=say("Agreement since the round before"),
            said=say("{before} → {after}", before=_alpha(change.before), after=_alpha(change.after)),
            bounds=_from_to(change.low, change.high), n=change.cases, **days,
        )  # fmt: skip
    names = {one.indicator.key: one.indicator for one in round_indicators(round_)}
    for one in findings.indicators:
        named = names.get(one.key)
        label: Value | Both = {"da": named.name_da, "en": named.name_en or named.name_da} if named else one.key
        yield _of_indicator(one, label, days)


def _of_indicator(one: IndicatorFinding, label: Value | Both, days: Mapping[str, Any]) -> Figure:
    measure = one.measure
    few = measure.estimate is None or measure.low is None or measure.raters < SMALLEST_GROUP
    said = LACKS[Lack.TOO_FEW] if few else say("{alpha}: {verdict}", alpha=_alpha(measure.estimate),
                                               verdict=_VERDICTS[one.verdict])  # fmt: skip
    raw = None
    if not few and measure.estimate is not None and measure.low is not None and measure.high is not None:
        raw = interval_of((measure.estimate, measure.low, measure.high), measure.cases)  # fmt: skip
    return Figure(
        key=f"agreement:{one.key}", metric=AGREEMENT, label=label, said=said,
        bounds="" if few else _from_to(measure.low, measure.high), n="" if few else measure.cases, raw=raw,
        further=True, **days,
    )  # fmt: skip


def _alpha(value: float | None) -> Value:
    return "–" if value is None else Decimal(f"{value:.2f}")


def _from_to(low: float | None, high: float | None) -> Value:
    return "" if low is None or high is None else say("{low} to {high}", low=_alpha(low), high=_alpha(high))


def _spread(table: SpreadTable) -> Iterator[Figure]:
    between = table.document["between"]
    there = between["estimate"] is not None and between["low"] is not None and table.staff >= SMALLEST_GROUP
    ends = [between[one] for one in ("estimate", "low", "high")]
    yield Figure(
        key=f"spread:{table.kind}:{table.unit}", metric=SPREAD, label=say("Spread between staff"),
        said=amount(ends[0], table.unit) if there else LACKS[Lack.TOO_FEW],
        bounds=say("{low} to {high}", low=amount(ends[1], table.unit), high=amount(ends[2], table.unit))
        if there else "",
        n=table.staff if there else "", first_day=table.first_day, last_day=table.last_day,
        source=say("“{title}”: outcomes under made-up names, cases made comparable", title=table.title),
        raw=interval_of(ends, table.staff) if there else None,
    )  # fmt: skip


def _offers(findings: Findings | None, *, few: bool) -> Iterator[Offer]:
    if findings is None:
        if few:
            return
        yield Offer("first-round", say("Time for a first round in which colleagues rate the same cases, so that we "
                                       "can tell whether the method is shared."))  # fmt: skip
        return
    divided = sum(1 for one in findings.indicators if one.verdict == Verdict.DIVIDED)
    if divided:
        yield Offer("next-round", say(
            "Time for one more round within half a year, on the {divided} indicators that divide us.", divided=divided
        ))  # fmt: skip
