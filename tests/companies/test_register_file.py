"""Files of the public register, from the tidy to the nasty."""

import gzip
import json
import tracemalloc
from datetime import date

import pytest
from tests.factories.company_files import (
    a_cvr,
    a_document,
    a_period,
    a_unit,
    an_address,
    an_answer,
    in_lines,
    many_cvr,
    packed,
)

from samklang.companies import json_documents
from samklang.companies.incoming import unpacked
from samklang.companies.register_file import band_of, read_register
from samklang.core.words import LANGUAGES, render
from samklang.core.workbook.issues import Misread


def _problems(contents):
    return [(one.row, one.key) for one in contents.problems]


def test_a_document_gives_everything_a_company_is_known_by():
    [found] = read_register(an_answer([a_document(a_cvr())])).companies
    assert (found.row, found.cvr, found.lies_in) == (1, a_cvr(), ("EGTVED",))
    assert found.values == {
        "name": "Egtved Smede ApS", "industry_code": "251100", "industry": "Fremstilling af metalkonstruktioner",
        "street": "Østergade 12B, 1. tv", "postcode": "6040", "town": "Egtved", "ceased_on": None, "employees": 10,
        "employees_most": 19, "protected": False, "phone": "75550000", "email": "post@smede.example",
    }  # fmt: skip
    assert dict(found.sites) == {"1003456789": {}}


def test_nothing_of_owners_and_directors_is_kept():
    assert "Hemmelig" not in gzip.decompress(read_register(in_lines([a_document()])).packed()).decode()


@pytest.mark.parametrize(
    "write",
    [
        an_answer, lambda them: an_answer(them, indent=2), in_lines, lambda them: json.dumps(them).encode(),
        lambda them: json.dumps(them, indent=4).encode(), lambda them: packed(in_lines(them)),
        lambda them: packed(an_answer(them)), lambda them: b"\xef\xbb\xbf" + in_lines(them),
        lambda them: b"\xef\xbb\xbf" + an_answer(them), lambda them: in_lines(them).replace(b"\n", b"\r\n\r\n"),
        lambda them: in_lines(them).replace(b"\n", b",\n"), lambda them: in_lines(them).decode().encode("utf-16"),
        lambda them: packed(b"\xef\xbb\xbf" + in_lines(them)), lambda them: b"\n \n" + in_lines(them),
        lambda them: b"\n".join(an_answer([one]) for one in them),
        lambda them: b"\n".join(json.dumps(one, indent=1).encode() for one in them),
        lambda them: in_lines({"_index": "cvr", "_type": "virksomhed", "_source": one} for one in them),
        lambda them: in_lines(one["Vrvirksomhed"] for one in them),
        lambda them: in_lines(them).rstrip(),
    ],
)  # fmt: skip
def test_every_way_of_writing_the_documents_down_is_read_alike(write):
    first, second = many_cvr(2)
    contents = read_register(write([a_document(first), a_document(second, "Ærø Færger A/S")]))
    assert [(one.cvr, one.name) for one in contents.companies] == [
        (first, "Egtved Smede ApS"),
        (second, "Ærø Færger A/S"),
    ]
    assert contents.problems == ()


def test_a_broken_line_is_told_by_its_number_and_the_others_are_read():
    first, second = many_cvr(2)
    lines = in_lines([a_document(first), a_document(second)]).splitlines()
    content = b"\n".join([lines[0], lines[0][:300], b"", b"null", b"[1, 2]", b"\x00\x01{", b'{"a": }', lines[1]])
    contents = read_register(content)
    assert [one.cvr for one in contents.companies] == [first, second]
    assert _problems(contents) == [(2, "broken"), (4, "broken"), (5, "broken"), (6, "broken"), (7, "broken")]


def test_a_file_that_breaks_off_keeps_what_stands_before():
    numbers = many_cvr(3)
    whole = an_answer([a_document(one) for one in numbers])
    for cut in (len(whole) - 200, len(whole) * 2 // 3 + 300):
        contents = read_register(whole[:cut])
        assert [one.cvr for one in contents.companies] == numbers[: len(contents.companies)]
        assert contents.companies
        assert _problems(contents)[-1][1] == "broken-off"


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"\xef\xbb\xbf", b"<html>Log ind</html>", b"navn;cvr\nSmede;1", b"PK\x03\x04rest",
     b"\x1f\x8b\x08\x00broken",
     b'{"took": 1, "hits": {"total": 0}}'],
)  # fmt: skip
def test_what_is_no_file_of_the_register_is_refused_with_what_to_do(content):
    with pytest.raises(Misread) as refused:
        read_register(content)
    for language in LANGUAGES:
        assert render(refused.value.what, language)
        assert render(refused.value.instead, language)


def test_a_packed_file_that_was_not_fetched_to_its_end_is_refused():
    whole = packed(in_lines([a_document(one) for one in many_cvr(40)]))
    with pytest.raises(Misread, match="packed file is damaged"):
        read_register(whole[: len(whole) // 2])


def test_a_file_that_unpacks_to_far_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(json_documents, "MOST_UNPACKED", 3_000_000)
    with pytest.raises(Misread, match="unpacks to far more"):
        read_register(packed(b" " * 4_000_000 + in_lines([a_document()])))


def test_something_endlessly_nested_is_a_broken_line():
    contents = read_register(in_lines([a_document()]) + b'{"a":' * 200_000 + b"\n")
    assert (len(contents.companies), _problems(contents)) == (1, [(2, "broken")])


def test_a_number_with_a_wrong_check_digit_is_left_out_and_told():
    contents = read_register(in_lines([a_document(12345678), a_document(a_cvr())]))
    assert [one.cvr for one in contents.companies] == [a_cvr()]
    [problem] = contents.problems
    assert (problem.row, problem.key) == (1, "wrong-number")
    assert "“12345678” is no CVR number" in str(problem.told())


def test_a_number_that_stands_twice_is_one_company_and_the_last_line_holds():
    contents = read_register(in_lines([a_document(name="Den gamle"), a_document(name="Den nye", penheder=[])]))
    [found] = contents.companies
    assert (found.name, found.row, dict(found.sites)) == ("Den nye", 2, {"1003456789": {}})
    assert _problems(contents) == [(1, "twice")]


def test_places_come_to_their_company_whichever_stands_first():
    cvr = a_cvr()
    for order in ([a_unit(cvr), a_document(cvr)], [a_document(cvr), a_unit(cvr)]):
        [found] = read_register(in_lines(order)).companies
        assert found.sites["1003456789"] == {
            "name": "Egtved Smede, værkstedet", "industry_code": "251100", "employees": 7,
            "industry": "Fremstilling af metalkonstruktioner", "street": "Industrivej 3", "postcode": "6040",
            "town": "Egtved", "ceased_on": None,
        }  # fmt: skip


def test_a_place_without_its_company_says_only_that_it_is_there():
    [found] = read_register(in_lines([a_unit(a_cvr())])).companies
    assert (found.cvr, found.values, list(found.sites)) == (a_cvr(), {}, ["1003456789"])


def test_a_chain_does_not_bring_hundreds_of_bare_numbers():
    many = [{"pNummer": 1_000_000_000 + one, "periode": a_period()} for one in range(51)]
    [found] = read_register(in_lines([a_document(penheder=many), a_unit(a_cvr(), 1_000_000_007)])).companies
    assert list(found.sites) == ["1000000007"]


def test_a_place_that_it_has_left_is_not_its_place():
    [found] = read_register(
        in_lines([a_document(penheder=[{"pNummer": 1003456789, "periode": a_period(ends="2020-01-01")}])])
    ).companies
    assert dict(found.sites) == {}


@pytest.mark.parametrize(
    ("changes", "ceased"),
    [
        ({}, None),
        ({"livsforloeb": [{"periode": a_period(ends="2024-02-29")}]}, date(2024, 2, 29)),
        ({"livsforloeb": [{"periode": a_period(ends="2020-01-01")}, {"periode": a_period("2021-01-01")}]}, None),
        ({"livsforloeb": [{"periode": a_period(ends="2020-01-01")}, {"periode": a_period(ends="2022-01-01")}]},
         date(2022, 1, 1)),
        ({"livsforloeb": [], "about": {"sammensatStatus": "Ophørt", "virkningsDato": "2023-05-01"}}, date(2023, 5, 1)),
        ({"livsforloeb": None, "about": {"sammensatStatus": "OPLØSTEFTERKONKURS"},
          "virksomhedsstatus": [{"status": "OPLØSTEFTERKONKURS", "periode": a_period("2022-11-08")}]},
         date(2022, 11, 8)),
        ({"livsforloeb": [{"periode": a_period(ends="i går")}]}, None),
        ({"about": {"sammensatStatus": "UNDERKONKURS"}}, None),
    ],
)  # fmt: skip
def test_when_a_company_ceased(changes, ceased):
    [found] = read_register(in_lines([a_document(**changes)])).companies
    assert found.values["ceased_on"] == ceased


@pytest.mark.parametrize(
    ("code", "band"),
    [
        ("ANTAL_0_0", (0, None)), ("ANTAL_1_1", (1, None)), ("ANTAL_2_4", (2, 4)), ("ANTAL_10_19", (10, 19)),
        ("ANTAL_500_999", (500, 999)), ("ANTAL_1000_999999", (1000, None)), ("ANTAL_1000_", (1000, None)),
        ("", None), ("ANTAL_", None), ("ANTAL_MANGE", None), ("10_19", None), ("ANTAL_1_2_3", None),
    ],
)  # fmt: skip
def test_bands_of_employees(code, band):
    assert band_of(code) == band


def test_an_exact_number_goes_before_a_band_and_the_freshest_before_the_older():
    about = {"nyesteErstMaanedsbeskaeftigelse": {"antalAnsatte": 14, "intervalKodeAntalAnsatte": "ANTAL_10_19"}}
    [found] = read_register(in_lines([a_document(about=about)])).companies
    assert (found.values["employees"], found.values["employees_most"]) == (14, None)
    [found] = read_register(in_lines([a_document(about={"nyesteErstMaanedsbeskaeftigelse": None})])).companies
    assert (found.values["employees"], found.values["employees_most"]) == (5, 9)


def test_where_nothing_is_said_of_employees_nothing_is_changed():
    nothing = {"nyesteErstMaanedsbeskaeftigelse": None, "nyesteAarsbeskaeftigelse": {}}
    [found] = read_register(in_lines([a_document(about=nothing)])).companies
    assert "employees" not in found.values


@pytest.mark.parametrize(
    ("changes", "street"),
    [
        ({}, "Østergade 12B, 1. tv"),
        ({"etage": "st", "sidedoer": None}, "Østergade 12B, st"),
        ({"husnummerTil": 16, "bogstavFra": None, "etage": None, "sidedoer": None}, "Østergade 12-16"),
        ({"vejnavn": None, "fritekst": "Hauptstraße 1, 24937 Flensburg"}, "Hauptstraße 1, 24937 Flensburg"),
        ({"husnummerFra": None, "bogstavFra": None, "etage": None, "sidedoer": None}, "Østergade"),
    ],
)
def test_addresses(changes, street):
    about = {"nyesteBeliggenhedsadresse": an_address(**changes)}
    [found] = read_register(in_lines([a_document(about=about)])).companies
    assert found.values["street"] == street


def test_a_secret_number_and_one_that_has_run_out_are_never_taken():
    rows = [
        {"kontaktoplysning": "75551111", "hemmelig": True, "periode": a_period()},
        {"kontaktoplysning": "75552222", "hemmelig": False, "periode": a_period(ends="2012-01-01")},
    ]
    [found] = read_register(in_lines([a_document(telefonNummer=rows, elektroniskPost=[])])).companies
    assert not {"phone", "email"} & set(found.values)


def test_what_only_the_metadata_says_of_contacts_is_read_by_its_look():
    document = a_document(
        about={"nyesteKontaktoplysninger": ["www.smede.example", "post@smede.example", "+4575550000"]}
    )
    for name in ("telefonNummer", "elektroniskPost", "hjemmeside"):
        del document["Vrvirksomhed"][name]
    [found] = read_register(in_lines([document])).companies
    assert [found.values[one] for one in ("phone", "email", "website")] == [
        "+4575550000",
        "post@smede.example",
        "www.smede.example",
    ]


def test_a_document_with_lists_but_without_metadata_is_read_from_the_lists():
    document = a_document(about={"nyesteNavn": None, "nyesteBeliggenhedsadresse": None, "nyesteHovedbranche": None})
    document["Vrvirksomhed"] |= {
        "navne": [
            {"navn": "Før", "periode": a_period(ends="2015-01-01")},
            {"navn": "Nu", "periode": a_period("2015-01-02")},
        ],
        "beliggenhedsadresse": [an_address(postnummer=800, postdistrikt="Høje Taastrup")],
        "hovedbranche": [{"branchekode": 11100, "branchetekst": "Dyrkning af korn", "periode": a_period()}],
    }
    [found] = read_register(in_lines([document])).companies
    assert (found.name, found.values["postcode"]) == ("Nu", "0800")
    assert found.values["industry_code"] == "011100"


def test_documents_of_other_things_are_passed_over_and_nonsense_is_told():
    documents = [
        {"Vrdeltagerperson": {}},
        {"NewestRetrievedFileTimestampForBeskaeftigelse": 1},
        {"hej": 1},
        a_document(),
    ]
    contents = read_register(in_lines(documents))
    assert (len(contents.companies), _problems(contents)) == (1, [(3, "not-a-company")])


@pytest.mark.parametrize(
    "changes", [{"cvrNummer": None}, {"cvrNummer": [1]}, {"cvrNummer": True}, {"cvrNummer": 1e300}]
)
def test_a_number_that_is_none_is_told(changes):
    contents = read_register(in_lines([a_document(**changes)]))
    assert (contents.companies, [one.row for one in contents.problems]) == ((), [1])


def test_shapes_that_should_not_be_there_do_not_stop_the_others():
    strange = [
        a_document(about={"nyesteBeliggenhedsadresse": ["hvad"], "nyesteHovedbranche": "251100"}),
        a_document(many_cvr(2)[1], livsforloeb="altid", penheder={"pNummer": 1}, telefonNummer=[None, "75"]),
        {"Vrvirksomhed": {"cvrNummer": 30000001, "virksomhedMetadata": []}},
        {"_source": None}, {"_source": {"Vrvirksomhed": None}},
    ]  # fmt: skip
    assert len(read_register(in_lines(strange)).companies) == 2


def test_letters_that_cannot_be_read_are_told_and_not_loaded():
    content = in_lines([a_document(name="Ærø Færger"), a_document(many_cvr(2)[1])])
    contents = read_register(content.replace("Ærø".encode(), "Ærø".encode("cp1252")))
    assert (len(contents.companies), _problems(contents)) == (1, [(1, "letters")])


def test_texts_are_cut_to_what_there_is_room_for():
    [found] = read_register(in_lines([a_document(name="Smede " * 90)])).companies
    assert len(found.name) <= 200


def test_what_is_kept_is_the_same_when_it_is_unpacked():
    contents = read_register(
        in_lines([a_document(livsforloeb=[{"periode": a_period(ends="2024-02-29")}]), a_document(12345678)])
    )
    assert unpacked(contents.packed()) == contents


def test_every_problem_has_words_in_both_languages():
    contents = read_register(in_lines([a_document(12345678), {"hej": 1}, a_document(), a_document()]) + b"{\n")
    assert len(contents.problems) == 4
    for problem in contents.problems:
        assert {"{", "}"}.isdisjoint(render(problem.told(), "da") + render(problem.told(), "en"))


def test_twenty_thousand_companies_are_read_without_holding_their_documents():
    content = packed(an_answer(a_document(one) for one in many_cvr(20_000)))
    tracemalloc.start()
    contents = read_register(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(contents.companies) == 20_000
    assert most < 120_000_000
    assert len(contents.packed()) < 3_000_000
