"""An order of training drawn by lot, handed over to a programme: as a rule or as a wish, and planned with."""

import pytest
from django.urls import reverse
from tests.factories.people import an_outsider, the_lead_of
from tests.factories.programmes import NOW, a_programme

from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import Wish
from samklang.ledger.models import Entry
from samklang.planning.commands import draw_into
from samklang.planning.documents import problem_of, with_register
from samklang.planning.enums import Origin
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
WAVES = {"anne": 2, "bo": 1}


@pytest.fixture
def programme(client):
    made = a_programme()
    client.force_login(the_lead_of(made.jobcentre))
    return made


def test_a_draw_is_a_new_version_with_its_numbers_and_a_rule(programme):
    before = latest_version(programme)
    version = draw_into(by=None, programme=programme, waves=WAVES, as_rule=True, now=NOW)
    problem = problem_of(version.document)
    assert (version.number, version.origin, version.ready) == (before.number + 1, Origin.DRAW, True)
    assert {one.id: one.wave for one in problem.people if one.wave} == WAVES
    assert (problem.keep_drawn_order, Wish.ORDER in {level.wish for level in problem.wishes}) == (True, False)
    entry = Entry.objects.filter(deed="rules-changed").latest("pk")
    assert entry.details == {"number": version.number, "origin": "draw"}


def test_a_draw_as_a_wish_stands_after_the_first_and_replaces_the_draw_before(programme):
    draw_into(by=None, programme=programme, waves=WAVES, as_rule=True, now=NOW)
    version = draw_into(by=None, programme=programme, waves={"bo": 3}, as_rule=False, now=NOW)
    problem = problem_of(version.document)
    assert {one.id: one.wave for one in problem.people if one.wave} == {"bo": 3}
    assert not problem.keep_drawn_order
    assert [level.wish for level in problem.wishes[:2]] == [Wish.UNTRAINED, Wish.ORDER]


@pytest.mark.parametrize(
    ("waves", "said"),
    [
        ({"anne": 1, "nobody": 2}, "1 person of the draw is not in the programme."),
        ({"anne": 0, "bo": 1}, "The numbers of a draw begin with 1."),
    ],
)
def test_a_draw_that_does_not_fit_the_programme_is_refused_and_nothing_is_kept(programme, waves, said):
    before = latest_version(programme)
    with pytest.raises(NotAllowed) as refused:
        draw_into(by=None, programme=programme, waves=waves, as_rule=True, now=NOW)
    assert said in str(refused.value)
    assert latest_version(programme).pk == before.pk


def test_only_who_makes_plans_there_hands_a_draw_over(programme):
    with pytest.raises(NotAllowed):
        draw_into(by=an_outsider(), programme=programme, waves=WAVES, as_rule=True, now=NOW)
    assert latest_version(programme).origin != Origin.DRAW


def test_taking_staff_from_the_register_keeps_the_numbers_of_those_still_there(programme):
    version = draw_into(by=None, programme=programme, waves=WAVES, as_rule=True, now=NOW)
    person = {**version.document["people"][0], "wave": None}
    assert person["id"] == "anne"
    register = {"people": [person], "teams": version.document["teams"], "groups": [], "absences": [], "closed_days": []}
    after = with_register(version.document, register)
    assert ([one["wave"] for one in after["people"]], after["keep_drawn_order"]) == ([2], True)


def test_the_order_is_offered_among_the_wishes_only_where_one_was_drawn(client, programme):
    page = reverse("planning:wishes", args=[programme.pk])
    assert "counts_order" not in client.get(page).content.decode()
    draw_into(by=None, programme=programme, waves=WAVES, as_rule=False, now=NOW)
    shown = client.get(page).content.decode()
    assert "counts_order" in shown
    assert "Uden for lodtrækningens rækkefølge" in shown


def test_the_wish_for_the_order_is_moved_and_left_out_as_every_other(client, programme):
    draw_into(by=None, programme=programme, waves=WAVES, as_rule=False, now=NOW)
    page = reverse("planning:wishes", args=[programme.pk])
    order = [level.wish.value for level in problem_of(latest_version(programme).document).wishes]
    typed = {"order": ",".join(order), **{f"counts_{one}": "on" for one in order}}
    client.post(page, {**typed, **{f"give_{one}": "0" for one in order}, "up": "order"})
    assert problem_of(latest_version(programme).document).wishes[0].wish == Wish.ORDER
    del typed["counts_order"]
    client.post(page, {**typed, **{f"give_{one}": "0" for one in order}})
    assert Wish.ORDER not in {level.wish for level in problem_of(latest_version(programme).document).wishes}


def test_the_rule_is_switched_on_and_off_beside_the_cohorts_once_there_is_a_draw(client, programme):
    page = reverse("planning:section", args=[programme.pk, "cohorts"])
    typed = {"minimum": "1", "maximum": "2", "size_minimum": "1", "size_maximum": "9", "composition": "mixed"}
    client.post(page, {**typed, "keep_drawn_order": "on"})
    assert not problem_of(latest_version(programme).document).keep_drawn_order
    draw_into(by=None, programme=programme, waves=WAVES, as_rule=False, now=NOW)
    client.post(page, {**typed, "keep_drawn_order": "on"})
    assert problem_of(latest_version(programme).document).keep_drawn_order
    client.post(page, typed)
    assert not problem_of(latest_version(programme).document).keep_drawn_order
