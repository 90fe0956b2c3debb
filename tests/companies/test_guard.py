"""The contact guard: what a colleague is told on the way to contacting a company. It never stops anybody."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.companies import NOW, a_contact, owned_by
from tests.factories.company_steps import TODAY, Door, a_step
from tests.factories.people import an_employee, an_outsider, somebody_who_is, the_leader_of

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.companies.commands.claims import take_claim
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EnquiryState, EntryKind, GuardReason, MeetingState
from samklang.companies.models import Claim, Enquiry, GuardOutcome, Meeting
from samklang.companies.queries.guard import guard
from samklang.core.words import written
from samklang.ledger.models import Entry as LedgerEntry
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(settings) -> Door:
    settings.DEMO_TODAY = TODAY
    return Door()


def told(door, person=None, now=NOW, language="en") -> list[str]:
    return [written(one.sentence, language) for one in guard(door.company, person or door.anna, now).told]


def reasons(door, person=None, now=NOW) -> list[str]:
    return guard(door.company, person or door.anna, now).reasons


def a_talk(door, by, days=1.0, kind=EntryKind.CONTACT, **more):
    return tell(door.company, kind, more.pop("what", "Talte om timer"), by=by, at=NOW - timedelta(days=days), **more)


def an_enquiry(door, owner=None, **changes: Any) -> Enquiry:
    given = {
        "reference": f"V-{Enquiry.objects.count()}", "channel": Channel.MAIL, "subject": "Vi mangler folk",
        "received_at": NOW - timedelta(hours=2), "promise_hours": 7, "due_at": NOW + timedelta(days=1), "owner": owner,
        "team": door.other_team if owner else None, "state": EnquiryState.OWNED if owner else EnquiryState.NEW,
    }  # fmt: skip
    return Enquiry.objects.create(entrance=door.entrance, company=door.company, **{**given, **changes})


def a_meeting(door, holder: Person, begins: datetime = NOW + timedelta(days=2), **changes: Any) -> Meeting:
    given = {"team": door.other_team, "title": "Kaffe", "state": MeetingState.PLANNED, "created_at": NOW}
    return Meeting.objects.create(
        company=door.company, holder=holder, begins=begins, ends=begins + timedelta(hours=1), **{**given, **changes}
    )  # fmt: skip


def test_where_nothing_has_happened_nothing_is_told(door):
    found = guard(door.company, door.anna, NOW)
    assert (found.told, found.warns, found.reasons, found.days, found.colleagues) == ((), False, [], 14, ())
    assert str(found.owner) == "Nobody has the contact with the company yet."


def test_who_spoke_with_whom_when_how_and_about_what_is_told_with_name_team_and_danish_date(door):
    a_talk(door, door.bo, channel=Channel.PHONE, contact=a_contact(door.company))
    assert told(door, language="da") == [
        f"{door.bo.name} (Team Syd) var i kontakt med Pia Lund søndag den 6. september 2026 kl. 10.00 (Telefon): "
        "Talte om timer"
    ]  # fmt: skip
    assert guard(door.company, door.anna, NOW).colleagues == (door.bo,)


def test_ones_own_talks_are_no_news(door):
    a_talk(door, door.anna)
    assert told(door) == []
    assert reasons(door, door.bo) == ["talked"]


@pytest.mark.parametrize(("days", "is_told"), [(13.99, True), (14, False), (20, False), (-1, False)])
def test_a_talk_is_told_of_for_as_many_days_as_the_entrance_says(door, days, is_told):
    a_talk(door, door.bo, days)
    assert bool(told(door)) == is_told


def test_the_entrance_may_say_another_number_of_days_and_none_is_needed(door):
    a_talk(door, door.bo, 20)
    door.entrance.guard_days = 30
    door.entrance.save()
    assert reasons(door) == ["talked"]
    door.entrance.delete()
    assert reasons(door) == []


@pytest.mark.parametrize("kind", list(EntryKind))
def test_only_enquiries_contacts_and_meetings_count_as_having_been_in_touch(door, kind):
    a_talk(door, door.bo, kind=kind)
    assert bool(told(door)) == (kind in {EntryKind.ENQUIRY, EntryKind.CONTACT, EntryKind.MEETING})


def test_what_the_company_wrote_is_told_once_and_not_to_whoever_is_to_answer_it(door):
    enquiry = an_enquiry(door, door.bo)
    a_talk(door, None, kind=EntryKind.ENQUIRY, what="enquiry", told={"subject": "Vi mangler folk"}, enquiry=enquiry)
    assert told(door) == [
        f"They wrote Monday 7 September 2026 at 08:00, and {door.bo.name} (Team Syd) is to answer by "
        "Tuesday 8 September 2026 at 10:00: Vi mangler folk"
    ]
    assert told(door, door.bo) == []
    Enquiry.objects.update(state=EnquiryState.ANSWERED)
    assert told(door) == ["They wrote to us Sunday 6 September 2026 at 10:00: Wrote to us: Vi mangler folk"]


def test_an_enquiry_that_nobody_has_is_told_to_everybody(door):
    an_enquiry(door)
    assert "nobody has it yet" in told(door)[0]
    assert reasons(door, door.bo) == ["enquiry"]


@pytest.mark.parametrize("state", [EnquiryState.ANSWERED, EnquiryState.CLOSED, EnquiryState.JUNK])
def test_an_enquiry_that_is_answered_is_no_reason(door, state):
    an_enquiry(door, door.bo, state=state)
    assert told(door) == []


def test_a_planned_meeting_of_a_colleague_is_told_until_it_is_over(door):
    meeting = a_meeting(door, door.bo)
    assert told(door) == [
        f"{door.bo.name} (Team Syd) meets them Wednesday 9 September 2026 at 10:00–11:00: Kaffe"
    ]  # fmt: skip
    assert told(door, door.bo) == []
    assert told(door, now=meeting.ends) == []
    Meeting.objects.update(state=MeetingState.CANCELLED)
    assert told(door) == []


def test_an_open_step_of_a_colleague_is_told_and_a_settled_one_and_ones_own_are_not(door):
    step = a_step(door.bo, door.company, "Sende tilbud")
    assert told(door) == [f"{door.bo.name} (Team Syd) is to do this by 7 September 2026: Sende tilbud"]
    assert told(door, door.bo) == []
    step.state, step.settled_at = "done", NOW
    step.save()
    assert told(door) == []


def test_a_running_claim_of_a_colleague_is_told_and_ones_own_is_shown_apart(door):
    claim = take_claim(door.bo, door.company, "Om rengøring", NOW)
    assert told(door) == [
        f"{door.bo.name} (Team Syd) is about to contact them, and said so Monday 7 September 2026 at 10:00: "
        "Om rengøring"
    ]
    own = guard(door.company, door.bo, NOW)
    assert (own.told, own.own_claim) == ((), claim)
    assert told(door, now=claim.until) == []


def test_protection_from_advertising_and_having_ceased_are_told_to_everybody(door):
    door.company.protected, door.company.ceased_on = True, TODAY
    assert reasons(door) == [GuardReason.CLOSED, GuardReason.PROTECTED]
    door.company.protected, door.company.ceased_on = False, TODAY + timedelta(days=1)
    assert reasons(door) == []


def test_the_owner_is_named_and_whoever_stands_in_while_they_are_away(door):
    owned_by(door.company, door.bo)
    assert str(guard(door.company, door.bo, NOW).owner) == "You have the contact with the company."
    found = guard(door.company, door.anna, NOW)
    assert str(found.owner) == f"{door.bo.name} (Team Syd) has the contact with the company."
    assert (found.warns, found.colleagues) == (False, (door.bo,))
    Leave.objects.create(
        employee=Employee.objects.get(person=door.bo), kind=LeaveKind.OTHER, first_day=TODAY, last_day=date(2026, 9, 11)
    )
    away = f"{door.bo.name} (Team Syd) has the contact with the company, but is away until 11 September 2026."
    assert str(guard(door.company, door.anna, NOW).owner) == away
    temp = an_employee(
        door.other_team,
        name="Vikar Vang",
        email="vikar@example.org",
        is_temp=True,
        stands_in_for=Employee.objects.get(person=door.bo),
    )
    assert str(guard(door.company, door.anna, NOW).owner) == f"{away} Until then: {temp.person.name} (Team Syd)."


def test_a_colleague_who_was_erased_is_nobody_by_name(door):
    entry = a_talk(door, door.bo)
    entry.by = None
    entry.save()
    assert told(door)[0].startswith("A former colleague was in touch with them")


def page(door) -> str:
    return f"/companies/{door.company.pk}/guard/"


def outcomes() -> list[tuple[Any, ...]]:
    return list(GuardOutcome.objects.order_by("pk").values_list("team__name", "day", "reasons", "went_on"))


def test_the_page_shows_why_and_how_they_are_reached_and_whom_to_ask(client, door):
    a_talk(door, door.bo)
    contact = a_contact(door.company)
    client.force_login(door.anna)
    shown = client.get(f"{page(door)}?contact={contact.pk}").content.decode()
    for text in ("Talte om timer", "tel:20000001", "mailto:pia@maskin.example", f"mailto:{door.bo.email}?subject="):
        assert text in shown
    assert f'name="contact" value="{contact.pk}"' in shown


def test_whoever_left_the_company_is_not_among_those_to_call(client, door):
    a_contact(door.company, "Ole Rask", left_on=TODAY)
    a_contact(door.company, "Lis Rask", left_on=TODAY + timedelta(days=1))
    client.force_login(door.anna)
    shown = client.get(page(door)).content.decode()
    assert ("Ole Rask" in shown, "Lis Rask" in shown) == (False, True)


def test_where_something_warns_one_says_why_and_goes_on_to_write_it_down(client, door):
    a_talk(door, door.bo)
    contact = a_contact(door.company)
    client.force_login(door.anna)
    refused = client.post(page(door), {"way": "go", "why": " "})
    assert (refused.status_code, Claim.objects.count(), outcomes()) == (422, 0, [])
    answer = client.post(page(door), {"way": "go", "why": "De har selv ringet", "contact": contact.pk})
    assert answer.url == f"/companies/{door.company.pk}/contact-log/?contact={contact.pk}"
    assert Claim.objects.get().about == "De har selv ringet"
    assert outcomes() == [("Team Nord", TODAY, ["talked"], True)]


def test_where_nothing_warns_no_reason_is_asked_and_no_outcome_kept(client, door):
    client.force_login(door.anna)
    assert client.post(page(door), {"way": "go"}).status_code == 302
    assert (Claim.objects.count(), outcomes()) == (1, [])


def test_to_leave_it_is_a_contact_spared_and_gives_ones_claim_back(client, door):
    a_talk(door, door.bo)
    take_claim(door.anna, door.company, "", NOW)
    Claim.objects.update(until=NOW + timedelta(days=2))
    client.force_login(door.anna)
    assert client.post(page(door), {"way": "leave"}).url == f"/companies/{door.company.pk}/"
    assert outcomes() == [("Team Nord", TODAY, ["talked"], False)]
    assert Claim.objects.get().released_at is not None


def test_one_outcome_is_kept_for_an_hour_and_company_and_nobody_is_named(client, door):
    a_talk(door, door.bo)
    client.force_login(door.anna)
    for _ in range(3):
        client.post(page(door), {"way": "go", "why": "Haster"})
    client.post(page(door), {"way": "leave"})
    assert outcomes() == [("Team Nord", TODAY, ["talked"], True)]
    assert not LedgerEntry.objects.filter(subject_type__contains="guardoutcome").exists()


def test_whoever_left_it_and_goes_on_after_all_spared_nobody(client, door):
    a_talk(door, door.bo)
    client.force_login(door.anna)
    client.post(page(door), {"way": "leave"})
    client.post(page(door), {"way": "go", "why": "De ringede selv"})
    assert outcomes() == [("Team Nord", TODAY, ["talked"], True)]


def test_a_leader_without_a_team_is_counted_without_one(client, door):
    a_talk(door, door.bo)
    client.force_login(the_leader_of(door.team))
    client.post(page(door), {"way": "leave"})
    assert outcomes() == [(None, TODAY, ["talked"], False)]


def test_a_civil_registration_number_is_masked_and_kept_nowhere(client, door):
    client.force_login(door.anna)
    answer = client.post(page(door), {"way": "go", "why": "Om 010190-1234"})
    assert (answer.status_code, "010190-1234" in answer.content.decode(), Claim.objects.count()) == (422, False, 0)


@pytest.mark.parametrize("contact", ["", "x", "999999999999999999999", "-1"])
def test_a_contact_that_is_none_is_left_out(client, door, contact):
    client.force_login(door.anna)
    assert client.get(f"{page(door)}?contact={contact}").status_code == 200
    assert (
        client.post(page(door), {"way": "go", "contact": contact}).url == f"/companies/{door.company.pk}/contact-log/"
    )


def test_another_municipality_finds_no_company_and_a_trainer_is_told_why(client, door):
    client.force_login(an_outsider())
    assert client.get(page(door)).status_code == 404
    assert client.post(page(door), {"way": "leave"}).status_code == 404
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.get(page(door)).status_code == 403
