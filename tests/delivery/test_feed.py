"""One's own sessions in one's own calendar, at an address that nobody guesses and that can be made to stop."""

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from tests.factories.delivery import person_called, the_coming_monday, the_course
from tests.factories.people import the_lead_of

from samklang.delivery.commands.feeds import make_feed
from samklang.delivery.models import FeedAddress, Invitation, Session
from samklang.ledger.models import Entry
from samklang.planning.commands.publication import withdraw
from samklang.planning.queries import holding

pytestmark = pytest.mark.django_db
PAGE = "/courses/own/calendar/"


@pytest.fixture
def course():
    return the_course(monday=the_coming_monday())


@pytest.fixture
def anne(course):
    return person_called(course, "anne")


def address_of(person) -> str:
    return f"/courses/feed/{make_feed(by=person, now=timezone.now())[1]}.ics"


def events_in(response):
    return IcsCalendarStream.calendar_from_ics(response.content.decode()).events


def test_the_feed_has_the_same_entries_as_the_mails_and_only_ones_own(client, anne):
    answer = client.get(address_of(anne))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    own = Invitation.objects.filter(person=anne)
    assert {(one.uid, one.sequence) for one in events_in(answer)} == set(own.values_list("uid", "sequence"))
    assert "Bo Kj" not in answer.content.decode()


def test_what_is_cancelled_is_in_the_feed_as_cancelled_and_moved_ahead(client, course, anne):
    address = address_of(anne)
    withdraw(by=None, publication=holding(course.programme), now=timezone.now())
    assert {(one.status, one.sequence) for one in events_in(client.get(address))} == {("CANCELLED", 1)}


def test_what_has_not_changed_is_not_sent_again(client, course, anne):
    address = address_of(anne)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    Invitation.objects.filter(person=anne).update(changed_at=timezone.now() + timedelta(seconds=2))
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_a_year_of_sessions_takes_less_than_50_ms(client, course, anne):
    template, session = Invitation.objects.filter(person=anne).first(), course.sessions.first()
    for number in range(60):
        begins = session.begins + timedelta(days=number)
        made = Session.objects.create(
            course=course, cohort=1, slot=f"S{number}", title=f"Gang {number}", begins=begins,
            ends=begins + timedelta(hours=3), capacity=12,
        )  # fmt: skip
        told = {**template.told, "begins": begins.isoformat(), "ends": made.ends.isoformat()}
        Invitation.objects.create(
            course=course, person=anne, slot=made.slot, teaches=False, session=made, uid=f"{number}@samklang",
            told=told, changed_at=template.changed_at,
        )  # fmt: skip
    address = address_of(anne)
    client.get(address)
    took = []
    for _ in range(7):
        began = time.perf_counter()
        answer = client.get(address)
        took.append(time.perf_counter() - began)
    assert len(events_in(answer)) == 62
    assert min(took) < 0.05


def test_an_address_that_was_revoked_looks_like_one_that_never_was(client, course, anne):
    address = address_of(anne)
    client.force_login(anne)
    assert client.post(f"{PAGE}revocation/").status_code == 302
    client.logout()
    revoked, unknown = client.get(address), client.get("/courses/feed/no-such-secret.ics")
    assert (revoked.status_code, revoked.content) == (unknown.status_code, unknown.content) == (404, unknown.content)
    assert set(Entry.objects.filter(about_id=anne.pk).values_list("deed", flat=True)) >= {"feed-made", "feed-revoked"}


def test_a_new_address_is_shown_once_and_the_one_before_stops(client, course, anne):
    client.force_login(anne)
    made = client.post(PAGE).content.decode()
    first = re.search(r"/courses/feed/[\w-]+\.ics", made)[0]
    assert first not in client.get(PAGE).content.decode()
    assert client.get(first).status_code == 200
    client.post(PAGE)
    assert client.get(first).status_code == 404
    assert FeedAddress.objects.filter(person=anne, revoked_at=None).count() == 1


def test_the_secret_is_kept_nowhere(anne):
    _, secret = make_feed(by=anne, now=timezone.now())
    assert secret not in str(list(FeedAddress.objects.values())) + str(list(Entry.objects.values()))


def test_the_day_it_was_fetched_is_noted_and_not_the_time(client, anne):
    address = address_of(anne)
    client.get(address)
    assert FeedAddress.objects.get().last_fetched_on == timezone.localdate()


def test_whoever_may_no_longer_sign_in_has_no_feed(client, anne):
    address = address_of(anne)
    anne.is_active = False
    anne.save()
    assert client.get(address).status_code == 404


def test_whoever_has_no_sessions_has_an_empty_calendar(client, course):
    answer = client.get(address_of(the_lead_of(course.programme.jobcentre)))
    assert (answer.status_code, events_in(answer)) == (200, [])


def test_the_feed_can_only_be_read(client, anne):
    assert client.post(address_of(anne)).status_code == 405
