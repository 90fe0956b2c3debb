"""Skills are judged by the two who talk and by licensed observers; what is not shared is seen by who wrote it only."""

from datetime import timedelta

import pytest
from tests.factories.method import an_edition
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_head_of, the_lead_of, the_leader_of
from tests.factories.skills import NOW, Two

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.method.commands.assessment import (
    Said,
    add_observed,
    judge_skills,
    share_judgement,
    take_back_judgement,
)
from samklang.method.enums import Basis
from samklang.method.models import AssessedLevel, Assessment, Indicator
from samklang.method.queries.assessments import assessments_seen, employees_talked_with, people_led_by
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db
TODAY = today()


def seen_by(person, two):
    return list(assessments_seen(person, two.employee).values_list("basis", flat=True))


def test_nothing_is_saved_while_no_notice_of_skills_is_in_force():
    two = Two(notice=False)
    for by in (two.person, two.leader):
        with pytest.raises(NotAllowed, match="notice"):
            two.judged(by, i1=3)
    with pytest.raises(NotAllowed, match="notice"):
        two.observed(two.leader, i1=3)
    assert Assessment.objects.count() == 0


def test_a_judgement_is_private_until_it_is_shared_and_can_be_taken_back():
    two = Two()
    own = two.judged(two.person, i1=4)
    manager = two.judged(two.leader, i1=2)
    assert (seen_by(two.person, two), seen_by(two.leader, two)) == ([Basis.SELF], [Basis.MANAGER])
    share_judgement(by=two.person, assessment=own, today=TODAY, now=NOW)
    share_judgement(by=two.leader, assessment=manager, today=TODAY, now=NOW)
    assert sorted(seen_by(two.person, two)) == sorted(seen_by(two.leader, two)) == [Basis.MANAGER, Basis.SELF]
    take_back_judgement(by=two.person, assessment=own, today=TODAY)
    assert seen_by(two.leader, two) == [Basis.MANAGER]


def test_what_was_shared_for_a_talk_is_not_taken_back_when_the_talk_has_come():
    two = Two()
    own = two.judged(two.person, i1=4)
    share_judgement(by=two.person, assessment=own, today=TODAY, now=NOW)
    Assessment.objects.update(shared_at=NOW)
    plan = two.plan(in_days=3)
    take_back_judgement(by=two.person, assessment=own, today=plan.talk_day - timedelta(days=1))
    share_judgement(by=two.person, assessment=own, today=TODAY, now=NOW)
    with pytest.raises(NotAllowed, match="can no longer be taken back"):
        take_back_judgement(by=two.person, assessment=own, today=plan.talk_day)
    assert Assessment.objects.get().shared_at == NOW


def test_nobody_shares_or_takes_back_what_somebody_else_has_written():
    two = Two()
    own = two.judged(two.person, i1=4)
    for by in (two.leader, the_head_of(two.jobcentre)):
        with pytest.raises(NotAllowed):
            share_judgement(by=by, assessment=own, today=TODAY, now=NOW)
    assert Assessment.objects.get().shared_at is None


def test_head_lead_colleague_and_another_teams_leader_neither_judge_nor_see():
    two = Two()
    two.shared(two.person, i1=4)
    others = [
        the_head_of(two.jobcentre), the_lead_of(two.jobcentre), a_colleague_in(two.team),
        the_leader_of(a_team(two.jobcentre)),
    ]  # fmt: skip
    for by in others:
        assert two.employee not in employees_talked_with(by, TODAY)
        with pytest.raises(NotAllowed, match="who leads them"):
            two.judged(by, i1=1)
    assert AssessedLevel.objects.count() == 1


def test_the_manager_of_today_judges_also_from_outside_the_team_and_no_longer_when_somebody_else_is():
    two = Two()
    manager = a_colleague_in(two.team)
    Engagement.objects.filter(employee=two.employee).update(manager=manager.employee)
    assert list(people_led_by(manager, TODAY)) == [two.employee]
    two.shared(manager, i1=2)
    Engagement.objects.filter(employee=two.employee).update(manager=None)
    assert list(people_led_by(manager, TODAY)) == []
    with pytest.raises(NotAllowed):
        two.judged(manager, i1=3)


def test_who_leads_judges_nobody_who_has_left():
    two = Two()
    Engagement.objects.filter(employee=two.employee).update(last_day=TODAY - timedelta(days=1))
    for by in (two.person, two.leader):
        with pytest.raises(NotAllowed):
            two.judged(by, i1=3)
    assert list(people_led_by(two.leader, TODAY)) == []


def test_a_second_save_adds_to_the_judgement_and_an_emptied_one_is_gone():
    two = Two()
    two.judged(two.person, i1=4, i2=3)
    two.judged(two.person, i2=2)
    assert dict(AssessedLevel.objects.values_list("indicator__key", "level")) == {"i1": 4, "i2": 2}
    assert Assessment.objects.count() == 1
    assert two.judged(two.person, i1=None, i2=None) is None
    assert Assessment.objects.count() == 0


def test_after_sharing_a_new_judgement_begins_and_the_shared_one_stands():
    two = Two()
    two.shared(two.person, i1=4)
    two.judged(two.person, i1=2)
    assert sorted(AssessedLevel.objects.values_list("level", flat=True)) == [2, 4]
    assert list(assessments_seen(two.leader, two.employee).values_list("levels__level", flat=True)) == [4]


def test_levels_outside_the_scale_and_indicators_of_others_are_refused():
    two = Two()
    other = an_edition(a_jobcentre())
    indicator = Indicator.objects.filter(edition=two.edition).first()
    foreign = Indicator.objects.filter(edition=other).first()
    for said, edition in (
        ({indicator: Said(6)}, two.edition),
        ({indicator: Said(0)}, two.edition),
        ({foreign: Said(3)}, two.edition),
        ({foreign: Said(3)}, other),
        ({indicator: Said(3, "x" * 301)}, two.edition),
    ):
        with pytest.raises(NotAllowed):
            judge_skills(by=two.person, employee=two.employee, edition=edition, said=said, today=TODAY, now=NOW)
    assert Assessment.objects.count() == 0


def observe(two, by, licensed, **levels):
    return add_observed(
        by=by, employee=two.employee, edition=two.edition, levels=two.said(**levels), day=TODAY, licensed=licensed,
        today=TODAY, now=NOW,
    )  # fmt: skip


def test_an_observed_level_counts_only_with_a_licence_for_each_indicator():
    two = Two()
    observer = a_colleague_in(two.team)
    licensed = list(two.said(i1=1))
    with pytest.raises(NotAllowed, match="no licence to judge 1 of the indicators"):
        observe(two, observer, licensed, i1=3, i2=4)
    assert Assessment.objects.count() == 0
    made = observe(two, observer, licensed, i1=3)
    assert (made.basis, made.shared_at, made.by) == (Basis.OBSERVED, NOW, observer)
    observe(two, observer, lambda indicator: indicator.key == "i2", i2=4)
    assert seen_by(two.person, two) == seen_by(two.leader, two) == [Basis.OBSERVED, Basis.OBSERVED]
    assert Entry.objects.filter(deed="skills-observed", about_id=two.person.pk).count() == 2


def test_nobody_observes_themselves_on_a_day_to_come_or_nothing():
    two = Two()
    with pytest.raises(NotAllowed, match="Nobody observes themselves"):
        observe(two, two.person, lambda _: True, i1=3)
    with pytest.raises(NotAllowed, match="still to come"):
        two.observed(two.leader, TODAY + timedelta(days=1), i1=3)
    with pytest.raises(NotAllowed, match="Nothing has been judged"):
        observe(two, two.leader, lambda _: True)
    assert Assessment.objects.count() == 0


def test_the_ledger_says_that_somebody_was_judged_and_never_at_which_level():
    two = Two()
    two.shared(two.leader, i1=2)
    entries = Entry.objects.filter(about_id=two.person.pk, deed__in=["skills-judged", "judgement-shared"])
    assert [(one.deed, one.actor_id, one.details) for one in entries.order_by("number")] == [
        ("skills-judged", two.leader.pk, {}), ("judgement-shared", two.leader.pk, {}),
    ]  # fmt: skip
