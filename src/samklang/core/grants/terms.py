"""The terms of a grant as data: which headings it pays, how much, when what is due, and what nobody has verified.

Every purse is described by these alone: a state pool, a regional one, Den Kommunale Kompetencefond, the municipality's
own budget. None means that the terms say nothing of it. A name in `unknown` means that nobody has read it in the terms
themselves: what rests on it is noted and never stops anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samklang.core.grants.findings import Severity
from samklang.core.grants.shares import WHOLE_BP
from samklang.core.words import Sentence, Share, say, say_n


class Heading(StrEnum):
    """The fixed cost headings of a budget.

    source: STAR, Guide til udarbejdelse af projektbudgetter (2016, 2018), http://docplayer.dk/27718698-
    """

    WAGES = "wages"
    EXTERNAL = "external"
    MATERIALS = "materials"
    TRANSPORT = "transport"
    RENT = "rent"
    ADMINISTRATION = "administration"
    EVALUATION = "evaluation"
    AUDIT = "audit"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Income(StrEnum):
    """The lines of a budget's income side. source: as for `Heading`."""

    CO_FUNDING = "co_funding"
    OTHER_GRANTS = "other_grants"
    VAT = "vat"
    DEPRECIATION = "depreciation"


class Standing(StrEnum):
    """Whether a grant pays costs under a heading."""

    ELIGIBLE = "eligible"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    """To be looked up in the terms."""


class VatRule(StrEnum):
    """Whether value added tax is a cost that the grant counts."""

    BEARS = "bears"
    """It counts where the grantee finally bears it."""
    NEVER = "never"
    UNKNOWN = "unknown"
    """Reckoned as not counted until somebody has looked it up."""


class ReportKind(StrEnum):
    """What is handed in to the funder."""

    STATUS = "status"
    FINAL = "final"
    ACCOUNTS = "accounts"


class CountedFrom(StrEnum):
    """The day a report's time limit runs from."""

    GRANT_START = "grant_start"
    GRANT_END = "grant_end"
    YEAR_END = "year_end"
    """31 December of every year that ends within the grant's period."""


class PayoutWhen(StrEnum):
    """When an instalment is paid."""

    START = "start"
    OFFSET = "offset"
    """So many months after the start."""
    AFTER_FINAL = "after_final"
    """When the final report is accepted."""


@dataclass(frozen=True)
class ReportDue:
    """One report the terms ask for. The last day is the counted one plus the months, then plus the days."""

    kind: ReportKind
    offset_months: int = 0
    offset_days: int = 0
    counted_from: CountedFrom = CountedFrom.GRANT_END


@dataclass(frozen=True)
class Payout:
    """One instalment, as a share of the award in basis points."""

    share_bp: int
    when: PayoutWhen = PayoutWhen.START
    offset_months: int = 0
    """Months after the start, for `PayoutWhen.OFFSET`."""


@dataclass(frozen=True)
class Terms:
    """What a funder demands and pays. Amounts in øre, shares in basis points (0 to 10000)."""

    headings: Mapping[Heading, Standing] = field(default_factory=dict)
    """A heading that is not named is to be looked up."""
    most_per_project_ore: int | None = None
    most_per_person_ore: int | None = None
    """What one person can get within any `person_window_months` months, from 1 øre."""
    person_window_months: int = 12
    funder_share_bp: int = WHOLE_BP
    """The most that the grant pays of the costs it covers."""
    net_grant: bool = True
    """Not raised when costs grow or co-funding falls away, and cut when the project turns out cheaper."""
    free_reallocation_bp: int | None = None
    """How much a heading may differ from its own approved amount without a request, as a share of that amount."""
    audit_from_ore: int | None = None
    """Grants of this amount and more need an auditor's statement."""
    retention_years: int | None = None
    earliest_months_before_start: int | None = None
    latest_days_before_start: int | None = None
    own_hours_count: bool | None = None
    """Whether the grantee's own hours count as co-funding; None where the terms do not say."""
    vat: VatRule = VatRule.UNKNOWN
    reports: tuple[ReportDue, ...] = ()
    payouts: tuple[Payout, ...] = ()
    unknown: frozenset[str] = frozenset()
    """Names of fields above that nobody has verified in the terms themselves."""

    def standing(self, heading: Heading) -> Standing:
        """Whether costs under the heading are paid."""
        return self.headings.get(heading, Standing.UNKNOWN)

    def verified(self, name: str) -> bool:
        """Whether somebody has read this term where it stands."""
        return name not in self.unknown

    def weight(self, name: str, severity: Severity = Severity.STOP) -> Severity:
        """How much a breach of the named term weighs: a note at most while nobody has verified it."""
        return severity if self.verified(name) else Severity.NOTE

    def pays(self, heading: Heading) -> bool:
        """Whether a heading's costs are reckoned with: they are until somebody has verified that they are blocked."""
        return self.standing(heading) is not Standing.BLOCKED or not self.verified("headings")


HEADING_WORDS: dict[Heading, Sentence] = {
    Heading.WAGES: say("Wages and salaries"),
    Heading.EXTERNAL: say("External consultants and trainers"),
    Heading.MATERIALS: say("Materials and information"),
    Heading.TRANSPORT: say("Transport, travel and accommodation"),
    Heading.RENT: say("Rent of premises"),
    Heading.ADMINISTRATION: say("Administration of the project"),
    Heading.EVALUATION: say("Evaluation of the project"),
    Heading.AUDIT: say("Audit"),
    Heading.EQUIPMENT: say("Equipment and furniture"),
    Heading.OTHER: say("Other costs"),
}
INCOME_WORDS: dict[Income, Sentence] = {
    Income.CO_FUNDING: say("Co-funding"),
    Income.OTHER_GRANTS: say("Grants from others"),
    Income.VAT: say("VAT got back"),
    Income.DEPRECIATION: say("Depreciation"),
}
STANDING_WORDS: dict[Standing, Sentence] = {
    Standing.ELIGIBLE: say("Is paid"),
    Standing.BLOCKED: say("Is not paid"),
    Standing.UNKNOWN: say("To be looked up"),
}
VAT_WORDS: dict[VatRule, Sentence] = {
    VatRule.BEARS: say("Counts where we bear it finally"),
    VatRule.NEVER: say("Never counts"),
    VatRule.UNKNOWN: say("To be looked up"),
}
COUNTED_WORDS: dict[CountedFrom, Sentence] = {
    CountedFrom.GRANT_START: say("the grant's first day"),
    CountedFrom.GRANT_END: say("the grant's last day"),
    CountedFrom.YEAR_END: say("the end of each year"),
}
PAYOUT_WORDS: dict[PayoutWhen, Sentence] = {
    PayoutWhen.START: say("when the grant begins"),
    PayoutWhen.OFFSET: say("so many months after the grant begins"),
    PayoutWhen.AFTER_FINAL: say("when the final report is accepted"),
}
REPORT_WORDS: dict[ReportKind, Sentence] = {
    ReportKind.STATUS: say("Status report"),
    ReportKind.FINAL: say("Final report"),
    ReportKind.ACCOUNTS: say("Accounts"),
}
TERM_WORDS: dict[str, Sentence] = {
    "headings": say("which headings are paid"),
    "most_per_project_ore": say("the most for one project"),
    "most_per_person_ore": say("the most for one person"),
    "person_window_months": say("the months the most for one person is counted over"),
    "funder_share_bp": say("how large a share is paid"),
    "net_grant": say("whether the grant is net"),
    "free_reallocation_bp": say("how much may be moved freely between headings"),
    "audit_from_ore": say("the amount from which an auditor is needed"),
    "retention_years": say("how long papers are kept"),
    "earliest_months_before_start": say("how early one may apply"),
    "latest_days_before_start": say("how late one may apply"),
    "own_hours_count": say("whether own hours count as co-funding"),
    "vat": say("whether VAT counts"),
    "reports": say("which reports are due when"),
    "payouts": say("when the money is paid"),
}
"""The terms as one speaks of them in the middle of a sentence; every name that `unknown` may hold."""


def told_report(due: ReportDue) -> Sentence:
    """When a report is to be handed in, in words."""
    report, day = REPORT_WORDS[due.kind], COUNTED_WORDS[due.counted_from]
    months, days = due.offset_months, due.offset_days
    span = (
        *((say_n("{count} month", "{count} months", months),) if months else ()),
        *((say_n("{count} day", "{count} days", days),) if days else ()),
    )
    if not span:
        return say("{report} on {day}", report=report, day=day)
    return say("{report} {span} after {day}", report=report, span=span, day=day)


def told_payout(payout: Payout) -> Sentence:
    """How much of the award is paid when, in words."""
    share = Share(payout.share_bp / WHOLE_BP)
    if payout.when is PayoutWhen.OFFSET:
        return say_n(
            "{share} {count} month after the grant begins", "{share} {count} months after the grant begins",
            payout.offset_months, share=share,
        )  # fmt: skip
    return say("{share} {when}", share=share, when=PAYOUT_WORDS[payout.when])


def label_of(heading: Heading) -> Sentence:
    """A heading as it stands in the budget form."""
    return HEADING_WORDS[heading]
