"""A rater's own round: their cases in their own order, and what they have said. Nobody else's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samklang.access.models import Person
from samklang.calibration.models import CaseLine, LineMark, Rater, Rating, RoundCase, RoundIndicator
from samklang.core.chance import stream
from samklang.method.models import Anchor


@dataclass(frozen=True)
class Judgement:
    """What somebody says of one indicator of one case.

    answered: whether they have said anything. level: None where the case gives no ground to judge it.
    """

    answered: bool = False
    level: int | None = None
    lines: frozenset[int] = field(default_factory=frozenset)


def own_raters(person: Person) -> QuerySet[Rater]:
    """The rounds that the person is asked to rate in, as their place in each: what waits for them first."""
    waits = Case(
        When(round__closed_at__isnull=False, then=Value(2)),
        When(Q(finished_at__isnull=False) | Q(left_at__isnull=False), then=Value(1)),
        default=Value(0),
    )
    found = Rater.objects.filter(person=person, round__opened_at__isnull=False, round__deleted_at=None)
    return found.select_related("round__jobcentre", "round__edition__framework").order_by(
        waits, "round__last_day", "-round_id"
    )


def with_progress(raters: QuerySet[Rater]) -> QuerySet[Rater]:
    """With how many answers were given and how many are asked for."""
    given = Rating.objects.filter(rater=OuterRef("pk")).order_by().values("rater").annotate(n=Count("pk"))
    cases = RoundCase.objects.filter(round=OuterRef("round")).order_by().values("round").annotate(n=Count("pk"))
    asked = RoundIndicator.objects.filter(round=OuterRef("round")).order_by().values("round").annotate(n=Count("pk"))
    return raters.annotate(
        given=Coalesce(Subquery(given.values("n")), 0),
        asked=Coalesce(Subquery(cases.values("n")), 0) * Coalesce(Subquery(asked.values("n")), 0),
    )


def rounds_to_rate(person: Person, today: date) -> QuerySet[Rater]:
    """Open rounds in which the person has not said that they are done; the next last day first."""
    del today  # a round whose last day is past can be rated until it closes
    found = own_raters(person).filter(round__closed_at=None, finished_at=None, left_at=None)
    return found.order_by("round__last_day", "round_id")


def order_of(rater: Rater) -> list[int]:
    """The numbers of the round's cases in an order of the rater's own, the same each time.

    Everybody has another one, so that the cases that are rated tired are not the same for all.
    """
    cases = RoundCase.objects.filter(round=rater.round_id).order_by("position", "pk")
    numbers = list(cases.values_list("pk", flat=True))
    stream(rater.pk, "cases").shuffle(numbers)
    return numbers


def cases_of_rater(rater: Rater) -> list[RoundCase]:
    """The cases in that order; of each case only its title."""
    found = RoundCase.objects.filter(round=rater.round_id).select_related("case")
    cases = {one.pk: one for one in found.only("round", "position", "case__title_da", "case__title_en")}
    return [cases[number] for number in order_of(rater)]


def answers_by_case(rater: Rater) -> Mapping[int, int]:
    """How many answers the rater has given on each case, by the number of the round's case."""
    found = Rating.objects.filter(rater=rater).order_by().values("case").annotate(n=Count("pk"))
    return {row["case"]: row["n"] for row in found}


def indicators_to_rate(round_id: int) -> QuerySet[RoundIndicator]:
    """The round's indicators at their places, with their words."""
    anchors = Prefetch("indicator__anchors", Anchor.objects.order_by("level"))
    found = RoundIndicator.objects.filter(round=round_id).select_related("indicator__phase", "indicator__competence")
    return found.prefetch_related(anchors).order_by("position", "pk")


def lines_of(case: RoundCase) -> list[CaseLine]:
    """The lines of the case's dialogue in order; none of a case that is told."""
    return list(CaseLine.objects.filter(case=case.case_id).order_by("number", "pk"))


def judgements_of(rater: Rater, case: RoundCase) -> dict[int, Judgement]:
    """What the rater has said of the case, by the number of the round's indicator."""
    levels = dict(Rating.objects.filter(rater=rater, case=case).values_list("indicator", "level"))
    marked = LineMark.objects.filter(rater=rater, case=case).values_list("indicator", "line")
    return _judgements(levels, marked)


def _judgements(levels: Mapping[int, int | None], marked: Iterable[tuple[int, int]]) -> dict[int, Judgement]:
    lines: dict[int, set[int]] = {}
    for indicator, line in marked:
        lines.setdefault(indicator, set()).add(line)
    return {
        one: Judgement(one in levels, levels.get(one), frozenset(lines.get(one, ())))
        for one in sorted({*levels, *lines})
    }


@dataclass(frozen=True)
class CaseProgress:
    """One case in the rater's own order, and how much of it is answered."""

    position: int
    case: RoundCase
    given: int
    asked: int

    @property
    def done(self) -> bool:
        """Whether nothing of it is left."""
        return self.given >= self.asked


def progress_of(rater: Rater, asked: int) -> list[CaseProgress]:
    """Every case in the rater's own order. asked: how many answers a case takes."""
    given = answers_by_case(rater)
    return [
        CaseProgress(position, case, given.get(case.pk, 0), asked)
        for position, case in enumerate(cases_of_rater(rater), 1)
    ]


def next_to_rate(progress: Sequence[CaseProgress], after: int = 0) -> CaseProgress | None:
    """The next case after the position with something missing, else the first such; None where nothing is."""
    missing = [one for one in progress if not one.done]
    return next((one for one in missing if one.position > after), missing[0] if missing else None)
