"""The pages of rounds of pairs: prepared, changed by hand with reasons, published; nothing of it for anybody else."""

import pytest
from tests.factories.people import a_colleague_in, an_outsider, the_leader_of
from tests.factories.practice_pairing import Paired
from tests.pages import CheckedClient

from samklang.desk.queries.practice_needs import PRACTICE_SOURCES
from samklang.practice.enums import PairingState
from samklang.practice.models import PairingMember, PairingRound, ProposedPair

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Paired:
    return Paired()


def _as(person) -> CheckedClient:
    client = CheckedClient()
    client.force_login(person)
    return client


def test_a_round_goes_from_its_beginning_to_its_publication_on_the_pages(house):
    lead, client = house.lead, _as(house.lead)
    assert client.get("/practice/pairings/").status_code == client.get("/practice/pairings/new/").status_code == 200
    given = {
        "title": "Vinter", "framework": house.framework.pk, "first_day": house.first_day.isoformat(),
        "last_day": house.last_day.isoformat(), "teams": [house.team.pk], "most_beside": "2", "most_minutes": "60",
    }  # fmt: skip
    backwards = {**given, "last_day": house.first_day.isoformat(), "first_day": house.last_day.isoformat()}
    for wrong in ({}, backwards, {**given, "teams": ["9" * 30]}, {**given, "most_beside": "x"}):
        assert client.post("/practice/pairings/new/", wrong).status_code == 422
    base = client.post("/practice/pairings/new/", given).url
    round_ = PairingRound.objects.get()
    assert client.get(base).status_code == 200
    client.post(f"{base}search/")
    html = client.get(base).content.decode()
    assert f"{base}publication/" in html
    focus = house.people[5]
    choice = f"{base}people/{focus.pk}/partner/"
    chosen = client.get(choice).content.decode()
    assert house.people[0].name in chosen
    assert house.people[4].name in chosen
    for wrong in ({}, {"partner": "9" * 30, "when": "x"}, {"partner": house.people[4].pk, "when": "2026-99-99-am"}):
        assert client.post(choice, wrong).status_code == 422
    one = ProposedPair.objects.get(focus_person=focus)
    removed = client.post(f"{choice}removal/", follow=True).content.decode()
    undo = f"{choice}{one.partner_id}/{one.day.isoformat()}-{one.half}/"
    assert undo in removed
    assert client.get(f"{base}publication/").status_code == 200
    client.post(undo)
    client.get(base)
    assert ProposedPair.objects.get(focus_person=focus).partner == one.partner
    assert [need.url for source in PRACTICE_SOURCES for need in source(lead, house.first_day)] == [base]
    assert client.post(f"{base}publication/").url == base
    round_.refresh_from_db()
    assert round_.state == PairingState.PUBLISHED
    after = client.get(base).content.decode()
    assert not any(one.name in after for one in house.people)


def test_people_are_put_in_changed_and_taken_out_and_a_dropped_round_is_taken_up_again(house):
    round_, client = house.proposed(), _as(house.lead)
    newcomer = a_colleague_in(house.team)
    base = str(round_.get_absolute_url())
    assert newcomer.name in client.get(f"{base}people/new/?q={newcomer.name}").content.decode()
    client.post(f"{base}people/new/", {"people": [newcomer.pk], "most_beside": "0"})
    people = client.get(f"{base}people/?q={newcomer.name}").content.decode()
    assert newcomer.name in people
    member = f"{base}people/{newcomer.pk}/"
    assert client.get(member).status_code == 200
    client.post(member, {"most_beside": "3"})
    found = PairingMember.objects.get(person=newcomer)
    assert (found.is_focus, found.most_as_partner) == (False, 3)
    client.post(f"{member}removal/")
    assert not PairingMember.objects.filter(person=newcomer).exists()
    assert client.get(f"{base}frame/").status_code == 200
    client.post(f"{base}dropping/")
    assert client.get(base).status_code == 200
    assert client.post(f"{base}search/").status_code == 403
    client.post(f"{base}restoring/")
    assert PairingRound.objects.get().state == PairingState.DRAFT


def test_nobody_but_the_lead_of_the_jobcentre_sees_a_round_and_nobody_but_oneself_what_one_would_like_to_work_on(house):
    round_ = house.proposed()
    base, person = str(round_.get_absolute_url()), house.people[0]
    name = house.keys[0]
    for other in (house.people[0], the_leader_of(house.team), an_outsider()):
        client = _as(other)
        for address in (
            "",
            "frame/",
            "people/",
            f"people/{person.pk}/",
            f"people/{person.pk}/partner/",
            "publication/",
        ):
            assert client.get(f"{base}{address}").status_code == 404, address
        for address in ("search/", "dropping/", "publication/", f"people/{person.pk}/removal/"):
            assert client.post(f"{base}{address}").status_code == 404, address
    own = _as(person)
    assert round_.title in own.get("/practice/pairings/own/").content.decode()
    wish = f"/practice/pairings/own/{round_.pk}/"
    assert own.get(wish).status_code == 200
    assert own.post(wish, {"focus": house.keys[:4]}).status_code == 422
    assert own.post(wish, {"focus": [name]}).status_code == 302
    assert PairingMember.objects.get(person=person).focus == [name]
    for other in (house.lead, the_leader_of(house.team)):
        assert _as(other).get(wish).status_code == 404
    lead = _as(house.lead)
    lead.post(f"{base}search/")
    for address in ("", "people/", f"people/{person.pk}/", f"people/{person.pk}/partner/"):
        assert name not in lead.get(f"{base}{address}").content.decode()
