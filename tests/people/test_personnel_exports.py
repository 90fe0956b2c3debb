"""Files as the personnel systems of Danish municipalities write them. Everybody in them is constructed."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from tests.factories.people import a_jobcentre, a_municipality, the_lead_of
from tests.people.imports import a_csv, an_import, applied, told

from samklang.core.workbook.issues import Misread
from samklang.people.commands.staff_import import tell_teams
from samklang.people.enums import ImportState
from samklang.people.models import Engagement, StaffImport

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 1)
SD = ("Inst.kode", "Tjenestenummer", "Fornavn", "Efternavn", "Afdelingskode", "Afdeling", "Stillingskode", "Stilling",
      "Status", "Ansættelsesdato", "Afgangsdato", "Beskæftigelsesdecimal", "E-mail", "Løntrin")  # fmt: skip
SD_ROWS = (
    ("VJ", "10042 ", "Kirsten ", "Østergård", "4A1", "Team Sol ", "0412", "Socialrådgiver", 1, "20140801", "99991231",
     "1,0000", "kirsten@vejen.example", "41"),
    ("VJ", "10077", "Bo", "Åby", "4A1", "Team Sol", "0412", "Socialrådgiver", 1, "01-02-26", "9999-12-31", "0,8108",
     "bo@vejen.example", "38"),
    ("VJ", "10078", "Ida", "Mørk", "4A2", "Team Måne", "0777", "Jobkonsulent", 1, "2020-05-01", "", "0,5", "", "35"),
    ("VJ", "10011", "Erik", "Gammel", "4A2", "Team Måne", "0777", "Jobkonsulent", 8, "19990101", "20251231", "1", "",
     ""),
)  # fmt: skip


def _sent(content: bytes, name: str) -> StaffImport:
    """The file as it stands when the teams, all new, have been told."""
    jobcentre = a_jobcentre(a_municipality("Vejen Kommune"), "Jobcenter Vejen")
    lead = the_lead_of(jobcentre)
    found = an_import(lead, jobcentre, content, name=name, first_day=DAY, whole=True)
    assert found.state == ImportState.TEAMS, "nothing is asked about the columns"
    return tell_teams(by=lead, staff_import=found, teams=dict.fromkeys(_teams_of(found), 0))


def _teams_of(found: StaffImport) -> list[str]:
    from samklang.people.queries.staff_import import look_at  # noqa: PLC0415 - only this page of the tests looks inside

    return [one.name.casefold().replace(" ", "").replace("å", "aa") for one in look_at(found).unknown]


def _staff() -> dict[str, tuple[str, str, str, str | None, date, date | None]]:
    rows = Engagement.objects.order_by("employee__number", "first_day")
    fields = (
        "employee__number",
        "employee__person__name",
        "team__name",
        "role",
        "weekly_hours",
        "first_day",
        "last_day",
    )
    return {
        number: (name, team, role, hours and str(hours), first, last)
        for number, name, team, role, hours, first, last in rows.values_list(*fields)
    }


def _book(*sheets: tuple[str, list[list[object]]], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for span in merged:
        book.worksheets[-1].merge_cells(span)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_an_export_of_sd_loen_is_read_without_a_question(encoding):
    found = _sent(a_csv(*SD_ROWS, headings=SD, encoding=encoding), "SD-udtraek.csv")
    assert told(found) == []
    applied(found.by, found)
    assert _staff() == {
        "10042": ("Kirsten Østergård", "Team Sol", "Socialrådgiver", "37.0", date(2014, 8, 1), None),
        "10077": ("Bo Åby", "Team Sol", "Socialrådgiver", "30.0", date(2026, 2, 1), None),
        "10078": ("Ida Mørk", "Team Måne", "Jobkonsulent", "18.5", date(2020, 5, 1), None),
    }
    assert "Erik Gammel" in "".join(text for _, text in told(found, "note"))


OPUS_ROWS = [
    ["Medarbejderoversigt – Rollebaseret Indgang"],
    ["Vejen Kommune, Beskæftigelse"],
    ["Udtræk pr. 01.02.2026"],
    [],
    ["Medarbejdernummer", "Medarbejdernavn", "Organisationsenhed", "Organisationsenhedsnavn", "Stillingsbetegnelse",
     "Leder", "Nærmeste leder", "Ansættelsesbrøk", "Tiltrædelsesdato", "Fratrædelsesdato"],
    [20001234, "Holm, Karen", 10023456, "Jobklar", "Afdelingsleder", "Ja", "Direktør Per Top", "37/37", "01.02.2010",
     "31.12.9999"],
    [20001235, "Lund, Åse", 10023456, "Jobklar", "Jobkonsulent", "Nej", "Holm, Karen", "30/37", "15.08.2019",
     "31.12.9999"],
    ["Medarbejdernummer", "Medarbejdernavn", "Organisationsenhed", "Organisationsenhedsnavn", "Stillingsbetegnelse",
     "Leder", "Nærmeste leder", "Ansættelsesbrøk", "Tiltrædelsesdato", "Fratrædelsesdato"],
    [20001236, "Vind, Bo", 10023457, "Sygedagpenge", "Socialrådgiver", "Nej", "Holm, Karen", "37/37", "01.11.2022",
     "30.06.2026"],
    ["Antal medarbejdere: 3"],
    ["Udskrevet 01.02.2026 kl. 10:33 af B123456"],
]  # fmt: skip


def test_an_export_of_kmd_opus_has_titles_totals_two_kinds_of_unit_and_leaders_from_elsewhere():
    found = _sent(_book(("Rapport", OPUS_ROWS)), "opus.xlsx")
    assert told(found) == []
    applied(found.by, found)
    assert _staff() == {
        "20001234": ("Karen Holm", "Jobklar", "Afdelingsleder", "37.0", date(2010, 2, 1), None),
        "20001235": ("Åse Lund", "Jobklar", "Jobkonsulent", "30.0", date(2019, 8, 15), None),
        "20001236": ("Bo Vind", "Sygedagpenge", "Socialrådgiver", "37.0", date(2022, 11, 1), date(2026, 6, 30)),
    }
    led = Engagement.objects.filter(manager__number="20001234").values_list("employee__number", flat=True)
    assert sorted(led) == ["20001235", "20001236"]
    notes = " ".join(text for _, text in told(found, "note", "en"))
    assert "“Direktør Per Top” is not known here as one person" in notes
    assert "2 rows are totals, headings of groups or remarks of the report" in notes


PERSPEKTIV_ROWS = [
    ["Enhedsnavn", "Lønnummer", "Navn", "Stillingstekst", "Beskæftigelsesgrad", "Ansat fra", "Ansat til"],
    ["Jobklar", "5501", "Sif Dal", "Jobkonsulent", 100, 43831, date(9999, 12, 31)],
    ["", "5502", "Ole Bæk", "Jobkonsulent", 81.08, date(2021, 3, 1), 2958465],
    ["", "5503", "Pia Kær", "Jobkonsulent", 50, "01.09.2025 00:00:00", ""],
    ["Ydelse", "5503", "Pia Kær", "Sagsbehandler", 40, "01.09.2025", "31-12-9999"],
    ["Ydelse", "5504", "Jan Ny", "Sagsbehandler", 100, "1.1.2018", "31.12.2024"],
    ["Ydelse", "5504", "Jan Ny", "Sagsbehandler", 80, "01.01.2025", ""],
    ["I alt", 6, "", "", 451.08, "", ""],
]


def test_an_export_of_kmd_perspektiv_has_a_cover_merged_units_and_people_with_two_employments():
    cover = [["KMD Perspektiv"], ["Medarbejderliste"], ["Kilde: lønsystemet"]]
    content = _book(("Forside", cover), ("Data", PERSPEKTIV_ROWS), merged=("A2:A4",))
    found = _sent(content, "perspektiv.xlsx")
    assert told(found) == []
    applied(found.by, found)
    assert _staff() == {
        "5501": ("Sif Dal", "Jobklar", "Jobkonsulent", "37.0", date(2020, 1, 1), None),
        "5502": ("Ole Bæk", "Jobklar", "Jobkonsulent", "30.0", date(2021, 3, 1), None),
        "5503": ("Pia Kær", "Jobklar", "Jobkonsulent", "18.5", date(2025, 9, 1), None),
        "5504": ("Jan Ny", "Ydelse", "Sagsbehandler", "29.6", date(2025, 1, 1), None),
    }
    assert "Pia Kær has another employment in the file, in A5; this one counts." in [
        text for _, text in told(found, "note", "en")
    ]


def test_two_numbers_of_one_person_are_one_person_where_name_and_address_are_the_same():
    rows = [list(row) for row in SD_ROWS[:2]]
    rows[1][1:4] = ["10043", "Kirsten", "Østergård"]
    rows[1][12] = rows[0][12]
    found = _sent(a_csv(*rows, headings=SD), "sd.csv")
    applied(found.by, found)
    assert list(_staff()) == ["10042"]


def test_two_employments_that_nothing_tells_apart_are_told_at_both_rows():
    rows = [list(row) for row in SD_ROWS[:1] * 2]
    rows[1][5] = "Team Måne"
    found = _sent(a_csv(*rows, headings=SD), "sd.csv")
    assert [cell for cell, _ in told(found)] == ["B2", "B3"]


@pytest.mark.parametrize("cell", ["010190-1234", "0101901234", "010190-XXXX", "ukendt", 101901234])
def test_a_column_of_civil_registration_numbers_is_refused_whatever_is_left_of_them(cell):
    jobcentre = a_jobcentre()
    content = a_csv((*SD_ROWS[0], cell), headings=(*SD, "CPR-nr."))
    with pytest.raises(Misread, match=r"so nothing of .*file has been kept"):
        an_import(the_lead_of(jobcentre), jobcentre, content)
    assert StaffImport.objects.count() == 0


def test_where_somebody_lives_is_not_where_they_work():
    jobcentre = a_jobcentre()
    content = a_csv(("1", "Anna Bo", "Team Øst", "Solvej 3"), headings=("Lønnr", "Navn", "Afdeling", "Adresse"))
    found = an_import(the_lead_of(jobcentre), jobcentre, content)
    assert (found.state, found.keys["3"]) == (ImportState.COLUMNS, "")
