"""The knowledge check: drawn with a seed, kept as it was asked, seen by oneself, counted for the others."""

from collections import Counter
from random import Random

import pytest
from tests.factories.access import a_notice
from tests.factories.delivery import NOW, person_called
from tests.factories.learning import the_learning_course, the_notice_of_knowledge
from tests.factories.people import a_colleague_in, a_team

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.knowledge import answer_question, begin_check, finish_check
from samklang.delivery.enums import SeatState
from samklang.delivery.models import KnowledgeCheck, Seat
from samklang.delivery.queries.learning import own_checks
from samklang.delivery.queries.question_bank import passed_of, seen_by, shares_of
from samklang.delivery.questions import draw, is_right, shipped_bank

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def a_course():
    course = the_learning_course()
    the_notice_of_knowledge(course.programme.jobcentre)
    return course


def taken(course, person, *, right: int, seed: int = 1) -> KnowledgeCheck:
    """A check in which so many are answered right and the others not at all."""
    check = begin_check(by=person, course=course, now=NOW, today=TODAY, seed=seed)
    for question in check.asked_questions()[:right]:
        answer_question(by=person, check=check, key=question.key, chosen=question.right(), today=TODAY)
    return finish_check(by=person, check=check, now=NOW, today=TODAY)


def test_ten_questions_are_spread_over_competences_and_difficulty():
    bank = shipped_bank("conversation")
    keys = {"involving", "labour-market", "digital"}
    for seed in range(30):
        drawn = draw(bank, keys, {}, Random(seed))
        counts = Counter(one.competence for one in drawn)
        assert (len(drawn), set(counts), max(counts.values()) - min(counts.values())) == (10, keys, 1)
        assert {one.difficulty for one in drawn} == {1, 2, 3}
        assert len({one.key for one in drawn}) == 10


def test_the_same_seed_draws_the_same_and_another_one_others():
    bank = shipped_bank("conversation")
    first, again, other = (draw(bank, {"involving"}, {}, Random(seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_what_has_not_been_seen_comes_first():
    bank = shipped_bank("company-meeting")
    competences = {one.competence for one in bank}
    first = draw(bank, competences, {}, Random(1))
    second = draw(bank, competences, {one.key: 1 for one in first}, Random(1))
    assert not {one.key for one in first} & {one.key for one in second}


def test_a_small_bank_gives_what_it_has():
    bank = shipped_bank("conversation")[:3]
    assert len(draw(bank, {"involving"}, {}, Random(1))) == 3
    assert draw(bank, {"digital"}, {}, Random(1)) == []


def test_several_right_answers_must_all_be_chosen_and_no_other():
    question = next(one for one in shipped_bank("conversation") if one.kind == "several")
    right = question.right()
    assert is_right(question, right)
    assert not is_right(question, sorted(right)[:-1])
    assert not is_right(question, range(len(question.options)))
    assert not is_right(question, [])


def test_nobody_is_measured_before_the_notice_is_in_force():
    course = the_learning_course()
    anne = person_called(course, "anne")
    with pytest.raises(NotAllowed, match="staff have not been given notice"):
        begin_check(by=anne, course=course, now=NOW, today=TODAY)
    a_notice(course.programme.jobcentre, announced=TODAY, purpose=Purpose.KNOWLEDGE)
    with pytest.raises(NotAllowed, match="may begin on"):
        begin_check(by=anne, course=course, now=NOW, today=TODAY)
    assert KnowledgeCheck.objects.count() == 0


def test_only_those_in_the_course_take_its_check():
    course = a_course()
    outsider = a_colleague_in(a_team(course.programme.jobcentre))
    with pytest.raises(NotAllowed, match="for those who take part"):
        begin_check(by=outsider, course=course, now=NOW, today=TODAY)


def test_a_check_that_is_begun_goes_on():
    course = a_course()
    anne = person_called(course, "anne")
    first = begin_check(by=anne, course=course, now=NOW, today=TODAY)
    assert begin_check(by=anne, course=course, now=NOW, today=TODAY) == first
    assert (first.asked, first.pass_mark, first.competences) == (10, 70, ["involving", "labour-market", "digital"])


@pytest.mark.parametrize(("right", "passed"), [(7, True), (6, False), (10, True), (0, False)])
def test_seven_of_ten_passes(right, passed):
    course = a_course()
    check = taken(course, person_called(course, "anne"), right=right)
    assert (check.right, check.passed) == (right, passed)


def test_a_finished_check_stays_as_it_is():
    course = a_course()
    anne = person_called(course, "anne")
    check = taken(course, anne, right=3)
    key = check.asked_questions()[5].key
    with pytest.raises(NotAllowed, match="This check is finished"):
        answer_question(by=anne, check=check, key=key, chosen=[0], today=TODAY)
    check.refresh_from_db()
    assert (check.right, check.chosen(key)) == (3, [])


def test_nobody_sees_or_answers_somebody_elses_check():
    course = a_course()
    anne, bo = person_called(course, "anne"), person_called(course, "bo")
    check = begin_check(by=anne, course=course, now=NOW, today=TODAY)
    assert not own_checks(bo).exists()
    with pytest.raises(NotAllowed, match="somebody else's"):
        answer_question(by=bo, check=check, key=check.asked_questions()[0].key, chosen=[0], today=TODAY)


def test_what_is_chosen_can_be_changed_and_what_does_not_exist_is_left_out():
    course = a_course()
    anne = person_called(course, "anne")
    check = begin_check(by=anne, course=course, now=NOW, today=TODAY)
    key = check.asked_questions()[0].key
    answer_question(by=anne, check=check, key=key, chosen=[0], today=TODAY)
    answer_question(by=anne, check=check, key=key, chosen=[1, 99, -1], today=TODAY)
    check.refresh_from_db()
    assert check.chosen(key) == [1]
    with pytest.raises(NotAllowed, match="not part of the check"):
        answer_question(by=anne, check=check, key="cooking-01", chosen=[0], today=TODAY)


def test_it_may_be_taken_again_with_other_questions():
    course = a_course()
    anne = person_called(course, "anne")
    first = taken(course, anne, right=2)
    second = taken(course, anne, right=9, seed=2)
    assert not {one.key for one in first.asked_questions()} & {one.key for one in second.asked_questions()}
    assert max(seen_by(anne).values()) == 1


def test_counts_are_shown_from_five_on_and_never_when_they_would_tell_of_each():
    course = a_course()
    team = a_team(course.programme.jobcentre)
    people = [a_colleague_in(team) for _ in range(6)]
    for one in people:
        Seat.objects.create(course=course, person=one, cohort=1, state=SeatState.HELD, since=NOW)
    for one in people[:4]:
        taken(course, one, right=8)
    assert passed_of(course) is None
    assert [one.fared for one in shares_of(course) if one.fared] == []
    taken(course, people[4], right=8)
    assert passed_of(course) is None, "all five have passed: that would tell it of each"
    taken(course, people[5], right=2)
    assert passed_of(course) == (5, 6)
    assert {one.fared.judged for one in shares_of(course) if one.fared} <= {5, 6}
