"""Which retention holds in a municipality on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from samklang.access.models import Place, RetentionRule
from samklang.access.retention import BY_NAME, KINDS, Kind


@dataclass(frozen=True)
class InForce:
    """A kind with the rule that holds: the municipality's own, or the product's where own is None."""

    kind: Kind
    days: int
    own: RetentionRule | None = None

    @property
    def verified(self) -> bool:
        """Whether somebody answers for the time: the municipality, or a source we have checked."""
        return self.own is not None or self.kind.verified

    def before(self, today: date) -> date:
        """What ended before this day is due."""
        return today - timedelta(days=self.days)


def rules_on(municipality: Place | None, day: date) -> list[InForce]:
    """What holds for each kind, in order. municipality: None for what is the same everywhere."""
    if municipality is None:
        return [InForce(kind, kind.days) for kind in KINDS if kind.everywhere]
    own: dict[str, RetentionRule] = {}
    for rule in RetentionRule.objects.filter(municipality=municipality, first_day__lte=day).order_by("first_day"):
        own[rule.what] = rule
    kinds = [kind for kind in KINDS if not kind.everywhere]
    return [InForce(kind, own[kind.what].days if kind.what in own else kind.days, own.get(kind.what)) for kind in kinds]


def rule_on(municipality: Place, what: str, day: date) -> InForce:
    """What holds for one kind. Raises KeyError for a kind there is not."""
    BY_NAME[what]
    return next(one for one in rules_on(municipality, day) if one.kind.what == what)


def coming(municipality: Place, day: date) -> list[RetentionRule]:
    """What the municipality has set to begin later."""
    return list(RetentionRule.objects.filter(municipality=municipality, first_day__gt=day).order_by("first_day", "pk"))
