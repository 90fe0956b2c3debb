"""Numbers of the public register: the CVR number of a company, the P-number of a place where it works. Pure.

Source of the check digit: Erhvervsstyrelsen's control by modulus 11 (weights 2, 7, 6, 5, 4, 3, 2, 1; the sum is a
multiple of 11); the same rule stands in python-stdnum's `stdnum.dk.cvr`. A P-number has ten digits and no check digit;
since it looks like a civil registration number, it is never searched for one.
"""

import re

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_CVR = re.compile(r"[1-9][0-9]{7}")
_P_NUMBER = re.compile(r"[1-9][0-9]{9}")
_BEFORE = re.compile(r"^(?:(?:DK|CVR|SE|VAT|NR|NUMMER|NO)[\s.:\-]*)+", re.IGNORECASE)
_BEFORE_P = re.compile(r"^(?:(?:P|PNR|NR|NUMMER|ENHED)[\s.:\-]*)+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s.\-\u00a0\u2007\u202f\u200b\ufeff\u2013]+")
_AS_DECIMAL = re.compile(r"([0-9]+)[.,]0+")


def cleaned_cvr(value: object) -> str:
    """The number without what people write around it: "DK 12 34 56 78", 12345678.0 and "12.34.56.78" are "12345678".

    What is no number stays as it is written, without spaces, so that `is_cvr` refuses it and a person knows it again.
    """
    return _cleaned(value, _BEFORE)


def is_cvr(text: str) -> bool:
    """Whether these are the eight digits of a CVR number whose check digit is right.

    text: as `cleaned_cvr` gives it.
    """
    if not _CVR.fullmatch(text):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True)) % 11 == 0


def cleaned_p_number(value: object) -> str:
    """The number of a place without what people write around it: "P-nr. 1003456789" is "1003456789"."""
    return _cleaned(value, _BEFORE_P)


def is_p_number(text: str) -> bool:
    """Whether these are the ten digits of a P-number; it has no check digit. text: as `cleaned_p_number` gives it."""
    return bool(_P_NUMBER.fullmatch(text))


def _cleaned(value: object, before: re.Pattern[str]) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    text = str(value).strip()
    decimal = _AS_DECIMAL.fullmatch(text)
    if decimal:
        return decimal[1]
    return _BETWEEN.sub("", before.sub("", text))
