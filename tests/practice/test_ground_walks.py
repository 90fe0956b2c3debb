"""Every case that comes with Samklang is walked through completely, and a way through one is one's own."""

import pytest
from tests.factories.people import a_colleague_in, the_head_of
from tests.factories.practice_cases import ASKS, COLD, FACTS, NOW, WARM, Ground, covering_ways, the_small_script

from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.practice.commands import ground as commands
from samklang.practice.enums import BranchingState, PractisedKind, Shown
from samklang.practice.models import BranchingCase, Practised, Walk
from samklang.practice.queries import ground as queries
from samklang.practice.script import lines_of
from samklang.practice.script_walk import counted, going, remarks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("domain", ["company-meeting", "conversation"])
def test_every_line_of_every_turn_of_every_case_is_said_and_every_ending_reached(domain):
    ground = Ground()
    for case in BranchingCase.objects.filter(framework=ground.frameworks[domain]).order_by("key"):
        script = queries.script_of(case)
        said, ended = set(), set()
        for way in covering_ways(script):
            walk = ground.walked(case, *way)
            assert (walk.finished_at, [tuple(one) for one in walk.path]) == (NOW, list(way)), case.key
            found = queries.way_of(walk)
            assert found.ending is not None
            assert found.ending.key == walk.ending
            assert sum(map(len, remarks(found).values())) == sum(counted(found).values()) >= len(way)
            assert all(one.better != one.line for rows in remarks(found).values() for one in rows)
            said |= set(way)
            ended.add(walk.ending)
        assert said == {(turn.key, line.key) for turn, line in lines_of(script)}, case.key
        assert ended == {one.key for one in script.endings}, case.key


def test_a_doubled_tap_counts_once_and_a_line_of_an_earlier_turn_is_refused():
    ground = Ground(cases=False)
    case = ground.small()
    walk = ground.walked(case, WARM, WARM)
    assert commands.begin_walk(by=ground.person, case=case, now=NOW) == walk
    for turn, line, reason in [
        ("hello", "cold", "answered there already"), ("more", "nothing", "one of those"), ("", "", "answered there"),
    ]:  # fmt: skip
        with pytest.raises(NotAllowed, match=reason):
            commands.say_line(by=ground.person, walk=walk, turn=turn, line=line, now=NOW)
    walk.refresh_from_db()
    assert (walk.path, walk.finished_at) == ([["hello", "warm"]], None)
    walk = commands.say_line(by=ground.person, walk=walk, turn="more", line="asks", now=NOW)
    with pytest.raises(NotAllowed, match="is over"):
        commands.say_line(by=ground.person, walk=walk, turn="more", line="facts", now=NOW)
    assert (walk.ending, Walk.objects.count()) == ("met", 1)


def test_trying_again_from_a_turn_keeps_what_was_said_before_it_and_the_way_that_is_over():
    ground = Ground(cases=False)
    case = ground.small()
    first = ground.walked(case, COLD, FACTS)
    again = commands.try_again(by=ground.person, walk=first, turn="more", now=NOW)
    assert (again.path, again.finished_at) == ([["hello", "cold"]], None)
    over = commands.try_again(by=ground.person, walk=again, turn="", now=NOW)
    assert (over.pk, over.path) == (again.pk, [])
    first.refresh_from_db()
    assert (first.ending, len(first.path)) == ("left", 2)
    third = commands.try_again(by=ground.person, walk=first, turn="no-such-turn", now=NOW)
    assert third.path == []
    assert set(Walk.objects.filter(person=ground.person)) == {first, third}


def test_what_was_begun_on_a_case_is_ended_by_its_own_revision_also_when_it_is_put_away():
    ground = Ground(cases=False)
    case = ground.small()
    walk = ground.walked(case, WARM)
    BranchingCase.objects.filter(pk=case.pk).update(state=BranchingState.RETIRED)
    case.refresh_from_db()
    assert commands.say_line(by=ground.person, walk=walk, turn="more", line="asks", now=NOW).ending == "met"
    with pytest.raises(NotAllowed, match="not in use any more"):
        commands.begin_walk(by=ground.person, case=case, now=NOW)
    assert list(queries.cases_for(ground.person)) == []


def test_feedback_names_the_line_that_was_said_and_another_that_shows_it():
    script = the_small_script()
    found = remarks(going(script, [COLD, FACTS]))
    (listening,), (words,) = found["listening"], found["own-words"]
    assert (listening.line.key, listening.shown, listening.better.key) == ("cold", Shown.NO, "warm")
    assert (words.line.key, words.shown, words.better.key) == ("facts", Shown.PARTLY, "asks")
    assert [one.better for one in remarks(going(script, [WARM, ASKS]))["listening"]] == [None]
    assert counted(going(script, [COLD, FACTS])) == {"yes": 0, "partly": 1, "no": 1}


def test_a_path_that_no_longer_fits_is_followed_as_far_as_it_does():
    script = the_small_script()
    assert [one.line.key for one in going(script, [("hello", "warm"), ("gone", "x")]).spoken] == ["warm"]
    assert going(script, [("hello", "gone")]).turn.key == "hello"
    assert going(script, [("hello", "warm"), ("more", "asks"), ("more", "asks")]).ending.key == "met"


def test_another_persons_way_can_neither_be_gone_on_with_nor_taken_away():
    ground = Ground(cases=False)
    walk = ground.walked(ground.small(), WARM)
    for other in (a_colleague_in(ground.team), the_head_of(ground.jobcentre)):
        with pytest.raises(Walk.DoesNotExist):
            commands.say_line(by=other, walk=walk, turn="more", line="asks", now=NOW)
        with pytest.raises(Walk.DoesNotExist):
            commands.try_again(by=other, walk=walk, turn="", now=NOW)
        commands.remove_walk(by=other, walk=walk)
        commands.remove_all(by=other)
        assert list(queries.own_walks(other)) == []
    walk.refresh_from_db()
    assert walk.path == [["hello", "warm"]]


def test_deleting_really_deletes_and_nothing_practised_stands_in_the_ledger():
    ground = Ground(cases=False)
    case, before = ground.small(), Entry.objects.count()
    first, second = ground.walked(case, WARM, ASKS), ground.walked(case)
    for _ in range(2):
        commands.mark_practised(
            by=ground.person, kind=PractisedKind.CARD, framework="conversation", key="k", today=NOW.date()
        )
    assert Practised.objects.count() == 1
    commands.remove_walk(by=ground.person, walk=first)
    assert list(Walk.objects.all()) == [second]
    commands.remove_all(by=ground.person)
    assert (Walk.objects.count(), Practised.objects.count(), Entry.objects.count()) == (0, 0, before)
