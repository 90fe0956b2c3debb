"""The spread between staff: no name comes in, nobody's figure comes out, and one's own point is one's own."""

import json
from datetime import date
from io import BytesIO

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.access import a_notice
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_lead_of, the_leader_of
from tests.pages import CheckedClient

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.evidence.commands.retention import delete_spread
from samklang.evidence.commands.spread import Given, load_spread
from samklang.evidence.enums import Kind, Unit
from samklang.evidence.models import SpreadSum, SpreadTable
from samklang.evidence.queries import spread as queries
from samklang.evidence.spread_file import read_spread
from samklang.evidence.unit_codes import unit_code
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
GIVEN = Given("I job efter 26 uger", "", Kind.SHARE, Unit.PERCENTAGE_POINTS, True, 0.1, date(2026, 1, 1),
              date(2026, 6, 30))  # fmt: skip


@pytest.fixture
def jobcentre():
    found = a_jobcentre()
    for purpose in (Purpose.SPREAD, Purpose.OUTCOMES):
        a_notice(found, announced=date(2020, 1, 2), purpose=purpose)
    return found


def rows(shares: list[float], cases: int = 60, first: str = "M") -> list[list[object]]:
    """One row for each member of staff, with so many cases and that share of yes."""
    return [
        ["Medarbejder", "Antal", "Sum"],
        *([f"{first}{i:03}", cases, round(cases * p)] for i, p in enumerate(shares)),
    ]


def loaded(jobcentre, shares: list[float], given: Given = GIVEN, **more) -> SpreadTable:
    found = read_spread(rows(shares, **more), given.kind)
    return load_spread(
        by=the_lead_of(jobcentre), jobcentre=jobcentre, given=given, found=found, content=b"x",
        name="udfald.csv", today=TODAY, now=timezone.now(),
    )  # fmt: skip


def differing(staff: int = 40, seed: int = 3) -> list[float]:
    return [float(one) for one in np.clip(np.random.default_rng(seed).normal(0.4, 0.15, staff), 0.02, 0.98)]


def test_what_is_kept_is_sums_under_scrambled_numbers(jobcentre):
    table = loaded(jobcentre, differing())
    codes = set(SpreadSum.objects.filter(table=table).values_list("code", flat=True))
    assert codes == {unit_code(f"M{i:03}", jobcentre.pk) for i in range(40)}
    kept = json.dumps(table.document)
    assert not any(code in kept for code in codes)
    assert "M000" not in kept
    assert (table.staff, table.rows, len(table.document["told"][0]["da"]) > 20) == (40, 40, True)


def test_the_spread_is_found_where_it_is_and_luck_is_told_as_luck(jobcentre):
    differs, alike = loaded(jobcentre, differing()), loaded(jobcentre, [0.4] * 40)
    assert differs.document["between"]["low"] > 0.08
    assert alike.document["between"]["low"] == 0
    assert queries.told_in(alike, "en")[0].startswith(("It cannot be told", "Whom one meets means little"))


def test_nothing_is_loaded_while_staff_have_not_been_told(jobcentre):
    elsewhere = a_jobcentre()
    with pytest.raises(NotAllowed):
        loaded(elsewhere, differing())
    assert not SpreadTable.objects.exists()


def test_a_period_that_is_not_over_is_not_loaded(jobcentre):
    with pytest.raises(NotAllowed, match="not over yet"):
        loaded(jobcentre, differing(), GIVEN._replace(last_day=date(2026, 12, 31)))


def test_ones_own_point_is_looked_up_by_ones_own_number_alone(jobcentre):
    team = a_team(jobcentre)
    me, other = a_colleague_in(team), a_colleague_in(team)
    Employee.objects.filter(person=me).update(number="m-007")
    Employee.objects.filter(person=other).update(number="unknown")
    shares = differing()
    table = loaded(jobcentre, shares, cases=200)
    mine = queries.own(me, table)
    assert mine is not None
    assert (mine.n, abs(mine.estimate - shares[7]) < 0.06, mine.low < mine.estimate < mine.high) == (200, True, True)
    assert queries.own(other, table) is None
    few = loaded(jobcentre, shares, cases=20)
    assert queries.own(me, few).estimate is None


def test_two_periods_are_compared_without_saying_why(jobcentre):
    wide = loaded(jobcentre, differing(60), cases=400)
    later = GIVEN._replace(first_day=date(2026, 7, 1), last_day=date(2026, 10, 31))
    close = loaded(jobcentre, [0.4 + 0.01 * (i % 3) for i in range(60)], later, cases=400)
    assert queries.earlier_than(close) == [wide]
    found = queries.compared(wide, close)
    assert found.change.difference.high < 0
    assert str(found.told).startswith("Staff lie closer to each other than before")


@pytest.mark.parametrize(("content", "told"), [
    ([], "The file has no rows"),
    ([["Medarbejder", "Udfald"]], "The file has no rows"),
    ([["Navn", "Udfald"], ["a1", 1]], "No column says which member of staff"),
    ([["Medarbejder", "Antal"], ["a1", 1]], "No column holds the outcome"),
    ([["Medarbejder", "Udfald"], ["Anne Marie Sørensen", 1]], "tells who somebody is"),
    ([["Medarbejder", "Udfald"], ["010190-1234", 1]], "tells who somebody is"),
    ([["Medarbejder", "Udfald"], ["", 1]], "the member of staff is missing"),
    ([["Medarbejder", "Udfald"], ["a1", "måske"]], "neither yes nor no"),
    ([["Medarbejder", "Udfald"], ["a1", ""]], "the outcome is missing"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", 10, 11]], "from 0 to their number"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", 0, 0]], "a whole number above 0"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", "mange", 1]], "not a number"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", float("inf"), 1]], "not a number"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", 5, float("nan")]], "not a number"),
    ([["Medarbejder", "Medarbejder", "Udfald"], ["a1", "a2", 1]], "Two columns are called"),
    ([["Medarbejder", "Udfald", "A", "B", "C", "D"], ["a1", 1, 1, 1, 1, 1]], "3 columns at most"),
    ([["Medarbejder", "Udfald", "Sag"], *(["a1", 1, f"sag {i}"] for i in range(30))], "30 different contents"),
    ([["Medarbejder", "Antal", "Sum"], ["a1", "1.5", 1], ["a2", "1,5", 1]], "decimal comma"),
])  # fmt: skip
def test_a_file_that_is_not_in_order_is_refused_as_a_whole(content, told):
    found = read_spread(content, Kind.SHARE)
    assert told in " ".join(map(str, found.faults))


def test_the_same_sums_come_of_rows_and_of_sums():
    one_each = [["Medarbejder", "Udfald", "Gruppe"], *(["a", i < 3, "x"] for i in range(10)), ["b", "ja", "x"]]
    together = [["Medarbejder", "Antal", "Sum", "Gruppe"], ["a", 10, 3, "x"], ["b", 1, 1, "x"]]
    first, second = read_spread(one_each, Kind.SHARE), read_spread(together, Kind.SHARE)
    assert first.sums == second.sums == {("a", "x"): (10, 3.0, 3.0), ("b", "x"): (1, 1.0, 1.0)}
    assert (first.faults, second.faults, first.mix) == ([], [], ["Gruppe"])


def sent(name: str = "udfald.csv", **changes) -> dict[str, object]:
    text = "\n".join(";".join(map(str, row)) for row in rows(differing()))
    given = {
        "title": "I job efter 26 uger", "kind": "share", "unit": "percentage-points", "higher_is_better": "on",
        "smallest_relevant": "10", "first_day": "2026-01-01", "last_day": "2026-06-30",
        "file": SimpleUploadedFile(name, text.encode()),
    }  # fmt: skip
    return {**given, **changes}


def test_the_pages_from_file_to_sentence(jobcentre):
    client = CheckedClient()
    client.force_login(the_lead_of(jobcentre))
    assert client.get("/evidence/spread/").status_code == 200
    assert client.get("/evidence/spread/new/").status_code == 200
    posted = client.post("/evidence/spread/new/", {**sent(), "jobcentre": jobcentre.pk})
    table = SpreadTable.objects.get()
    assert (posted.status_code, posted["Location"], table.smallest_relevant) == (
        302,
        f"/evidence/spread/{table.pk}/",
        0.1,
    )
    shown = client.get(f"/evidence/spread/{table.pk}/").content.decode()
    assert "<svg" in shown
    assert "M000" not in shown
    assert client.get(f"/evidence/spread/{table.pk}/staff.csv").content.count(b"\n") >= 3
    assert client.get("/evidence/spread/?q=findes+ikke").status_code == 200
    assert client.get(f"/evidence/spread/{table.pk}/removal/").status_code == 200
    assert client.post(f"/evidence/spread/{table.pk}/removal/").status_code == 302
    assert not SpreadSum.objects.exists()


def test_what_was_typed_is_kept_when_the_file_is_refused(jobcentre):
    client = CheckedClient()
    client.force_login(the_lead_of(jobcentre))
    bad = SimpleUploadedFile("navne.csv", "Medarbejder;Udfald\nAnne Marie Sørensen;1\n".encode())
    answer = client.post("/evidence/spread/new/", {**sent(file=bad, title="Min titel"), "jobcentre": jobcentre.pk})
    html = answer.content.decode()
    assert (answer.status_code, "Min titel" in html, "Marie" in html) == (422, True, False)
    picture = SimpleUploadedFile("billede.csv", b"\x89PNG\r\n\x1a\n" + BytesIO(b"0" * 50).read())
    assert client.post("/evidence/spread/new/", {**sent(file=picture), "jobcentre": jobcentre.pk}).status_code == 422
    assert not SpreadTable.objects.exists()


def test_who_sees_and_who_loads(jobcentre):
    team = a_team(jobcentre)
    table = loaded(jobcentre, differing())
    url = f"/evidence/spread/{table.pk}/"
    expected = {the_leader_of(team): (200, 403), a_colleague_in(team): (200, 403), an_outsider(): (404, 403)}
    for person, statuses in expected.items():
        client = CheckedClient()
        client.force_login(person)
        assert (client.get(url).status_code, client.get("/evidence/spread/new/").status_code) == statuses


def test_after_two_years_the_night_takes_it(jobcentre):
    table = loaded(jobcentre, differing())
    given = {"municipality": jobcentre.parent, "dry_run": False}
    assert delete_spread(before=table.last_day, **given) == 0
    assert delete_spread(before=date(2028, 7, 1), **given) > 0
    assert not SpreadTable.objects.exists()
