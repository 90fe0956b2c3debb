"""What the fields of the company door take, what they refuse, and what they show then."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from tests.factories.companies import a_company
from tests.factories.people import a_colleague_in, a_team, an_outsider

from samklang.companies.forms.fields import CompanyField, CvrField, PhoneField, PNumberField, PostcodeField, Typed
from samklang.web.word_fields import WordsField


class NoteForm(forms.Form):
    """One line and some lines."""

    what = WordsField(label="What")
    text = WordsField(label="Text", rows=4, required=False)


class PickForm(forms.Form):
    """A company."""

    company = CompanyField()

    def __init__(self, data, person):
        super().__init__(data)
        self.fields["company"].looks(person)


@pytest.mark.parametrize("number", ["120385-1234", "1203851234", "120385 1234", "720385-1234"])
def test_words_with_a_civil_registration_number_are_refused_and_shown_with_the_number_masked(number):
    form = NoteForm({"what": f"Ringede om {number} i dag", "text": ""})
    assert not form.is_valid()
    assert "made unreadable" in str(form.errors["what"]) or "gjort ulæseligt" in str(form.errors["what"])
    assert form["what"].value() == "Ringede om xxxxxx-xxxx i dag"
    shown = str(form)
    assert number not in shown
    assert "xxxxxx-xxxx" in shown


def test_the_masked_words_are_taken_when_they_are_sent_again():
    form = NoteForm({"what": "Ringede", "text": "Født 120385-1234.\nTo linjer"})
    assert not form.is_valid()
    again = NoteForm({"what": form["what"].value(), "text": form["text"].value()})
    assert again.is_valid()
    assert again.cleaned_data["text"] == "Født xxxxxx-xxxx.\nTo linjer"


def test_other_numbers_may_stand_in_words():
    assert NoteForm({"what": "CVR 12345678, tlf. 76 00 00 00, sag 1299991234"}).is_valid()


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("76000000", "76 00 00 00"), ("+45 76 00 00 00", "76 00 00 00"), ("0045 76000000", "76 00 00 00"),
        ("76-00-00-00", "76 00 00 00"), ("+49 461 12345", "+49 461 12345"), (" ", ""),
    ],
)  # fmt: skip
def test_a_telephone_number_is_taken_however_it_is_written(typed, cleaned):
    assert PhoneField(required=False).clean(typed) == cleaned


@pytest.mark.parametrize("typed", ["ring til mig", "123", "76 00 00 00 lokal 2", "1" * 16])
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


def test_a_cvr_number_is_taken_with_spaces_and_refused_with_a_wrong_check_digit():
    assert CvrField().clean("DK 13 58 56 28") == "13585628"
    with pytest.raises(ValidationError, match=r"(?i)each digit|hvert ciffer"):
        CvrField().clean("13585629")
    with pytest.raises(ValidationError, match=r"(?i)eight digits|otte cifre"):
        CvrField().clean("1358562")
    assert CvrField(required=False).clean("") == ""


def test_a_p_number_has_ten_digits():
    assert PNumberField().clean("1003 456 789") == "1003456789"
    with pytest.raises(ValidationError):
        PNumberField().clean("13585628")


@pytest.mark.parametrize(
    ("typed", "cleaned"), [("6600", "6600"), ("DK-6600", "6600"), ("d-24937", "D-24937"), ("", "")]
)
def test_a_postcode_is_danish_or_says_its_country(typed, cleaned):
    assert PostcodeField(required=False).clean(typed) == cleaned


@pytest.mark.parametrize("typed", ["66000", "66", "Vejen"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(ValidationError):
        PostcodeField().clean(typed)


@pytest.fixture
def person(db):
    return a_colleague_in(a_team())


def picked(person, **typed):
    query = QueryDict(mutable=True)
    query.update(typed)
    return PickForm(query, person)


def test_a_company_is_chosen_by_its_number(person):
    company = a_company(person.municipality)
    form = picked(person, company=company.pk, company_text="egtved")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["company"] == company


def test_without_javascript_the_only_company_that_is_known_by_the_words_is_taken(person):
    company = a_company(person.municipality)
    a_company(person.municipality, "Bageriet")
    form = picked(person, company_text="EGTVED maskin")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["company"] == company


def test_without_javascript_several_are_offered_to_choose_from(person):
    one, other = (a_company(person.municipality, name) for name in ("Egtved Maskinfabrik", "Egtved Mejeri"))
    a_company(person.municipality, "Bageriet")
    form = picked(person, company_text="egtved")
    assert not form.is_valid()
    shown = str(form)
    assert f'value="{one.pk}"' in shown
    assert f'value="{other.pk}"' in shown
    assert "Bageriet" not in shown


def test_what_is_typed_after_a_choice_counts(person):
    old = a_company(person.municipality)
    new = a_company(person.municipality, "Bageriet")
    form = picked(person, company=old.pk, company_text="bageriet")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["company"] == new


def test_a_company_that_is_not_known_or_is_another_municipalitys_is_not_found(person):
    elsewhere = a_company(an_outsider().municipality)
    for typed in ({"company": elsewhere.pk}, {"company_text": "egtved"}, {"company": "9" * 30}, {}):
        assert not picked(person, **typed).is_valid()


def test_a_company_need_not_be_chosen_where_the_field_says_so(person):
    field = CompanyField(required=False)
    field.looks(person)
    assert field.clean(Typed("", "")) is None
