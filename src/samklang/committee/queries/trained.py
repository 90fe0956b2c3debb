"""Who is trained and still here: the jobcentre, its teams where they may be shown, and the forecast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samklang.access.models import Place
from samklang.committee.claims import LACKS, Claim, Figure, Offer, Raw, figures_in
from samklang.committee.enums import Measure, Question
from samklang.committee.groups import NO_TEAM, People, Standing, Teams, teams_to_show
from samklang.committee.metrics import STILL_HERE
from samklang.committee.models import Issue
from samklang.committee.queries.issues import issued_at
from samklang.committee.window import Window
from samklang.core.planner.forecast import Forecast
from samklang.core.words import Sentence, Share, Value, say
from samklang.delivery.metrics import FORECAST, TRAINED
from samklang.delivery.models import Course
from samklang.delivery.queries.outlook import outlook_of, trained, trained_in
from samklang.method.shares import Lack
from samklang.method.suppression import SMALLEST_GROUP, Count
from samklang.people.models import Engagement

MONTHS_AHEAD = 24
_SOURCE = say("Certificates and attendance of the courses, and the staff register")
_NOT_SAID = (
    say("Being trained is not doing it: whether the method is shared stands under the second question."),
    say("A team of fewer than five is not shown, nor one that could be found by taking the others away."),
)


class Found(NamedTuple):
    """The claim, and what the price of training is reckoned by: None where it may not be told."""

    claim: Claim
    here: int | None
    ever: int | None
    offers: Sequence[Offer]


def people_of(jobcentre: Place, on: date) -> People:
    """Where everybody works on the day, and whether they are trained."""
    able = trained(jobcentre, on)
    rows = Engagement.objects.filter(employee__jobcentre=jobcentre).on(on).order_by("pk")
    return {
        person: Standing(team or NO_TEAM, person in able)
        for person, team in rows.values_list("employee__person", "team")
    }


def ever_trained(jobcentre: Place, on: date) -> int:
    """How many of all who were ever employed there are trained, or were."""
    rows = Engagement.objects.filter(employee__jobcentre=jobcentre, first_day__lte=on).order_by()
    everybody = set(rows.values_list("employee__person", flat=True))
    found: set[int] = set()
    for course in Course.objects.filter(programme__jobcentre=jobcentre, programme__deleted_at=None).order_by("pk"):
        found |= trained_in(course, everybody, on)
    return len(found)


def who_is_trained(jobcentre: Place, window: Window) -> Found:
    """The answer with its figures."""
    courses = Course.objects.filter(programme__jobcentre=jobcentre, programme__deleted_at=None)
    course = courses.filter(began_at__date__lte=window.last_day).order_by("-began_at", "-pk").first()
    if course is None:
        answer = say("Nobody is trained yet: no course is under way.")
        return Found(Claim(question=Question.TRAINED, answer=answer, not_said=_NOT_SAID[:1]), None, None, ())
    people = people_of(jobcentre, window.last_day)
    issues = list(issued_at(jobcentre))
    teams = teams_to_show(people, [(people_of(jobcentre, day), teams) for day, teams in _shown_on(issues).items()])
    if teams.whole is None:
        answer = say("Too few work at {place} for a figure to be shown.", place=jobcentre.name)
        return Found(Claim(question=Question.TRAINED, answer=answer, not_said=_NOT_SAID), None, None, ())
    ahead = outlook_of(course, window.last_day, MONTHS_AHEAD, goal=_goal(teams.whole)).forecast
    ever = max(ever_trained(jobcentre, window.last_day), teams.whole.reach)
    figures = [
        _whole(teams.whole, window), _still_here(teams.whole, ever, window), *_ahead(ahead, window),
        *_fresh(teams, window), *_kept(teams, issues),
    ]  # fmt: skip
    claim = Claim(
        question=Question.TRAINED, answer=_answer(jobcentre, teams.whole), told=list(_told(ahead)),
        figures=figures, not_said=_NOT_SAID,
    )  # fmt: skip
    return Found(claim, teams.whole.reach, _ever_told(teams.whole, ever), list(_offers(ahead)))


def _goal(whole: Count) -> float | None:
    """What is to be held: the share that is trained now, in whole twentieths below it."""
    steps = int(20 * whole.reach / whole.judged)
    return steps / 20 if steps else None


def _answer(jobcentre: Place, whole: Count) -> Sentence:
    return say(
        "{trained} of the {employed} who work at {place} are trained.", trained=whole.reach, employed=whole.judged,
        place=jobcentre.name,
    )  # fmt: skip


def _told(ahead: Forecast | None) -> Iterator[Sentence]:
    if ahead is None or not ahead.points[-1].posts:
        return
    last = ahead.points[-1]
    yield say(
        "In {months} months {trained} of {posts} posts are expected to be held by somebody trained ({low} to {high} in "
        "nine of ten futures), if nothing is done but what is planned.",
        months=last.month, trained=round(last.trained.mean), posts=last.posts, low=round(last.trained.low),
        high=round(last.trained.high),
    )  # fmt: skip


def _whole(whole: Count, window: Window) -> Figure:
    return Figure(
        key="trained", metric=TRAINED, label=say("Are trained"), said=_of(whole), n=whole.judged,
        first_day=window.last_day, last_day=window.last_day, source=_SOURCE, bar=whole.reach / whole.judged,
        raw=Raw(Measure.COUNT, whole.reach, n=whole.judged),
    )  # fmt: skip


def _of(count: Count) -> Value:
    return say("{some} of {all}", some=count.reach, all=count.judged)


def _ever_told(whole: Count, ever: int) -> int | None:
    """How many were ever trained, where those who left are none, or enough that nobody is found among them."""
    gone = ever - whole.reach
    return ever if ever >= SMALLEST_GROUP and (gone == 0 or gone >= SMALLEST_GROUP) else None


def _still_here(whole: Count, ever: int, window: Window) -> Figure:
    known = _ever_told(whole, ever)
    said = say("{some} of {all}", some=whole.reach, all=known) if known else LACKS[Lack.TOO_FEW]
    return Figure(
        key="still-here", metric=STILL_HERE, label=say("Of those trained, still employed"), said=said, n=known or "",
        first_day=window.last_day, last_day=window.last_day, source=_SOURCE,
        bar=whole.reach / known if known else None,
        raw=Raw(Measure.COUNT, round(whole.reach / known, 6), n=known) if known else None,
    )  # fmt: skip


def _ahead(ahead: Forecast | None, window: Window) -> Iterator[Figure]:
    if ahead is None or not ahead.points[-1].posts:
        return
    last = ahead.points[-1]
    bounds = say("{low} to {high}", low=round(last.trained.low), high=round(last.trained.high))
    yield Figure(
        key="forecast", metric=FORECAST, label=say("Expected in {months} months", months=last.month),
        said=say("{some} of {all}", some=round(last.trained.mean), all=last.posts), bounds=bounds,
        n=ahead.replications, first_day=window.last_day, last_day=window.last_day,
        source=say("The forecast from the register, the plan and the turnover seen here, by simulation"),
        raw=Raw(Measure.INTERVAL, round(last.trained.mean, 6), round(last.trained.low, 6),
                round(last.trained.high, 6), last.posts),
    )  # fmt: skip


def _fresh(teams: Teams, window: Window) -> Iterator[Figure]:
    names = dict(Place.objects.filter(pk__in=teams.fresh).values_list("pk", "name"))
    for team in sorted(teams.fresh, key=lambda one: names.get(one, "")):
        count = teams.fresh[team]
        yield Figure(
            key=f"trained:{team}", metric=TRAINED, label=names.get(team, "–"), said=_of(count), n=count.judged,
            first_day=window.last_day, last_day=window.last_day, source=_SOURCE, bar=count.reach / count.judged,
            raw=Raw(Measure.COUNT, count.reach, n=count.judged),
        )  # fmt: skip


def _kept(teams: Teams, issues: Sequence[Issue]) -> Iterator[Figure]:
    """Teams as they stood on the newest page that showed them."""
    for team in sorted(teams.kept):
        held = next((found for one in issues if (found := figures_in(one.document).get(f"trained:{team}"))), None)
        if held is not None and held["raw"] is not None:
            count = Count(int(held["raw"]["value"]), int(held["raw"]["n"]))
            day = date.fromisoformat(held["last_day"])
            yield Figure(
                key=f"trained:{team}", metric=TRAINED, label=held["label"], said=_of(count), n=count.judged,
                first_day=day, last_day=day, source=_SOURCE, bar=count.reach / count.judged,
                raw=Raw(Measure.COUNT, count.reach, n=count.judged),
            )  # fmt: skip


def _shown_on(issues: Sequence[Issue]) -> dict[date, set[int]]:
    """Which teams readers have seen as they stood on which day, and each day on which they saw the whole."""
    found: dict[date, set[int]] = {one.last_day: set() for one in issues}
    for one in issues:
        for key, figure in figures_in(one.document).items():
            what, _, team = key.partition(":")
            if what == "trained" and team:
                found.setdefault(date.fromisoformat(figure["last_day"]), set()).add(int(team))
    return found


def _offers(ahead: Forecast | None) -> Iterator[Offer]:
    refill = ahead.refill if ahead is not None else None
    if refill is not None and refill.people:
        yield Offer("refill", say(
            "Seats for {people} new colleagues in each half-year, so that {goal} of the posts stay with somebody "
            "trained.", people=refill.people, goal=Share(refill.goal),
        ))  # fmt: skip
