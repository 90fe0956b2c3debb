"""The list of rounds, the form that makes one, and the page that tells how far it has come without telling who."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.calibration import NOW, a_case, a_draft_round, a_round, rated, raters_of, the_notice_of_calibration
from tests.factories.method import a_framework
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.access.clock import today
from samklang.calibration import commands
from samklang.calibration.enums import Form, RoundState
from samklang.calibration.forms.round import Offer
from samklang.calibration.models import Round
from samklang.method.queries.editions import holding_edition

pytestmark = pytest.mark.django_db
ROUNDS = "/calibration/"
NEW = "/calibration/rounds/new/"


def a_ready_jobcentre():
    jobcentre = a_jobcentre()
    the_notice_of_calibration(jobcentre)
    framework = a_framework(jobcentre, indicators=3)
    cases = [
        a_case(framework, form=form, keys={"i1": 3, "i2": 2} if form != Form.B else {"i1": 3})
        for form in (Form.A, Form.A, Form.B, Form.ANCHOR)
    ]
    return jobcentre, framework, cases


def test_a_leader_makes_and_opens_a_round_on_two_pages(client):
    jobcentre, framework, cases = a_ready_jobcentre()
    team = a_team(jobcentre)
    people = [a_colleague_in(team) for _ in range(3)]
    client.force_login(the_lead_of(jobcentre))
    assert client.get(NEW).url == f"{NEW}?framework={framework.pk}"
    url = f"{NEW}?framework={framework.pk}"
    form = client.get(url).context["form"]
    assert form.initial["cases"] == [cases[3].pk, cases[0].pk, cases[1].pk]
    assert [one.key for one in form.offer.indicators if one.pk in form.initial["indicators"]] == ["i1", "i2"]
    typed = {**form.initial, "teams": [team.pk]}
    made = client.post(url, typed)
    round_ = Round.objects.get()
    assert made.url == round_.get_absolute_url()
    assert {one.person for one in round_.raters.all()} == set(people)
    assert [one.case for one in round_.cases.order_by("position")] == [cases[3], cases[0], cases[1]]
    assert client.get(made.url).status_code == 200
    opening = reverse("calibration:round-opening", args=[round_.pk])
    assert client.get(opening).status_code == 200
    assert client.post(opening).url == round_.get_absolute_url()
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_a_round_with_something_wrong_is_answered_with_what_was_typed(client):
    jobcentre, framework, _ = a_ready_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    url = f"{NEW}?framework={framework.pk}"
    typed = {"title": "Min egen titel", "kind": "calibration", "last_day": "2020-01-01", "smallest_relevant": "7",
             "cases": ["99999"], "people": ["x"]}  # fmt: skip
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "Min egen titel" in answer.content.decode()
    assert set(answer.context["form"].errors) == {"last_day", "smallest_relevant", "cases", "people", "indicators"}
    assert Round.objects.count() == 0


def test_the_form_offers_the_cases_that_the_round_before_did_not_use():
    jobcentre, framework, cases = a_ready_jobcentre()
    edition = holding_edition(framework, today())
    assert Offer(edition, today()).form == Form.A
    round_ = a_round(jobcentre, edition=edition, cases=cases[:2])
    offer = Offer(edition, today())
    assert (offer.form, offer.last_form) == (Form.B, Form.A)
    assert offer.initial()["cases"] == [cases[3].pk, cases[2].pk]
    commands.close_round(by=None, round_=rated(round_), now=NOW)
    assert Offer(edition, today()).initial()["earlier"] == round_.pk


def test_a_draft_is_changed_deleted_and_taken_back(client):
    jobcentre, framework, cases = a_ready_jobcentre()
    draft = a_draft_round(jobcentre, edition=holding_edition(framework, today()), cases=cases)
    client.force_login(the_lead_of(jobcentre))
    url = reverse("calibration:round-contents", args=[draft.pk])
    typed = client.get(url).context["form"].initial
    assert client.post(url, {**typed, "title": "Nyt navn", "cases": [cases[0].pk]}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.cases.count(), draft.raters.count()) == ("Nyt navn", 1, 3)
    client.post(reverse("calibration:round-removal", args=[draft.pk]))
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.post(reverse("calibration:round-restoring", args=[draft.pk]))
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_the_page_of_a_draft_says_what_stands_in_the_way(client):
    draft = a_draft_round(raters=2)
    client.force_login(the_lead_of(draft.jobcentre))
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Enighed kræver mindst 3 bedømmere, og runden har 2" in page
    assert "Med 2 cases får resultatet ingen intervaller; det kræver 10" in page
    assert reverse("calibration:round-opening", args=[draft.pk]) not in page


@pytest.mark.parametrize(
    ("who", "seen", "named"),
    [(lambda team: the_lead_of(team.parent), 200, True), (lambda team: the_head_of(team.parent), 200, False),
     (the_leader_of, 200, False), (a_colleague_in, 404, False), (lambda _: an_outsider(), 404, False)],
)  # fmt: skip
def test_who_sees_how_far_a_round_has_come(client, who, seen, named):
    team = a_team()
    round_ = rated(a_round(team.parent), finished=False)
    client.force_login(who(team))
    answer = client.get(round_.get_absolute_url())
    assert answer.status_code == seen
    assert (raters_of(round_)[0].person.name in answer.content.decode()) == named
    if seen == 200:
        counts = answer.context["counts"]
        assert (counts.raters, counts.begun, counts.finished) == (3, 3, 0)
    listed = client.get(ROUNDS).content.decode()
    assert (round_.title in listed) == (seen == 200)


def test_the_page_of_an_open_round_says_of_nobody_how_far_they_are(client):
    round_ = a_round()
    client.force_login(the_lead_of(round_.jobcentre))

    def raters_shown():
        page = client.get(round_.get_absolute_url()).content.decode()
        return page[page.index('id="raters"') : page.index("</main>")]

    before = raters_shown()
    rated(round_, raters=raters_of(round_)[:2])
    after = raters_shown()
    assert len(before.split("<li>")) == 4
    assert [one.split('name="csrfmiddlewaretoken"')[0] for one in before.split("<li>")] == [
        one.split('name="csrfmiddlewaretoken"')[0] for one in after.split("<li>")
    ]


def test_a_rater_who_does_not_see_the_round_comes_to_their_own_part(client):
    round_ = a_round()
    client.force_login(raters_of(round_)[0].person)
    assert client.get(round_.get_absolute_url()).url == reverse("calibration:rating", args=[round_.pk])
    assert round_.title in client.get(ROUNDS).content.decode()


def test_the_list_is_searched_and_narrowed(client):
    jobcentre = a_jobcentre()
    open_ = a_round(jobcentre, title="Foråret")
    draft = a_draft_round(jobcentre, edition=open_.edition, title="Efteråret")
    client.force_login(the_lead_of(jobcentre))

    def found(query):
        return [one.title for one in client.get(ROUNDS + query).context["page"].object_list]

    assert found("") == ["Foråret", "Efteråret"]
    assert (found("?state=draft"), found("?state=open"), found("?state=closed")) == ([draft.title], [open_.title], [])
    assert (found("?q=efter"), found("?q=findes+ikke"), found("?state=vrøvl&page=99")) == (
        ["Efteråret"], [], ["Foråret", "Efteråret"],
    )  # fmt: skip


def test_the_list_and_the_page_cost_the_same_queries_for_one_and_for_many(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    small = a_round(jobcentre)

    def cost(url):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    before = cost(ROUNDS), cost(small.get_absolute_url())
    large = rated(a_round(jobcentre, edition=small.edition, cases=6, raters=9))
    a_draft_round(jobcentre, edition=small.edition)
    assert (cost(ROUNDS), cost(large.get_absolute_url())) == before


def test_nothing_is_said_of_a_new_round_to_whoever_leads_none(client):
    jobcentre = a_jobcentre()
    for who in (the_head_of(jobcentre), a_colleague_in(a_team(jobcentre))):
        client.force_login(who)
        assert client.get(NEW).status_code == 403
        assert client.get(ROUNDS).status_code == 200
    client.force_login(the_lead_of(jobcentre))
    assert client.get(f"{NEW}?framework={a_framework(a_jobcentre()).pk}").status_code == 404
    assert [client.get(f"{NEW}?framework={one}").status_code for one in ("x", "9" * 30)] == [404, 404]


def test_a_round_past_its_last_day_can_still_be_rated_and_says_so(client):
    round_ = a_round()
    round_.last_day = today() - timedelta(days=1)
    round_.save()
    client.force_login(raters_of(round_)[0].person)
    assert "Runden er stadig åben" in client.get(reverse("calibration:rating", args=[round_.pk])).content.decode()
