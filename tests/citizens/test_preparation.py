"""A link to a citizen: made from a case's number, shown once, seen by nobody else, and silent about who it is for."""

import json
from datetime import timedelta

import pytest
from django.core.serializers import serialize
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.citizens_feedback import NOW, REFERENCE, SECRET, TODAY, a_citizen_door, a_link
from tests.factories.people import an_outsider

from samklang.access.refusals import NotAllowed
from samklang.citizens.case_key import case_key
from samklang.citizens.commands.preparation import make_preparation
from samklang.citizens.enums import Reading
from samklang.citizens.models import Preparation
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
LINKS, NEW = "/conversations/links/", "/conversations/links/new/"
TYPED = {"reference": REFERENCE, "day": TODAY.isoformat(), "level": "plain", "language": "da"}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    for name in ("preparation", "public_preparation"):
        monkeypatch.setattr(f"samklang.citizens.views.{name}.today", lambda: TODAY)
        monkeypatch.setattr(f"samklang.citizens.views.{name}.now", lambda: NOW)


@pytest.fixture
def door(client):
    """With the counsellor signed in."""
    door = a_citizen_door()
    client.force_login(door.counsellor)
    return door


def everything_kept() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def test_a_link_is_shown_once_with_a_sentence_to_send_and_neither_it_nor_the_reference_is_kept(client, door, caplog):
    response = client.post(NEW, TYPED)
    assert response.status_code == 200
    assert response.headers["Cache-Control"].count("no-store")
    address = next(line for line in response.text.split() if "/citizen/preparation/" in line)
    secret = address.split("/citizen/preparation/")[1].split("/")[0]
    assert "data:image/svg+xml" in response.text
    assert "Før vi taler sammen den 20. august 2026" in response.text
    made = Preparation.objects.get()
    assert (made.person, made.jobcentre, made.day) == (door.counsellor, door.jobcentre, TODAY)
    assert made.case_key == case_key("152005 g01 12 26", door.jobcentre.parent_id)
    kept = everything_kept()
    assert secret not in kept
    assert REFERENCE not in kept
    assert REFERENCE not in caplog.text
    assert secret not in client.get(LINKS).text
    line = Entry.objects.get(deed="preparation-made")
    assert (line.actor_id, line.details) == (door.counsellor.pk, {})


@pytest.mark.parametrize(
    "reference",
    ["", "Mette Hansen", "010190-1234", "0101901234", "01 01 90 12 34", "20 12 34 56", "+45 20123456", "mette@post.dk",
     "2026-mette-1", "<script>12</script>", "12\u202e34 Ahmed", "x" * 200],
)  # fmt: skip
def test_what_is_no_case_number_is_refused_with_a_sentence_and_not_shown_again(client, door, reference):
    response = client.post(NEW, {**TYPED, "reference": reference})
    assert response.status_code == 422
    assert not Preparation.objects.exists()
    if reference:
        assert f'value="{reference}"' not in response.text


names = st.sampled_from(["Mette", "Hansen", "Ahmed", "Åse", "Østergård", "Nguyen", "Søren K", "mette.hansen"])
numbers = st.builds(
    "{:02}{:02}{:02}{}{:04}".format, st.integers(1, 28), st.integers(1, 12), st.integers(0, 99),
    st.sampled_from(["", "-", " ", "/", "."]), st.integers(0, 9999),
)  # fmt: skip
phones = st.builds("{}{} {} {} {}".format, st.sampled_from(["", "+45 ", "0045 "]), *[st.integers(10, 99)] * 4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(names, numbers, phones), st.sampled_from(["", "15.20 ", "Sag "]))
def test_no_name_telephone_or_civil_registration_number_becomes_a_link(door, told, before):
    with pytest.raises(NotAllowed):
        make_preparation(
            by=door.counsellor, jobcentre=door.jobcentre, reference=f"{before}{told}", day=TODAY, level=Reading.PLAIN,
            language="da", today=TODAY, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"day": (TODAY - timedelta(days=1)).isoformat()}, {"day": "2028-01-01"}, {"day": "i morgen"}, {"level": "hard"},
     {"language": "ar"}, {"language": "../x"}],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(client, door, changes):
    assert client.post(NEW, {**TYPED, **changes}).status_code == 422
    assert not Preparation.objects.exists()


def test_one_sees_ones_own_links_with_what_was_ticked_and_nobody_elses(client, door):
    a_link(door.counsellor, door.jobcentre, topics=["hours", "gone-since"], answered_at=NOW)
    a_link(door.counsellor, door.jobcentre, "another", day=TODAY - timedelta(days=1), topics=["health"])
    own = client.get(LINKS).text
    assert "Nogle få timer med løn som en begyndelse" in own
    assert "Mit helbred" not in own
    for person in (door.colleague, door.leader, door.lead):
        client.force_login(person)
        assert "Nogle få timer" not in client.get(LINKS).text
        assert client.get(f"{LINKS}{Preparation.objects.first().pk}/removal/").status_code == 404
        assert client.post(f"{LINKS}{Preparation.objects.first().pk}/removal/").status_code == 404
    assert Preparation.objects.count() == 2


def test_a_link_is_found_again_by_the_cases_number_however_it_is_written(client, door):
    a_link(door.counsellor, door.jobcentre, topics=["hours"])
    a_link(door.counsellor, door.jobcentre, "another", case_key="0" * 64, topics=["cv"])
    found = client.post(LINKS, {"reference": "15.20.05 G01-12-26".replace(" ", "-").lower().replace("g", "G")}).text
    assert "Nogle få timer" in found
    assert "Mit CV" not in found
    assert client.post(LINKS, {"reference": "Mette Hansen"}).status_code == 422


def test_a_link_is_deleted_by_who_made_it_and_no_longer_works(client, door):
    made = a_link(door.counsellor, door.jobcentre)
    address = f"{LINKS}{made.pk}/removal/"
    assert client.get(address).status_code == 200
    assert Preparation.objects.exists()
    assert client.post(address).status_code == 302
    assert not Preparation.objects.exists()
    assert client.get(f"/citizen/preparation/{SECRET}/").status_code == 404


def test_only_those_who_talk_with_citizens_come_here(client, door):
    client.force_login(an_outsider())
    assert client.get(LINKS).status_code == 200
    assert "Nogle få timer" not in client.get(LINKS).text
    client.logout()
    assert client.get(LINKS).status_code == 302


def test_what_a_citizen_ticked_tells_nothing_of_the_citizen(door):
    a_link(door.counsellor, door.jobcentre, topics=["health"], answered_at=NOW)
    (row,) = json.loads(serialize("json", Preparation.objects.all()))
    assert set(row["fields"]) == {
        "jobcentre", "person", "case_key", "token_key", "day", "level", "language", "topics", "answered_at", "made_at",
    }  # fmt: skip
