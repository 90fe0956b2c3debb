"""Who the command line makes: an administrator, and for whoever begins alone also the programme lead."""

from datetime import date

import pytest
from tests.config.test_setup import SETUP, run

from samklang.access.models import Person, RoleGrant
from samklang.setup.steps import NEXT, OTHERS, steps_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("more", "roles", "teams"),
    [((), ["administrator"], OTHERS), (("--lead",), ["administrator", "programme-lead"], "later")],
)
def test_whoever_begins_alone_can_do_every_step(more, roles, teams):
    assert run(*SETUP, *more).exit_code == 0
    assert list(RoleGrant.objects.order_by("pk").values_list("role", flat=True)) == roles
    states = {step.key: step.state for step in steps_of(Person.objects.get(), date(2026, 2, 2))}
    assert (states["roles"], states["teams"]) == (NEXT, teams)
