"""The figures that a licence rests on are read in words on the page of what is held."""

from dataclasses import asdict

import pytest
from django.urls import reverse
from tests.factories.access import anew
from tests.factories.method import a_framework
from tests.factories.people import a_colleague_in, a_team

from samklang.access.clock import today
from samklang.calibration.models import Licence
from samklang.core.agreement.licence import DEFAULT_TERMS

pytestmark = pytest.mark.django_db


def test_the_figures_of_a_licence_are_told_in_words(client):
    team = a_team()
    person = a_colleague_in(team)
    Licence.objects.create(
        person=person, framework=a_framework(team.parent), indicator_key="i1", first_day=today(), last_day=today(),
        figures={"n": 14, "agreement": 0.75, "terms": asdict(DEFAULT_TERMS)},
    )  # fmt: skip
    client.force_login(anew(person))
    said = client.get(reverse("what-we-hold")).content.decode()
    assert "Cases: 14; Enighed med nøglen: 0,75; Hvad der blev krævet (Mindst antal cases: 12; " in said
