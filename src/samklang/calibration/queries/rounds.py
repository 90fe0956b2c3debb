"""Rounds, as seen by somebody: the list, what may be chosen for one, and how far one has come as counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries.notices import jobcentres_around
from samklang.calibration.enums import Form, RoundState
from samklang.calibration.models import Case, CaseKey, Licence, Rater, Rating, Round, RoundCase
from samklang.method.models import Framework
from samklang.people.queries.search import holding

_STATES: Mapping[RoundState, Q] = {
    RoundState.DRAFT: Q(opened_at=None),
    RoundState.OPEN: Q(opened_at__isnull=False, closed_at=None),
    RoundState.CLOSED: Q(closed_at__isnull=False),
}


def rounds_led_by(person: Person) -> QuerySet[Round]:
    """The rounds of the jobcentres where the person leads calibration, those put away too; newest first."""
    found = Round.objects.filter(jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION))
    return found.select_related(*_BESIDE).order_by("-pk")


def rounds_for(person: Person) -> QuerySet[Round]:
    """The rounds that the person sees: what is open or closed, and where they lead it what is being prepared.

    Those open first, then those being prepared, then the closed ones; newest first.
    """
    seen = Q(jobcentre__in=jobcentres_around(person, Right.SEE_AGREEMENT), opened_at__isnull=False)
    led = Q(jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION))
    order = models.Case(
        When(_STATES[RoundState.OPEN], then=Value(0)), When(_STATES[RoundState.DRAFT], then=Value(1)), default=Value(2)
    )
    found = Round.objects.filter(seen | led, deleted_at=None).select_related(*_BESIDE)
    return found.order_by(order, "-pk")


_BESIDE = ("jobcentre", "edition__framework", "leader", "closed_by", "earlier")


def narrowed(rounds: QuerySet[Round], text: str, state: str) -> QuerySet[Round]:
    """Those whose title holds every word, in the state; every state where it is none."""
    found = rounds.filter(holding(text, ("title",)))
    return found.filter(_STATES[RoundState(state)]) if state in RoundState.values else found


def listed(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """With what a list shows: how many raters, how many of them are done, how many cases."""
    raters = Rater.objects.filter(round=OuterRef("pk"), left_at=None).order_by()
    cases = RoundCase.objects.filter(round=OuterRef("pk")).order_by()
    return rounds.annotate(
        raters_count=_count(raters), finished_count=_count(raters.filter(finished_at__isnull=False)),
        cases_count=_count(cases),
    )  # fmt: skip


def _count(rows: QuerySet[Rater] | QuerySet[RoundCase]) -> Coalesce:
    return Coalesce(Subquery(rows.values("round").annotate(n=Count("pk")).values("n")), 0)


def rounds_to_close(person: Person, today: date) -> QuerySet[Round]:
    """Open rounds that the person leads and whose last day is past; the oldest first."""
    found = rounds_led_by(person).filter(_STATES[RoundState.OPEN], last_day__lt=today)
    return found.order_by("last_day", "pk")


def earlier_rounds(framework: Framework, *, besides: int | None = None) -> QuerySet[Round]:
    """The closed rounds of the framework that a new one can be compared with, newest first."""
    found = Round.objects.filter(edition__framework=framework, closed_at__isnull=False)
    found = found if besides is None else found.exclude(pk=besides)
    return found.order_by("-closed_at", "-pk")


def last_opened(framework: Framework) -> Round | None:
    """The newest round of the framework that has been opened."""
    found = Round.objects.filter(edition__framework=framework, opened_at__isnull=False)
    return found.order_by("-opened_at", "-pk").first()


# -- what may be chosen ----------------------------------------------------------------------------------------------


def cases_to_rate(framework: Framework) -> QuerySet[Case]:
    """The framework's cases that hold: anchors first, then form A, form B and the others; the clear ones first."""
    places = [When(form=form, then=Value(place)) for place, form in enumerate((Form.ANCHOR, Form.A, Form.B))]
    order = models.Case(*places, default=Value(len(places)))
    found = Case.objects.filter(framework=framework, retired_at=None)
    return found.order_by(order, "difficulty", "key", "pk")


def form_to_use(framework: Framework) -> tuple[str, str]:
    """The form to rate next, and the one that the last round used most; empty where there was none.

    People remember cases, so a round is best held on the form that the one before did not use.
    """
    before = last_opened(framework)
    used: Counter[str] = Counter()
    if before is not None:
        forms = RoundCase.objects.filter(round=before, case__form__in=(Form.A, Form.B))
        used.update(forms.order_by("position", "pk").values_list("case__form", flat=True))
    last = used.most_common(1)[0][0] if used else ""
    return (Form.B if last == Form.A else Form.A), last


def keyed_in(cases: Iterable[Case]) -> Mapping[str, frozenset[int]]:
    """For each indicator's key the numbers of the cases that have an agreed level of it."""
    found: dict[str, set[int]] = {}
    numbers = [case.pk for case in cases]
    for key, case in CaseKey.objects.filter(case__in=numbers).values_list("indicator_key", "case"):
        found.setdefault(key, set()).add(case)
    return {key: frozenset(one) for key, one in found.items()}


def has_parallel_cases(round_: Round, earlier: Round) -> bool:
    """Whether the two rounds have a case in common, in any revision, or one and its twin."""
    keys = set(RoundCase.objects.filter(round=earlier).values_list("case__key", flat=True))
    own = RoundCase.objects.filter(round=round_).values_list("case__key", "case__twin")
    return any(key in keys or twin in keys for key, twin in own)


# -- how far one has come --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RoundCounts:
    """How far a round has come; never who. Those taken out, or erased, are counted by themselves."""

    raters: int
    begun: int
    finished: int
    left: int
    all_finished: int
    """People who have said that they are done, whether or not they were taken out afterwards."""
    without_email: int

    @property
    def lacking(self) -> int:
        """How many are still to say that they are done."""
        return self.raters - self.finished


def round_counts(round_: Round) -> RoundCounts:
    """One question to the database, however much has been rated."""
    begun = Exists(Rating.objects.filter(rater=OuterRef("pk")))
    there = Q(left_at=None) & (Q(person__isnull=False) | Q(machine__isnull=False))
    done = Q(finished_at__isnull=False)
    without = Q(person__email=None) | Q(person__email="")
    counted = Rater.objects.filter(round=round_).order_by().annotate(has_begun=begun).aggregate(
        raters=Count("pk", filter=there),
        begun=Count("pk", filter=there & Q(has_begun=True)),
        finished=Count("pk", filter=there & done),
        left=Count("pk", filter=~there),
        all_finished=Count("pk", filter=done & Q(machine=None)),
        without_email=Count("pk", filter=there & Q(machine=None, person__isnull=False) & without),
    )  # fmt: skip
    return RoundCounts(**counted)


def rated(round_: Round) -> bool:
    """Whether anything has been rated."""
    return Rating.objects.filter(rater__round=round_).exists()


def cases_of(round_: Round) -> QuerySet[RoundCase]:
    """The cases of a round at their places."""
    return RoundCase.objects.filter(round=round_).select_related("case").order_by("position", "pk")


def raters_by_case(cases: Iterable[RoundCase]) -> Mapping[int, int]:
    """How many have rated each of the cases, by its number."""
    found = Rating.objects.filter(case__in=list(cases)).order_by().values("case")
    return {row["case"]: row["n"] for row in found.annotate(n=Count("rater", distinct=True))}


def licences_of(round_: Round, today: date) -> int:
    """How many licences earned in the round are in force."""
    return Licence.objects.filter(round=round_, ended_day=None, last_day__gte=today).count()


def lacking(round_: Round) -> QuerySet[Rater]:
    """The raters who have not said that they are done, and are still part of the round."""
    found = Rater.objects.filter(round=round_, finished_at=None, left_at=None, person__isnull=False)
    return found.select_related("person").order_by("number", "pk")


def open_rounds_ending(first_day: date, last_day: date) -> QuerySet[Round]:
    """Open rounds whose last day lies between the two, the next first."""
    found = Round.objects.filter(_STATES[RoundState.OPEN], last_day__gte=first_day, last_day__lte=last_day)
    return found.select_related("jobcentre").order_by("last_day", "pk")
