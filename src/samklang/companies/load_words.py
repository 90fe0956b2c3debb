"""How a line of a file of companies is shown: fields by name, values as the language writes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from samklang.core.words import Sentence, render, say, written

LABELS: Mapping[str, Sentence] = {
    "cvr": say("CVR number"),
    "name": say("Name"),
    "industry_code": say("Industry code"),
    "industry": say("Industry"),
    "employees": say("Employees"),
    "employees_most": say("Employees at most"),
    "street": say("Address"),
    "postcode": say("Postcode"),
    "town": say("Town"),
    "phone": say("Telephone"),
    "email": say("E-mail"),
    "website": say("Website"),
    "protected": say("Advertising protection"),
    "ceased_on": say("Ceased"),
    "owner": say("Owner"),
    "contact": say("Contact"),
    "site": say("Site"),
}
_YES, _NO = say("Yes"), say("No")
_NUMBERS = ("employees", "employees_most")


def value_in_words(field: str, value: Any, language: str) -> str:
    """What stands in a field, for a person to read; a dash where nothing does."""
    if isinstance(value, bool):
        return render(_YES if value else _NO, language)
    if value is None or value == "":
        return "–"
    if isinstance(value, date) or field in _NUMBERS:
        return written(value, language)
    return str(value)
