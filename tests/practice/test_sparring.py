"""Two agree on a sparring: who can be asked, both calendars, moving and cancelling."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import a_colleague_in, a_team, an_outsider, the_lead_of, the_leader_of
from tests.factories.practice_sparring import a_licence, a_pair, a_sparring, a_working_day, at, under_way

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.feeds import make_feed
from samklang.delivery.commands.posting import post
from samklang.delivery.enums import MailState, Method
from samklang.ledger.models import Entry
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave
from samklang.practice.commands import sparring as commands
from samklang.practice.enums import SparringState
from samklang.practice.models import PairingRound, Sparring, SparringEntry, SparringMail, SparringNotes
from samklang.practice.queries.sparring import partners_for

pytestmark = pytest.mark.django_db
NASTY = (
    {"partner": "9" * 40}, {"partner": "x"}, {"framework": "9" * 40}, {"day": "31-02-2026"}, {"day": ""},
    {"half": "other"}, {"half": "other", "begins": "25:99"}, {"half": "<b>"}, {"minutes": "9" * 30},
)  # fmt: skip


@pytest.fixture
def pair():
    return a_pair()


def sent_now(when=None):
    """Everything that is due is sent: as if it were a working morning after all quiet hours."""
    SparringMail.objects.filter(state=MailState.WAITING).update(not_before=timezone.now() - timedelta(minutes=1))
    post(now=when or timezone.now())
    found, sent_mail.outbox = list(sent_mail.outbox), []
    return found


def ics_of(one) -> str:
    parts = [part for part in one.message().walk() if part.get_content_type() == "text/calendar"]
    return parts[0].get_payload(decode=True).decode().replace("\r\n ", "")


def may_ask(pair, begins=None):
    begins = begins or at(a_working_day(), 9)
    return partners_for(pair.focus_person, pair.framework, begins, begins + timedelta(hours=1))


def test_who_can_be_asked_has_a_licence_is_at_work_and_free_and_leads_nobody_of_the_two(pair):
    a_colleague_in(pair.team)
    assert may_ask(pair) == [pair.partner]
    leader = a_colleague_in(pair.team)
    a_licence(leader, pair.framework)
    assert set(may_ask(pair)) == {pair.partner, leader}
    led_by = Employee.objects.get(person=leader)
    Engagement.objects.filter(employee__person=pair.focus_person).update(manager=led_by)
    assert may_ask(pair) == [pair.partner]
    elsewhere = a_colleague_in(a_team())
    a_licence(elsewhere, pair.framework)
    assert may_ask(pair) == [pair.partner]
    day = a_working_day()
    employee = Employee.objects.get(person=pair.partner)
    leave = Leave.objects.create(employee=employee, kind=LeaveKind.HOLIDAY, first_day=day, last_day=day)
    assert may_ask(pair) == []
    leave.delete()
    a_sparring(pair, focus_person=a_colleague_in(pair.team), by=None)
    assert may_ask(pair) == []
    assert may_ask(pair, at(day, 13)) == [pair.partner]


def test_what_does_not_fit_is_refused_and_nothing_is_booked(pair):
    stranger, leader = an_outsider(), a_colleague_in(pair.team)
    a_licence(leader, pair.framework)
    Engagement.objects.filter(employee__person=leader).update(manager=Employee.objects.get(person=pair.focus_person))
    unlicensed, day = a_colleague_in(pair.team), a_working_day()
    for changes in (
        {"partner": stranger}, {"partner": leader}, {"partner": unlicensed}, {"partner": pair.focus_person},
        {"by": pair.partner}, {"by": the_lead_of(pair.jobcentre)}, {"begins": timezone.now() - timedelta(days=1)},
        {"ends": at(day, 8)}, {"ends": at(day, 22)}, {"begins": at(day + timedelta(days=800), 9)},
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            a_sparring(pair, day=day, **changes)
    assert (Sparring.objects.count(), SparringMail.objects.count(), SparringNotes.objects.count()) == (0, 0, 0)


def test_a_round_of_the_lead_books_without_a_licence_where_it_asks_for_none_and_the_lead_may_move_it(pair, client):
    lead, day = the_lead_of(pair.jobcentre), timezone.localdate()
    round_ = PairingRound.objects.create(
        jobcentre=pair.jobcentre, framework=pair.framework, title="Efterår", first_day=day, last_day=day,
        min_licences=0, made_at=timezone.now(),
    )  # fmt: skip
    other = a_colleague_in(pair.team)
    with pytest.raises(NotAllowed):
        a_sparring(pair, by=pair.focus_person, partner=other, round_=round_)
    made = a_sparring(pair, by=lead, partner=other, round_=round_)
    client.force_login(lead)
    assert client.get(made.get_absolute_url()).status_code == 404
    url = reverse("practice:sparring-time", args=[made.pk])
    form = {"day": a_working_day(9).isoformat(), "half": "pm", "minutes": "60", "where": "Lokale 9"}
    assert client.get(url).status_code == 200
    assert client.post(url, form).url == reverse("practice:sparring-overview")
    made.refresh_from_db()
    assert (timezone.localdate(made.begins), made.where) == (a_working_day(9), "Lokale 9")
    own = a_sparring(pair, day=a_working_day(12))
    assert client.get(reverse("practice:sparring-time", args=[own.pk])).status_code == 404


def test_both_calendars_are_told_with_one_entry_each_that_moves_and_goes(pair):
    made = a_sparring(pair)
    first = sent_now()
    assert sorted(one.to[0] for one in first) == sorted([pair.focus_person.email, pair.partner.email])
    day = a_working_day(9)
    moved = {"by": pair.partner, "sparring": made, "begins": at(day, 13), "ends": at(day, 14), "where": "Lokale 5"}
    assert commands.move(**moved, now=timezone.now())
    assert not commands.move(**moved, now=timezone.now())
    second = sent_now()
    commands.cancel(by=pair.focus_person, sparring=made, because="", now=timezone.now())
    third = sent_now()
    uids = {one.uid for one in SparringEntry.objects.all()}
    assert len(uids) == 2
    for mails, method, sequence in ((first, "REQUEST", 0), (second, "REQUEST", 1), (third, "CANCEL", 2)):
        said = [ics_of(one) for one in mails]
        assert len(said) == 2
        assert all(f"METHOD:{method}" in one and f"SEQUENCE:{sequence}\r\n" in one for one in said)
        assert {uid for uid in uids if any(f"UID:{uid}" in one for one in said)} == uids
    assert "Lokale 5" in ics_of(second[0])
    assert [one.state for one in SparringMail.objects.all()] == [MailState.SENT] * 6
    assert not SparringNotes.objects.exists()


def test_who_has_not_heard_of_it_is_told_only_what_holds(pair):
    made, day = a_sparring(pair), a_working_day(9)
    commands.move(
        by=pair.focus_person, sparring=made, begins=at(day, 9), ends=at(day, 10), where="", now=timezone.now()
    )
    assert {one.subject for one in sent_now()} == {"Kollegial sparring er aftalt"}
    other = a_sparring(pair, day=a_working_day(15))
    commands.cancel(by=pair.focus_person, sparring=other, now=timezone.now())
    assert sent_now() == []
    assert not SparringMail.objects.filter(method=Method.CANCEL).exists()


def test_what_is_over_or_has_no_address_is_not_sent(pair):
    Person.objects.filter(pk=pair.partner.pk).update(email=None)
    a_sparring(pair, partner=Person.objects.get(pk=pair.partner.pk))
    assert SparringMail.objects.count() == 1
    assert sent_now(timezone.now() + timedelta(days=60)) == []
    assert SparringMail.objects.get().state == MailState.DROPPED


def test_the_calendar_feed_has_the_sparring_of_both_and_of_nobody_else(pair, client):
    made = a_sparring(pair)
    commands.move(
        by=pair.partner, sparring=made, begins=at(a_working_day(9), 9), ends=at(a_working_day(9), 10), where="Her",
        now=timezone.now(),
    )  # fmt: skip
    for person, there in ((pair.focus_person, True), (pair.partner, True), (a_colleague_in(pair.team), False)):
        _, secret = make_feed(by=person, now=timezone.now())
        text = client.get(reverse("delivery:feed", args=[secret])).content.decode().replace("\r\n ", "")
        assert ("Kollegial sparring" in text) is there
        assert ("SEQUENCE:1\r\n" in text) is there


def test_it_is_agreed_on_two_pages_without_javascript(pair, client):
    client.force_login(pair.focus_person)
    url = reverse("practice:new-sparring")
    assert "Aftal en sparring" in client.get(reverse("practice:sparrings")).content.decode()
    when = {
        "framework": pair.framework.pk,
        "day": a_working_day().isoformat(),
        "half": "am",
        "minutes": "",
        "where": "4",
    }
    shown = client.get(url, when)
    assert pair.partner.name in shown.content.decode()
    answer = client.post(url, {**when, "partner": pair.partner.pk})
    made = Sparring.objects.get()
    assert answer.url == reverse("practice:sparring-focus", args=[made.pk])
    assert (made.focus_person, made.partner, made.team, made.where) == (
        pair.focus_person, pair.partner, pair.team, "4",
    )  # fmt: skip
    assert Entry.objects.filter(deed="sparring-booked", actor_id=pair.focus_person.pk).count() == 1
    assert client.post(url, {**when, "partner": pair.partner.pk}).status_code == 422
    later = {**when, "day": a_working_day(20).isoformat(), "partner": ""}
    for nasty in NASTY:
        assert client.post(url, {**later, **nasty}).status_code == 422
    assert Sparring.objects.count() == 1


def test_each_of_the_two_sees_it_and_says_that_it_was_held_and_nobody_else_can(pair, client):
    made = a_sparring(pair)
    held = reverse("practice:sparring-held", args=[made.pk])
    others = (a_colleague_in(pair.team), the_leader_of(pair.team), the_lead_of(pair.jobcentre), an_outsider())
    for person in others:
        client.force_login(person)
        assert client.get(made.get_absolute_url()).status_code == 404
        assert client.post(held).status_code == 404
    client.force_login(pair.partner)
    assert client.get(made.get_absolute_url()).status_code == 200
    assert client.post(held).status_code == 403
    under_way(made)
    assert client.post(held).status_code == 302
    assert client.post(held).status_code == 403
    made.refresh_from_db()
    assert made.state == SparringState.HELD
    assert client.get(f"/practice/sparring/{'9' * 30}/").status_code == 404
