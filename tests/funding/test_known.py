"""What a programme's plan tells an application."""

from dataclasses import replace

import pytest
from tests.factories.funding import Funded
from tests.factories.programmes import a_programme
from tests.factories.small_plan import BOTH, the_problem

from samklang.access.clock import today
from samklang.funding.queries.known import known_of

pytestmark = pytest.mark.django_db


def test_those_who_have_done_every_module_are_not_promised_again():
    funded, problem = Funded(), the_problem()
    whole = known_of(a_programme(problem, jobcentre=funded.jobcentre), today(), "da")
    first, *others = problem.people
    trained = replace(problem, people=(replace(first, done_modules=frozenset(BOTH)), *others))
    found = known_of(a_programme(trained, jobcentre=funded.jobcentre), today(), "da")
    assert (whole.staff, found.staff) == (4, 3)


def test_a_team_where_all_are_trained_is_not_said_to_be_trained():
    problem = the_problem()
    people = tuple(replace(one, done_modules=frozenset(BOTH)) for one in problem.people)
    found = known_of(a_programme(replace(problem, people=people), jobcentre=Funded().jobcentre), today(), "da")
    assert (found.staff, found.teams) == (0, ())
