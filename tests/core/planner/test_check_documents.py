"""The checker and the two documents: names, fingerprint, and documents that are not what they should be."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from tests.factories.problems import FRIDAY, FULL_TIME, MONDAY, a_group, a_period, a_room, a_trainer, people
from tests.factories.small_plan import BOTH, SESSIONS, instead, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.planner.check import check
from samklang.core.planner.plan import Payment, Seat, TempUse, Untrained
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.plan import from_document as plan_from
from samklang.core.planner.problem import (
    Absence,
    AvoidedPeriod,
    ClosedDay,
    Duty,
    Heading,
    Minimum,
    Pattern,
    ProblemFaults,
    fingerprint,
)
from samklang.core.planner.problem import document as problem_document

JUNK = (None, True, -1, 0, 1.5, 10**30, "", "x", "2026-02-31", [], ["x"], [None], {}, {"x": 1}, float("nan"))


def a_full_problem():
    """The small problem with something in every list."""
    return the_problem(
        groups=(a_group(minimum=0, temp_cap=1, exceptions=(Minimum(a_period(FRIDAY), 1),)),),
        people=tuple(replace(one, skills=("phone",), patterns=(*FULL_TIME, Pattern((), FRIDAY))) for one in people(5)),
        absences=(Absence("anne", a_period(FRIDAY)),),
        duties=(Duty("anne", a_period(FRIDAY)),),
        avoided=(AvoidedPeriod(a_period(FRIDAY)),),
        closed_days=(ClosedDay(FRIDAY),),
        trainers=(a_trainer(modules=BOTH, busy=(a_period(FRIDAY),)),),
        rooms=(a_room(busy=(a_period(FRIDAY),)),),
    )


def a_full_plan(problem):
    """The small plan with something in every list."""
    plan = the_plan(problem, temps=(TempUse("roedding", MONDAY, "am", 1),))
    return replace(plan, untrained=(Untrained("erik", {"da": "Fri.", "en": "Off."}),))


def places_in(document: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a document; of a list's parts only the first, the others being of its kind."""
    if place:
        yield place
    inside = document.items() if isinstance(document, Mapping) else enumerate(document[:1])
    if isinstance(document, Mapping | list):
        for name, value in inside:
            yield from places_in(value, (*place, name)) if isinstance(value, dict | list) else ((*place, name),)


def spoilt(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The document with one value replaced by junk, or left out, in every way."""
    for place in places_in(document):
        for junk in (*JUNK, "left out"):
            copy = deepcopy(document)
            holder = copy
            for step in place[:-1]:
                holder = holder[step]
            if junk == "left out":
                del holder[place[-1]]
            else:
                holder[place[-1]] = junk
            if json.dumps(copy) != json.dumps(document):
                yield copy


def readable(document: dict[str, Any]) -> bool:
    """Whether the plan can be read as one by the rest of the house."""
    try:
        plan_from(document)
    except ProblemFaults:
        return False
    return True


def test_the_full_plan_is_approved():
    problem = a_full_problem()
    assert rules_broken(problem, a_full_plan(problem)) == set()


def test_a_plan_for_another_problem_is_refused():
    problem = the_problem()
    assert rules_broken(replace(problem, title="En anden"), the_plan(problem)) == {"fingerprint"}


def test_the_order_of_the_values_in_a_document_is_no_matter():
    problem = the_problem()
    turned = dict(reversed(problem_document(problem).items()))
    assert check(json.loads(json.dumps(turned)), plan_document(the_plan(problem))).approved


@pytest.mark.parametrize(
    "changes",
    [
        {"sessions": instead(0, module="slut")},
        {"sessions": instead(0, trainer="ukendt")},
        {"sessions": instead(0, room="ukendt")},
        {"sessions": instead(0, attended=("ukendt",))},
        {"seats": (Seat("ukendt", 1),)},
        {"untrained": (Untrained("ukendt"),)},
        {"temps": (TempUse("ukendt", MONDAY, "am", 1),)},
        {"payments": (Payment(MONDAY, Heading.ROOM, "ukendt", 0),)},
    ],
)
def test_a_plan_names_only_what_the_problem_knows(changes):
    problem = the_problem()
    verdict = verdict_on(problem, replace(the_plan(problem), **changes))
    found = [(one.rule, str(one.what)) for one in verdict.violations if "does not know" in str(one.what)]
    name = "slut" if changes.get("sessions", SESSIONS)[0].module == "slut" else "ukendt"
    assert found == [("unknown-id", f"The plan names “{name}”, which the problem does not know.")]


def test_a_spoilt_plan_gives_violations_in_words_and_never_a_traceback():
    problem = a_full_problem()
    source = problem_document(problem)
    for document in spoilt(plan_document(a_full_plan(problem))):
        verdict = check(source, document)
        assert all(str(one) for one in verdict.violations)
        assert verdict.approved == (not verdict.violations)
        if verdict.approved:
            same = {name: value for name, value in document.items() if name not in {"title", "made", "untrained"}}
            assert readable({**plan_document(a_full_plan(problem)), **same})


def test_a_spoilt_problem_gives_violations_in_words_and_never_a_traceback():
    problem = a_full_problem()
    plan = plan_document(a_full_plan(problem))
    for document in spoilt(problem_document(problem)):
        verdict = check(document, plan)
        assert not verdict.approved
        assert all(str(one) for one in verdict.violations)


@pytest.mark.parametrize("junk", [None, [], "x", 1, {}, {"schema": "samklang-plan/2"}])
def test_what_is_no_plan_at_all_is_said_in_words(junk):
    verdict = check(problem_document(the_problem()), junk)
    assert [one.rule for one in verdict.violations] == ["plan-form"]
    assert (verdict.approved, verdict.levels, verdict.cover) == (False, {}, ())


@pytest.mark.parametrize("junk", [None, [], "x", 1, {}, {"schema": "samklang-problem/2"}])
def test_what_is_no_problem_at_all_is_said_in_words(junk):
    problem = the_problem()
    verdict = check(junk, plan_document(the_plan(problem)))
    assert {one.rule for one in verdict.violations} == {"problem-form"}


def test_every_value_of_a_plan_that_does_not_fit_is_named_at_once():
    problem = the_problem()
    document = plan_document(the_plan(problem))
    document["sessions"][1]["date"] = "12. sep"
    document["seats"][0]["cohort"] = "1"
    del document["payments"][2]["source"]
    verdict = check(problem_document(problem), document)
    assert [str(one.what) for one in verdict.violations] == [
        "The plan cannot be read at sessions[1].date: “12. sep” does not fit; a date such as 2026-09-12 is needed.",
        "The plan cannot be read at seats[0].cohort: “1” does not fit; a whole number from 1 up is needed.",
        "The plan cannot be read at payments[2].source: This value is missing; text is needed.",
    ]
    assert {one.rule for one in verdict.violations} == {"plan-form"}


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ({"absences": (Absence("ukendt", a_period(MONDAY)),)}, "ukendt"),
        ({"people": people(1, team="ukendt")}, "ukendt"),
        ({"people": (*people(1), *people(1))}, "anne"),
        ({"last_day": MONDAY.replace(year=2030)}, "three years"),
        ({"last_day": MONDAY.replace(year=2020)}, "comes before"),
    ],
)
def test_a_problem_that_does_not_hang_together_is_said_in_words(part, what):
    problem = the_problem(**part)
    verdict = check(
        problem_document(problem), plan_document(replace(the_plan(the_problem()), problem=fingerprint(problem)))
    )
    assert [one.rule for one in verdict.violations] == ["problem-form"]
    assert what in str(verdict.violations[0])
