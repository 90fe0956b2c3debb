"""Where a grant stands: budget, books, commitments and people, put together for the core to reckon with."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Max, Sum

from samklang.access.models import Place
from samklang.core.calendar import plus_months
from samklang.core.grants.alarms import Position
from samklang.core.grants.books import Account, by_month, heading_totals, own_hours_totals, received
from samklang.core.grants.books import Voucher as Reckoned
from samklang.core.grants.budget import Line, Totals, totals
from samklang.core.grants.forecast import Forecast, HeadingState, forecast
from samklang.core.grants.net import eligible_with, grant_due
from samklang.core.grants.terms import Heading, Income, ReportKind, Terms
from samklang.delivery.enums import SeatState, SessionKind, SessionState
from samklang.delivery.models import Course
from samklang.delivery.queries.outlook import trained_in
from samklang.funding.enums import ReportState, VoucherKind
from samklang.funding.models import Application, Budget, Commitment, Grant, Posting, Report
from samklang.funding.queries.books import reckoned, vouchers_of
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.plan_costs import planned_rest
from samklang.people.models import Engagement

_PROVED = frozenset({VoucherKind.COST, VoucherKind.CREDIT_NOTE})
"""What needs a paper from somebody else. Own hours rest on the list of attendance."""


def lines_of(budget: Budget | None) -> list[Line]:
    """The budget's lines as the core knows them; none where there is no budget."""
    if budget is None:
        return []
    return [
        Line(
            str(one.position), Heading(one.heading), one.year, one.text, one.unit, Decimal(one.quantity),
            one.unit_price_ore, one.funder_ore, one.own_ore, one.vat_ore,
        )
        for one in budget.lines.order_by("position", "pk")
    ]  # fmt: skip


def income_of(application: Application) -> dict[Income, int]:
    """The income side of the budget in force, in øre; co-funding is what is left of what the funder does not pay."""
    budget = budget_in_force(application)
    if budget is None:
        return {}
    other = {
        Income.OTHER_GRANTS: budget.other_grants_ore, Income.VAT: budget.vat_back_ore,
        Income.DEPRECIATION: budget.depreciation_ore,
    }  # fmt: skip
    whole = totals(terms_of(application), lines_of(budget))
    return {Income.CO_FUNDING: whole.cost_ore - whole.funder_ore - sum(other.values()), **other}


@dataclass(frozen=True)
class Standing:
    """One grant on one day, with everything that its pages, its reports and the start page say of it."""

    grant: Grant
    terms: Terms
    today: date
    budget: Totals
    vouchers: tuple[Reckoned, ...]
    commitments: Mapping[Heading, int]
    """Open ones, by heading in øre."""
    promised: int
    trained: int
    expected: int | None
    """How many of the promised the course should have trained by the day; None where no course is planned."""
    undocumented: tuple[str, ...]
    reports_sent: frozenset[tuple[ReportKind, date]]

    @property
    def key(self) -> str:
        """The grant's key in the books."""
        return str(self.grant.pk)

    @cached_property
    def spent(self) -> Mapping[Heading, int]:
        """Costs so far by heading, own hours among them, in øre."""
        return heading_totals(self.vouchers, self.key)

    @property
    def spent_ore(self) -> int:
        """All of them."""
        return sum(self.spent.values())

    @cached_property
    def own_hours(self) -> Mapping[Heading, int]:
        """Of the costs: hours of one's own staff by heading, in øre."""
        return own_hours_totals(self.vouchers, self.key)

    @property
    def eligible_ore(self) -> int:
        """Those under headings that the grant pays; own hours are left out where the terms do not count them."""
        hours = self._under_paid(self.own_hours)
        return eligible_with(self.terms, self._under_paid(self.spent) - hours, hours)

    @property
    def received_ore(self) -> int:
        """What has come in, less what went back."""
        return received(self.vouchers, self.key)

    @property
    def due_ore(self) -> int:
        """What the grant comes to for what has been spent so far: own hours are co-funding, and are not paid out."""
        spent, hours = self._under_paid(self.spent), self._under_paid(self.own_hours)
        return grant_due(self.terms, self.grant.awarded_ore, spent, own_hours_ore=hours)

    @cached_property
    def states(self) -> tuple[HeadingState, ...]:
        """One for each heading with a budget, costs or commitments. A plan knows no hours of one's own staff."""
        wanted = [
            one
            for one in Heading
            if self.budget.by_heading.get(one) or self.spent.get(one) or self.commitments.get(one)
        ]
        rest = planned_rest(self.grant, self.today)
        return tuple(
            HeadingState(
                one, self.budget.by_heading.get(one, 0), self.spent.get(one, 0), self.commitments.get(one, 0),
                None if self.own_hours.get(one) else rest.get(one), self._by_month(one), self.own_hours.get(one, 0),
            )
            for one in wanted
        )  # fmt: skip

    @cached_property
    def ahead(self) -> Forecast:
        """Where it ends."""
        return forecast(
            self.terms, self.grant.awarded_ore, self.states, start=self.grant.begins, end=self.grant.ends,
            today=self.today, received_ore=self.received_ore,
        )  # fmt: skip

    @cached_property
    def position(self) -> Position:
        """As the core's alarms are told of it."""
        return Position(
            self.terms, self.grant.awarded_ore, self.grant.begins, self.grant.ends, self.today, self.states,
            self.received_ore, people_promised=self.promised, people_trained=self.trained,
            people_expected_by_now=self.expected, without_document=self.undocumented, reports_sent=self.reports_sent,
        )  # fmt: skip

    def _under_paid(self, amounts: Mapping[Heading, int]) -> int:
        """What stands under headings that the grant pays."""
        return sum(ore for heading, ore in amounts.items() if self.terms.pays(heading))

    def _by_month(self, heading: Heading) -> tuple[int, ...]:
        """Costs of each whole month of the grant so far; one that it begins within is none."""
        found = by_month(self.vouchers, self.key, heading)
        months, first = [], self.grant.begins.replace(day=1)
        if self.grant.begins.day > 1:
            first = plus_months(first, 1)
        while plus_months(first, 1) <= self.today and first <= self.grant.ends:
            months.append(found.get((first.year, first.month), 0))
            first = plus_months(first, 1)
        return tuple(months)


def standing_of(grant: Grant, today: date) -> Standing:
    """The grant as it stands on the day."""
    terms = terms_of(grant)
    rows = list(vouchers_of(grant).filter(day__lte=today))
    open_ones = Commitment.objects.filter(grant=grant, settled_by=None, dropped_at=None)
    commitments: dict[Heading, int] = defaultdict(int)
    for heading, ore in open_ones.values_list("heading").annotate(Sum("ore")).order_by("heading"):
        commitments[Heading(heading)] += ore
    undone = {one.counters_id for one in rows if one.counters_id}
    promised = grant.promised_staff or 0
    trained, through = _trained(grant, today)
    return Standing(
        grant=grant,
        terms=terms,
        today=today,
        budget=totals(terms, lines_of(budget_in_force(grant.application))),
        vouchers=tuple(reckoned(rows)),
        commitments=dict(commitments),
        promised=promised,
        trained=trained,
        expected=None if through is None else min(promised, through),
        undocumented=tuple(
            str(one.number) for one in rows if one.kind in _PROVED and one.document_id is None and one.pk not in undone
        ),
        reports_sent=frozenset(
            (ReportKind(kind), day)
            for kind, day in Report.objects.filter(grant=grant, state=ReportState.SENT).values_list("kind", "due_on")
            if day is not None
        ),
    )


def trained_by(grant: Grant, day: date) -> int:
    """How many of those employed on the day the grant's programme has trained; 0 without a programme under way."""
    return _trained(grant, day)[0]


def _trained(grant: Grant, day: date) -> tuple[int, int | None]:
    """The same, and how many of them have a seat in a cohort whose last session was before the day.

    The second is None where no session is planned.
    """
    course = Course.objects.filter(programme=grant.application.programme_id).first()
    if grant.application.programme_id is None or course is None:
        return 0, None
    here = Engagement.objects.filter(employee__jobcentre=grant.application.jobcentre_id).on(day)
    people = set(here.values_list("employee__person", flat=True).order_by("employee__person"))
    sessions = course.sessions.filter(kind=SessionKind.MODULE, state=SessionState.PLANNED, cohort__gt=0)
    last = dict(sessions.values_list("cohort").annotate(Max("begins__date")).order_by("cohort"))
    over = [cohort for cohort, held in last.items() if held < day]
    seats = course.seats.filter(state=SeatState.HELD, cohort__in=over, person__in=people)
    return len(trained_in(course, people, day)), seats.count() if last else None


@dataclass(frozen=True)
class Costs:
    """What a jobcentre's development cost in a period, and who paid it, in øre."""

    cost_ore: int
    granted_ore: int
    """What the grants come to for it, so far as they have been reckoned."""
    own_hours_ore: int
    """Of the cost: hours of one's own staff."""
    vouchers: int
    grants: int

    @property
    def own_ore(self) -> int:
        """What the municipality bears itself, hours included."""
        return self.cost_ore - self.granted_ore


def costs_of(jobcentre: Place, first_day: date, last_day: date) -> Costs:
    """From the books, for costs on those days, both included; nought everywhere where nothing was entered."""
    rows = Posting.objects.filter(voucher__jobcentre=jobcentre, voucher__day__range=(first_day, last_day))
    cost = rows.filter(account=Account.COST.value)
    own = rows.filter(account=Account.CO_FUNDING.value).aggregate(ore=Sum("ore"))["ore"] or 0
    by_grant = dict(cost.values_list("grant").annotate(Sum("ore")).order_by("grant"))
    granted = 0
    found = Grant.objects.filter(pk__in=[one for one in by_grant if one]).select_related("application")
    for grant in found.order_by("pk"):
        there = standing_of(grant, last_day)
        before = standing_of(grant, first_day - timedelta(days=1)) if grant.begins < first_day else None
        granted += there.due_ore - (before.due_ore if before else 0)
    return Costs(
        cost_ore=sum(by_grant.values()),
        granted_ore=granted,
        own_hours_ore=-own,
        vouchers=cost.values("voucher").distinct().count(),
        grants=len([one for one in by_grant if one]),
    )
