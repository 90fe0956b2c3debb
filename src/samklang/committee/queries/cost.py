"""What the training cost: by the accounts of the grants where there are any, else by the published plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from samklang.access.models import Place
from samklang.committee.claims import LACKS, Claim, Figure, Raw
from samklang.committee.enums import Measure, Question
from samklang.committee.metrics import (
    COST_ACCOUNTED,
    COST_GRANTED,
    COST_OWN,
    COST_OWN_HOURS,
    COST_PER_HERE,
    COST_PER_TRAINED,
    COST_WITHIN,
)
from samklang.committee.window import Window
from samklang.core.grants.books import Account
from samklang.core.words import Money, Sentence, Value, say, say_n
from samklang.delivery.metrics import SPENT
from samklang.funding.models import Posting
from samklang.funding.queries.position import costs_of
from samklang.method.shares import Lack
from samklang.method.suppression import SMALLEST_GROUP
from samklang.planning.models import Programme
from samklang.planning.queries import holding

_NOT_SAID = (
    say("A cost tells nothing of what it was worth: that stands under the other questions."),
    say("It falls for each who is trained and rises for each who leaves, whatever the training was like."),
)
_LONG_AGO = date(2000, 1, 1)
_PLANS = say("The payments of the published plans until the day: planned, not accounted for")


class Part(NamedTuple):
    """øre, and of how many vouchers or payments."""

    ore: int
    counted: int


class Costs(NamedTuple):
    """until: by the last day. within: in the days of the page. in_all: in øre, of the whole plan, where it is one."""

    until: Part
    within: Part
    in_all: int | None = None
    granted_ore: int = 0
    """Of `until`, what grants come to for it."""
    own_hours: Part = Part(0, 0)

    @property
    def is_accounted(self) -> bool:
        """Whether it stands in books; else it is a plan."""
        return self.in_all is None


def accounted(jobcentre: Place, window: Window) -> Costs | None:
    """What stands in the books of the grants; None where nothing does."""
    until = costs_of(jobcentre, _LONG_AGO, window.last_day)
    if not until.vouchers:
        return None
    postings = Posting.objects.filter(voucher__jobcentre=jobcentre, voucher__day__lte=window.last_day)
    costs = postings.filter(account=Account.COST.value)
    hours = postings.filter(account=Account.CO_FUNDING.value)
    return Costs(
        Part(until.cost_ore, until.vouchers), _entered(costs.filter(voucher__day__gte=window.first_day)),
        granted_ore=until.granted_ore, own_hours=Part(until.own_hours_ore, _entered(hours).counted),
    )  # fmt: skip


def _entered(postings: QuerySet[Posting]) -> Part:
    found = postings.aggregate(ore=Sum("ore"), vouchers=Count("voucher", distinct=True))
    return Part(found["ore"] or 0, found["vouchers"])


def planned(jobcentre: Place, window: Window) -> Costs | None:
    """What the plans that hold cost; None where none is published."""
    programmes = Programme.objects.filter(jobcentre=jobcentre, deleted_at=None).order_by("pk")
    found = [plan for one in programmes if (plan := holding(one)) is not None]
    if not found:
        return None
    rows = [
        (date.fromisoformat(one["date"]), int(one["amount_ore"]))
        for plan in found
        for one in plan.variant.document.get("payments", ())
    ]
    until = [ore for day, ore in rows if day <= window.last_day]
    within = [ore for day, ore in rows if window.first_day <= day <= window.last_day]
    return Costs(
        Part(sum(until), len(until)), Part(sum(within), len(within)), sum(ore for _day, ore in rows)
    )  # fmt: skip


def what_it_cost(jobcentre: Place, window: Window, *, here: int | None, ever: int | None) -> Claim:
    """The answer with its figures.

    here, ever: how many are trained and still here, and how many were ever trained, where that may be told: a price for
                each would tell it too.
    """
    costs = accounted(jobcentre, window) or planned(jobcentre, window)
    if costs is None:
        answer = say("Nobody knows yet: nothing has been accounted for, and no plan with a price is published.")
        return Claim(question=Question.COST, answer=answer, not_said=_NOT_SAID)
    return Claim(
        question=Question.COST, answer=_answer(costs, here), told=list(_told(costs)),
        figures=list(_figures(costs, window, here, ever)), not_said=_NOT_SAID,
    )  # fmt: skip


def _answer(costs: Costs, here: int | None) -> Sentence:
    until = Money(costs.until.ore)
    each = _each(costs.until.ore, here) if here is not None and here >= SMALLEST_GROUP else None
    match costs.is_accounted, each:
        case True, Money():
            return say("By the accounts it has cost {until} so far: {each} for each who is trained and still here.",
                       until=until, each=each)  # fmt: skip
        case True, _:
            return say("By the accounts it has cost {until} so far.", until=until)
        case _, Money():
            return say("By the plan it has cost {until} so far: {each} for each who is trained and still here.",
                       until=until, each=each)  # fmt: skip
        case _:
            return say("By the plan it has cost {until} so far.", until=until)


def _each(ore: int, people: int) -> Money:
    """In whole kroner."""
    return Money(round(ore / people / 100) * 100)


def _told(costs: Costs) -> Iterator[Sentence]:
    yield say("{within} of it falls within the days of this page.", within=Money(costs.within.ore))
    if costs.in_all is not None:
        yield say("The whole plan costs {in_all}. These are planned costs, not accounts.", in_all=Money(costs.in_all))
    elif costs.own_hours.ore:
        yield say("{hours} of it are the hours of our own staff.", hours=Money(costs.own_hours.ore))


def _figures(costs: Costs, window: Window, here: int | None, ever: int | None) -> Iterator[Figure]:
    source, until = _PLANS, costs.until
    if costs.is_accounted:
        source = say_n("The books of the grants: one voucher", "The books of the grants: {count} vouchers",
                       until.counted)  # fmt: skip
    days: dict[str, Any] = {"first_day": window.last_day, "last_day": window.last_day, "source": source}
    if costs.is_accounted:
        granted, own = Part(costs.granted_ore, until.counted), Part(until.ore - costs.granted_ore, until.counted)
        yield _money(("cost-accounted", COST_ACCOUNTED, say("Cost so far, by the accounts")), until, days)
        yield _money(("cost-granted", COST_GRANTED, say("Of it, paid by grants")), granted, days)
        yield _money(("cost-own", COST_OWN, say("Of it, borne by the municipality")), own, days)
        yield _money(("cost-own-hours", COST_OWN_HOURS, say("Of it, hours of our own staff")), costs.own_hours, days)
    else:
        yield _money(("cost", SPENT, say("Cost so far, as planned")), until, days)
    yield _within(costs.within, {**days, "first_day": window.first_day})
    yield _for_each(("cost-each", COST_PER_TRAINED, say("For each who was trained")), until.ore, ever, days)
    yield _for_each(("cost-here", COST_PER_HERE, say("For each who is trained and still here")), until.ore, here, days)


def _money(which: tuple[str, str, Sentence], cost: Part, days: dict[str, Any]) -> Figure:
    key, metric, label = which
    raw = Raw(Measure.COUNT, cost.ore, n=cost.counted)
    return Figure(key=key, metric=metric, label=label, said=Money(cost.ore), n=cost.counted, raw=raw, **days)


def _within(cost: Part, days: dict[str, Any]) -> Figure:
    """Not held against the page before, whose days may be fewer or more."""
    return Figure(
        key="cost-within", metric=COST_WITHIN, label=say("Of it, within the days of this page"), said=Money(cost.ore),
        n=cost.counted, raw=Raw(Measure.OTHER, cost.ore, n=cost.counted), **days,
    )  # fmt: skip


def _for_each(which: tuple[str, str, Sentence], ore: int, people: int | None, days: dict[str, Any]) -> Figure:
    key, metric, label = which
    enough = people is not None and people >= SMALLEST_GROUP
    each = _each(ore, people) if people is not None and enough else None
    said: Value = each if each is not None else LACKS[Lack.TOO_FEW]
    raw = Raw(Measure.COUNT, each.ore, n=people) if each is not None else None
    return Figure(
        key=key, metric=metric, label=label, said=said, n=people if people is not None and enough else "", raw=raw,
        **days,
    )  # fmt: skip
