"""People from outside: the least access there is, while it lasts."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.access.enums import Right, Role
from samklang.access.models import Person
from samklang.people.commands import add_external
from samklang.people.enums import ExternalKind
from samklang.people.models import External

pytestmark = pytest.mark.django_db
URL = "/people/externals/"
TODAY = localdate()


@pytest.fixture
def team():
    return a_team(a_jobcentre())


def _external(team, name="Tove Træner"):
    return add_external(
        by=None, jobcentre=team.parent, kind=ExternalKind.TRAINER, name=name, organisation="Kursusfirmaet",
        email="tove@x.dk", first_day=TODAY,
    )  # fmt: skip


def _sent(team, **changes):
    return {
        "name": "Ole Øst", "organisation": "UCL", "email": "ole@x.dk", "kind": "observer",
        "jobcentre": team.parent_id, "first_day": TODAY.isoformat(), "last_day": "", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        (None, (302, 302, 302)), (a_colleague_in, (403, 403, 404)), (the_leader_of, (200, 403, 404)),
        (lambda team: the_lead_of(team.parent), (200, 200, 200)),
        (lambda team: the_head_of(team.parent), (200, 403, 403)), (lambda _: an_outsider(), (200, 200, 404)),
    ],
)  # fmt: skip
def test_who_sees_adds_and_ends(client, team, who, statuses):
    external = _external(team)
    if who:
        client.force_login(who(team))
    urls = (URL, f"{URL}new/", f"{URL}{external.pk}/ending/")
    assert tuple(client.get(url).status_code for url in urls) == statuses


def test_somebody_of_another_jobcentre_is_not_listed(client, team):
    _external(team)
    client.force_login(an_outsider())
    assert "Tove" not in client.get(URL).content.decode()


def test_who_is_added_may_do_nothing_but_be_what_they_are(client, team):
    client.force_login(the_lead_of(team.parent))
    client.post(f"{URL}new/", _sent(team))
    person = Person.objects.get(email="ole@x.dk")
    assert [(one.role, one.place) for one in person.grants.all()] == [(Role.OBSERVER, team.parent)]
    assert set(person.standing.rights) == {Right.SEE_METHOD, Right.PRACTISE}
    client.force_login(person)
    employee = an_employee(team)
    for url in ("/people/employees/", "/people/teams/", "/people/leave-calendar/", URL):
        assert client.get(url).status_code == 403
    for url in (employee.get_absolute_url(), f"/people/teams/{team.pk}/"):
        assert client.get(url).status_code == 404


def test_access_ends_on_a_day(client, team):
    external = _external(team)
    client.force_login(the_lead_of(team.parent))
    client.post(f"{URL}{external.pk}/ending/", {"last_day": TODAY.isoformat()})
    external.refresh_from_db()
    assert external.last_day == TODAY
    assert not external.person.grants.in_force(TODAY + timedelta(days=1)).exists()
    later = (TODAY + timedelta(days=1)).isoformat()
    assert "Adgang sluttet" in client.get(URL, {"as_of": later}).content.decode()


def test_access_does_not_end_before_it_begins(client, team):
    external = _external(team)
    client.force_login(the_lead_of(team.parent))
    answer = client.post(f"{URL}{external.pk}/ending/", {"last_day": (TODAY - timedelta(days=1)).isoformat()})
    assert answer.status_code == 422
    external.refresh_from_db()
    assert external.last_day is None


def test_a_mistake_keeps_what_was_typed(client, team):
    an_employee(team, email="taken@x.dk")
    client.force_login(the_lead_of(team.parent))
    answer = client.post(f"{URL}new/", _sent(team, email="taken@x.dk", name=""))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="taken@x.dk"' in text
    assert "Skriv navnet." in text
    assert not External.objects.exists()
