"""The rules of conversations: which hold on a day, for whom, and what becomes of them next."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from samklang.access.models import Person
from samklang.citizens.enums import Measure, RuleStatus
from samklang.citizens.models import RuleSet, TalkRule, TargetGroup

BY_MONTH = F("from_month").asc(nulls_last=True)
"""In the order of a citizen's time; what holds at any time comes last."""


def sets_for(person: Person) -> QuerySet[RuleSet]:
    """The sets of the person's municipality, the newest first."""
    return RuleSet.objects.filter(municipality=person.municipality_id).order_by("-first_day", "-pk")


def groups_for(person: Person) -> QuerySet[TargetGroup]:
    """Those whom rules are about, in the order of the law."""
    return TargetGroup.objects.filter(municipality=person.municipality_id).order_by("position", "pk")


def rules_for(person: Person) -> QuerySet[TalkRule]:
    """Every rule of the municipality."""
    found = TalkRule.objects.filter(set__municipality=person.municipality_id).select_related("set", "group")
    return found.order_by("set__first_day", "group__position", "pk")


def set_on(person: Person, day: date) -> RuleSet | None:
    """The set that is in use on the day; None where none is."""
    held = Q(last_day=None) | Q(last_day__gte=day)
    return sets_for(person).filter(held, on=True, first_day__lte=day).first()


class Applies(NamedTuple):
    """One rule that applies. comes_to: how many of the group's citizens it comes to; None where none was given."""

    rule: TalkRule
    comes_to: int | None


class Answer(NamedTuple):
    """What applies to a group on a day.

    following: the next set in use after this one. draft: a set that is switched off and would hold on the day or later.
    """

    set: RuleSet | None
    rules: Sequence[Applies]
    unsure: bool
    """Whether any of them is still to be looked up."""
    following: RuleSet | None
    draft: RuleSet | None


def what_applies(
    person: Person, group: TargetGroup, day: date, month: int | None = None, citizens: int | None = None
) -> Answer:
    """The rules of the set in use on the day that are about the group.

    month:    how many months of the citizen's time have begun, from 1; None: the rules of all months.
    citizens: how many there are in the group, for what a share comes to.
    """
    found = set_on(person, day)
    rows: list[TalkRule] = []
    if found is not None:
        rows = list(rules_for(person).filter(set=found, group=group).order_by(BY_MONTH, "pk"))
        rows = [one for one in rows if _in_month(one, month)]
    later = sets_for(person).filter(on=True, first_day__gt=day).order_by("first_day", "pk").first()
    drafts = sets_for(person).filter(Q(last_day=None) | Q(last_day__gte=day), on=False)
    return Answer(
        set=found, rules=[Applies(one, _count(one, citizens)) for one in rows],
        unsure=any(one.status == RuleStatus.TO_CONFIRM for one in rows), following=later,
        draft=drafts.order_by("first_day", "pk").first(),
    )  # fmt: skip


def _in_month(rule: TalkRule, month: int | None) -> bool:
    """The window's months are counted from 0 to its end: a window of 3 to 6 is the fourth, fifth and sixth month."""
    if month is None:
        return True
    return (rule.from_month or 0) < month and (rule.to_month is None or month <= rule.to_month)


def _count(rule: TalkRule, citizens: int | None) -> int | None:
    if citizens is None or rule.amount is None:
        return None
    if rule.measure == Measure.SHARE_AT_LEAST:
        return ceil(citizens * rule.amount / 100)
    return floor(citizens * rule.amount / 100) if rule.measure == Measure.EXEMPT_AT_MOST else None
