"""The rules in forms: typed as in the workbook, faults told at their field, each change a new version."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.people import the_lead_of
from tests.factories.programmes import a_programme

from samklang.core.planner.problem import Wish
from samklang.planning.documents import problem_of
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
MODULE = {
    "name": "Opfølgning", "length": "1", "halves": ["am"], "gap_min_days": "1", "gap_max_days": "3",
    "cost_per_cohort_ore": "1.250,50", "cost_per_person_ore": "",
}  # fmt: skip


@pytest.fixture
def programme(client):
    made = a_programme()
    client.force_login(the_lead_of(made.jobcentre))
    return made


def problem(programme):
    return problem_of(latest_version(programme).document)


def test_a_module_is_added_with_its_money_in_danish(client, programme):
    client.post(reverse("planning:new-item", args=[programme.pk, "modules"]), MODULE)
    added = problem(programme).modules[-1]
    assert (added.id, added.name, added.length) == ("Opfølgning", "Opfølgning", 1)
    assert (added.cost_per_cohort_ore, added.cost_per_person_ore) == (125_050, 0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("gap_max_days", "0", "id_gap_max_days"),
        ("gap_min_days", "9", "Det højeste antal dage er mindre end det mindste"),
        ("halves", [], "Vælg formiddag, eftermiddag eller begge"),
        ("cost_per_cohort_ore", "mange", "er ikke et tal"),
        ("cost_per_cohort_ore", "1,000", "kan læses på to måder"),
        ("name", "", "id_name"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field_and_nothing_is_saved(client, programme, field, value, said):
    before = latest_version(programme)
    answer = client.post(reverse("planning:new-item", args=[programme.pk, "modules"]), {**MODULE, field: value})
    assert (answer.status_code, latest_version(programme).pk) == (422, before.pk)
    assert said in answer.content.decode()
    assert "Opfølgning" in answer.content.decode() or field == "name"


def test_a_module_taken_out_is_pointed_to_by_nobody(client, programme):
    client.post(reverse("planning:item-removal", args=[programme.pk, "modules", 1]))
    after = problem(programme)
    assert [module.id for module in after.modules] == ["videre"]
    assert {module for trainer in after.trainers for module in trainer.modules} == {"videre"}


def test_modules_change_places_with_a_button(client, programme):
    client.post(reverse("planning:item-move", args=[programme.pk, "modules", 2]), {"to": "up"})
    assert [module.id for module in problem(programme).modules] == ["videre", "start"]


def test_a_trainer_s_times_are_read_as_lines(client, programme):
    page = client.get(reverse("planning:item", args=[programme.pk, "trainers", 1]))
    typed = {
        "name": "Tove", "modules": ["start"], "half_days": ["mon-am", "mon-pm"], "day_cost_ore": "14.600",
        "busy": "07-09-2026 til 08-09-2026\nfredag, formiddag\nfra 10-09-2026", "max_days": "",
    }  # fmt: skip
    client.post(reverse("planning:item", args=[programme.pk, "trainers", 1]), typed)
    tove = problem(programme).trainers[0]
    assert page.status_code == 200
    assert [(str(one.first_day), str(one.last_day), one.half) for one in tove.busy] == [
        ("2026-09-07", "2026-09-08", None),
        ("None", "None", "am"),
        ("2026-09-10", "None", None),
    ]
    again = client.get(reverse("planning:item", args=[programme.pk, "trainers", 1])).content.decode()
    assert "07-09-2026 til 08-09-2026\nfredag, formiddag\nfra 10-09-2026" in again


def test_every_line_that_cannot_be_read_is_told(client, programme):
    typed = {"name": "Salen", "capacity": "12", "busy": "31-02-2026\n08-09-2026 til 07-09-2026"}
    answer = client.post(reverse("planning:item", args=[programme.pk, "rooms", 1]), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "findes ikke" in text
    assert "slutter, før den begynder" in text


def test_minimum_cover_has_other_numbers_in_some_periods(client, programme):
    typed = {"name": "Team Rødding", "minimum": "2", "team": "roedding", "exceptions": "07-09-2026, eftermiddag: 1"}
    client.post(reverse("planning:item", args=[programme.pk, "cover", 1]), typed)
    group = problem(programme).groups[0]
    assert (group.minimum, [(one.count, one.period.half) for one in group.exceptions]) == (2, [(1, "pm")])


def test_a_grant_is_typed_in_kroner_and_percent(client, programme):
    typed = {
        "name": "Puljen", "amount_ore": "400.000", "first_day": "2026-08-01", "last_day": "2026-12-31",
        "share_percent": "80", "headings": ["trainer", "room"],
    }  # fmt: skip
    client.post(reverse("planning:item", args=[programme.pk, "grants", 1]), typed)
    grant = problem(programme).funding.grants[0]
    assert (grant.id, grant.amount_ore, grant.share_percent, len(grant.headings)) == ("pulje", 40_000_000, 80, 2)


def test_a_period_to_avoid_and_a_closed_day_are_added(client, programme):
    avoided = {"reason": "Fredage", "weekdays": ["fri"], "weight": "5"}
    client.post(reverse("planning:new-item", args=[programme.pk, "avoided"]), avoided)
    client.post(reverse("planning:new-item", args=[programme.pk, "closed-days"]), {"day": "2026-09-09"})
    after = problem(programme)
    assert (after.avoided[0].reason, after.avoided[0].weight, len(after.closed_days)) == ("Fredage", 5, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"minimum": "5", "maximum": "2"}, "Det højeste antal hold er lavere end det mindste."),
        (
            {"size_minimum": "9", "size_maximum": "4"},
            "Det højeste antal deltagere på et hold er lavere end det mindste.",
        ),
    ],
)
def test_cohorts_that_contradict_each_other_are_told_in_words(client, programme, typed, said):
    right = {"minimum": "1", "maximum": "2", "size_minimum": "1", "size_maximum": "6", "composition": "mixed"}
    before = latest_version(programme)
    answer = client.post(reverse("planning:section", args=[programme.pk, "cohorts"]), {**right, **typed})
    assert (answer.status_code, latest_version(programme).pk) == (422, before.pk)
    assert said in answer.content.decode()


def test_cohorts_are_changed_and_everybody_must_be_trained(client, programme):
    typed = {
        "minimum": "1", "maximum": "2", "size_minimum": "1", "size_maximum": "6", "composition": "whole_teams",
        "everyone_must_be_trained": "on",
    }  # fmt: skip
    client.post(reverse("planning:section", args=[programme.pk, "cohorts"]), typed)
    after = problem(programme)
    assert (after.everyone_must_be_trained, after.cohorts.composition) == (True, "whole_teams")


def the_wishes(**changes: str) -> dict[str, str]:
    """The form of the wishes as the browser sends it, in the order they have by themselves."""
    order = [wish.value for wish in Wish]
    typed = (
        {"order": ",".join(order)} | {f"counts_{one}": "on" for one in order} | {f"give_{one}": "0" for one in order}
    )
    return {**typed, **changes}


def test_a_button_moves_a_wish_and_keeps_what_was_typed(client, programme):
    client.post(reverse("planning:wishes", args=[programme.pk]), the_wishes(up="cost", give_untrained="2,5"))
    wishes = problem(programme).wishes
    assert [level.wish for level in wishes[:2]] == ["cost", "untrained"]
    assert wishes[1].give_percent == 2.5


def test_a_wish_that_does_not_count_is_left_out(client, programme):
    typed = the_wishes()
    del typed["counts_spread"]
    client.post(reverse("planning:wishes", args=[programme.pk]), typed)
    assert Wish.SPREAD not in {level.wish for level in problem(programme).wishes}


def test_who_is_to_be_trained_is_marked_among_those_shown_only(client, programme):
    page = reverse("planning:people", args=[programme.pk])
    client.post(page, {"shown": ["anne", "bo"], "to_train": ["bo"]})
    assert {one.id: one.to_train for one in problem(programme).people} == {
        "anne": False, "bo": True, "camilla": True, "dorte": True,
    }  # fmt: skip
    client.post(f"{page}?name=a", {"everybody": "off"})
    assert {one.id for one in problem(programme).people if one.to_train} == {"bo", "dorte"}


def test_earlier_training_counts_for_one_person(client, programme):
    client.post(
        reverse("planning:person", args=[programme.pk, "anne"]),
        {"to_train": "on", "done_modules": ["start", "videre"], "peer": "bo"},
    )
    anne = problem(programme).people[0]
    assert (anne.done_modules, anne.peer, latest_version(programme).to_train) == (("start", "videre"), "bo", 3)


def test_a_list_costs_the_same_queries_for_one_programme_and_for_three(client, programme):
    page = reverse("planning:programmes")
    client.get(page)
    once = queries_of(client, page)
    for _ in range(2):
        a_programme(jobcentre=programme.jobcentre)
    assert queries_of(client, page) == once


def queries_of(client, page: str) -> int:
    """How many queries a page costs."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
