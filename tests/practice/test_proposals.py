"""The next micro-exercise comes from one's own gap, and only for oneself."""

from datetime import timedelta

import pytest
from tests.factories.people import a_colleague_in, the_leader_of
from tests.factories.practice_cases import COLD, FACTS, Ground
from tests.factories.skills import ROLE, the_notice_of_skills

from samklang.access.clock import today
from samklang.access.models import Person
from samklang.method.commands.assessment import Said, judge_skills, share_judgement
from samklang.method.models import RoleProfile
from samklang.method.queries.editions import holding_editions, indicators_of
from samklang.people.models import Employee
from samklang.practice.commands.ground import mark_practised
from samklang.practice.content import shipped_exercises
from samklang.practice.enums import PractisedKind
from samklang.practice.queries.ground import domains_of, one_of_each
from samklang.practice.queries.proposals import Proposal, proposals_for

pytestmark = pytest.mark.django_db


def _proposed(person: Person) -> list[Proposal]:
    return proposals_for(person, one_of_each(domains_of(person, today())), today(), "en")


def _judged(ground: Ground, by: Person, *, share: bool, **levels: int) -> None:
    """By the words of the conversation; by the person themselves or by who leads them."""
    employee = Employee.objects.get(person=ground.person)
    edition = next(one for one in holding_editions(ground.jobcentre, today()) if one.framework.key == "conversation")
    rows = {one.key: one for one in indicators_of(edition)}
    said = {rows[key.replace("_", "-")]: Said(level) for key, level in levels.items()}
    now = ground.frameworks["conversation"].created_at
    made = judge_skills(by=by, employee=employee, edition=edition, said=said, today=today(), now=now)
    if share:
        share_judgement(by=by, assessment=made, today=today(), now=now)


@pytest.fixture
def ground() -> Ground:
    """A counsellor whose role has a profile, at a jobcentre where skills may be judged."""
    made = Ground(cases=False)
    the_notice_of_skills(made.jobcentre)
    Employee.objects.get(person=made.person).engagements.update(role=ROLE)
    RoleProfile.objects.create(jobcentre=made.jobcentre, role=ROLE, profile_key="counsellor")
    return made


def test_without_any_judgement_something_is_proposed_to_try_out_from_what_the_role_is_about(ground):
    found = _proposed(ground.person)
    assert len(found) == len(shipped_exercises("conversation")) + len(shipped_exercises("company-meeting"))
    assert (found[0].domain.key, str(found[0].why)[:10]) == ("conversation", "To try out")


def test_what_showed_least_in_ones_own_cases_comes_first_and_another_persons_cases_change_nothing(ground):
    other = a_colleague_in(ground.team)
    before = [one.exercise.key for one in _proposed(other)]
    ground.walked(ground.small(), COLD, FACTS)
    found = _proposed(ground.person)
    assert [one.exercise.indicator for one in found[:4]] == ["listening", "listening", "own-words", "own-words"]
    assert "did not always show" in str(found[0].why)
    assert [one.exercise.key for one in _proposed(other)] == before


def test_ones_own_lowest_level_comes_before_ones_cases(ground):
    ground.walked(ground.small(), COLD, FACTS)
    _judged(ground, ground.person, share=False, questioning=2, written_agreement=1)
    found = _proposed(ground.person)
    assert [one.exercise.indicator for one in found[::2]][:3] == ["written-agreement", "questioning", "listening"]
    assert "judged yourself at level 1" in str(found[0].why)


def test_a_gap_that_others_have_seen_counts_once_it_is_shared_with_the_person(ground):
    leader = the_leader_of(ground.team)
    _judged(ground, ground.person, share=False, questioning=2)
    _judged(ground, leader, share=False, listening=1)
    assert _proposed(ground.person)[0].exercise.indicator == "questioning"
    _judged(ground, leader, share=True, listening=1)
    found = _proposed(ground.person)
    assert found[0].exercise.indicator == "listening"
    assert "what has been shared with you says 1" in str(found[0].why)


def test_what_was_done_within_a_fortnight_comes_last_and_says_when(ground):
    first = _proposed(ground.person)[0]
    given = {"by": ground.person, "kind": PractisedKind.EXERCISE, "framework": "conversation"}
    mark_practised(**given, key=first.exercise.key, today=today())
    found = _proposed(ground.person)
    assert found[0].exercise.key != first.exercise.key
    assert (found[-1].exercise.key, found[-1].done) == (first.exercise.key, today())
    second = found[0]
    mark_practised(**given, key=second.exercise.key, today=today() - timedelta(days=20))
    assert _proposed(ground.person)[0].exercise.key == second.exercise.key
