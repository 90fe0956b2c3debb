"""The entrance is set up and its rules are written by the leaders; everybody sees them and can try them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import a_company
from tests.factories.company_enquiries import a_door, an_enquiry
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_lead_of

from samklang.companies.models import Enquiry, Entrance, RoutingRule
from samklang.core.working_time import DAYS

pytestmark = pytest.mark.django_db
PAGE, SETTINGS, NEW = "companies:entrance", "companies:entrance-settings", "companies:new-routing-rule"


def settings_of(entrance: Entrance | None = None, **changes) -> dict:
    """What the form sends for the entrance as it stands."""
    source = entrance or Entrance(name="Virksomhedsservice", slug="egtved")
    names = ("name", "phone", "mail_address", "slug", "promise_hours", "guard_days", "claim_hours", "pulse_gap_days")
    given = {name: getattr(source, name) for name in names}
    for name in ("is_open", "closed_constitution_day", "closed_24_december", "closed_31_december", "pulse_on"):
        if getattr(source, name):
            given[name] = "on"
    for day in DAYS:
        given[f"week_{day}_from"], given[f"week_{day}_to"] = source.week.get(day, ("", ""))
    given |= {"jobcentre": source.jobcentre_id or "", "fallback_team": source.fallback_team_id or ""}
    return {**given, **changes}


def test_a_municipality_without_an_entrance_sets_one_up(client):
    jobcentre = a_jobcentre()
    lead = the_lead_of(jobcentre)
    client.force_login(lead)
    shown = client.get(reverse(PAGE))
    assert "Der er ingen indgang endnu" in shown.content.decode()
    assert client.get(reverse(SETTINGS)).status_code == 200
    answer = client.post(reverse(SETTINGS), settings_of(jobcentre=jobcentre.pk))
    assert answer.status_code == 302
    entrance = Entrance.objects.get()
    assert (entrance.municipality, entrance.jobcentre, entrance.week["mon"]) == (
        jobcentre.parent, jobcentre, ["08:00", "15:30"],
    )  # fmt: skip
    assert "egtved" in client.get(reverse(PAGE)).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"week_mon_from": "15:30", "week_mon_to": "08:00"}, "mandag: Der lukkes, før der åbnes"),
        ({"week_tue_to": ""}, "tirsdag: Skriv begge tider"),
        ({f"week_{day}_{end}": "" for day in DAYS for end in ("from", "to")}, "mindst fem timer om ugen"),
        ({"slug": "Æblevej!"}, "Brug kun små bogstaver"),
        ({"slug": "optaget"}, "En anden kommune har den adresse"),
        ({"mail_address": "optaget@egtved.example"}, "En anden kommunes indgang har den adresse"),
        ({"promise_hours": "0"}, "Skriv en halv time eller mere"),
        ({"promise_hours": "snart"}, "Skriv et tal"),
        ({"name": ""}, "Skriv, hvad indgangen hedder"),
    ],
)
def test_settings_that_make_no_sense_are_told_in_words_and_nothing_is_changed(client, changes, said):
    a_door(slug="optaget", mail_address="optaget@egtved.example")
    door = a_door()
    client.force_login(door.dorte)
    answer = client.post(reverse(SETTINGS), settings_of(door.entrance, **changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Entrance.objects.get(pk=door.entrance.pk).week == door.entrance.week


def test_other_opening_times_move_the_promises_that_run_and_say_so(client):
    door = a_door()
    enquiry = an_enquiry(door)
    client.force_login(door.dorte)
    answer = client.post(
        reverse(SETTINGS), settings_of(door.entrance, week_mon_from="00:00", week_mon_to="00:00"), follow=True
    )
    assert "1 henvendelse har fået en anden frist" in answer.content.decode()
    assert Entrance.objects.get(pk=door.entrance.pk).week["mon"] == ["00:00", "24:00"]
    assert Enquiry.objects.get(pk=enquiry.pk).due_at < enquiry.due_at
    again = client.get(reverse(SETTINGS)).content.decode()
    assert 'name="week_mon_to" value="00:00"' in again


def rule(team="", person="", **changes) -> dict:
    return {"sector": "", "postcodes": "", "need": "", "language": "", "team": team, "person": person, **changes}


def test_rules_are_written_changed_and_moved(client):
    door = a_door()
    client.force_login(door.dorte)
    client.post(reverse(NEW), rule(person=door.camilla.pk, postcodes="6000-6099", need="flexi"))
    first, second = door.entrance.rules.order_by("position")
    assert (second.person, second.postcodes, second.position) == (door.camilla, "6000-6099", 2)
    move = reverse("companies:routing-rule-move", args=[second.pk])
    client.post(move, {"move": "up"})
    assert list(door.entrance.rules.order_by("position")) == [second, first]
    client.post(move, {"move": "up"})
    client.post(move, {"move": "down"})
    assert list(door.entrance.rules.order_by("position")) == [first, second]
    own = reverse("companies:routing-rule", args=[second.pk])
    assert "6000-6099" in client.get(own).content.decode()
    client.post(own, rule(team=door.fallback.pk))
    second.refresh_from_db()
    assert (second.team, second.person, second.need) == (door.fallback, None, "")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"postcodes": "6000, 66oo"}, "»66oo« er ikke et postnummer"),
        ({"postcodes": "6630-6621"}, "»6630-6621« er ikke et postnummer"),
        ({"team": ""}, "Vælg et team, eller en kollega nedenfor"),
        ({"sector": "ukendt"}, "ukendt"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_words(client, changes, said):
    door = a_door()
    client.force_login(door.dorte)
    answer = client.post(reverse(NEW), {**rule(team=door.team.pk), **changes})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert door.entrance.rules.count() == 1


def test_a_rule_leads_to_a_team_or_a_person_of_ones_own_municipality(client):
    door, other = a_door(), a_door()
    client.force_login(door.dorte)
    both = client.post(reverse(NEW), rule(team=door.team.pk, person=door.anne.pk))
    assert "ikke begge dele" in both.content.decode()
    assert client.post(reverse(NEW), rule(team=other.team.pk)).status_code == 422
    assert client.post(reverse(NEW), rule(person=other.anne.pk)).status_code == 422
    there = other.entrance.rules.get().pk
    assert client.get(reverse("companies:routing-rule", args=[there])).status_code == 404


def test_a_deleted_rule_is_put_back_where_it_was(client):
    door = a_door()
    RoutingRule.objects.create(entrance=door.entrance, position=2, person=door.bo)
    client.force_login(door.dorte)
    first = door.entrance.rules.order_by("position")[0]
    answer = client.post(reverse("companies:routing-rule-deletion", args=[first.pk]), follow=True)
    undo = next(str(one.extra_tags) for one in answer.context["messages"])
    assert door.entrance.rules.count() == 1
    client.post(undo)
    assert [one.team_id for one in door.entrance.rules.order_by("position")] == [door.team.pk, None]
    assert client.post(undo[:-5] + "xxxx/").status_code == 404


def test_one_tries_who_would_get_it_and_why(client):
    door = a_door()
    RoutingRule.objects.create(entrance=door.entrance, position=0, person=door.camilla, postcodes="6000-6099")
    client.force_login(door.anne)
    asked = {"sector": "industry", "postcode": "6040", "need": "other", "language": "da"}
    shown = client.get(reverse(PAGE), asked).content.decode()
    assert "En regel giver henvendelser som denne til Camilla Ravn." in shown
    assert "(regel 1)" in shown
    shown = client.get(reverse(PAGE), {**asked, "postcode": "66oo"})
    assert (shown.status_code, "form-error" in shown.content.decode()) == (200, True)
    assert not Enquiry.objects.exists()


def test_a_rule_that_leads_to_nobody_is_pointed_out(client):
    door = a_door()
    RoutingRule.objects.create(entrance=door.entrance, position=2, team=a_team(door.entrance.jobcentre, "Tomt team"))
    client.force_login(door.anne)
    assert client.get(reverse(PAGE)).content.decode().count("Ingen dér møder virksomheder") == 1


def test_everybody_sees_how_it_is_run_and_only_leaders_change_it(client):
    door = a_door()
    number = door.entrance.rules.get().pk
    client.force_login(a_colleague_in(door.team))
    assert client.get(reverse(PAGE)).status_code == 200
    for url in (reverse(SETTINGS), reverse(NEW), reverse("companies:routing-rule", args=[number])):
        assert client.get(url).status_code == 403
    assert client.post(reverse("companies:routing-rule-deletion", args=[number])).status_code == 403
    client.force_login(an_outsider())
    assert client.get(reverse("companies:routing-rule", args=[number])).status_code == 404
    assert "Der er ingen indgang endnu" in client.get(reverse(PAGE)).content.decode()
    assert a_company(door.entrance.municipality)


def test_the_page_costs_the_same_for_three_rules_as_for_one(client, django_assert_num_queries):
    door = a_door()
    client.force_login(door.dorte)
    client.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(PAGE))
    for position in (2, 3):
        RoutingRule.objects.create(entrance=door.entrance, position=position, person=door.bo)
    with django_assert_num_queries(len(one)):
        client.get(reverse(PAGE))
