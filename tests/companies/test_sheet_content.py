"""The content of the preparation sheet is whole, in both languages."""

from datetime import date

import pytest

from samklang.companies import sheet
from samklang.companies.enums import Need, OpeningKind, Sector
from samklang.method.content import shipped

DAY = date(2026, 9, 7)


def _concepts() -> set[str]:
    (edition,) = (one for one in shipped() if one.key == "company-meeting")
    return {one.key for one in edition.concepts}


def test_ordinary_hours_are_offered_first_and_a_subsidy_last():
    assert [one.key for one in sheet.offers(DAY)] == ["job", "hours", "placement", "flexi", "subsidy"]
    assert {one.key for one in sheet.offers(DAY)} == set(OpeningKind.values)


def test_a_rule_is_shown_from_the_day_it_holds():
    before, after = sheet.offers(date(2026, 1, 31))[0], sheet.offers(date(2026, 2, 1))[0]
    assert ([rule.key for rule in before.rules], [rule.key for rule in after.rules]) == ([], ["one-entrance"])


def test_every_rule_has_a_source_and_both_languages():
    for offer in sheet.offers(DAY):
        for rule in offer.rules:
            assert all((rule.source, rule.text.da, rule.text.en)), rule.key


@pytest.mark.parametrize("section", sheet.sections(), ids=lambda section: section.key)
def test_every_concept_of_a_section_stands_in_the_method(section):
    assert set(section.concepts) <= _concepts()


@pytest.mark.parametrize("need", [*Need])
def test_what_fits_the_need_comes_before_what_fits_everywhere(need):
    found = sheet.suggestions("purpose", [need], Sector.UNKNOWN)
    assert all(one.need == need for one in found)
    questions = sheet.suggestions("problem_questions", [need], Sector.UNKNOWN)
    assert [bool(one.need) for one in questions] == sorted((bool(one.need) for one in questions), reverse=True)


def test_suggestions_lead_to_fields_needs_and_sectors_that_there_are():
    for one in sheet._suggestions():
        assert one.field in sheet.fields(), one
        assert one.need in {"", *Need.values}, one
        assert one.sector in {"", *Sector.values}, one
        assert all(one.text), one


def test_a_new_sheet_begins_with_an_agenda():
    assert len(sheet.draft("agenda")) == 5
