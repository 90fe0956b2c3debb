"""The ledger is searched by who answers for a place; looking somebody up is itself written down."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import the_administrator_of
from tests.factories.people import a_colleague_in, a_team, an_employee, the_head_of

from samklang.access.commands import erase
from samklang.access.models import Person, Place
from samklang.ledger.commands import record, record_reading
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.ledger.queries import search, stretch
from samklang.web.downloads import guarded

pytestmark = pytest.mark.django_db
LEDGER = "ledger"


def some(count: int, place: Place, by: Person | None = None) -> None:
    for number in range(count):
        record("leave-added", by=by, place=place, reason=f"nummer {number}")


def test_it_is_read_page_by_page_to_the_end_and_back(client):
    team = a_team()
    head = the_head_of(team.parent)
    some(120, team)
    client.force_login(head)
    first = client.get(reverse(LEDGER)).context
    seen, at = [line.entry.number for line in first["lines"]], first["stretch"].older
    while at:
        page = client.get(reverse(LEDGER), {"page": at}).context
        seen += [line.entry.number for line in page["lines"]]
        at, back = page["stretch"].older, page["stretch"].newer
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == search(head.standing.places("read-ledger"))[0].count()
    newer = client.get(reverse(LEDGER), {"page": back}).context
    assert newer["stretch"].older
    assert [line.entry.number for line in newer["lines"]] == seen[50:100]


@pytest.mark.parametrize("at", ["b", "bx", "a-1", "c7", "b99999999999999999999", "\x00"])
def test_a_page_that_is_not_there_is_the_first(at):
    record("one", by=None)
    assert [one.deed for one in stretch([Entry.objects.order_by("-number")], at, most=5).entries] == ["one"]


def test_only_ones_own_places_are_found(client):
    team, elsewhere = a_team(), a_team()
    record("leave-added", by=None, place=team, reason="her")
    record("leave-added", by=None, place=elsewhere, reason="andre steder")
    record("leave-added", by=None, reason="ingen steder")
    client.force_login(the_head_of(team.parent))
    reasons = {line.entry.reason for line in client.get(reverse(LEDGER), {"deed": "leave-added"}).context["lines"]}
    assert reasons == {"her"}


def test_it_is_narrowed_by_deed_kind_place_and_days(client):
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    record("leave-added", by=head, place=team)
    record_reading("employee-read", by=head, subject=colleague, about=colleague, place=team.parent)
    client.force_login(head)

    def found(**asked: object) -> set[str]:
        return {line.entry.deed for line in client.get(reverse(LEDGER), asked).context["lines"]}

    today = timezone.localdate()
    assert found(deed="leave-added") == {"leave-added"}
    assert found(kind=Kind.READ) == {"employee-read"}
    assert "employee-read" not in found(place=team.pk)
    assert "leave-added" in found(first_day=today, last_day=today)
    assert found(last_day=today - timedelta(days=1)) == set()
    assert found(first_day=today + timedelta(days=1)) == set()


def test_looking_somebody_up_is_itself_recorded_and_looking_oneself_up_is_not(client):
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    client.force_login(head)
    client.get(reverse(LEDGER), {"q": colleague.name})
    entry = Entry.objects.first()
    assert (entry.deed, entry.kind) == ("ledger-searched", "read")
    assert (entry.actor_id, entry.about_id) == (head.pk, colleague.pk)
    before = Entry.objects.count()
    client.get(reverse(LEDGER), {"q": head.name})
    client.get(reverse(LEDGER))
    assert Entry.objects.count() == before


def test_one_of_several_people_is_chosen_first(client):
    team = a_team()
    first, second = an_employee(team, name="Bo Holm"), an_employee(team, name="Bodil Holm")
    client.force_login(the_head_of(team.parent))
    page = client.get(reverse(LEDGER), {"q": "holm"})
    assert [one.pk for one in page.context["people"]] == [first.person_id, second.person_id]
    assert page.context["lines"] == []
    page = client.get(reverse(LEDGER), {"q": "holm", "person": second.person_id})
    assert {line.entry.about_id for line in page.context["lines"]} == {second.person_id}
    page = client.get(reverse(LEDGER), {"q": "Bo Holm", "person": 999})
    assert page.context["person"].pk == first.person_id


def test_somebody_elsewhere_cannot_be_looked_up(client):
    team, stranger = a_team(), a_colleague_in(a_team())
    client.force_login(the_head_of(team.parent))
    before = Entry.objects.count()
    page = client.get(reverse(LEDGER), {"q": stranger.name, "person": stranger.pk})
    assert (page.context["person"], page.context["lines"], Entry.objects.count()) == (None, [], before)


def test_who_was_erased_stays_a_number(client):
    team = a_team()
    leaver = an_employee(team, name="Ulla Holm", last_day=date(2020, 2, 1)).person
    erase(by=None, person=leaver, today=timezone.localdate())
    client.force_login(the_head_of(team.parent.parent))
    page = client.get(reverse(LEDGER)).content.decode()
    assert f"Medarbejder {leaver.pk} (slettet)" in page
    assert "Ulla" not in page


def test_names_cost_the_same_questions_for_one_entry_and_for_many(client, django_assert_max_num_queries):
    team = a_team()
    client.force_login(the_head_of(team.parent))
    for _ in range(30):
        record("leave-added", by=a_colleague_in(team), place=team)
    with django_assert_max_num_queries(15):
        client.get(reverse(LEDGER))


def test_the_export_runs_nothing_in_a_spreadsheet_and_is_recorded(client):
    team = a_team()
    person = an_employee(team, name="=HYPERLINK(1)").person
    record("leave-added", by=person, about=person, place=team, reason="+45 12345678")
    client.force_login(the_administrator_of(team.parent))
    answer = client.get(reverse("ledger-export"), {"deed": "leave-added"})
    assert Entry.objects.first().deed == "ledger-exported"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (heads, *rows) = csv.reader(io.StringIO(text), delimiter=";")
    assert heads[:3] == ["Nummer", "Hvornår", "Hvem"]
    assert (rows[0][2], rows[0][3], rows[0][6]) == ("'=HYPERLINK(1)", "Fravær tilføjet", "'+45 12345678")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_is_marked(text):
    assert guarded(text) == f"'{text}"
    assert guarded("x=1") == "x=1"


def test_an_entry_by_and_about_the_same_person_is_read_once_on_the_way_down_and_up():
    team = a_team()
    person = a_colleague_in(team)
    for _ in range(7):
        record("leave-added", by=person, about=person, place=team)
        record("leave-added", by=person, place=team)
        record("leave-added", by=None, about=person, place=team)
    parts = search([team.pk], person=person.pk, deed="leave-added")
    whole = [one.number for one in stretch(parts, most=100).entries]
    first = stretch(parts, most=8)
    second = stretch(parts, first.older, most=8)
    assert [one.number for one in (*first.entries, *second.entries)] == whole[:16]
    assert stretch(parts, second.newer, most=8).entries == first.entries
    assert len(whole) == 21
