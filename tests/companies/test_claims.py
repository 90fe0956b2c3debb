"""“I am about to contact them”: told to others, holding nobody back, over by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company
from tests.factories.company_steps import TODAY, Door
from tests.factories.people import an_outsider, somebody_who_is

from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands import claims as commands
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind
from samklang.companies.models import Claim
from samklang.companies.queries.claims import claims_on, own_claims
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(settings) -> Door:
    settings.DEMO_TODAY = TODAY
    return Door()


def deeds() -> list[str]:
    found = LedgerEntry.objects.filter(deed__startswith="claim-").order_by("number")
    return list(found.values_list("deed", flat=True))


def taken(door, by=None, now=NOW, about="") -> Claim:
    return commands.take_claim(by or door.anna, door.company, about, now)


def test_a_claim_holds_as_long_as_the_entrance_says_and_stands_in_the_ledger(door):
    door.entrance.claim_hours = 3
    door.entrance.save()
    claim = taken(door, about=" Om  timer ")
    assert (claim.about, claim.until, deeds()) == ("Om timer", NOW + timedelta(hours=3), ["claim-taken"])


def test_it_runs_out_by_itself_to_the_second(door):
    claim = taken(door)
    last = claim.until - timedelta(seconds=1)
    assert list(claims_on(door.company, last)) == [claim]
    assert list(claims_on(door.company, claim.until)) == []


def test_it_is_over_when_its_owner_has_been_in_touch_and_not_when_somebody_else_has(door):
    claim = taken(door)
    tell(door.company, EntryKind.CONTACT, "Ringede", by=door.bo, at=NOW + timedelta(hours=1))
    tell(door.company, EntryKind.CONTACT, "Ringede i går", by=door.anna, at=NOW - timedelta(hours=20))
    tell(door.company, EntryKind.NOTE, "En note", by=door.anna, at=NOW + timedelta(hours=1))
    assert list(claims_on(door.company, NOW + timedelta(hours=2))) == [claim]
    tell(door.company, EntryKind.CONTACT, "Ringede", by=door.anna, at=NOW + timedelta(hours=1))
    assert list(claims_on(door.company, NOW + timedelta(hours=2))) == []


def test_said_again_it_is_the_same_claim_and_holds_anew_with_its_words_kept(door):
    first = taken(door, about="Timer")
    again = taken(door, now=NOW + timedelta(hours=5))
    assert (again.pk, again.about, again.until, Claim.objects.count()) == (
        first.pk, "Timer", NOW + timedelta(hours=29), 1,
    )  # fmt: skip


def test_one_that_has_run_out_or_was_released_is_no_hindrance_to_a_new_one(door):
    first = taken(door)
    second = taken(door, now=NOW + timedelta(days=3))
    assert second.pk != first.pk
    commands.release_claim(door.anna, second, NOW + timedelta(days=3))
    third = taken(door, now=NOW + timedelta(days=3))
    assert third.pk not in {first.pk, second.pk}


def test_two_may_be_about_to_contact_the_same_company_and_each_sees_the_other(door):
    hers, his = taken(door), taken(door, door.bo)
    assert list(claims_on(door.company, NOW)) == [hers, his]
    assert [one.others for one in own_claims(door.anna, NOW)] == [(his,)]
    assert [one.others for one in own_claims(door.bo, NOW)] == [(hers,)]


def test_only_ones_own_is_extended_and_released_and_only_while_it_runs(door):
    claim = taken(door)
    for deed in (commands.extend_claim, commands.release_claim):
        with pytest.raises(NotAllowed, match="Only whoever said so"):
            deed(door.bo, claim, NOW)
        with pytest.raises(NotAllowed, match="run out already"):
            deed(door.anna, claim, claim.until)
    claim = commands.extend_claim(door.anna, claim, NOW + timedelta(hours=23))
    assert claim.until == NOW + timedelta(hours=47)
    commands.release_claim(door.anna, claim, NOW)
    with pytest.raises(NotAllowed, match="run out already"):
        commands.release_claim(door.anna, claim, NOW)
    assert deeds() == ["claim-taken", "claim-extended", "claim-released"]


def test_nobody_of_another_municipality_says_so(door):
    with pytest.raises(NotAllowed, match="Only staff of the municipality"):
        taken(door, an_outsider())
    assert (Claim.objects.count(), deeds()) == (0, [])


def test_what_is_over_is_deleted_at_night_and_what_runs_is_kept(door):
    running, released = taken(door), taken(door, door.bo)
    commands.release_claim(door.bo, released, NOW)
    commands.take_claim(door.bo, a_company(door.municipality, "Anden ApS"), "", NOW - timedelta(days=2))
    assert commands.forget_claims(NOW) == 2
    assert list(Claim.objects.all()) == [running]


def test_ones_own_stand_above_the_next_steps_and_cost_the_same_for_three_as_for_one(client, door):
    client.force_login(door.anna)
    taken(door, about="Om timer")
    taken(door, door.bo)
    shown = client.get("/companies/steps/").content.decode()
    assert "Om timer" in shown
    assert f"{door.bo.name} også" in shown
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get("/companies/steps/")
        costs.append(len(asked))
        for one in range(2):
            commands.take_claim(door.anna, a_company(door.municipality, f"Firma {one}"), "", NOW)
    assert costs[0] == costs[1]


def test_it_is_taken_extended_and_released_with_one_click_each(client, door):
    client.force_login(door.anna)
    here = f"/companies/{door.company.pk}/claim/"
    assert client.post(here, {"next": "/companies/steps/"}).url == "/companies/steps/"
    claim = Claim.objects.get()
    assert client.post(f"/companies/claims/{claim.pk}/extension/").status_code == 302
    answer = client.post(f"/companies/claims/{claim.pk}/release/", {"next": "/companies/steps/"}, follow=True)
    assert "ikke længere" in answer.content.decode()
    again = client.post(f"/companies/claims/{claim.pk}/release/", {"next": "/companies/steps/"}, follow=True)
    assert "allerede udløbet" in again.content.decode()
    claim.refresh_from_db()
    assert claim.released_at is not None


def test_with_htmx_the_fragment_comes_back_with_the_news_in_focus(client, door):
    client.force_login(door.anna)
    answer = client.post(f"/companies/{door.company.pk}/claim/", headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert (answer.status_code, shown.lstrip().startswith('<section id="guard"')) == (200, True)
    assert "autofocus" in shown
    assert "kollegerne kan se det til" in shown


def test_whoever_says_so_second_is_told_of_the_first(client, door):
    taken(door, door.bo)
    client.force_login(door.anna)
    answer = client.post(f"/companies/{door.company.pk}/claim/", {"next": "/companies/steps/"}, follow=True)
    assert f"{door.bo.name} er også ved at kontakte dem" in answer.content.decode()


def test_another_municipality_finds_neither_company_nor_claim(client, door):
    claim = taken(door)
    client.force_login(an_outsider())
    assert client.post(f"/companies/{door.company.pk}/claim/").status_code == 404
    for page in ("extension", "release"):
        assert client.post(f"/companies/claims/{claim.pk}/{page}/").status_code == 404
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.post(f"/companies/{door.company.pk}/claim/").status_code == 403
    assert Claim.objects.count() == 1
