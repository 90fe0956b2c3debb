"""A contact is written down on one screen with what is next, and can be taken back."""

import re
from datetime import timedelta

import pytest
from tests.factories.companies import a_contact
from tests.factories.company_known import a_known_company
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is

from samklang.access.clock import now, today
from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.contact_logs import undo_contact_log
from samklang.companies.enums import Channel, EntryKind
from samklang.companies.models import Claim, Entry, NextStep
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def person(team, client):
    found = a_colleague_in(team)
    client.force_login(found)
    return found


@pytest.fixture
def company(person):
    return a_known_company(person.municipality)


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def sent(person, **changes):
    given = {
        "channel": "phone", "what": "Talte om høsten", "step": "Send to profiler", "due": in_days(7),
        "owner": person.pk, "no_step_because": "",
    }  # fmt: skip
    return {**given, **changes}


def log(client, company, person, **changes):
    return client.post(f"/companies/{company.pk}/contact-log/", sent(person, **changes))


def test_a_contact_stands_on_the_timeline_with_its_next_step(client, company, person, team):
    contact = a_contact(company)
    assert log(client, company, person, contact=contact.pk).status_code == 302
    entry = Entry.objects.get(kind=EntryKind.CONTACT)
    assert (entry.what, entry.channel, entry.contact, entry.by, entry.team) == (
        "Talte om høsten", Channel.PHONE, contact, person, team,
    )  # fmt: skip
    step = NextStep.objects.get()
    assert (step.what, step.owner, step.due.isoformat(), entry.step) == ("Send to profiler", person, in_days(7), step)
    assert Deed.objects.filter(deed="company-contact-logged", actor_id=person.pk).count() == 1


def test_somebody_who_is_not_among_the_contacts_is_written(client, company, person):
    log(client, company, person, with_name="Bogholderen")
    assert Entry.objects.get(kind=EntryKind.CONTACT).told == {"with": "Bogholderen"}
    assert "Bogholderen" in client.get(f"/companies/{company.pk}/").content.decode()


def test_without_a_next_step_the_reason_stands_on_the_timeline(client, company, person):
    assert log(client, company, person, step="", no_step_because="De ringer i maj").status_code == 302
    told = Entry.objects.get(kind=EntryKind.STEP)
    assert (told.what, told.told) == ("no-step", {"reason": "De ringer i maj"})
    assert not NextStep.objects.exists()
    assert "De ringer i maj" in client.get(f"/companies/{company.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"step": "", "no_step_because": ""}, "step"), ({"no_step_because": "Fordi"}, "no_step_because"),
        ({"due": ""}, "due"), ({"due": "i morgen"}, "due"), ({"what": ""}, "what"), ({"channel": "web"}, "channel"),
        ({"what": "Ringede om 120385-1234"}, "what"), ({"owner": "999999"}, "owner"),
        ({"due": "2020-01-01"}, "__all__"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_and_nothing_is_written(client, company, person, changes, fault):
    refused = log(client, company, person, **changes)
    assert refused.status_code == 422
    assert fault in refused.context["form"].errors
    assert (Entry.objects.count(), NextStep.objects.count()) == (0, 0)


def test_the_company_is_looked_for_on_the_same_screen_where_none_is_given(client, company, person):
    a_known_company(person.municipality, "Bageriet")
    assert client.get("/companies/contact-logs/new/").status_code == 200
    answer = client.post("/companies/contact-logs/new/", sent(person, company_text="egtved maskin", with_name="Pia"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.status_code == 302
    assert Entry.objects.get(kind=EntryKind.CONTACT).company == company


def test_whom_one_was_about_to_call_is_chosen_already(client, company):
    contact = a_contact(company)
    shown = client.get(f"/companies/{company.pk}/contact-log/?contact={contact.pk}").content.decode()
    among_contacts = re.search(r'(?s)<select name="contact".*?</select>', shown)[0]
    assert re.findall(r'<option value="(\d*)" selected\s*>', among_contacts) == [str(contact.pk)]
    assert client.get(f"/companies/{company.pk}/contact-log/?contact=x").status_code == 200


def test_a_logged_contact_ends_ones_being_about_to_contact_them(client, company, person):
    Claim.objects.create(company=company, person=person, at=now(), until=now() + timedelta(hours=5))
    log(client, company, person)
    assert Claim.objects.get().released_at is not None


def test_it_is_taken_back_with_its_step_by_the_button_on_the_next_page(client, company, person):
    page = client.post(f"/companies/{company.pk}/contact-log/", sent(person), follow=True).content.decode()
    entry = Entry.objects.get(kind=EntryKind.CONTACT)
    address = f"/companies/contact-logs/{entry.pk}/undoing/"
    assert address in page
    assert client.post(address).status_code == 302
    assert (Entry.objects.count(), NextStep.objects.count()) == (0, 0)
    assert Deed.objects.filter(deed="company-contact-log-undone").count() == 1


def test_the_reason_for_no_step_is_taken_back_too(client, company, person):
    log(client, company, person, step="", no_step_because="Fordi")
    client.post(f"/companies/contact-logs/{Entry.objects.get(kind=EntryKind.CONTACT).pk}/undoing/")
    assert not Entry.objects.exists()


def test_nobody_else_takes_it_back_nor_anybody_an_hour_later(client, company, person, team):
    log(client, company, person)
    entry = Entry.objects.get(kind=EntryKind.CONTACT)
    with pytest.raises(NotAllowed, match="Only the one who wrote it"):
        undo_contact_log(by=a_colleague_in(team), entry=entry, now=now())
    with pytest.raises(NotAllowed, match="more than an hour ago"):
        undo_contact_log(by=person, entry=entry, now=entry.at + timedelta(minutes=61))
    Entry.objects.filter(pk=entry.pk).update(at=entry.at - timedelta(hours=2))
    told = client.post(f"/companies/contact-logs/{entry.pk}/undoing/", follow=True).content.decode()
    assert "alert-error" in told
    assert (Entry.objects.count(), NextStep.objects.count()) == (2, 1)


def test_who_writes_a_contact_down(client, company, team):
    address = f"/companies/{company.pk}/contact-log/"
    client.force_login(an_outsider())
    assert client.get(address).status_code == 404
    client.force_login(somebody_who_is(Role.TRAINER, team))
    assert client.get(address).status_code == 404
    assert client.get("/companies/contact-logs/new/").status_code == 403
