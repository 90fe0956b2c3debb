"""Two people press the button at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories.people import a_team, the_lead_of
from tests.people.imports import a_csv, an_import, applied

from samklang.people.commands.staff_import import RegisterChanged
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_at_the_same_moment_one_is_applied_and_the_other_sees_what_has_changed():
    team = a_team(name="Team Øst")
    files = [
        (lead, an_import(lead, team.parent, a_csv((7, name, "Team Øst"))))
        for lead, name in ((the_lead_of(team.parent), "Æva"), (the_lead_of(team.parent), "Eva"))
    ]
    together, outcomes = Barrier(2), []

    def press(lead, staff_import):
        together.wait()
        try:
            outcomes.append(applied(lead, staff_import).state)
        except RegisterChanged:
            outcomes.append("changed")
        finally:
            connection.close()

    threads = [Thread(target=press, args=one) for one in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["applied", "changed"]
    assert Employee.objects.filter(number="7").count() == 1
