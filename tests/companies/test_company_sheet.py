"""Spreadsheets of companies, from the tidy to the nasty."""

from datetime import date

import pytest
from tests.factories.company_files import a_book, a_cvr, many_cvr

from samklang.companies.company_sheet import read_sheet
from samklang.core.words import LANGUAGES, render
from samklang.core.workbook.issues import Misread

HEADINGS = [
    "CVR-nr.", "P-nummer", "Navn", "Adresse", "Postnr.", "By", "Branchekode", "Branche", "Antal ansatte",
    "Telefon", "E-mail", "Hjemmeside", "Kontaktperson", "Kontaktmail", "Konsulent", "Reklamebeskyttet",
]  # fmt: skip


def _row(**changes):
    given = {
        "cvr": a_cvr(), "p_number": 1003456789, "name": "Egtved Smede ApS", "street": "Østergade 12", "postcode": 6040,
        "town": "Egtved", "code": 251100, "industry": "Smede", "employees": 14, "phone": "+45 75 55 00 00",
        "email": "post@smede.example", "website": "smede.example", "contact": "Pia Lund",
        "contact_email": "PIA@smede.example", "owner": "Bo Holm", "protected": "ja",
    }  # fmt: skip
    return list({**given, **changes}.values())


def _read(*rows, headings=HEADINGS):
    return read_sheet(a_book([headings, *rows]), "virksomheder.xlsx")


def _problems(contents):
    return [(one.row, one.key) for one in contents.problems]


def test_a_row_gives_everything_there_is_a_column_for():
    contents = _read(_row())
    [found] = contents.companies
    assert (found.row, found.cvr, found.owner) == (2, a_cvr(), "Bo Holm")
    assert found.values == {
        "name": "Egtved Smede ApS", "street": "Østergade 12", "postcode": "6040", "town": "Egtved",
        "industry_code": "251100", "industry": "Smede", "employees": 14, "employees_most": None,
        "phone": "75 55 00 00", "email": "post@smede.example", "website": "smede.example", "protected": True,
    }  # fmt: skip
    assert found.contact == {"name": "Pia Lund", "email": "pia@smede.example"}
    assert list(found.sites) == ["1003456789"]
    assert contents.problems == ()


@pytest.mark.parametrize(
    "headings",
    [
        ["CVR", "Firma", "Postnummer"], ["cvr nummer", "VIRKSOMHEDSNAVN", "post nr"],
        ["VAT number", "Company name", "Zip code"], ["CVR-nr", "Virksomhedens navn", "Postnr (4 cifre)"],
        ["cvr_nr", "Name", "Postal code"],
    ],
)  # fmt: skip
def test_headings_are_known_in_danish_and_english_however_they_are_spelt(headings):
    [found] = _read([a_cvr(), "Smede ApS", 6040], headings=headings).companies
    assert (found.cvr, found.name, found.values["postcode"]) == (a_cvr(), "Smede ApS", "6040")


def test_the_headings_may_stand_below_a_title_and_the_rows_keep_their_numbers():
    content = a_book([["Virksomheder i Egtved"], [], ["Navn", "CVR"], ["Smede ApS", "12345678"]])
    contents = read_sheet(content, "liste.xlsx")
    assert [one.row for one in contents.companies] == [4]
    assert _problems(contents) == [(4, "wrong-cvr")]


@pytest.mark.parametrize("content", [
    "CVR;Navn;By\r\n{cvr};Ærø Færger;Ærøskøbing\r\n".encode("cp1252"),
    "CVR,Navn,By\n{cvr},Ærø Færger,Ærøskøbing\n".encode(),
    "\ufeffCVR\tNavn\tBy\n{cvr}\tÆrø Færger\tÆrøskøbing\n".encode(),
    "sep=;\nCVR;Navn;By\n{cvr};Ærø Færger;Ærøskøbing\n".encode(),
    "CVR;Navn;By\n{cvr};Ærø Færger;Ærøskøbing\n".encode("utf-16"),
])  # fmt: skip
def test_text_files_are_read_whatever_their_letters_and_separators(content):
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    number = a_cvr().encode("utf-16-le") if wide else a_cvr().encode()
    mark = "{cvr}".encode("utf-16-le") if wide else b"{cvr}"
    [found] = read_sheet(content.replace(mark, number), "virksomheder.csv").companies
    assert (found.cvr, found.name, found.values["town"]) == (a_cvr(), "Ærø Færger", "Ærøskøbing")


@pytest.mark.parametrize("cvr", [float(a_cvr()), int(a_cvr()), f"DK{a_cvr()}", f"{a_cvr()}.0", " ".join(a_cvr())])
def test_messy_cvr_numbers_are_understood(cvr):
    contents = _read(_row(cvr=cvr))
    assert ([one.cvr for one in contents.companies], contents.problems) == ([a_cvr()], ())


@pytest.mark.parametrize("cvr", ["12345678", "1234567", "n/a", 1.5, "DK"])
def test_a_wrong_cvr_number_is_told_and_the_row_read_without_it(cvr):
    contents = _read(_row(cvr=cvr))
    assert [one.cvr for one in contents.companies] == [""]
    assert _problems(contents) == ([(2, "wrong-cvr")] if cvr != "DK" else [])


@pytest.mark.parametrize(
    ("postcode", "read"),
    [(800, "0800"), (6040.0, "6040"), ("DK-6040", "DK-6040"), ("6040 Egtved", "6040"), ("D-24937", "D-24937")],
)
def test_postcodes_get_the_zeros_back_that_they_have_lost(postcode, read):
    [found] = _read(_row(postcode=postcode)).companies
    assert (found.values["postcode"], found.values["town"]) == (read, "Egtved")


def test_a_town_that_stands_with_the_postcode_is_the_town():
    [found] = _read(_row(postcode="6040 Egtved", town="")).companies
    assert (found.values["postcode"], found.values["town"]) == ("6040", "Egtved")


@pytest.mark.parametrize(
    ("phone", "read"),
    [
        ("75550000", "75 55 00 00"), (75550000.0, "75 55 00 00"), ("+45 7555 0000", "75 55 00 00"),
        ("0045-75550000", "75 55 00 00"), (4575550000, "75 55 00 00"), ("+49 461 123456", "+49 461 123456"),
        ("75 55 00 00 lok. 4", "75 55 00 00 lok. 4"),
    ],
)  # fmt: skip
def test_telephone_numbers(phone, read):
    [found] = _read(_row(phone=phone)).companies
    assert found.values["phone"] == read


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (14, (14, None)), ("10-19", (10, 19)), ("10 – 19 ansatte", (10, 19)), ("19-10", (10, 19)), ("ca. 1.200", None),
        ("1.200", (1200, None)), ("100+", (100, None)), (">50", (50, None)), ("5 medarbejdere", (5, None)), (-3, None),
        ("mange", None), (2.5, (2, None)), ("0", (0, None)),
    ],
)  # fmt: skip
def test_numbers_of_employees(given, read):
    contents = _read(_row(employees=given))
    [found] = contents.companies
    assert (found.values.get("employees"), found.values.get("employees_most")) == (read or (None, None))
    assert _problems(contents) == ([] if read else [(2, "not-read")])


@pytest.mark.parametrize(
    ("given", "read"), [("ja", True), ("X", True), (True, True), ("Nej", False), (0, False), ("måske", None)]
)
def test_advertising_protection(given, read):
    [found] = _read(_row(protected=given)).companies
    assert found.values.get("protected") == read


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("29-02-2024", date(2024, 2, 29)), ("29.2.2024", date(2024, 2, 29)), ("2024-02-29", date(2024, 2, 29)),
        ("nej", None), ("30-02-2024", None), ("snart", None),
    ],
)  # fmt: skip
def test_the_day_it_ceased(given, read):
    [found] = _read(["Smede", given], headings=["Navn", "Ophørt"]).companies
    assert found.values.get("ceased_on") == read


def test_a_row_without_name_and_number_is_told_and_an_empty_one_is_passed_over():
    contents = _read(_row(), [""] * 16, _row(cvr="", name=""))
    assert (len(contents.companies), _problems(contents)) == (1, [(4, "no-name")])


@pytest.mark.parametrize("where", ["name", "street", "contact", "cvr", "phone", "owner", "industry"])
def test_a_row_with_a_civil_registration_number_is_left_out_and_the_number_is_not_kept(where):
    contents = _read(_row(**{where: "010190-1234"}))
    assert (contents.companies, _problems(contents)) == ((), [(2, "personal-number")])
    assert "1234" not in str(contents.problems)


def test_a_p_number_is_no_civil_registration_number_unless_it_is_written_as_one():
    assert len(_read(_row(p_number=1003456789)).companies) == 1
    assert _problems(_read(_row(p_number="010190-1234"))) == [(2, "personal-number")]


def test_the_same_number_in_several_rows_is_one_company_with_several_places():
    contents = _read(_row(), _row(p_number=1003456790, street="Industrivej 3", contact="Per Dam"))
    [found] = contents.companies
    assert (list(found.sites), found.contact["name"], found.row) == (["1003456789", "1003456790"], "Pia Lund", 2)
    assert contents.problems == ()


def test_the_same_number_under_another_name_is_told_and_the_last_row_holds():
    contents = _read(_row(), _row(name="Noget andet ApS"))
    assert ([one.name for one in contents.companies], _problems(contents)) == (["Noget andet ApS"], [(2, "twice")])


def test_the_same_name_and_postcode_without_number_is_read_once():
    contents = _read(_row(cvr=""), _row(cvr="", name="EGTVED SMEDE APS"))
    assert ([one.row for one in contents.companies], _problems(contents)) == ([2], [(3, "same-row")])


def test_cells_that_show_an_error_are_told():
    content = f"CVR;Navn;Telefon\n{a_cvr()};Smede;#N/A\n".encode()
    contents = read_sheet(content, "a.csv")
    assert (contents.companies[0].values, _problems(contents)) == ({"name": "Smede"}, [(2, "not-read")])


def test_an_address_that_is_none_is_told_and_the_rest_is_read():
    contents = _read(_row(email="post(at)smede", code="metal"))
    assert sorted(_problems(contents)) == [(2, "not-read"), (2, "not-read")]
    assert contents.companies[0].name == "Egtved Smede ApS"
    for problem in contents.problems:
        for language in LANGUAGES:
            assert "{" not in render(problem.told(), language)


@pytest.mark.parametrize(
    "content",
    [b"", b"hej", b"%PDF-1.7", b"PK\x03\x04 nej", a_book([]), a_book([["Navn", "CVR"]]), a_book([["Farve"], ["rød"]])],
    ids=["nothing", "text", "pdf", "half a zip", "no rows", "only headings", "other headings"],
)
def test_what_is_no_list_of_companies_is_refused_with_what_to_do(content):
    with pytest.raises(Misread) as refused:
        read_sheet(content, "hvad.xlsx")
    for language in LANGUAGES:
        assert render(refused.value.instead, language)


def test_a_name_of_a_file_leads_nowhere():
    assert read_sheet(a_book([["Navn"], ["Smede"]]), "../../etc/passwd").companies


def test_twenty_thousand_rows_are_read():
    rows = [_row(cvr=cvr, name=f"Firma {cvr} ApS") for cvr in many_cvr(20_000)]
    assert len(_read(*rows).companies) == 20_000
