"""Feedback only where the model has passed calibration, read strictly, and with nothing to count anywhere."""

import json
from datetime import date

import pytest
from django.urls import reverse
from tests.factories.ai_server import BROKEN, DOWN, HOSTILE, NONSENSE
from tests.factories.method import a_framework
from tests.factories.people import a_jobcentre
from tests.factories.practice_partner import a_partner

from samklang.practice.models import Talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(settings, client):
    """A jobcentre with a model that has passed on the first of three indicators, and its counsellor signed in."""
    with a_partner(settings, a_framework(a_jobcentre())) as made:
        client.force_login(made.person)
        yield made


def _asked(client, talk):
    return client.post(reverse("practice:talk-feedback", args=[talk.pk]), follow=True)


def test_feedback_comes_on_the_licensed_indicators_and_no_other_is_even_asked_about(partner, client):
    partner.license("i1")
    talk = partner.ended("Hvad vil du selv?")
    page = _asked(client, talk).content.decode()
    talk.refresh_from_db()
    assert list(talk.feedback) == ["i1"]
    assert (talk.feedback["i1"]["shown"], talk.feedback["i1"]["line"]) == ("partly", 2)
    assert "Hvad vil du selv?" in page
    assert "Delvist vist" in page
    (sent,) = partner.model.chats
    assert [one["indicator"] for one in json.loads(sent["messages"][1]["content"])["indicators"]] == ["i1"]
    assert sent["temperature"] == 0


@pytest.mark.parametrize(
    "changed",
    [None, {"last_day": date(2020, 2, 1)}, {"first_day": date(2098, 1, 1)}, {"ended_day": date(2020, 2, 1)}],
)
def test_without_a_licence_in_force_nothing_is_asked_and_the_page_says_so(partner, client, changed):
    if changed:
        partner.license("i1", "i2", "i3", **changed)
    talk = partner.ended()
    assert "bestået" in client.get(talk.get_absolute_url()).content.decode()
    assert _asked(client, talk).status_code == 403
    assert partner.model.requests == []


def test_the_licence_of_another_model_or_another_framework_counts_for_nothing(partner, client, settings):
    partner.license("i1")
    partner.framework = a_framework(partner.jobcentre, key="other")
    talk = partner.ended()
    settings.AI_MODEL = "another-model"
    assert _asked(client, talk).status_code == 403
    assert partner.model.requests == []


def test_feedback_disappears_with_the_licence_it_was_given_by(partner, client):
    partner.license("i1")
    talk = partner.ended()
    assert "åbner for hans eget svar" in _asked(client, talk).content.decode()
    partner.machine().licences.all().delete()
    assert "åbner for hans eget svar" not in client.get(talk.get_absolute_url()).content.decode()


@pytest.mark.parametrize("mode", [DOWN, NONSENSE, BROKEN, HOSTILE])
def test_an_answer_that_cannot_be_used_is_told_and_nothing_of_it_is_kept(partner, client, mode):
    partner.license("i1", "i2", "i3")
    talk, partner.model.mode = partner.ended(), mode
    page = _asked(client, talk).content.decode()
    talk.refresh_from_db()
    assert talk.feedback == {}
    assert "alert-error" in page or "kunne ikke bruges" in page
    assert "Bed om feedback" in page


def test_what_cannot_be_used_is_left_out_and_said(partner, client):
    partner.license("i1", "i2")
    good = partner.model.hints
    partner.model.hints = lambda keys, material: [*good(keys[:1], material), {"indicator": "i2", "level": 5}]
    talk = partner.ended()
    page = _asked(client, talk).content.decode()
    assert "kunne ikke bruges og er udeladt" in page
    assert list(Talk.objects.get(pk=talk.pk).feedback) == ["i1"]


def test_an_open_or_empty_talk_has_no_feedback(partner, client):
    partner.license("i1")
    assert _asked(client, partner.talk(turns=[{"by": "learner", "text": "Hej"}])).status_code == 403
    assert _asked(client, partner.talk(turns=[], state="over")).status_code == 403
    assert partner.model.requests == []
