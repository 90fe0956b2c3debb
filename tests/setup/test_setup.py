"""The first hour: what each sees of the steps, and the few deeds of its own."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import a_jobcentre, a_municipality, a_team, an_employee, somebody_who_is, the_lead_of

from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.people.models import CoverNeed, Employee
from samklang.planning.models import Programme, Run
from samklang.planning.queries import latest_version
from samklang.setup import commands, queries
from samklang.setup.steps import DONE, NEXT, OTHERS, steps_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)


@pytest.fixture
def jobcentre() -> Place:
    return a_jobcentre(a_municipality("Vejen Kommune"), "Jobcenter Vejen")


@pytest.fixture
def lead(jobcentre) -> Person:
    return the_lead_of(jobcentre)


def states(person: Person, day: date = DAY) -> dict[str, str]:
    return {step.key: step.state for step in steps_of(person, day)}


def test_an_installation_without_anybody_says_what_to_type_and_has_nothing_to_press(client):
    shown = client.get("/", follow=True)
    text = shown.content.decode()
    assert (shown.request["PATH_INFO"], shown.status_code) == ("/setup/", 200)
    assert "sudo samklang setup --municipality" in text
    assert 'method="post"' not in text.split("<main", 1)[1].split("</main>", 1)[0]


def test_once_there_is_somebody_a_stranger_is_asked_to_sign_in(client, lead):
    for url in ("/", "/setup/"):
        assert client.get(url).url.startswith("/account/login/")


def test_somebody_who_sets_nothing_up_is_told_who_does(client, jobcentre):
    client.force_login(somebody_who_is(Role.OBSERVER, jobcentre))
    shown = client.get("/setup/")
    assert shown.status_code == 403


def test_an_administrator_is_led_to_give_roles_first_and_sees_what_the_lead_does(client, jobcentre):
    administrator = somebody_who_is(Role.ADMINISTRATOR, jobcentre.parent)
    assert states(administrator) == {
        "places": DONE, "roles": NEXT, "teams": OTHERS, "staff": OTHERS, "programme": OTHERS, "plan": OTHERS,
    }  # fmt: skip
    client.force_login(administrator)
    assert client.get("/setup/").status_code == 200
    assert "/setup/" in client.get("/privacy/").content.decode(), "the way back is on every page"


def test_the_lead_sees_what_is_done_and_what_comes_next(lead, jobcentre):
    assert states(lead)["teams"] == NEXT
    team = a_team(jobcentre, "Team Sol")
    assert states(lead)["teams"] == NEXT, "nobody has said how many must be at work"
    CoverNeed.objects.create(jobcentre=jobcentre, team=team, name="Team Sol", minimum=2, first_day=DAY)
    assert (states(lead)["teams"], states(lead)["staff"]) == (DONE, NEXT)
    an_employee(team, number="1")
    assert (states(lead)["staff"], states(lead)["programme"]) == (DONE, NEXT)


def test_places_are_renamed_and_a_jobcentre_is_added(client, jobcentre):
    client.force_login(somebody_who_is(Role.ADMINISTRATOR, jobcentre.parent))
    whole = jobcentre.parent
    typed = {
        f"place_{whole.pk}": "Vejen Kommune",
        f"place_{jobcentre.pk}": "Job og Borger",
        "new_jobcentre": "Ungeenhed",
    }
    assert client.post(reverse("setup:places"), typed).status_code == 302
    names = Place.objects.filter(kind=PlaceKind.JOBCENTRE).order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Job og Borger", "Ungeenhed"]
    deeds = list(Entry.objects.order_by("number").values_list("deed", flat=True))
    assert deeds[-2:] == ["place-renamed", "place-added"]


def test_two_jobcentres_of_one_name_are_refused_and_what_was_typed_is_kept(client, jobcentre):
    client.force_login(somebody_who_is(Role.ADMINISTRATOR, jobcentre.parent))
    typed = {f"place_{jobcentre.parent_id}": "Vejen", f"place_{jobcentre.pk}": "Job", "new_jobcentre": "JOB"}
    shown = client.post(reverse("setup:places"), typed)
    assert (shown.status_code, "JOB" in shown.content.decode()) == (422, True)
    jobcentre.refresh_from_db()
    assert jobcentre.name == "Jobcenter Vejen"


def test_nobody_renames_a_place_they_do_not_set_up(lead, jobcentre):
    with pytest.raises(NotAllowed, match="You do not set up"):
        commands.rename_place(by=lead, place=jobcentre.parent, name="Noget andet")


def test_several_teams_are_added_at_once(client, lead, jobcentre):
    client.force_login(lead)
    typed = {"name_0": "Team Sol", "least_0": "3", "name_1": "Team Måne", "least_1": "", "name_2": ""}
    assert client.post(reverse("setup:teams"), typed).url == "/setup/"
    assert [(team.name, least) for team, least in queries.open_teams([jobcentre], timezone.localdate())] == [
        ("Team Måne", None), ("Team Sol", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed", [{}, {"name_0": "Sol", "name_1": "SOL"}, {"least_0": "3"}, {"name_0": "A", "least_0": "-1"}]
)
def test_teams_that_cannot_be_are_refused_and_none_is_added(client, lead, typed):
    client.force_login(lead)
    assert client.post(reverse("setup:teams"), typed).status_code == 422
    assert not Place.objects.filter(kind=PlaceKind.TEAM).exists()


def test_the_sample_fills_an_empty_register_and_is_gone_again_without_a_trace(client, lead, jobcentre):
    client.force_login(lead)
    before = (Person.objects.count(), Place.objects.count(), CoverNeed.objects.count())
    client.post(reverse("setup:sample"))
    assert (Employee.objects.count(), CoverNeed.objects.count()) == (24, 3)
    assert all("konstrueret" in name for name in Employee.objects.values_list("person__name", flat=True))
    assert "Fjern de konstruerede" in client.get("/setup/").content.decode()
    client.post(reverse("setup:sample-removal"))
    assert Employee.objects.count() == 0
    assert (Person.objects.count(), Place.objects.count(), CoverNeed.objects.count()) == before


def test_the_sample_is_for_an_empty_register_only(lead, jobcentre):
    an_employee(a_team(jobcentre, "Team Sol"), number="1")
    with pytest.raises(NotAllowed, match="already"):
        commands.fill_with_sample(by=lead, jobcentre=jobcentre, today=DAY, language="da")
    assert Employee.objects.count() == 1


def test_the_sample_stays_whole_while_a_programme_stands_on_it(client, lead, jobcentre):
    client.force_login(lead)
    client.post(reverse("setup:sample"))
    client.post(reverse("setup:programme"), PROGRAMME)
    shown = client.post(reverse("setup:sample-removal"), follow=True)
    assert "Slet det først" in shown.content.decode()
    assert Employee.objects.count() == 24
    client.post(reverse("planning:programme-removal", args=[Programme.objects.get().pk]))
    client.post(reverse("setup:sample-removal"))
    assert Employee.objects.count() == 0


def test_staff_of_ones_own_sent_in_under_the_name_of_the_sample_cannot_be_taken_away_with_one_press(
    client, lead, jobcentre
):
    client.force_login(lead)
    client.post(reverse("setup:sample"))
    somebody = Person.objects.get(employee__number="K-01")
    somebody.name = "Anna Berg"
    somebody.save(update_fields=["name"])
    assert queries.sample_at([jobcentre]) is None
    client.post(reverse("setup:sample-removal"))
    assert Employee.objects.count() == 24


def test_two_jobcentres_change_names_and_a_name_refused_leaves_all_as_they_were(client, jobcentre):
    other = a_jobcentre(jobcentre.parent, "Jobcenter Brørup")
    administrator = somebody_who_is(Role.ADMINISTRATOR, jobcentre.parent)
    named = [(jobcentre, "Jobcenter Brørup"), (other, "Jobcenter Vejen")]
    commands.set_places(by=administrator, named=named, whole=None, new_jobcentre="")
    assert {place.pk: place.name for place in Place.objects.filter(kind=PlaceKind.JOBCENTRE)} == {
        jobcentre.pk: "Jobcenter Brørup", other.pk: "Jobcenter Vejen",
    }  # fmt: skip
    elsewhere = a_jobcentre()
    named = [(Place.objects.get(pk=other.pk), "Jobcenter Holsted"), (elsewhere, "Vores")]
    with pytest.raises(NotAllowed):
        commands.set_places(by=administrator, named=named, whole=None, new_jobcentre="")
    assert Place.objects.get(pk=other.pk).name == "Jobcenter Vejen"
    assert Place.objects.get(pk=elsewhere.pk).name == elsewhere.name


def test_an_administrator_sees_that_the_programme_is_there_although_the_lead_made_it(client, lead, jobcentre):
    client.force_login(lead)
    client.post(reverse("setup:sample"))
    client.post(reverse("setup:programme"), PROGRAMME)
    administrator = somebody_who_is(Role.ADMINISTRATOR, jobcentre.parent)
    assert states(administrator, timezone.localdate())["programme"] == DONE


PROGRAMME = {
    "kind": "conversations", "first_day": "2027-01-11", "last_day": "2027-06-25", "trainer": "Tina Dam",
    "room": "Mødesalen", "seats": "12",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["conversations", "companies"])
def test_a_ready_programme_can_be_planned_at_once(client, lead, kind):
    client.force_login(lead)
    client.post(reverse("setup:sample"))
    assert client.post(reverse("setup:programme"), {**PROGRAMME, "kind": kind}).url == "/setup/"
    version = latest_version(Programme.objects.get())
    assert (version.ready, version.to_train, len(version.part("modules"))) == (True, 24, 4)
    assert version.document["cohorts"]["size_maximum"] == 12
    assert states(lead, timezone.localdate())["plan"] == NEXT
    begun = client.post(reverse("setup:plan"))
    assert begun.url == Run.objects.get().get_absolute_url()


def test_a_plan_without_a_programme_is_refused_in_words(client, lead):
    client.force_login(lead)
    shown = client.post(reverse("setup:plan"), follow=True)
    assert "kræver et forløb" in shown.content.decode()
    assert not Run.objects.exists()


def test_the_sample_file_is_read_by_the_import_without_a_question(client, lead, jobcentre):
    from samklang.people.commands.staff_import import begin_import  # noqa: PLC0415 - the name says more here than above

    client.force_login(lead)
    content = client.get(reverse("setup:sample-file")).content
    begun = begin_import(
        by=lead, jobcentre=jobcentre, name="noget.xlsx", content=content, first_day=DAY, is_whole_list=False
    )
    assert begun.state == "teams"
