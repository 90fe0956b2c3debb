"""A stranger with the number sees whether a certificate is valid, and nothing else unless the person shares it."""

import json
import re
import uuid

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openbadgeslib.ob3 import OB3Verifier
from tests.factories.certificates import NOW, a_certificate
from tests.factories.people import the_lead_of

from samklang.access.clock import today
from samklang.delivery.commands.certificates import correct_name, revoke, set_sharing
from samklang.delivery.views.public_certificates import MOST_A_MINUTE
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path
    cache.clear()


def shown(client, certificate, status=200):
    answer = client.get(certificate.get_absolute_url())
    assert answer.status_code == status
    return answer.content.decode()


def test_a_stranger_sees_only_that_it_is_valid(client):
    one = a_certificate()
    text = shown(client, one)
    assert "Beviset gælder." in text
    for hidden in ("Anne Holm", one.title_da, one.programme, one.jobcentre.name):
        assert hidden not in re.sub(r"<title>.*?</title>", "", text)


def test_while_it_is_shared_a_stranger_sees_whose_it_is_and_afterwards_no_more(client):
    one = a_certificate()
    set_sharing(by=one.person, certificate=one, shared=True)
    assert "Anne Holm" in shown(client, one)
    set_sharing(by=one.person, certificate=one, shared=False)
    assert "Anne Holm" not in shown(client, one)


def test_a_withdrawn_one_says_so_and_not_why(client):
    one = set_sharing(by=(held := a_certificate()).person, certificate=held, shared=True)
    revoke(by=None, certificate=one, reason="En privat grund", now=NOW)
    text = shown(client, one)
    assert "trukket tilbage" in text
    assert "privat grund" not in text


def test_an_old_one_leads_to_the_new_while_it_is_shared(client):
    one = set_sharing(by=(held := a_certificate()).person, certificate=held, shared=True)
    new = correct_name(by=None, certificate=one, name="Anne Lund", today=today(), now=NOW)
    assert new.get_absolute_url() in shown(client, one)
    assert "Anne Lund" in shown(client, new)


def test_a_number_that_nobody_has_is_not_known(client):
    answer = client.get(reverse("certificates:certificate", args=[uuid.uuid4()]))
    assert answer.status_code == 404
    assert "Intet bevis" in answer.content.decode()


def checked(client, status=200, **given):
    answer = client.post(reverse("certificates:check"), given)
    assert answer.status_code == status
    return answer.content.decode()


def test_anybody_checks_a_badge_by_pasting_it_or_sending_the_file(client):
    one = a_certificate()
    client.force_login(one.person)
    file = client.get(reverse("delivery:badge-file", args=[one.pk])).content
    picture = client.get(reverse("delivery:badge-picture", args=[one.pk])).content
    client.logout()
    for content in (file, picture):
        text = checked(client, file=SimpleUploadedFile("bevis.txt", content))
        assert "ægte og gælder" in text
        assert "Anne Holm" in text
    assert "ægte og gælder" in checked(client, text=one.credential)
    assert OB3Verifier.extract_token_from_svg(picture) == one.credential


def test_a_badge_with_a_changed_name_is_not_believed(client):
    one = a_certificate()
    forged = one.credential[:-40] + ("A" if one.credential[-40] != "A" else "B") + one.credential[-39:]
    text = checked(client, text=forged)
    assert "ikke underskrevet her" in text
    assert "Anne Holm" not in text


@pytest.mark.parametrize("text", ["hej", "{}", "eyJ" + "x" * 3000, "<svg/>"])
def test_anything_else_is_said_to_be_no_badge(client, text):
    assert "digitalt bevis" in checked(client, text=text)


def test_nothing_at_all_is_asked_for_again(client):
    checked(client, status=422)
    checked(client, status=422, file=SimpleUploadedFile("stor.svg", b"x" * 1_000_001))


def test_whoever_asks_too_often_is_asked_to_wait(client):
    one = a_certificate()
    for _ in range(MOST_A_MINUTE):
        client.get(one.get_absolute_url())
    statuses = {client.get(one.get_absolute_url()).status_code for _ in range(MOST_A_MINUTE + 1)}
    assert 429 in statuses


def test_the_certificate_on_paper_is_a_pdf_that_can_be_read_aloud(client):
    one = a_certificate()
    client.force_login(one.person)
    for language in ("da", "en"):
        answer = client.get(reverse("delivery:certificate-proof", args=[one.pk, language]))
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in answer.content
    assert client.get(reverse("delivery:certificate-proof", args=[one.pk, "de"])).status_code == 404


def test_one_shares_and_stops_sharing_on_ones_own_page(client):
    one = a_certificate()
    client.force_login(one.person)
    address = reverse("delivery:certificate-sharing", args=[one.pk])
    text = client.post(address, {"shared": "1"}, follow=True).content.decode()
    assert "Hold op med at dele" in text
    assert f"/certificates/{one.public_id}/" in text
    client.post(address, {"shared": "0"})
    one.refresh_from_db()
    assert not one.shared


def test_the_lead_issues_to_all_after_being_asked(client):
    one = a_certificate()
    lead = the_lead_of(one.jobcentre)
    client.force_login(lead)
    page = client.get(reverse("delivery:certificates", args=[one.course.pk])).content.decode()
    assert [name in page for name in ("Anne Holm", "Bo Kjær", "Gælder til")] == [True, True, True]
    assert "Udsted" in client.get(reverse("delivery:certificate-issuing", args=[one.course.pk])).content.decode()
    answer = client.post(reverse("delivery:certificate-revocation", args=[one.pk]), {"reason": "Udstedt ved en fejl"})
    assert answer.status_code == 302
    assert Entry.objects.get(deed="certificate-revoked").actor_id == lead.pk


def test_other_systems_read_the_issuer_and_what_was_asked_for(client):
    one = a_certificate()
    issuer = json.loads(client.get(reverse("certificates:issuer", args=[one.jobcentre_id])).content)
    assert issuer["type"] == ["Profile"]
    asked = json.loads(client.get(reverse("certificates:achievement", args=[one.rule["rule"]])).content)
    assert asked["criteria"]["narrative"] == "Har været med til alle forløbets moduler."
    assert client.get(reverse("certificates:status", args=[one.jobcentre_id, 9])).status_code == 404
