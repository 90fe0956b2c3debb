"""Numbers of the public register."""

import pytest

from samklang.companies.cvr import cleaned_cvr, cleaned_p_number, is_cvr, is_p_number


@pytest.mark.parametrize("number", ["13585628", "21265837", "25553489", "18169304", "61056416", "10150817"])
def test_numbers_of_real_companies_have_the_right_check_digit(number):
    assert is_cvr(number)


@pytest.mark.parametrize("number", ["13585628", "21265837", "25553489"])
def test_one_wrong_digit_is_found_wherever_it_stands(number):
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place in range(8)
        for digit in "0123456789"
        if digit != number[place]
    ]
    assert [one for one in wrong if is_cvr(one)] == []


@pytest.mark.parametrize("number", ["13585628", "21265837"])
def test_two_neighbouring_digits_that_changed_places_are_found(number):
    swapped = [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(7)
        if number[place] != number[place + 1]
    ]
    assert [one for one in swapped if is_cvr(one)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1358562",
        "135856280",
        "DK13585628",
        "1358562x",
        "00000000",
        "01358562",
        "१३५८५६२८",
        "１３５８５６２８",
        "13585628\n",
    ],
)
def test_what_is_not_eight_plain_digits_is_no_cvr_number(text):
    assert not is_cvr(text)


@pytest.mark.parametrize(
    "given",
    [
        "13585628", " 13585628 ", "DK13585628", "DK-13585628", "dk 13 58 56 28", "CVR-nr. 13585628", "CVR: 13 58 56 28",
        "CVR nr.: DK 13585628", 13585628, 13585628.0, "13585628.0", "13585628,00", "13.585.628", "1358-5628",
        "13\u00a058\u00a056\u00a028", "\ufeff13585628", "SE-nr 13585628",
    ],
)  # fmt: skip
def test_what_people_write_around_a_number_goes_away(given):
    assert cleaned_cvr(given) == "13585628"


@pytest.mark.parametrize(
    ("given", "left"), [(None, ""), ("", ""), ("  ", ""), ("ukendt", "ukendt"), (1.5, "15"), ("1358562x", "1358562x")]
)
def test_what_is_no_number_stays_so_that_a_person_knows_it_again(given, left):
    assert cleaned_cvr(given) == left
    assert not is_cvr(cleaned_cvr(given))


@pytest.mark.parametrize("given", ["1003456789", 1003456789, 1003456789.0, "P-nr. 1003456789", "p 1003 456 789"])
def test_a_p_number_has_ten_digits_and_no_check_digit(given):
    assert is_p_number(cleaned_p_number(given))


@pytest.mark.parametrize("text", ["", "100345678", "10034567890", "0003456789", "P003456789"])
def test_what_is_not_ten_digits_is_no_p_number(text):
    assert not is_p_number(text)
