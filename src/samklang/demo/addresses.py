"""Addresses for constructed people. They end in `.example`, where no mail can ever arrive."""

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def address_of(name: str, domain: str, taken: set[str] | None = None) -> str:
    """«anna.hansen@vejen.example» of a person's first and last name and a domain.

    taken: addresses in use, to which the new one is added; a namesake gets a number.
    """
    words = _plain(name).split(".")
    stem = f"{words[0]}.{words[-1]}"
    address, number = f"{stem}@{domain}", 2
    while taken is not None and address in taken:
        address, number = f"{stem}{number}@{domain}", number + 1
    if taken is not None:
        taken.add(address)
    return address


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", letters).strip(".")
