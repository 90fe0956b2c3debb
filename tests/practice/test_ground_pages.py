"""The pages of the practice ground: a case played on them, cards part by part, and nothing of it for anybody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.factories.people import LONG_AGO, a_colleague_in, an_outsider, somebody_who_is, the_head_of
from tests.factories.practice_cases import ASKS, COLD, FACTS, WARM, Ground
from tests.pages import CheckedClient

from samklang.access.commands import give_role
from samklang.access.enums import Role
from samklang.practice.content import shipped_cards, shipped_exercises
from samklang.practice.models import BranchingCase, Practised, Walk

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def _as(person) -> CheckedClient:
    client = CheckedClient()
    client.force_login(person)
    return client


def _html(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def ground() -> Ground:
    """Without Samklang's own cases."""
    return Ground(cases=False)


def test_a_case_is_played_to_its_end_and_the_feedback_quotes_what_was_said_and_what_could_have_been(ground):
    case, client = ground.small(), _as(ground.person)
    assert "Ida kommer ind" in _html(client.get(case.get_absolute_url()))
    begun = client.post(f"/practice/cases/{case.pk}/walks/", follow=True)
    walk = Walk.objects.get()
    assert begun.redirect_chain == [(f"/practice/walks/{walk.pk}/", 302)]
    assert "Goddag igen" in _html(begun)
    line = f"/practice/walks/{walk.pk}/line/"
    assert client.post(line, {"turn": "hello", "line": "cold"}).status_code == 302
    under_way = _html(client.get(f"/practice/walks/{walk.pk}/"))
    assert "Svar på cold" in under_way
    assert "Derfor cold" not in under_way
    ended = _html(client.post(line, {"turn": "more", "line": "facts"}, headers=HTMX))
    assert ended.count("<html") == 0
    for words in ("Ida går hjem og ved ikke mere.", "Jeg siger cold", "Derfor cold", "Jeg siger warm", "Ikke vist",
                  "Delvist vist", "Du kunne have sagt", "Jeg siger asks"):  # fmt: skip
        assert words in ended, words
    assert "Du kunne have sagt" in _html(client.get(f"/practice/walks/{walk.pk}/"))
    again = client.post(f"/practice/walks/{walk.pk}/again/", {"turn": "more"}, follow=True)
    assert "Jeg siger cold" in _html(again)
    assert Walk.objects.count() == 2


def test_feedback_after_each_line_is_the_learners_choice_and_is_remembered(ground):
    walk, client = ground.walked(ground.small(), COLD), _as(ground.person)
    address = f"/practice/walks/{walk.pk}/"
    assert "Derfor cold" in _html(client.post(f"{address}feedback/", headers=HTMX))
    assert "Derfor cold" in _html(client.get(address))
    assert client.post(f"{address}feedback/").status_code == 302
    assert "Derfor cold" not in _html(client.get(address))


def test_a_tap_that_comes_twice_or_late_or_wrong_shows_how_far_one_is(ground):
    walk, client = ground.walked(ground.small(), WARM), _as(ground.person)
    address = f"/practice/walks/{walk.pk}/"
    same = client.post(f"{address}line/", {"turn": "hello", "line": "warm"}, headers=HTMX)
    assert "Og hvad så" in _html(same)
    assert "allerede svaret" not in _html(same)
    late = client.post(f"{address}line/", {"turn": "hello", "line": "cold"}, headers=HTMX)
    assert "allerede svaret" in _html(late)
    assert "allerede svaret" in _html(client.post(f"{address}line/", {"turn": "hello", "line": "cold"}, follow=True))
    for sent in ({}, {"turn": "x" * 900, "line": "\0"}, {"turn": "more"}, {"turn": ["more", "hello"], "line": "warm"}):
        assert client.post(f"{address}line/", sent).status_code == 302
        assert client.post(f"{address}again/", {"turn": "\0" * 99}).status_code == 302
        walk.refresh_from_db()
        assert walk.path == []
    for number in ("0", "9" * 30):
        assert client.get(f"/practice/walks/{number}/").status_code == 404
        assert client.get(f"/practice/cases/{number}/").status_code == 404
    assert client.get("/practice/?q=x&difficulty=9&tried=maybe&another=99999999999999999999").status_code == 200
    assert client.get("/practice/cards/?people=7&indicator=nothing").status_code == 200


def _about(ground: Ground) -> list[tuple[str, str]]:
    """Every address of something of the person's own, and how it is asked for."""
    walk = ground.walked(ground.small(), WARM, ASKS)
    practised = Practised.objects.create(
        person=ground.person, kind="card", framework="conversation", key="k", day=walk.begun_at.date()
    )
    own = f"/practice/walks/{walk.pk}/"
    return [
        ("get", own), ("post", f"{own}line/"), ("post", f"{own}again/"), ("post", f"{own}feedback/"),
        ("post", f"{own}removal/"), ("post", f"/practice/practised/{practised.pk}/removal/"),
    ]  # fmt: skip


def test_what_somebody_has_practised_is_not_there_for_anybody_else_whoever_they_are(ground):
    addresses = _about(ground)
    others = [
        a_colleague_in(ground.team), the_head_of(ground.jobcentre), an_outsider(),
        somebody_who_is(Role.PROGRAMME_LEAD, ground.jobcentre), somebody_who_is(Role.TEAM_LEADER, ground.team),
        somebody_who_is(Role.ADMINISTRATOR, ground.jobcentre), somebody_who_is(Role.TRAINER, ground.jobcentre),
    ]  # fmt: skip
    for other in others:
        client = _as(other)
        assert {getattr(client, how)(address).status_code for how, address in addresses} == {404}
        assert "Lille case" not in _html(client.get("/practice/own/"))
    assert (Walk.objects.count(), Practised.objects.count()) == (1, 1)
    mine = _html(_as(ground.person).get("/practice/own/"))
    assert "Lille case small" in mine


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.STAFF, 200), (Role.TEAM_LEADER, 200), (Role.HEAD, 200), (Role.TRAINER, 200), (Role.OBSERVER, 200),
     (Role.WORKS_COUNCIL_READER, 403), (Role.FUNDER_READER, 403), (Role.ADMINISTRATOR, 403)],
)  # fmt: skip
def test_who_comes_to_the_practice_ground(ground, role, status):
    client = _as(somebody_who_is(role, ground.jobcentre))
    pages = ["/practice/", "/practice/cards/", "/practice/exercises/", "/practice/own/", "/practice/own/removal/"]
    assert [client.get(one).status_code for one in pages] == [status] * len(pages)


def test_a_case_of_another_jobcentre_or_put_away_is_not_there(ground):
    case, outsider = ground.small(), an_outsider()
    assert _as(outsider).get(case.get_absolute_url()).status_code == 404
    assert _as(outsider).post(f"/practice/cases/{case.pk}/walks/").status_code == 404
    BranchingCase.objects.filter(pk=case.pk).update(state="draft")
    assert _as(ground.person).get(case.get_absolute_url()).status_code == 404


def test_each_part_of_a_card_stands_on_its_own_page_and_all_of_them_only_where_they_are_printed(ground):
    client = _as(ground.person)
    for card in [next(one for one in shipped_cards("conversation") if one.people == people) for people in (2, 3)]:
        address = f"/practice/cards/conversation/{card.key}/"
        secrets = [escape(card.professional.da), escape(card.other.da), escape(card.observer.da)]
        shown = [[one in _html(client.get(f"{address}{part}")) for one in secrets]
                 for part in ("", "professional/", "other/")]  # fmt: skip
        assert shown == [[False] * 3, [True, False, False], [False, True, card.people == 2]]
        assert client.get(f"{address}observer/").status_code == (200 if card.people == 3 else 404)
        assert all(one in _html(client.get(f"{address}print/")) for one in secrets)
    assert client.get("/practice/cards/conversation/no-such/").status_code == 404
    assert client.get(f"/practice/cards/triage/{shipped_cards('conversation')[0].key}/").status_code == 404


def test_cards_are_narrowed_by_number_and_indicator(ground):
    client, card = _as(ground.person), shipped_cards("conversation")[1]
    wanted = [
        one.title.da for one in (*shipped_cards("conversation"), *shipped_cards("company-meeting"))
        if one.people == 3 and "questioning" in one.indicators
    ]  # fmt: skip
    found = _html(client.get("/practice/cards/?people=3&indicator=questioning"))
    assert card.title.da in wanted
    assert all(escape(one) in found for one in wanted)
    assert found.count('<li><a href="/practice/cards/') == len(wanted)


def test_an_exercise_is_done_once_a_day_and_can_be_undone_and_a_card_is_tried(ground):
    client, one = _as(ground.person), shipped_exercises("conversation")[0]
    address = f"/practice/exercises/conversation/{one.key}/"
    assert escape(one.done_when.da) in _html(client.get(address))
    for _ in range(2):
        assert client.post(f"{address}doing/").status_code == 302
    assert "Gjort i dag" in _html(client.get(address))
    assert f'{one.key}/">' in _html(client.get("/practice/exercises/"))
    done = Practised.objects.get()
    assert client.post(f"/practice/practised/{done.pk}/removal/").status_code == 302
    card = shipped_cards("conversation")[0]
    assert client.post(f"/practice/cards/conversation/{card.key}/trying/").status_code == 302
    assert [(row.kind, row.key) for row in Practised.objects.all()] == [("card", card.key)]
    assert escape(card.title.da) in _html(client.get("/practice/own/"))
    assert "kan ikke fortrydes" in _html(client.get("/practice/own/removal/"))
    assert client.post("/practice/own/removal/").status_code == 302
    assert Practised.objects.count() == 0


def test_the_first_page_proposes_another_finds_cases_and_says_which_are_tried(ground):
    case, client = ground.small(), _as(ground.person)
    ground.small(key="other")
    ground.walked(case, COLD, FACTS)
    ground.walked(case, WARM)
    first, second = _html(client.get("/practice/")), _html(client.get("/practice/?another=1"))
    assert "Fortsæt den case" in first
    assert "viste sig ikke hver gang" in first
    proposed = [one.split('id="ground-next"')[1].split("<h3>")[1].split("</h3>")[0] for one in (first, second)]
    assert proposed[0] != proposed[1]
    assert "Lille case other" not in _html(client.get("/practice/?tried=yes"))
    assert "Lille case small" not in _html(client.get("/practice/?tried=no"))
    assert "Ingen cases er sådan" in _html(client.get("/practice/?q=xyzzy"))


def test_staff_of_two_jobcentres_see_samklangs_own_things_once_and_each_jobcentres_own_cases():
    ground, other = Ground(), Ground()
    give_role(by=None, person=ground.person, role=Role.STAFF, place=other.jobcentre, first_day=LONG_AGO)
    own = other.small(key="theirs")
    shown = _html(_as(ground.person).get("/practice/"))
    assert shown.count("Mellem ni og tolv") == 1
    assert own.title_da in shown


def test_the_first_page_and_ones_own_page_cost_the_same_for_one_case_and_for_three(ground):
    client = _as(ground.person)
    ground.walked(ground.small(), WARM, ASKS)
    client.get("/practice/")
    costs = []
    for more in (("two", "three"), ()):
        with CaptureQueriesContext(connection) as caught:
            client.get("/practice/")
            client.get("/practice/own/")
        costs.append(len(caught))
        for key in more:
            ground.walked(ground.small(key=key), WARM, ASKS)
    assert costs[0] == costs[1]
