"""A request that cannot be read at all is answered as everything else of the API is."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_letter_that_no_text_holds_is_answered_with_a_problem_and_not_with_a_page(client):
    answer = client.get("/api/v1/teams?x=%00")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "kan ikke læses" in answer.json()["detail"]


def test_elsewhere_it_is_a_page(client):
    answer = client.get("/account/login/?x=%00")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (400, "text/html")
