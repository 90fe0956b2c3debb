"""A report to the funder as a paper: what was done and for what money, and what each claim rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from samklang.core.metric import Rung
from samklang.core.words import Money, Sentence, Share, Value, say, with_values, written
from samklang.evidence.enums import Rung as RungWords
from samklang.evidence.queries.catalogue import metric_of
from samklang.funding.enums import Heading, ReportKind
from samklang.funding.models import Report
from samklang.funding.queries.reports import figures_of
from samklang.web.papers import Bullets, Paper, Part, Table, Text, Words

_TITLES: Mapping[str, Sentence] = {
    ReportKind.STATUS: say("Status report: {project}"),
    ReportKind.FINAL: say("Final report: {project}"),
    ReportKind.ACCOUNTS: say("Accounts: {project}"),
}
_WORDS: tuple[tuple[str, Sentence], ...] = (
    ("deviations", say("What went otherwise than planned")),
    ("learnt", say("What was learnt")),
    ("next_steps", say("What comes next")),
)
_NOTHING = "–"


def figures_shown(report: Report) -> Mapping[str, Any]:
    """Those that were frozen when it was sent, never reckoned again; of a draft those it would have."""
    return report.figures if report.sent_at is not None else figures_of(report)


def report_paper(report: Report, figures: Mapping[str, Any], language: str) -> Paper:
    """The paper in a language. figures: of `figures_shown`."""
    with override(language):
        return Paper(
            slug=f"report-{report.number}",
            title=with_values(_TITLES[report.kind], project=figures["about"]["project"]),
            lead=say("{first} to {last}", first=report.first_day, last=report.last_day),
            made=tuple(_made(report)),
            parts=tuple(_Parts(report, figures, language).all()),
        )


def _made(report: Report) -> Iterator[Words]:
    if report.sent_at is None:
        yield say("A draft: it has not been sent, and the figures may change.")
        return
    yield say("Sent {day}. Words and figures stay as they were then.", day=timezone.localdate(report.sent_at))
    yield say("Checksum of words and figures (SHA-256): {sum}", sum=report.sha256)


class _Parts:
    """The parts of one report, in order."""

    def __init__(self, report: Report, figures: Mapping[str, Any], language: str) -> None:
        self.report, self.figures, self.language = report, figures, language
        self.period = say("{first} to {last}", first=report.first_day, last=report.last_day)

    def all(self) -> Iterator[Part]:
        """Accounts have money alone."""
        whole = self.report.kind != ReportKind.ACCOUNTS
        yield self._about()
        if whole:
            yield self._done()
            yield self._people()
            yield self._criteria()
        yield self._budget()
        yield self._money()
        yield from (
            Part(heading, paragraphs(getattr(self.report, name)))
            for name, heading in _WORDS
            if getattr(self.report, name)
        )
        yield self._rests(whole=whole)
        yield self._signature()

    def _told(self, value: Value | None) -> str:
        return _NOTHING if value is None or value == "" else written(value, self.language)

    def _kroner(self, ore: int) -> str:
        return written(Money(ore), self.language)

    def _about(self) -> Part:
        about = self.figures["about"]
        first, last = (date.fromisoformat(about[name]) for name in ("first_day", "last_day"))
        facts: list[tuple[Words, Value | None]] = [
            (say("Project"), about["project"]), (say("Funder"), about["funder"]), (say("Scheme"), about["scheme"]),
            (say("The funder's case number"), about["case_number"]), (say("Our case number"), about["case_reference"]),
            (say("Grantee"), about["grantee"]),
            (say("The grant runs"), say("{first} to {last}", first=first, last=last)),
            (say("The report is of"), self.period),
        ]  # fmt: skip
        rows = [(label, self._told(value)) for label, value in facts if value]
        return Part(say("The project"), [Table(say("The project"), (say("What"), say("Said")), rows)])

    def _done(self) -> Part:
        held = self.figures["sessions"]
        hours = Decimal(held["minutes"]) / 60
        rows = [
            (say("Sessions in the period"), self._told(held.get("planned")), self._told(held["held"])),
            (say("Hours taught in the period"), _NOTHING, self._told(round(hours, 1))),
        ]
        headings = (say("Activity"), say("By the plan"), say("Held"))
        table = Table(say("Activities against the plan"), headings, rows)
        return Part(say("What was done"), [*paragraphs(self.report.activities), table])

    def _people(self) -> Part:
        trained, promised, day = self.figures["trained"], self.figures["promised"], self.report.last_day
        if promised:
            says = say(
                "{trained} of the {promised} who were promised are trained and employed on {day}.",
                trained=trained, promised=promised, day=day,
            )  # fmt: skip
        else:
            says = say("{trained} are trained and employed on {day}.", trained=trained, day=day)
        return Part(say("Staff trained"), [Text(says)])

    def _criteria(self) -> Part:
        rows = [
            (
                one["indicator"], self._measure(one, "baseline"), self._measure(one, "target"),
                self._day(one["due_on"]), self._measure(one, "reached"), self._day(one["reached_on"]),
                "; ".join(filter(None, (one.get("method", ""), one["note"]))) or _NOTHING,
            )
            for one in self.figures["criteria"]
        ]  # fmt: skip
        if not rows:
            return Part(say("Success criteria"), [Text(say("No success criterion was written in the application."))])
        headings = (
            say("Indicator"), say("Where it stood"), say("Target"), say("By"), say("Reached"), say("Measured on"),
            say("How it is measured"),
        )  # fmt: skip
        return Part(say("Success criteria"), [Table(say("Success criteria"), headings, rows)])

    def _measure(self, one: Mapping[str, Any], name: str) -> str:
        return _NOTHING if one[name] is None else f"{written(Decimal(one[name]), self.language)} {one['unit']}".strip()

    def _day(self, text: str | None) -> str:
        return self._told(date.fromisoformat(text) if text else None)

    def _budget(self) -> Part:
        names = ("budget_ore", "period_ore", "spent_ore")
        lines: list[tuple[Words, list[int]]] = [
            (str(Heading(one["heading"]).label), [one[name] for name in names]) for one in self.figures["headings"]
        ]
        lines.append((say("In all"), [sum(amounts[place] for _, amounts in lines) for place in range(len(names))]))
        rows: list[tuple[Words, ...]] = [
            (label, *map(self._kroner, (*amounts, amounts[0] - amounts[2]))) for label, amounts in lines
        ]
        headings = (
            say("Heading"), say("Budget"), say("In the period"), say("From the beginning"), say("Left of the budget")
        )  # fmt: skip
        return Part(say("Budget and accounts"), [Table(say("Budget and accounts, by heading"), headings, rows)])

    def _money(self) -> Part:
        figures = self.figures
        amounts: list[tuple[Words, int]] = [
            (say("Granted"), figures["award_ore"]),
            (say("Spent from the beginning"), figures["spent_ore"]),
            (say("Of it under headings that the grant pays"), figures["eligible_ore"]),
            (say("The grant comes to"), figures["due_ore"]),
            (say("Received"), figures["received_ore"]),
            (say("Still to come from the funder"), max(0, figures["due_ore"] - figures["received_ore"])),
            (say("To be paid back, as things stand"), figures["payback_ore"]),
            (say("Paid by ourselves, own hours among it"), figures["own_ore"]),
        ]
        rows = [(label, self._kroner(ore)) for label, ore in amounts]
        share = say("The funder pays at most {share} of each cost.", share=Share(figures["share_bp"] / 10_000))
        return Part(
            say("Grant and co-funding"),
            [Text(share), Table(say("Grant and co-funding"), (say("What"), say("Amount")), rows)],
        )

    def _rests(self, *, whole: bool) -> Part:
        rows: list[Sequence[Words]] = [*(self._claims() if whole else ())]
        books = say("The books of the grant")
        rows.append((say("Costs"), say("On no rung"), self._told(self.figures["vouchers"]), self.period, books))
        headings = (say("Claim"), say("Rung of the ladder"), say("Number counted"), say("Period"), say("Counted from"))
        table = Table(say("What each claim rests on"), headings, rows)
        limits: list[Bullets] = []
        if whole:
            limits.append(Bullets([
                say("What holds on one rung says nothing of the next: to have attended is not to do it."),
                say("A target that was reached does not show that the project was the reason."),
            ]))  # fmt: skip
        return Part(say("What each claim rests on"), [table, *limits])

    def _claims(self) -> Iterator[Sequence[Words]]:
        attended = str(RungWords(Rung.ATTENDED.value).label)
        yield (
            say("Sessions held"), attended, self._told(self.figures["sessions"]["held"]), self.period,
            say("Attendance taken at the course"),
        )  # fmt: skip
        yield (
            say("Staff trained"), attended, self._told(self.figures["trained"]),
            say("Until {day}", day=self.report.last_day),
            say("Certificates and attendance of those employed on the last day"),
        )  # fmt: skip
        for one in self.figures["criteria"]:
            if one["reached"] is None:
                continue
            metric = metric_of(one["metric"]) if one.get("metric") else None
            source: Words = metric.source if metric else one.get("method", "") or say("Counted by ourselves")
            rung = str(RungWords(one["rung"]).label) if one.get("rung") else say("On no rung")
            yield one["indicator"], rung, one["note"] or _NOTHING, self._day(one["reached_on"]), source

    def _signature(self) -> Part:
        day = timezone.localdate(self.report.sent_at) if self.report.sent_at else None
        row = (self.report.signed_by or _NOTHING, self._told(day), "")
        headings = (say("Name and title"), say("Date"), say("Signature"))
        return Part(say("Signature"), [Table(say("Signature"), headings, [row])])


def paragraphs(text: str) -> list[Text]:
    """What was written, one paragraph for each line."""
    return [Text(line.strip()) for line in text.splitlines() if line.strip()]
