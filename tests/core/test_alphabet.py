"""Names in the order Danes look them up in."""

import pytest

from samklang.core.alphabet import place_of


def test_the_danish_letters_come_last_and_aa_is_one_of_them():
    names = ["Aagaard", "Ås", "Zacho", "Østergaard", "Ærø", "Anders", "Ödman", "Änglund", "Bo", "Øvig"]
    assert sorted(names, key=place_of) == [
        "Anders",
        "Bo",
        "Zacho",
        "Änglund",
        "Ærø",
        "Ödman",
        "Østergaard",
        "Øvig",
        "Aagaard",
        "Ås",
    ]


@pytest.mark.parametrize(("first", "second"), [("Andre", "André"), ("anna", "Anne"), ("Müller", "Mzz"), ("é", "f")])
def test_accents_and_capitals_count_only_between_names_that_are_otherwise_the_same(first, second):
    assert place_of(first) < place_of(second)


def test_letters_written_as_two_signs_sort_as_the_one_they_show():
    assert place_of("A\N{COMBINING RING ABOVE}s")[0] == place_of("Ås")[0]
