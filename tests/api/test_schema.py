"""The API's description, held against the API: schemathesis asks what nobody thought of, within bounds."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from tests.factories.api import a_token
from tests.factories.people import a_team, an_employee

from samklang.access.clock import today
from samklang.access.enums import Scope
from samklang.api.rest.operations import api
from samklang.config.wsgi import application
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = application


@pytest.fixture
def secret(settings):
    """A token for everything, in a jobcentre with something in it."""
    settings.TOKEN_REQUESTS_A_MINUTE = 100_000
    team = a_team()
    for _ in range(2):
        known = an_employee(team)
        add_leave(by=None, employee=known, kind=LeaveKind.SICK, first_day=today(), last_day=today() + timedelta(days=5))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield a_token(team.parent, *Scope)[1]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip
def test_every_answer_is_as_described(case, secret):
    answer = case.call(headers={"Authorization": f"Bearer {secret}"})
    case.validate_response(answer, checks=CHECKS)
