"""The programme lead says which profile goes with which role of the register; the name suggests one."""

import pytest
from django.urls import reverse
from tests.factories.access import anew
from tests.factories.method import the_frameworks_of
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
)

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.method.commands.role_profile import choose_profiles, guess_profiles
from samklang.method.models import RoleProfile
from samklang.method.queries.role_profiles import guess_from, roles_at

pytestmark = pytest.mark.django_db
TODAY = today()
KEYS = ("counsellor", "job-consultant", "business-service-consultant", "team-leader")


@pytest.fixture
def jobcentre():
    place = a_jobcentre()
    the_frameworks_of(place)
    team = a_team(place)
    for role in ("Jobkonsulent", "Jobkonsulent", "Beskæftigelsesrådgiver", "Receptionist"):
        an_employee(team, role=role)
    return place


@pytest.mark.parametrize(
    ("role", "key"),
    [
        ("Jobkonsulent", "job-consultant"), ("Senior jobkonsulent", "job-consultant"), ("Teamleder", "team-leader"),
        ("Virksomhedskonsulent", "business-service-consultant"), ("Beskæftigelsesrådgiver", "counsellor"),
        ("Receptionist", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_role_suggests_a_profile(role, key):
    assert guess_from(role, KEYS) == key
    assert guess_from(role, ()) == ""


def test_roles_are_those_of_today_with_how_many(jobcentre):
    assert [(one.role, one.people, one.chosen, one.guess) for one in roles_at(jobcentre, TODAY)] == [
        ("Beskæftigelsesrådgiver", 1, None, "counsellor"), ("Jobkonsulent", 2, None, "job-consultant"),
        ("Receptionist", 1, None, ""),
    ]  # fmt: skip


def test_a_guess_fills_what_nobody_has_chosen_once(jobcentre):
    choose_profiles(by=None, jobcentre=jobcentre, chosen={"Jobkonsulent": ""}, today=TODAY)
    assert guess_profiles(by=None, jobcentre=jobcentre, today=TODAY) == 1
    assert dict(RoleProfile.objects.values_list("role", "profile_key")) == {
        "Jobkonsulent": "", "Beskæftigelsesrådgiver": "counsellor",
    }  # fmt: skip
    assert guess_profiles(by=None, jobcentre=jobcentre, today=TODAY) == 0


def test_a_profile_that_is_not_there_is_refused(jobcentre):
    with pytest.raises(NotAllowed, match="no longer in the method"):
        choose_profiles(by=None, jobcentre=jobcentre, chosen={"Jobkonsulent": "pilot"}, today=TODAY)
    assert RoleProfile.objects.count() == 0


def test_the_lead_chooses_on_one_page_and_the_ledger_says_so(client, jobcentre):
    lead = the_lead_of(jobcentre)
    client.force_login(anew(lead))
    answer = client.get(reverse("method:role-profiles"))
    assert answer.status_code == 302
    said = client.get(answer.url).content.decode()
    assert said.count("Foreslået ud fra navnet") == 2
    sent = {"role0": "counsellor", "role1": "job-consultant", "role2": ""}
    assert client.post(answer.url, sent).status_code == 302
    assert RoleProfile.objects.count() == 3
    assert Entry.objects.get(deed="role-profiles-chosen").actor_id == lead.pk
    assert "Foreslået ud fra navnet" not in client.get(answer.url).content.decode()
    assert client.post(answer.url, {**sent, "role0": "pilot"}).status_code == 422


def test_nobody_else_chooses(client, jobcentre):
    for person in (the_head_of(jobcentre), a_colleague_in(a_team(jobcentre)), an_outsider()):
        with pytest.raises(NotAllowed):
            choose_profiles(by=anew(person), jobcentre=jobcentre, chosen={"Jobkonsulent": ""}, today=TODAY)
        client.force_login(anew(person))
        url = reverse("method:jobcentre-role-profiles", args=[jobcentre.pk])
        assert (client.get(url).status_code, client.post(url, {}).status_code) == (404, 404)
    assert RoleProfile.objects.count() == 0
