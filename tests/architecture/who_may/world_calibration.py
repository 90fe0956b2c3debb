"""Calibration in the world of these tests: cases, rounds in every state, ratings, results, points and licences."""

from __future__ import annotations

from collections.abc import Sequence

from tests.architecture.who_may.cast import MARK, REASON, World
from tests.factories.calibration import (
    NOW,
    At,
    a_case,
    a_closed_round,
    a_draft_round,
    a_round,
    rated,
    the_notice_of_calibration,
)
from tests.factories.people import a_colleague_in, a_team

from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.calibration import commands
from samklang.calibration.commands.case import retire_case
from samklang.calibration.commands.point import Talk
from samklang.calibration.enums import Form, Target
from samklang.calibration.models import Case, CaseKey, Point, Rater, Round, RoundIndicator
from samklang.calibration.queries.results import round_cases, round_indicators
from samklang.method.models import Edition

CASES, RATERS = 14, 6


def calibration(world: World, jobcentre: Place, edition: Edition) -> None:
    """Ours, in which the colleague rates; and theirs."""
    theirs = Edition.objects.select_related("framework__jobcentre").get(pk=world.theirs["edition"])
    for one in (edition, theirs):
        the_notice_of_calibration(one.framework.jobcentre)
    team = a_team(jobcentre, name=f"Kalibrering {MARK}")
    people = [world.people["colleague"], *(_named(a_colleague_in(team)) for _ in range(RATERS - 1))]
    world.people["rater"] = people[1]
    cases = _cases(world, edition)
    _led(world, edition, people, cases)
    _rated(world, edition, people, cases)
    _closed(world, edition, people, cases)
    _theirs(world, theirs)


def _named(person: Person) -> Person:
    person.name = f"{person.name} {MARK}"
    person.save()
    return person


def _cases(world: World, edition: Edition) -> list[Case]:
    """Cases in use, of which nobody but the leader sees the key, and one that is retired."""
    lead = world.people["lead"]
    keys = [{"i1": 1 + number % 5, "i2": 1 + number % 3} for number in range(CASES + 1)]
    made = [
        a_case(edition.framework, keys=one, form=Form.A, title_da=f"Sag {MARK} {number}", setting_da=MARK)
        for number, one in enumerate(keys)
    ]
    CaseKey.objects.filter(case__in=made).update(reason_da=REASON)
    *cases, old = made
    retire_case(by=lead, case=old, now=NOW)
    world.filled |= {
        "calibration/cases/<int:pk>/": {"pk": cases[0].pk},
        "calibration/cases/<int:pk>/restoring/": {"pk": old.pk},
        "calibration:case@retired": {"pk": old.pk},
    }
    world.ids |= {"case": cases[0].pk}
    return cases


def _led(world: World, edition: Edition, people: Sequence[Person], cases: Sequence[Case]) -> None:
    """What the leader prepares, and what a licence asks."""
    lead = world.people["lead"]
    given = {"edition": edition, "raters": people, "cases": cases}
    draft = a_draft_round(by=lead, title=f"Forberedt {MARK}", **given)
    deleted = a_draft_round(by=lead, title=f"Slettet {MARK}", **given)
    commands.delete_round(by=lead, round_=deleted, now=NOW)
    jobcentre = edition.framework.jobcentre
    commands.set_terms(
        by=lead, jobcentre=jobcentre, first_day=today(), today=today(), now=NOW, reason=f"Aftalt i {MARK}",
        values={"min_cases": 12, "min_agreement": 0.5, "max_bias": 0.5, "months": 12},
    )  # fmt: skip
    world.filled |= {
        **{f"calibration/rounds/<int:pk>/{what}/": {"pk": draft.pk} for what in ("contents", "removal", "opening")},
        "calibration/rounds/<int:pk>/restoring/": {"pk": deleted.pk},
        "calibration:round@draft": {"pk": draft.pk},
        "calibration:rating@draft": {"pk": draft.pk},
        "calibration/licence-terms/<int:place_pk>/": {"place_pk": jobcentre.pk},
    }


def _rated(world: World, edition: Edition, people: Sequence[Person], cases: Sequence[Case]) -> None:
    """A round in which the colleague rates and one was taken out, and one in which everybody is done."""
    lead, colleague = world.people["lead"], world.people["colleague"]
    open_ = a_round(edition=edition, by=lead, raters=people, cases=cases, title=f"Åben {MARK}")
    own = Rater.objects.select_related("round", "person").get(round=open_, person=colleague)
    rated(open_, raters=[own], finished=False)
    *_, staying, leaving = people
    commands.take_out_rater(by=lead, round_=open_, person=leaving, now=NOW)
    ready = rated(a_round(edition=edition, by=lead, raters=people, cases=cases[:2], title=f"Klar {MARK}"))
    indicator = RoundIndicator.objects.filter(round=open_).order_by("position").first()
    assert indicator is not None
    world.filled |= {
        "calibration/rounds/<int:pk>/": {"pk": open_.pk, "position": 1},
        "calibration/rounds/<int:pk>/raters/<int:person>/": {"person": staying.pk},
        "calibration/rounds/<int:pk>/raters/<int:person>/returning/": {"person": leaving.pk},
        "calibration/rounds/<int:pk>/rating/<int:position>/<int:indicator>/": {"indicator": indicator.pk},
        "calibration/rounds/<int:pk>/rating/resuming/": {"pk": ready.pk},
        "calibration/rounds/<int:pk>/closing/": {"pk": ready.pk},
        **{f"calibration:{name}@open": {"pk": open_.pk} for name in (*_OF_RESULT, "round-closing", "round-reopening")},
    }
    world.ids |= {"rater": people[-1].pk}


_OF_RESULT = ("board", "own-result", "result", "result-cases-file", "result-file", "round-licences", "sheet")


def _said(at: At) -> int:
    """All agree with the key on the first indicator, and divide on the second."""
    if at.key is not None and at.indicator.position == 1:
        return at.key.level
    return 1 + (at.case + at.rater * at.indicator.position) % 5


def _closed(world: World, edition: Edition, people: Sequence[Person], cases: Sequence[Case]) -> None:
    """Two closed rounds: the first gave licences, the second has points on its board."""
    lead = world.people["lead"]
    given = {"edition": edition, "by": lead, "raters": people, "cases": cases}
    first = a_closed_round(None, _said, title=f"Første {MARK}", **given)
    commands.grant_licences(by=lead, round_=first, reason=f"Mødt i {MARK}", today=today())
    licence = world.people["colleague"].licences.get()
    later = a_closed_round(None, _said, title=f"Anden {MARK}", later=True, earlier=first, **given)
    point, settled = _points(lead, later)
    at_result = {"pk": later.pk, "position": 2}
    world.filled |= {
        **{f"calibration/rounds/<int:pk>/{what}/": at_result for what in ("result", "board", "licences", "reopening")},
        **{f"calibration:{name}@closed": {"pk": later.pk} for name in ("rated-case", "rating", "round",
           "round-closing", "round-contents")},
        "calibration:round-reopening@licensed": {"pk": first.pk},
        "calibration/points/<int:pk>/": {"pk": point.pk},
        "calibration/points/<int:pk>/unsettling/": {"pk": settled.pk},
        "calibration:point@settled": {"pk": settled.pk},
        "calibration/licences/<int:pk>/": {"pk": licence.pk},
    }  # fmt: skip
    world.ids |= {"closed-round": later.pk, "round-case": point.case_id, "indicator": point.indicator.indicator_id}


def _points(lead: Person | None, round_: Round) -> tuple[Point, Point]:
    """One that is talked through, and one whose wording stands in the draft."""
    case = next(iter(round_cases(round_).values()))
    rows = dict.fromkeys(list(round_indicators(round_))[:2], case)
    settled, point = commands.put_up_points(by=lead, round_=round_, about=rows)
    talk = Talk(case, f"Den ene i {MARK}", f"Den anden i {MARK}", Target.LOOKS_FOR, agreed_da=f"Dagen siges i {MARK}.")
    for one in (point, settled):
        commands.write_point(by=lead, point=one, talk=talk)
    return point, commands.settle_point(by=lead, point=settled, now=NOW)


def _theirs(world: World, edition: Edition) -> None:
    """A round that is open and one that is closed, for whoever leads them from elsewhere."""
    lead, team = world.people["elsewhere"], Place.objects.get(pk=world.theirs["team"])
    people = [a_colleague_in(team) for _ in range(4)]
    cases = [a_case(edition.framework, keys={"i1": 1 + number % 5, "i2": 3}) for number in range(CASES)]
    given = {"edition": edition, "by": lead, "raters": people, "cases": cases}
    draft, open_ = a_draft_round(title="Deres kladde", **given), a_round(title="Deres åbne", **given)
    closed = a_closed_round(None, _said, title="Deres første", **given)
    indicator = edition.indicators.order_by("position").first()
    case = next(iter(round_cases(closed).values()))
    (point,) = commands.put_up_points(by=lead, round_=closed, about={next(iter(round_indicators(closed))): case})
    assert indicator is not None
    world.theirs |= {
        "case": cases[0].pk, "indicator": indicator.pk, "draft-round": draft.pk, "open-round": open_.pk,
        "closed-round": closed.pk, "point": point.pk, "round-case": case.pk, "rater": people[0].pk,
    }  # fmt: skip
