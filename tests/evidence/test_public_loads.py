"""Loading public figures: all of a table or nothing, what is the same is not loaded twice, and one can go back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import public_server as server
from tests.factories.people import a_jobcentre, a_municipality, an_outsider, the_head_of, the_lead_of, the_leader_of
from tests.factories.people import a_team as team_of

from samklang.access.refusals import NotAllowed
from samklang.evidence.commands import public_loads as commands
from samklang.evidence.commands import public_tables
from samklang.evidence.commands.public_tables import TableSettings
from samklang.evidence.enums import How, TableStatus
from samklang.evidence.models import PublicLoad, PublicTable, PublicValue
from samklang.evidence.public.catalogue import shipped
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public_samples import FILES, sample
from samklang.evidence.queries.public_figures import newest_of, shown_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FILE = "Område;Periode;Andel personer med ordinære timer\nVejen;2026M08;14,5\nVejen;2026M07;-\n".encode()
OTHER = FILE.replace(b"14,5", b"15,5")


@pytest.fixture
def vejen():
    jobcentre = a_jobcentre(a_municipality("Vejen Kommune"))
    public_tables.follow_tables(by=None, municipality=jobcentre.parent, neighbours=["Varde", "Billund"])
    return jobcentre


@pytest.fixture
def source(settings) -> Iterator[server.Source]:
    with server.a_public_source() as (url, its):
        settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN, settings.STATBANK_URL = url, server.TOKEN, url
        yield its


def table_of(jobcentre, key: str = "ordinary-hours") -> PublicTable:
    return PublicTable.objects.get(municipality=jobcentre.parent, key=key)


def load(table: PublicTable, content: bytes = FILE, *, by=None, at: datetime = NOW) -> PublicLoad:
    return commands.load_file(by=by, table=table, name="tal.csv", content=content, now=at)


def kept(table: PublicTable) -> list[tuple[str, str, float | None, bool]]:
    newest = newest_of(table)
    return [] if newest is None else list(newest.figures.values_list("area", "period", "value", "suppressed"))


def deeds() -> list[str]:
    return list(Entry.objects.filter(deed__startswith="public-").order_by("number").values_list("deed", flat=True))


def test_the_tables_are_taken_in_once_beside_the_neighbours_with_the_municipality_first(vejen):
    assert public_tables.follow_tables(by=None, municipality=vejen.parent) == 0
    tables = PublicTable.objects.filter(municipality=vejen.parent)
    assert [one.key for one in tables] == [one.key for one in shipped()]
    assert {tuple(one.areas) for one in tables} == {("Vejen", "Varde", "Billund", "Hele landet")}
    assert {one.status for one in tables} == {TableStatus.TO_CONFIRM}
    assert [one.key for one in tables if not one.on] == ["cooperation", "conversations", "duration"]
    assert deeds() == ["public-tables-followed"]


def test_a_file_is_kept_with_hidden_figures_as_hidden_and_written_in_the_ledger(vejen):
    lead, table = the_lead_of(vejen), table_of(vejen)
    made = load(table, by=lead)
    assert (made.how, made.name, made.values, made.loaded_by, made.loaded_at) == (How.FILE, "tal.csv", 2, lead, NOW)
    assert kept(table) == [("Vejen", "2026M07", None, True), ("Vejen", "2026M08", 14.5, False)]
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.deed, entry.details) == (
        "public-figures-loaded", {"table": "ordinary-hours", "how": "file", "values": 2},
    )  # fmt: skip


def test_a_file_that_cannot_be_read_leaves_what_was_loaded_before(vejen):
    table = table_of(vejen)
    load(table)
    before = (kept(table), deeds())
    with pytest.raises(NoFigures, match="no figure and no sign"):
        load(table, FILE.replace(b"14,5", b"14,5,5"))
    with pytest.raises(NoFigures, match="no area called “Vejen”"):
        load(table, FILE.replace(b"Vejen", b"Odder"))
    assert (kept(table), deeds()) == before


def test_the_same_figures_again_are_only_read_on_a_newer_day(vejen):
    table = table_of(vejen)
    first = load(table)
    again = load(table, at=NOW + timedelta(days=3))
    assert again.pk == first.pk
    assert PublicLoad.objects.get().loaded_at == NOW + timedelta(days=3)
    assert deeds().count("public-figures-loaded") == 1


def test_what_was_loaded_last_can_be_taken_back_and_used_again(vejen):
    table, lead = table_of(vejen), the_lead_of(vejen)
    first, second = load(table), load(table, OTHER, at=NOW + timedelta(days=1))
    with pytest.raises(NotAllowed, match="Only what was loaded last"):
        commands.take_back(by=lead, load=first, now=NOW)
    commands.take_back(by=lead, load=second, now=NOW)
    assert kept(table)[1] == ("Vejen", "2026M08", 14.5, False)
    commands.bring_back(by=lead, load=second)
    assert kept(table)[1] == ("Vejen", "2026M08", 15.5, False)
    with pytest.raises(NotAllowed, match="have not been taken back"):
        commands.bring_back(by=lead, load=second)
    assert deeds()[-2:] == ["public-figures-taken-back", "public-figures-brought-back"]


def test_only_the_newest_loads_are_kept(vejen):
    table = table_of(vejen)
    for place in range(commands.KEPT + 2):
        load(table, FILE.replace(b"14,5", f"1{place},5".encode()), at=NOW + timedelta(days=place))
    assert PublicLoad.objects.filter(table=table).count() == commands.KEPT
    assert PublicValue.objects.count() == 2 * commands.KEPT
    assert kept(table)[1][2] == 16.5


def test_jobindsats_and_statbank_are_fetched_and_shown_with_the_municipality_first(vejen, source):
    for key, first in (("unemployment", "2024M10"), ("unemployment-statbank", "2024M10")):
        table = table_of(vejen, key)
        made = commands.fetch(by=the_head_of(vejen), table=table, now=NOW)
        assert (made.how, made.values) == (How.API, 4 * 24)
        shown = shown_of([table])[0]
        assert list(shown.areas) == ["Vejen", "Varde", "Billund", "Hele landet"]
        assert shown.periods[0].key == first
        assert shown.newest is not None
        assert shown.newest.period == "2026M09"
        before = shown.a_year_before(shown.newest)
        assert before is not None
        assert before.period == "2025M09"
    assert server.TOKEN not in str(list(PublicLoad.objects.values())) + str(list(Entry.objects.values("details")))


@pytest.mark.parametrize("mood", [server.DOWN, server.REFUSED, server.NONSENSE, server.UNKNOWN, server.REDIRECT])
def test_a_source_that_fails_changes_nothing(vejen, source, mood):
    table = table_of(vejen, "unemployment")
    commands.fetch(by=None, table=table, now=NOW)
    before = (kept(table), deeds())
    source.mood = mood
    with pytest.raises(NoFigures):
        commands.fetch(by=None, table=table, now=NOW + timedelta(days=9))
    assert (kept(table), deeds()) == before
    assert newest_of(table).loaded_at == NOW


def test_a_table_whose_number_is_not_known_is_not_asked_for(vejen, source):
    with pytest.raises(NotAllowed, match="number at the source is not known"):
        commands.fetch(by=the_lead_of(vejen), table=table_of(vejen, "cooperation"), now=NOW)
    assert source.asked == []


def test_at_night_tables_are_read_when_it_is_some_days_since_and_others_do_not_stop_for_one(vejen, source):
    known = {"unemployment", "job-after-placement", "unemployment-statbank"}
    switched_on = PublicTable.objects.filter(on=True).count()
    assert commands.fetch_due(now=NOW, dry_run=True) == switched_on
    assert commands.fetch_due(now=NOW) == len(known)
    assert {one.table.key for one in PublicLoad.objects.select_related("table")} == known
    assert commands.fetch_due(now=NOW + timedelta(days=2)) == 0
    assert commands.fetch_due(now=NOW + timedelta(days=6)) == len(known)
    assert PublicLoad.objects.count() == len(known)


def test_a_source_that_is_down_is_asked_once_a_night(vejen, source):
    source.mood = server.DOWN
    assert commands.fetch_due(now=NOW) == 0
    assert [path for path, _, _ in source.asked] == ["/v3/data/y25i01", "/v3/tableinfo"]


def test_nobody_is_asked_at_night_where_no_address_is_set(vejen, settings):
    settings.JOBINDSATS_URL = settings.JOBINDSATS_TOKEN = settings.STATBANK_URL = ""
    assert commands.fetch_due(now=NOW, dry_run=True) == 0


def test_constructed_figures_are_for_the_house_alone(vejen):
    for key in FILES:
        name, content = sample(key)
        made = commands.load_file(
            by=None, table=table_of(vejen, key), name=name, content=content, now=NOW, how=How.SAMPLE
        )  # fmt: skip
        assert made.values in {4 * 24, 4 * 16}
    name, content = sample("unemployment")
    with pytest.raises(NotAllowed, match="only for the demonstration"):
        commands.load_file(by=the_lead_of(vejen), table=table_of(vejen), name="x.csv", content=FILE, now=NOW,
                           how=How.SAMPLE)  # fmt: skip


def test_others_load_nothing_and_change_nothing(vejen):
    table = table_of(vejen)
    to = TableSettings("y01a02", "", {}, "", TableStatus.CONFIRMED, True)
    for somebody in (the_leader_of(team_of(vejen)), an_outsider()):
        for do in (
            lambda by: load(table, by=by), lambda by: commands.fetch(by=by, table=table, now=NOW),
            lambda by: public_tables.change_table(by=by, table=table, to=to, today=NOW.date()),
            lambda by: public_tables.follow_tables(by=by, municipality=vejen.parent),
            lambda by: public_tables.choose_areas(by=by, municipality=vejen.parent, neighbours=["Odder"]),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                do(somebody)
    assert (PublicLoad.objects.count(), table_of(vejen).code, deeds()) == (0, "otij01", ["public-tables-followed"])


def test_a_table_that_somebody_has_looked_up_is_confirmed_on_the_day(vejen):
    lead, table = the_lead_of(vejen), table_of(vejen, "cooperation")
    to = TableSettings("y22x01", "Samarbejdsgrad", {"period": "M"}, table.address, TableStatus.CONFIRMED, True)
    changed = public_tables.change_table(by=lead, table=table, to=to, today=NOW.date())
    assert (changed.code, changed.status, changed.checked_on, changed.on) == (
        "y22x01", TableStatus.CONFIRMED, NOW.date(), True,
    )  # fmt: skip
    with pytest.raises(NoFigures, match="cannot be understood"):
        public_tables.change_table(
            by=lead, table=table, to=TableSettings("y22x02", "", {"latest": -1}, "", TableStatus.TO_CONFIRM, True),
            today=NOW.date(),
        )  # fmt: skip
    assert table_of(vejen, "cooperation").code == "y22x01"


def test_neighbours_are_named_once_and_not_more_than_can_be_read(vejen):
    lead = the_lead_of(vejen)
    public_tables.choose_areas(
        by=lead, municipality=vejen.parent, neighbours=["Esbjerg", "esbjerg kommune", "Vejen", " ", "Hele landet"]
    )  # fmt: skip
    assert table_of(vejen).areas == ["Vejen", "Esbjerg", "Hele landet"]
    with pytest.raises(NotAllowed, match="at most 10 municipalities"):
        public_tables.choose_areas(
            by=lead, municipality=vejen.parent, neighbours=[f"Kommune {one}" for one in range(11)]
        )
