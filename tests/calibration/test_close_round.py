"""A round is closed once, by its leader, when enough are done; it can be opened again with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.access import anew
from tests.factories.calibration import NOW, a_round, rated, raters_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.access.clock import today
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.enums import RoundState
from samklang.calibration.models import Licence, Rating, Result
from samklang.calibration.queries.rounds import rounds_to_close
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
LATER = today() + timedelta(days=7)


def closing_url(round_):
    return reverse("calibration:round-closing", args=[round_.pk])


def closed(round_, **given):
    return commands.close_round(**{"by": None, "round_": round_, "now": NOW, **given})


def reopened(round_, **given):
    values = {"by": None, "round_": round_, "reason": "En case var læst forkert", "last_day": LATER, "today": today()}
    return commands.reopen_round(**{**values, **given})


def test_a_leader_closes_a_round_and_its_result_is_kept(client):
    jobcentre = a_jobcentre()
    leader = the_lead_of(jobcentre)
    round_ = rated(a_round(jobcentre, by=leader))
    client.force_login(leader)
    assert client.get(closing_url(round_)).status_code == 200
    assert client.post(closing_url(round_)).status_code == 302
    round_.refresh_from_db()
    assert (round_.state, round_.closed_by, round_.closings) == (RoundState.CLOSED, leader, 1)
    assert Result.objects.filter(round=round_).count() == 1
    entry = Entry.objects.filter(deed="round-closed").get()
    assert (entry.actor_id, entry.details) == (leader.pk, {"raters": 3, "finished": 3, "closings": 1})


@pytest.mark.parametrize(
    ("who", "status"),
    [(the_lead_of, 302), (the_head_of, 403), (lambda place: a_colleague_in(a_team(place)), 404),
     (lambda _: an_outsider(), 404)],
)  # fmt: skip
def test_who_may_close_a_round(client, who, status):
    round_ = rated(a_round())
    client.force_login(who(round_.jobcentre))
    assert client.post(closing_url(round_)).status_code == status
    round_.refresh_from_db()
    assert (round_.closed_at is not None) == (status == 302)


def test_a_round_is_not_closed_below_three_who_are_done():
    round_ = a_round(raters=4)
    rated(round_, raters=raters_of(round_)[:2])
    with pytest.raises(NotAllowed, match="2 have said that they are done, and agreement needs at least 3"):
        closed(round_)
    round_.refresh_from_db()
    assert (round_.closed_at, Result.objects.count()) == (None, 0)


def test_a_round_in_which_nothing_was_rated_is_not_closed():
    with pytest.raises(NotAllowed, match="Nothing has been rated yet"):
        closed(a_round())


def test_whoever_closes_is_told_how_many_lack_and_may_close_all_the_same(client):
    round_ = a_round(raters=5)
    rated(round_, raters=raters_of(round_)[:3])
    client.force_login(the_lead_of(round_.jobcentre))
    assert "2 bedømmere er ikke færdige" in client.get(closing_url(round_)).content.decode()
    assert client.post(closing_url(round_)).status_code == 302
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSED


def test_the_second_of_two_who_close_is_told_kindly_and_nothing_happens_twice(client):
    round_ = rated(a_round())
    one, other = the_lead_of(round_.jobcentre), the_lead_of(round_.jobcentre)
    closed(round_, by=one)
    with pytest.raises(NotAllowed, match=f"{one.name} has just closed the round"):
        closed(round_, by=other)
    client.force_login(anew(other))
    page = client.post(closing_url(round_), follow=True)
    assert page.redirect_chain == [(round_.get_absolute_url(), 302)]
    assert f"{one.name} har lige lukket runden" in page.content.decode()
    assert client.get(closing_url(round_)).status_code == 302
    round_.refresh_from_db()
    assert (round_.closed_by, round_.closings, Entry.objects.filter(deed="round-closed").count()) == (one, 1, 1)


def test_a_closed_round_is_opened_again_with_a_reason_and_closed_again(client):
    round_ = closed(rated(a_round()))
    client.force_login(the_lead_of(round_.jobcentre))
    url = reverse("calibration:round-reopening", args=[round_.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": " ", "last_day": LATER}).status_code == 422
    assert client.post(url, {"reason": "En case var læst forkert", "last_day": LATER}).status_code == 302
    round_.refresh_from_db()
    assert (round_.state, round_.last_day, Result.objects.count()) == (RoundState.OPEN, LATER, 0)
    assert Rating.objects.filter(rater__round=round_).count() == 12
    assert Entry.objects.get(deed="round-reopened").reason == "En case var læst forkert"
    assert closed(round_).closings == 2
    assert Result.objects.count() == 1


def test_a_round_that_a_licence_rests_on_is_not_opened_again():
    round_ = closed(rated(a_round()))
    licence = Licence.objects.create(
        person=raters_of(round_)[0].person, framework=round_.edition.framework, indicator_key="i1", round=round_,
        first_day=today(), last_day=LATER,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match=r"1 licence rests on this round\. End it first"):
        reopened(round_)
    Licence.objects.filter(pk=licence.pk).update(ended_day=today(), ended_because="revoked")
    assert reopened(round_).state == RoundState.OPEN


def test_a_round_is_opened_again_only_with_a_notice_a_reason_and_days_to_rate():
    round_ = closed(rated(a_round()))
    with pytest.raises(NotAllowed, match="stands in the log"):
        reopened(round_, reason=" ")
    with pytest.raises(NotAllowed, match="is past"):
        reopened(round_, last_day=today() - timedelta(days=1))
    Notice.objects.update(withdrawn_day=today())
    with pytest.raises(NotAllowed, match="must have been told first"):
        reopened(round_)
    round_.refresh_from_db()
    assert (round_.state, Result.objects.count()) == (RoundState.CLOSED, 1)


def test_an_open_round_is_not_opened_again():
    with pytest.raises(NotAllowed, match="not closed"):
        reopened(a_round())


def test_a_leader_learns_which_rounds_are_to_be_closed():
    leader = the_lead_of(jobcentre := a_jobcentre())
    late = a_round(jobcentre)
    late.last_day = today() - timedelta(days=1)
    late.save()
    assert list(rounds_to_close(leader, today())) == [late]
    assert list(rounds_to_close(leader, today() - timedelta(days=1))) == []
    assert list(rounds_to_close(an_outsider(), today())) == []
    assert list(rounds_to_close(the_head_of(jobcentre), today())) == []
