"""What companies answered, by quarter, where enough have. Who answered what is nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple, TypeVar

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncQuarter

from samklang.companies.models import Entrance, PulseAnswer, PulseAsked
from samklang.companies.rules.pulse import DAYS_TO_ANSWER
from samklang.core.calendar import COPENHAGEN
from samklang.method.enums import Span
from samklang.method.periods import Period, around, before
from samklang.method.shares import Estimate, Lack, difference_of, mean_of, share_of
from samklang.method.small_groups import Size, open_groups
from samklang.people.queries.teams import people_of_teams

SCALE = (1, 10)
HIGH_FROM, LOW_UNTIL = 9, 6
QUARTERS = 8
"""So many are shown beside each other."""
Key = TypeVar("Key")


class Sums(NamedTuple):
    """Answers added up."""

    n: int = 0
    total: int = 0
    squares: int = 0
    high: int = 0
    low: int = 0

    def __add__(self, other: object) -> "Sums":
        if not isinstance(other, Sums):
            return NotImplemented
        return Sums(*(one + two for one, two in zip(self, other, strict=True)))


class Answers(NamedTuple):
    """What a group of companies said, as it may be shown."""

    mean: Estimate | Lack
    high: Estimate | Lack
    """The share that gave 9 or 10."""
    low: Estimate | Lack
    """The share that gave 1 to 6."""


class QuarterResult(NamedTuple):
    """One quarter whose time to answer is out."""

    quarter: Period
    all: Answers
    rate: Estimate | Lack
    """The share of those asked who answered."""
    teams: Mapping[int | None, Answers]
    in_time: Mapping[bool, Answers]
    """By whether the answer came within the promise."""
    sooner: Estimate | Lack
    """How much larger the share of 9 and 10 is where it did."""
    understood: Mapping[str, Answers]
    words: Sequence[str]
    """In an order that tells nothing."""


class Waiting(NamedTuple):
    """A quarter in which somebody may still answer."""

    quarter: Period
    shown_from: date
    asked: int
    answered: int


class PulseResult(NamedTuple):
    """All that may be shown, the newest first."""

    quarters: Sequence[QuarterResult]
    waiting: Sequence[Waiting]


class _Row(NamedTuple):
    team: int | None
    in_time: bool | None
    understood: str
    sums: Sums


def shown_from(period: Period) -> date:
    """The first day on which nobody who was asked in the quarter can answer."""
    return period.last_day + timedelta(days=DAYS_TO_ANSWER + 1)


def pulse_of(entrance: Entrance, today: date) -> PulseResult:
    """The last two years."""
    first = before(around(today, Span.QUARTER), QUARTERS)
    asked = _asked(entrance, first)
    closed = [one for one in sorted(asked, reverse=True) if shown_from(one) <= today]
    rows, words = _rows(entrance, closed), _words(entrance, closed)
    people = people_of_teams(entrance.municipality, first.first_day, today)
    return PulseResult(
        [_result(one, rows.get(one.key, []), asked[one], words.get(one.key, []), people) for one in closed],
        [Waiting(one, shown_from(one), *asked[one]) for one in sorted(asked, reverse=True) if one not in closed],
    )


def _asked(entrance: Entrance, first: Period) -> dict[Period, tuple[int, int]]:
    """How many were asked and have answered, by the quarter they were asked in."""
    found = (
        PulseAsked.objects.filter(entrance=entrance, asked_at__gte=first.begins)
        .order_by()
        .annotate(starts=TruncQuarter("asked_at", tzinfo=COPENHAGEN))
        .values("starts")
        .annotate(asked=Count("pk"), have=Count("pk", filter=Q(answered=True)))
        .order_by("starts")
    )
    return {
        around(one["starts"].astimezone(COPENHAGEN).date(), Span.QUARTER): (one["asked"], one["have"]) for one in found
    }


def _rows(entrance: Entrance, quarters: Iterable[Period]) -> dict[str, list[_Row]]:
    counts = {
        "n": Count("pk"), "total": Sum("score"), "squares": Sum(F("score") * F("score")),
        "high": Count("pk", filter=Q(score__gte=HIGH_FROM)), "low": Count("pk", filter=Q(score__lte=LOW_UNTIL)),
    }  # fmt: skip
    by = ("quarter", "team", "in_time", "understood")
    answers = PulseAnswer.objects.filter(entrance=entrance, quarter__in=[one.key for one in quarters])
    found: dict[str, list[_Row]] = {}
    for one in answers.order_by().values(*by).annotate(**counts).order_by(*by):
        sums = Sums(*(int(one[name]) for name in Sums._fields))
        found.setdefault(one["quarter"], []).append(_Row(one["team"], one["in_time"], one["understood"], sums))
    return found


def _words(entrance: Entrance, quarters: Iterable[Period]) -> dict[str, list[str]]:
    answers = PulseAnswer.objects.filter(entrance=entrance, quarter__in=[one.key for one in quarters])
    found: dict[str, list[str]] = {}
    for key, words in answers.exclude(words="").order_by("quarter", "words").values_list("quarter", "words"):
        found.setdefault(key, []).append(words)
    return found


def _result(
    period: Period, rows: Sequence[_Row], asked: tuple[int, int], words: list[str], people: Mapping[int, int]
) -> QuarterResult:
    by_time, said = _split((row.in_time, row.sums) for row in rows), _split((row.understood, row.sums) for row in rows)
    whole = _added(row.sums for row in rows)
    told = answers_of(whole, True)
    if isinstance(told.mean, Lack):
        words = []
    Random(f"{period.key}{len(words)}").shuffle(words)
    on_time, late = by_time.get(True, Sums()), by_time.get(False, Sums())
    in_time = _shown(by_time)
    both = all(isinstance(in_time[one].mean, Estimate) for one in (True, False) if one in in_time)
    return QuarterResult(
        period, told, share_of(asked[1], asked[0]), _shown(_split((row.team, row.sums) for row in rows), people),
        {key: one for key, one in in_time.items() if key is not None},
        difference_of((on_time.high, on_time.n), (late.high, late.n)) if both else Lack.TOO_FEW,
        {key: one for key, one in _shown(said).items() if key}, words,
    )  # fmt: skip


def _split(rows: Iterable[tuple[Key, Sums]]) -> dict[Key, Sums]:
    found: dict[Key, Sums] = {}
    for key, sums in rows:
        found[key] = found.get(key, Sums()) + sums
    return found


def _added(rows: Iterable[Sums]) -> Sums:
    return sum(rows, Sums())


def _shown(groups: Mapping[Key, Sums], people: Mapping[int, int] | None = None) -> dict[Key, Answers]:
    """The groups that make up a whole which is shown too. people: where the groups are teams, how many are in each."""

    def work(key: Key) -> int | None:
        return people.get(key, 0) if people is not None and isinstance(key, int) else None

    seen = open_groups({key: Size(one.n, work(key)) for key, one in groups.items()}).groups
    return {key: answers_of(one, key in seen) for key, one in groups.items()}


def answers_of(sums: Sums, may: bool) -> Answers:
    """What may be shown of so many answers."""
    if sums.n and not may:
        return Answers(Lack.TOO_FEW, Lack.TOO_FEW, Lack.TOO_FEW)
    return Answers(
        mean_of(sums.n, sums.total, sums.squares, scale=SCALE), share_of(sums.high, sums.n), share_of(sums.low, sums.n)
    )
