"""The pages of roles: find, give, end, take back; and what each role may do."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.access import anew, the_administrator_of
from tests.factories.people import a_colleague_in, a_municipality, a_team, an_employee, the_head_of, the_lead_of

from samklang.access.enums import RIGHTS, Right, Role
from samklang.access.models import Person, RoleGrant
from samklang.access.words import RIGHTS_IN_WORDS, ROLES_IN_WORDS

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - roles are asked about today


def test_every_role_and_right_has_words():
    assert set(ROLES_IN_WORDS) == set(Role) == set(RIGHTS)
    assert set(RIGHTS_IN_WORDS) == set(Right)


def test_the_head_finds_a_colleague_and_gives_a_role(client):
    team = a_team()
    colleague = a_colleague_in(team)
    client.force_login(the_head_of(team.parent))
    found = client.get(reverse("new-role"), {"q": colleague.name})
    assert colleague.email in found.content.decode()
    url = f"{reverse('new-role')}?person={colleague.pk}"
    values = {"role": "programme-lead", "place": team.parent_id, "first_day": TODAY.isoformat(), "last_day": ""}
    assert client.post(url, values).status_code == 302
    assert anew(colleague).standing.may(Right.MAKE_PLANS, team.pk)
    page = client.get(reverse("roles")).content.decode()
    assert f"{colleague.name} har nu rollen" in page


def test_a_form_with_mistakes_keeps_what_was_typed(client):
    team = a_team()
    colleague = a_colleague_in(team)
    client.force_login(the_head_of(team.parent))
    url = f"{reverse('new-role')}?person={colleague.pk}"
    values = {"role": "administrator", "place": team.pk, "first_day": TODAY.isoformat(), "last_day": ""}
    answer = client.post(url, values)
    assert answer.status_code == 422
    assert "Vælg en rolle på listen" in answer.content.decode()
    values = {"role": "head", "place": "", "first_day": "2026-05-02", "last_day": "2026-05-01"}
    page = client.post(url, values).content.decode()
    assert "Den sidste dag ligger før den første" in page
    assert "2026-05-02" in page


def test_somebody_without_an_address_and_somebody_elsewhere(client):
    team, elsewhere = a_team(), a_team()
    silent, stranger = an_employee(team, name="Ida Uden"), a_colleague_in(elsewhere)
    client.force_login(the_head_of(team.parent))
    page = client.get(f"{reverse('new-role')}?person={silent.person_id}").content.decode()
    assert "har ingen e-mail" in page
    assert client.get(f"{reverse('new-role')}?person={stranger.pk}").status_code == 404
    assert stranger.name not in client.get(reverse("new-role"), {"q": "Carl"}).content.decode()
    assert client.get(f"{reverse('new-role')}?person=nobody").status_code == 200


def test_a_reader_for_the_works_council_is_invited(client, django_capture_on_commit_callbacks):
    municipality = a_municipality()
    client.force_login(the_administrator_of(municipality))
    values = {
        "name": "Ditte Mark", "email": "ditte@example.org", "language": "da", "role": "works-council-reader",
        "place": municipality.pk, "first_day": TODAY.isoformat(), "last_day": "",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("newcomer"), values).status_code == 302
    person = Person.objects.get(email="ditte@example.org")
    assert person.standing.roles == {Role.WORKS_COUNCIL_READER}
    assert [letter.to for letter in mail.outbox] == [["ditte@example.org"]]
    assert client.post(reverse("newcomer"), values).status_code == 422
    assert Person.objects.filter(name="Ditte Mark").count() == 1


def test_a_role_is_ended_at_once_and_taken_back(client):
    team = a_team()
    lead = the_lead_of(team.parent)
    grant = lead.grants.get()
    client.force_login(the_head_of(team.parent))
    client.post(reverse("role-ending", args=[grant.pk]), {"when": "now", "last_day": ""})
    grant.refresh_from_db()
    assert grant.last_day == TODAY - timedelta(days=1)
    undo = f"{reverse('role-reopening', args=[grant.pk])}?until="
    assert undo in client.get(reverse("roles")).content.decode()
    client.post(undo)
    grant.refresh_from_db()
    assert grant.last_day is None


def test_a_role_ends_with_a_day_to_come(client):
    team = a_team()
    grant = the_lead_of(team.parent).grants.get()
    client.force_login(the_head_of(team.parent))
    url, friday = reverse("role-ending", args=[grant.pk]), TODAY + timedelta(days=5)
    assert client.post(url, {"when": "later", "last_day": ""}).status_code == 422
    assert client.post(url, {"when": "later", "last_day": "2020-01-01"}).status_code == 422
    assert client.post(url, {"when": "later", "last_day": friday.isoformat()}).status_code == 302
    grant.refresh_from_db()
    assert grant.last_day == friday


@pytest.mark.parametrize("until", ["never", "2020-13-45", "1"])
def test_a_way_back_that_was_tampered_with_changes_nothing(client, until):
    team = a_team()
    grant = the_lead_of(team.parent).grants.get()
    client.force_login(the_head_of(team.parent))
    answer = client.post(f"{reverse('role-reopening', args=[grant.pk])}?until={until}")
    assert answer.status_code in {302, 400, 404}
    grant.refresh_from_db()
    assert grant.last_day is None


def test_the_list_is_narrowed_by_name_role_place_and_time(client):
    team = a_team()
    lead, head = the_lead_of(team.parent), the_head_of(team.parent)
    RoleGrant.objects.filter(person=lead).update(last_day=TODAY - timedelta(days=1))
    client.force_login(head)
    found = reverse("roles")
    assert lead.name not in client.get(found).content.decode()
    assert lead.name in client.get(found, {"state": "ended"}).content.decode()
    assert lead.name in client.get(found, {"state": "ever", "q": lead.name, "role": "programme-lead"}).content.decode()
    assert lead.name not in client.get(found, {"state": "ever", "role": "head"}).content.decode()
    assert lead.name not in client.get(found, {"state": "ever", "place": team.pk}).content.decode()


def test_the_list_costs_the_same_questions_for_one_and_for_three(client):
    team = a_team()
    client.force_login(the_head_of(team.parent))
    costs = []
    client.get(reverse("roles"))
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("roles"))
        costs.append(len(seen))
        the_lead_of(team.parent)
        a_colleague_in(team)
    assert costs[0] == costs[1]


def test_everybody_sees_their_own_roles_and_what_each_may_do(client):
    team = a_team()
    client.force_login(a_colleague_in(team))
    page = client.get(reverse("roles")).content.decode()
    assert team.name in page
    assert "Åbne oplysninger i nogle timer" in page
    assert "Hvem har hvilken rolle" not in page
