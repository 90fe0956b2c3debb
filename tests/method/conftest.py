"""Whoever writes the method of a jobcentre, signed in."""

import pytest
from tests.factories.people import a_jobcentre, the_lead_of


@pytest.fixture
def jobcentre():
    return a_jobcentre()


@pytest.fixture
def lead(client, jobcentre):
    person = the_lead_of(jobcentre)
    client.force_login(person)
    return person
