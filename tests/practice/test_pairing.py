"""A round of pairs: who can be a pair by what the house knows, chosen by hand, published all or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.factories.people import a_colleague_in, the_leader_of
from tests.factories.practice_pairing import Paired
from tests.factories.practice_sparring import a_licence, at

from samklang.access.refusals import NotAllowed
from samklang.core.calendar import Half, HalfDay
from samklang.delivery.models import Course, Participation, Session
from samklang.ledger.models import Entry
from samklang.method.queries.assessments import who_leads
from samklang.people.enums import LeaveKind
from samklang.people.models import ClosedDay, CoverNeed, Employee, Engagement, Leave
from samklang.planning.models import Programme
from samklang.practice.commands import pairing as commands
from samklang.practice.commands import pairs
from samklang.practice.commands.sparring import book
from samklang.practice.enums import PairingState, SparringState
from samklang.practice.models import PairingMember, PairingRound, ProposedPair, Sparring, SparringMail
from samklang.practice.queries.pairing import SEARCH, Search, counts_of, search_of
from samklang.practice.queries.pairing_problem import UNKNOWN_MINUTES, holders, problem_of
from samklang.practice.rules import pairing as rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Paired:
    return Paired()


def _one(told, person):
    return next(one for one in told.problem.participants if one.id == told.names[person.pk])


def test_the_problem_is_built_from_weeks_leave_calendars_closed_days_and_who_leads_whom(house):
    first, second, third, *_ = house.people
    round_, day = house.begun(), house.first_day
    everything = _one(problem_of(round_, house.now), first).free
    Leave.objects.create(
        employee=Employee.objects.get(person=first), kind=LeaveKind.HOLIDAY, first_day=day, last_day=day
    )
    gone = {HalfDay(day, Half.MORNING), HalfDay(day, Half.AFTERNOON)}
    assert _one(problem_of(round_, house.now), first).free == everything - gone
    later = day + timedelta(days=7)
    ClosedDay.objects.create(jobcentre=house.jobcentre, day=later)
    assert not any(half.date == later for half in _one(problem_of(round_, house.now), second).free)
    mornings = "1010101010"
    Engagement.objects.filter(employee__person=second).update(half_days=mornings)
    assert {half.half for half in _one(problem_of(round_, house.now), second).free} == {Half.MORNING}
    house.leads(first, third)
    leader = the_leader_of(house.team)
    told = problem_of(round_, house.now)
    assert _one(told, third).managers == {told.names[first.pk]}
    assert {first.pk, leader.pk} == who_leads(third, day)
    assert told.problem.spare[house.team.name, HalfDay(day, Half.MORNING)] == 5
    CoverNeed.objects.create(
        jobcentre=house.jobcentre, name="Skranken", team=house.team, minimum=4, first_day=day - timedelta(days=30)
    )
    told = problem_of(round_, house.now)
    assert told.problem.spare[house.team.name, HalfDay(day, Half.MORNING)] == 1


def test_a_course_that_somebody_takes_or_teaches_and_a_sparring_already_agreed_take_their_half_day(house):
    first, second, third, *_ = house.people
    day, round_ = house.first_day, house.begun()
    spare = problem_of(round_, house.now).problem.spare[house.team.name, HalfDay(day, Half.MORNING)]
    course = Course.objects.create(
        programme=Programme.objects.create(jobcentre=house.jobcentre, title="Kursus", created_at=house.now),
        began_at=house.now,
    )
    session = Session.objects.create(
        course=course, cohort=1, slot="M1", title="M1", begins=at(day, 9), ends=at(day, 11), capacity=9, trainer=second
    )
    Participation.objects.create(session=session, person=third)
    book(by=first, focus_person=first, partner=second, framework=house.framework, begins=at(day, 13),
         ends=at(day, 14), now=house.now)  # fmt: skip
    told = problem_of(round_, house.now)
    morning, afternoon = HalfDay(day, Half.MORNING), HalfDay(day, Half.AFTERNOON)
    assert [morning in _one(told, one).free for one in (first, second, third)] == [True, False, False]
    assert [afternoon in _one(told, one).free for one in (first, second, third)] == [False, False, True]
    assert told.problem.spare[house.team.name, morning] == spare - 2
    assert told.problem.spare[house.team.name, afternoon] == spare - 1


def test_between_two_places_half_an_hour_is_reckoned_with_and_earlier_pairs_count_by_rounds(house):
    first, second, *_ = house.people
    Engagement.objects.filter(employee__person=first).update(site="Nord")
    Engagement.objects.filter(employee__person=second).update(site="Syd")
    book(by=first, focus_person=first, partner=second, framework=house.framework, begins=at(house.first_day, 9),
         ends=at(house.first_day, 10), now=house.now)  # fmt: skip
    before = Sparring.objects.get()
    moved = house.first_day - timedelta(days=100)
    Sparring.objects.filter(pk=before.pk).update(begins=at(moved, 9), ends=at(moved, 10), state=SparringState.HELD)
    for days in (60, 110):
        held = house.begun()
        PairingRound.objects.filter(pk=held.pk).update(
            state=PairingState.PUBLISHED, first_day=house.first_day - timedelta(days=days)
        )
    told = problem_of(house.begun(), house.now)
    assert told.problem.minutes["Nord", "Syd"] == UNKNOWN_MINUTES
    assert told.problem.earlier == {(told.names[first.pk], told.names[second.pk]): 2}


def test_everybody_gets_a_licensed_partner_who_does_not_lead_them_and_the_reasons_do_not_tell_what_was_wished(house):
    leader, led = house.people[0], house.people[5]
    house.leads(leader, led)
    round_ = house.begun()
    member = PairingMember.objects.get(round=round_, person=led)
    commands.choose_wishes(by=led, member=member, wishes=house.keys[:1], today=timezone.localdate())
    pairs.search_pairs(by=house.lead, round_=round_, keep_all=False, now=house.now)
    found = house.pairs(round_)
    assert set(found) == set(house.people)
    assert all(one.partner in house.people[:3] for one in found.values())
    assert found[led].partner != leader
    said = [text["en"] for one in found.values() for text in one.why]
    assert not any("wished" in one for one in said)
    assert Entry.objects.filter(deed="pairing-wish-chosen").get().details == {}


def test_a_licence_is_asked_for_only_where_those_who_hold_one_can_reach_everybody():
    assert Paired(people=6, licensed=3).begun().min_licences == 1
    few = Paired(people=6, licensed=2)
    round_ = few.begun()
    assert round_.min_licences == 0
    assert set(holders(round_)) == {one.pk for one in few.people[:2]}
    assert len(few.pairs(few.proposed())) == 6


def test_a_licence_that_runs_out_within_the_round_is_none_in_it(house):
    round_ = house.begun()
    licence = a_licence(house.people[5], house.framework, "other")
    assert house.people[5].pk in holders(round_)
    licence.last_day = house.last_day - timedelta(days=1)
    licence.save()
    assert house.people[5].pk not in holders(round_)


def test_by_hand_a_pair_that_breaks_a_rule_is_refused_with_it_and_what_was_chosen_stands_in_a_new_search(house):
    leader, led, other, unlicensed = (house.people[0], house.people[5], house.people[1], house.people[4])
    house.leads(leader, led)
    round_ = house.proposed()
    given = {"by": house.lead, "round_": round_, "focus_person": led, "now": house.now, "half": Half.MORNING}
    before = house.pairs(round_)[led]
    for partner, day, word in (
        (leader, house.first_day, "leads"), (unlicensed, house.first_day, "needs 1"),
        (led, house.first_day, "own partner"),
        (other, house.last_day + timedelta(days=30), "not free"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match=word):
            pairs.choose_pair(partner=partner, day=day, **given)
    with pytest.raises(NotAllowed, match="in the round"):
        pairs.choose_pair(partner=a_colleague_in(house.team), day=house.first_day, **given)
    assert house.pairs(round_)[led].pk == before.pk
    ProposedPair.objects.filter(round=round_).exclude(pk=before.pk).delete()
    chosen = pairs.choose_pair(partner=other, day=house.last_day, **given)
    pairs.search_pairs(by=house.lead, round_=round_, keep_all=False, now=house.now)
    found = house.pairs(round_)
    assert found[led].pk == chosen.pk
    assert len(found) == 6
    assert [one.pk for one in found.values() if one.by_hand] == [chosen.pk]


def test_those_without_a_partner_are_paired_beside_the_pairs_that_still_hold(house):
    round_ = house.proposed()
    found = house.pairs(round_)
    assert pairs.take_out_pair(by=house.lead, round_=round_, focus_person=house.people[5], now=house.now)
    newcomer = a_colleague_in(house.team)
    commands.add_members(by=house.lead, round_=round_, people=[newcomer], now=house.now)
    gone = found[house.people[4]]
    Leave.objects.create(
        employee=Employee.objects.get(person=gone.partner), kind=LeaveKind.HOLIDAY, first_day=gone.day,
        last_day=gone.day,
    )  # fmt: skip
    done = pairs.search_pairs(by=house.lead, round_=round_, keep_all=True, now=house.now)
    assert done.released >= 1
    after = house.pairs(round_)
    stood = {one.pk for one in after.values()} & {one.pk for one in found.values()}
    assert gone.pk not in stood
    assert len(stood) >= 2
    assert done.pairs + done.unpaired == 7


def test_publishing_books_every_pair_and_leaves_only_counts(house):
    round_ = house.proposed()
    assert pairs.publish_pairing(by=house.lead, round_=round_, now=house.now) == 6
    round_.refresh_from_db()
    assert (round_.state, round_.unpaired) == (PairingState.PUBLISHED, {})
    assert not ProposedPair.objects.exists()
    booked = Sparring.objects.filter(round=round_, state=SparringState.PLANNED)
    assert {one.focus_person for one in booked} == set(house.people)
    assert SparringMail.objects.count() == 12
    assert [one.counts for one in counts_of(round_, timezone.localdate())] == [
        {"planned": 6, "held": 0, "cancelled": 0}
    ]
    Engagement.objects.filter(employee__person__in=house.people[2:]).update(
        last_day=timezone.localdate() - timedelta(1)
    )
    assert [one.counts for one in counts_of(round_, timezone.localdate())] == [{}]
    with pytest.raises(NotAllowed, match="published"):
        pairs.search_pairs(by=house.lead, round_=round_, keep_all=True, now=house.now)


def test_publishing_books_nobody_where_one_pair_holds_no_longer(house):
    round_ = house.proposed()
    one = house.pairs(round_)[house.people[5]]
    Leave.objects.create(
        employee=Employee.objects.get(person=house.people[5]),
        kind=LeaveKind.HOLIDAY,
        first_day=one.day,
        last_day=one.day,
    )
    with pytest.raises(NotAllowed, match="no longer"):
        pairs.publish_pairing(by=house.lead, round_=round_, now=house.now)
    assert not Sparring.objects.exists()
    assert ProposedPair.objects.filter(round=round_).count() == 6


def test_many_people_are_left_to_the_worker_and_the_round_is_closed_meanwhile(house, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 5)
    round_ = house.begun()
    assert pairs.search_pairs(by=house.lead, round_=round_, keep_all=False, now=house.now).waits
    assert len(house.pairs(round_)) == 6
    waiting = DBTaskResult.objects.create(
        task_path=SEARCH, args_kwargs={"args": [round_.pk, house.lead.pk, False], "kwargs": {}},
        backend_name="default", run_after=house.now,
    )  # fmt: skip
    assert search_of(round_, timezone.now()) == Search(None)
    assert search_of(house.begun(), timezone.now()) is None
    with pytest.raises(NotAllowed, match="still at work"):
        commands.drop_pairing(by=house.lead, round_=round_, now=house.now)
    DBTaskResult.objects.filter(pk=waiting.pk).update(started_at=house.now - timedelta(hours=1))
    assert search_of(round_, timezone.now()) is None


def test_only_the_lead_of_the_jobcentre_begins_changes_drops_and_publishes(house):
    round_ = house.proposed()
    strangers = [house.people[0], the_leader_of(house.team), Paired(people=0, licensed=0).lead]
    for by in strangers:
        for do in (
            lambda by: house.begun(by=by),
            lambda by: commands.drop_pairing(by=by, round_=round_, now=house.now),
            lambda by: pairs.search_pairs(by=by, round_=round_, keep_all=False, now=house.now),
            lambda by: pairs.publish_pairing(by=by, round_=round_, now=house.now),
            lambda by: commands.remove_member(by=by, member=round_.members.all()[0], now=house.now),
        ):
            with pytest.raises(NotAllowed, match="programme lead"):
                do(by)
    commands.drop_pairing(by=house.lead, round_=round_, now=house.now)
    commands.restore_pairing(by=house.lead, round_=round_)
    assert PairingRound.objects.get(pk=round_.pk).state == PairingState.DRAFT


def test_whoever_leaves_is_taken_out_with_their_pairs_and_only_oneself_chooses_what_to_work_on(house):
    round_ = house.proposed()
    partner = house.people[0]
    beside = ProposedPair.objects.filter(round=round_, partner=partner).count()
    assert beside
    member = PairingMember.objects.get(round=round_, person=partner)
    for by, wishes, word in (
        (house.lead, [], "oneself"), (partner, house.keys[:4], "Choose 3"), (partner, ["ukendt"], "no longer"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match=word):
            commands.choose_wishes(by=by, member=member, wishes=wishes, today=timezone.localdate())
    commands.remove_member(by=house.lead, member=member, now=house.now)
    assert len(house.pairs(round_)) < 6
    assert not ProposedPair.objects.filter(partner=partner).exists()
