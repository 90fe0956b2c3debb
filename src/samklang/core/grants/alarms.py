"""What somebody must do something about, for one grant on one day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from samklang.core.grants.checks import PersonAsk, check_heading, check_people
from samklang.core.grants.dates import needs_auditor, report_days
from samklang.core.grants.findings import Finding, Severity, in_order
from samklang.core.grants.forecast import Forecast, HeadingState, forecast
from samklang.core.grants.terms import REPORT_WORDS, TERM_WORDS, ReportKind, Terms, label_of
from samklang.core.words import Money, say, say_n


@dataclass(frozen=True)
class Position:
    """Where a grant stands today."""

    terms: Terms
    award_ore: int
    start: date
    end: date
    today: date
    states: tuple[HeadingState, ...] = ()
    received_ore: int = 0
    """What the funder has paid, less what went back."""
    other_income_ore: int = 0
    people_promised: int = 0
    people_trained: int = 0
    people_expected_by_now: int | None = None
    """How many the plan has trained by today; None: in step with the days of the period."""
    without_document: tuple[str, ...] = ()
    """Keys of vouchers without a document."""
    reports_sent: frozenset[tuple[ReportKind, date]] = field(default=frozenset())
    """Kind and last day of each report that has been sent."""
    people: tuple[PersonAsk, ...] = ()


def alarms(position: Position, within_days: int = 30) -> list[Finding]:
    """Everything found, heaviest first; empty where all is well.

    within_days: how long before a last day it is spoken of.
    raises:      ValueError as `forecast` and `report_days`.
    """
    ahead = forecast(
        position.terms,
        position.award_ore,
        position.states,
        start=position.start,
        end=position.end,
        today=position.today,
        received_ore=position.received_ore,
        other_income_ore=position.other_income_ore,
    )
    return in_order(
        [
            *_headings(position, ahead),
            *_caps(position),
            *_reports(position, within_days),
            *_people(position),
            *_money(position, ahead),
            *_documents(position),
            *_auditor(position, within_days),
            *_unknown(position.terms),
        ]
    )


def expected_by_now(position: Position) -> int:
    """How many people should have been trained by today: by the plan, else in step with the days, rounded down."""
    if position.people_expected_by_now is not None:
        return position.people_expected_by_now
    whole = (position.end - position.start).days + 1
    gone = min(whole, max(0, (position.today - position.start).days))
    return position.people_promised * gone // whole


def _headings(position: Position, ahead: Forecast) -> Iterator[Finding]:
    terms = position.terms
    for row in ahead.rows:
        used = row.actual_ore + row.committed_ore
        yield from check_heading(terms, row.heading, used, used)
        if used > row.budget_ore:
            text = say(
                "“{heading}”: {used} is spent or agreed, and the budget is {budget}.",
                heading=label_of(row.heading), used=Money(used), budget=Money(row.budget_ore),
            )  # fmt: skip
            yield Finding("over-budget", Severity.WARN, text, row.heading)
        if row.passes_limit:
            text = say(
                "“{heading}” is on its way to {ends}, more than may be moved freely. Ask the funder for a change.",
                heading=label_of(row.heading), ends=Money(row.total.expected_ore),
            )  # fmt: skip
            yield Finding("over-limit", terms.weight("free_reallocation_bp", Severity.WARN), text, row.heading)


def _caps(position: Position) -> Iterator[Finding]:
    most = position.terms.most_per_project_ore
    if most is not None and position.award_ore > most:
        text = say(
            "{award} is granted, and one project can get {most}.", award=Money(position.award_ore), most=Money(most)
        )
        yield Finding("cap-per-project", position.terms.weight("most_per_project_ore"), text)
    yield from check_people(position.terms, position.people)


def _reports(position: Position, within_days: int) -> Iterator[Finding]:
    for one in report_days(position.terms, position.start, position.end):
        if (one.kind, one.due_on) in position.reports_sent:
            continue
        left, report, where = (one.due_on - position.today).days, REPORT_WORDS[one.kind], f"{one.kind}:{one.due_on}"
        if left < 0:
            text = say_n(
                "{report} was due {day}, {count} day ago. Send it now.",
                "{report} was due {day}, {count} days ago. Send it now.",
                -left, report=report, day=one.due_on,
            )  # fmt: skip
            yield Finding("report-overdue", position.terms.weight("reports"), text, where)
        elif left == 0:
            text = say("{report} is due today.", report=report)
            yield Finding("report-soon", position.terms.weight("reports", Severity.WARN), text, where)
        elif left <= within_days:
            text = say_n(
                "{report} is due {day}, in {count} day.",
                "{report} is due {day}, in {count} days.",
                left, report=report, day=one.due_on,
            )  # fmt: skip
            yield Finding("report-soon", position.terms.weight("reports", Severity.WARN), text, where)


def _people(position: Position) -> Iterator[Finding]:
    missing = position.people_promised - position.people_trained
    if position.today > position.end and missing > 0:
        text = say(
            "{trained} of the {promised} people promised were trained. Explain it in the final report.",
            trained=position.people_trained, promised=position.people_promised,
        )  # fmt: skip
        yield Finding("people-missing", Severity.STOP, text)
    elif position.people_trained < (expected := expected_by_now(position)):
        text = say(
            "{trained} people are trained and {expected} should be by now, of {promised} promised.",
            trained=position.people_trained, expected=expected, promised=position.people_promised,
        )  # fmt: skip
        yield Finding("people-behind", Severity.WARN, text)


def _money(position: Position, ahead: Forecast) -> Iterator[Finding]:
    back, unused = ahead.payback, ahead.unused
    if position.today > position.end and back.expected_ore:
        yield Finding(
            "payback", Severity.WARN, say("{back} must be paid back to the funder.", back=Money(back.expected_ore))
        )
    elif back.expected_ore:
        text = say("{back} of what is received will have to be paid back.", back=Money(back.expected_ore))
        yield Finding("payback-ahead", Severity.WARN, text)
    elif unused.expected_ore:
        text = say("{unused} of the grant will not be used.", unused=Money(unused.expected_ore))
        yield Finding("unused", Severity.NOTE, text)
    over = ahead.cost.expected_ore - sum(one.budget_ore for one in ahead.rows)
    if over > 0:
        text = say("The project will cost {over} more than budgeted. The grant does not rise.", over=Money(over))
        yield Finding("cost-over", Severity.WARN, text)


def _documents(position: Position) -> Iterator[Finding]:
    if position.without_document:
        text = say_n(
            "{count} voucher has no document.", "{count} vouchers have no document.", len(position.without_document)
        )
        yield Finding("no-document", Severity.WARN, text, ", ".join(sorted(position.without_document)))


def _auditor(position: Position, within_days: int) -> Iterator[Finding]:
    near = (position.end - position.today).days <= 2 * within_days
    if near and needs_auditor(position.terms, position.award_ore):
        yield Finding("auditor", Severity.NOTE, say("The accounts need an auditor's statement. Agree on a day for it."))


def _unknown(terms: Terms) -> Iterator[Finding]:
    for name, words in TERM_WORDS.items():
        if not terms.verified(name) and getattr(terms, name) not in (None, (), {}):
            text = say("Nobody has verified {term}. Look it up and write where it stands.", term=words)
            yield Finding("term-unverified", Severity.NOTE, text, name)
