"""One timeline for all teams: narrowed, searched, read piece by piece, fetched as a file."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.factories.companies import NOW, a_contact
from tests.factories.company_known import a_known_company, a_talk, some_talks
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider

from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind
from samklang.companies.queries.timeline import AT_A_TIME, AskedTimeline, read_key, timeline
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Jelling")


@pytest.fixture
def person(team, client):
    found = a_colleague_in(team)
    client.force_login(found)
    return found


@pytest.fixture
def company(person):
    return a_known_company(person.municipality)


def read(company, before: str = "", **asked) -> list[str]:
    return [one.what for one in timeline(company, AskedTimeline(**asked), before).entries]


def test_a_long_timeline_is_read_piece_by_piece_and_nothing_is_left_out_or_told_twice(company):
    made = some_talks(company, 2 * AT_A_TIME + 3)
    seen, before = [], ""
    pieces = 0
    while pieces == 0 or before:
        stretch = timeline(company, AskedTimeline(), before)
        seen += [one.pk for one in stretch.entries]
        before, pieces = stretch.older, pieces + 1
    assert pieces == 3
    assert seen == [one.pk for one in sorted(made, key=lambda one: (one.at, one.pk), reverse=True)]


def test_entries_of_the_same_moment_are_not_lost_between_two_pieces(company):
    made = [a_talk(company, what=f"{number}") for number in range(AT_A_TIME + 5)]
    first = timeline(company, AskedTimeline())
    rest = timeline(company, AskedTimeline(), first.older)
    assert len(first.entries) + len(rest.entries) == len(made)
    assert rest.older == ""


@pytest.mark.parametrize(
    "key", ["", "x", "20260907T080000000000", "2026-1", "20260907T080000000000-x", f"x-{'9' * 30}"]
)
def test_what_is_no_key_begins_with_the_newest(company, key):
    a_talk(company)
    assert read_key(key) is None
    assert read(company, key) == ["Talte om efterårets opgaver"]


def test_the_timeline_is_narrowed_by_kind_team_and_days(company, person, team):
    other = a_colleague_in(a_team(team.parent))
    a_talk(company, person, what="gammel", at=NOW - timedelta(days=40), team=team)
    a_talk(company, person, what="ny", team=team)
    tell(company, EntryKind.NOTE, "note", by=other, at=NOW)
    assert read(company, kind="note") == ["note"]
    assert read(company, team=str(team.pk)) == ["ny", "gammel"]
    assert read(company, first=NOW.date()) == ["note", "ny"]
    assert read(company, last=(NOW - timedelta(days=1)).date()) == ["gammel"]
    late = datetime(2026, 9, 7, 21, 59, tzinfo=UTC)
    a_talk(company, what="sent om aftenen", at=late)
    assert "sent om aftenen" in read(company, first=NOW.date(), last=NOW.date())


@pytest.mark.parametrize("text", ["ærtehøst", "ÆRTEHØST", "aertehoest", "pia", "pia ærte", "carl"])
def test_the_timeline_is_searched_in_what_is_written_and_by_who_took_part(company, person, text):
    a_talk(company, person, what="Ærtehøst i juli", contact=a_contact(company))
    a_talk(company, what="Noget andet")
    assert read(company, text=text) == ["Ærtehøst i juli"]


def test_the_timeline_is_searched_in_what_samklang_tells(company, person):
    tell(
        company,
        EntryKind.STEP,
        "step-agreed",
        by=person,
        at=NOW,
        told={"what": "Send præsentation", "day": "2026-09-09"},
    )
    assert read(company, text="præsentation") == ["step-agreed"]
    assert read(company, text="100%") == []


def test_the_page_shows_the_line_in_words_with_who_when_and_with_whom(client, company, person, team):
    a_talk(company, person, team=team, told={"with": "Bogholderen"}, text="To linjer\nherom")
    page = client.get(f"/companies/{company.pk}/").content.decode()
    for text in (
        "Talte om efterårets opgaver",
        "7. september 2026",
        person.name,
        "Team Jelling",
        "Bogholderen",
        "Telefon",
    ):
        assert text in page, text


def test_a_typed_line_that_looks_like_one_of_samklangs_stays_as_it_was_typed(client, company):
    a_talk(company, what="enquiry", told={"with": "Pia"})
    assert ">enquiry<" in client.get(f"/companies/{company.pk}/").content.decode()


def test_markup_in_a_line_is_shown_as_text(client, company):
    a_talk(company, what="<script>alert(1)</script>", text="<b>fed</b>")
    page = client.get(f"/companies/{company.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<b>fed" not in page


def test_older_entries_are_a_link_that_keeps_what_is_asked(client, company):
    some_talks(company, AT_A_TIME + 1)
    page = client.get(f"/companies/{company.pk}/?kind=contact").content.decode()
    assert "kind=contact&amp;before=" in page
    older = timeline(company, AskedTimeline()).older
    last = client.get(f"/companies/{company.pk}/?kind=contact&before={older}")
    assert [line.entry.what for line in last.context["lines"]] == ["Samtale 0"]
    assert client.get(f"/companies/{company.pk}/?q=findesikke").status_code == 200


def test_a_piece_costs_the_same_for_one_entry_and_for_three(client, company, person, team):
    costs = []
    for number in range(3):
        a_talk(company, person, team=team, contact=a_contact(company, f"Pia {number}", email=f"{number}@x.example"))
        client.get(f"/companies/{company.pk}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/companies/{company.pk}/")
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def test_the_timeline_is_fetched_as_a_file_narrowed_as_it_is_shown_and_that_stands_in_the_ledger(
    client, company, person
):
    a_talk(company, person, what="=1+1", contact=a_contact(company))
    tell(company, EntryKind.NOTE, "note", by=person, at=NOW)
    answer = client.get(f"/companies/{company.pk}/timeline.csv?kind=contact")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][:2] == ["2026-09-07", "10:00"]
    assert rows[1][4] == "'=1+1"
    assert rows[1][6] == "Pia Lund"
    sheet = load_workbook(io.BytesIO(client.get(f"/companies/{company.pk}/timeline.xlsx").content)).active
    assert sheet.max_row == 3
    assert Deed.objects.filter(deed="company-timeline-exported", subject_id=str(company.pk)).count() == 2
    assert client.get(f"/companies/{company.pk}/timeline.pdf").status_code == 404
    client.force_login(an_outsider())
    assert client.get(f"/companies/{company.pk}/timeline.csv").status_code == 404
