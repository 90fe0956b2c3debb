"""Files of outcomes of a study: what is refused, all at once, and what is kept; a plan that is frozen stays so."""

from datetime import UTC, datetime
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.factories.studies import AFTER, BEFORE, Studied

from samklang.access.refusals import NotAllowed
from samklang.core.workbook.issues import Misread
from samklang.evidence.commands import studies as commands
from samklang.evidence.commands.study_answers import answer_study
from samklang.evidence.commands.study_files import Faulty, keep_study_file, read_study_file
from samklang.evidence.models import Study, StudyFile
from samklang.evidence.unit_codes import unit_code

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _read(house: Studied, content: str | bytes, name: str = "tal.csv") -> StudyFile:
    raw = content.encode() if isinstance(content, str) else content
    return read_study_file(by=house.lead, study=house.study, name=name, content=raw, today=AFTER, now=LATER)


def _faults(house: Studied, content: str | bytes, name: str = "tal.csv") -> str:
    with pytest.raises(Faulty) as wrong:
        _read(house, content, name)
    assert StudyFile.objects.count() == 0
    return "\n".join(str(one) for one in wrong.value.faults)


@pytest.fixture
def house() -> Studied:
    one = Studied()
    one.trained()
    return one


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Hold 01;2025-02;100;30", "Row 146: the same unit and period stand in an earlier row"),
        ("Hold 99;2025-02;100;30", "Not in the study: “Hold 99”"),
        ("Anna Hansen;2025-02;100;30", "tells who somebody is"),
        ("010203-1234;2025-02;100;30", "tells who somebody is"),
        ("Hold 01;2024-02;100;30", "lies outside the study's periods"),
        ("Hold 01;engang;100;30", "is no period"),
        ("Hold 01;2025-02;inf;30", "“inf” is not a number"),
        ("Hold 01;2025-02;2,5;1", "a whole number"),
        ("Hold 01;2025-02;10;11", "from 0 to their number"),
        ("Hold 01;;10;1", "the period is missing"),
        (";2025-02;10;1", "the unit is missing"),
        ("Hold 01;2025-02;10", "is blank"),
        ("Hold 01;2025-02;10;1;fri tekst", "column without a heading"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told_with_its_number_and_nothing_is_kept(house, row, said):
    assert said in _faults(house, f"{house.sums()}\n{row}")


def test_all_faults_are_told_at_once(house):
    told = _faults(house, f"{house.sums()}\nHold 99;2025-02;100;30\nHold 01;engang;x;30")
    assert "Hold 99" in told
    assert "Row 147" in told
    assert "“x” is not a number" in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("enhed;periode;antal;sum", "no rows"),
        ("enhed;periode;antal;sum;navn\nHold 01;2025-02;1;1;x", "“navn” was not asked for"),
        ("enhed;periode;antal\nHold 01;2025-02;1", "“sum” is missing"),
        ("enhed;periode;antal;sum\nHold 01;2025-02;100;30", "no cases from these periods"),
        (b"\n\n", "no rows"),
    ],
)
def test_a_file_that_is_not_what_was_asked_for_is_refused(house, content, said):
    assert said in _faults(house, content)


def test_files_that_are_no_tables_are_misread(house):
    for name, content in (("x.xlsx", b"PK\x03\x04rubbish"), ("x.parquet", b"PAR1rubbish"), ("x.csv", b"\x00\x01")):
        with pytest.raises(Misread):
            _read(house, content, name)
    assert StudyFile.objects.count() == 0


def test_parquet_with_rows_is_summed_and_infinite_values_are_refused(house):
    rows = [line.split(";") for line in house.sums().splitlines()[1:]]

    def written(first: float) -> bytes:
        totals = [first, *(float(row[3]) for row in rows[1:])]
        table = pa.table({
            "unit": [row[0] for row in rows], "period": [row[1] for row in rows], "n": [100] * len(rows),
            "total": totals,
        })  # fmt: skip
        file = BytesIO()
        pq.write_table(table, file)
        return file.getvalue()

    assert "not a number" in _faults(house, written(float("inf")), "x.parquet")
    assert sum(_read(house, written(30.0), "x.parquet").cells["n"]) == 14_400


def test_a_frozen_plan_is_not_changed_and_one_changed_past_the_house_is_not_answered(house):
    with pytest.raises(NotAllowed, match="frozen"):
        commands.change_study(by=house.lead, study=house.study, values={"smallest_relevant": 0.01})
    with pytest.raises(NotAllowed, match="frozen"):
        commands.draw_study(by=house.lead, study=house.study, seed=9, reason="bedre", now=BEFORE)
    keep_study_file(by=house.lead, file=_read(house, house.sums()), now=LATER)
    Study.objects.update(definition="noget andet")
    with pytest.raises(NotAllowed, match="no longer as it was"):
        answer_study(by=house.lead, study=house.study, now=LATER)
    assert house.study.answers.count() == 0


def test_without_an_effect_the_verdict_is_no_relevant_change_and_the_document_names_no_unit(house):
    keep_study_file(by=house.lead, file=_read(house, house.sums()), now=LATER)
    made = answer_study(by=house.lead, study=house.study, now=LATER)
    assert made.verdict == "no relevant change shown"
    assert "Hold 0" not in str(made.document)


def test_outcomes_are_not_loaded_before_the_study_is_over(house):
    with pytest.raises(NotAllowed, match="runs until"):
        read_study_file(
            by=house.lead, study=house.study, name="x.csv", content=b"x", today=BEFORE.date(), now=BEFORE
        )  # fmt: skip


def test_an_order_is_drawn_again_only_with_a_reason():
    house = Studied()
    house.drawn()
    with pytest.raises(NotAllowed, match="drawn once"):
        commands.draw_study(by=house.lead, study=house.study, seed=9, now=BEFORE)
    commands.choose_teams(by=house.lead, study=house.study, teams=[(one, "") for one in house.teams])
    with pytest.raises(NotAllowed, match="drawn once"):
        commands.draw_study(by=house.lead, study=house.study, seed=9, now=BEFORE)
    assert commands.draw_study(by=house.lead, study=house.study, seed=9, reason="Et team kom til", now=BEFORE).seed == 9


def test_members_of_staff_are_kept_under_made_up_names_and_need_a_notice():
    house = Studied(unit_kind="person")
    from_register = [(one.number, "Hold") for one in house.staff]
    members = [commands.Member(*one) for one in from_register]
    commands.choose_staff(by=house.lead, study=house.study, staff=members, within_teams=True)
    codes = set(house.study.units.values_list("code", flat=True))
    assert unit_code(house.staff[0].number, house.jobcentre.pk) in codes
    assert house.staff[0].number not in str(list(house.study.units.values()))
    commands.draw_study(by=house.lead, study=house.study, seed=5, now=BEFORE)
    with pytest.raises(NotAllowed):
        commands.freeze_study(by=house.lead, study=house.study, today=BEFORE.date(), now=BEFORE)
    house.study.refresh_from_db()
    assert house.study.plan_hash == ""
