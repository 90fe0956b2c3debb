"""A number of ours in a form of somebody from elsewhere: nothing comes to point at what is ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.architecture.who_may.digest import taken_back
from tests.architecture.who_may.world import World

from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.calibration.models import Case, Round, RoundCase
from samklang.method.models import Edition, Framework, Indicator
from samklang.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]
DAY = today().isoformat()
LATER = (today() + timedelta(days=20)).isoformat()
TERMS = {"first_day": LATER, "half_days": ["mon-am"], "team": "team", "weekly_hours": "37"}
"""A word that is a thing of theirs stands for its number."""
ROUND = {
    "title": "Vores runde", "kind": "calibration", "last_day": LATER, "cases": "case", "indicators": "indicator",
    "people": "rater", "smallest_relevant": "0.10",
}  # fmt: skip
CASE = {
    "framework": "framework", "title_da": "Lageret", "kind": "situation", "difficulty": "2", "form": "A",
    "told_da": "Han ringede.",
}  # fmt: skip
SOMEBODY = {"name": "Ny Mand", "number": "9001", "email": "ny.mand@ribe.example"}


@dataclass(frozen=True)
class Form:
    """A form that somebody from elsewhere sends in order, and the field in which they then write a number of ours."""

    who: str
    name: str
    about: str
    given: Mapping[str, Any]
    ours: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)


FORMS = (
    Form("elsewhere", "people:new-employee", "", {**SOMEBODY, **TERMS}, {"team": "team"}),
    Form("elsewhere", "people:new-employee", "", {**SOMEBODY, **TERMS}, {"manager": "employee"}),
    Form("elsewhere", "people:new-temp", "", {**SOMEBODY, **TERMS, "last_day": LATER}, {"team": "team"}),
    Form("elsewhere", "people:new-temp", "", {**SOMEBODY, **TERMS, "last_day": LATER}, {"stands_in_for": "employee"}),
    Form("elsewhere", "people:employee-terms", "employee", TERMS, {"team": "team"}),
    Form("elsewhere", "people:employee-terms", "employee", TERMS, {"manager": "employee"}),
    Form("elsewhere", "people:employee-peer", "employee", {"peer": ""}, {"peer": "employee"}),
    Form("elsewhere", "people:new-external", "",
         {**SOMEBODY, "kind": "trainer", "first_day": DAY, "jobcentre": "jobcentre"}, {"jobcentre": "jobcentre"}),
    Form("elsewhere", "people:new-team", "", {"name": "Team Ny", "jobcentre": "jobcentre"}, {"jobcentre": "jobcentre"}),
    Form("elsewhere", "people:new-team-need", "team",
         {"name": "Vagt", "minimum": "1", "half_days": ["mon-am"], "first_day": DAY, "team": "team"}, {"team": "team"}),
    Form("elsewhere", "people:new-staff-import", "", {"jobcentre": "jobcentre", "first_day": DAY, "file": "file"},
         {"jobcentre": "jobcentre"}),
    Form("elsewhere", "planning:new-programme", "",
         {"title": "Kursus", "programme": "conversations", "first_day": DAY, "last_day": LATER, "source": "workbook",
          "jobcentre": "jobcentre"}, {"jobcentre": "jobcentre"}),
    Form("their-administrator", "elevation", "", {"place": "jobcentre", "reason": "En fejl i listen skal findes",
         "hours": "1"}, {"place": "jobcentre"}),
    Form("their-administrator", "new-token", "", {"name": "Nøgle", "place": "jobcentre", "scopes": ["staff-read"],
         "first_day": DAY, "last_day": LATER}, {"place": "jobcentre"}),
    Form("their-administrator", "newcomer", "", {**SOMEBODY, "language": "da", "role": "works-council-reader",
         "place": "jobcentre", "first_day": DAY}, {"place": "jobcentre"}),
    Form("their-administrator", "new-role", "", {"role": "observer", "place": "jobcentre", "first_day": DAY},
         {"place": "jobcentre"}, query={"person": "person"}),
    Form("their-head", "new-notice", "", {"jobcentre": "jobcentre", "purpose": "observation", "why": "Vi vil lære.",
         "data": "Svar", "handling": "Slettes"}, {"jobcentre": "jobcentre"}),
    Form("elsewhere", "method:frameworks-taking-in", "", {"jobcentre": "jobcentre"}, {"jobcentre": "jobcentre"}),
    *(
        Form("elsewhere", "calibration:new-round", "", ROUND, {name: ours}, query={"framework": "framework"})
        for name, ours in (
            ("cases", "case"), ("indicators", "indicator"), ("people", "rater"), ("people", "person"),
            ("teams", "team"), ("earlier", "closed-round"),
        )
    ),
    *(
        Form("elsewhere", "calibration:round-contents", "draft-round", ROUND, {name: ours})
        for name, ours in (("cases", "case"), ("people", "rater"), ("earlier", "closed-round"))
    ),
    Form("elsewhere", "calibration:new-raters", "open-round", {"people": "person"}, {"people": "rater"}),
    Form("elsewhere", "calibration:point", "point", {"case": "round-case", "target": "looks-for"},
         {"case": "round-case"}),
    Form("elsewhere", "calibration:new-case", "", CASE, {"framework": "framework"}),
)  # fmt: skip


def _data(given: Mapping[str, Any], ids: Mapping[str, int]) -> dict[str, Any]:
    told = {name: ids.get(value, value) if isinstance(value, str) else value for name, value in given.items()}
    if "file" in told:
        told["file"] = SimpleUploadedFile("personale.csv", "Nr;Navn;Team\r\n7001;Ny Mand;Team Ribe".encode("cp1252"))
    return told


METHOD = {
    Framework: "", Edition: "framework__", Indicator: "edition__framework__", Case: "framework__",
    Round: "edition__framework__", RoundCase: "round__edition__framework__",
}  # fmt: skip
"""How each belongs to a framework."""


def pointing_at_ours(world: World) -> dict[str, int]:
    """How many rows of each table point at our places, people, words, cases and rounds, by the field."""
    ours = {
        Place: Place.objects.filter(path__startswith=f"/{world.ids['municipality']}/").values("pk"),
        Employee: Employee.objects.filter(jobcentre=world.ids["jobcentre"]).values("pk"),
        Person: Person.objects.filter(municipality=world.ids["municipality"]).values("pk"),
        **{
            model: model._default_manager.filter(**{f"{way}jobcentre": world.ids["jobcentre"]}).values("pk")
            for model, way in METHOD.items()
        },
    }
    return {
        f"{model.__name__}.{one.name}": model._default_manager.filter(
            **{f"{one.name}__in": ours[one.related_model]}
        ).count()
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if one.related_model in ours
    }


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.name} {'-'.join(form.ours)}")
def test_a_number_of_ours_in_their_form_leads_to_nothing(world: World, form: Form):
    address = reverse(form.name, args=[world.theirs[form.about]] if form.about else [])
    query = "&".join(f"{name}={world.theirs[value]}" for name, value in form.query.items())
    before = pointing_at_ours(world)
    with taken_back():
        own = world.ask(form.who, "POST", f"{address}?{query}", _data(form.given, world.theirs))
        assert own.status_code == (200 if form.name == "new-token" else 302), "refused for something else"
    with taken_back():
        data = {**_data(form.given, world.theirs), **{name: world.ids[value] for name, value in form.ours.items()}}
        world.ask(form.who, "POST", f"{address}?{query}", data)
        assert pointing_at_ours(world) == before


def test_somebody_of_ours_gets_no_role_from_elsewhere(world: World):
    before = pointing_at_ours(world)
    answer = world.ask("their-administrator", "GET", f"{reverse('new-role')}?person={world.ids['person']}")
    assert answer.status_code == 404
    assert pointing_at_ours(world) == before
