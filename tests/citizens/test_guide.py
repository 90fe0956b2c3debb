"""The guide to the next conversation, and the sheet of agreements that nobody keeps."""

import pytest
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.citizens import content
from samklang.ledger.models import Entry
from samklang.method import content as method_content

pytestmark = pytest.mark.django_db


def test_the_guide_has_every_phase_of_the_method_and_trains_only_what_the_method_has():
    method = next(one for one in method_content.shipped() if one.key == content.FRAMEWORK)
    assert [one.key for one in content.guide()] == [one.key for one in method.phases]
    assert {key for one in content.guide() for key in one.indicators} <= {one.key for one in method.indicators}


def test_a_counsellor_reads_the_guide_in_their_own_language(client):
    client.force_login(a_colleague_in(a_team(a_jobcentre())))
    page = client.get(reverse("citizens:guide")).content.decode()
    for one in content.guide():
        assert one.aim.da.split("»")[0] in page


def test_what_is_agreed_is_shown_once_and_kept_nowhere(client):
    client.force_login(a_colleague_in(a_team(a_jobcentre())))
    before = Entry.objects.count()
    given = {"goal": "Pædagogmedhjælper", "what_1": "Ringer til to børnehaver", "who_1": "me", "when_1": "fredag"}
    answer = client.post(reverse("citizens:agreements"), given)
    assert "Ringer til to børnehaver" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Ringer til to børnehaver" not in client.get(reverse("citizens:agreements")).content.decode()
    assert Entry.objects.count() == before


def test_somebody_who_does_not_choose_from_the_list_is_told_and_keeps_what_was_typed(client):
    client.force_login(a_colleague_in(a_team(a_jobcentre())))
    answer = client.post(reverse("citizens:agreements"), {"what_1": "Ringer", "who_1": "chefen"})
    assert answer.status_code == 422
    assert "Ringer" in answer.content.decode()
