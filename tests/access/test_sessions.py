"""Sessions begin anew at sign-in, and end: when nothing is asked for, after some hours, and when access ends."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.people import PASSWORD, a_jobcentre, the_lead_of
from tests.factories.sign_in import sign_in

from samklang.access.commands.sign_in import end_sessions
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


def test_a_session_gets_a_new_key_when_somebody_signs_in_so_that_one_put_there_before_is_worth_nothing(client):
    client.get("/account/login/")
    session = client.session
    session["put"] = "there"
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client, the_lead_of(a_jobcentre()))
    assert client.cookies["sessionid"].value != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_a_key_that_was_made_up_is_not_taken_over(client):
    client.cookies["sessionid"] = "made0up0by0somebody0else00000000"
    sign_in(client, the_lead_of(a_jobcentre()))
    assert client.cookies["sessionid"].value != "made0up0by0somebody0else00000000"


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends_with_the_browser(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    sign_in(client, the_lead_of(a_jobcentre()))
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"], cookie["max-age"]) == (True, True, "Lax", "")


def test_a_session_ends_some_hours_after_signing_in_and_says_so(client, settings):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    _wind_back(client, "signed_in_at", settings.SESSION_MOST_HOURS * 3600 - 60)
    assert client.get("/account/profile/").status_code == 200
    _wind_back(client, "signed_in_at", 61)
    answer = client.get("/account/profile/?day=1", follow=True)
    assert answer.redirect_chain == [("/account/login/?next=%2Faccount%2Fprofile%2F%3Fday%3D1", 302)]
    assert "Du er logget ud, fordi det er mere end 10 timer siden" in answer.content.decode()
    assert Entry.objects.order_by("-number")[0].details == {"why": "time"}


def test_a_part_of_a_page_asked_for_after_that_sends_the_whole_page_to_sign_in(client, settings):
    sign_in(client, the_lead_of(a_jobcentre()))
    _wind_back(client, "signed_in_at", settings.SESSION_MOST_HOURS * 3600)
    answer = client.get("/account/profile/", headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"].startswith("/account/login/")


def _wind_back(client, name: str, seconds: int) -> None:
    session = client.session
    session[name] -= seconds
    session.save()


def test_a_session_ends_when_nothing_has_been_asked_for(client, settings):
    sign_in(client, the_lead_of(a_jobcentre()))
    left = client.session.get_expiry_age()
    assert 0 < left <= settings.SESSION_COOKIE_AGE == 3600
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/account/profile/").status_code == 302


def test_a_session_is_written_at_most_once_a_minute(client):
    sign_in(client, the_lead_of(a_jobcentre()))
    client.get("/account/profile/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/account/profile/")
    assert [one["sql"] for one in queries if one["sql"].startswith(("UPDATE", "INSERT"))] == []
    _wind_back(client, "seen_at", 60)
    before = Session.objects.get().expire_date
    time.sleep(0.01)
    client.get("/account/profile/")
    assert Session.objects.get().expire_date > before


def test_a_new_password_ends_every_other_session(client):
    person = the_lead_of(a_jobcentre())
    elsewhere = type(client)()
    sign_in(client, person)
    sign_in(elsewhere, person)
    assert elsewhere.get("/account/profile/").status_code == 200
    new = {"password1": "en ny og lang adgangskode", "password2": "en ny og lang adgangskode"}
    client.post("/account/password/change/", {"oldpassword": PASSWORD, **new})
    assert (client.get("/account/profile/").status_code, elsewhere.get("/account/profile/").status_code) == (200, 302)


def test_one_sees_where_one_is_signed_in_and_signs_out_everywhere_else(client):
    person = the_lead_of(a_jobcentre())
    elsewhere = type(client)()
    sign_in(client, person)
    sign_in(elsewhere, person, headers={"user-agent": "Somebody's telephone"})
    assert "Somebody&#x27;s telephone" in client.get("/account/sessions/").content.decode()
    assert "2 steder" in client.get("/account/profile/").content.decode()
    answer = client.post("/account/sessions/", follow=True)
    assert "Du er logget ud alle andre steder" in answer.content.decode()
    assert (client.get("/account/profile/").status_code, elsewhere.get("/account/profile/").status_code) == (200, 302)


def test_nobody_sees_or_ends_the_sessions_of_others(client):
    one, other = the_lead_of(a_jobcentre()), the_lead_of(a_jobcentre())
    elsewhere = type(client)()
    sign_in(client, one)
    sign_in(elsewhere, other, headers={"user-agent": "Somebody's telephone"})
    assert "Somebody" not in client.get("/account/sessions/").content.decode()
    client.post("/account/sessions/")
    assert elsewhere.get("/account/profile/").status_code == 200


def test_whoever_leaves_is_signed_out_everywhere_at_once(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    assert end_sessions(by=None, person=person) == 1
    assert (client.get("/account/profile/").status_code, UserSession.objects.count()) == (302, 0)
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.deed, entry.about_id, entry.details) == ("sessions-ended", person.pk, {"count": 1})
