"""The belief log: frozen when written, of no case that anybody could find, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import the_administrator_of
from tests.factories.citizens_own import REFERENCE, a_belief, a_door, an_old_belief
from tests.factories.people import a_colleague_in, an_outsider, the_head_of, the_leader_of

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.citizens.case_key import case_key
from samklang.citizens.commands import beliefs as commands
from samklang.citizens.enums import Outcome
from samklang.citizens.models import Belief
from samklang.citizens.rules.beliefs import due_on, half_year
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
LOG, FIND = "citizens:beliefs", "citizens:belief-find"


def new(months=6) -> str:
    return reverse("citizens:belief-new", args=[months])


def outcome_of(belief) -> str:
    return reverse("citizens:belief-outcome", args=[belief.pk])


def long_ago(**days) -> date:
    return timezone.localdate() - timedelta(**(days or {"days": 250}))


def test_a_belief_is_kept_without_the_case_and_is_due_so_many_months_later(client):
    door = a_door()
    client.force_login(door.person)
    assert client.post(new(12), {"reference": REFERENCE, "percent": "30"}).status_code == 302
    found, today = Belief.objects.get(), timezone.localdate()
    assert (found.percent, found.months, found.day, found.due_on) == (30, 12, today, due_on(today, 12))
    assert found.case_key == case_key(REFERENCE, door.person.municipality_id)
    stored = " ".join(str(one) for one in Belief.objects.values().get().values())
    assert REFERENCE not in stored + client.get(reverse(LOG)).content.decode()
    deed = Entry.objects.latest("number")
    assert (deed.deed, deed.subject_id, deed.details) == ("belief-written", "", {})


@pytest.mark.parametrize(
    "wrong", ["010190-1234", "0101901234", "Karen Mortensen", "Karen12", "22 33 44 55 66", "", " ", "x" * 50, "🙂12"]
)
def test_what_may_name_somebody_is_no_case_and_is_not_shown_again(client, wrong):
    client.force_login(a_door().person)
    answer = client.post(new(), {"reference": wrong, "percent": "30"})
    assert answer.status_code == 422
    assert not wrong.strip() or wrong not in answer.content.decode()
    assert not Belief.objects.exists()


def test_percent_goes_in_steps_of_ten_and_looks_half_a_year_or_one_ahead(client):
    door = a_door()
    client.force_login(door.person)
    shown = client.get(new()).context["form"]
    assert [value for value, _words in shown.fields["percent"].choices] == list(range(0, 101, 10))
    assert client.get(new(7)).status_code == 404
    assert client.post(new(), {"reference": REFERENCE, "percent": "35"}).status_code == 422
    with pytest.raises(NotAllowed, match="answers shown"):
        a_belief(door.person, percent=35)


def test_the_same_case_and_horizon_is_written_once_in_half_a_year_however_it_is_typed(client):
    door = a_door()
    client.force_login(door.person)
    a_belief(door.person)
    again = client.post(new(), {"reference": REFERENCE.lower().replace("-", "."), "percent": "10"})
    assert again.status_code == 422
    assert client.post(new(12), {"reference": REFERENCE, "percent": "10"}).status_code == 302
    a_belief(a_colleague_in(door.team))
    assert Belief.objects.count() == 3
    assert half_year(date(2026, 6, 30)) == (date(2026, 1, 1), date(2026, 6, 30))
    assert half_year(date(2026, 7, 1)) == (date(2026, 7, 1), date(2026, 12, 31))
    assert due_on(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_it_is_frozen_and_a_slip_can_be_deleted_only_on_the_day():
    door = a_door()
    slip = a_belief(door.person)
    commands.remove_belief(by=door.person, belief=slip, today=timezone.localdate())
    assert not Belief.objects.exists()
    kept = a_belief(door.person)
    with pytest.raises(NotAllowed, match="only on the day"):
        commands.remove_belief(by=door.person, belief=kept, today=timezone.localdate() + timedelta(days=1))
    assert Belief.objects.get() == kept


def test_when_it_is_due_the_number_typed_again_finds_it_and_what_came_of_it_is_written(client):
    door = a_door()
    client.force_login(door.person)
    key = case_key(REFERENCE, door.person.municipality_id)
    belief = an_old_belief(door.person, door.team, long_ago(), case_key=key)
    an_old_belief(a_colleague_in(door.team), door.team, long_ago(), case_key=key)
    assert [one.belief for one in client.get(reverse(LOG)).context["due"]] == [belief]
    assert client.post(reverse(FIND), {"reference": "26-99999"}).status_code == 422
    found = client.post(reverse(FIND), {"reference": f" {REFERENCE} "})
    assert (found.status_code, found.url) == (302, outcome_of(belief))
    assert client.post(outcome_of(belief), {"outcome": "open"}).status_code == 422
    assert client.post(outcome_of(belief), {"outcome": "yes"}).status_code == 302
    belief.refresh_from_db()
    assert (belief.outcome, belief.percent, belief.outcome_at is not None) == (Outcome.YES, 70, True)
    assert client.post(outcome_of(belief), {"outcome": "no"}).status_code == 302
    Belief.objects.update(outcome_at=timezone.now() - timedelta(days=2))
    assert client.post(outcome_of(belief), {"outcome": "yes"}).status_code == 422
    belief.refresh_from_db()
    assert belief.outcome == Outcome.NO


def test_before_it_is_due_nothing_can_be_written_of_it(client):
    door = a_door()
    client.force_login(door.person)
    assert client.post(outcome_of(a_belief(door.person)), {"outcome": "yes"}).status_code == 422
    assert Belief.objects.get().outcome == Outcome.OPEN


def test_ones_own_calibration_is_shown_in_words_with_picture_table_and_file(client):
    door = a_door()
    client.force_login(door.person)
    assert client.get(reverse("citizens:belief-calibration")).context["found"] is None
    for _ in range(12):
        an_old_belief(door.person, door.team, long_ago(), 90, happened=False)
    an_old_belief(a_colleague_in(door.team), door.team, long_ago(), 50, happened=True)
    shown = client.get(reverse("citizens:belief-calibration"))
    assert "too much" in str(shown.context["verdict"])
    assert shown.context["found"].happened.n == 12
    text = client.get(reverse("citizens:belief-calibration-file", args=["csv"])).content.decode()
    assert len(text.strip().splitlines()) == 3


def test_without_a_notice_in_force_nothing_is_taken(client):
    client.force_login(a_door(Purpose.SELF_REVIEW).person)
    assert client.get(reverse(LOG)).context["refusal"]
    assert client.post(new(), {"reference": REFERENCE, "percent": "30"}).status_code == 403
    assert not Belief.objects.exists()


def test_nobody_but_the_one_who_wrote_it_gets_it_whoever_they_are(client):
    door = a_door()
    belief = an_old_belief(door.person, door.team, long_ago(), happened=None)
    removal = reverse("citizens:belief-removal", args=[belief.pk])
    for other in (
        a_colleague_in(door.team), the_leader_of(door.team), the_head_of(door.jobcentre), door.lead, an_outsider(),
    ):  # fmt: skip
        client.force_login(other)
        assert client.get(outcome_of(belief)).status_code == client.post(removal).status_code == 404
        shown = client.get(reverse(LOG)).context
        assert not [*shown["due"], *shown["waiting"], *shown["known"]]
        with pytest.raises(Belief.DoesNotExist):
            commands.write_outcome(
                by=other, belief=belief, outcome="yes", today=timezone.localdate(), now=timezone.now()
            )
    client.force_login(the_administrator_of(door.jobcentre))
    assert client.get(reverse(LOG)).status_code == 403
