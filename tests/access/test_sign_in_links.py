"""Links in mail that let somebody choose a password: invitations, and those one asks for."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from tests.factories.people import (
    PASSWORD,
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.factories.sign_in import sign_in, somebody_without_a_password, with_an_app

from samklang.access.commands.sign_in import invite
from samklang.access.links import PasswordLinks, password_link
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
CHOSEN = "en rolig eftermiddag i november"


def link_in(letter) -> str:
    return re.search(r"https?://\S+", letter.body)[0].removeprefix("http://localhost:8000")


def choose(client, link: str, password: str = CHOSEN):
    """Follow the link and send the form; the answer to it."""
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def test_an_invitation_lets_one_choose_a_password_and_come_in(client, django_capture_on_commit_callbacks):
    team = a_team()
    lead, person = the_lead_of(team.parent), a_colleague_in(team)
    with django_capture_on_commit_callbacks(execute=True):
        invite(by=lead, person=person, place=team)
    (letter,) = mail.outbox
    assert (letter.to, letter.cc, letter.bcc) == ([person.email], [], [])
    assert letter.subject == "Din adgang til Samklang"
    assert f"Hej {person.name}" in letter.body
    assert lead.name in letter.body
    assert "inden for 14 dage" in letter.body
    answer = choose(client, link_in(letter))
    assert (answer.status_code, answer.url) == (302, "/")
    person.refresh_from_db()
    assert person.check_password(CHOSEN)
    deeds = Entry.objects.filter(about_id=person.pk).order_by("number").values_list("deed", flat=True)
    assert list(deeds)[-3:] == ["person-invited", "password-changed", "signed-in"]


def test_an_invitation_is_in_the_persons_own_language(django_capture_on_commit_callbacks):
    person = somebody_without_a_password(a_jobcentre(), language="en")
    with django_capture_on_commit_callbacks(execute=True):
        invite(by=None, person=person, place=person.municipality)
    assert mail.outbox[0].subject == "Your access to Samklang"
    assert "The administrator gives you access" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"email": None}, "no e-mail address"),
        ({"is_active": False}, "access is closed"),
        ({"password": "md5$salt$hash"}, "has a password already"),
    ],
)
def test_who_cannot_use_an_invitation_gets_none(changed, reason):
    person = somebody_without_a_password(a_jobcentre())
    Person.objects.filter(pk=person.pk).update(**changed)
    with pytest.raises(NotAllowed, match=reason):
        invite(by=None, person=person, place=person.municipality)
    assert (mail.outbox, Entry.objects.filter(deed="person-invited").count()) == ([], 0)


def test_nobody_invites_to_a_place_where_they_keep_no_register():
    team = a_team()
    person = a_colleague_in(team)
    for by in (an_outsider(), a_colleague_in(team)):
        with pytest.raises(NotAllowed, match="You invite nobody"):
            invite(by=by, person=person, place=team)
    outsider = an_outsider()
    with pytest.raises(NotAllowed, match="another municipality"):
        invite(by=outsider, person=person, place=outsider.grants.get().place)


@pytest.mark.parametrize("deed", ["invitation", "new-sign-in"])
@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("head", (200, 200)),
        ("lead", (200, 403)),
        ("leader", (200, 403)),
        ("colleague", (404, 404)),
        ("outsider", (404, 404)),
    ],
)
def test_who_may_invite_and_let_begin_again(client, deed, who, statuses):
    team = a_team()
    cast = {
        "head": lambda: the_head_of(team.parent),
        "lead": lambda: the_lead_of(team.parent),
        "leader": lambda: the_leader_of(team),
        "colleague": lambda: a_colleague_in(team),
        "outsider": an_outsider,
    }
    person = a_colleague_in(team)
    client.force_login(cast[who]())
    url = f"/account/people/{person.pk}/{deed}/?next=/account/profile/"
    status = statuses[deed == "new-sign-in"]
    assert client.get(url).status_code == status
    answer = client.post(url)
    assert answer.status_code == (302 if status == 200 else status)
    assert Entry.objects.filter(deed="person-invited").count() == (status == 200)
    if status == 200:
        assert answer.url == "/account/profile/"


def test_who_has_lost_everything_is_let_in_anew(client, django_capture_on_commit_callbacks):
    team = a_team()
    person = the_leader_of(team)
    with_an_app(person)
    elsewhere = type(client)()
    elsewhere.force_login(person)
    client.force_login(the_head_of(team.parent))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/account/people/{person.pk}/new-sign-in/", follow=True)
    assert f"Invitationen er sendt til {person.email}" in answer.content.decode()
    assert elsewhere.get("/account/profile/").status_code == 302
    assert choose(client, link_in(mail.outbox[0])).url == "/"


def test_the_pages_of_roles_and_of_an_employee_lead_to_it(client):
    team = a_team()
    person, leader = a_colleague_in(team), the_leader_of(team)
    client.force_login(the_head_of(team.parent))
    roles = client.get("/access/").content.decode()
    assert f"/account/people/{person.pk}/invitation/?next=/access/" in roles
    assert f"/account/people/{leader.pk}/new-sign-in/?next=/access/" in roles
    client.force_login(the_lead_of(team.parent))
    page = client.get(f"/people/employees/{person.employee.pk}/").content.decode()
    assert f"/account/people/{person.pk}/invitation/?next=/people/employees/{person.employee.pk}/" in page


def test_nobody_lets_themselves_begin_again(client):
    head = the_head_of(a_jobcentre())
    client.force_login(head)
    assert client.get(f"/account/people/{head.pk}/new-sign-in/").status_code == 403


def test_a_name_with_line_breaks_changes_no_header_of_a_letter(django_capture_on_commit_callbacks):
    hostile = "Anna\r\nBcc: everybody@example.org"
    person = somebody_without_a_password(a_jobcentre(), name=hostile)
    lead = the_lead_of(a_jobcentre(person.municipality, "Et andet"))
    Person.objects.filter(pk=lead.pk).update(name=hostile)
    lead = Person.objects.get(pk=lead.pk)
    with django_capture_on_commit_callbacks(execute=True):
        invite(by=lead, person=person, place=lead.grants.get().place)
    headers = mail.outbox[0].message().items()
    assert [value for name, value in headers if name == "To"] == [person.email]
    assert not [name for name, _ in headers if name.lower() == "bcc"]


def test_a_link_works_once(client):
    person = somebody_without_a_password(a_jobcentre())
    link = password_link(person).removeprefix("http://localhost:8000")
    assert choose(client, link).status_code == 302
    client.post("/account/logout/")
    page = client.get(link, follow=True).content.decode()
    assert "Linket kan ikke bruges længere" in page
    assert "password1" not in page


@pytest.mark.parametrize(
    ("has_password", "age", "works"),
    [
        (False, timedelta(days=13, hours=23), True),
        (False, timedelta(days=14, minutes=1), False),
        (True, timedelta(hours=1, minutes=59), True),
        (True, timedelta(hours=2, minutes=1), False),
    ],
)
def test_an_invitation_lasts_a_fortnight_and_a_link_asked_for_two_hours(monkeypatch, has_password, age, works):
    person = somebody_without_a_password(a_jobcentre())
    if has_password:
        person.set_password(PASSWORD)
        person.save()
    links = PasswordLinks()
    token, now = links.make_token(person), links._now()
    monkeypatch.setattr(links, "_now", lambda: now + age)
    assert links.check_token(person, token) is works


def test_a_link_dies_with_the_access_the_address_and_the_password(client):
    for changed in ({"is_active": False}, {"email": "other@example.org"}, {"password": "md5$x$y"}):
        person = somebody_without_a_password(a_jobcentre())
        token = PasswordLinks().make_token(person)
        assert PasswordLinks().check_token(person, token)
        Person.objects.filter(pk=person.pk).update(**changed)
        assert not PasswordLinks().check_token(Person.objects.get(pk=person.pk), token)


@pytest.mark.parametrize("token", ["", "x", "-", "zzz-abc", "é-1", "1" * 500 + "-2"])
def test_a_link_that_is_made_up_is_refused(client, token):
    person = somebody_without_a_password(a_jobcentre())
    assert not PasswordLinks().check_token(person, token)
    if token:
        assert client.get(f"/account/password/reset/key/{person.pk}-{token}/", follow=True).status_code in (200, 404)


def test_who_has_forgotten_the_password_gets_a_link_and_the_page_does_not_say_whether_one_is_known(client):
    person = the_lead_of(a_jobcentre())
    pages = []
    for address in (person.email, "nobody@example.org"):
        answer = client.post("/account/password/reset/", {"email": address}, follow=True)
        assert answer.redirect_chain == [("/account/password/reset/done/", 302)]
        pages.append(answer.content.decode().replace(str(address), ""))
    assert [line for line in pages[0].splitlines() if "csrf" not in line.lower()] == [
        line for line in pages[1].splitlines() if "csrf" not in line.lower()
    ]
    to_known, to_unknown = mail.outbox
    assert (to_known.to, to_unknown.to) == ([person.email], ["nobody@example.org"])
    assert "Ingen logger ind i Samklang med den" in to_unknown.body
    assert "/password/reset/key/" not in to_unknown.body
    assert choose(client, link_in(to_known)).status_code == 302
    assert mail.outbox[-1].subject == "Din adgangskode er skiftet"


def test_a_mail_server_that_is_down_neither_breaks_the_page_nor_tells_who_is_known(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    for address in (the_lead_of(a_jobcentre()).email, "nobody@example.org"):
        assert client.post("/account/password/reset/", {"email": address}).url == "/account/password/reset/done/"


def test_who_has_no_access_any_more_gets_no_link(client):
    person = the_lead_of(a_jobcentre())
    Person.objects.filter(pk=person.pk).update(is_active=False)
    client.post("/account/password/reset/", {"email": person.email})
    assert "/password/reset/key/" not in mail.outbox[0].body


def test_the_link_begins_with_the_sites_own_address_whatever_the_request_says(client):
    person = the_lead_of(a_jobcentre())
    client.post("/account/password/reset/", {"email": person.email}, headers={"host": "elsewhere.example"})
    assert "http://localhost:8000/account/password/reset/key/" in mail.outbox[0].body
    assert "elsewhere" not in mail.outbox[0].body


def test_links_are_not_asked_for_again_and_again(client):
    person = the_lead_of(a_jobcentre())
    statuses = [client.post("/account/password/reset/", {"email": person.email}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_new_password_by_link_does_not_pass_by_the_second_step(client):
    person = the_lead_of(a_jobcentre())
    with_an_app(person)
    answer = choose(client, password_link(person).removeprefix("http://localhost:8000"))
    assert answer.url == "/account/2fa/authenticate/"
    assert client.get("/").status_code == 302


def test_a_link_followed_by_somebody_else_signs_them_out_first(client):
    somebody, person = the_lead_of(a_jobcentre()), somebody_without_a_password(a_jobcentre())
    sign_in(client, somebody)
    choose(client, password_link(person).removeprefix("http://localhost:8000"))
    assert client.session["_auth_user_id"] == str(person.pk)
    somebody.refresh_from_db()
    assert somebody.check_password(PASSWORD)
