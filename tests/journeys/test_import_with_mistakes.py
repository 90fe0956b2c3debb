"""The programme lead imports a personnel export with mistakes, leaves them out, and undoes it again."""

from tests.factories.people import a_jobcentre, a_municipality, a_team, an_employee, the_lead_of
from tests.journeys.looking import looked_at
from tests.people.imports import a_csv

from samklang.people.models import Employee, StaffImport

HEADINGS = ("Lønnummer", "Fulde navn", "Afdeling", "Stillingsbetegnelse", "Timer", "Turnus")
ROWS = (
    ("1001", "Anna Åberg", "Team Øst", "teamleder", "37", "HK"),
    ("1002", "Bo Dam", "Team Øst", "jobkonsulent", "32", "HK"),
    ("1003", "Æva Ørsted", "Team Havn", "jobkonsulent", "mange", "AC"),
    ("1004", "Lone Bech Hansen", "Team Havn", "jobkonsulent", "29,6", "AC"),
)


def test_a_personnel_export_with_mistakes(page, sign_in, tmp_path):
    jobcentre = a_jobcentre(a_municipality("Vejen Kommune"), "Jobcenter Vejen")
    east = a_team(jobcentre, "Team Øst")
    an_employee(east, name="Anna Åberg", number="1001", role="jobkonsulent", weekly_hours="37")
    an_employee(east, name="Ib Gået", number="1009")
    sign_in(the_lead_of(jobcentre))

    page.goto("/people/staff-imports/", timeout=60_000)  # the first page a site shows takes its time
    looked_at(page, "imports-none")
    page.get_by_role("link", name="Importér en fil").click()
    looked_at(page, "import-new")
    _send_a_picture(page, tmp_path)
    _send_the_export(page, tmp_path)
    _say_what_columns_and_teams_are(page)
    _look_through(page)
    assert _numbers() == {"1001", "1009"}
    _import_the_rest(page)
    assert _numbers() == {"1001", "1002", "1004", "1009"}
    _undo(page)
    assert _numbers() == {"1001", "1009"}
    assert StaffImport.objects.get().state == "undone"


def _numbers():
    return set(Employee.objects.values_list("number", flat=True))


def _send_a_picture(page, folder):
    not_a_list = folder / "billede.xlsx"
    not_a_list.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    page.get_by_label("Fil", exact=True).set_input_files(not_a_list)
    page.get_by_label("Gælder fra").fill("2027-09-01")
    page.get_by_label("Filen er hele medarbejderlisten").check()
    page.get_by_role("button", name="Læs filen").click()
    page.get_by_text("er et billede").first.wait_for()
    looked_at(page, "import-not-a-list")


def _send_the_export(page, folder):
    export = folder / "personale.csv"
    export.write_bytes(a_csv(*ROWS, headings=HEADINGS))
    page.get_by_label("Fil", exact=True).set_input_files(export)
    page.get_by_role("button", name="Læs filen").click()


def _say_what_columns_and_teams_are(page):
    page.get_by_role("heading", name="Hvad står i kolonnerne?").wait_for()
    looked_at(page, "import-columns")
    assert "»HK«" in page.get_by_text("Under den står").inner_text()
    page.get_by_role("button", name="Fortsæt").click()
    page.get_by_role("heading", name="Hvilke teams er det?").wait_for()
    looked_at(page, "import-teams")
    page.get_by_role("button", name="Fortsæt").click()


def _look_through(page):
    page.get_by_role("heading", name="personale.csv", exact=True).wait_for()
    looked_at(page, "import-problems")
    assert "»mange« er ikke et tal." in page.locator("#lines").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent det, der skal rettes (Excel)").click()
    assert download.value.suggested_filename == "rettelser personale.xlsx"
    for tab, name in (("Ny", "new"), ("Ændret", "changed"), ("Fratræder", "ended")):
        page.locator("#lines").get_by_role("link", name=tab).first.click()
        looked_at(page, f"import-{name}")
    page.get_by_role("button", name="Importér nu").click()
    page.get_by_text("Én række skal rettes").first.wait_for()
    looked_at(page, "import-refused")


def _import_the_rest(page):
    page.get_by_label("Udelad den række, der skal rettes").check()
    page.get_by_label("Det er rigtigt, at én medarbejder fratræder").check()
    page.get_by_role("button", name="Importér nu").click()
    page.get_by_text("er importeret").first.wait_for()
    looked_at(page, "import-done")


def _undo(page):
    page.goto("/people/staff-imports/")
    looked_at(page, "imports")
    page.get_by_role("button", name="Fortryd personale.csv").click()
    page.get_by_text("er fortrudt").first.wait_for()
    looked_at(page, "import-undone")
