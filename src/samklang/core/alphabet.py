"""The order Danes look names up in: æ, ø and å last, and aa where å stands; and words written as a key."""

import re
import unicodedata

_LAST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
"""The three characters after z, so that plain text order is the alphabet's."""
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l"})


def place_of(name: str) -> tuple[str, str]:
    """What to sort a name by. Capitals and accents count only between names that are otherwise the same.

    source: Retskrivningsordbogen § 4-5 (aa sorts as å also in names; ä as æ, ö as ø, ü as y).
    """
    letters = unicodedata.normalize("NFC", name).lower().replace("aa", "å").replace("ü", "y")
    return "".join(_LAST.get(letter) or _without_accent(letter) for letter in letters), name


def _without_accent(letter: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))


def key_of(text: str, *, most: int, otherwise: str) -> str:
    """A key made of words: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold().translate(_SPELT))
    letters = re.sub(r"[^\w\s-]", "", plain.encode("ascii", "ignore").decode())
    return re.sub(r"[-_\s]+", "-", letters)[:most].strip("-") or otherwise
