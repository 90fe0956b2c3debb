"""Whatever page, list, file or answer of the house somebody else asks for: nothing of one's own is in it."""

import pytest
from tests.architecture.who_may.routes import routes
from tests.factories.access import the_administrator_of, the_works_council_reader_of
from tests.factories.citizens_own import REFERENCE, WEBM, a_belief, a_door, a_kept_recording, a_review, switched_on
from tests.factories.people import a_colleague_in, the_head_of, the_leader_of

pytestmark = pytest.mark.django_db
MARK = "tøveklokkevis"
AREAS = {"citizens", "people", "access", "account", "ledger", "reports", "desk", "api", ""}


def addresses(pks: list[int]) -> set[str]:
    """Every address in AREAS that takes nothing, a row's number, or the ending of a file."""
    found = set()
    for route in routes():
        area, _, name = route.name.rpartition(":")
        if area in AREAS and "out" not in name and set(route.parameters) <= {"pk", "ending", "months"}:
            for pk in pks if "pk" in route.parameters else pks[:1]:
                found.add(route.address({"pk": pk, "ending": "csv", "months": 6}))
    return found


def test_no_page_or_file_or_answer_shows_anybody_elses_review_belief_or_recording(client):
    door = a_door()
    switched_on(door)
    review = a_review(door.person, next_time=MARK)
    belief = a_belief(door.person)
    recording, secret = a_kept_recording(door)
    marks = [
        one.encode() for one in (MARK, REFERENCE, belief.case_key, recording.case_key, recording.token_key, secret)
    ]
    asked = sorted(set(addresses(sorted({review.pk, belief.pk, recording.pk}))))
    assert any("/recordings/" in one for one in asked)
    others = [
        a_colleague_in(door.team), the_leader_of(door.team), the_head_of(door.jobcentre), door.lead,
        the_administrator_of(door.jobcentre), the_works_council_reader_of(door.jobcentre),
    ]  # fmt: skip
    for other in others:
        client.force_login(other)
        for url in asked:
            answer = client.get(url)
            shown = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code < 500
            assert not [one for one in [*marks, WEBM] if one in shown], f"{url} as {other}"
