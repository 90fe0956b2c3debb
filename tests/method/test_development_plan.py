"""A development plan belongs to the two who talk: begun from the gaps, theirs until the talk, followed up all year."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.access import anew
from tests.factories.people import (
    a_colleague_in,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.factories.skills import NOW, Two

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.method.commands import development as commands
from samklang.method.commands.development import GoalText
from samklang.method.enums import GoalState
from samklang.method.models import DevelopmentPlan, Goal
from samklang.method.queries.development import judgements_missing, plans_for, talks_soon

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def two():
    return Two()


def deeds():
    found = Entry.objects.filter(subject_type="method.developmentplan").order_by("number")
    return list(found.values_list("deed", flat=True))


def others(two):
    return [
        the_head_of(two.jobcentre), the_lead_of(two.jobcentre), a_colleague_in(two.team), an_outsider(),
        the_leader_of(a_team(two.jobcentre)),
    ]  # fmt: skip


def test_both_make_and_change_a_plan_until_the_talk_and_each_step_is_in_the_ledger(two):
    plan = two.plan(two.leader)
    goal = commands.add_goal(by=two.person, plan=plan, text=GoalText("Lytte"), today=TODAY)
    commands.change_goal(by=two.leader, goal=goal, text=GoalText("Lytte mere", "Et kursus"), today=TODAY)
    commands.change_plan(by=two.person, plan=plan, talk_day=plan.talk_day, remarks=" Godt ", today=plan.talk_day)
    goal.refresh_from_db()
    plan.refresh_from_db()
    assert (goal.what, goal.how, goal.position, plan.remarks) == ("Lytte mere", "Et kursus", 2, "Godt")
    assert deeds() == ["development-plan-made", "goal-added", "goal-changed", "development-plan-changed"]


def test_after_the_talk_only_how_far_the_goals_have_come_changes(two):
    plan = two.plan(in_days=3)
    goal = plan.goals.get()
    after = plan.talk_day + timedelta(days=1)
    for deed in (
        lambda: commands.change_plan(by=two.person, plan=plan, talk_day=plan.talk_day, remarks="", today=after),
        lambda: commands.add_goal(by=two.leader, plan=plan, text=GoalText("Mere"), today=after),
        lambda: commands.change_goal(by=two.leader, goal=goal, text=GoalText("Mere"), today=after),
        lambda: commands.remove_goal(by=two.leader, goal=goal, today=after, now=NOW),
        lambda: commands.remove_plan(by=two.person, plan=plan, today=after, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="The talk was held"):
            deed()
    commands.follow_up_goal(by=two.person, goal=goal, state=GoalState.DONE, today=after)
    goal.refresh_from_db()
    assert (goal.state, DevelopmentPlan.objects.get().removed_at) == (GoalState.DONE, None)


def test_nobody_else_sees_or_touches_a_plan(two, client):
    plan = two.plan()
    for person in others(two):
        assert list(plans_for(anew(person), TODAY)) == []
        with pytest.raises(NotAllowed):
            commands.add_goal(by=person, plan=plan, text=GoalText("Mere"), today=TODAY)
        with pytest.raises(NotAllowed):
            two.plan(person, 20)
        client.force_login(anew(person))
        for name, number in (("development-plan", plan.pk), ("development-plan-change", plan.pk), ("new-goal", plan.pk),
                             ("goal", plan.goals.get().pk), ("new-development-plan", two.employee.pk)):  # fmt: skip
            assert client.get(reverse(f"method:{name}", args=[number])).status_code == 404, name
        for name, number in (("development-plan-removal", plan.pk), ("goal-removal", plan.goals.get().pk),
                             ("goal-state", plan.goals.get().pk)):  # fmt: skip
            assert client.post(reverse(f"method:{name}", args=[number]), {"state": "done"}).status_code == 404, name
    assert (DevelopmentPlan.objects.count(), Goal.objects.get().state) == (1, GoalState.OPEN)


def test_one_plan_for_a_day_and_none_for_a_day_that_has_been(two):
    two.plan(in_days=10)
    with pytest.raises(NotAllowed, match="There is a plan"):
        two.plan(two.leader, 10)
    with pytest.raises(NotAllowed, match="still to come"):
        two.plan(in_days=-1)
    later = two.plan(in_days=20)
    with pytest.raises(NotAllowed, match="There is a plan"):
        commands.change_plan(by=two.person, plan=later, talk_day=TODAY + timedelta(days=10), remarks="", today=TODAY)


def test_what_is_removed_can_be_taken_back_and_frees_its_day(two):
    plan = two.plan(in_days=10)
    goal = plan.goals.get()
    commands.remove_goal(by=two.leader, goal=goal, today=TODAY, now=NOW)
    assert list(plans_for(two.person, TODAY).get().goals.all()) == []
    commands.restore_goal(by=two.leader, goal=goal, today=TODAY)
    commands.remove_plan(by=two.person, plan=plan, today=TODAY, now=NOW)
    assert list(plans_for(two.leader, TODAY)) == []
    other = two.plan(in_days=10)
    with pytest.raises(NotAllowed, match="no longer be undone"):
        commands.restore_plan(by=two.person, plan=plan, today=TODAY)
    commands.remove_plan(by=two.person, plan=other, today=TODAY, now=NOW)
    commands.restore_plan(by=two.person, plan=plan, today=TODAY)
    assert list(plans_for(two.leader, TODAY)) == [plan]


def test_a_plan_has_room_for_twenty_goals(two):
    plan = two.plan(None, 10, *[f"Mål {number}" for number in range(25)])
    assert plan.goals.count() == 20
    with pytest.raises(NotAllowed, match="room for 20"):
        commands.add_goal(by=two.person, plan=plan, text=GoalText("Mere"), today=TODAY)


def test_a_plan_begins_with_a_goal_for_each_gap_in_the_words_of_the_level_demanded(two, client):
    two.shared(two.person, i1=1, i2=1)
    two.shared(two.leader, i1=2)
    client.force_login(anew(two.person))
    url = reverse("method:new-development-plan", args=[two.employee.pk])
    assert client.get(url).content.decode().count('name="goals"') == 1
    answer = client.post(url, {"talk_day": TODAY + timedelta(days=5), "goals": ["small/i1"]})
    plan = DevelopmentPlan.objects.get()
    assert (answer.status_code, answer.url) == (302, plan.get_absolute_url())
    goal = plan.goals.get()
    assert (goal.framework_key, goal.indicator_key) == ("small", "i1")
    indicator = two.edition.indicators.get(key="i1")
    assert goal.what == f"{indicator.name_da}: {indicator.anchors.get(level=3).text_da}"


def test_an_unshared_judgement_of_the_leader_proposes_nothing(two, client):
    two.judged(two.leader, i1=1)
    client.force_login(anew(two.leader))
    said = client.get(reverse("method:new-development-plan", args=[two.employee.pk])).content.decode()
    assert 'name="goals"' not in said


def test_the_page_stands_beside_the_plan_before_and_a_leaders_reading_is_recorded(two, client):
    two.plan(two.leader, 5, "Det gamle mål", day=TODAY - timedelta(days=300))
    plan = two.plan(two.leader, 5, "Det nye mål")
    client.force_login(anew(two.person))
    said = client.get(plan.get_absolute_url()).content.decode()
    assert "Det gamle mål" in said
    assert "Det nye mål" in said
    assert Entry.objects.filter(deed="development-plan-read").count() == 0
    client.force_login(anew(two.leader))
    client.get(plan.get_absolute_url())
    reading = Entry.objects.get(deed="development-plan-read")
    assert (reading.about_id, reading.actor_id) == (two.person.pk, two.leader.pk)


def test_goals_are_added_changed_followed_up_and_removed_on_the_pages(two, client):
    plan = two.plan()
    client.force_login(anew(two.person))
    new = reverse("method:new-goal", args=[plan.pk])
    assert client.post(new, {"what": "", "way": "own", "own_way": ""}).status_code == 422
    assert client.post(new, {"what": "Borger 010190-1234"}).status_code == 422
    assert client.post(new, {"what": "Spørge åbent", "way": "own", "own_way": "Hver fredag"}).status_code == 302
    goal = Goal.objects.get(what="Spørge åbent")
    assert goal.how == "Hver fredag"
    change = reverse("method:goal", args=[goal.pk])
    assert "Hver fredag" in client.get(change).content.decode()
    client.post(change, {"what": "Spørge åbent", "way": "Et kursus eller et modul", "by_day": "2030-01-31"})
    goal.refresh_from_db()
    assert (goal.how, goal.by_day.year) == ("Et kursus eller et modul", 2030)
    assert client.post(reverse("method:goal-state", args=[goal.pk]), {"state": "well"}).status_code == 403
    client.post(reverse("method:goal-state", args=[goal.pk]), {"state": "dropped"})
    client.post(reverse("method:goal-removal", args=[goal.pk]))
    goal.refresh_from_db()
    assert (goal.state, goal.removed_at is None) == (GoalState.DROPPED, False)
    client.post(reverse("method:goal-restoring", args=[goal.pk]))
    goal.refresh_from_db()
    assert goal.removed_at is None


def test_talks_soon_and_judgements_missing_say_what_is_near(two):
    assert (talks_soon(two.person, TODAY), judgements_missing(two.person, TODAY)) == ([], [])
    plan = two.plan(in_days=20)
    two.plan(in_days=90)
    assert talks_soon(two.person, TODAY) == talks_soon(two.leader, TODAY) == [plan]
    assert talks_soon(the_head_of(two.jobcentre), TODAY) == []
    (mine,) = judgements_missing(two.person, TODAY)
    (theirs,) = judgements_missing(two.leader, TODAY)
    assert (mine.plan, mine.is_own, mine.begun, theirs.is_own) == (plan, True, False, False)
    two.judged(two.person, i1=3)
    assert judgements_missing(two.person, TODAY)[0].begun
    two.shared(two.person, i1=3)
    assert judgements_missing(two.person, TODAY) == []
    two.shared(two.leader, i1=3)
    assert judgements_missing(two.leader, TODAY) == []


def test_no_judgement_is_missing_where_no_notice_allows_one():
    two = Two(notice=False)
    two.plan(in_days=5)
    assert judgements_missing(two.person, TODAY) == []


def test_a_leader_who_plans_from_the_gaps_has_read_them_and_the_ledger_says_so(two, client):
    two.shared(two.leader, i1=2)
    for person, readings in ((two.person, 0), (two.leader, 1)):
        client.force_login(anew(person))
        client.get(reverse("method:new-development-plan", args=[two.employee.pk]))
        assert Entry.objects.filter(deed="skills-read", about_id=two.person.pk).count() == readings


def test_what_is_near_costs_the_same_questions_for_one_and_for_three(two, django_assert_num_queries):
    two.plan(in_days=5)
    leader = anew(two.leader)
    assert leader.standing
    with CaptureQueriesContext(connection) as for_one:
        assert len(judgements_missing(leader, TODAY)) == 1
    for _ in range(2):
        another = an_employee(two.team)
        commands.make_plan(
            by=leader, employee=another, talk_day=TODAY + timedelta(days=6), goals=[], today=TODAY, now=NOW
        )
    with django_assert_num_queries(len(for_one)):
        assert len(judgements_missing(leader, TODAY)) == 3


def test_a_judgement_shared_for_the_talk_before_is_not_for_this_one(two):
    two.shared(two.person, TODAY - timedelta(days=60), i1=3)
    two.plan(in_days=10)
    assert judgements_missing(two.person, TODAY) == []
    two.plan(None, 0, day=TODAY - timedelta(days=30))
    assert len(judgements_missing(two.person, TODAY)) == 1
